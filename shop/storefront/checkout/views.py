"""The steps of the checkout before the last press. Every answer is kept first and judged afterwards."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.access.http import public, signed_in
from shop.basket.models import Basket
from shop.storefront import baskets
from shop.storefront.basket_page import blocks
from shop.storefront.checkout import page
from shop.storefront.checkout.forms import postcode_problem
from shop.storefront.checkout.state import keep, typed
from shop.storefront.requests import Visit

DETAILS = (
    "email", "phone", "name", "line1", "line2", "district", "city", "gift_message",
    "company", "tax_number", "bill_line1", "bill_city", "bill_postcode", "bill_country",
)  # fmt: skip
LONGEST = 400


def with_basket(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the open basket; without one the basket page says so."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        basket = baskets.find(request)
        return view(request, basket, *args, **kwargs) if basket else redirect("basket:summary")

    return wrapped


def said(request: HttpRequest, name: str) -> str:
    """A text as typed, without what no text has."""
    return request.POST.get(name, "").replace("\x00", "").strip()[:LONGEST]


def to_step(step: str) -> HttpResponse:
    return redirect(f"{reverse('checkout:index')}#{step}")


@never_cache
@public("GET")
@with_basket
def index(request: HttpRequest, basket: Basket) -> HttpResponse:
    checkout = page.begin(request, basket)
    if any(blocks(problem) for problem in checkout.quote.problems):
        return redirect("basket:summary")
    return render(request, "storefront/checkout.html", page.context(checkout))


@public("POST")
@with_basket
def delivery(request: HttpRequest, basket: Basket) -> HttpResponse:
    """Where to, and then which of the days that are offered for it."""
    answers = typed(request)
    market = Visit(request).market
    country = said(request, "country").upper()[:2]
    if market.countries and country not in market.countries:
        country = market.countries[0]
    answers.country, answers.postcode = country, " ".join(said(request, "postcode").split())[:12]
    answers.delivery = said(request, "delivery")
    keep(request, answers)
    problem = postcode_problem(answers.country, answers.postcode)
    if not problem and "go" not in request.POST:
        answers.delivery = ""
        keep(request, answers)
        return to_step("delivery")
    if not problem and answers.delivery in page.ways_to(request, answers):
        return to_step("details")
    checkout = page.begin(request, basket, answers)
    if problem:
        context = page.context(checkout, postcode_error=problem, open_step="delivery")
        return render(request, "storefront/checkout.html", context, status=422)
    if checkout.ships and checkout.quote.delivery is None:
        asked = _("Choose when it should come.") if checkout.quote.choices else ""
        context = page.context(checkout, delivery_error=asked, open_step="delivery")
        return render(request, "storefront/checkout.html", context, status=422)
    return to_step("details")


@public("POST")
@with_basket
def details(request: HttpRequest, basket: Basket) -> HttpResponse:
    """Who it is for and where they live."""
    answers = typed(request)
    answers.details = {name: said(request, name) for name in DETAILS}
    keep(request, answers)
    checkout = page.begin(request, basket, answers)
    form = checkout.details_form()
    if not form.is_valid():
        context = page.context(checkout, form=form, form_was_sent=True, open_step="details")
        return render(request, "storefront/checkout.html", context, status=422)
    offered = [method.code for method in checkout.quote.methods]
    if offered and answers.method not in offered:
        answers.method = offered[0]
    keep(request, answers)
    return to_step("payment")


@public("POST")
@with_basket
def method(request: HttpRequest, basket: Basket) -> HttpResponse:
    """Another way to pay: what it costs then, before anything is agreed to."""
    answers = typed(request)
    answers.method = said(request, "method")
    answers.buyer_reference = said(request, "buyer_reference")[:60]
    keep(request, answers)
    if not Visit(request).is_partial:
        return to_step("payment")
    checkout = page.begin(request, basket, answers)
    return render(request, "storefront/checkout/payment_form.html", page.context(checkout))


@signed_in("POST")
@with_basket
def from_book(request: HttpRequest, basket: Basket) -> HttpResponse:
    """Take an address of the address book."""
    chosen = next((one for one in page.book(request) if str(one.pk) == request.POST.get("address")), None)
    if chosen is None:
        raise Http404
    answers = typed(request)
    user = Visit(request).user
    page.prefill(answers, chosen, user.email if user else "", chosen.name)
    keep(request, answers)
    return to_step("delivery")
