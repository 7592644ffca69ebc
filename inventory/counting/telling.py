"""Telling what was counted, blind: what is expected is read under the level's lock at that moment, and never shown before.

A count that differs is made a second time. Two that agree are booked, unless the variance is above the plan's limits; two
that differ, and what is above a limit, wait for a second person. Whatever moved while somebody counted makes it void.
Of products that keep lots each lot is told, judged and booked by itself (`by_lot`).
Locks: the count, then its level, then what moving locks.
"""

import uuid
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from core.transitions import move_to
from inventory import levels
from inventory.adjusting import UnitsAreHeld, adjust_count, adjust_lots, finish_count_tasks
from inventory.costing import company_currency
from inventory.counting import by_lot
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


class NothingToBook(DomainError):
    """Only lots differed, and the product keeps none any more; nothing was booked."""

    code = "nothing_to_book"


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
            Count.objects.filter(pk=found.pk).update(**by_lot.UNTOUCHED, counter=person)
            found.refresh_from_db()
    return found


def leave_counts(*, actor: Actor) -> int:
    """Put down every bin that somebody has taken and not told yet, so that others may count it."""
    taken = Count.objects.filter(counter=_person(actor), status__in=TO_COUNT)
    return taken.update(**by_lot.UNTOUCHED, counter=None)


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
        now = {"step": CountStep.PRODUCT, "counter": _person(actor), "begun_after": newest or 0}
        Count.objects.filter(pk=count.pk).update(**{**by_lot.UNTOUCHED, **now})
    count.refresh_from_db()


def hold_product(*, count: Count, product: Product, actor: Actor, pieces: int = 0) -> Count:
    """The counter has a product of this bin in hand. One that nobody asked for is counted as well: its own count is opened.

    `pieces` are added to what was scanned piece by piece so far. Of a product that keeps lots the lot is asked for first.

    Raises:
        CountIsOver, SomebodyElseCounts
    """
    with transaction.atomic():
        _lock(count, actor)
        if product.pk != count.product_id:
            count = _other(count, product, actor)
        if count.lot_id is None and by_lot.keeps_lots(count.product_id):
            Count.objects.filter(pk=count.pk).update(step=CountStep.LOT, tally=0)
        else:
            Count.objects.filter(pk=count.pk).update(step=CountStep.QUANTITY, tally=count.tally + pieces)
    count.refresh_from_db()
    return count


def hold_lot(*, count: Count, code: str, actor: Actor) -> Count:
    """The counter reads a lot off a piece: what is told next is of this lot.

    Raises:
        UnknownLot, CountIsOver, SomebodyElseCounts
    """
    with transaction.atomic():
        row = _lock(count, actor)
        lot = by_lot.find_lot(row.product_id, code)
        Count.objects.filter(pk=row.pk).update(step=CountStep.QUANTITY, lot=lot, tally=0)
    count.refresh_from_db()
    return count


def tell_lot(*, count: Count, counted: int, actor: Actor) -> Count:
    """So many pieces of the lot in hand lie here (told twice, they add up); the next lot is asked for. Nothing is judged yet.

    Raises:
        NotANumberOfPieces, LotsWanted (none is in hand), CountIsOver, SomebodyElseCounts
    """
    with transaction.atomic():
        row = _lock(count, actor)
        if row.lot_id is None:
            raise by_lot.LotsWanted(counted=counted)
        told = {**row.by_lot, str(row.lot_id): row.by_lot.get(str(row.lot_id), 0) + counted}
        if counted < 0 or sum(told.values()) > MOST_PIECES:
            raise NotANumberOfPieces(counted=counted)
        Count.objects.filter(pk=row.pk).update(step=CountStep.LOT, lot=None, tally=0, by_lot=told)
    count.refresh_from_db()
    return count


def finish_lots(*, count: Count, key: uuid.UUID, actor: Actor) -> Count:
    """Every lot in the bin was told; of those that were not named there is nothing. See `tell_count`."""
    lots = {int(lot): pieces for lot, pieces in count.by_lot.items()}
    return tell_count(count=count, counted=sum(lots.values()), key=key, actor=actor, lots=lots)


