"""Keyset pages: the address names the last row seen, so that page 2,000 costs what page 1 costs."""

import base64
import binascii
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True)
class Sort:
    """An order of rows by one field, ties broken by key. `nullable`: rows without the value come last."""

    title: str | Promise
    field: str
    descending: bool = False
    nullable: bool = False

    def turned(self) -> "Sort":
        return replace(self, descending=not self.descending)


class Keyset:
    """Pages of a queryset in one order. The queryset is of models, with whatever annotations the sort field needs."""

    def __init__(self, sort: Sort) -> None:
        self.sort = sort

    def page(self, rows: QuerySet, size: int, *, after: str = "", before: str = "") -> tuple[list[Any], str, str]:
        """Rows of a page, then the marks with which the pages before and after are asked for ("" at an end).

        A mark that cannot be read, because somebody edited the address, means the first page.
        """
        mark = self._read(before, rows.model) if before else self._read(after, rows.model)
        backward = bool(before) and mark is not None
        if mark is not None:
            rows = rows.filter(self._beyond(*mark, backward=backward))
        found = list(rows.order_by(*self.order(backward))[: size + 1])
        more, found = len(found) > size, found[:size]
        if backward:
            found.reverse()
        has_before = more if backward else mark is not None
        has_after = True if backward else more
        first = self._mark(found[0]) if found and has_before else ""
        last = self._mark(found[-1]) if found and has_after else ""
        return found, first, last

    def order(self, backward: bool = False) -> list[Any]:
        descending = self.sort.descending != backward
        field = F(self.sort.field)
        nulls = {} if not self.sort.nullable else {"nulls_first": True} if backward else {"nulls_last": True}
        return [field.desc(**nulls) if descending else field.asc(**nulls), "-pk" if descending else "pk"]

    def _beyond(self, value: Any, key: Any, *, backward: bool) -> Q:
        """Rows that follow (or, backward, precede) the one with this value and key."""
        field = self.sort.field
        side = "lt" if self.sort.descending != backward else "gt"
        tie = Q(**{f"pk__{side}": key})
        if value is None:
            same = Q(**{f"{field}__isnull": True})
            return (same & tie) | ~same if backward else same & tie
        # The outer bound lets the index narrow the range; the inner one breaks ties.
        beyond = Q(**{f"{field}__{side}e": value}) & (Q(**{f"{field}__{side}": value}) | tie)
        if self.sort.nullable and not backward:
            beyond |= Q(**{f"{field}__isnull": True})
        return beyond

    def _mark(self, row: Model) -> str:
        value: Any = row
        for name in self.sort.field.split("__"):
            value = getattr(value, name, None)
        if isinstance(value, (datetime, date, Decimal)):
            value = str(value)
        packed = json.dumps([value, row.pk]).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")

    def _read(self, mark: str, model: type[Model]) -> tuple[Any, Any] | None:
        if not mark:
            return None
        try:
            packed = base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4))
            value, key = json.loads(packed)
            if isinstance(value, str) and "\x00" in value:
                return None
            field: Any = _field(model, self.sort.field)
            value = field.to_python(value) if field is not None else value
            return value, model._meta.pk.to_python(key)  # type: ignore[union-attr]
        except (ValueError, TypeError, binascii.Error, ValidationError):
            return None


def _field(model: type[Model], path: str) -> Any:
    """The model field at the end of a path, or None for an annotation."""
    field: Any = None
    for name in path.split("__"):
        known = {f.name: f for f in model._meta.get_fields()}
        if name not in known:
            return None
        field = known[name]
        model = getattr(field, "related_model", None) or model
    return field
