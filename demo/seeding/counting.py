"""Counting: classes, a plan in each warehouse, and a morning: a count agrees, another is made again, a third waits."""

import uuid

from core.access import Actor
from core.events import deliver_everything
from demo.seeding.house import FOUNDING, House
from demo.seeding.month import PAPERS
from fulfillment.auditing import audit_held_units
from inventory.counting import classifying, planning, telling
from inventory.models import Count, CountCause, LotKeeping, LotLevel, StockLevel, Warehouse

_KEYS = uuid.UUID("0d5b6a2e-64d1-4c55-9f0e-3c1f2a7d9b10")
WALKS, HELPS = "picker@lantern.example", "packer@lantern.example"
#: Counts a day of a warehouse, and pieces above which a second person decides.
A_DAY, PIECES = 12, 5


def count_bins(house: House) -> str:
    """What was counted this morning; the rest of the day's walk is still to be counted."""
    classifying.set_limits(a_until=80, b_until=95, days=90, actor=FOUNDING, reason="As the trade does it")
    drawn = classifying.classify(actor=FOUNDING)
    for warehouse in house.warehouses.values():
        planning.set_plan(warehouse=warehouse, actor=FOUNDING, most_per_day=A_DAY, limit_pieces=PIECES, limit_percent=None)
        planning.plan_counts(warehouse=warehouse, actor=FOUNDING)
    told = _tell(house, house.warehouses["HPH"]) if "HPH" in house.warehouses else 0
    audit_held_units(actor=FOUNDING)
    deliver_everything(leaving=PAPERS)
    return f"{drawn} products in classes, {told} bins counted, one waits for a second person"


def _tell(house: House, warehouse: Warehouse) -> int:
    first, second = (Actor.of(house.staff[email]) for email in (WALKS, HELPS))
    free = [(count, there) for count in _planned(warehouse) if (there := _free(count)) > 2 * PIECES]
    for number, (count, there) in enumerate(free[:3]):
        missing = (0, 1, PIECES + 1)[number]
        _count(count, there - missing, first, f"{number}/1")
        if missing > PIECES:
            _count(count, there - missing, second, f"{number}/2")
    return len(free[:3])


def _planned(warehouse: Warehouse) -> list[Count]:
    rows = planning.counts_to_walk(warehouse).filter(cause=CountCause.PLAN)
    return list(rows.select_related("product", "location", "warehouse"))


def _free(count: Count) -> int:
    """What lies there, where nobody holds any of it."""
    level = StockLevel.objects.filter(product=count.product_id, location=count.location_id, reserved=0).first()
    return level.on_hand if level else 0


def _count(count: Count, counted: int, actor: Actor, key: str) -> None:
    telling.stand_at(count=count, actor=actor)
    lots = _lots(count, counted) if LotKeeping.objects.filter(product=count.product_id).exists() else None
    telling.tell_count(count=count, counted=counted, key=uuid.uuid5(_KEYS, key), actor=actor, lots=lots)


def _lots(count: Count, counted: int) -> dict[int, int]:
    """What lies there of each lot; whatever is missing is missing of the last."""
    found: dict[int, int] = {}
    for row in LotLevel.objects.filter(lot__product=count.product_id, location=count.location_id, on_hand__gt=0).order_by("lot"):
        found[row.lot_id] = min(row.on_hand, counted)
        counted -= found[row.lot_id]
    return found
