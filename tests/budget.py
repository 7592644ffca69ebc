"""Counting statements: what a page or a job asks of the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

TRANSACTION_CONTROL = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET CONSTRAINTS)\b", re.IGNORECASE)


@contextmanager
def assert_budget(most: int) -> Iterator[list[str]]:
    """Fail when more than `most` statements run; transaction control is not counted.

    Yields the list that holds the counted statements afterwards.
    """
    counted: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield counted
    counted += [query["sql"] for query in captured if not TRANSACTION_CONTROL.match(query["sql"])]
    listing = "\n".join(f"{number:3} {statement[:200]}" for number, statement in enumerate(counted, 1))
    assert len(counted) <= most, f"{len(counted)} statements, the budget is {most}:\n{listing}"
