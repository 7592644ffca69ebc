"""What the stock controller keeps in the e-commerce zone: a few days' worth of the fast sellers, some weeks' of the others.

Some days before the loading the zone is gone through; the rest lies in bulk. The zone keeps what is ordered until today
besides: the stories know.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import cycle

from django.db import transaction

from core import clock
from core.access import Actor
from demo.seeding.house import House
from demo.seeding.stories import Fate, Story
from inventory.models import Location, MovementReason, StockLevel, Warehouse, ZoneKind
from inventory.moving import Move, Source, move
from inventory.replenishing import move_stock
from inventory.warehousing import save_warehouse
from shop.catalogue.models import Product
from shop.partner.keeping import keep
from shop.partner.models import StockRecord

KEEPER = "stock@lantern.example"
#: Demand is looked at over so many days. What sells a piece a day is a fast seller, and at least one product in so many.
DEMAND_DAYS, ONE_IN = 14, 12
#: Days of cover and days kept in reserve, one fast seller after the other: most last until after the week-end, some are
#: below their safety stock, some run out today.
COVERS = ((2.2, 1), (1.5, 2), (0.7, 1), (2.8, 1), (2.0, 1), (1.6, 2), (0.5, 1), (3.0, 1))
#: Of what sells more slowly so many days' worth stay, but no less than so many cases: the trade buys by the case.
SLOW_DAYS, SLOW_CASES = 28, 2
#: From then on a warehouse carries when so many pieces are left, up to so many.
CARRIED = (6, 24)
#: Orders that take nothing in the end.
CALLED_OFF = (Fate.EXPIRED, Fate.REJECTED, Fate.CANCELLED, Fate.REFUNDED, Fate.REFUND_DUE)


def sold_lately(stories: Iterable[Story], now: datetime) -> Counter[str]:
    """Pieces by SKU that were ordered in the days over which demand is looked at."""
    pieces: Counter[str] = Counter()
    for story in stories:
        if story.moment >= now - timedelta(days=DEMAND_DAYS) and story.fate not in CALLED_OFF:
            pieces.update(dict(story.lines))
    return pieces


def fast_sellers(stories: Iterable[Story], now: datetime, products: int) -> dict[str, float]:
    """Pieces a day of what sells fastest, by SKU, the fastest first."""
    ranked = enumerate(sold_lately(stories, now).most_common())
    return {sku: sold / DEMAND_DAYS for rank, (sku, sold) in ranked if sold >= DEMAND_DAYS or rank < max(products // ONE_IN, 1)}


def go_through(house: House, stories: list[Story]) -> None:
    """Leave what covers a few days, besides what is ordered from now until the loading."""
    wanted: Counter[str] = Counter()
    for story in stories:
        if story.moment >= clock.now():
            wanted.update(dict(story.lines))
    fast = fast_sellers(stories, house.now, len(house.products))
    for (sku, a_day), (cover, _reserve) in zip(fast.items(), cycle(COVERS), strict=False):
        _leave(house, house.products[sku], wanted[sku] + max(1, round(cover * a_day)))
    _thin_out(house, slow_depths(house, sold_lately(stories, house.now), wanted, besides=fast))


def slow_depths(house: House, sold: Counter[str], wanted: Counter[str], *, besides: Iterable[str]) -> dict[int, int]:
    """How many pieces of a slow seller stay on the shelves of each warehouse, by product."""
    fast, depths = set(besides), {}
    for data in house.catalogue.products:
        if data.kind == "goods" and data.sku not in fast:
            least = max(SLOW_CASES * data.case_quantity, 2 * data.safety_stock)
            depth = max(least, round(SLOW_DAYS * sold[data.sku] / DEMAND_DAYS))
            depths[house.products[data.sku].pk] = wanted[data.sku] + -(-depth // len(house.warehouses))
    return depths


def _thin_out(house: House, depths: dict[int, int]) -> None:
    """Carry into bulk what lies deeper, warehouse by warehouse; from then on shelves are filled up to less."""
    below, to = CARRIED
    for code, warehouse in house.warehouses.items():
        house.warehouses[code] = save_warehouse(actor=_keeper(house), code=code, replenish_below=below, replenish_to=to)
        moves = list(_surplus(warehouse, depths))
        if moves:
            with transaction.atomic():
                source = Source("inventory.Warehouse", warehouse.pk, warehouse.code)
                move(moves=moves, reason=MovementReason.MOVED, source=source, actor=_keeper(house))


def _surplus(warehouse: Warehouse, depths: dict[int, int]) -> Iterator[Move]:
    levels = StockLevel.objects.filter(location__warehouse=warehouse, product__in=depths, location__is_active=True)
    bulk = dict(levels.filter(location__zone__kind=ZoneKind.BULK).values_list("product", "location"))
    for level in levels.filter(location__zone__kind=ZoneKind.ECOMMERCE).order_by("product", "location"):
        surplus = level.free - depths[level.product_id]
        if surplus > 0 and level.product_id in bulk:
            yield Move(level.product_id, surplus, level.location_id, bulk[level.product_id])


def set_reserves(house: House, stories: list[Story]) -> None:
    """How much of each fast seller is never promised: whose cover is shorter is below its safety stock from now on."""
    fast = fast_sellers(stories, house.now, len(house.products))
    for (sku, a_day), (_cover, reserve) in zip(fast.items(), cycle(COVERS), strict=False):
        _keep(house, house.products[sku], max(1, round(reserve * a_day)))


def _keep(house: House, product: Product, safety_stock: int) -> StockRecord:
    return keep(actor=_keeper(house), pool=house.pool, product=product, safety_stock=safety_stock)


def _leave(house: House, product: Product, pieces: int) -> None:
    """So many free pieces of a product stay in the zone, or come into it; no reserve keeps orders from taking them."""
    surplus = _keep(house, product, 0).atp - pieces
    if surplus > 0:
        _carry(house, product, surplus, ZoneKind.ECOMMERCE, ZoneKind.BULK)
    elif surplus < 0:
        _carry(house, product, -surplus, ZoneKind.BULK, ZoneKind.ECOMMERCE)


def _carry(house: House, product: Product, pieces: int, origin: ZoneKind, target: ZoneKind) -> None:
    """Between the zones of the same warehouse: out of the fullest bulk bins, but first from the emptiest shelves."""
    for level in sorted(_levels(product, origin), key=lambda one: one.free, reverse=origin == ZoneKind.BULK):
        there = next(_bins(product, level.location, target), None)
        quantity = min(pieces, level.free)
        if there is None or quantity < 1:
            continue
        into = target == ZoneKind.ECOMMERCE
        move_stock(
            product=product,
            from_location=level.location,
            to_location=there,
            quantity=quantity,
            reason=MovementReason.REPLENISHED if into else MovementReason.MOVED,
            actor=_keeper(house),
        )
        pieces -= quantity


def _levels(product: Product, kind: ZoneKind) -> list[StockLevel]:
    rows = StockLevel.objects.filter(product=product, location__zone__kind=kind, location__is_active=True)
    return list(rows.select_related("location"))


def _bins(product: Product, beside: Location, kind: ZoneKind) -> Iterator[Location]:
    """The product's own bin in the other zone of the warehouse, else any."""
    places = Location.objects.filter(warehouse=beside.warehouse_id, zone__kind=kind, is_active=True)
    yield from places.filter(levels__product=product)[:1]
    yield from places[:1]


def _keeper(house: House) -> Actor:
    return Actor.of(house.staff[KEEPER])
