"""What the order page, the thank-you page and the payment page show of an order."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import freshness
from core.documents import qr_svg
from core.money import Money, format_money
from core.numbering import group_transaction_number
from shop.order.models import FulfillmentView, Line, Order, OrderStatus, TimelineEntry
from shop.payment.models import Payment, PaymentKind, PaymentState
from shop.payment.voiding import OPEN_STATES
from shop.storefront import words
from shop.storefront.bank_codes import transfer_code
from shop.storefront.basket_page import detail_of, products_of
from shop.storefront.countries import country_name
from shop.storefront.parcels import credits_of, papers_of, parcels_of
from shop.storefront.presenting import CUPS, picture_url, product_url
from shop.storefront.requests import Visit

SHIPPED = (FulfillmentView.SHIPPED, FulfillmentView.DELIVERED, FulfillmentView.RETURNED, FulfillmentView.PART_RETURNED)
UNDER_WAY = (*SHIPPED, FulfillmentView.PART_SHIPPED)
CANCELLABLE = (FulfillmentView.UNFULFILLED, FulfillmentView.RESERVED)


def money(order: Order, amount: Any) -> str:
    return format_money(Money(amount, order.currency), words.language())


def local(order: Order, moment: Any) -> Any:
    return words.in_zone(moment, order.market.time_zone)


def payment_of(order: Order) -> Payment | None:
    """The payment that counts: the newest. One query."""
    newest = "SELECT * FROM payment_payment WHERE order_id = %s ORDER BY id DESC LIMIT 1"
    payment = next(iter(Payment.objects.raw(newest, [order.pk])), None)
    if payment is not None:
        payment.method = freshness.standing(("way to pay", payment.method_id), lambda: payment.method)
    return payment


def why_this_digit(order: Order) -> str:
    """The reason after "It begins with 6"."""
    if order.channel.is_trade:
        return _("because you ordered on your trade account")
    if order.channel.is_staffed:
        return _("because you ordered by phone")
    return _("because you bought in the online shop")


def lines_of(order: Order) -> list[dict[str, Any]]:
    """Lines as they were bought, with the pictures of today. Two queries."""
    lines = list(Line.objects.filter(order=order).order_by("pk"))
    products = products_of([line.product_id for line in lines if line.product_id])
    trade = not order.prices_include_tax
    rows = []
    for line in lines:
        product = products.get(line.product_id)
        unit = line.unit_price_excl_tax if trade else line.unit_price_incl_tax
        amount = line.line_price_excl_tax if trade else line.line_price_incl_tax
        before = line.line_price_before_discounts_excl_tax if trade else line.line_price_before_discounts_incl_tax
        rows.append(
            {
                "pk": line.pk,
                "title": line.title,
                "url": product_url(product) if product else "",
                "image": picture_url(product.picture, product.liquor) if product else picture_url(None),
                "cup": product.liquor if product and product.liquor in CUPS else "white",
                "quantity": line.quantity,
                "detail": detail_of(line.quantity, money(order, unit), money(order, before - amount) if before > amount else ""),
                "amount": money(order, amount),
            }
        )
    return rows


def sums_of(order: Order, payment: Payment | None) -> list[dict[str, str]]:
    """What it came to."""
    trade = not order.prices_include_tax
    goods_incl = order.total_incl_tax - order.shipping_incl_tax - order.fee_incl_tax
    goods_excl = order.total_excl_tax - order.shipping_excl_tax - order.fee_excl_tax
    shipping = order.shipping_excl_tax if trade else order.shipping_incl_tax
    rows = [{"name": _("Goods"), "amount": money(order, goods_excl if trade else goods_incl)}]
    if order.delivery_option_id:
        rows.append({"name": _("Delivery"), "amount": money(order, shipping) if shipping else _("Free")})
    if order.fee_incl_tax:
        name = str(payment.method.name) if payment else _("Fee")
        rows.append({"name": name, "amount": money(order, order.fee_excl_tax if trade else order.fee_incl_tax)})
    if order.total_tax:
        rows.append({"name": _("Tax") if trade else _("Tax, contained in it"), "amount": money(order, order.total_tax)})
    return rows


def promise_of(order: Order) -> dict[str, str] | None:
    """The day that was promised, and to whom."""
    if not order.deliver_by:
        return None
    place = order.shipping_address
    where = ", ".join(address_lines(place)) if place else ""
    return {
        "date": words.long_day(order.deliver_by),
        "more": _("%(where)s. If the date is in danger, we tell you before you have to ask.") % {"where": where},
    }


def address_lines(place: Any) -> list[str]:
    """Name, street, town and country of an address as it was written on the order."""
    town = " ".join(part for part in (place.line4, place.postcode) if part)
    country = country_name(place.country_id, words.language())
    return [part for part in (place.first_name, place.line1, place.line2, place.state, town, country) if part]


def billed_to(order: Order) -> list[str]:
    """The company that the invoice names, when the customer asked for that."""
    billing = order.billing_address
    if billing is None:
        return []
    number = [_("Tax number %(number)s") % {"number": billing.tax_number}] if billing.tax_number else []
    named = [billing.company] if billing.company else []
    return [*named, *number, *address_lines(billing)]


def transfer_of(order: Order, payment: Payment | None) -> dict[str, Any] | None:
    """How to transfer what is open, with a code to scan."""
    if payment is None or payment.kind != PaymentKind.TRANSFER or payment.state != PaymentState.PENDING:
        return None
    account = payment.method.bank_account
    due = payment.amount - payment.captured
    return {
        "qr": qr_svg(transfer_code(account, Money(due, payment.currency), payment.reference)),
        "amount": money(order, due),
        "reference": payment.reference,
        "account": account.get("account", account.get("number", "")),
        "bank": account.get("bank", ""),
        "bic": account.get("bic", ""),
        "name": account.get("name", account.get("holder", "")),
        "until": words.day_and_time(local(order, payment.expires_at)) if payment.expires_at else "",
    }


def standing(order: Order, payment: Payment | None) -> str:
    """How the payment stands, in one word for templates: none, paid, later, waiting, failed, over."""
    if order.status == OrderStatus.CANCELLED:
        return "over"
    if payment is None:
        return "none"
    if payment.state in (PaymentState.CAPTURED, PaymentState.PART_REFUNDED, PaymentState.REFUNDED, PaymentState.AUTHORISED):
        return "paid"
    if payment.state in (PaymentState.EXPIRED, PaymentState.CANCELLED):
        return "over"
    if payment.kind in (PaymentKind.COD, PaymentKind.TERMS):
        return "later"
    return "failed" if payment.state == PaymentState.FAILED else "waiting"


def stops_of(order: Order, payment: Payment | None, entries: list[TimelineEntry]) -> list[dict[str, str]]:
    """The status line: up to five stops with a word and a time."""
    if order.status == OrderStatus.CANCELLED:
        placed = {"state": "done", "word": _("Ordered"), "detail": _when(order, order.date_placed)}
        return [placed, {"state": "now", "word": _("Cancelled"), "detail": _when(order, _at(entries, "cancelled"))}]
    stand = standing(order, payment)
    paid = stand in ("paid", "later", "none")
    view = order.fulfillment_view
    left = view in UNDER_WAY
    delivered = view in (FulfillmentView.DELIVERED, FulfillmentView.RETURNED, FulfillmentView.PART_RETURNED)
    packed_at, left_at = _at(entries, "packed"), _at(entries, "dispatched")
    done = [True, paid, left or packed_at is not None, left, delivered]
    leaves_on = words.short_day(local(order, order.dispatch_by).date()) if order.dispatch_by and not left else ""
    details = [
        _when(order, order.date_placed),
        _paid_words(order, payment, stand, entries),
        _when(order, packed_at),
        _when(order, left_at) or leaves_on,
        (_when(order, _at(entries, "delivered")) if delivered else "") or words.short_day(order.deliver_by),
    ]
    names = [_("Ordered"), _("Payment") if stand == "later" else _("Paid"), _("Packed"), _("On its way"), _("Delivered")]
    if not order.delivery_option_id:
        done, details, names = (
            [True, paid, order.status == OrderStatus.COMPLETED],
            [details[0], details[1], ""],
            [*names[:2], _("Done")],
        )
    return _marked(done, names, details)


def _marked(done: list[bool], names: list[str], details: list[str]) -> list[dict[str, str]]:
    last = max(index for index, is_done in enumerate(done) if is_done)
    current = last if last == len(done) - 1 or (last >= 2 and last == 3) else last + 1
    stops = []
    for index, (name, detail) in enumerate(zip(names, details, strict=True)):
        state = "now" if index == current else ("done" if done[index] else "next")
        stops.append({"state": state, "word": name, "detail": detail})
    return stops


def _paid_words(order: Order, payment: Payment | None, stand: str, entries: list[TimelineEntry]) -> str:
    if payment is None:
        return ""
    if stand == "later":
        return str(payment.method.name)
    if stand == "paid":
        return _when(order, _at(entries, "payment_captured", "captured", "paid")) or str(payment.method.name)
    return {"waiting": _("waiting for it"), "failed": _("did not go through"), "over": ""}[stand]


def _at(entries: list[TimelineEntry], *kinds: str) -> Any:
    return next((entry.at for entry in reversed(entries) if entry.kind in kinds), None)


def _when(order: Order, moment: Any) -> str:
    return words.day_and_time(local(order, moment)) if moment else ""


def history_of(order: Order, entries: list[TimelineEntry]) -> list[dict[str, str]]:
    """What has happened, newest first, in sentences for customers; what is only ours stays with us."""
    told = []
    for entry in reversed(entries):
        sentence = words.history_sentence(entry.kind, entry.data, order.currency)
        if sentence:
            told.append({"when": _when(order, entry.at), "text": sentence})
    return told


def may_cancel(order: Order) -> bool:
    return order.is_open and order.fulfillment_view in CANCELLABLE


def may_pay(order: Order, payment: Payment | None) -> bool:
    """Whether there is something to pay by the customer's own doing."""
    return bool(
        payment
        and payment.state in OPEN_STATES
        and payment.kind in (PaymentKind.GATEWAY, PaymentKind.TRANSFER)
        and order.is_open
        and payment.captured < payment.amount
    )


