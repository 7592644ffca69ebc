"""Filling a basket: what goes in, comes out, or moves along when its owner changes the door.

A basket belongs to one channel in one market; nothing else decides its prices. It can be changed while it is open only:
every change locks the basket's row, and so does placing, so that nothing slips in after the customer has agreed.
Stock is not promised here: a basket holds wishes, the order holds promises.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, connection, transaction

from core import clock
from core.access import User
from core.errors import DomainError
from shop.basket.models import Basket, Line
from shop.basket.selling import refuse_unsellable, sellable_prices
from shop.catalogue.models import Product
from shop.channels.models import ChannelMarket
from shop.customer.models import Customer
from shop.pricing.resolving import ResolvedPrice

#: More of one thing than this is an offer to ask for, not a basket.
MOST_PIECES = 99_999


class BadQuantity(DomainError):
    """A line has between 1 and 99,999 pieces."""

    code = "bad_quantity"


class BasketNotOpen(DomainError):
    """The basket was placed, merged or removed; it takes no more changes."""

    code = "basket_not_open"


@dataclass(frozen=True)
class LineChange:
    """What changing the door did to a line: `kind` is "dropped" (not sold here) or "repriced". Amounts as stated there."""

    kind: str
    product_id: int
    title: str
    quantity: int
    before: Decimal | None = None
    now: Decimal | None = None


@dataclass(frozen=True)
class CarriedOver:
    """The basket behind the new door, and what is different in it."""

    basket: Basket
    changes: tuple[LineChange, ...]


_OPEN = "SELECT * FROM basket_basket WHERE channel_market_id = %s AND status = %s AND drafted_by_id IS NULL"


def find_basket(*, channel_market: ChannelMarket, owner: User | None = None, basket_id: int | None = None) -> Basket | None:
    """The open basket of an owner, or of a guest who holds its id, in a channel and market. At most one query."""
    if owner is not None:
        found = Basket.objects.raw(f"{_OPEN} AND owner_id = %s", [channel_market.pk, Basket.OPEN, owner.pk])
    elif basket_id:
        found = Basket.objects.raw(f"{_OPEN} AND owner_id IS NULL AND id = %s", [channel_market.pk, Basket.OPEN, basket_id])
    else:
        return None
    return next(iter(found), None)


def open_basket(*, channel_market: ChannelMarket, owner: User | None = None, basket_id: int | None = None) -> Basket:
    """The open basket of an owner or guest here; made when there is none. Two clicks at once get the same one."""
    found = find_basket(channel_market=channel_market, owner=owner, basket_id=basket_id)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Basket.objects.create(channel_market=channel_market, owner=owner)
    except IntegrityError:
        found = find_basket(channel_market=channel_market, owner=owner)
        if found is None:
            raise
        return found


def open_draft(*, channel_market: ChannelMarket, drafted_by: User, customer: Customer | None = None) -> Basket:
    """A draft order that an agent fills for a customer; an agent may have several."""
    return Basket.objects.create(channel_market=channel_market, drafted_by=drafted_by, customer=customer)


def add(*, basket: Basket, product: Product, quantity: int = 1, account_id: int | None = None) -> Line:
    """Put pieces of a product into the basket, on top of those already there.

    Raises:
        NotSellable: discontinued, not in this channel's assortment, on request or without a price (nothing is added).
        BadQuantity, BasketNotOpen: nothing is added.
    """
    _refuse_bad_quantity(quantity)
    refuse_unsellable(product, channel_market=basket.channel_market, account_id=account_id)
    with transaction.atomic():
        _lock_open(basket.pk)
        line = _put(basket, product, quantity)
        if line.quantity > MOST_PIECES:
            raise BadQuantity(quantity=line.quantity, most=MOST_PIECES)
        _touch(basket)
    return line


def set_quantity(*, basket: Basket, product_id: int, quantity: int) -> None:
    """Say how many pieces of a product the basket holds; 0 removes the line. A line that isn't there stays absent.

    Raises:
        BadQuantity, BasketNotOpen: nothing is changed.
    """
    if quantity != 0:
        _refuse_bad_quantity(quantity)
    with transaction.atomic():
        _lock_open(basket.pk)
        lines = Line.objects.filter(basket=basket, product_id=product_id)
        if quantity:
            lines.update(quantity=quantity, date_updated=clock.now())
        else:
            lines.delete()
        _touch(basket)


def clear(*, basket: Basket) -> None:
    """Take everything out.

    Raises:
        BasketNotOpen
    """
    with transaction.atomic():
        _lock_open(basket.pk)
        Line.objects.filter(basket=basket).delete()
        _touch(basket)


def merge_guest_basket(*, guest: Basket, owner: User, channel_market: ChannelMarket) -> CarriedOver:
    """After signing in: what was gathered as a guest joins the owner's basket behind the owner's door.

    Quantities of the same product add up. A guest's basket that is gone or placed leaves the owner's as it is.
    """
    basket = open_basket(channel_market=channel_market, owner=owner)
    return _pour(source=guest, target=basket)


def carry_over(*, basket: Basket, to: ChannelMarket, account_id: int | None = None) -> CarriedOver:
    """Re-add the lines behind another door: what is not sold there is dropped, the rest has that door's prices."""
    if basket.channel_market_id == to.pk:
        return CarriedOver(basket, ())
    target = open_basket(channel_market=to, owner=basket.owner)
    return _pour(source=basket, target=target, account_id=account_id)


