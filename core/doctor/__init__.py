"""`manage.py doctor`: looks at an installation and says in sentences what is wrong with it and what to do.

A look is a function that yields findings; the lists in `LOOKS` are in the order in which a person would look. What is
asked here is whether the house can work; whether its books are right is asked by `manage.py verify`.
"""

from collections.abc import Iterator

from django.db import OperationalError

from core.doctor import database, installation, machinery
from core.doctor.finding import Finding, Look, wrong

LOOKS: tuple[Look, ...] = (*database.LOOKS, *machinery.LOOKS, *installation.LOOKS)


def examine(looks: tuple[Look, ...] | None = None) -> Iterator[Finding]:
    """Every finding, in order. A look that breaks is a finding itself, and keeps nobody else from looking."""
    for look in LOOKS if looks is None else looks:
        try:
            yield from look()
        except OperationalError as error:
            yield wrong(f"{_name(look)} could not be seen: {_first_line(error)}", "Mend the database first, then ask again.")
        except Exception as error:
            yield wrong(f"{_name(look)} could not be seen: {type(error).__name__}: {_first_line(error)}", "See the log.")


def _name(look: Look) -> str:
    return look.__name__.replace("_", " ").capitalize()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no words"])[0]
