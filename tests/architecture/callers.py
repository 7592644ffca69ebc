"""Who leads to whom: the functions and classes of the house from which one reaches another, read from the source.

Names are followed as Python binds them: imports, names of the same file, attributes of an imported module. What is handed on
as a value (a job in a table, a view in a list of addresses) counts like a call, so the answer is rather too long than too short.
"""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.architecture import tree

#: What leads into a test, a benchmark or the demo company.
OUTSIDE = ("tests", "benchmarks", "demo")


def module_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def sources() -> dict[str, ast.Module]:
    """Every module of the house by its dotted name."""
    paths = tree.files(".py", under=tree.PACKAGES, outside=OUTSIDE)
    return {module_of(path): ast.parse(tree.read(path)) for path in paths}


@cache
def units() -> dict[str, ast.AST]:
    """What stands at the top of each module, by dotted name: functions, classes, and values that are given a name."""
    return {
        f"{module}.{name}": statement
        for module, source in sources().items()
        for statement in source.body
        for name in _names_of(statement)
    }


def _names_of(statement: ast.AST) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _imports(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """What imports bind, as dotted names."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for one in node.names:
                found[one.asname or one.name.split(".")[0]] = one.name if one.asname else one.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return found


@cache
def _bound(module: str) -> dict[str, str]:
    return _imports(sources()[module].body)


def _home_of(name: str) -> str:
    """Where a name is defined that another module passes on."""
    for _step in range(5):
        module, _dot, last = name.rpartition(".")
        if name in units() or last not in (_bound(module) if module in sources() else {}):
            break
        name = _bound(module)[last]
    return name


@cache
def _used(unit: str) -> tuple[frozenset[str], frozenset[str]]:
    """The dotted names that a unit uses, each as far as it is known, and those that it calls. Its own variables are not meant."""
    module = unit.rpartition(".")[0]
    nodes = list(ast.walk(units()[unit]))
    bound = {**_bound(module), **_imports(nodes)}
    own = set(_variables(nodes)) if isinstance(units()[unit], ast.FunctionDef) else set()
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    names, calls = set(), set()
    for node in nodes:
        chain, base = [], node
        while isinstance(base, ast.Attribute):
            chain.append(base.attr)
            base = base.value
        if not isinstance(base, ast.Name) or base.id in own:
            continue
        name = bound.get(base.id) or (f"{module}.{base.id}" if f"{module}.{base.id}" in units() else "")
        if not name:
            continue
        name = _home_of(name)
        for attribute in reversed(chain):
            name = _home_of(f"{name}.{attribute}")
        names.add(name)
        if id(node) in called:
            calls.add(name)
    return frozenset(names), frozenset(calls)


def names_in(unit: str) -> frozenset[str]:
    return _used(unit)[0]


def calls_in(unit: str) -> frozenset[str]:
    return _used(unit)[1]


def _variables(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


@cache
def _users() -> dict[str, set[str]]:
    """By unit: the units that use it, or something of it."""
    found: dict[str, set[str]] = {}
    for unit in units():
        for name in names_in(unit):
            for known in (name, name.rpartition(".")[0]):
                if known in units() and known != unit:
                    found.setdefault(known, set()).add(unit)
    return found


def reaching(roots: Iterable[str]) -> set[str]:
    """The roots and every unit from which one of them is reached, whatever lies between."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += _users().get(unit, ())
    return found


def outermost(among: set[str]) -> set[str]:
    """Those that nothing else of them uses: what begins by itself, or is named by something that is not Python."""
    return {unit for unit in among if not _users().get(unit, set()) & among}


def texts_in(unit: str) -> list[str]:
    """The texts that stand in a unit, such as its SQL."""
    nodes = ast.walk(units()[unit])
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