def order_context(request: HttpRequest, order: Order) -> dict[str, Any]:
    """The whole order page. At most 12 queries beyond frame and session."""
    payment = payment_of(order)
    entries = list(TimelineEntry.objects.filter(order=order).order_by("at", "pk"))
    lines = lines_of(order)
    return {
        "order": order,
        "payment": payment,
        "standing": standing(order, payment),
        "stops": stops_of(order, payment, entries),
        "lines": lines,
        "pieces": sum(line["quantity"] for line in lines),
        "sums": sums_of(order, payment),
        "total": money(order, order.total_incl_tax),
        "promise": promise_of(order),
        "goes_to": address_lines(order.shipping_address) if order.shipping_address else [],
        "goes_to_phone": str(order.shipping_address.phone_number or "") if order.shipping_address else "",
        "billed_to": billed_to(order),
        "transfer": transfer_of(order, payment),
        "history": history_of(order, entries),
        "parcels": parcels_of(order, lines),
        "papers": papers_of(order, entries),
        "credits": credits_of(order),
        "may_cancel": may_cancel(order),
        "may_pay": may_pay(order, payment),
        "placed_on": words.long_day(local(order, order.date_placed).date()),
        "why": why_this_digit(order),
        "is_mine": Visit(request).user is not None,
        "robots": "noindex",
        "crumbs": [
            {"title": _("Track an order"), "url": reverse("storefront:track")},
            {"title": group_transaction_number(order.number), "url": ""},
        ],
    }
