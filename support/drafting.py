"""Phone and counter orders: a draft that an agent fills while the customer talks, placed by the same job as an order of the web.

The draft is a basket of the door's channel with the customer on it; prices, stock, delivery dates and order checks are the
web's. What was typed about address and payment is kept on the draft after every step, so nothing is lost when the line breaks.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from core import audit, clock
from core.access import Actor, User
from core.errors import DomainError
from shop.basket.filling import add, open_draft, set_quantity
from shop.basket.models import Basket
from shop.catalogue.models import Product
from shop.channels.doors import Entrance
from shop.channels.models import Door, DoorKind
from shop.customer.models import Customer
from shop.customer.registering import PhoneNotUnderstood, normal_phone
from shop.offer.claiming import VoucherUsed
from shop.order.placing import Contact, PlacedOrder, PostalAddress, place_order
from shop.order.quotes import OrderQuote
from shop.order.quoting import quote_basket
from shop.voucher import using

#: Why an order has its channel, by the kind of the door where it was taken.
REASONS = {DoorKind.DESK: "phone_desk", DoorKind.COUNTER: "branch_counter"}
#: Where a number without a country code is from, before the address names a country.
HOME = "VN"
DETAILS = ("country", "postcode", "name", "line1", "line2", "city", "district", "phone", "email", "delivery_code", "method_code")


class DraftNotFound(DomainError):
    """The draft was placed or removed, or belongs to another agent."""

    code = "draft_not_found"


class DraftIncomplete(DomainError):
    """Something that an order needs was not asked yet; `missing` names the fields."""

    code = "draft_incomplete"


@dataclass(frozen=True)
class Draft:
    """A draft with what it would cost now."""

    basket: Basket
    quote: OrderQuote
    details: dict[str, str]
    missing: list[str]


def start_draft(*, agent: User, customer: Customer, door: Door, actor: Actor) -> Basket:
    """Begin an order for a customer at a staff desk or counter; the same agent's open draft for them there is taken up again."""
    with transaction.atomic():
        Customer.objects.select_for_update().get(pk=customer.pk)
        known = Basket.objects.filter(
            drafted_by=agent, customer=customer, status=Basket.OPEN, channel_market=door.channel_market_id, draft__door=door.pk
        ).first()
        if known:
            return known
        basket = open_draft(channel_market=door.channel_market, drafted_by=agent, customer=customer)
        basket.draft = {"door": door.pk, **_usual_address(customer)}
        basket.save(update_fields=["draft"])
        audit.record(actor=actor, action="draft.started", subject=basket, customer=customer.pk)
    return basket


def _usual_address(customer: Customer) -> dict[str, str]:
    """Begin with what is known: the usual address, else name, phone and e-mail."""
    details = {"name": customer.name, "phone": customer.phone, "email": customer.email}
    address = customer.addresses.order_by("-is_default", "pk").first()
    if address:
        details |= {f: getattr(address, f) for f in ("name", "line1", "line2", "city", "district", "postcode")}
        details |= {"country": address.country_id, "phone": address.phone or customer.phone}
    return details


def find_draft(*, draft_id: int, agent: User) -> Basket:
    """An open draft of this agent. One query.

    Raises:
        DraftNotFound
    """
    basket = (
        Basket.objects.filter(pk=draft_id, drafted_by=agent, status=Basket.OPEN)
        .select_related("channel_market__channel", "channel_market__market", "channel_market__pool", "customer", "voucher")
        .first()
    )
    if basket is None:
        raise DraftNotFound(draft=draft_id)
    return basket


def door_of(basket: Basket) -> Door | None:
    """The desk or counter where a draft was begun. One query."""
    return Door.objects.filter(pk=basket.draft.get("door")).first()


def open_drafts(agent: User) -> QuerySet[Basket]:
    """An agent's open drafts, newest first. One query."""
    return (
        Basket.objects.filter(drafted_by=agent, status=Basket.OPEN)
        .select_related("customer", "channel_market__channel", "channel_market__market")
        .order_by("-changed_at")
    )


def look_at(basket: Basket) -> Draft:
    """The draft as it stands, with prices, dates and what is still to be asked."""
    details = details_of(basket)
    quote = quote_basket(
        basket=basket,
        channel_market=basket.channel_market,
        country=details["country"],
        postcode=details["postcode"],
        delivery_code=details["delivery_code"],
        method_code=details["method_code"],
    )
    return Draft(basket, quote, details, _missing(quote, details))


def details_of(basket: Basket) -> dict[str, str]:
    """What was typed so far, nothing where nothing was."""
    return {name: str(basket.draft.get(name, "")) for name in DETAILS}


