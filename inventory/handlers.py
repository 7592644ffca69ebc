"""What inventory does when told: each handler calls one job."""

from core.access import Actor
from core.events import handles, publish
from inventory.events import ReservationRetryDue, StockBecameReservable
from inventory.holding import release_reservations
from inventory.reserving import orders_waiting_for, reserve_order
from shop.order.events import OrderCancelled, OrderReleased

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
