"""Counting statements: what a page or a job asks of the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: What django-pghistory puts before a statement inside a request that writes: part of it, no statement of ours.
TOLD_HISTORY = re.compile(
    r"\s*SELECT set_config\('pghistory\.context_id'.*?, true\), set_config\('pghistory.*?, true\);\s*", re.DOTALL
)
TRANSACTION_CONTROL = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET CONSTRAINTS)\b", re.IGNORECASE)


@contextmanager
def assert_budget(most: int) -> Iterator[list[str]]:
    """Fail when more than `most` statements run; transaction control is not counted.

    Yields the list that holds the counted statements afterwards.
    """
    counted: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield counted
    asked = [TOLD_HISTORY.sub("", query["sql"], count=1) for query in captured]
    counted += [statement for statement in asked if not TRANSACTION_CONTROL.match(statement)]
    listing = "\n".join(f"{number:3} {statement[:200]}" for number, statement in enumerate(counted, 1))
    assert len(counted) <= most, f"{len(counted)} statements, the budget is {most}:\n{listing}"