def refill(*, basket: Basket, quantities: dict[int, int], account_id: int | None = None) -> CarriedOver:
    """Put pieces of many products in at once (an earlier order, a pasted list); what is not sold here is dropped.

    `quantities` maps product id to pieces. Five statements and one per product that was already there.
    """
    products = {p.pk: p for p in Product.objects.filter(pk__in=quantities).select_related("product_class")}
    prices = sellable_prices(products.values(), channel_market=basket.channel_market, account_id=account_id)
    changes = []
    with transaction.atomic():
        _lock_open(basket.pk)
        for product_id, quantity in quantities.items():
            product = products.get(product_id)
            if product is None or product_id not in prices:
                title = product.get_title() if product else ""
                changes.append(LineChange("dropped", product_id, title, quantity))
                continue
            _put(basket, product, min(quantity, MOST_PIECES))
        _touch(basket)
    return CarriedOver(basket, tuple(changes))


def reopen_copy(*, of: Basket) -> Basket | None:
    """A fresh open basket with the lines of one whose order fell through, unless its owner has begun another.

    A guest's copy is found by `draft["copy_of"]`. Call inside the transaction that cancels the order.
    """
    if (
        of.owner_id
        and Basket.objects.filter(
            owner=of.owner_id, channel_market=of.channel_market_id, status=Basket.OPEN, drafted_by__isnull=True
        ).exists()
    ):
        return None
    copy = Basket.objects.create(
        owner_id=of.owner_id,
        channel_market_id=of.channel_market_id,
        customer_id=of.customer_id,
        voucher_id=of.voucher_id,
        drafted_by_id=of.drafted_by_id,
        draft={**of.draft, "copy_of": of.pk},
    )
    lines = [
        Line(
            basket=copy,
            line_reference=line.line_reference,
            product_id=line.product_id,
            stockrecord_id=line.stockrecord_id,
            quantity=line.quantity,
            price_currency=line.price_currency,
            price_excl_tax=line.price_excl_tax,
            price_incl_tax=line.price_incl_tax,
        )
        for line in Line.objects.filter(basket=of)
    ]
    Line.objects.bulk_create(lines)
    return copy


def copy_of(*, basket_id: int) -> Basket | None:
    """The basket that was reopened after this one's order fell through. One query."""
    return Basket.objects.filter(draft__copy_of=basket_id, status=Basket.OPEN).order_by("-pk").first()


