"""Paying for an order that exists: waiting for the bank, trying again, paying another way. The order stays the same one."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.access.http import public
from core.errors import DomainError
from shop.order.models import Order
from shop.payment.changing import change_method, methods_for, total_with
from shop.payment.models import Payment, PaymentKind
from shop.storefront import order_page
from shop.storefront.checkout.placing_views import to_provider
from shop.storefront.order_access import visible_order
from shop.storefront.requests import Visit


@never_cache
@public("GET")
def payment(request: HttpRequest, number: str) -> HttpResponse:
    """How the payment stands; where the provider sends customers back to. Reads only: what holds is what the provider told us."""
    order = visible_order(request, number)
    paid = order_page.payment_of(order)
    stand = order_page.standing(order, paid)
    if stand in ("paid", "later", "none"):
        return redirect("checkout:thank-you", number=order.number)
    return render(request, "storefront/payment.html", _context(order, paid, stand))


def _context(order: Order, paid: Payment | None, stand: str) -> dict[str, Any]:
    can_pay = order_page.may_pay(order, paid)
    return {
        "order": order,
        "payment": paid,
        "standing": stand,
        "total": order_page.money(order, order.total_incl_tax),
        "may_pay": can_pay,
        "by_gateway": bool(paid and paid.kind == PaymentKind.GATEWAY),
        "transfer": order_page.transfer_of(order, paid),
        "until": order_page.words.day_and_time(order_page.local(order, paid.expires_at)) if paid and paid.expires_at else "",
        "others": _others(order, paid) if can_pay else [],
        "robots": "noindex",
    }


def _others(order: Order, paid: Payment | None) -> list[dict[str, Any]]:
    """Other ways to pay for this order, with what it then comes to."""
    rows = []
    for method in methods_for(order=order):
        if paid and method.pk == paid.method_id:
            continue
        total = total_with(order=order, method=method)
        rows.append(
            {
                "code": method.code,
                "name": method.name,
                "more": method.description,
                "total": order_page.money(order, total),
                "plain_total": f"{total:f}",
            }
        )
    return rows


@never_cache
@public("GET")
def standing(request: HttpRequest, number: str) -> HttpResponse:
    """Asked every few seconds by a waiting page: tells it to show the next one once something is known."""
    order = visible_order(request, number)
    stand = order_page.standing(order, order_page.payment_of(order))
    answer = render(request, "storefront/parts/payment_waiting.html", {"order": order, "standing": stand})
    if stand != "waiting":
        answer["HX-Refresh"] = "true"
    return answer


@public("POST")
def retry(request: HttpRequest, number: str) -> HttpResponse:
    """Go to the provider's page again, for the same order."""
    order = visible_order(request, number)
    paid = order_page.payment_of(order)
    if paid is None or paid.kind != PaymentKind.GATEWAY or not order_page.may_pay(order, paid):
        return redirect("storefront:payment", number=number)
    return to_provider(request, paid, number)


@public("POST")
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Pay the same order another way."""
    order = visible_order(request, number)
    try:
        seen = Decimal(request.POST.get("total", ""))
    except InvalidOperation:
        seen = Decimal(-1)
    if not seen.is_finite():
        seen = Decimal(-1)
    try:
        paid = change_method(
            order=order, method_code=request.POST.get("method", "")[:40], seen_total=seen, actor=Visit(request).actor
        )
    except DomainError as refusal:
        messages.warning(request, _why(refusal))
        return redirect("storefront:payment", number=number)
    if paid.kind == PaymentKind.GATEWAY:
        return to_provider(request, paid, number)
    return redirect("checkout:thank-you", number=number)


def _why(refusal: DomainError) -> str:
    return {
        "not_changeable": _("This order is paid or over, so its way to pay stays."),
        "method_not_offered": _("This way to pay is not offered for this order."),
        "total_changed": _("What it comes to that way has changed. Look again and choose."),
        "credit_exceeded": _("There is not enough credit left on the account."),
    }.get(refusal.code, _("That did not work. Nothing was changed."))
