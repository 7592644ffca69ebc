"""Counting by scanning: the bin, then a product in it, then how many; of products that keep lots, lot by lot until a 0 ends it.

No answer says what is expected, nor which lots are.

A wrong scan changes nothing and is written down; a scan that was sent before is answered as it was then.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction

from core.access import Actor
from fulfillment import scanning
from fulfillment.models import ScanEvent, ScanResult, ScanStation
from inventory.counting import by_lot, telling
from inventory.models import Count, CountStep
from shop.catalogue.models import Product

MOST_DIGITS = 7
FINISH = "FINISH"


@dataclass(frozen=True)
class Told:
    """What became of a scan: its row, the count it was about, and whether a number was written down by it."""

    event: ScanEvent
    count: Count
    is_told: bool = False

    @property
    def is_ok(self) -> bool:
        return self.event.result in (ScanResult.OK, ScanResult.COMMAND)


def scan(*, count: Count, code: str, scan_id: uuid.UUID, actor: Actor) -> Told:
    """Take one scan at a bin. Everything that is refused is written down with what was wanted, never with a number."""
    with transaction.atomic():
        count = Count.objects.select_for_update(of=("self",)).select_related("location", "product").get(pk=count.pk)
        known = scanning.known_scan(scan_id)
        if known is not None:
            return Told(known, count)
        text = scanning.normalise(code)
        step = count.step
        try:
            with transaction.atomic():
                result, found = _take(count, text, scan_id, actor)
        except (telling.CountIsOver, telling.SomebodyElseCounts):
            result, found = ScanResult.BLOCKED, count
        except telling.NotANumberOfPieces:
            result, found = ScanResult.TOO_MANY, count
        except by_lot.UnknownLot:
            result, found = ScanResult.UNKNOWN, count
        except by_lot.LotsWanted:
            result, found = ScanResult.WRONG_QUANTITY, count
        event = scanning.write_scan(
            scan_id=scan_id, station=ScanStation.BIN, code=text, result=result, expected=_wanted(count, step), actor=actor
        )
    return Told(event, found, is_told=found.entries.filter(key=scan_id).exists())


def _wanted(count: Count, step: int) -> str:
    if step == CountStep.LOT:
        return ""
    return str(count.location.code if step == CountStep.LOCATION else count.product.sku)


def _take(count: Count, text: str, scan_id: uuid.UUID, actor: Actor) -> tuple[str, Count]:
    if count.step == CountStep.LOCATION:
        if text not in (count.location.barcode.upper(), count.location.code):
            return ScanResult.WRONG_LOCATION, count
        telling.stand_at(count=count, actor=actor)
        return ScanResult.OK, count
    if count.step == CountStep.PRODUCT:
        return _take_product(count, text, scan_id, actor)
    if count.step == CountStep.LOT:
        return _take_lot(count, text, scan_id, actor)
    if count.lot_id is not None:
        return _take_pieces_of_lot(count, text, actor)
    return _take_quantity(count, text, scan_id, actor)


def _take_product(count: Count, text: str, scan_id: uuid.UUID, actor: Actor) -> tuple[str, Count]:
    """The product in hand; a typed 0 says that none of it is there."""
    if text == "0":
        return ScanResult.OK, telling.tell_count(count=count, counted=0, key=scan_id, actor=actor)
    product, _pieces = _product(text)
    if product is None:
        return ScanResult.UNKNOWN, count
    if not product.is_stocked:
        return ScanResult.WRONG_PRODUCT, count
    held = telling.hold_product(count=count, product=product, actor=actor)
    lot = scanning.lot_of(text) if held.step == CountStep.LOT else ""
    return ScanResult.OK, telling.hold_lot(count=held, code=lot, actor=actor) if lot else held


def _take_lot(count: Count, text: str, scan_id: uuid.UUID, actor: Actor) -> tuple[str, Count]:
    """The lot in hand, typed or read out of a GS1 code; a typed 0 says that all lots are counted."""
    if text == "0" or scanning.command_of(text) == FINISH:
        return ScanResult.OK, telling.finish_lots(count=count, key=scan_id, actor=actor)
    return ScanResult.OK, telling.hold_lot(count=count, code=scanning.lot_of(text) or text, actor=actor)


def _take_pieces_of_lot(count: Count, text: str, actor: Actor) -> tuple[str, Count]:
    """A number, or what was scanned piece by piece, is of the lot in hand; then the next lot is asked for."""
    if scanning.command_of(text) == FINISH:
        return ScanResult.COMMAND, telling.tell_lot(count=count, counted=count.tally, actor=actor)
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return ScanResult.OK, telling.tell_lot(count=count, counted=int(text), actor=actor)
    product, pieces = _product(text)
    if product is None:
        return ScanResult.WRONG_QUANTITY, count
    lot = scanning.lot_of(text)
    if product.pk != count.product_id or (lot and count.lot is not None and lot != count.lot.code):
        return ScanResult.WRONG_PRODUCT, count
    return ScanResult.OK, telling.hold_product(count=count, product=product, actor=actor, pieces=pieces)


def _take_quantity(count: Count, text: str, scan_id: uuid.UUID, actor: Actor) -> tuple[str, Count]:
    """A number ends the count; a barcode adds its pieces, and the command to finish ends with what was added up."""
    if scanning.command_of(text) == FINISH:
        return ScanResult.COMMAND, telling.tell_count(count=count, counted=count.tally, key=scan_id, actor=actor)
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return ScanResult.OK, telling.tell_count(count=count, counted=int(text), key=scan_id, actor=actor)
    product, pieces = _product(text)
    if product is None:
        return ScanResult.WRONG_QUANTITY, count
    if product.pk != count.product_id:
        return ScanResult.WRONG_PRODUCT, count
    return ScanResult.OK, telling.hold_product(count=count, product=product, actor=actor, pieces=pieces)


def _product(text: str) -> tuple[Product | None, int]:
    found = Product.objects.filter(sku__iexact=text).first()
    if found is not None:
        return found, 1
    barcode = scanning.find_barcode(text)
    return (barcode.product, barcode.pieces) if barcode else (None, 0)
