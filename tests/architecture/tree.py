"""The files of this checkout, read once, and the places that match something in them."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = (
    "accounting",
    "backoffice",
    "config",
    "core",
    "demo",
    "fulfillment",
    "inventory",
    "sales",
    "shop",
    "support",
)
DEPARTMENTS = ("shop", "inventory", "fulfillment", "accounting", "sales", "support", "backoffice")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository; relative paths."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(Path(line) for line in listed.splitlines() if (ROOT / line).is_file())


def files(*suffixes: str, under: Iterable[str] = (), outside: Iterable[str] = ()) -> Iterator[Path]:
    """Tracked files by suffix and by the beginning of their path; migrations are never meant."""
    for path in tracked():
        text = path.as_posix()
        if suffixes and path.suffix not in suffixes:
            continue
        if "migrations" in path.parts or "migrations_of_oscar" in path.parts:
            continue
        if under and not text.startswith(tuple(under)):
            continue
        if not text.startswith(tuple(outside)):
            yield path


def read(path: Path) -> str:
    """A file's text."""
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def places(pattern: str, among: Iterable[Path], *, flags: int = 0) -> list[str]:
    """`path:line: text` of each line in which the pattern is found; comments of Python are not meant."""
    wanted = re.compile(pattern, flags)
    found = []
    for path in among:
        for number, line in enumerate(read(path).splitlines(), 1):
            if path.suffix == ".py" and line.lstrip().startswith("#"):
                continue
            if wanted.search(line):
                found.append(f"{path}:{number}: {line.strip()[:120]}")
    return found


def listing(found: list[str]) -> str:
    """For an assertion's message."""
    return "\n" + "\n".join(found)
