"""Which order of the past repeats which specimen, on what day, for whom, under what number: by a seed, brought in by COPY."""

import io
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from core.numbering import draw_positions, number_at
from demo.history.counting import advance
from demo.history.specimens import Specimen
from demo.seeding.house import ZONE
from demo.seeding.rhythm import WEEKDAYS
from shop.channels.models import Channel, Market
from shop.customer.models import CustomerAddress, CustomerKind

_TABLE = """
CREATE TEMP TABLE IF NOT EXISTS history_plan (
    n bigint PRIMARY KEY, specimen bigint, days integer, number text, reference text, shipment text, customer bigint
);
CREATE TEMP TABLE IF NOT EXISTS history_person AS
SELECT c.id, c.name, c.email, c.phone, c.phone_digits, c.search_name,
    (SELECT m.user_id FROM customer_customeruser m WHERE m.customer_id = c.id AND m.is_main LIMIT 1) AS user_id
FROM customer_customer c WHERE c.kind = 'person';
ANALYZE history_person;
"""
#: Letters that a payment's reference is made of: none that looks like another.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Planned:
    """An order to be: its specimen, by how many days it is moved, and its customer where a person bought."""

    specimen: Specimen
    days: int
    customer: int | None

    @property
    def placed_at(self) -> datetime:
        return self.specimen.placed_at + timedelta(days=self.days)


def days_of(orders: int, first: date, last: date, dice: random.Random) -> list[date]:
    """On which day each order was placed, in order: more before weekends, and more every month."""
    span = (last - first).days + 1
    days = [first + timedelta(days=place) for place in range(span)]
    weights = [WEEKDAYS[day.weekday()] * (0.5 + place / span) for place, day in enumerate(days)]
    return sorted(dice.choices(days, weights, k=orders))


def plan(specimens: list[Specimen], days: list[date], dice: random.Random) -> list[Planned]:
    """One order per day of the list, each the repetition of a specimen."""
    people = _people_by_market()
    first_days = {specimen: specimen.placed_at.astimezone(ZONE).date() for specimen in specimens}
    planned = []
    for day in days:
        specimen = dice.choice(specimens)
        customers = people.get(specimen.market_id) if specimen.is_personal else None
        moved = (day - first_days[specimen]).days
        planned.append(Planned(specimen, moved, dice.choice(customers) if customers else None))
    return planned


@dataclass(frozen=True)
class Numbers:
    """The positions that a part's orders have in their channels' series of transaction numbers, and of their shipments' series."""

    prefixes: dict[int, str]
    positions: dict[int, list[int]]
    shipments: tuple[int, str]

    @classmethod
    def draw(cls, planned: Sequence[Planned]) -> "Numbers":
        """One statement for each channel, and one for the shipments."""
        counts: dict[int, int] = defaultdict(int)
        for one in planned:
            counts[one.specimen.channel_id] += 1
        prefixes = dict(Channel.objects.values_list("pk", "prefix"))
        positions = {channel: draw_positions(prefixes[channel], count) for channel, count in counts.items()}
        return cls(prefixes, positions, advance("shipment", 0, len(planned)))


def written_out(planned: Sequence[Planned], first: int, numbers: Numbers, before: int) -> str:
    """A part of the plan as COPY reads it; `first` is the place of its first order in the whole past, `before` counts those of
    all earlier pasts at least. Asks no database."""
    left = {channel: iter(positions) for channel, positions in numbers.positions.items()}
    text = io.StringIO()
    shipments, pattern = numbers.shipments
    for k, one in enumerate(planned, 1):
        n = first + k - 1
        channel = one.specimen.channel_id
        number = number_at(numbers.prefixes[channel], next(left[channel]))
        customer = "\\N" if one.customer is None else one.customer
        text.write(
            f"{n}\t{one.specimen.pk}\t{one.days}\t{number}\t{reference(before + n)}\t{pattern.format(n=shipments + k)}\t{customer}\n"
        )
    return text.getvalue()


def bring_in(part: str) -> None:
    """Have a part of the plan in `history_plan`, by COPY."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        cursor.execute("TRUNCATE history_plan")
        cursor.copy_expert("COPY history_plan FROM STDIN", io.StringIO(part))
        cursor.execute("ANALYZE history_plan")


def reference(n: int) -> str:
    """What the payer of the n-th order of all pasts wrote on the transfer."""
    letters = ""
    value = n
    for _place in range(8):
        value, rest = divmod(value, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return f"P{letters}0"


def _people_by_market() -> dict[int, list[int]]:
    """Persons by the market that their usual address is in."""
    found: dict[int, list[int]] = defaultdict(list)
    market_of = {country: market.pk for market in Market.objects.all() for country in market.countries}
    elsewhere = Market.objects.filter(countries=[]).values_list("pk", flat=True).first()
    persons = CustomerAddress.objects.filter(is_default=True, customer__kind=CustomerKind.PERSON).order_by("customer")
    for customer, country in persons.values_list("customer", "country"):
        market = market_of.get(country, elsewhere)
        if market is not None:
            found[market].append(customer)
    return found
