"""The reservation detective: every held unit with its holder, and a nightly audit for units that nobody will ever take.

A leak is written down as a task; one press gives its pieces back. What has gone by itself until the next night is closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.transitions import move_to
from inventory.availability import HOLDING
from inventory.events import ReservationRetryDue
from inventory.holding import release_one
from inventory.models import LeakKind, LeakStatus, Reservation, ReservationStatus, StockLeak
from shop.order.locating import OrderIsOver, drop_promise, lock_order_and_lines, owe_again
from shop.order.models import FulfillmentView, Line, OrderStatus
from shop.payment.models import Payment

OVER = (OrderStatus.CANCELLED, OrderStatus.COMPLETED)
_WAITING = ("pending", "failed", "authorised")


class LeakIsOver(DomainError):
    """It was resolved, or is no leak any more; nothing was changed."""

    code = "leak_is_over"


@dataclass(frozen=True)
class Suspicion:
    """Pieces of a line that are held (by a reservation) or promised, and why that is wrong."""

    kind: str
    line_id: int
    product_id: int | None
    pieces: int
    reservation_id: int | None = None

    @property
    def mark(self) -> str:
        return f"{self.kind}:{self.line_id}:{self.reservation_id or ''}"


def held_units() -> QuerySet[Reservation]:
    """Everything that is held, with order, customer, product and place joined in, and when its payment expires. One query."""
    return (
        Reservation.objects.filter(status__in=HOLDING)
        .select_related("order_line__order__channel", "order_line__order__customer", "product", "location__warehouse")
        .annotate(payment_expires_at=_payment_expires("order_line__order"))
    )


def promised_units() -> QuerySet[Line]:
    """Everything that is promised and lies on no shelf yet, with order, product and pool joined in. One query."""
    return (
        Line.objects.filter(promised_quantity__gt=0)
        .select_related("order__channel", "product", "stockrecord__partner")
        .annotate(payment_expires_at=_payment_expires("order"))
    )


def _payment_expires(order: str) -> Subquery:
    """When the first open payment of the order at the end of a path expires."""
    payments = Payment.objects.filter(order=OuterRef(order), state__in=_WAITING).order_by().values("order")
    return Subquery(payments.annotate(first=Min("expires_at")).values("first"))


#: Reservations that a person should look at; what the audit finds at night, as a condition.
SUSPECT = Q(order_line__order__status__in=OVER) | Q(order_line__order__fulfillment_view=FulfillmentView.RETURNED)


def find_leaks() -> list[Suspicion]:
    """Every leak that can be seen from reservations, orders and promises. Three queries."""
    found = [
        _of_order(row) for row in Reservation.objects.filter(SUSPECT, status__in=HOLDING).select_related("order_line__order")
    ]
    found += _too_many({one.line_id for one in found})
    promised = Line.objects.filter(promised_quantity__gt=0, order__status__in=OVER).order_by("pk")
    found += [Suspicion(LeakKind.PROMISED, line.pk, line.product_id, line.promised_quantity) for line in promised]
    return found


def audit_stock(*, actor: Actor, more: Iterable[Suspicion] = ()) -> int:
    """Write down every leak as a task, and close tasks whose leak has gone; returns how many are new.

    `more` is what a higher floor found, such as picked pieces whose shipment was cancelled.
    """
    with transaction.atomic():
        found = {one.mark: one for one in (*find_leaks(), *more)}
        known = {leak.mark: leak for leak in StockLeak.objects.select_for_update().filter(status=LeakStatus.OPEN)}
        for mark, leak in known.items():
            if mark not in found:
                move_to(leak, "status", LeakStatus.GONE, actor=actor, also=_ended(actor))
        new = [_leak(one) for mark, one in sorted(found.items()) if mark not in known]
        StockLeak.objects.bulk_create(new, ignore_conflicts=True)
        if new:
            audit.record(actor=actor, action="stock.leaks_found", subject_label="stock", leaks=len(new))
    return len(new)


def resolve_leak(*, leak: StockLeak, actor: Actor) -> StockLeak:
    """Give the pieces of a leak back: to the shelf's free stock, to a put-back task, or to what can be promised. One press.

    Pieces of an order that still wants them (its shipment was cancelled) are owed to it again.

    Raises:
        LeakIsOver: somebody resolved it, or it has gone by itself; nothing is changed.
    """
    with transaction.atomic():
        line = Line.objects.get(pk=leak.order_line_id)
        order_wants_them = _lock_order(line.order_id)
        row = StockLeak.objects.select_for_update(of=("self",)).get(pk=leak.pk)
        if row.status != LeakStatus.OPEN:
            raise LeakIsOver(leak=row.pk, status=row.status)
        pieces = _give_back(row, line, order_wants_them, actor)
        if not pieces:
            raise LeakIsOver(leak=row.pk)
        move_to(row, "status", LeakStatus.RESOLVED, actor=actor, also=_ended(actor))
        audit.record(actor=actor, action="stock.leak_resolved", subject=row, kind=row.kind, order=line.order_id, pieces=pieces)
    return row


def _give_back(row: StockLeak, line: Line, order_wants_them: bool, actor: Actor) -> int:
    if row.kind == LeakKind.PROMISED:
        return drop_promise(line_id=line.pk)
    held = Reservation.objects.select_for_update(of=("self",)).filter(pk=row.reservation_id, status__in=HOLDING).first()
    if held is None:
        return 0
    pieces = held.quantity if row.kind != LeakKind.HELD_TOO_MANY else min(row.pieces, held.quantity)
    was_picked = held.status == ReservationStatus.PICKED
    release_one(reservation=held, pieces=pieces, reason=row.kind, actor=actor)
    if row.kind == LeakKind.SHIPMENT_CANCELLED and order_wants_them and was_picked:
        owe_again(order_id=line.order_id, pieces={line.pk: pieces})
        publish(ReservationRetryDue(order_id=line.order_id), actor=actor)
    return pieces


def _lock_order(order_id: int) -> bool:
    """Lock the order first, as everybody does; whether it is open."""
    try:
        lock_order_and_lines(order_id=order_id)
    except OrderIsOver:
        return False
    return True


def _of_order(row: Reservation) -> Suspicion:
    order = row.order_line.order
    kinds = {OrderStatus.CANCELLED: LeakKind.HELD_CANCELLED, OrderStatus.COMPLETED: LeakKind.HELD_COMPLETED}
    kind = kinds.get(OrderStatus(order.status), LeakKind.HELD_RETURNED)
    return Suspicion(kind, row.order_line_id, row.product_id, row.quantity, row.pk)


def _too_many(known: set[int]) -> list[Suspicion]:
    """The newest reservations of lines that hold more than they want: a part of the line was cancelled."""
    sums = Reservation.objects.filter(order_line=OuterRef("pk")).exclude(status=ReservationStatus.RELEASED).order_by()
    held = Coalesce(Subquery(sums.values("order_line").annotate(n=Sum("quantity")).values("n")), 0)
    lines = (
        Line.objects.filter(is_stocked=True, reservations__status__in=HOLDING)
        .annotate(held=held, surplus=F("held") + F("promised_quantity") + F("cancelled_quantity") - F("quantity"))
        .filter(surplus__gt=0)
        .distinct()
    )
    found = []
    for line in lines.order_by("pk"):
        newest = Reservation.objects.filter(order_line=line, status__in=HOLDING).order_by("-pk").first()
        if line.pk not in known and newest is not None:
            pieces = min(line.surplus, newest.quantity)
            found.append(Suspicion(LeakKind.HELD_TOO_MANY, line.pk, newest.product_id, pieces, newest.pk))
    return found


def _leak(one: Suspicion) -> StockLeak:
    return StockLeak(
        kind=one.kind,
        order_line_id=one.line_id,
        product_id=one.product_id,
        reservation_id=one.reservation_id,
        pieces=one.pieces,
        mark=one.mark,
        found_at=clock.now(),
    )


def _ended(actor: Actor) -> dict[str, object]:
    return {"ended_at": clock.now(), "ended_by": actor.label[:200]}
