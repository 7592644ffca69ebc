"""What a scan at a door means, for every page that is filled by scanning: a location, or pieces of a product, perhaps of a lot.

A code that nobody knows is a sentence and changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fulfillment import scanning
from inventory.lotting import keeping
from inventory.models import Location, Warehouse, ZoneKind
from shop.catalogue.models import Product

#: Zones that goods are put into by hand.
INTO = (ZoneKind.BULK, ZoneKind.ECOMMERCE, ZoneKind.QUARANTINE)


@dataclass(frozen=True)
class Scan:
    """One of: nothing at all, a `place`, pieces of a `product`, or a `problem` in words."""

    code: str = ""
    place: Location | None = None
    product: Product | None = None
    pieces: int = 1
    lot: str = ""
    problem: str = ""


def scan_of(request: HttpRequest, house: Warehouse | None) -> Scan:
    """What was scanned on a page about this warehouse. At most six queries."""
    code = scanning.normalise(request.POST.get("code", ""))
    if not code:
        return Scan()
    place = find_place(house, code)
    if place is not None:
        return Scan(code, place=place)
    barcode = scanning.find_barcode(code)
    product = barcode.product if barcode else find_product(code)
    if product is None:
        said = _("“%(code)s” is neither a product nor a location of this warehouse. Nothing was added.")
        return Scan(code, problem=said % {"code": code})
    lot = scanning.lot_of(code)
    if lot and not keeping([product.pk]):
        lot = ""
    return Scan(code, product=product, pieces=barcode.pieces if barcode else 1, lot=lot)


def lines_sent(request: HttpRequest, names: Sequence[str], most: int) -> list[dict[str, str]]:
    """The lines as the page sent them, without the one that was taken off."""
    numbers = [name.removeprefix("line-").removesuffix("-product") for name in request.POST if name.endswith("-product")]
    off = request.POST.get("take_off", "")
    wanted = sorted(int(n) for n in numbers if n.isdecimal() and len(n) < 6 and n != off)[:most]
    return [{name: request.POST.get(f"line-{n}-{name}", "")[:60] for name in names} for n in wanted]


def prefixed(row: dict[str, str], number: int) -> dict[str, str]:
    """A line as a form with its number wants it."""
    return {f"line-{number}-{name}": value for name, value in row.items()}


def added_to_a_line(rows: Sequence[dict[str, str]], scan: Scan, place: str) -> bool:
    """Whether a line has this product at this place (and of this lot, where the code named one): it has the pieces more now."""
    for row in rows:
        same_lot = not scan.lot or row["lot"].strip().upper() == scan.lot
        is_it = scan.product is not None and row["product"] == scan.product.sku and row["location"] == place and same_lot
        if is_it and row["quantity"].isdecimal():
            row["quantity"] = str(int(row["quantity"]) + scan.pieces)
            return True
    return False


def find_product(code: str) -> Product | None:
    """A product by item number or any of its barcodes. Two queries."""
    found = Product.objects.filter(sku__iexact=code).first()
    if found is None:
        barcode = scanning.find_barcode(scanning.normalise(code))
        found = barcode.product if barcode else None
    return found


def find_place(house: Warehouse | None, code: str) -> Location | None:
    """A location of the warehouse that takes goods in, by its code or sign. Two queries."""
    text = code.strip().upper()
    if house is None or not text:
        return None
    places = Location.objects.filter(warehouse=house, is_active=True, zone__kind__in=INTO).select_related("warehouse")
    return places.filter(code=text).first() or places.filter(barcode__iexact=text).first()


def usual_place(house: Warehouse | None) -> str:
    """The first bin of the bulk zone."""
    found = Location.objects.filter(warehouse=house, is_active=True, zone__kind=ZoneKind.BULK).first() if house else None
    return found.code if found else ""
