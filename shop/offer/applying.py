"""Which offers a basket gets, and what each takes off which line. Reads only; caps are taken by `shop.offer.claiming`.

A line is discounted by one offer at most. Among the offers for everybody that a basket fulfils, the one with the highest
priority goes first, and of equal ones the one that takes off most; the next is worked out on the lines that are left. A
voucher comes after them and only adds: it takes a line where it gives more, and leaves every other as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from core import clock
from core.freshness import standing
from shop.catalogue.models import Category
from shop.channels.models import ChannelMarket
from shop.offer.benefits import BENEFITS, Item
from shop.offer.models import Condition, ConditionalOffer, RangeProduct  # type: ignore[attr-defined]
from shop.offer.vouching import lines_to_take
from shop.voucher.models import Voucher

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Given:
    """What one offer takes off: `parts` maps product id to an amount on the stated side."""

    offer_id: int
    title: str
    parts: dict[int, Decimal]
    is_capped: bool
    voucher_id: int | None = None
    voucher_code: str = ""

    @property
    def total(self) -> Decimal:
        return sum(self.parts.values(), NOTHING)


@dataclass(frozen=True)
class Offered:
    """All that is given, and why the basket's voucher is not among it.

    `voucher_problem`: "" (it is), voucher_not_yet, voucher_over, voucher_used_up, voucher_elsewhere, voucher_not_reached,
    voucher_less (offers that hold anyway give as much or more on every line; the voucher is not used up by the order).
    """

    given: tuple[Given, ...] = ()
    voucher_problem: str = ""

    @property
    def by_voucher(self) -> Decimal:
        """What the voucher itself takes off."""
        return sum((one.total for one in self.given if one.voucher_id), NOTHING)

    @property
    def is_shared(self) -> bool:
        """Whether a voucher counts on some lines while other lines keep another offer."""
        return 0 < sum(1 for one in self.given if one.voucher_id) < len(self.given)


def work_out(items: Sequence[Item], *, channel_market: ChannelMarket, voucher: Voucher | None = None) -> Offered:
    """The offers of a channel in a market on these lines. From memory; one query where an offer has a cap."""
    if not items:
        return Offered()
    problem = voucher_problem(voucher) if voucher else ""
    in_force = voucher if voucher and not problem else None
    found = _in_force(channel_market, in_force, [item.product_id for item in items])
    settled = settle(found, items, channel_market.market.currency, in_force)
    return replace(settled, voucher_problem=problem) if problem else settled


def settle(offers: Sequence[Any], items: Sequence[Item], currency: str, voucher: Voucher | None) -> Offered:
    """What these offers give: those for everybody first, then what the voucher adds to them. No query."""
    by_voucher = [offer for offer in offers if offer.offer_type == ConditionalOffer.VOUCHER]
    given = _choose([offer for offer in offers if offer.offer_type != ConditionalOffer.VOUCHER], items, currency)
    if voucher is None:
        return Offered(tuple(given))
    for offer in by_voucher:
        given = _with_voucher(offer, voucher, given, items, currency)
    counts = any(one.voucher_id for one in given)
    return Offered(tuple(given), "" if counts else _why_not(by_voucher, given, items, currency))


def voucher_problem(voucher: Voucher) -> str:
    """Why a voucher holds nowhere at the moment, whatever is in the basket. No query."""
    now = clock.now()
    if voucher.start_datetime > now:
        return "voucher_not_yet"
    if voucher.end_datetime < now:
        return "voucher_over"
    if voucher.usage == Voucher.SINGLE_USE and voucher.num_orders > 0:
        return "voucher_used_up"
    return ""


def _in_force(channel_market: ChannelMarket, voucher: Voucher | None, product_ids: list[int]) -> list[Any]:
    """Open offers here. Where one has a cap, or a voucher brings its own, they are read: counters do not stand still."""
    if voucher is None:
        now = clock.now()
        kept = [offer for offer in _standing_offers(channel_market.pk) if _is_within(offer, now)]
        if not any(offer.is_capped for offer in kept):
            return kept
    return list(_offers(channel_market, voucher, product_ids))


def _is_within(offer: Any, now: datetime) -> bool:
    return (offer.start_datetime is None or offer.start_datetime <= now) and (
        offer.end_datetime is None or offer.end_datetime >= now
    )


def _standing_offers(channel_market_id: int) -> list[Any]:
    """The offers of a channel in a market that need no voucher, whatever their dates, from memory while nobody changes one."""
    products = RangeProduct.objects.filter(range=OuterRef("benefit__range"))
    categories = Category.objects.filter(includes=OuterRef("benefit__range")).order_by()
    offers = (
        ConditionalOffer.objects.filter(channel_market=channel_market_id, offer_type=ConditionalOffer.SITE)
        .exclude(status=ConditionalOffer.SUSPENDED)
        .select_related("condition", "benefit")
        .annotate(only_products=ArraySubquery(products.values("product")), only_paths=ArraySubquery(categories.values("path")))
        .order_by("-priority", "pk")
    )
    return standing(("offers", channel_market_id), lambda: list(offers))


def _offers(channel_market: ChannelMarket, voucher: Voucher | None, product_ids: list[int]) -> Any:
    """Open offers here with what they hold for. A voucher's offer follows the voucher's dates, not its own."""
    now = clock.now()
    by_date = (Q(start_datetime__isnull=True) | Q(start_datetime__lte=now)) & (
        Q(end_datetime__isnull=True) | Q(end_datetime__gte=now)
    )
    wanted = Q(offer_type=ConditionalOffer.SITE) & by_date
    if voucher is not None:
        wanted |= Q(offer_type=ConditionalOffer.VOUCHER, vouchers=voucher)
    products = RangeProduct.objects.filter(range=OuterRef("benefit__range"), product__in=product_ids)
    categories = Category.objects.filter(includes=OuterRef("benefit__range")).order_by()
    return (
        ConditionalOffer.objects.filter(wanted, channel_market=channel_market)
        .exclude(status=ConditionalOffer.SUSPENDED)
        .select_related("condition", "benefit")
        .annotate(only_products=ArraySubquery(products.values("product")), only_paths=ArraySubquery(categories.values("path")))
        .order_by("-priority", "pk")
        .distinct()
    )


def _choose(offers: list[Any], items: Sequence[Item], currency: str) -> list[Given]:
    left, waiting, chosen = list(items), list(offers), []
    while waiting and left:
        candidates = [(offer, parts) for offer in waiting if (parts := _parts(offer, _fulfilling(offer, left), currency))]
        if not candidates:
            break
        offer, parts = max(candidates, key=lambda one: (one[0].priority, sum(one[1].values()), -one[0].pk))
        waiting.remove(offer)
        left = [item for item in left if item.product_id not in parts]
        chosen.append(Given(offer.pk, offer.title, parts, offer.is_capped))
    return chosen


def _with_voucher(offer: Any, voucher: Voucher, given: list[Given], items: Sequence[Item], currency: str) -> list[Given]:
    """What is given once the voucher has taken the lines where it gives more. Its condition looks at the whole basket."""
    parts = _parts(offer, _worth_taking(offer, given, items, currency), currency)
    if not parts:
        return given
    kept = [
        replace(one, parts=left)
        for one in given
        if (left := {product: part for product, part in one.parts.items() if product not in parts})
    ]
    return [*kept, Given(offer.pk, offer.title, parts, offer.is_capped, voucher.pk, voucher.code)]


def _worth_taking(offer: Any, given: list[Given], items: Sequence[Item], currency: str) -> list[Item]:
    held = {product: part for one in given for product, part in one.parts.items()}
    return lines_to_take(offer.benefit.type, _fulfilling(offer, items), offer.benefit.value, currency, held)


def _fulfilling(offer: Any, items: Sequence[Item]) -> list[Item]:
    """The lines that the offer holds for; none when its condition is not met or all its shares are taken."""
    covered = [] if _is_used_up(offer) else [item for item in items if _covers(offer, item)]
    return covered if covered and _is_met(offer.condition, covered) else []


def _is_used_up(offer: Any) -> bool:
    return offer.max_global_applications is not None and offer.num_applications >= offer.max_global_applications


def _parts(offer: Any, items: Sequence[Item], currency: str) -> dict[int, Decimal]:
    """What the offer takes off these lines; nothing when its budget would be passed."""
    if not items:
        return {}
    parts = {pk: part for pk, part in BENEFITS[offer.benefit.type](items, offer.benefit.value, currency).items() if part}
    if offer.max_discount is not None and offer.total_discount + sum(parts.values(), NOTHING) > offer.max_discount:
        return {}
    return parts


def _covers(offer: Any, item: Item) -> bool:
    if offer.benefit.range_id is None or item.product_id in offer.only_products:
        return True
    return any(path.startswith(wanted) for wanted in offer.only_paths for path in item.paths)


def _is_met(condition: Condition, covered: list[Item]) -> bool:
    least = condition.value or NOTHING
    if condition.type == Condition.VALUE:
        return sum((item.stated for item in covered), NOTHING) >= least
    return sum(item.quantity for item in covered) >= least


def _why_not(by_voucher: list[Any], given: list[Given], items: Sequence[Item], currency: str) -> str:
    if not by_voucher:
        return "voucher_elsewhere"
    if all(_is_used_up(offer) for offer in by_voucher):
        return "voucher_used_up"
    if any(_worth_taking(offer, given, items, currency) for offer in by_voucher):
        return "voucher_used_up"  # only its budget can have kept it out
    return "voucher_less" if any(_fulfilling(offer, items) for offer in by_voucher) else "voucher_not_reached"
