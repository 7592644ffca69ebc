"""What the frame of every customer's page shows: departments, basket, delivery promise, phone, sign-in.

At most one query beside those that find the visitor: pieces in the basket. Categories and day of arrival stand in memory.
"""

from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from core.freshness import standing
from shop.catalogue.models import Category
from shop.channels.doors import NoDoor
from shop.storefront import baskets, words
from shop.storefront.arrivals import arrival_of, place_of
from shop.storefront.presenting import company_name
from shop.storefront.requests import Visit


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, worked out at its first use; the back office has a frame of its own."""
    if request.path.startswith(reverse("backoffice:home")):
        return {}
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def categories(_request: HttpRequest) -> list[Category]:
    """All public categories in tree order, from memory while nobody changes one."""
    return standing("public categories", _read_categories)


def _read_categories() -> list[Category]:
    return list(Category.objects.filter(is_public=True, ancestors_are_public=True).order_by("path"))


def category_url(category: Category) -> str:
    return reverse("catalogue:category", kwargs={"category_slug": category.slug, "pk": category.pk})


class Link(NamedTuple):
    """A link of the frame; `current` where it leads to the page that is open."""

    title: str
    url: str
    current: bool = False


class Promise(NamedTuple):
    """What the line of delivery says."""

    place: str
    area: str
    text: str
    url: str


def _departments(language: str) -> list[tuple[str, str]]:
    """Name and address of the shop's departments, from memory while nobody changes a category."""

    def read() -> list[tuple[str, str]]:
        return [(one.name, category_url(one)) for one in _read_categories() if one.depth == 1 and not one.exclude_from_menu]

    return standing(("departments", language), read)


def _frame(request: HttpRequest) -> dict[str, Any]:
    try:
        visit = Visit(request)
        market = visit.market
    except (NoDoor, AttributeError):
        return {"company": company_name(), "demo": settings.DEMO, "basket_count": 0}
    current = request.path
    departments = [Link(title, url, url == current) for title, url in _departments(visit.language)]
    if visit.is_trade and visit.user:
        url = reverse("storefront:trade")
        departments.insert(0, Link(_("Quick order"), url, url == current))
    return {
        "company": company_name(),
        "description": _("Tea, coffee and teaware from growers in Vietnam, Yunnan, northern Thailand and Colombia."),
        "departments": departments,
        "delivery": _delivery(request),
        # Asked when a template shows it; the checkout has no basket in its head.
        "basket_count": partial(baskets.pieces, request),
        "phone": market.phone,
        "phone_hours": "",
        "account_name": visit.user.get_short_name() if visit.user else "",
        "trade_account": visit.is_trade,
        "demo": settings.DEMO,
        "help_pages": [Link(_("Delivery and payment"), reverse("storefront:delivery"))],
    }


def _delivery(request: HttpRequest) -> Promise:
    arrival, place = arrival_of(request), place_of(request)
    text = ""
    if arrival:
        text = _("%(day)s if you order by %(time)s") % {
            "day": words.short_day(arrival.on),
            "time": words.day_and_time(arrival.order_by),
        }
    area = "" if place.postcode else Visit(request).market.name
    return Promise(place.postcode, area, text, reverse("storefront:delivery"))
