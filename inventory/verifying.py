"""Stock's invariants, recomputed from movements and reservations."""

from collections.abc import Iterator

from django.db import connection

from core.verification import check
from inventory.buying import verifying as _of_buying  # noqa: F401 (registers its checks)

_LEVELS = """
WITH moved AS (
    SELECT product_id, location_id, SUM(q) AS pieces FROM (
        SELECT product_id, to_location_id AS location_id, quantity AS q FROM inventory_stockmovement
        WHERE to_location_id IS NOT NULL
        UNION ALL
        SELECT product_id, from_location_id, -quantity FROM inventory_stockmovement WHERE from_location_id IS NOT NULL
    ) AS both_ends GROUP BY product_id, location_id
)
SELECT COALESCE(l.product_id, m.product_id), COALESCE(l.location_id, m.location_id),
       COALESCE(l.on_hand, 0), COALESCE(m.pieces, 0)
FROM inventory_stocklevel l FULL JOIN moved m ON m.product_id = l.product_id AND m.location_id = l.location_id
WHERE COALESCE(l.on_hand, 0) <> COALESCE(m.pieces, 0) ORDER BY 1, 2
"""

_HELD = """
WITH held AS (
    SELECT product_id, location_id, SUM(quantity) AS pieces FROM inventory_reservation
    WHERE status IN ('active', 'picked') GROUP BY product_id, location_id
)
SELECT COALESCE(l.product_id, h.product_id), COALESCE(l.location_id, h.location_id),
       COALESCE(l.reserved, 0), COALESCE(h.pieces, 0), COALESCE(l.on_hand, 0)
FROM inventory_stocklevel l FULL JOIN held h ON h.product_id = l.product_id AND h.location_id = l.location_id
WHERE COALESCE(l.reserved, 0) <> COALESCE(h.pieces, 0) OR COALESCE(h.pieces, 0) > COALESCE(l.on_hand, 0)
ORDER BY 1, 2
"""

_RECORDS = """
WITH withheld AS (
    SELECT b.product_id, v.location_id, SUM(v.on_hand - v.reserved) AS pieces
    FROM inventory_lotlevel v JOIN inventory_lot b ON b.id = v.lot_id AND b.status <> 'open' GROUP BY b.product_id, v.location_id
), counted AS (
    SELECT p.pool_id, l.product_id, SUM(l.on_hand - COALESCE(w.pieces, 0)) AS on_hand, SUM(l.reserved) AS reserved
    FROM inventory_stocklevel l JOIN inventory_location o ON o.id = l.location_id
    JOIN inventory_poolzone p ON p.zone_id = o.zone_id
    LEFT JOIN withheld w ON w.product_id = l.product_id AND w.location_id = l.location_id
    GROUP BY p.pool_id, l.product_id
)
SELECT COALESCE(s.partner_id, c.pool_id), COALESCE(s.product_id, c.product_id),
       COALESCE(s.on_hand, 0), COALESCE(c.on_hand, 0), COALESCE(s.reserved, 0), COALESCE(c.reserved, 0)
FROM partner_stockrecord s FULL JOIN counted c ON c.pool_id = s.partner_id AND c.product_id = s.product_id
WHERE COALESCE(s.on_hand, 0) <> COALESCE(c.on_hand, 0) OR COALESCE(s.reserved, 0) <> COALESCE(c.reserved, 0)
ORDER BY 1, 2
"""

_COSTS = """
WITH crossed AS (
    SELECT product_id, SUM(CASE WHEN from_location_id IS NULL THEN quantity ELSE -quantity END) AS pieces,
           SUM(CASE WHEN from_location_id IS NULL THEN value ELSE -value END) AS value
    FROM inventory_stockmovement WHERE from_location_id IS NULL OR to_location_id IS NULL GROUP BY product_id
)
SELECT COALESCE(k.product_id, c.product_id), COALESCE(k.quantity, 0), COALESCE(c.pieces, 0),
       COALESCE(k.value, 0), COALESCE(c.value, 0)
FROM inventory_productcost k FULL JOIN crossed c ON c.product_id = k.product_id
WHERE COALESCE(k.quantity, 0) <> COALESCE(c.pieces, 0) OR COALESCE(k.value, 0) <> COALESCE(c.value, 0) ORDER BY 1
"""

_LOTS = """
WITH lots AS (
    SELECT b.product_id, v.location_id, SUM(v.on_hand) AS on_hand, SUM(v.reserved) AS reserved
    FROM inventory_lotlevel v JOIN inventory_lot b ON b.id = v.lot_id GROUP BY b.product_id, v.location_id
), kept AS (
    SELECT l.* FROM inventory_stocklevel l JOIN inventory_lotkeeping k ON k.product_id = l.product_id
)
SELECT COALESCE(l.product_id, b.product_id), COALESCE(l.location_id, b.location_id),
       COALESCE(l.on_hand, 0), COALESCE(b.on_hand, 0), COALESCE(l.reserved, 0), COALESCE(b.reserved, 0)
FROM kept l FULL JOIN lots b ON b.product_id = l.product_id AND b.location_id = l.location_id
WHERE COALESCE(l.on_hand, 0) <> COALESCE(b.on_hand, 0) OR COALESCE(l.reserved, 0) <> COALESCE(b.reserved, 0) ORDER BY 1, 2
"""

