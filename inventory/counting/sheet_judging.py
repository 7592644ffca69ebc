"""Judging a stock sheet: what each row would do, or in one word why it is refused. Nothing is written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from inventory.counting.sheet_reading import COLUMNS
from inventory.lot_levels import UNKNOWN
from inventory.lotting import keeping
from inventory.models import Location, Lot, LotKeeping, LotLevel, StockLevel, Warehouse
from shop.catalogue.models import Product

MOST_PIECES, LONGEST, LONGEST_LOT = 1_000_000, 64, 40
#: A lot expires within these days; any other is a slip of the pen.
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
#: What a spreadsheet would calculate instead of show.
FORMULA = re.compile(r"^\s*[=+\-@|]")
#: Cells that may be empty; what a lot needs is judged with its product.
OPTIONAL = ("unit_cost", "lot", "expires_on")


@dataclass(frozen=True)
class Judged:
    """One row of the sheet: what it would do, or in one word why it is refused. `row` counts as a spreadsheet does.

    Of a product that keeps lots `quantity` and `booked` are of the lot that it names.
    """

    row: int
    sku: str
    place: str
    quantity: int = 0
    booked: int = 0
    unit_cost: Decimal | None = None
    fault: str = ""
    product: Product | None = None
    location: Location | None = None
    lot: str = ""
    expires_on: date | None = None
    is_new_lot: bool = False

    @property
    def difference(self) -> int:
        return self.quantity - self.booked


@dataclass
class _Known:
    """What the house knows of everything that the sheet names."""

    products: dict[str, Product]
    places: dict[str, Location]
    levels: dict[tuple[int, int], StockLevel]
    kept: dict[int, LotKeeping]
    lots: dict[tuple[int, str], Lot]
    lot_levels: dict[tuple[int, int], LotLevel]
    #: Rows that were judged before, and the days that they gave to new lots.
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    days: dict[tuple[int, str], date | None] = field(default_factory=dict)


def judge(warehouse: Warehouse, rows: list[tuple[int, dict[str, str]]]) -> list[Judged]:
    """Every row of a sheet. Four queries whatever its length, two more where a product keeps lots."""
    known = _look_up(warehouse, {cells.get("sku", "").upper() for _n, cells in rows})
    return [_judged(number, cells, known) for number, cells in rows]


def _look_up(warehouse: Warehouse, skus: Iterable[str]) -> _Known:
    skus = list(skus)
    products = {p.sku.upper(): p for p in Product.objects.filter(sku__in=[*skus, *(s.lower() for s in skus)])}
    places = Location.objects.filter(warehouse=warehouse, is_active=True).select_related("zone")
    levels = StockLevel.objects.filter(location__warehouse=warehouse, product__in=products.values())
    kept = keeping(p.pk for p in products.values())
    lots = Lot.objects.filter(product__in=kept) if kept else ()
    lot_levels = LotLevel.objects.filter(location__warehouse=warehouse, lot__product__in=kept) if kept else ()
    return _Known(
        products,
        {place.code: place for place in places},
        {(level.product_id, level.location_id): level for level in levels},
        kept,
        {(lot.product_id, lot.code): lot for lot in lots},
        {(row.lot_id, row.location_id): row for row in lot_levels},
    )


def _judged(number: int, cells: dict[str, str], known: _Known) -> Judged:
    sku, code, lot = (cells.get(name, "").upper() for name in ("sku", "location", "lot"))
    bare = Judged(number, sku[:LONGEST], code[:LONGEST], lot=lot[:LONGEST_LOT])
    product, place = known.products.get(sku), known.places.get(code)
    fault = next((one for one in (_cell_fault(name, cells.get(name, "")) for name in COLUMNS) if one), "")
    if not fault and (sku, code, lot) in known.seen:
        fault = "twice"
    known.seen.add((sku, code, lot))
    fault = fault or _fault_of_row(product, place)
    if fault or product is None or place is None:
        return Judged(bare.row, bare.sku, bare.place, fault=fault, lot=bare.lot)
    quantity = int(cells["quantity"])
    cost = Decimal(cells["unit_cost"]) if cells.get("unit_cost") else None
    day = date.fromisoformat(cells["expires_on"]) if cells.get("expires_on") else None
    fault = _lot_fault(product, lot, day, known)
    found = known.lots.get((product.pk, lot)) if lot else None
    level = known.lot_levels.get((found.pk, place.pk)) if found else None
    if not lot:
        level = known.levels.get((product.pk, place.pk))  # type: ignore[assignment]
    if not fault and level is not None and quantity < level.reserved:
        fault = "held"
    return Judged(
        number,
        product.sku,
        place.code,
        quantity,
        level.on_hand if level else 0,
        cost,
        fault,
        product,
        place,
        lot,
        day or known.days.get((product.pk, lot)),
        is_new_lot=bool(lot) and found is None and lot != UNKNOWN,
    )


def _fault_of_row(product: Product | None, place: Location | None) -> str:
    if product is None:
        return "unknown_product"
    if not product.is_stocked:
        return "keeps_no_stock"
    return "unknown_location" if place is None else ""


def _lot_fault(product: Product, lot: str, day: date | None, known: _Known) -> str:
    """What is wrong with the lot that a row names, or does not."""
    kept = known.kept.get(product.pk)
    if kept is None:
        return "no_lots" if lot or day else ""
    if not lot:
        return "lot_wanted"
    key = (product.pk, lot)
    found = known.lots.get(key)
    if found is not None or lot == UNKNOWN:
        known_day = found.expires_on if found else None
        return "other_day" if day is not None and day != known_day else ""
    if key in known.days:
        return "other_day" if day is not None and day != known.days[key] else ""
    if day is None and kept.needs_expiry:
        return "expiry_wanted"
    known.days[key] = day
    return ""


def _cell_fault(name: str, text: str) -> str:
    if name == "quantity" and re.fullmatch(r"-\d+", text):
        return "negative"
    if FORMULA.match(text):
        return "formula"
    if len(text) > (LONGEST_LOT if name == "lot" else LONGEST):
        return "too_long"
    if not text:
        return "" if name in OPTIONAL else "missing"
    if name == "quantity":
        if not (text.isascii() and text.isdecimal()):
            return "no_number"
        return "huge" if len(text) > 7 or int(text) > MOST_PIECES else ""
    if name == "expires_on":
        return _day_fault(text)
    return _cost_fault(text) if name == "unit_cost" else ""


def _day_fault(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return "no_day"
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "no_day"
    return "" if EARLIEST <= day <= LATEST else "no_day"


def _cost_fault(text: str) -> str:
    try:
        cost = Decimal(text)
    except InvalidOperation:
        return "no_number"
    if not cost.is_finite() or cost < 0:
        return "no_number"
    return "huge" if cost > 10**12 else ""
