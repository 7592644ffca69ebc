"""The rows of a new order: number, customer, addresses, header and lines, from a quote that has been agreed to."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from core import clock
from core.access import Actor
from core.languages import speaking
from core.numbering import UnknownPrefix, number_at
from shop.basket.models import Basket
from shop.channels.models import Channel
from shop.customer.models import Customer
from shop.customer.registering import customer_of_user, guest_customer, phone_digits, search_words
from shop.offer.claiming import write_discounts
from shop.order.models import BillingAddress, Line, Order, PaymentView, ShippingAddress
from shop.order.quotes import OrderQuote, QuotedLine
from shop.payment.models import PaymentKind
from shop.payment.opening import PAYABLE_AT_ONCE

if TYPE_CHECKING:
    from shop.order.placing import BillingDetails, Checkout, PostalAddress


def write_order(*, basket: Basket, position: int | None, quote: OrderQuote, checkout: Checkout, actor: Actor) -> Order:
    """Write addresses, order and lines; the lines carry their promises, which the caller takes from stock.

    `position` was drawn from the channel's series of numbers.
    """
    channel = checkout.entrance.channel_market.channel
    order = Order(
        number=_number(channel, position),
        basket=basket,
        checkout_key=basket.checkout_key or uuid.uuid4(),
        user=checkout.user,
        customer=_customer(quote, checkout, basket, actor),
        placed_by=checkout.placed_by,
        shipping_address=_shipping_address(checkout) if quote.requires_shipping else None,
        billing_address=_billing_address(checkout.billing),
        buyer_reference=checkout.buyer_reference[:60],
        gift_message=checkout.gift_message[:300],
        date_placed=clock.now(),
        **_door(checkout, quote),
        **_contact(checkout),
        **_amounts(quote),
        **_delivery(quote, checkout.contact.language),
        **_marks(quote),
    )
    order.save(force_insert=True)
    lines = [_line(order, line, checkout) for line in quote.lines]
    write_discounts(order=order, lines=Line.objects.bulk_create(lines), given=quote.offered.given)
    return order


def _number(channel: Channel, position: int | None) -> str:
    """The number at the position that was drawn; the first one fixes the channel's prefix for good."""
    if position is None:
        raise UnknownPrefix(prefix=channel.prefix)
    number = number_at(channel.prefix, position)
    if channel.first_number_drawn_at is None:
        Channel.objects.filter(pk=channel.pk, first_number_drawn_at__isnull=True).update(first_number_drawn_at=clock.now())
    return number


def _customer(quote: OrderQuote, checkout: Checkout, basket: Basket, actor: Actor) -> Customer:
    """Who buys: said by the agent, behind the account, behind the sign-in, or a guest."""
    if checkout.customer is not None:
        return checkout.customer
    if quote.account is not None:
        return quote.account.customer
    contact = checkout.contact
    if checkout.user is not None:
        return customer_of_user(actor=actor, user=checkout.user, language=contact.language)
    door = checkout.entrance.door
    return guest_customer(
        actor=actor,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        language=contact.language,
        came_by=door.code if door else checkout.entrance.reason,
    )


def _door(checkout: Checkout, quote: OrderQuote) -> dict:
    channel_market = checkout.entrance.channel_market
    return {
        "channel": channel_market.channel,
        "market": channel_market.market,
        "pool_id": channel_market.pool_id,
        "door": checkout.entrance.door,
        "door_reason": checkout.entrance.reason[:40],
        "trade_account": quote.account,
    }


def _contact(checkout: Checkout) -> dict:
    contact, address = checkout.contact, checkout.address
    words = [contact.name, contact.email]
    if address is not None:
        words += [address.name, address.city]
    if checkout.billing is not None:
        words.append(checkout.billing.company)
    return {
        "language": contact.language,
        "contact_name": contact.name.strip()[:200],
        "email": contact.email.strip(),
        "phone": contact.phone[:20],
        "phone_digits": phone_digits(contact.phone)[:20],
        "search_text": " ".join(dict.fromkeys(search_words(*words).split()))[:500],
    }


