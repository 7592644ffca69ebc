"""One's own pages: orders, addresses, name."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core import audit
from core.access.http import signed_in
from shop.customer.models import CustomerAddress
from shop.customer.registering import customer_of_user, save_address
from shop.order.models import Order
from shop.storefront import order_page, words
from shop.storefront.account_forms import BookForm, ProfileForm
from shop.storefront.countries import country_choices
from shop.storefront.requests import Visit

ON_A_PAGE = 10
#: Where the session keeps a removed address until the next page has offered it back.
ADDRESS_OUT = "address_out"


def orders_of(request: HttpRequest) -> Any:
    """Orders of this sign-in and of those it acts for."""
    user = Visit(request).user
    return Order.objects.filter(Q(user=user) | Q(customer__memberships__user=user)).distinct()


def order_rows(request: HttpRequest, before: str = "", most: int = ON_A_PAGE) -> tuple[list[dict[str, Any]], str]:
    """A page of orders, newest first, and the key of the next one. One query, whatever the number of orders."""
    found = orders_of(request).select_related("channel", "market").prefetch_related("lines").order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) < 16:
        found = found.filter(pk__lt=int(before))
    orders = list(found[: most + 1])
    following = str(orders[most - 1].pk) if len(orders) > most else ""
    return [_order_row(order) for order in orders[:most]], following


def _order_row(order: Order) -> dict[str, Any]:
    lines = list(order.lines.all())
    what = ", ".join(line.title for line in lines[:2])
    return {
        "number": order.number,
        "order": order,
        "placed": words.full_day(order_page.local(order, order.date_placed).date()),
        "what": what if len(lines) <= 2 else _("%(what)s and %(n)s more") % {"what": what, "n": len(lines) - 2},
        "total": order_page.money(order, order.total_incl_tax if order.prices_include_tax else order.total_excl_tax),
        "url": reverse("storefront:order", kwargs={"number": order.number}),
    }


@never_cache
@signed_in("GET")
def summary(request: HttpRequest) -> HttpResponse:
    rows, following = order_rows(request, request.GET.get("before", ""))
    user: Any = Visit(request).user
    context = {
        "rows": rows,
        "next_url": f"?before={following}" if following else "",
        "person": user,
        "addresses": _book(request),
        "is_trade": Visit(request).is_trade,
        "address_out": request.session.pop(ADDRESS_OUT, None),
        "robots": "noindex",
    }
    return render(request, "storefront/account.html", context)


def _book(request: HttpRequest) -> list[CustomerAddress]:
    found = CustomerAddress.objects.filter(
        customer__memberships__user=Visit(request).user, customer__memberships__is_main=True
    ).select_related("country")
    return list(found)


@never_cache
@signed_in("GET", "POST")
def address(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new entry of the address book, or another one's text."""
    visit = Visit(request)
    known = next((one for one in _book(request) if one.pk == pk), None)
    if pk is not None and known is None:
        raise Http404
    countries = country_choices([], visit.language)
    initial = _initial(known) if known else {"country": visit.market.countries[0] if visit.market.countries else ""}
    form = BookForm(request.POST or None, initial=initial, countries=countries)
    if request.method == "POST" and form.is_valid():
        _save(request, form.cleaned_data, known)
        messages.success(request, _("The address is in your book."))
        return redirect("customer:summary")
    context = {"form": form, "known": known, "robots": "noindex"}
    return render(request, "storefront/address.html", context, status=422 if form.errors else 200)


def _initial(known: CustomerAddress) -> dict[str, Any]:
    names = ("name", "phone", "line1", "line2", "district", "city", "postcode", "is_default")
    return {name: getattr(known, name) for name in names} | {"country": known.country_id}


def _save(request: HttpRequest, values: dict[str, Any], known: CustomerAddress | None) -> None:
    visit = Visit(request)
    user: Any = visit.user
    customer = customer_of_user(actor=visit.actor, user=user, language=visit.language)
    fields = {k: v for k, v in values.items() if k not in ("country", "is_default")} | {"country_id": values["country"]}
    saved = save_address(
        actor=visit.actor,
        customer=customer,
        is_default=values["is_default"] or bool(known and known.is_default),
        **fields,
    )
    if known:
        CustomerAddress.objects.filter(pk=known.pk).exclude(pk=saved.pk).delete()


@signed_in("POST")
def remove_address(request: HttpRequest, pk: int) -> HttpResponse:
    known = next((one for one in _book(request) if one.pk == pk), None)
    if known is None:
        raise Http404
    customer = known.customer
    request.session[ADDRESS_OUT] = _as_typed(known)
    known.delete()
    audit.record(actor=Visit(request).actor, action="customer.address_removed", subject=customer)
    return redirect("customer:summary")


def _as_typed(known: CustomerAddress) -> dict[str, str]:
    """What the form of a new address takes to be this one again."""
    typed = {name: str(value) for name, value in _initial(known).items() if name != "is_default"}
    return {**typed, "is_default": "on"} if known.is_default else typed


@never_cache
@signed_in("GET", "POST")
def profile(request: HttpRequest) -> HttpResponse:
    user: Any = Visit(request).user
    form = ProfileForm(request.POST or None, initial={"full_name": user.full_name})
    if request.method == "POST" and form.is_valid():
        user.full_name = form.cleaned_data["full_name"]
        user.save(update_fields=["full_name"])
        messages.success(request, _("Your name is changed. Orders that were placed keep theirs."))
        return redirect("customer:summary")
    return render(request, "storefront/profile.html", {"form": form}, status=422 if form.errors else 200)
