"""When it would come: the date in the head of every page, for the place this visitor named or for the market as a whole."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpRequest

from shop.pricing.resolving import tax_rates
from shop.shipping.promising import delivery_choices, earliest_arrival
from shop.storefront.requests import Visit

PLACE_KEY = "place"


@dataclass(frozen=True)
class Arrival:
    """Ordered by `order_by` (local time of the warehouse) it comes on `on`."""

    order_by: datetime
    on: date


@dataclass(frozen=True)
class Place:
    """Where to: what a visitor told us, or only the market's first country."""

    country: str
    postcode: str = ""
    transit_days: int | None = None


def place_of(request: HttpRequest) -> Place:
    market = Visit(request).market
    kept = request.session.get(PLACE_KEY)
    if isinstance(kept, dict) and _is_of(market.countries, kept.get("country", "")):
        return Place(kept["country"], kept.get("postcode", ""), kept.get("transit_days"))
    return Place(market.countries[0] if market.countries else "")


def _is_of(countries: list[str], country: str) -> bool:
    return bool(country) and (not countries or country in countries)


def arrival_of(request: HttpRequest) -> Arrival | None:
    """The earliest day for this visitor. One or two queries, once per request."""
    if "_arrival" not in request.__dict__:
        found = earliest_arrival(Visit(request).channel_market, transit_days=place_of(request).transit_days)
        request._arrival = Arrival(*found) if found else None  # type: ignore[attr-defined]
    return request._arrival  # type: ignore[attr-defined]


def remember_place(request: HttpRequest, country: str, postcode: str) -> bool:
    """Keep where to deliver; answers whether anything goes there. Four queries."""
    visit = Visit(request)
    country, postcode = country.upper(), " ".join(postcode.split())
    choices = []
    if _is_of(visit.market.countries, country):
        choices = delivery_choices(
            channel_market=visit.channel_market,
            country=country,
            postcode=postcode,
            goods_incl_tax=Decimal(0),
            weight_g=0,
            rates=tax_rates(visit.market.tax_regime),
        )
    if not choices:
        return False
    quickest = min(choices, key=lambda choice: choice.deliver_by)
    request.session[PLACE_KEY] = {"country": country, "postcode": postcode, "transit_days": quickest.transit_days}
    request.__dict__.pop("_arrival", None)
    return True