def _amounts(quote: OrderQuote) -> dict:
    return {
        "currency": quote.currency,
        "prices_include_tax": quote.prices_include_tax,
        "total_incl_tax": quote.total_incl,
        "total_excl_tax": quote.total_excl,
        "shipping_incl_tax": quote.shipping_incl,
        "shipping_excl_tax": quote.shipping_excl,
        "shipping_tax_rate": quote.delivery.tax.rate if quote.delivery else 0,
        "shipping_tax_code": quote.delivery.tax.code if quote.delivery else "",
        "fee_incl_tax": quote.fee_incl,
        "fee_excl_tax": quote.fee_excl,
        "fee_tax_rate": quote.fee_tax.rate if quote.fee_incl else 0,
        "fee_tax_code": quote.fee_tax.code if quote.fee_incl else "",
    }


def _delivery(quote: OrderQuote, language: str) -> dict:
    """What was promised. The way's name stays on the order's papers, so it is said in the customer's language."""
    if quote.delivery is None:
        return {}
    with speaking(language):
        method = quote.delivery.option.name
    return {
        "delivery_option": quote.delivery.option,
        "shipping_method": method,
        "shipping_code": quote.delivery.code,
        "dispatch_by": quote.delivery.dispatch_by,
        "deliver_by": quote.delivery.deliver_by,
    }


def _marks(quote: OrderQuote) -> dict:
    """What is true from the first moment: on delivery and on terms an order goes out unpaid, a service holds no stock."""
    now = clock.now()
    view, payable_at = PaymentView.UNPAID, None
    if not quote.total_incl:
        view, payable_at = PaymentView.PAID, now
    elif quote.method is not None and quote.method.kind in PAYABLE_AT_ONCE:
        payable_at = now
        view = PaymentView.CASH_DUE if quote.method.kind == PaymentKind.COD else PaymentView.ON_TERMS
    is_held_nowhere = not any(line.is_stocked for line in quote.lines)
    return {"payment_view": view, "payable_at": payable_at, "reserved_at": now if is_held_nowhere else None}


def _shipping_address(checkout: Checkout) -> ShippingAddress:
    address: PostalAddress = checkout.address  # type: ignore[assignment]
    row = ShippingAddress(
        first_name=address.name.strip()[:255],
        line1=address.line1.strip()[:255],
        line2=address.line2.strip()[:255],
        line4=address.city.strip()[:255],
        state=address.district.strip()[:255],
        postcode=address.postcode.strip().upper()[:64],
        country_id=address.country,
        phone_number=address.phone,
    )
    return ShippingAddress.objects.bulk_create([row])[0]


def _billing_address(billing: BillingDetails | None) -> BillingAddress | None:
    if billing is None:
        return None
    row = BillingAddress(
        first_name=billing.name.strip()[:255],
        company=billing.company.strip()[:200],
        tax_number=billing.tax_number.strip()[:30],
        line1=billing.line1.strip()[:255],
        line2=billing.line2.strip()[:255],
        line4=billing.city.strip()[:255],
        state=billing.district.strip()[:255],
        postcode=billing.postcode.strip().upper()[:64],
        country_id=billing.country,
    )
    return BillingAddress.objects.bulk_create([row])[0]


def _line(order: Order, line: QuotedLine, checkout: Checkout) -> Line:
    pool = checkout.entrance.channel_market.pool
    return Line(
        order=order,
        product_id=line.product_id,
        title=line.title[:255],
        sku=line.sku,
        partner=pool,
        partner_name=pool.name,
        partner_sku=line.sku,
        stockrecord_id=line.stock_record_id,
        quantity=line.quantity,
        is_stocked=line.is_stocked,
        requires_shipping=line.requires_shipping,
        promised_quantity=line.quantity if line.stock_record_id is not None else 0,
        unit_price_excl_tax=line.unit_excl,
        unit_price_incl_tax=line.unit_incl,
        line_price_excl_tax=line.line_excl,
        line_price_incl_tax=line.line_incl,
        line_price_before_discounts_excl_tax=line.before_excl,
        line_price_before_discounts_incl_tax=line.before_incl,
        tax_code=line.tax.code,
        tax_rate=line.tax.rate,
        price_explanation=line.explanation,
    )
