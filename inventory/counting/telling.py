"""Telling what was counted, blind: what is expected is read under the level's lock at that moment, and never shown before.

A count that differs is made a second time. Two that agree are booked, unless the variance is above the plan's limits; two
that differ, and what is above a limit, wait for a second person. Whatever moved while somebody counted makes it void.
Locks: the count, then its level, then what moving locks.
"""

import uuid
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from core.transitions import move_to
from inventory import levels
from inventory.adjusting import UnitsAreHeld, adjust_count, finish_count_tasks
from inventory.costing import company_currency
from inventory.counting.planning import counts_to_walk, plan_of
from inventory.models import (
    TO_COUNT,
    Count,
    CountCause,
    CountEntry,
    CountPlan,
    CountStatus,
    CountStep,
    Location,
    ProductCost,
    StockMovement,
    Warehouse,
)
from inventory.moving import Source
from shop.catalogue.models import Product

MOST_PIECES = 1_000_000


class CountIsOver(DomainError):
    """It was counted, struck off, or waits for a second person; nothing was written down."""

    code = "count_is_over"


class SomebodyElseCounts(DomainError):
    """Another person stands at this bin."""

    code = "somebody_else_counts"


class NotANumberOfPieces(DomainError):
    """Between nothing and a million pieces can lie in a bin."""

    code = "not_a_number_of_pieces"


class NobodyCounts(DomainError):
    """Only a person can count, not a program."""

    code = "nobody_counts"


def next_count(*, warehouse: Warehouse, actor: Actor) -> Count | None:
    """The bin to walk to now: the one somebody stands at, else the first of the route that nobody has taken. None: all done."""
    person = _person(actor)
    with transaction.atomic():
        mine = Q(counter=person) | Q(counter__isnull=True)
        rows = counts_to_walk(warehouse).filter(mine).select_for_update(of=("self",), skip_locked=True)
        found = next((one for one in rows.filter(counter=person)[:1]), None) or rows.first()
        if found is not None and found.counter_id is None:
            Count.objects.filter(pk=found.pk).update(counter=person, step=CountStep.LOCATION, tally=0, begun_after=None)
            found.refresh_from_db()
    return found


def leave_counts(*, actor: Actor) -> int:
    """Put down every bin that somebody has taken and not told yet, so that others may count it."""
    taken = Count.objects.filter(counter=_person(actor), status__in=TO_COUNT)
    return taken.update(counter=None, step=CountStep.LOCATION, tally=0, begun_after=None)


def stand_at(*, count: Count, actor: Actor) -> None:
    """The counter has reached the bin: from now on whatever moves there makes the count void.

    Raises:
        CountIsOver, SomebodyElseCounts
    """
    with transaction.atomic():
        _lock(count, actor)
        key = (count.product_id, count.location_id)
        levels.open_levels([key])
        # Movers lock the level before they write: behind this lock no movement is on its way.
        levels.lock_levels([key])
        newest = _moves_of(count).order_by("-pk").values_list("pk", flat=True).first()
        Count.objects.filter(pk=count.pk).update(step=CountStep.PRODUCT, counter=_person(actor), tally=0, begun_after=newest or 0)
    count.refresh_from_db()


def hold_product(*, count: Count, product: Product, actor: Actor, pieces: int = 0) -> Count:
    """The counter has a product of this bin in hand. One that nobody asked for is counted as well: its own count is opened.

    `pieces` are added to what was scanned piece by piece so far.

    Raises:
        CountIsOver, SomebodyElseCounts
    """
    with transaction.atomic():
        _lock(count, actor)
        if product.pk != count.product_id:
            count = _other(count, product, actor)
        Count.objects.filter(pk=count.pk).update(step=CountStep.QUANTITY, tally=count.tally + pieces)
    count.refresh_from_db()
    return count


def tell_count(*, count: Count, counted: int, key: uuid.UUID, actor: Actor) -> Count:
    """Write down what was counted and judge it. The same `key` again answers what became of the first.

    Raises:
        NotANumberOfPieces, NobodyCounts, CountIsOver, SomebodyElseCounts: nothing is written down.
    """
    if not 0 <= counted <= MOST_PIECES:
        raise NotANumberOfPieces(counted=counted)
    person = _person(actor)
    with transaction.atomic():
        known = CountEntry.objects.filter(key=key).select_related("count").first()
        if known is not None:
            return known.count
        row = _lock(count, actor)
        known = CountEntry.objects.filter(key=key).select_related("count").first()
        if known is not None:
            return known.count
        bin_ = (row.product_id, row.location_id)
        level = levels.lock_levels([bin_]).get(bin_)
        disturbed = row.begun_after is not None and _moves_of(row).filter(pk__gt=row.begun_after).exists()
        entry = CountEntry.objects.create(
            count=row,
            round=row.entries.count() + 1,
            counted=counted,
            expected=level.on_hand if level else 0,
            held=level.reserved if level else 0,
            was_disturbed=disturbed,
            by_id=person,
            at=clock.now(),
            key=key,
        )
        _judge(row, entry, actor)
    return row


def is_above(plan: CountPlan, variance: int, value: Decimal, expected: int) -> bool:
    """Whether a variance is for a second person to decide."""
    pieces = abs(variance)
    if plan.limit_pieces is not None and pieces > plan.limit_pieces:
        return True
    if plan.limit_value is not None and abs(value) > plan.limit_value:
        return True
    return plan.limit_percent is not None and pieces * 100 > plan.limit_percent * max(expected, 1)


