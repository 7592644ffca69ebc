"""What inventory does when told: each handler calls one job."""

from core.access import Actor
from core.events import Lane, handles, publish
from inventory import alerting
from inventory.buying.papers import mail_cancelling, mail_order
from inventory.events import (
    HoldToLetGo,
    LotWithdrawn,
    PurchaseOrderCancelled,
    PurchaseOrderSent,
    ReservationFellShort,
    ReservationRetryDue,
    StockAdjusted,
    StockBecameReservable,
    StockReceived,
)
from inventory.holding import let_go_of_lot, release_reservations
from inventory.models import Reservation, ReservationStatus, StockMovement
from inventory.reserving import orders_waiting_for, reserve_order
from shop.order.events import OrderCancelled, OrderReleased
from shop.order.models import Line

RESERVING = Actor.system("reserving")


@handles(OrderReleased)
def reserve(event: OrderReleased) -> None:
    reserve_order(order_id=event.order_id, actor=RESERVING)


@handles(OrderCancelled)
def release(event: OrderCancelled) -> None:
    release_reservations(order_id=event.order_id, actor=RESERVING, reason=event.reason)


@handles(StockBecameReservable)
def offer_to_waiting_orders(event: StockBecameReservable) -> None:
    """One event per waiting order, so that no transaction locks several orders."""
    for order_id in orders_waiting_for(event.product_ids):
        publish(ReservationRetryDue(order_id=order_id))


@handles(ReservationRetryDue)
def retry(event: ReservationRetryDue) -> None:
    reserve_order(order_id=event.order_id, actor=RESERVING, cause=event.cause)


@handles(LotWithdrawn)
def let_go_of_what_orders_hold(event: LotWithdrawn) -> None:
    """One event per reservation, so that no transaction locks several orders."""
    held = Reservation.objects.filter(lot=event.lot_id, status=ReservationStatus.ACTIVE).order_by("pk")
    for reservation_id, order_id in held.values_list("pk", "order_line__order_id"):
        publish(HoldToLetGo(reservation_id=reservation_id, order_id=order_id))


@handles(HoldToLetGo)
def let_go(event: HoldToLetGo) -> None:
    """Another lot may be found for the order at once."""
    if let_go_of_lot(reservation_id=event.reservation_id, reason="lot withdrawn", actor=RESERVING):
        publish(ReservationRetryDue(order_id=event.order_id))


@handles(ReservationFellShort)
def alert_what_is_missing(event: ReservationFellShort) -> None:
    lines = Line.objects.filter(order=event.order_id, promised_quantity__gt=0)
    alerting.look(lines.values_list("product_id", flat=True))


@handles(StockAdjusted)
def look_at_what_was_counted(event: StockAdjusted) -> None:
    alerting.look([event.product_id])


@handles(StockReceived)
def look_at_what_came(event: StockReceived) -> None:
    came = StockMovement.objects.filter(source_type="inventory.GoodsReceipt", source_label=event.receipt)
    alerting.look(came.values_list("product_id", flat=True))


@handles(PurchaseOrderSent, lane=Lane.PAPERS)
def write_to_supplier(event: PurchaseOrderSent) -> None:
    mail_order(purchase_order_id=event.purchase_order_id)


@handles(PurchaseOrderCancelled, lane=Lane.PAPERS)
def tell_supplier_of_cancelling(event: PurchaseOrderCancelled) -> None:
    mail_cancelling(purchase_order_id=event.purchase_order_id, reason=event.reason)
