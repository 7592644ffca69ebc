"""The last press. Pressing twice, going back and pressing again, a refusal: each has its plain answer, nothing typed is lost."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.http import public
from core.errors import DomainError
from core.money import Money, format_money
from shop.basket import filling
from shop.basket.models import Basket
from shop.order.placing import (
    CreditExceeded,
    DeliveryNotOffered,
    MethodNotOffered,
    NothingServesAddress,
    OfferGone,
    OutOfStock,
    PlacedOrder,
    QuoteChanged,
    VoucherUsed,
    place_order,
)
from shop.order.sealing import SealBroken, open_seal
from shop.payment.gateway import GatewayUnavailable
from shop.payment.models import GatewaySession, Payment, PaymentKind
from shop.payment.starting import NotPayableHere, start_payment
from shop.storefront import baskets, order_access, words
from shop.storefront.basket_page import products_of
from shop.storefront.checkout import page
from shop.storefront.checkout.forms import DetailsForm
from shop.storefront.checkout.state import Typed, forget_choices, keep, typed
from shop.storefront.checkout.views import said, to_step, with_basket
from shop.storefront.payment_views import return_url
from shop.storefront.presenting import picture_url
from shop.storefront.requests import Visit
from shop.storefront.vouchers import why_not
from shop.voucher import using


@public("POST")
def place(request: HttpRequest) -> HttpResponse:
    """Place what this page showed."""
    basket = _basket_of_page(request)
    if basket is None:
        return redirect("basket:summary")
    if basket.status != Basket.OPEN:
        return _placed_already(request, basket)
    answers = typed(request)
    chosen, answers.buyer_reference = said(request, "method"), said(request, "buyer_reference")[:60]
    if chosen != answers.method:
        answers.method = chosen
        keep(request, answers)
        messages.info(request, _("This is what it comes to that way. Press once more to place the order."))
        return to_step("payment")
    keep(request, answers)
    visit = Visit(request)
    form = DetailsForm(
        answers.details,
        country=answers.country,
        ships=basket.ships,
        asks_company=not visit.is_trade,
        countries=visit.market.countries,
    )
    if not form.is_valid():
        return to_step("details")
    try:
        placed = _place(request, basket, answers, form)
    except DomainError as refusal:
        return _refused(request, basket, refusal)
    return after_placing(request, placed)


_BASKET = """
SELECT basket.*, EXISTS (
    SELECT FROM basket_line AS line
    JOIN catalogue_product AS product ON product.id = line.product_id
    JOIN catalogue_productclass AS kind ON kind.id = product.product_class_id
    WHERE line.basket_id = basket.id AND kind.requires_shipping
) AS ships
FROM basket_basket AS basket WHERE basket.id = %s
"""


def _basket_of_page(request: HttpRequest) -> Any:
    """The basket whose quote the page showed, if it is this visitor's; a page of before names a basket that was placed.

    It says itself whether anything in it `ships`. One query.
    """
    try:
        basket_id = open_seal(request.POST.get("seal", "")).basket_id
    except SealBroken:
        found = baskets.find(request)
        basket_id = found.pk if found else 0
    basket: Any = next(iter(Basket.objects.raw(_BASKET, [basket_id])), None)
    if basket is None or basket.drafted_by_id:
        return None
    user = Visit(request).user
    mine = basket.owner_id == user.pk if user and basket.owner_id else basket.owner_id is None and _held(request, basket_id)
    return basket if mine else None


def _held(request: HttpRequest, basket_id: int) -> bool:
    return basket_id == baskets.kept_id(request) or order_access.placed_from(request, basket_id) is not None


def _place(request: HttpRequest, basket: Basket, answers: Typed, form: DetailsForm) -> PlacedOrder:
    visit = Visit(request)
    return place_order(
        basket_id=basket.pk,
        seen=request.POST.get("seal", ""),
        entrance=visit.entrance,
        contact=form.contact(visit.language),
        address=form.address(answers.postcode),
        delivery_code=answers.delivery,
        method_code=answers.method,
        actor=visit.actor,
        user=visit.user,
        billing=form.billing(),
        buyer_reference=answers.buyer_reference if visit.is_trade else "",
        gift_message=form.cleaned_data.get("gift_message", ""),
    )


def after_placing(request: HttpRequest, placed: PlacedOrder) -> HttpResponse:
    """Remember that this browser placed it, and go where it is paid or thanked for."""
    order_access.remember(request, placed.order)
    forget_choices(request)
    if placed.payment is not None and placed.payment.kind == PaymentKind.GATEWAY:
        return to_provider(request, placed.payment, placed.order.number, again=placed.is_repeat)
    return redirect("checkout:thank-you", number=placed.order.number)


def _placed_already(request: HttpRequest, basket: Basket) -> HttpResponse:
    """The same press again, or a page of before: the same order, never a second one."""
    order = basket.order_set.first()
    if order is None:
        return redirect("basket:summary")
    order_access.remember(request, order)
    payment = Payment.objects.filter(order=order).select_related("method").order_by("-pk").first()
    return after_placing(request, PlacedOrder(order, payment, is_repeat=True))


def to_provider(request: HttpRequest, payment: Payment, number: str, *, again: bool = False) -> HttpResponse:
    """Send the customer to the provider's page; a repeated press goes to the visit that was opened by the first."""
    waiting = reverse("storefront:payment", kwargs={"number": number})
    if again:
        session = GatewaySession.objects.filter(payment=payment, state=GatewaySession.State.OPEN).first()
        if session is None:
            return redirect(waiting)
        return _leave(request, session.redirect_url, number)
    try:
        started = start_payment(
            payment=payment, return_url=return_url(request, payment=payment, then=waiting), actor=Visit(request).actor
        )
    except GatewayUnavailable:
        messages.error(
            request, _("The bank’s page does not answer at the moment. Your order is kept: try again, or pay another way.")
        )
        return redirect(waiting)
    except NotPayableHere:
        return redirect(waiting)
    return _leave(request, started.redirect_url, number)


