"""Receiving: goods come in with what they cost, and are put straight onto their locations."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.numbering import next_document_number
from inventory.costing import company_currency
from inventory.events import StockReceived
from inventory.lotting import keeping, name_lot
from inventory.models import GoodsReceipt, Location, MovementReason, PurchaseOrder, Warehouse
from inventory.moving import Move, Source, move
from shop.catalogue.models import Product

SERIES, PATTERN = "goods_receipt", "GR-{n:06d}"


class ReceivedLine(NamedTuple):
    """Pieces of a product, what each cost in the company's currency, where they were put, and of which lot.

    `value` instead of the cost of a piece is what all of them cost, to the last coin, where that is known. Of a product that
    keeps lots, pieces without a lot are of the unknown one.
    """

    product: Product
    quantity: int
    unit_cost: Decimal
    location: Location
    value: Decimal | None = None
    lot: str = ""
    expires_on: date | None = None


@dataclass(frozen=True)
class Delivery:
    """What a receipt against a purchase order says besides; freight and duty are in the company's own currency."""

    purchase_order: PurchaseOrder
    freight: Decimal = Decimal(0)
    duty: Decimal = Decimal(0)
    exchange_rate: Decimal = Decimal(1)


class NothingReceived(DomainError):
    """A receipt needs at least one line with at least one piece."""

    code = "nothing_received"


class WrongWarehouse(DomainError):
    """A location belongs to another warehouse."""

    code = "wrong_warehouse"


def receive_stock(
    *,
    warehouse: Warehouse,
    lines: Iterable[ReceivedLine | tuple[Product, int, Decimal, Location]],
    actor: Actor,
    reference: str = "",
    supplier: str = "",
    key: uuid.UUID | None = None,
    delivery: Delivery | None = None,
) -> GoodsReceipt:
    """Book goods in. The same `key` (it comes with the form) is booked once and answered with the first receipt.

    Raises:
        NothingReceived, WrongWarehouse, LotWanted (a lot without a needed expiry), ExpiryDiffers: nothing is booked.
    """
    received = [ReceivedLine(*line) for line in lines]
    _require_lines(warehouse, received)
    key = key or uuid.uuid4()
    with transaction.atomic():
        number = next_document_number(SERIES, PATTERN)
        known = GoodsReceipt.objects.filter(key=key).first()
        if known is not None:
            transaction.set_rollback(True)
            return known
        receipt = GoodsReceipt.objects.create(
            number=number,
            key=key,
            warehouse=warehouse,
            reference=reference[:60],
            supplier=supplier[:120],
            received_at=clock.now(),
            actor_label=actor.label[:200],
            **(vars(delivery) if delivery else {}),
        )
        lots = lots_of(received, supplier)
        rows = move(
            moves=[
                Move(x.product.pk, x.quantity, None, x.location.pk, Decimal(x.unit_cost), value=x.value, lot_id=lot)
                for x, lot in zip(received, lots, strict=True)
            ],
            reason=MovementReason.RECEIVED,
            source=Source("inventory.GoodsReceipt", receipt.pk, receipt.number),
            actor=actor,
        )
        value = sum((row.value for row in rows), Decimal(0))
        audit.record(
            actor=actor, action="stock.received", subject=receipt, pieces=sum(x.quantity for x in received), value=str(value)
        )
        publish(
            StockReceived(
                receipt=receipt.number,
                warehouse_id=warehouse.pk,
                value=value,
                currency=company_currency(),
                received_at=receipt.received_at,
            ),
            actor=actor,
        )
    return receipt


def lots_of(received: Iterable[ReceivedLine], supplier: str = "") -> list[int | None]:
    """The lot of each line, opened where it is new; None for products that keep no lots, and where no lot was named.

    Raises:
        LotWanted, ExpiryDiffers
    """
    received = list(received)
    kept = keeping(x.product.pk for x in received if x.lot)
    return [
        name_lot(product=x.product, kept=kept[x.product.pk], code=x.lot, expires_on=x.expires_on, supplier=supplier).pk
        if x.lot and x.product.pk in kept
        else None
        for x in received
    ]


def _require_lines(warehouse: Warehouse, received: list[ReceivedLine]) -> None:
    if not received or any(x.quantity < 1 or x.unit_cost < 0 for x in received):
        raise NothingReceived(warehouse=warehouse.code)
    strangers = [x.location.code for x in received if x.location.warehouse_id != warehouse.pk]
    if strangers:
        raise WrongWarehouse(warehouse=warehouse.code, locations=strangers)
