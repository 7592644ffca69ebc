"""When a parcel leaves and arrives, and what that costs: asked before paying, recorded on the order, watched after.

Dispatch-by is the next cut-off of the pool's calendar; deliver-by adds the option's working days. The cut-off and
calendar are written down by inventory (`DeliveryProfile`), so nothing is asked upward.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects

from core import clock
from core.freshness import standing
from core.money import round_amount, split_tax
from shop.channels.models import ChannelMarket
from shop.pricing.resolving import NO_TAX, Rate
from shop.shipping.models import DeliveryArea, DeliveryOption, DeliveryProfile

MONDAY_TO_SATURDAY = (0, 1, 2, 3, 4, 5)


class Calendar(NamedTuple):
    """When somebody works: what `next_dispatch` asks of a delivery profile, of anybody."""

    cut_off: time
    time_zone: str
    working_weekdays: tuple[int, ...]
    holidays: tuple[date, ...]
    handling_days: int


@dataclass(frozen=True)
class DeliveryChoice:
    """One option with its cost for these goods and its dates for this address. `dispatch_by` is aware (UTC)."""

    option: DeliveryOption
    currency: str
    excl_tax: Decimal
    incl_tax: Decimal
    tax: Rate
    dispatch_by: datetime
    deliver_by: date
    transit_days: int = 0

    @property
    def code(self) -> str:
        return self.option.code


def delivery_choices(
    *,
    channel_market: ChannelMarket,
    country: str,
    postcode: str,
    goods_incl_tax: Decimal,
    weight_g: int,
    rates: dict[int, Rate],
    at: datetime | None = None,
    not_before: date | None = None,
) -> list[DeliveryChoice]:
    """What can be offered for an address, cheapest place in the list first. From memory while nobody changes an option.

    `weight_g` is the shipping weight of all goods; the option's price covers the first kilogram. `not_before` is the
    day on which goods that are not yet here can leave. Empty when nothing serves the address.
    """
    at = at or clock.now()
    profile, options = _ways(channel_market)
    dispatch_by = next_dispatch(profile, at, not_before)
    choices = []
    for option in options:
        area = _area(option.areas.all(), country, postcode)
        if option.areas.all() and (area is None or not area.is_served):
            continue
        choices.append(_choice(option, area, channel_market, profile, goods_incl_tax, weight_g, rates, dispatch_by))
    return choices


def _ways(channel_market: ChannelMarket) -> tuple[DeliveryProfile | None, list[DeliveryOption]]:
    """The calendar of the pool for this market, and the options with their areas: what stands until somebody changes it."""
    pool, market, is_trade = channel_market.pool_id, channel_market.market_id, channel_market.channel.is_trade

    def read() -> tuple[DeliveryProfile | None, list[DeliveryOption]]:
        found = DeliveryOption.objects.filter(market=market, is_active=True, carrier__is_active=True, for_trade=is_trade)
        options = list(found.select_related("carrier"))
        prefetch_related_objects(options, "areas")
        return DeliveryProfile.objects.filter(pool=pool, market=market).first(), options

    return standing(("ways to deliver", pool, market, is_trade), read)


def earliest_arrival(
    channel_market: ChannelMarket, *, at: datetime | None = None, transit_days: int | None = None
) -> tuple[datetime, date] | None:
    """By when to order and when it would come at the earliest in this market. From memory while nobody changes an option.

    `transit_days` is what an address was told before; without it the quickest option that goes everywhere counts.
    None when the market has no delivery option.
    """
    profile, options = _ways(channel_market)
    days = transit_days
    if days is None:
        days = min((option.transit_days for option in options if not option.areas.all()), default=None)
    if days is None:
        return None
    dispatch_by = next_dispatch(profile, at or clock.now())
    local = dispatch_by.astimezone(_zone(profile))
    return local, _plus_working_days(profile, local.date(), days)


def promises_of(profile: DeliveryProfile, at: datetime | None = None) -> list[tuple[DeliveryOption, datetime, date]]:
    """What is promised in the profile's market by each option that is offered there: it leaves by, it arrives on. One query."""
    dispatch_by = next_dispatch(profile, at or clock.now())
    day = dispatch_by.astimezone(_zone(profile)).date()
    options = DeliveryOption.objects.filter(market=profile.market_id, is_active=True, carrier__is_active=True)
    return [(one, dispatch_by, _plus_working_days(profile, day, one.transit_days)) for one in options]


def _area(areas: Iterable[DeliveryArea], country: str, postcode: str) -> DeliveryArea | None:
    compact = postcode.replace(" ", "").upper()
    matching = [a for a in areas if a.country in (country, "*") and compact.startswith(a.postcode_prefix)]
    return max(matching, key=lambda a: (a.country != "*", len(a.postcode_prefix)), default=None)


def _choice(option, area, channel_market, profile, goods_incl_tax, weight_g, rates, dispatch_by) -> DeliveryChoice:
    market = channel_market.market
    kilos_beyond_first = max(0, -(-weight_g // 1000) - 1)
    price = option.price + option.price_per_kg * kilos_beyond_first + (area.surcharge if area else 0)
    if option.free_from is not None and goods_incl_tax >= option.free_from:
        price = Decimal(0)
    rate = rates.get(option.tax_category_id, NO_TAX)
    includes_tax = channel_market.channel.tax_display == "with_tax"
    excl, _tax, incl = split_tax(round_amount(price, market.currency), rate.rate, includes_tax, market.currency)
    days = option.transit_days + (area.extra_days if area else 0)
    return DeliveryChoice(
        option=option,
        currency=market.currency,
        excl_tax=excl,
        incl_tax=incl,
        tax=rate,
        dispatch_by=dispatch_by,
        deliver_by=_plus_working_days(profile, dispatch_by.astimezone(_zone(profile)).date(), days),
        transit_days=days,
    )


def next_dispatch(profile: DeliveryProfile | Calendar | None, at: datetime, not_before: date | None = None) -> datetime:
    """The cut-off by which an order placed at `at` leaves: today's when it is still ahead, else the next working day's."""
    local = at.astimezone(_zone(profile))
    cut_off = profile.cut_off if profile else time(14, 0)
    day = local.date() if local.time() < cut_off else local.date() + timedelta(days=1)
    day = max(day, not_before) if not_before else day
    day = _working_day(profile, day)
    if profile and profile.handling_days:
        day = _plus_working_days(profile, day, profile.handling_days)
    return datetime.combine(day, cut_off, tzinfo=_zone(profile))


def _zone(profile: DeliveryProfile | Calendar | None) -> ZoneInfo:
    return ZoneInfo(profile.time_zone if profile else "Asia/Ho_Chi_Minh")


def _working_day(profile: DeliveryProfile | Calendar | None, day: date) -> date:
    weekdays = set(profile.working_weekdays if profile and profile.working_weekdays else MONDAY_TO_SATURDAY)
    holidays = set(profile.holidays if profile else ())
    while day.weekday() not in weekdays or day in holidays:
        day += timedelta(days=1)
    return day


def _plus_working_days(profile: DeliveryProfile | Calendar | None, day: date, days: int) -> date:
    for _step in range(days):
        day = _working_day(profile, day + timedelta(days=1))
    return day
