"""Reading what a scanner sent, and writing every scan down once.

A code is a command (CMD-…), a location's sign, a product's barcode (retail code, case code or GS1 with (01)), or a
typed quantity. A scan carries its own id: sent again, it finds its first row and changes nothing.
"""

import re
import uuid
from dataclasses import dataclass

from core import clock
from core.access import Actor
from fulfillment.models import PickLine, PickList, ScanEvent, ScanResult, Shipment, ShipmentLine
from shop.catalogue.models import ProductBarcode

COMMAND_PREFIX = "CMD-"
LOCATION_PREFIX = "LOC-"
_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9]")
_GS1_GTIN = re.compile(r"^(?:\(01\)|01)(\d{14})")
_GROUP_SEPARATOR = "\x1d"
#: Dates and serial numbers may stand before the lot.
_GS1_LOT = re.compile(r"^01\d{14}(?:1[1-7]\d{6}|21[^\x1d]{1,20}\x1d)*10([^\x1d]{1,20})|^\(01\)\d{14}.*\(10\)([^(\x1d]{1,20})")


@dataclass(frozen=True)
class Scanned:
    """What became of a scan. `expected` says what was wanted; a repeat changed nothing."""

    event: ScanEvent
    is_repeat: bool = False
    command: str = ""

    @property
    def result(self) -> str:
        return self.event.result

    @property
    def is_ok(self) -> bool:
        return self.event.result in (ScanResult.OK, ScanResult.SHORT, ScanResult.COMMAND)


def normalise(code: str) -> str:
    """The text behind a scan: without symbology identifier and surrounding blanks, in capitals."""
    plain = _SYMBOLOGY.sub("", code.strip()).strip(_GROUP_SEPARATOR)
    return plain.upper()[:120]


def command_of(code: str) -> str:
    """The command a code stands for ("FINISH"), or nothing."""
    return code.removeprefix(COMMAND_PREFIX) if code.startswith(COMMAND_PREFIX) else ""


def product_codes(code: str) -> list[str]:
    """How a scanned product code may be written in the catalogue: as it is, and as the trade's 14, 13 or 12 digits."""
    found = _GS1_GTIN.match(code)
    gtin = found.group(1) if found else code if code.isdigit() and len(code) in (12, 13, 14) else ""
    if not gtin:
        return [code]
    bare = gtin.lstrip("0")
    forms = [code, gtin, bare, *(bare.zfill(length) for length in (12, 13, 14) if len(bare) <= length)]
    return list(dict.fromkeys(forms))


def lot_of(code: str) -> str:
    """The lot that a GS1 code names behind its product, or nothing."""
    found = _GS1_LOT.match(code)
    return (found.group(1) or found.group(2)).strip() if found else ""


def find_barcode(code: str) -> ProductBarcode | None:
    """The product barcode behind a scan, without its product. One query."""
    return ProductBarcode.objects.filter(code__in=product_codes(code)).first()


def known_scan(scan_id: uuid.UUID) -> ScanEvent | None:
    """The row of a scan that was sent before. One query."""
    return ScanEvent.objects.filter(scan_id=scan_id).first()


def write_scan(
    *,
    scan_id: uuid.UUID,
    station: str,
    code: str,
    result: str,
    actor: Actor,
    expected: str = "",
    pick_list: PickList | None = None,
    pick_line: PickLine | None = None,
    shipment: Shipment | None = None,
    shipment_line: ShipmentLine | None = None,
) -> ScanEvent:
    """Write a scan down, right or wrong."""
    return ScanEvent.objects.create(
        scan_id=scan_id,
        station=station,
        pick_list=pick_list,
        pick_line=pick_line,
        shipment=shipment,
        shipment_line=shipment_line,
        code=code,
        expected=expected[:120],
        result=result,
        actor_id=actor.user_id,
        actor_label=actor.label[:200],
        at=clock.now(),
    )
