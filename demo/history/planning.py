"""Which order of the past repeats which specimen, on what day, for whom, under what number: by a seed, brought in by COPY."""

import io
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from core.numbering import draw_transaction_numbers
from demo.history.specimens import Specimen
from demo.seeding.house import ZONE
from demo.seeding.rhythm import WEEKDAYS
from shop.channels.models import Channel, Market
from shop.customer.models import CustomerAddress, CustomerKind

_TABLE = """
CREATE TEMP TABLE IF NOT EXISTS history_plan (
    n bigint PRIMARY KEY, k bigint, specimen bigint, days integer, number text, reference text, customer bigint
);
CREATE TEMP TABLE IF NOT EXISTS history_person AS
SELECT c.id, c.name, c.email, c.phone, c.phone_digits, c.search_name,
    (SELECT m.user_id FROM customer_customeruser m WHERE m.customer_id = c.id AND m.is_main LIMIT 1) AS user_id
FROM customer_customer c WHERE c.kind = 'person';
"""
#: Letters that a payment's reference is made of: none that looks like another.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Planned:
    """An order to be: its specimen, by how many days it is moved, and its customer where a person bought."""

    specimen: Specimen
    days: int
    customer: int | None


def days_of(orders: int, first: date, last: date, dice: random.Random) -> list[date]:
    """On which day each order was placed, in order: more before weekends, and more every month."""
    span = (last - first).days + 1
    days = [first + timedelta(days=place) for place in range(span)]
    weights = [WEEKDAYS[day.weekday()] * (0.5 + place / span) for place, day in enumerate(days)]
    return sorted(dice.choices(days, weights, k=orders))


def plan(specimens: list[Specimen], days: list[date], dice: random.Random) -> list[Planned]:
    """One order per day of the list, each the repetition of a specimen."""
    people = _people_by_market()
    planned = []
    for day in days:
        specimen = dice.choice(specimens)
        customers = people.get(specimen.market_id) if specimen.is_personal else None
        placed = specimen.placed_at.astimezone(ZONE).date()
        planned.append(Planned(specimen, (day - placed).days, dice.choice(customers) if customers else None))
    return planned


def bring_in(planned: list[Planned], first: int) -> None:
    """Write a part of the plan into `history_plan`, by COPY; `first` is the place of its first order in the whole past."""
    numbers = _numbers(planned)
    text = io.StringIO()
    for k, one in enumerate(planned, 1):
        customer = "\\N" if one.customer is None else one.customer
        n = first + k - 1
        text.write(
            f"{n}\t{k}\t{one.specimen.pk}\t{one.days}\t{next(numbers[one.specimen.channel_id])}\t{reference(n)}\t{customer}\n"
        )
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        cursor.execute("TRUNCATE history_plan")
        cursor.copy_expert("COPY history_plan FROM STDIN", text)
        cursor.execute("ANALYZE history_plan")


def reference(n: int) -> str:
    """What the payer of the n-th order of the past wrote on the transfer."""
    letters = ""
    value = n
    for _place in range(8):
        value, rest = divmod(value, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return f"P{letters}0"


def _numbers(planned: list[Planned]):
    """Transaction numbers for as many orders as each channel has, by channel."""
    counts: dict[int, int] = defaultdict(int)
    for one in planned:
        counts[one.specimen.channel_id] += 1
    prefixes = dict(Channel.objects.values_list("pk", "prefix"))
    return {channel: iter(draw_transaction_numbers(prefixes[channel], count)) for channel, count in counts.items()}


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
