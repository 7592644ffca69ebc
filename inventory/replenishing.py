"""Carrying units on the floor: from bulk into the e-commerce zone before it runs dry, and tasks that others asked for."""

from collections import defaultdict
from collections.abc import Iterable
from math import ceil

from django.db import transaction
from django.db.models import Sum

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from inventory import covering, lot_levels
from inventory.forecasting.asking import a_day_of
from inventory.models import (
    Location,
    MovementReason,
    PoolZone,
    StockLevel,
    StockMovement,
    StockTask,
    TaskKind,
    TaskStatus,
    Warehouse,
    ZoneKind,
)
from inventory.moving import Move, Source, move, refuse_when_moved
from shop.catalogue.models import Product
from shop.order.models import Line, OrderStatus


class NothingToCarry(DomainError):
    """The task is only to be counted, not carried."""

    code = "nothing_to_carry"


def move_stock(
    *,
    product: Product,
    from_location: Location,
    to_location: Location,
    quantity: int,
    actor: Actor,
    reason: str = MovementReason.MOVED,
    note: str = "",
    seen: int | None = None,
) -> StockMovement:
    """Carry free pieces from one location to another. `seen` is what was said to lie there, so that a second press moves nothing.

    Raises:
        MovedMeanwhile: not as many as `seen` lie there now. NotAtLocation: fewer free pieces lie there.
        StockCounterBroken: the pool has reserved them.
    """
    with transaction.atomic():
        one = Move(product.pk, quantity, from_location.pk, to_location.pk)
        if seen is not None:
            refuse_when_moved(one, seen)
        source = Source("inventory.Location", from_location.pk, from_location.code)
        movement = move(moves=[one], reason=reason, source=source, actor=actor, note=note)[0]
        audit.record(actor=actor, action="stock.moved", subject=movement, subject_label=product.sku, quantity=quantity)
    return movement


def plan_replenishment(*, warehouse: Warehouse, actor: Actor) -> list[StockTask]:
    """Open a task for each product that runs low in the e-commerce zone while bulk has some. Nine statements.

    Low is below the warehouse's own figure, less than released orders wait for, or less than is foreseen until the cover would be
    endangered; carried is enough for twice as long. Pieces of lots that are blocked or expired count in neither zone. Products
    with an open task are left alone, so planning again adds nothing.
    """
    with transaction.atomic():
        Warehouse.objects.select_for_update().get(pk=warehouse.pk)
        shelf, bulk = _free_by_zone(warehouse)
        waiting = _waited_for(bulk)
        foreseen = _foreseen(warehouse, bulk)
        busy = set(
            StockTask.objects.filter(
                kind=TaskKind.REPLENISH, status=TaskStatus.OPEN, from_location__warehouse=warehouse
            ).values_list("product_id", flat=True)
        )
        fallback = Location.objects.filter(warehouse=warehouse, zone__kind=ZoneKind.ECOMMERCE, is_active=True).first()
        tasks = []
        for product_id, bins in sorted(bulk.items()):
            free, target = shelf.get(product_id, (0, fallback))
            until_danger = ceil(foreseen.get(product_id, 0) * covering.TARGET)
            needed = max(warehouse.replenish_to, waiting.get(product_id, 0), 2 * until_danger) - free
            is_low = free < max(warehouse.replenish_below, waiting.get(product_id, 0), until_danger)
            if product_id in busy or target is None or not is_low or needed <= 0:
                continue
            location, there = max(bins, key=lambda pair: pair[1])
            tasks.append(_task(product_id, location, target, min(needed, there), waiting.get(product_id, 0)))
        StockTask.objects.bulk_create(tasks)
        if tasks:
            audit.record(actor=actor, action="stock.replenishment_planned", subject=warehouse, tasks=len(tasks))
    return tasks


def finish_task(*, task: StockTask, actor: Actor) -> StockMovement:
    """The pieces of a task were carried. A second click is refused by the task's state.

    Raises:
        NothingToCarry: it is a count. IllegalTransition: it is done already. NotAtLocation: they are not there.
    """
    if task.kind == TaskKind.COUNT or task.to_location_id is None:
        raise NothingToCarry(task=task.pk)
    reason = MovementReason.REPLENISHED if task.kind == TaskKind.REPLENISH else MovementReason.PUT_BACK
    with transaction.atomic():
        done = {"done_at": clock.now(), "done_by": actor.label[:200]}
        move_to(task, "status", TaskStatus.DONE, actor=actor, also=done)
        return move(
            moves=[Move(task.product_id, task.quantity, task.from_location_id, task.to_location_id)],
            reason=reason,
            source=Source("inventory.StockTask", task.pk),
            actor=actor,
            note=task.cause,
        )[0]