_LOT_HOLDS = """
WITH held AS (
    SELECT lot_id, location_id, SUM(quantity) AS pieces FROM inventory_reservation
    WHERE status IN ('active', 'picked') AND lot_id IS NOT NULL GROUP BY lot_id, location_id
)
SELECT COALESCE(v.lot_id, h.lot_id), COALESCE(v.location_id, h.location_id), COALESCE(v.reserved, 0), COALESCE(h.pieces, 0)
FROM inventory_lotlevel v FULL JOIN held h ON h.lot_id = v.lot_id AND h.location_id = v.location_id
WHERE COALESCE(v.reserved, 0) <> COALESCE(h.pieces, 0) ORDER BY 1, 2
"""

_TRANSIT = """
WITH lying AS (
    SELECT l.product_id, o.warehouse_id, SUM(l.on_hand) AS pieces FROM inventory_stocklevel l
    JOIN inventory_location o ON o.id = l.location_id JOIN inventory_zone z ON z.id = o.zone_id AND z.kind = 'transit'
    GROUP BY l.product_id, o.warehouse_id
), missing AS (
    SELECT n.product_id, t.to_warehouse_id AS warehouse_id, SUM(n.sent - n.good - n.damaged - n.written_off) AS pieces
    FROM inventory_transferline n JOIN inventory_transfer t ON t.id = n.transfer_id GROUP BY n.product_id, t.to_warehouse_id
)
SELECT COALESCE(l.product_id, m.product_id), COALESCE(l.warehouse_id, m.warehouse_id),
       COALESCE(l.pieces, 0), COALESCE(m.pieces, 0)
FROM lying l FULL JOIN missing m ON m.product_id = l.product_id AND m.warehouse_id = l.warehouse_id
WHERE COALESCE(l.pieces, 0) <> COALESCE(m.pieces, 0) ORDER BY 1, 2
"""

_UNHELD = """
SELECT l.id, o.number, l.quantity - l.cancelled_quantity, l.promised_quantity, COALESCE(SUM(r.quantity), 0)
FROM order_line l JOIN order_order o ON o.id = l.order_id
LEFT JOIN inventory_reservation r ON r.order_line_id = l.id AND r.status <> 'released'
WHERE l.is_stocked AND o.status IN ('placed', 'held', 'released')
GROUP BY l.id, o.number
HAVING l.promised_quantity + COALESCE(SUM(r.quantity), 0) <> l.quantity - l.cancelled_quantity
ORDER BY l.id
"""

_UNAGREED = """
SELECT DISTINCT w.code FROM inventory_warehouse w
JOIN inventory_zone z ON z.warehouse_id = w.id JOIN inventory_poolzone p ON p.zone_id = z.id
WHERE w.kind = 'branch' AND NOT EXISTS (
    SELECT 1 FROM inventory_branchagreement a WHERE a.warehouse_id = w.id AND a.revoked_at IS NULL
) ORDER BY 1
"""


def _rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@check("stock movements equal stock levels")
def movements_equal_levels() -> Iterator[str]:
    for product, location, level, moved in _rows(_LEVELS):
        yield f"Product {product} at location {location}: the level says {level} pieces, its movements add up to {moved}."


@check("reservations equal what levels hold, and never more than is on hand")
def reservations_within_levels() -> Iterator[str]:
    for product, location, reserved, held, on_hand in _rows(_HELD):
        yield (
            f"Product {product} at location {location}: {held} pieces are held by reservations, "
            f"the level says {reserved} of {on_hand} on hand."
        )


@check("stock records equal the levels of their pool's zones")
def records_equal_levels() -> Iterator[str]:
    for pool, product, on_hand, counted, reserved, held in _rows(_RECORDS):
        yield (
            f"Product {product} in pool {pool}: the stock record says {on_hand} on hand and {reserved} reserved, "
            f"the zones hold {counted} and {held}."
        )


@check("lot levels add up to the stock levels of products that keep lots")
def lots_add_up_to_levels() -> Iterator[str]:
    for product, location, level, lots, reserved, held in _rows(_LOTS):
        yield (
            f"Product {product} at location {location}: the level says {level} pieces and {reserved} held, "
            f"its lots add up to {lots} and {held}."
        )


@check("reservations equal what lots hold")
def lots_hold_what_is_reserved() -> Iterator[str]:
    for lot, location, reserved, held in _rows(_LOT_HOLDS):
        yield f"Lot {lot} at location {location}: {held} pieces are held by reservations, the lot's level says {reserved}."