def book_variance(*, count: Count, variance: int, actor: Actor, note: str = "") -> StockMovement | None:
    """Add the variance to what is booked now; what moved since the count was right to move, so the level's present figure stays.

    Inside the caller's transaction. Raises:
        UnitsAreHeld: fewer would be left than are held for orders; nothing is booked.
    """
    key = (count.product_id, count.location_id)
    levels.open_levels([key])
    level = levels.lock_levels([key])[key]
    return adjust_count(
        product=count.product,
        location=count.location,
        counted=level.on_hand + variance,
        seen=level.on_hand,
        actor=actor,
        note=note,
        source=Source("inventory.Count", count.pk, count.number),
    )


def _judge(row: Count, entry: CountEntry, actor: Actor) -> None:
    pair = list(row.entries.filter(round__gte=row.judged_from, was_disturbed=False).order_by("round"))
    before = pair[-2] if len(pair) > 1 else None
    if not entry.was_disturbed and entry.variance == 0:
        _agree(row, entry, before, actor)
    elif entry.was_disturbed or before is None:
        _again(row, entry, actor)
    else:
        _decide(row, entry, before, actor)


def _agree(row: Count, entry: CountEntry, before: CountEntry | None, actor: Actor) -> None:
    also = {
        **_done(),
        "variance": 0,
        "variance_value": Decimal(0),
        "needs_second": False,
        "first_by_id": before.by_id if before else entry.by_id,
        "last_by_id": entry.by_id,
        "decided_by_id": None,
    }
    move_to(row, "status", CountStatus.AGREED, actor=actor, also=also)
    finish_count_tasks(product=row.product, location=row.location, actor=actor)


def _again(row: Count, entry: CountEntry, actor: Actor) -> None:
    also = {"counter_id": None, "step": CountStep.LOCATION, "tally": 0, "begun_after": None}
    if not entry.was_disturbed:
        also["first_by_id"] = entry.by_id
    if row.status == CountStatus.AGAIN:
        Count.objects.filter(pk=row.pk).update(**also)
        row.refresh_from_db()
        return
    reason = "disturbed" if entry.was_disturbed else "differs"
    move_to(row, "status", CountStatus.AGAIN, actor=actor, reason=reason, also=also)


def _decide(row: Count, entry: CountEntry, before: CountEntry, actor: Actor) -> None:
    """The second count that differs too: booked when it says what the first said and stays within the limits."""
    variance = entry.variance
    value = _worth(row.product_id, variance)
    told = {
        "variance": variance,
        "variance_value": value,
        "first_by_id": before.by_id,
        "last_by_id": entry.by_id,
        "decided_by_id": None,
    }
    needs_second = before.variance != variance or is_above(plan_of(row.warehouse), variance, value, entry.expected)
    movement = None
    if not needs_second:
        try:
            with transaction.atomic():
                movement = book_variance(count=row, variance=variance, actor=actor)
        except UnitsAreHeld:
            needs_second = True
    if movement is None:
        also = {**told, "needs_second": True, "counter_id": None}
        move_to(row, "status", CountStatus.TO_APPROVE, actor=actor, also=also)
        return
    also = {**told, **_done(), "needs_second": False, "movement_id": movement.pk}
    move_to(row, "status", CountStatus.BOOKED, actor=actor, also=also)
    audit.record(actor=actor, action="counting.booked", subject=row, variance=variance)


def _done() -> dict[str, object]:
    return {"finished_at": clock.now(), "counter_id": None, "tally": 0}


def _worth(product_id: int, variance: int) -> Decimal:
    """What the variance costs at moving average."""
    cost = ProductCost.objects.filter(pk=product_id).first()
    return round_amount(cost.average * variance, company_currency()) if cost else Decimal(0)


def _moves_of(count: Count):  # type: ignore[no-untyped-def]
    place = Q(from_location=count.location_id) | Q(to_location=count.location_id)
    return StockMovement.objects.filter(place, product=count.product_id)


def _lock(count: Count, actor: Actor) -> Count:
    """The count's row, locked, provided that this person may go on with it; `count` is brought up to date."""
    person = _person(actor)
    row = Count.objects.select_for_update(of=("self",)).select_related("warehouse", "location", "product").get(pk=count.pk)
    if row.status not in TO_COUNT:
        raise CountIsOver(count=row.pk, status=row.status)
    if row.counter_id not in (None, person):
        raise SomebodyElseCounts(count=row.pk)
    count.refresh_from_db()
    return row


def _other(count: Count, product: Product, actor: Actor) -> Count:
    """The count of another product that lies in the same bin, taken by the same person; the first one is put down."""
    place: Location = count.location
    found = Count.objects.filter(product=product, location=place, status__in=TO_COUNT).first()
    if found is None:
        found = Count.objects.create(
            warehouse_id=count.warehouse_id, location=place, product=product, cause=CountCause.FOUND, due_on=clock.today()
        )
    Count.objects.filter(pk=count.pk).update(counter=None, step=CountStep.LOCATION, tally=0, begun_after=None)
    stand_at(count=found, actor=actor)
    return found


def _person(actor: Actor) -> int:
    if actor.user_id is None:
        raise NobodyCounts(actor=actor.label)
    return actor.user_id
