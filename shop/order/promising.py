"""The promise of an order: dispatch-by and deliver-by were fixed at placing; this says how it stands with them, and why.

On time → at risk → breached as fulfilment sees it coming; kept when all of it was delivered in time. Whoever knows calls
`write_promise`; the order's lists, page and timeline show it.
"""

from django.db import transaction

from core.access import Actor
from core.transitions import move_to
from shop.order.models import Order, PromiseState
from shop.order.timeline import add_entry


def write_promise(*, order_id: int, state: str, cause: str = "", actor: Actor) -> bool:
    """Write down how it stands with the promise, and its cause. False when that is known already, or cannot change.

    What is kept or breached stays so; only a delivery in time makes good a dispatch that was late.
    """
    with transaction.atomic():
        order = (
            Order.objects.select_for_update(of=("self",), no_key=True)
            .only("pk", "number", "promise_state", "promise_cause", "dispatch_by", "deliver_by")
            .get(pk=order_id)
        )
        if order.promise_state == state:
            if order.promise_cause != cause:
                Order.objects.filter(pk=order_id).update(promise_cause=cause)
            return False
        if state not in Order.PROMISE_STATE_TRANSITIONS[PromiseState(order.promise_state)]:
            return False
        move_to(order, "promise_state", state, actor=actor, reason=cause, also={"promise_cause": cause})
        add_entry(
            order_id=order_id,
            kind=f"promise_{state}",
            actor=actor,
            cause=cause,
            dispatch_by=order.dispatch_by.isoformat() if order.dispatch_by else "",
            deliver_by=order.deliver_by.isoformat() if order.deliver_by else "",
        )
    return True
