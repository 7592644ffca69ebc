"""What sales does when told."""

from core.events import handles
from sales.checks import run_checks
from shop.order.events import OrderPlaced


@handles(OrderPlaced)
def check_order(event: OrderPlaced) -> None:
    run_checks(order_id=event.order_id)