def finish_round(*, warehouse: Warehouse, actor: Actor) -> int:
    """Somebody carried everything that a warehouse wanted replenished: all its open tasks at once. Returns how many.

    Raises:
        NotAtLocation: of one product fewer pieces lie there than were to be carried; nothing is booked.
    """
    with transaction.atomic():
        open_tasks = StockTask.objects.filter(
            kind=TaskKind.REPLENISH, status=TaskStatus.OPEN, from_location__warehouse=warehouse, to_location__isnull=False
        )
        tasks = list(open_tasks.order_by("pk").select_for_update(of=("self",)))
        if not tasks:
            return 0
        done = {"done_at": clock.now(), "done_by": actor.label[:200]}
        for task in tasks:
            move_to(task, "status", TaskStatus.DONE, actor=actor, also=done)
        move(
            moves=[_carried(one) for one in tasks],
            reason=MovementReason.REPLENISHED,
            source=Source("inventory.Warehouse", warehouse.pk, warehouse.code),
            actor=actor,
        )
    return len(tasks)


def _carried(task: StockTask) -> Move:
    source = Source("inventory.StockTask", task.pk)
    return Move(task.product_id, task.quantity, task.from_location_id, task.to_location_id, source=source, note=task.cause)


def cancel_task(*, task: StockTask, actor: Actor, reason: str = "") -> None:
    """Strike a task that is not to be done.

    Raises:
        IllegalTransition: it is done or struck already.
    """
    also = {"done_at": clock.now(), "done_by": actor.label[:200]}
    move_to(task, "status", TaskStatus.CANCELLED, actor=actor, reason=reason, also=also)


def _free_by_zone(warehouse: Warehouse) -> tuple[dict, dict]:
    """Pieces that may be sold on e-commerce shelves (with the product's first bin), and bulk bins with what they have."""
    shelf: dict[int, tuple[int, Location]] = {}
    bulk: dict[int, list[tuple[Location, int]]] = defaultdict(list)
    rows = (
        StockLevel.objects.filter(
            location__warehouse=warehouse, location__is_active=True, location__zone__kind__in=[ZoneKind.ECOMMERCE, ZoneKind.BULK]
        )
        .select_related("location__zone")
        .only("product_id", "on_hand", "reserved", "location__code", "location__zone__kind")
    )
    withheld = lot_levels.withheld_at(warehouse.pk)
    for level in rows.order_by("product_id", "location_id"):
        ready = level.free - withheld.get((level.product_id, level.location_id), 0)
        if level.location.zone.kind == ZoneKind.ECOMMERCE:
            free, first = shelf.get(level.product_id, (0, level.location))
            shelf[level.product_id] = (free + ready, first)
        elif ready > 0:
            bulk[level.product_id].append((level.location, ready))
    return shelf, bulk


def _waited_for(products: dict) -> dict[int, int]:
    rows = (
        Line.objects.filter(product_id__in=list(products), promised_quantity__gt=0, order__status=OrderStatus.RELEASED)
        .values("product_id")
        .annotate(pieces=Sum("promised_quantity"))
    )
    return {row["product_id"]: row["pieces"] for row in rows.order_by()}


def _foreseen(warehouse: Warehouse, products: Iterable[int]) -> dict[int, float]:
    """Pieces a day that are foreseen for a warehouse: those of its pools, shared evenly by the warehouses that sell from them."""
    houses: dict[int, set[int]] = defaultdict(set)
    for pool, house in PoolZone.objects.values_list("pool", "zone__warehouse"):
        houses[pool].add(house)
    found: dict[int, float] = defaultdict(float)
    for (product, pool), a_day in a_day_of(products).items():
        if warehouse.pk in houses[pool]:
            found[product] += a_day / len(houses[pool])
    return found


def _task(product_id: int, origin: Location, target: Location, quantity: int, waiting: int) -> StockTask:
    return StockTask(
        kind=TaskKind.REPLENISH,
        product_id=product_id,
        from_location=origin,
        to_location=target,
        quantity=quantity,
        cause="orders_wait" if waiting else "runs_low",
    )


def orders_short(limit: int = 20) -> list[Line]:
    """Lines of released orders with pieces that were not found yet, the most urgent first, with order and product. One query."""
    rows = Line.objects.filter(promised_quantity__gt=0, is_stocked=True, order__status=OrderStatus.RELEASED)
    return list(rows.select_related("order__channel", "product").order_by("order__dispatch_by", "pk")[:limit])
