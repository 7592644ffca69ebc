"""Placing an order: one transaction from the customer's agreement to an order that every department works from.

What a reader could get wrong: the basket's compare-and-set from open to frozen is what makes a second submit harmless.
The loser of two submits waits on the basket's row, finds it frozen and answers with the winner's order. Whatever is
refused on the way rolls all of it back: the basket is open again with everything in it. See docs/placing.md.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core import audit, clock
from core.access import Actor, User
from core.errors import DomainError
from core.events import publish
from core.freshness import one_moment, standing
from core.languages import speaking
from core.numbering import sequence_of
from shop.address.models import Country  # type: ignore[attr-defined]
from shop.basket.models import Basket
from shop.basket.selling import NotSellable
from shop.channels.doors import Entrance
from shop.channels.models import Channel
from shop.customer.models import Customer
from shop.customer.registering import CreditExceeded, take_credit
from shop.offer.claiming import OfferGone, VoucherUsed, claim
from shop.order.events import OrderPlaced
from shop.order.models import Order
from shop.order.quotes import OrderQuote
from shop.order.quoting import quote_basket
from shop.order.sealing import QuoteChanged, SealBroken, changes, open_seal
from shop.order.sealing import seen as as_seen
from shop.order.timeline import add_entry
from shop.order.writing import write_order
from shop.partner.stock import OutOfStock, Shortage
from shop.payment.models import Payment, PaymentKind
from shop.payment.opening import open_payment
from shop.quota import contests
from shop.quota.taking import Asked, Asker, promise

__all__ = [
    "AccountNeeded",
    "BasketEmpty",
    "BasketFromAnotherDoor",
    "BasketGone",
    "BelowMinimum",
    "BillingDetails",
    "Contact",
    "CreditExceeded",
    "DeliveryNotOffered",
    "MethodNotOffered",
    "NotSellable",
    "NothingServesAddress",
    "OfferGone",
    "OutOfStock",
    "PlacedOrder",
    "PostalAddress",
    "QuoteChanged",
    "ShopClosed",
    "VoucherUsed",
    "place_order",
]  # fmt: skip


class BasketEmpty(DomainError):
    """There is nothing to place."""

    code = "basket_empty"


class BasketGone(DomainError):
    """The basket was merged into another or removed; it was never placed."""

    code = "basket_gone"


class BasketFromAnotherDoor(DomainError):
    """The basket belongs to another channel or market than the door the customer now stands in: carry it over first."""

    code = "basket_from_another_door"


class NothingServesAddress(DomainError):
    """No delivery option reaches the address, or goods that need one came without."""

    code = "nothing_serves_address"


class DeliveryNotOffered(DomainError):
    """The chosen way to deliver is not offered for this address and these goods."""

    code = "delivery_not_offered"


class MethodNotOffered(DomainError):
    """The chosen way to pay is not offered for this order."""

    code = "method_not_offered"


class BelowMinimum(DomainError):
    """The goods are worth less than this channel's smallest order."""

    code = "below_minimum"


class AccountNeeded(DomainError):
    """This channel sells to trade accounts only, and nobody's account stands behind this order."""

    code = "account_needed"


class ShopClosed(DomainError):
    """The channel takes no orders in this market at the moment."""

    code = "closed"


REFUSALS: dict[str, type[DomainError]] = {
    "basket_empty": BasketEmpty,
    "closed": ShopClosed,
    "account_needed": AccountNeeded,
    "nothing_serves_address": NothingServesAddress,
    "delivery_not_offered": DeliveryNotOffered,
    "method_not_offered": MethodNotOffered,
    "below_minimum": BelowMinimum,
    "credit_exceeded": CreditExceeded,
}


