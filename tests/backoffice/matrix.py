"""Every address × method × role as lines of text: what the views declare, and the file in which a person has read it.

    GET  office/orders/   orders.view: accountant administrator sales_manager stock_controller support_agent

`matrix.txt` is changed by hand, line by line, whenever an address, a rule or a default role changes: that is the review.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backoffice.roles import DEFAULT_ROLES, expand
from core.access.http import ANY_STAFF, DeclaredView, declared_views

FILE = Path(__file__).with_name("matrix.txt")
#: What stands for a parameter of a route when it is tried.
STAND_INS = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "path": "x",
    "uuid": "00000000-0000-0000-0000-000000000000",
    None: "x",
}
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")


@dataclass(frozen=True)
class Cell:
    """One method of one address, and who may use it: "public", "signed_in", "staff" or a permission."""

    method: str
    route: str
    needs: str

    @property
    def path(self) -> str:
        return "/" + PARAMETER.sub(lambda found: STAND_INS.get(found[1], "x"), self.route)

    @property
    def roles(self) -> list[str]:
        """The default roles that hold the permission; for the other needs the question does not arise."""
        if "." not in self.needs:
            return []
        return sorted(code for code, (_name, patterns) in DEFAULT_ROLES.items() if self.needs in expand(patterns))

    def line(self) -> str:
        who = f"{self.needs}: {' '.join(self.roles) or 'nobody'}" if "." in self.needs else self.needs
        return f"{self.method:6} {self.route or '/'}  {who}"


def holes() -> list[str]:
    """Addresses whose view declares nothing."""
    return [view.route for view in declared_views() if view.rule is None]


def cells() -> Iterator[Cell]:
    for view in declared_views():
        yield from cells_of(view)


def cells_of(view: DeclaredView) -> Iterator[Cell]:
    if view.rule is None:
        return
    for method, permission in sorted(view.rule.methods.items()):
        if view.rule.kind == "machine":
            yield Cell(method, view.route, f"machine:{permission}")
            continue
        needs = view.rule.kind if view.rule.kind != "staff" or permission in (None, ANY_STAFF) else permission
        yield Cell(method, view.route, str(needs))


def declared() -> list[str]:
    return sorted({cell.line() for cell in cells()}, key=lambda line: line.split(None, 2)[1::-1])


def reviewed() -> list[str]:
    return [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