def _leave(request: HttpRequest, address: str, number: str) -> HttpResponse:
    """Go to another house's page by a page of our own: a form may only lead to our own addresses (form-action)."""
    if urlsplit(address).netloc in ("", request.get_host()):
        return redirect(address)
    return render(request, "storefront/leaving.html", {"address": address, "number": number})


def _refused(request: HttpRequest, basket: Basket, refusal: DomainError) -> HttpResponse:
    """Say what happened in plain words and what to do about it; everything typed is still there."""
    if isinstance(refusal, OutOfStock):
        return _just_sold(request, basket, refusal)
    if isinstance(refusal, QuoteChanged):
        checkout = page.begin(request, basket)
        context = page.context(checkout, changes=[_change(request, one) for one in refusal.changes], has_changed=True)
        return render(request, "storefront/checkout.html", context, status=409)
    answers = typed(request)
    if isinstance(refusal, OfferGone):
        return _again(request, basket, answers, _("Somebody else took the last of an offer. Look at the total and press again."))
    if isinstance(refusal, VoucherUsed):
        using.take_out(basket=basket)
        return _again(request, basket, answers, f"{why_not('voucher_used')} {_('It was taken out: look at the total.')}")
    if isinstance(refusal, CreditExceeded | MethodNotOffered):
        text = {
            "credit_exceeded": _("This order is above the credit that is left on your account. Choose another way to pay."),
            "method_not_offered": _("This way to pay is not offered for this order. Choose another one."),
        }[refusal.code]
        return _again(request, basket, answers, text)
    if isinstance(refusal, NothingServesAddress | DeliveryNotOffered):
        answers.delivery = ""
        return _again(
            request, basket, answers, _("This way to deliver is not offered for that address any more. Choose another one.")
        )
    messages.error(request, _("Something in your basket cannot be ordered as it is. Nothing was placed."))
    return redirect("basket:summary")


def _again(request: HttpRequest, basket: Basket, answers: Typed, text: str) -> HttpResponse:
    keep(request, answers)
    context = page.context(page.begin(request, basket, answers), refused=text)
    return render(request, "storefront/checkout.html", context, status=409)


def _change(request: HttpRequest, change: Any) -> dict[str, str]:
    """One difference between what the page showed and what holds now."""
    visit = Visit(request)

    def written(value: Any) -> str:
        if value is None or value == "":
            return "–"
        if change.what == "deliver_by":
            return words.long_day(value)
        if change.what in ("price", "discount", "tax", "delivery", "fee", "total"):
            return format_money(Money(value, visit.currency), visit.language)
        return str(value)

    names = {
        "line_added": _("%(title)s was added"),
        "line_removed": _("%(title)s was taken out"),
        "quantity": _("Quantity of %(title)s"),
        "price": _("Price of %(title)s"),
        "discount": _("Taken off %(title)s"),
        "tax": _("Tax on %(title)s"),
        "delivery": _("Delivery"),
        "deliver_by": _("Day of arrival"),
        "method": _("Way to pay"),
        "fee": _("Fee of the way to pay"),
        "total": _("Total"),
        "basket": _("Currency"),
    }
    return {
        "name": names.get(change.what, change.what) % {"title": change.title},
        "before": written(change.before),
        "now": written(change.now),
    }


def _just_sold(request: HttpRequest, basket: Basket, refusal: OutOfStock) -> HttpResponse:
    products = products_of([one.product_id for one in refusal.shortages])
    rows = [
        {
            "pk": one.product_id,
            "title": products[one.product_id].get_title(),
            "image": picture_url(products[one.product_id].picture, products[one.product_id].liquor),
            "wanted": one.wanted,
            "available": one.available,
        }
        for one in refusal.shortages
    ]
    others = basket.lines.exclude(product__in=[row["pk"] for row in rows]).exists()
    context = {"rows": rows, "something_left": others or any(row["available"] for row in rows)}
    return render(request, "storefront/just_sold.html", context, status=409)


@public("POST")
@with_basket
def take_what_is_left(request: HttpRequest, basket: Basket) -> HttpResponse:
    """After "just sold": lower every line to what there is, and go on where one was."""
    checkout = page.begin(request, basket)
    try:
        for line in checkout.quote.lines:
            if line.available is not None and line.available < line.quantity:
                filling.set_quantity(basket=basket, product_id=line.product_id, quantity=line.available)
    except DomainError:
        return redirect("basket:summary")
    return to_step("payment") if basket.lines.exists() else redirect("basket:summary")
