"""A delivery is booked against its purchase order: what came, what of it is damaged, what it cost to bring it here.

Good pieces are put where the person at the door says, damaged ones into the warehouse's quarantine. More or fewer than were
asked for is kept with the line; what is missing stays expected until it comes or the order is closed short.
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from core.transitions import move_to
from inventory.buying.expecting import write_down_arrivals
from inventory.buying.landing import Landed, land, split
from inventory.buying.ordering import PurchaseOrderMovedOn, locked
from inventory.buying.suppliers import HIGHEST_PRICE, MOST_PIECES
from inventory.costing import company_currency
from inventory.models import GoodsReceipt, GoodsReceiptLine, Location, PurchaseOrder, PurchaseOrderLine, ZoneKind
from inventory.models.purchasing import PurchaseOrderStatus
from inventory.receiving import Delivery, NothingReceived, ReceivedLine, receive_stock

#: More than so many times what was asked for is a slip of the scanner, not a delivery.
MOST_TIMES = 2
HIGHEST_CHARGE, HIGHEST_RATE = Decimal(100_000_000_000), Decimal(1_000_000)


@dataclass(frozen=True)
class Came:
    """Pieces of a product that came: the good ones were put on `location`, the damaged ones go to quarantine.

    `lot` and `expires_on` are asked of products that keep lots.
    """

    product_id: int
    good: int
    damaged: int = 0
    location: Location | None = None
    lot: str = ""
    expires_on: date | None = None


@dataclass(frozen=True)
class Charges:
    """What it took to bring the goods here, in the company's own currency; and what a unit of the order's currency is worth."""

    freight: Decimal = Decimal(0)
    duty: Decimal = Decimal(0)
    exchange_rate: Decimal = Decimal(1)


class NotOnThisOrder(DomainError):
    """These products (`products`) were not asked for; nothing was booked."""

    code = "not_on_this_order"


class TooManyCame(DomainError):
    """A count that cannot be: negative, or far more than was asked for (`product`, `came`, `most`); nothing was booked."""

    code = "too_many_came"


class NoPlaceGiven(DomainError):
    """Good pieces need a location, damaged ones a quarantine in the warehouse; nothing was booked."""

    code = "no_place_given"


class BadCharges(DomainError):
    """Freight, duty or exchange rate cannot be (`field`); nothing was booked."""

    code = "bad_charges"


def receive_delivery(
    *,
    order: PurchaseOrder,
    came: Sequence[Came],
    actor: Actor,
    key: uuid.UUID,
    reference: str = "",
    charges: Charges = Charges(),
) -> GoodsReceipt:
    """Book what a truck brought for a purchase order. The same `key` is booked once and answered with the first receipt.

    Several entries of a product are one line, put on several places. Its landed cost goes into the moving average and to
    the books (`StockReceived`).

    Raises:
        PurchaseOrderMovedOn: the order takes no more deliveries. NotOnThisOrder, TooManyCame, NoPlaceGiven, BadCharges,
        NothingReceived, WrongWarehouse: nothing is booked.
    """
    with transaction.atomic():
        order = locked(order)
        known = GoodsReceipt.objects.filter(key=key).first()
        if known is not None:
            return known
        if not order.is_awaited:
            raise PurchaseOrderMovedOn(number=order.number, status=order.status)
        _require_charges(order, charges)
        asked = {
            line.product_id: line for line in order.lines.select_related("product").order_by("pk").select_for_update(of=("self",))
        }
        counted = _counted(came, asked)
        landed = _landed(counted, asked, charges)
        receipt = receive_stock(
            warehouse=order.warehouse,
            lines=_placed(order, came, asked, landed),
            actor=actor,
            reference=reference,
            supplier=order.supplier.name,
            key=key,
            delivery=Delivery(order, charges.freight, charges.duty, charges.exchange_rate),
        )
        _write_lines(receipt, counted, asked, landed)
        _advance(order, list(asked.values()), actor)
        write_down_arrivals(counted)
        audit.record(
            actor=actor,
            action="purchase_order.delivered",
            subject=order,
            receipt=receipt.number,
            pieces=_pieces(counted),
            status=order.status,
        )
    return receipt


def _pieces(counted: dict[int, tuple[int, int]]) -> int:
    return sum(good + damaged for good, damaged in counted.values())


def _require_charges(order: PurchaseOrder, charges: Charges) -> None:
    currency = company_currency()
    for field in ("freight", "duty"):
        amount: Decimal = getattr(charges, field)
        if not amount.is_finite() or not 0 <= amount <= HIGHEST_CHARGE or amount != round_amount(amount, currency):
            raise BadCharges(field=field, value=str(amount))
    rate = charges.exchange_rate
    if not rate.is_finite() or not 0 < rate <= HIGHEST_RATE or rate != rate.quantize(Decimal("0.000001")):
        raise BadCharges(field="exchange_rate", value=str(rate))
    if order.currency == currency and rate != 1:
        raise BadCharges(field="exchange_rate", value=str(rate))


def _counted(came: Sequence[Came], asked: dict[int, PurchaseOrderLine]) -> dict[int, tuple[int, int]]:
    """Good and damaged pieces by product, each within reason."""
    strangers = sorted({one.product_id for one in came} - asked.keys())
    if strangers:
        raise NotOnThisOrder(products=strangers)
    sums: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in came:
        if min(one.good, one.damaged) < 0 or max(one.good, one.damaged) > MOST_PIECES:
            raise TooManyCame(product=one.product_id, came=one.good + one.damaged, most=MOST_PIECES)
        good, damaged = sums[one.product_id]
        sums[one.product_id] = (good + one.good, damaged + one.damaged)
    counted = {pk: pair for pk, pair in sums.items() if sum(pair)}
    if not counted:
        raise NothingReceived()
    for pk, pair in counted.items():
        most = MOST_TIMES * asked[pk].quantity
        if asked[pk].received + sum(pair) > most:
            raise TooManyCame(product=pk, came=sum(pair), most=max(most - asked[pk].received, 0))
    return counted


def _landed(counted: dict[int, tuple[int, int]], asked: dict[int, PurchaseOrderLine], charges: Charges) -> dict[int, Landed]:
    shares = land(
        [(sum(pair), asked[pk].unit_price) for pk, pair in counted.items()],
        freight=charges.freight,
        duty=charges.duty,
        exchange_rate=charges.exchange_rate,
        currency=company_currency(),
    )
    if any(one.total > HIGHEST_PRICE * 1_000 for one in shares):
        raise BadCharges(field="exchange_rate", value=str(charges.exchange_rate))
    return dict(zip(counted, shares, strict=True))


def _placed(
    order: PurchaseOrder, came: Sequence[Came], asked: dict[int, PurchaseOrderLine], landed: dict[int, Landed]
) -> list[ReceivedLine]:
    """Each pile with its place and its part of the line's landed cost."""
    quarantine = _quarantine(order) if any(one.damaged for one in came) else None
    piles: dict[int, list[tuple[int, Location, Came]]] = defaultdict(list)
    for one in came:
        for pieces, place in ((one.good, one.location), (one.damaged, quarantine)):
            if pieces and place is None:
                raise NoPlaceGiven(product=one.product_id)
            if pieces and place is not None:
                piles[one.product_id].append((pieces, place, one))
    placed = []
    for pk, parts in piles.items():
        values = split(landed[pk].total, [pieces for pieces, _place, _one in parts], company_currency())
        for (pieces, place, one), value in zip(parts, values, strict=True):
            each = (value / pieces).quantize(Decimal("0.0001"))
            placed.append(ReceivedLine(asked[pk].product, pieces, each, place, value, one.lot, one.expires_on))
    return placed


