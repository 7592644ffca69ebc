"""Purchase orders: drafted in whole packs at the price of the right break, changed, sent, moved to another day, cancelled."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.money import round_amount
from core.numbering import next_document_number
from core.transitions import move_to
from inventory.buying.expecting import write_down_arrivals
from inventory.buying.suppliers import HIGHEST_PRICE, MOST_PIECES, prices_for
from inventory.events import PurchaseOrderCancelled, PurchaseOrderSent
from inventory.models import PurchaseOrder, PurchaseOrderLine, Supplier, SupplierProduct, Warehouse
from inventory.models.purchasing import PurchaseOrderStatus
from shop.catalogue.models import Lifecycle, Product

SERIES, PATTERN = "purchase_order", "PO-{n:06d}"
#: Sold until nothing is left, or not at all any more: never bought again.
NEVER_BOUGHT = (Lifecycle.SELL_THROUGH, Lifecycle.DISCONTINUED)
MOST_LINES = 500
#: A day further off than this is a slip of the pen.
FURTHEST = timedelta(days=730)


@dataclass(frozen=True)
class Wanted:
    """Pieces of a product. Without a price of its own it takes the supplier's."""

    product_id: int
    quantity: int
    unit_price: Decimal | None = None


class NothingWanted(DomainError):
    """A purchase order needs a line, and not more than a person can read."""

    code = "nothing_wanted"


class QuantityOutOfBounds(DomainError):
    """Fewer than one piece, or more than anybody orders."""

    code = "quantity_out_of_bounds"


class NotSupplied(DomainError):
    """The supplier does not sell us these products (`products`), or we no longer buy from them."""

    code = "not_supplied"


class NeverBoughtAgain(DomainError):
    """These products (`products`) are sold until nothing is left, or not at all any more."""

    code = "never_bought_again"


class NoPurchasePrice(DomainError):
    """The supplier has no price today for these products (`products`), or one that cannot be."""

    code = "no_purchase_price"


class PurchaseOrderMovedOn(DomainError):
    """The order is not in a state that allows it (`status`); nothing changed."""

    code = "purchase_order_moved_on"


class BadArrivalDay(DomainError):
    """Goods arrive today or later, within two years."""

    code = "bad_arrival_day"


class CannotBeMailed(DomainError):
    """The supplier's record has no e-mail address."""

    code = "cannot_be_mailed"


