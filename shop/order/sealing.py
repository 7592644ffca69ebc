"""Remembering what a customer saw before agreeing, signed, so that nobody is charged what they did not see.

The seal travels through the browser in the confirmation form. Placing compares it with a fresh quote: another price,
tax, delivery cost, fee, total or a later delivery day asks the customer again; an earlier day does not.
"""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core import signing

from core.errors import DomainError
from shop.order.quotes import OrderQuote

SALT = "storehouse.order.seen"


@dataclass(frozen=True)
class SeenLine:
    product_id: int
    title: str
    quantity: int
    unit_excl: Decimal
    unit_incl: Decimal
    line_excl: Decimal
    line_incl: Decimal
    discount: Decimal
    tax_code: str


@dataclass(frozen=True)
class SeenQuote:
    """What stood on the page: lines, delivery, fee, totals."""

    basket_id: int
    channel_market_id: int
    account_id: int | None
    currency: str
    lines: tuple[SeenLine, ...]
    delivery_code: str
    shipping_excl: Decimal
    shipping_incl: Decimal
    deliver_by: date | None
    method_code: str
    fee_excl: Decimal
    fee_incl: Decimal
    total_excl: Decimal
    total_incl: Decimal


@dataclass(frozen=True)
class Change:
    """One difference.

    `what` is line_added, line_removed, quantity, price, discount, tax, delivery, deliver_by, method, fee or total.
    """

    what: str
    product_id: int | None
    title: str
    before: object
    now: object


class SealBroken(DomainError):
    """The text is no seal of ours: it was cut, changed or made elsewhere."""

    code = "seal_broken"


class QuoteChanged(DomainError):
    """What the customer saw no longer holds; nothing was placed. `before` is None when their page told nothing readable."""

    code = "quote_changed"

    def __init__(self, before: SeenQuote | None, now: OrderQuote) -> None:
        self.before = before
        self.now = now
        self.changes = changes(before, seen(now)) if before else ()
        super().__init__(changes=[change.what for change in self.changes])


def seen(quote: OrderQuote) -> SeenQuote:
    """What a page shows of a quote."""
    return SeenQuote(
        basket_id=quote.basket_id,
        channel_market_id=quote.channel_market.pk,
        account_id=quote.account_id,
        currency=quote.currency,
        lines=tuple(
            SeenLine(
                product_id=line.product_id,
                title=line.title,
                quantity=line.quantity,
                unit_excl=line.unit_excl.normalize(),
                unit_incl=line.unit_incl.normalize(),
                line_excl=line.line_excl.normalize(),
                line_incl=line.line_incl.normalize(),
                discount=line.discount.normalize(),
                tax_code=line.tax.code,
            )
            for line in quote.lines
        ),
        delivery_code=quote.delivery.code if quote.delivery else "",
        shipping_excl=quote.shipping_excl.normalize(),
        shipping_incl=quote.shipping_incl.normalize(),
        deliver_by=quote.delivery.deliver_by if quote.delivery else None,
        method_code=quote.method.code if quote.method else "",
        fee_excl=quote.fee_excl.normalize(),
        fee_incl=quote.fee_incl.normalize(),
        total_excl=quote.total_excl.normalize(),
        total_incl=quote.total_incl.normalize(),
    )


def seal(quote: OrderQuote) -> str:
    """A signed text of what the page shows, to be sent back with the customer's agreement."""
    return signing.dumps(_plain(seen(quote)), salt=SALT, compress=True)


def open_seal(text: str) -> SeenQuote:
    """What the page showed.

    Raises:
        SealBroken
    """
    try:
        values = signing.loads(text, salt=SALT)
        return _restored(values)
    except (signing.BadSignature, ValueError, KeyError, TypeError) as error:
        # A page sealed before this version of the shop has other parts: it is shown again, too.
        raise SealBroken from error


def is_as_seen(quote: OrderQuote, text: str) -> bool:
    """Whether the quote still is what the sealed page showed."""
    try:
        before = open_seal(text)
    except SealBroken:
        return False
    return not changes(before, seen(quote))


def changes(before: SeenQuote, now: SeenQuote) -> tuple[Change, ...]:
    """What differs, line by line and then in the whole. An earlier delivery day is no difference."""
    found = list(_line_changes(before, now))
    if (before.basket_id, before.channel_market_id, before.account_id, before.currency) != (
        now.basket_id,
        now.channel_market_id,
        now.account_id,
        now.currency,
    ):
        found.append(Change("basket", None, "", before.currency, now.currency))
    old, new = (before.delivery_code, before.shipping_incl), (now.delivery_code, now.shipping_incl)
    if old != new or before.shipping_excl != now.shipping_excl:
        found.append(Change("delivery", None, now.delivery_code, before.shipping_incl, now.shipping_incl))
    if before.deliver_by and (now.deliver_by is None or now.deliver_by > before.deliver_by):
        found.append(Change("deliver_by", None, "", before.deliver_by, now.deliver_by))
    if before.method_code != now.method_code:
        found.append(Change("method", None, "", before.method_code, now.method_code))
    if (before.fee_excl, before.fee_incl) != (now.fee_excl, now.fee_incl):
        found.append(Change("fee", None, "", before.fee_incl, now.fee_incl))
    if (before.total_excl, before.total_incl) != (now.total_excl, now.total_incl):
        found.append(Change("total", None, "", before.total_incl, now.total_incl))
    return tuple(found)


def _line_changes(before: SeenQuote, now: SeenQuote):
    old, new = ({line.product_id: line for line in quote.lines} for quote in (before, now))
    for product_id, line in old.items():
        if product_id not in new:
            yield Change("line_removed", product_id, line.title, line.quantity, 0)
    for product_id, line in new.items():
        was = old.get(product_id)
        if was is None:
            yield Change("line_added", product_id, line.title, 0, line.quantity)
        elif was.quantity != line.quantity:
            yield Change("quantity", product_id, line.title, was.quantity, line.quantity)
        elif (was.unit_incl, was.unit_excl) != (line.unit_incl, line.unit_excl):
            yield Change("price", product_id, line.title, was.unit_incl, line.unit_incl)
        elif was.discount != line.discount:
            yield Change("discount", product_id, line.title, was.discount, line.discount)
        elif (was.line_incl, was.line_excl, was.tax_code) != (line.line_incl, line.line_excl, line.tax_code):
            yield Change("tax", product_id, line.title, was.line_incl, line.line_incl)


def _plain(quote: SeenQuote) -> dict:
    """Values that JSON knows; amounts and days as text."""

    def plain(value: object) -> object:
        if isinstance(value, Decimal):
            return str(value)
        return value.isoformat() if isinstance(value, date) else value

    values = {name: plain(value) for name, value in asdict(quote).items() if name != "lines"}
    values["lines"] = [[plain(value) for value in asdict(line).values()] for line in quote.lines]
    return values


def _restored(values: dict) -> SeenQuote:
    amounts = ("shipping_excl", "shipping_incl", "fee_excl", "fee_incl", "total_excl", "total_incl")
    fields = {**values, **{name: Decimal(values[name]) for name in amounts}}
    fields["deliver_by"] = date.fromisoformat(values["deliver_by"]) if values["deliver_by"] else None
    fields["lines"] = tuple(
        SeenLine(pid, title, quantity, Decimal(a), Decimal(b), Decimal(c), Decimal(d), Decimal(e), code)
        for pid, title, quantity, a, b, c, d, e, code in values["lines"]
    )
    return SeenQuote(**fields)