def _quarantine(order: PurchaseOrder) -> Location | None:
    places = Location.objects.filter(warehouse=order.warehouse, is_active=True, zone__kind=ZoneKind.QUARANTINE)
    return places.order_by("walking_order", "pk").first()


def _write_lines(
    receipt: GoodsReceipt,
    counted: dict[int, tuple[int, int]],
    asked: dict[int, PurchaseOrderLine],
    landed: dict[int, Landed],
) -> None:
    lines = []
    for pk, (good, damaged) in counted.items():
        line = asked[pk]
        lines.append(
            GoodsReceiptLine(
                receipt=receipt,
                purchase_order_line=line,
                product_id=pk,
                awaited=line.outstanding,
                good=good,
                damaged=damaged,
                goods_value=landed[pk].goods,
                landed_value=landed[pk].total,
            )
        )
        line.received += good + damaged
        line.damaged += damaged
    GoodsReceiptLine.objects.bulk_create(lines)
    PurchaseOrderLine.objects.bulk_update([asked[pk] for pk in counted], ["received", "damaged"])


def _advance(order: PurchaseOrder, lines: list[PurchaseOrderLine], actor: Actor) -> None:
    if not any(line.outstanding for line in lines):
        move_to(order, "status", PurchaseOrderStatus.RECEIVED, actor=actor, also={"closed_at": clock.now()})
    elif order.status == PurchaseOrderStatus.SENT:
        move_to(order, "status", PurchaseOrderStatus.PART_RECEIVED, actor=actor)
