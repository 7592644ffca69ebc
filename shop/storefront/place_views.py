"""Where to deliver, and which door: the two things a visitor may tell every page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access.http import public
from core.errors import DomainError
from core.money import Money, format_money
from shop.basket import filling
from shop.channels.doors import path_doors
from shop.channels.models import ChannelMarket
from shop.payment.models import PaymentMethod
from shop.shipping.models import DeliveryOption
from shop.storefront import baskets, words
from shop.storefront.arrivals import arrival_of, place_of, remember_place
from shop.storefront.countries import country_choices
from shop.storefront.middleware import DOOR_KEY, reenter
from shop.storefront.requests import Visit
from shop.storefront.ways_back import way_back


@public("GET", "POST")
def delivery(request: HttpRequest) -> HttpResponse:
    """Ask for the postcode and say the day; what delivery and payment cost here."""
    error = ""
    if request.method == "POST":
        country = request.POST.get("country") or place_of(request).country
        postcode = request.POST.get("postcode", "").strip()[:12]
        error = _problem_of(country, postcode) or (
            "" if remember_place(request, country, postcode) else _("We do not deliver there yet. Is the postcode right?")
        )
        if not error and not Visit(request).is_partial:
            return redirect(way_back(request, reverse("storefront:delivery")))
    if Visit(request).is_partial:
        return render(request, "storefront/parts/promise_answer.html", _promise(request, error), status=422 if error else 200)
    return render(request, "storefront/delivery.html", _delivery_page(request, error), status=422 if error else 200)


def _problem_of(country: str, postcode: str) -> str:
    if country == "VN" and postcode and not (postcode.isdigit() and len(postcode) in (5, 6)):
        return _("A postcode in Vietnam has five digits, for example 71006.")
    return ""


def _promise(request: HttpRequest, error: str) -> dict:
    arrival, place = arrival_of(request), place_of(request)
    typed = request.POST.get("postcode", "")
    more = ""
    if arrival:
        more = _("To %(place)s, if you order by %(time)s.") % {
            "place": place.postcode or Visit(request).market.name,
            "time": words.day_and_time(arrival.order_by),
        }
    return {
        "promise": {
            "date": _("With you on %(day)s") % {"day": words.long_day(arrival.on)} if arrival and not error else "",
            "more": "" if error else more,
            "ask": True,
            "action": reverse("storefront:delivery"),
            "postcode": typed if error else place.postcode,
            "error": error,
        }
    }


def _delivery_page(request: HttpRequest, error: str) -> dict:
    visit = Visit(request)
    market = visit.market
    place = place_of(request)
    options = DeliveryOption.objects.filter(market=market, is_active=True, for_trade=visit.is_trade)
    methods = PaymentMethod.objects.filter(market=market, is_active=True, channels=visit.channel_market.channel)
    doors = [door for door in path_doors() if not door.channel_market.channel.is_trade]
    here = {"channel_market_id": visit.channel_market.pk}
    return {
        **_promise(request, error),
        "error": error,
        "countries": country_choices(market.countries, visit.language),
        "country": request.POST.get("country") or place.country,
        "postcode": request.POST.get("postcode", place.postcode),
        "options": [
            {
                "name": option.name,
                "description": option.description,
                "price": visit.money(option.price) if option.price else _("Free"),
                "free_from": visit.money(option.free_from) if option.free_from else "",
            }
            for option in options
        ],
        "methods": [
            {"name": one.name, "description": one.description, "fee": visit.money(one.fee) if one.fee else ""} for one in methods
        ],
        "doors": [
            {"value": door.value, "name": door.name, "here": door.channel_market_id == here["channel_market_id"]}
            for door in doors
        ]
        if not visit.account_id
        else [],
    }


@public("POST")
def choose_door(request: HttpRequest) -> HttpResponse:
    """Go through another door; the basket comes along, and what changed in it is said."""
    value = request.POST.get("door", "")
    door = next((one for one in path_doors() if one.value == value and not one.channel_market.channel.is_trade), None)
    if door is None:
        raise Http404
    basket = baskets.find(request)
    request.session[DOOR_KEY] = value
    to = reenter(request).channel_market
    if basket is not None and basket.channel_market_id != to.pk:
        carry(request, basket, to)
    return redirect(way_back(request, reverse("storefront:home")))


def carry(request: HttpRequest, basket, to: ChannelMarket) -> None:
    """Re-add a basket's lines behind another door and say what is different there."""
    before = basket.channel_market.market.currency
    try:
        carried = filling.carry_over(basket=basket, to=to, account_id=Visit(request).account_id)
    except DomainError:
        return
    baskets.keep(request, carried.basket)
    request.__dict__.pop("_basket", None)
    say_changes(request, carried.changes, before)


def say_changes(request: HttpRequest, changes, currency_before: str) -> None:
    """One message for what was left behind, one for what costs something else."""
    dropped = [change.title for change in changes if change.kind == "dropped" and change.title]
    repriced = [change for change in changes if change.kind == "repriced"]
    if dropped:
        said = ngettext(
            "%(titles)s is not sold here and was left out of your basket.",
            "%(titles)s are not sold here and were left out of your basket.",
            len(dropped),
        )
        messages.warning(request, said % {"titles": ", ".join(dropped)})
    if repriced:
        visit = Visit(request)
        said_prices = [
            _("%(title)s: %(before)s before, %(now)s now")
            % {
                "title": change.title,
                "before": format_money(Money(change.before, currency_before), visit.language),
                "now": visit.money(change.now),
            }
            for change in repriced
            if change.before is not None
        ]
        messages.warning(request, _("Your basket has the prices of this door. %(prices)s.") % {"prices": "; ".join(said_prices)})