def _missing(quote: OrderQuote, details: dict[str, str]) -> list[str]:
    needed = ["name", "phone", "method_code"]
    if any(line.requires_shipping for line in quote.lines):
        needed += ["line1", "city", "country", "delivery_code"]
    missing = [name for name in needed if not details[name] or (name == "phone" and not can_be_rung(details))]
    return missing if quote.lines else ["lines", *missing]


def can_be_rung(details: Mapping[str, str]) -> bool:
    """Whether the telephone that was typed is one, in the country of the address."""
    try:
        normal_phone(details["phone"], details["country"] or HOME)
    except PhoneNotUnderstood:
        return False
    return True


def add_product(*, basket: Basket, product: Product, quantity: int = 1) -> None:
    """Put a product on the draft; the same rules as in the shop."""
    add(basket=basket, product=product, quantity=quantity)


def change_quantity(*, basket: Basket, product_id: int, quantity: int) -> None:
    set_quantity(basket=basket, product_id=product_id, quantity=quantity)


def use_voucher(*, basket: Basket, code: str) -> None:
    """Put a voucher that the customer reads out on the draft; the same rules as in the shop.

    Raises:
        UnknownVoucher, VoucherRefused, BasketNotOpen: nothing is changed.
    """
    basket.voucher = using.put_in(basket=basket, code=code)


def drop_voucher(*, basket: Basket) -> None:
    """Take the voucher off again."""
    using.take_out(basket=basket)
    basket.voucher = None


def save_details(*, basket: Basket, **given: str) -> None:
    """Keep what the customer said; unknown names are refused, absent ones stay as they were."""
    unknown = set(given) - set(DETAILS)
    if unknown:
        raise ValueError(f"a draft has no {', '.join(sorted(unknown))}")
    with transaction.atomic():
        row = Basket.objects.select_for_update().get(pk=basket.pk)
        row.draft = {**row.draft, **given}
        row.changed_at = clock.now()
        row.save(update_fields=["draft", "changed_at"])
    basket.draft = row.draft


def remove_draft(*, basket: Basket, actor: Actor) -> None:
    """Throw a draft away; nothing was promised for it."""
    with transaction.atomic():
        Basket.objects.filter(pk=basket.pk, status=Basket.OPEN).update(status=Basket.SAVED)
        audit.record(actor=actor, action="draft.removed", subject=basket)


def bring_back_draft(*, draft_id: int, agent: User, actor: Actor) -> None:
    """Take up a draft again that its agent removed, with everything in it.

    Raises:
        DraftNotFound: it was not removed, is another agent's, or a new one for the same customer and door is open.
    """
    with transaction.atomic():
        gone = Basket.objects.filter(pk=draft_id, drafted_by=agent, status=Basket.SAVED).select_for_update(of=("self",)).first()
        if gone is None or _open_beside(gone):
            raise DraftNotFound(draft=draft_id)
        Basket.objects.filter(pk=gone.pk).update(status=Basket.OPEN, changed_at=clock.now())
        audit.record(actor=actor, action="draft.brought_back", subject=gone)


def _open_beside(draft: Basket) -> bool:
    same = {"drafted_by": draft.drafted_by_id, "customer": draft.customer_id, "channel_market": draft.channel_market_id}
    return Basket.objects.filter(status=Basket.OPEN, draft__door=draft.draft.get("door"), **same).exists()


def place_draft(*, basket: Basket, agent: User, seen: str, actor: Actor) -> PlacedOrder:
    """Place the draft at the prices the agent read out (`seen` is the sealed quote).

    Raises:
        DraftIncomplete, and everything `place_order` raises; the draft stays as it is, but for a voucher that this customer
        has used before: it is taken off.
    """
    draft = look_at(basket)
    if draft.missing:
        raise DraftIncomplete(missing=draft.missing)
    details, customer, door = draft.details, basket.customer, door_of(basket)
    reason = REASONS[DoorKind(door.kind)] if door else REASONS[DoorKind.DESK]
    address = PostalAddress(
        name=details["name"],
        line1=details["line1"],
        line2=details["line2"],
        city=details["city"],
        district=details["district"],
        postcode=details["postcode"],
        country=details["country"],
        phone=details["phone"],
    )
    try:
        return place_order(
            basket_id=basket.pk,
            seen=seen,
            entrance=Entrance(door, basket.channel_market, reason),
            contact=Contact(
                name=details["name"],
                email=details["email"],
                phone=details["phone"],
                language=customer.language if customer else "en",
            ),
            address=address if details["line1"] else None,
            delivery_code=details["delivery_code"],
            method_code=details["method_code"],
            actor=actor,
            customer=customer,
            placed_by=agent,
        )
    except VoucherUsed:
        drop_voucher(basket=basket)
        raise