@check("the cost of stock equals what came in less what left")
def costs_equal_movements() -> Iterator[str]:
    for product, quantity, pieces, value, moved in _rows(_COSTS):
        yield (
            f"Product {product}: its cost is kept for {quantity} pieces worth {value.normalize():f}, "
            f"movements leave {pieces} worth {moved.normalize():f}."
        )


@check("what lies in transit is missing from a transfer")
def transit_equals_transfers() -> Iterator[str]:
    for product, warehouse, lying, missing in _rows(_TRANSIT):
        yield (f"Product {product} on its way to warehouse {warehouse}: {lying} pieces lie in transit, transfers miss {missing}.")


@check("every piece of an open order is promised or held")
def open_pieces_promised_or_held() -> Iterator[str]:
    for line, number, open_pieces, promised, held in _rows(_UNHELD):
        yield (
            f"Line {line} of order {number} has {open_pieces} open pieces, but {promised} are promised and {held} held or sent."
        )


@check("a branch sells only while its owner's agreement holds")
def branches_sell_by_agreement() -> Iterator[str]:
    for (code,) in _rows(_UNAGREED):
        yield f"Branch {code} sells from its zones, but no agreement of its owner holds."


_COUNTS = """
WITH last AS (
    SELECT DISTINCT ON (count_id) count_id, counted - expected AS variance FROM inventory_countentry
    WHERE NOT was_disturbed ORDER BY count_id, round DESC
), moved AS (
    SELECT source_id, product_id, SUM(CASE WHEN from_location_id IS NULL THEN quantity ELSE -quantity END) AS pieces
    FROM inventory_stockmovement WHERE source_type = 'inventory.Count' GROUP BY source_id, product_id
)
SELECT c.id, c.variance, COALESCE(e.variance, 0), COALESCE(m.pieces, 0)
FROM inventory_count c LEFT JOIN last e ON e.count_id = c.id
LEFT JOIN moved m ON m.source_id = c.id::text AND m.product_id = c.product_id
WHERE c.status IN ('agreed', 'booked')
  AND (e.count_id IS NULL OR c.variance <> e.variance OR c.variance <> COALESCE(m.pieces, 0)) ORDER BY c.id
"""

_OWN_APPROVALS = """
SELECT DISTINCT c.id, c.decided_by_id FROM inventory_count c JOIN inventory_countentry e ON e.count_id = c.id
WHERE c.decided_by_id = e.by_id ORDER BY c.id
"""


_LOTS_TOLD = """
SELECT e.count_id, e.round, e.counted, SUM(x.counted), e.expected, SUM(x.expected)
FROM inventory_countentry e JOIN inventory_countentrylot x ON x.entry_id = e.id
GROUP BY e.id HAVING e.counted <> SUM(x.counted) OR e.expected <> SUM(x.expected) ORDER BY e.id
"""

#: A count that was decided after its product gave lots up was booked without them.
_LOTS_BOOKED = """
WITH last AS (
    SELECT DISTINCT ON (count_id) id, count_id FROM inventory_countentry WHERE NOT was_disturbed ORDER BY count_id, round DESC
), moved AS (
    SELECT source_id, lot_id, SUM(CASE WHEN from_location_id IS NULL THEN quantity ELSE -quantity END) AS pieces
    FROM inventory_stockmovement WHERE source_type = 'inventory.Count' AND lot_id IS NOT NULL GROUP BY source_id, lot_id
)
SELECT c.id, b.code, x.counted - x.expected, COALESCE(m.pieces, 0)
FROM inventory_count c JOIN last ON last.count_id = c.id JOIN inventory_countentrylot x ON x.entry_id = last.id
JOIN inventory_lot b ON b.id = x.lot_id
LEFT JOIN moved m ON m.source_id = c.id::text AND m.lot_id = x.lot_id
WHERE c.status = 'booked' AND x.counted - x.expected <> COALESCE(m.pieces, 0)
  AND EXISTS (SELECT 1 FROM moved v WHERE v.source_id = c.id::text) ORDER BY c.id, b.code
"""


@check("the lots of a blind count add up to it, and were booked as they differed")
def counted_lots_add_up() -> Iterator[str]:
    for count, number, counted, lots, expected, there in _rows(_LOTS_TOLD):
        yield (
            f"Count {count}, blind count {number}: {counted} pieces were told and {expected} expected, "
            f"its lots add up to {lots} and {there}."
        )
    for count, lot, variance, booked in _rows(_LOTS_BOOKED):
        yield f"Count {count} found a variance of {variance} in lot {lot}, its movements say {booked}."


@check("what was counted is what was booked")
def counts_equal_movements() -> Iterator[str]:
    for count, variance, told, booked in _rows(_COUNTS):
        yield f"Count {count} says a variance of {variance}, its last blind count {told}, its movement {booked}."


@check("nobody approves what they counted")
def approvers_did_not_count() -> Iterator[str]:
    for count, person in _rows(_OWN_APPROVALS):
        yield f"Count {count} was approved by person {person}, who had counted it."