def tell_count(*, count: Count, counted: int, key: uuid.UUID, actor: Actor, lots: Mapping[int, int] | None = None) -> Count:
    """Write down what was counted and judge it. The same `key` again answers what became of the first.

    Of a product that keeps lots `lots` says how many of each; what is not in it is not there.

    Raises:
        NotANumberOfPieces, NobodyCounts, LotsWanted, UnknownLot, CountIsOver, SomebodyElseCounts: nothing is written down.
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
        told = by_lot.told(row.product_id, counted, lots)
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
        by_lot.write_lots(entry, told)
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

    Lots that differ are booked lot by lot; the first of their movements is returned.

    Inside the caller's transaction. Raises:
        UnitsAreHeld: fewer would be left than are held for orders; NothingToBook; nothing is booked.
    """
    key = (count.product_id, count.location_id)
    levels.open_levels([key])
    level = levels.lock_levels([key])[key]
    source = Source("inventory.Count", count.pk, count.number)
    last = count.entries.filter(was_disturbed=False).order_by("-round").first()
    by_lots = by_lot.differences(last) if last and by_lot.keeps_lots(count.product_id) else {}
    if by_lots:
        rows = adjust_lots(product=count.product, location=count.location, changes=by_lots, actor=actor, note=note, source=source)
        return rows[0]
    if not variance:
        raise NothingToBook(count=count.pk)
    return adjust_count(
        product=count.product,
        location=count.location,
        counted=level.on_hand + variance,
        seen=level.on_hand,
        actor=actor,
        note=note,
        source=source,
    )


def _judge(row: Count, entry: CountEntry, actor: Actor) -> None:
    pair = list(row.entries.filter(round__gte=row.judged_from, was_disturbed=False).order_by("round"))
    before = pair[-2] if len(pair) > 1 else None
    if not entry.was_disturbed and entry.variance == 0 and not by_lot.differences(entry):
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
        "lots_differ": False,
        "needs_second": False,
        "first_by_id": before.by_id if before else entry.by_id,
        "last_by_id": entry.by_id,
        "decided_by_id": None,
    }
    move_to(row, "status", CountStatus.AGREED, actor=actor, also=also)
    finish_count_tasks(product=row.product, location=row.location, actor=actor)


def _again(row: Count, entry: CountEntry, actor: Actor) -> None:
    also = {**by_lot.UNTOUCHED, "counter_id": None}
    if not entry.was_disturbed:
        also["first_by_id"] = entry.by_id
    if row.status == CountStatus.AGAIN:
        Count.objects.filter(pk=row.pk).update(**also)
        row.refresh_from_db()
        return
    reason = "disturbed" if entry.was_disturbed else "differs"
    move_to(row, "status", CountStatus.AGAIN, actor=actor, reason=reason, also=also)


def _decide(row: Count, entry: CountEntry, before: CountEntry, actor: Actor) -> None:
    """The second count that differs too: booked when it says what the first said and stays within the limits.

    Lots that differ count against the limits each by itself, even where together they agree.
    """
    variance, mine = entry.variance, by_lot.differences(entry)
    wrong = sum(abs(pieces) for pieces in mine.values()) or abs(variance)
    value = _worth(row.product_id, variance)
    told = {
        "variance": variance,
        "variance_value": value,
        "lots_differ": bool(mine),
        "first_by_id": before.by_id,
        "last_by_id": entry.by_id,
        "decided_by_id": None,
    }
    same = before.variance == variance and by_lot.differences(before) == mine
    limits = plan_of(row.warehouse)
    needs_second = not same or is_above(limits, wrong, _worth(row.product_id, wrong), entry.expected)
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
    return {"finished_at": clock.now(), "counter_id": None, "tally": 0, "lot_id": None, "by_lot": {}}


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
    Count.objects.filter(pk=count.pk).update(**by_lot.UNTOUCHED, counter=None)
    stand_at(count=found, actor=actor)
    return found


def _person(actor: Actor) -> int:
    if actor.user_id is None:
        raise NobodyCounts(actor=actor.label)
    return actor.user_id
