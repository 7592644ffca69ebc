"""The transactional outbox: what happened is written in the transaction in which it happened, and delivered after it.

publish(OrderPlaced(order_id=1))      inside a transaction
@handles(OrderPlaced)                 on a function in <app>/handlers.py; each runs exactly once per event
run_last(draw_number)                 inside a handler: runs just before the delivery is marked done
deliver_pending(until_empty=True)     what workers, tests and the demo call
"""

from typing import TYPE_CHECKING

from core.events.base import Event
from core.events.lanes import Lane
from core.events.registry import handles
from core.events.steps import run_last
from core.lazy import attributes

if TYPE_CHECKING:
    from core.events.delivering import DeliveryFailed, deliver_everything, deliver_pending
    from core.events.publishing import NoTransaction, publish
else:
    __getattr__ = attributes(
        __name__,
        {
            "publish": "publishing",
            "NoTransaction": "publishing",
            "deliver_pending": "delivering",
            "deliver_everything": "delivering",
            "DeliveryFailed": "delivering",
        },
    )

__all__ = [
    "DeliveryFailed",
    "Event",
    "Lane",
    "NoTransaction",
    "deliver_everything",
    "deliver_pending",
    "handles",
    "publish",
    "run_last",
]