def rounded_up(quantity: int, terms: SupplierProduct) -> int:
    """As many pieces as the supplier sells: at least the minimum, in whole packs."""
    packs = -(-max(quantity, terms.minimum_quantity) // terms.pack_size)
    return packs * terms.pack_size


def draft_purchase_order(
    *,
    supplier: Supplier,
    warehouse: Warehouse,
    lines: Sequence[Wanted],
    actor: Actor,
    cause: str = "",
    key: uuid.UUID | None = None,
    expected_on: date | None = None,
    note: str = "",
) -> PurchaseOrder:
    """Write down what to ask a supplier for. The same `key` (it comes with the form) is answered with the first draft.

    Quantities are pieces; they are rounded up to the minimum and to whole packs, and priced by the break they reach.

    Raises:
        NothingWanted, QuantityOutOfBounds, NotSupplied, NeverBoughtAgain, NoPurchasePrice, BadArrivalDay: nothing was written.
    """
    key = key or uuid.uuid4()
    with transaction.atomic():
        known = PurchaseOrder.objects.filter(key=key).first()
        if known is not None:
            return known
        _require_day(expected_on)
        rows = _lines(supplier, lines)
        number = next_document_number(SERIES, PATTERN)
        # Only who holds the series may write: whoever came with the same key has written by now.
        known = PurchaseOrder.objects.filter(key=key).first()
        if known is not None:
            transaction.set_rollback(True)
            return known
        order = PurchaseOrder.objects.create(
            number=number,
            key=key,
            supplier=supplier,
            warehouse=warehouse,
            currency=supplier.currency,
            expected_on=expected_on,
            cause=cause[:200],
            note=note[:500],
            created_at=clock.now(),
            actor_label=actor.label[:200],
        )
        _write(order, rows)
        audit.record(actor=actor, action="purchase_order.drafted", subject=order, lines=len(rows), cause=cause[:200])
    return order


def change_purchase_order(
    *, order: PurchaseOrder, lines: Sequence[Wanted], actor: Actor, expected_on: date | None = None, note: str = ""
) -> PurchaseOrder:
    """Write a draft anew: its lines, the day it is wished for, the note.

    Raises:
        PurchaseOrderMovedOn: it is no draft any more. What drafting raises: nothing changed.
    """
    with transaction.atomic():
        order = locked(order)
        if order.status != PurchaseOrderStatus.DRAFT:
            raise PurchaseOrderMovedOn(number=order.number, status=order.status)
        _require_day(expected_on)
        rows = _lines(order.supplier, lines)
        order.lines.all().delete()
        order.expected_on, order.note = expected_on, note[:500]
        order.save(update_fields=["expected_on", "note"])
        _write(order, rows)
        audit.record(actor=actor, action="purchase_order.changed", subject=order, lines=len(rows))
    return order


def send_purchase_order(*, order: PurchaseOrder, actor: Actor) -> PurchaseOrder:
    """Order the goods: the supplier is written to, and from now on they are expected.

    Each line comes on the day that was wished for, or else after its lead time; the order when its last line does.

    Raises:
        PurchaseOrderMovedOn, NothingWanted, NotSupplied, NeverBoughtAgain, BadArrivalDay, CannotBeMailed: nothing was sent.
    """
    with transaction.atomic():
        order = locked(order)
        if order.status != PurchaseOrderStatus.DRAFT:
            raise PurchaseOrderMovedOn(number=order.number, status=order.status)
        rows = list(order.lines.select_related("product"))
        if not rows:
            raise NothingWanted(number=order.number)
        if not order.supplier.email:
            raise CannotBeMailed(supplier=order.supplier.code)
        _require_day(order.expected_on)
        terms = _terms(order.supplier, [row.product_id for row in rows])
        today = clock.today()
        for row in rows:
            row.expected_on = order.expected_on or today + timedelta(days=terms[row.product_id].days)
        PurchaseOrderLine.objects.bulk_update(rows, ["expected_on"])
        also = {"sent_at": clock.now(), "expected_on": max(row.expected_on for row in rows if row.expected_on)}
        move_to(order, "status", PurchaseOrderStatus.SENT, actor=actor, also=also)
        audit.record(actor=actor, action="purchase_order.sent", subject=order, expected_on=str(order.expected_on))
        write_down_arrivals([row.product_id for row in rows])
        publish(PurchaseOrderSent(purchase_order_id=order.pk, number=order.number), actor=actor)
    return order


def expect_on(*, order: PurchaseOrder, on: date, actor: Actor) -> PurchaseOrder:
    """The supplier names another day for all that is still to come.

    Raises:
        PurchaseOrderMovedOn, BadArrivalDay: nothing changed.
    """
    with transaction.atomic():
        order = locked(order)
        if not order.is_awaited:
            raise PurchaseOrderMovedOn(number=order.number, status=order.status)
        _require_day(on)
        before = order.expected_on
        for line in order.lines.all():
            if line.outstanding:
                line.expected_on = on
                line.save(update_fields=["expected_on"])
        order.expected_on = on
        order.save(update_fields=["expected_on"])
        write_down_arrivals(order.product_ids())
        audit.record(actor=actor, action="purchase_order.moved", subject=order, before=str(before), after=str(on))
    return order


def cancel_purchase_order(*, order: PurchaseOrder, reason: str, actor: Actor) -> PurchaseOrder:
    """Take a draft or a sent order back, as long as nothing of it has come.

    Raises:
        PurchaseOrderMovedOn: nothing changed.
    """
    with transaction.atomic():
        order = locked(order)
        if order.status not in (PurchaseOrderStatus.DRAFT, PurchaseOrderStatus.SENT):
            raise PurchaseOrderMovedOn(number=order.number, status=order.status)
        was_sent = order.status == PurchaseOrderStatus.SENT
        move_to(order, "status", PurchaseOrderStatus.CANCELLED, actor=actor, reason=reason[:200], also={"closed_at": clock.now()})
        audit.record(actor=actor, action="purchase_order.cancelled", subject=order, reason=reason[:200])
        if was_sent:
            write_down_arrivals(order.product_ids())
            publish(PurchaseOrderCancelled(purchase_order_id=order.pk, number=order.number, reason=reason[:200]), actor=actor)
    return order


def close_short(*, order: PurchaseOrder, reason: str, actor: Actor) -> PurchaseOrder:
    """Wait no longer for what a part received order still lacks.

    Raises:
        PurchaseOrderMovedOn: nothing changed.
    """
    with transaction.atomic():
        order = locked(order)
        if order.status != PurchaseOrderStatus.PART_RECEIVED:
            raise PurchaseOrderMovedOn(number=order.number, status=order.status)
        move_to(
            order, "status", PurchaseOrderStatus.CLOSED_SHORT, actor=actor, reason=reason[:200], also={"closed_at": clock.now()}
        )
        write_down_arrivals(order.product_ids())
        audit.record(actor=actor, action="purchase_order.closed_short", subject=order, reason=reason[:200])
    return order


def locked(order: PurchaseOrder) -> PurchaseOrder:
    """The order as it is now, its row locked."""
    return PurchaseOrder.objects.select_for_update(of=("self",)).select_related("supplier", "warehouse").get(pk=order.pk)


def _require_day(on: date | None) -> None:
    if on is not None and not clock.today() <= on <= clock.today() + FURTHEST:
        raise BadArrivalDay(day=str(on))


def _terms(supplier: Supplier, product_ids: Sequence[int]) -> dict[int, SupplierProduct]:
    """The supplier's terms for products that may be bought. Two queries."""
    listed = SupplierProduct.objects.filter(supplier=supplier, product__in=product_ids).select_related("supplier")
    terms = {row.product_id: row for row in listed}
    strangers = [pk for pk in product_ids if pk not in terms]
    if strangers or not supplier.is_active:
        skus = Product.objects.filter(pk__in=strangers).values_list("sku", flat=True)
        raise NotSupplied(supplier=supplier.code, products=sorted(skus) or [str(pk) for pk in strangers])
    ending = Product.objects.filter(pk__in=product_ids, lifecycle__in=NEVER_BOUGHT).values_list("sku", flat=True)
    if ending:
        raise NeverBoughtAgain(products=sorted(ending))
    return terms


def _lines(supplier: Supplier, wanted: Sequence[Wanted]) -> list[PurchaseOrderLine]:
    """The lines that this asks for, one for each product, in whole packs and with a price. Nothing is written."""
    if not wanted or len(wanted) > MOST_LINES:
        raise NothingWanted(lines=len(wanted), most=MOST_LINES)
    pieces: dict[int, int] = {}
    own_prices: dict[int, Decimal] = {}
    for one in wanted:
        if not 1 <= one.quantity <= MOST_PIECES:
            raise QuantityOutOfBounds(product=one.product_id, quantity=one.quantity)
        pieces[one.product_id] = pieces.get(one.product_id, 0) + one.quantity
        if one.unit_price is not None:
            own_prices[one.product_id] = one.unit_price
    terms = _terms(supplier, list(pieces))
    pieces = {pk: rounded_up(quantity, terms[pk]) for pk, quantity in pieces.items()}
    if too_many := [pk for pk, quantity in pieces.items() if quantity > MOST_PIECES]:
        raise QuantityOutOfBounds(product=too_many[0], quantity=pieces[too_many[0]])
    listed = prices_for({terms[pk].pk: quantity for pk, quantity in pieces.items()})
    prices = {pk: listed[terms[pk].pk] for pk in pieces if terms[pk].pk in listed} | own_prices
    _require_prices(prices, list(pieces), supplier.currency)
    return [
        PurchaseOrderLine(product_id=pk, supplier_sku=terms[pk].supplier_sku, quantity=quantity, unit_price=prices[pk])
        for pk, quantity in pieces.items()
    ]


def _require_prices(prices: dict[int, Decimal], product_ids: Sequence[int], currency: str) -> None:
    without = [pk for pk in product_ids if pk not in prices or not _is_payable(prices[pk], currency)]
    if without:
        skus = Product.objects.filter(pk__in=without).values_list("sku", flat=True)
        raise NoPurchasePrice(products=sorted(skus))


def _is_payable(price: Decimal, currency: str) -> bool:
    return price.is_finite() and 0 <= price <= HIGHEST_PRICE and price == round_amount(price, currency)


def _write(order: PurchaseOrder, rows: list[PurchaseOrderLine]) -> None:
    for row in rows:
        row.purchase_order = order
    PurchaseOrderLine.objects.bulk_create(rows)
