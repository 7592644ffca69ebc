"""An order after it was placed: thanks, where it is, its papers, calling it off; with or without an account."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.access.http import public
from core.documents import find_document
from core.errors import DomainError
from core.numbering import MistypedNumber, NotATransactionNumber
from shop.basket import filling
from shop.order.cancelling import cancel
from shop.order.finding import OrderNotFound, guest_order
from shop.order.models import Line, Order, TimelineEntry
from shop.storefront import baskets, order_page, prices_seen, words
from shop.storefront.order_access import remember, visible_order
from shop.storefront.parcels import PAPERS, papers_of
from shop.storefront.requests import Visit
from shop.storefront.tries import too_often


@never_cache
@public("GET")
def thank_you(request: HttpRequest, number: str) -> HttpResponse:
    order = visible_order(request, number)
    context = order_page.order_context(request, order)
    context |= {
        "name": order.contact_name,
        "nexts": _nexts(order, context),
        "offers_account": Visit(request).user is None and bool(order.email),
    }
    return render(request, "storefront/placed.html", context)


def _nexts(order: Order, context: dict[str, Any]) -> list[dict[str, str]]:
    """What happens next, with its day."""
    nexts = []
    transfer, stand = context["transfer"], context["standing"]
    if transfer:
        until = _("By %(day)s") % {"day": transfer["until"]} if transfer["until"] else _("Soon")
        nexts.append(
            {
                "when": until,
                "text": _("Your transfer of %(amount)s arrives and we write to you.") % {"amount": transfer["amount"]},
            }
        )
    elif stand in ("waiting", "failed"):
        nexts.append({"when": _("Now"), "text": _("The payment goes through and we write to you.")})
    if order.dispatch_by:
        day = words.short_day(order_page.local(order, order.dispatch_by).date())
        nexts.append({"when": day, "text": _("Your order is picked and packed, and you get the tracking number.")})
    if order.deliver_by:
        text = _("The courier rings ten minutes before.")
        if stand == "later" and context["payment"].kind == "cod":
            text = _("The courier rings ten minutes before. Have %(amount)s ready.") % {"amount": context["total"]}
        nexts.append({"when": words.short_day(order.deliver_by), "text": text})
    elif not order.delivery_option_id:
        nexts.append({"when": _("Soon"), "text": _("We call you to agree on the appointment.")})
    return nexts


@never_cache
@public("GET")
def detail(request: HttpRequest, number: str) -> HttpResponse:
    order = visible_order(request, number)
    return render(request, "storefront/order.html", order_page.order_context(request, order))


@never_cache
@public("GET", "POST")
def track(request: HttpRequest) -> HttpResponse:
    """Find an order by its number, however typed, with the e-mail or telephone it was placed with."""
    number = (request.POST or request.GET).get("number", "").replace("\x00", "").strip()[:60]
    contact = request.POST.get("contact", "").replace("\x00", "").strip()[:254]
    context: dict[str, Any] = {"number": number, "contact": contact, "robots": "noindex"}
    if request.method == "GET":
        return render(request, "storefront/track.html", context)
    if too_often(request, "track"):
        return render(request, "storefront/429.html", status=429)
    try:
        order = guest_order(number=number, email_or_phone=contact)
    except MistypedNumber:
        context["number_error"] = _("A digit is not right. Check the number: it has 13 digits.")
    except NotATransactionNumber:
        context["number_error"] = _("An order number has 13 digits, for example 6 204 831 7759 13.")
    except OrderNotFound:
        context["pair_error"] = _(
            "We find no order with this number and this contact. Is it the e-mail or telephone you ordered with?"
        )
    else:
        remember(request, order)
        return redirect("storefront:order", number=order.number)
    return render(request, "storefront/track.html", context, status=422)


@public("POST")
def call_off(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel, as long as nothing is on a pick list."""
    order = visible_order(request, number)
    if not order_page.may_cancel(order):
        messages.warning(
            request, _("The parcel is on its way through our house already, so the order stays. You can send it back.")
        )
        return redirect("storefront:order", number=number)
    try:
        cancel(order=order, reason="customer", actor=Visit(request).actor)
    except DomainError:
        messages.warning(request, _("The order could not be cancelled any more."))
    else:
        messages.success(request, _("The order is cancelled. What you paid goes back to you."))
    return redirect("storefront:order", number=number)


@never_cache
@public("GET")
def paper(request: HttpRequest, number: str, kind: str, paper: str) -> HttpResponse:
    """The PDF of an issued paper of this order."""
    order = visible_order(request, number)
    entries = list(TimelineEntry.objects.filter(order=order, kind__in=PAPERS))
    if not any(one["kind"] == kind and one["number"] == paper for one in papers_of(order, entries)):
        raise Http404
    document = find_document(kind=kind, number=paper)
    if document is None:
        raise Http404
    answer = HttpResponse(bytes(document.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper}.pdf"'
    return answer


@public("POST")
def again(request: HttpRequest, number: str) -> HttpResponse:
    """Put everything of an earlier order into the basket; what is not sold any more is said."""
    order = visible_order(request, number)
    quantities: dict[int, int] = {}
    for line in Line.objects.filter(order=order, product__isnull=False):
        quantities[line.product_id] = quantities.get(line.product_id, 0) + line.quantity
    basket = baskets.for_filling(request)
    try:
        carried = filling.refill(basket=basket, quantities=quantities, account_id=Visit(request).account_id)
    except DomainError:
        return redirect("basket:summary")
    prices_seen.remember(request, basket)
    for change in carried.changes:
        messages.warning(request, _("%(title)s is not sold any more and was left out.") % {"title": change.title})
    return redirect("basket:summary")


@public("GET")
def returns(request: HttpRequest) -> HttpResponse:
    """How to send something back: from the order's own page, or by phone."""
    return render(request, "storefront/returns.html", {"track_url": reverse("storefront:track")})
