"""The counters of stock levels, and the only code that changes them.

Locks are taken in key order of (product, location); counters change by deltas in one statement whose row count is
checked. Callers hold a transaction, and lock levels after orders and reservations, before costs and stock records.
"""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from core.errors import DomainError
from inventory.models import LotKeeping, StockLevel

#: (product id, location id)
Key = tuple[int, int]


#: Whether the product of a level keeps lots: for `annotate`, where levels are locked.
KEEPS_LOTS = Exists(LotKeeping.objects.filter(product=OuterRef("product_id")))


class NotAtLocation(DomainError):
    """Fewer free (or held) pieces lie at the location than were to be taken; nothing was changed."""

    code = "not_at_location"


class LevelBroken(DomainError):
    """A level would leave its bounds."""

    code = "level_broken"


def open_levels(keys: Iterable[Key]) -> None:
    """Make sure that a level exists for each key, at zero where there was none."""
    wanted = sorted(set(keys))
    StockLevel.objects.bulk_create(
        [StockLevel(product_id=product, location_id=location) for product, location in wanted], ignore_conflicts=True
    )


def lock_levels(keys: Iterable[Key]) -> dict[Key, StockLevel]:
    """Lock the levels of these keys in key order, in one statement. Each says whether its product keeps lots."""
    wanted = set(keys)
    rows = (
        StockLevel.objects.filter(product_id__in={key[0] for key in wanted}, location_id__in={key[1] for key in wanted})
        .annotate(keeps_lots=KEEPS_LOTS)
        .order_by("product_id", "location_id")
        .select_for_update(of=("self",))
    )
    return {(row.product_id, row.location_id): row for row in rows if (row.product_id, row.location_id) in wanted}


def change(deltas: Mapping[Key, tuple[int, int]]) -> None:
    """Add (on hand, reserved) to each level, all or nothing.

    Raises:
        LevelBroken: a level does not exist or would leave its bounds.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("stock levels change inside the caller's transaction")
    changes = {key: delta for key, delta in sorted(deltas.items()) if delta != (0, 0)}
    if not changes:
        return
    add("inventory_stocklevel", "product_id", changes)


def add(table: str, column: str, changes: Mapping[Key, tuple[int, int]]) -> None:
    """One update over all rows; `table` and `column` are this department's own constants, never input.

    Raises:
        LevelBroken
    """
    rows = ", ".join(["(%s::bigint, %s::bigint, %s::int, %s::int)"] * len(changes))
    values = [number for key, delta in changes.items() for number in (*key, *delta)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS s SET on_hand = s.on_hand + v.h, reserved = s.reserved + v.r "
            f"FROM (VALUES {rows}) AS v(owner, location, h, r) "
            f"WHERE s.{column} = v.owner AND s.location_id = v.location AND s.on_hand + v.h >= 0 "
            "AND s.reserved + v.r BETWEEN 0 AND s.on_hand + v.h",
            values,
        )
        if cursor.rowcount != len(changes):
            raise LevelBroken(wanted=[[*key, *delta] for key, delta in changes.items()], changed=cursor.rowcount)