@dataclass(frozen=True)
class Contact:
    """Who to talk to about the order. `phone` is E.164; e-mail or phone may be empty, not both in practice."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "en"


@dataclass(frozen=True)
class PostalAddress:
    """Where the parcel goes. `country` is an ISO code, `city` also the province, `district` also a state."""

    name: str
    line1: str
    city: str
    country: str
    line2: str = ""
    district: str = ""
    postcode: str = ""
    phone: str = ""


@dataclass(frozen=True)
class BillingDetails:
    """Whom the invoice names, when it is not the contact at the delivery address."""

    name: str
    line1: str
    city: str
    country: str
    company: str = ""
    tax_number: str = ""
    line2: str = ""
    district: str = ""
    postcode: str = ""


@dataclass(frozen=True)
class PlacedOrder:
    """`payment` is None when nothing is to be paid. `is_repeat`: the basket had been placed before; this is that order."""

    order: Order
    payment: Payment | None
    is_repeat: bool


@dataclass(frozen=True)
class Checkout:
    """Everything about an order that is not calculated: who, where, how, through which door."""

    entrance: Entrance
    contact: Contact
    address: PostalAddress | None
    delivery_code: str
    method_code: str
    user: User | None = None
    customer: Customer | None = None
    placed_by: User | None = None
    billing: BillingDetails | None = None
    buyer_reference: str = ""
    gift_message: str = ""


def place_order(
    *,
    basket_id: int,
    seen: str,
    entrance: Entrance,
    contact: Contact,
    address: PostalAddress | None,
    delivery_code: str,
    method_code: str,
    actor: Actor,
    user: User | None = None,
    customer: Customer | None = None,
    placed_by: User | None = None,
    billing: BillingDetails | None = None,
    buyer_reference: str = "",
    gift_message: str = "",
) -> PlacedOrder:
    """Place what the customer saw, once. At most 17 statements for one line, 18 for more.

    `seen` is the seal of the quote on their page. The same basket placed again, even at the same moment, answers the
    same order with `is_repeat`. Every refusal leaves the basket open with everything in it and nothing else behind.

    Raises:
        QuoteChanged: something is not as seen; `before` and `now` tell both.
        OutOfStock: somebody else was faster; `shortages` says what is left.
        NotSellable: a product was discontinued, taken out of the assortment or has no price.
        OfferGone, VoucherUsed: the last share of a cap is taken, the voucher was used; quote again to see what holds now.
        CreditExceeded, MethodNotOffered, NothingServesAddress, DeliveryNotOffered, BelowMinimum, AccountNeeded,
        BasketEmpty, BasketGone, BasketFromAnotherDoor, ShopClosed.
    """
    checkout = Checkout(
        entrance=entrance,
        contact=contact,
        address=address,
        delivery_code=delivery_code,
        method_code=method_code,
        user=user,
        customer=customer,
        placed_by=placed_by,
        billing=billing,
        buyer_reference=buyer_reference,
        gift_message=gift_message,
    )
    try:
        with transaction.atomic():
            return _place(basket_id, seen, checkout, actor)
    except OutOfStock as refusal:
        here = entrance.channel_market
        contests.refused(refusal.shortages, pool=here.pool_id, channel=here.channel_id, actor=actor)
        raise


def _place(basket_id: int, seen: str, checkout: Checkout, actor: Actor) -> PlacedOrder:
    here = checkout.entrance.channel_market
    basket = _freeze(basket_id, here.channel)
    if basket is None:
        return _placed_before(basket_id)
    if basket.channel_market_id != here.pk:
        raise BasketFromAnotherDoor(basket=basket_id, door=str(here.pk))
    # What stands is asked anew here, after the basket's lock: never what an earlier part of the request had seen.
    with one_moment(), audit.together():
        quote = _quote(basket, checkout)
        _refuse_problems(quote)
        _refuse_unknown_countries(checkout)
        _refuse_unseen(quote, seen)
        order = write_order(basket=basket, position=basket.position, quote=quote, checkout=checkout, actor=actor)
        claim(order=order, given=quote.offered.given)
        payment = _take_promises(order, quote, actor)
        _tell(order, payment, actor)
    return PlacedOrder(order, payment, is_repeat=False)


def _freeze(basket_id: int, channel: Channel) -> Any:
    """Compare-and-set: of all submits of a basket one gets it; the others wait here for it to end. One statement.

    The basket brings a `position` in the channel's numbers along. A refused order leaves a hole there, which is harmless.
    """
    now = clock.now()
    frozen = Basket.objects.raw(
        "UPDATE basket_basket SET status = %s, date_submitted = %s, changed_at = %s WHERE id = %s AND status = %s "
        "RETURNING *, nextval(to_regclass(%s)) AS position",
        [Basket.FROZEN, now, now, basket_id, Basket.OPEN, sequence_of(channel.prefix)],
    )
    return next(iter(frozen), None)


def _placed_before(basket_id: int) -> PlacedOrder:
    order = Order.objects.filter(basket=basket_id).first()
    if order is None:
        raise BasketGone(basket=basket_id)
    return PlacedOrder(order, Payment.objects.filter(order=order).order_by("-pk").first(), is_repeat=True)


def _quote(basket: Basket, checkout: Checkout) -> OrderQuote:
    address = checkout.address
    with speaking(checkout.contact.language):
        return quote_basket(
            basket=basket,
            channel_market=checkout.entrance.channel_market,
            account_id=checkout.entrance.account_id,
            country=address.country if address else "",
            postcode=address.postcode if address else "",
            delivery_code=checkout.delivery_code,
            method_code=checkout.method_code,
        )


def _refuse_problems(quote: OrderQuote) -> None:
    """What cannot be placed at all, most telling first: products, then stock, then the whole."""
    for problem in quote.problems:
        if problem.code == "not_sellable":
            raise NotSellable(product_id=problem.product_id, **problem.data)
    missing = [
        Shortage(line.stock_record_id or 0, line.product_id, line.quantity, line.available, line.free, line.kept)
        for line in quote.lines
        if line.available is not None and line.available < line.quantity
    ]
    if missing:
        raise OutOfStock(missing)
    for problem in quote.problems:
        raise REFUSALS[problem.code](**problem.data)
    if quote.requires_shipping and quote.delivery is None:
        raise NothingServesAddress(country="")
    if quote.total_incl and quote.method is None:
        raise MethodNotOffered(method="")


def _refuse_unknown_countries(checkout: Checkout) -> None:
    codes = {one.country for one in (checkout.address, checkout.billing) if one is not None}
    unknown = codes - standing("countries", lambda: set(Country.objects.values_list("pk", flat=True)))
    if unknown:
        raise NothingServesAddress(country=min(unknown))


def _refuse_unseen(quote: OrderQuote, seal: str) -> None:
    try:
        before = open_seal(seal)
    except SealBroken:
        raise QuoteChanged(None, quote) from None
    if changes(before, as_seen(quote)):
        raise QuoteChanged(before, quote)


def _take_promises(order: Order, quote: OrderQuote, actor: Actor) -> Payment | None:
    """Credit, then stock: the rows that other orders wait for are locked last and shortest."""
    payment = open_payment(order=order, method=quote.method) if quote.method and quote.total_incl else None
    if payment is not None and payment.kind == PaymentKind.TERMS and order.trade_account_id:
        take_credit(account_id=order.trade_account_id, amount=payment.amount)
    wanted: dict[int, Asked] = {}
    for line in quote.lines:
        if line.stock_record_id is not None:
            before = wanted[line.stock_record_id].pieces if line.stock_record_id in wanted else 0
            wanted[line.stock_record_id] = Asked(line.stock_record_id, line.product_id, before + line.quantity)
    here = quote.channel_market
    promise(wanted.values(), asker=Asker(order.pk, here.channel_id, here.pool_id, actor))
    return payment


def _tell(order: Order, payment: Payment | None, actor: Actor) -> None:
    add_entry(
        order_id=order.pk,
        kind="placed",
        actor=actor,
        door=order.door_reason,
        method=payment.method.code if payment else "",
        total=str(order.total_incl_tax),
        currency=order.currency,
    )
    audit.record(actor=actor, action="order.placed", subject=order, subject_label=order.number)
    publish(OrderPlaced(order_id=order.pk, number=order.number, placed_at=order.date_placed), actor=actor)