def _pour(*, source: Basket, target: Basket, account_id: int | None = None) -> CarriedOver:
    """Move all lines of an open basket into another one; the emptied basket is merged."""
    with transaction.atomic():
        locked = {
            row.pk: row
            for row in Basket.objects.filter(pk__in=[source.pk, target.pk])
            .order_by("pk")
            .select_for_update(of=("self",), no_key=True)
        }
        if source.pk == target.pk or source.pk not in locked or locked[source.pk].status != Basket.OPEN:
            return CarriedOver(target, ())
        lines = list(Line.objects.filter(basket=source).select_related("product__product_class"))
        there = _prices(lines, source.channel_market, None)
        here = _prices(lines, target.channel_market, account_id)
        changes = []
        for line in lines:
            price = here.get(line.product_id)
            if price is None:
                changes.append(LineChange("dropped", line.product_id, line.product.get_title(), line.quantity))
                continue
            _put(target, line.product, line.quantity)
            before = there.get(line.product_id)
            if before is None or (before.stated, before.currency) != (price.stated, price.currency):
                stated = before.stated if before else None
                changes.append(
                    LineChange("repriced", line.product_id, line.product.get_title(), line.quantity, stated, price.stated)
                )
        _take_voucher_along(locked[source.pk], locked.get(target.pk))
        Line.objects.filter(basket=source).delete()
        Basket.objects.filter(pk=source.pk).update(status=Basket.MERGED, date_merged=clock.now(), changed_at=clock.now())
        Basket.objects.filter(pk=target.pk).update(changed_at=clock.now())
        _touch(target)
    return CarriedOver(target, tuple(changes))


def _take_voucher_along(source: Basket, target: Basket | None) -> None:
    """A voucher of the same door comes along, unless the other basket has one."""
    if target and source.voucher_id and not target.voucher_id and source.channel_market_id == target.channel_market_id:
        Basket.objects.filter(pk=target.pk).update(voucher=source.voucher_id)


def _prices(lines: list[Line], channel_market: ChannelMarket, account_id: int | None) -> dict[int, ResolvedPrice]:
    return sellable_prices([line.product for line in lines], channel_market=channel_market, account_id=account_id)


_PUT = """
INSERT INTO basket_line AS line
    (basket_id, line_reference, product_id, stockrecord_id, quantity, price_currency, date_created, date_updated)
VALUES (
    %(basket)s, %(reference)s, %(product)s,
    (SELECT id FROM partner_stockrecord WHERE partner_id = %(pool)s AND product_id = %(product)s),
    %(quantity)s, %(currency)s, %(now)s, %(now)s
)
ON CONFLICT (basket_id, line_reference)
DO UPDATE SET quantity = line.quantity + EXCLUDED.quantity, date_updated = EXCLUDED.date_updated
RETURNING *
"""


def _put(basket: Basket, product: Product, quantity: int) -> Line:
    """Add pieces to the product's line, under the basket's lock. One statement; a service's line names no stock record."""
    now = clock.now()
    values = {
        "basket": basket.pk,
        "reference": str(product.pk),
        "product": product.pk,
        "pool": basket.channel_market.pool_id if product.is_stocked else None,
        "quantity": quantity,
        "currency": basket.channel_market.market.currency,
        "now": now,
    }
    return next(iter(Line.objects.raw(_PUT, values)))


#: Every change of an open basket is also its latest; the update is the lock.
_LOCK = "UPDATE basket_basket SET changed_at = %s WHERE id = %s AND status = %s"


def _lock_open(basket_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [clock.now(), basket_id, Basket.OPEN])
        if not cursor.rowcount:
            raise BasketNotOpen(basket=basket_id)


def _touch(basket: Basket) -> None:
    """Forget what Oscar had read of the lines."""
    basket._lines = None


def _refuse_bad_quantity(quantity: int) -> None:
    if not 1 <= quantity <= MOST_PIECES:
        raise BadQuantity(quantity=quantity, most=MOST_PIECES)
