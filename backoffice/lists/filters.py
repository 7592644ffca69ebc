"""What a list can be narrowed by. Each filter has one value in the address; what makes no sense there is ignored."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.dates import say

Word = str | Promise
Options = Sequence[tuple[str, Word]]


@dataclass(frozen=True)
class Filter(ABC):
    """`name` is its word in the address."""

    name: str
    label: Word
    #: Seldom asked for: it waits behind "Filter" until it is on.
    is_rare: bool = field(default=False, kw_only=True)

    kind = "text"

    def clean(self, value: str) -> str:
        return value

    @abstractmethod
    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        """The rows that fit."""

    def say(self, value: str) -> Word:
        return value

    def options(self) -> Options:
        return ()


@dataclass(frozen=True)
class ChoiceFilter(Filter):
    """One of some values of a field (`name` when `field` is empty). `choices` may be a function that asks for them."""

    choices: Options | Callable[[], Options] = ()
    field: str = ""

    kind = "choice"

    def options(self) -> Options:
        choices = self.choices() if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in choices]

    def clean(self, value: str) -> str:
        return value if value and value in dict(self.options()) else ""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(**{self.field or self.name: value})

    def say(self, value: str) -> Word:
        return dict(self.options())[value]


@dataclass(frozen=True)
class FlagFilter(Filter):
    """On or not: `condition` is the Q that holds for rows to show."""

    condition: Q | Callable[[], Q] = field(default_factory=Q)

    kind = "choice"

    def options(self) -> Options:
        return [("yes", gettext_lazy("Yes"))]

    def clean(self, value: str) -> str:
        return "yes" if value == "yes" else ""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(self.condition() if callable(self.condition) else self.condition)

    def say(self, value: str) -> Word:
        return _("yes")


@dataclass(frozen=True)
class DayFilter(Filter):
    """A day of a date or moment: a word (late is before now) or an ISO date. `until` takes the days before too."""

    field: str = ""
    is_moment: bool = True
    until: bool = False
    words: Sequence[str] = ("today", "tomorrow")

    kind = "date"

    def options(self) -> Options:
        names = {
            "today": gettext_lazy("today"),
            "tomorrow": gettext_lazy("tomorrow"),
            "yesterday": gettext_lazy("yesterday"),
            "late": gettext_lazy("late"),
        }
        return [(word, names[word]) for word in self.words]

    def clean(self, value: str) -> str:
        return value if value in self.words or self._day(value) else ""

    def _day(self, value: str) -> date | None:
        today = clock.today()
        if value == "today":
            return today
        if value in ("tomorrow", "yesterday"):
            return today + timedelta(days=1 if value == "tomorrow" else -1)
        try:
            return parse_date(value)
        except ValueError:
            return None

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        field = self.field or self.name
        if value == "late":
            return rows.filter(**{f"{field}__lt": clock.now()})
        day = self._day(value)
        if not self.is_moment:
            return rows.filter(**{f"{field}__lte" if self.until else field: day})
        begin = clock.midnight(day)
        rows = rows.filter(**{f"{field}__lt": begin + timedelta(days=1)})
        return rows if self.until else rows.filter(**{f"{field}__gte": begin})

    def say(self, value: str) -> Word:
        return dict(self.options()).get(value) or say(self._day(value), "day")  # type: ignore[arg-type]


@dataclass(frozen=True)
class FromDayFilter(DayFilter):
    """From a day on. Without words it waits for an address that names it, and is not offered."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        day = self._day(value)
        return rows.filter(**{f"{self.field or self.name}__gte": clock.midnight(day) if self.is_moment else day})


@dataclass(frozen=True)
class TextFilter(Filter):
    """Words within the list. `fields` are looked up with their own lookups, e.g. "email__istartswith"."""

    fields: Sequence[str] = ()

    kind = "search"

    def clean(self, value: str) -> str:
        return value.replace("\x00", "").strip()[:100]

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        found = Q()
        for lookup in self.fields:
            found |= Q(**{lookup: value})
        return rows.filter(found)


@dataclass(frozen=True)
class FoundFilter(TextFilter):
    """Words for lists without an end: `find` answers a condition of keys, whole values and beginnings, which indexes know."""

    find: Callable[[str], Q] = field(default=lambda value: Q(), kw_only=True)

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(self.find(value))
