"""What happens to an order after it was placed, told to the books by the events that departments send."""

from decimal import Decimal
from itertools import count

from django.db import transaction

from accounting.models import Invoice, JournalEntry
from core import clock
from core.events import deliver_everything, publish
from core.events.models import Delivery
from fulfillment.events import ShipmentDelivered, ShipmentDispatched, ShipmentRefused
from shop.channels.models import ChannelMarket
from shop.order.models import Order
from tests.factories import shop

_shipments = count(900_001)
USD_ADDRESS = {"country": "US", "postcode": "94110"}


def tell(event, *, deliver: bool = True) -> None:
    """Publish an event of a shipment that only the books know of: no other department is to hear it."""
    with transaction.atomic():
        row = publish(event)
        Delivery.objects.filter(event=row).exclude(handler__startswith="accounting.").delete()
    if deliver:
        deliver_everything()


def tell_everybody(event) -> None:
    """Publish an event as it comes, to every department."""
    with transaction.atomic():
        publish(event)
    deliver_everything()


def usd_channel_market(code: str = "consumer", prefix: str = "6") -> ChannelMarket:
    """A channel in an international market that sells in dollars."""
    place = shop.market("international", name="International", currency="USD", countries=["US"], languages=["en"])
    return shop.channel_market(code, prefix, in_market=place)


def dispatched(
    order: Order, *, pieces: dict[int, int] | None = None, cost: int = 40_000, closes: bool = True, deliver: bool = True
) -> int:
    """The order's goods left (all of them, or `pieces` by line id); answers the shipment's id."""
    shipment_id = next(_shipments)
    lines = pieces or {line.pk: line.quantity for line in order.lines.all() if line.requires_shipping}
    event = ShipmentDispatched(
        shipment_id=shipment_id,
        order_id=order.pk,
        lines=tuple(lines.items()),
        cost=Decimal(cost),
        cost_currency="VND",
        closes_order=closes,
        dispatched_at=clock.now(),
    )
    tell(event, deliver=deliver)
    return shipment_id


def delivered(order: Order, shipment_id: int, cash: int | str = 0) -> None:
    tell(
        ShipmentDelivered(
            shipment_id=shipment_id,
            order_id=order.pk,
            cash_collected=Decimal(cash),
            currency=order.currency,
            delivered_at=clock.now(),
        )
    )


def refused(order: Order, shipment_id: int, pieces: dict[int, int] | None = None, cost: int = 0) -> None:
    """All of the shipment was refused, or `pieces` by line id that had cost `cost`."""
    tell(
        ShipmentRefused(
            shipment_id=shipment_id,
            order_id=order.pk,
            reason="not at home",
            refused_at=clock.now(),
            lines=tuple((pieces or {}).items()),
            cost=Decimal(cost),
        )
    )


def invoice_of(order: Order) -> Invoice:
    return Invoice.objects.filter(order=order).latest("pk")


def sides(entry: JournalEntry) -> list[tuple[str, str, Decimal, str]]:
    """An entry as a textbook shows it: (account code, "Dr" or "Cr", amount, currency)."""
    return [
        (line.account.code, "Dr" if line.debit else "Cr", line.debit or line.credit, line.currency)
        for line in entry.lines.select_related("account")
    ]
