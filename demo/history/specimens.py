"""Which finished orders may be repeated, and which of their rows belong to whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

#: Orders that took the straight way to the end. Left out: cash on delivery (one remittance settles many orders), and whatever was
#: short, refused, refunded, credited, split or discounted: their rows hang together with those of other orders or jobs. Only
#: what the jobs made has a basket, so the past is never repeated itself.
_CHOOSE = """
CREATE TEMP TABLE history_specimen AS
SELECT o.id, o.channel_id, o.market_id, o.date_placed, o.trade_account_id IS NULL AS for_persons
FROM order_order o
WHERE o.status = 'completed' AND o.fulfillment_view = 'delivered' AND o.payment_view IN ('paid', 'on_terms')
    AND o.basket_id IS NOT NULL
    AND (SELECT count(*) FROM payment_payment p WHERE p.order_id = o.id) = 1
    AND EXISTS (SELECT FROM payment_payment p WHERE p.order_id = o.id
                AND p.kind <> 'cod' AND p.state = 'captured' AND p.captured = p.amount AND p.refunded = 0)
    AND (SELECT count(*) FROM fulfillment_shipment s WHERE s.order_id = o.id) = 1
    AND NOT EXISTS (SELECT FROM fulfillment_shipmentline l JOIN fulfillment_shipment s ON s.id = l.shipment_id
                    WHERE s.order_id = o.id AND (l.last_scan_id IS NULL OR l.dispatched <> l.quantity))
    AND NOT EXISTS (SELECT FROM order_line l WHERE l.order_id = o.id AND (l.cancelled_quantity > 0 OR NOT l.is_stocked
                    OR l.quantity <> (SELECT coalesce(sum(r.quantity), 0) FROM inventory_reservation r
                                      WHERE r.order_line_id = l.id AND r.status = 'consumed' AND r.picked_from_id IS NOT NULL)))
    AND NOT EXISTS (SELECT FROM accounting_journalentry e WHERE e.order_id = o.id AND (e.reverses_id IS NOT NULL
                    OR e.source_event !~ '^(capture:|invoice:shipment:|transit:)[0-9]+$'))
    AND NOT EXISTS (SELECT FROM order_orderdiscount d WHERE d.order_id = o.id)
    AND NOT EXISTS (SELECT FROM accounting_creditnote c JOIN accounting_invoice i ON i.id = c.invoice_id WHERE i.order_id = o.id)
    AND (SELECT count(*) FROM accounting_invoice i WHERE i.order_id = o.id) = 1
    AND (SELECT count(*) FROM accounting_dispatchedgoods g WHERE g.order_id = o.id) = 1
"""

ITSELF = {"order_order": "SELECT id, id FROM order_order"}
#: Rows of a specimen by table: how to come from the table to its order.
OWNED = {
    "order_line": "SELECT id, order_id FROM order_line",
    "order_timelineentry": """SELECT id, order_id FROM order_timelineentry
        WHERE kind NOT IN ('note', 'invoice_issued', 'picking_started')""",
    "order_shippingaddress": "SELECT shipping_address_id, id FROM order_order WHERE shipping_address_id IS NOT NULL",
    "payment_payment": "SELECT id, order_id FROM payment_payment",
    "payment_paymentmovement": """SELECT m.id, p.order_id FROM payment_paymentmovement m
        JOIN payment_payment p ON p.id = m.payment_id""",
    "fulfillment_shipment": "SELECT id, order_id FROM fulfillment_shipment",
    "fulfillment_shipmentline": """SELECT l.id, s.order_id FROM fulfillment_shipmentline l
        JOIN fulfillment_shipment s ON s.id = l.shipment_id""",
    "fulfillment_scanevent": """SELECT x.id, s.order_id FROM fulfillment_scanevent x
        JOIN fulfillment_shipmentline l ON l.last_scan_id = x.id JOIN fulfillment_shipment s ON s.id = l.shipment_id""",
    "fulfillment_parcel": "SELECT p.id, s.order_id FROM fulfillment_parcel p JOIN fulfillment_shipment s ON s.id = p.shipment_id",
    "fulfillment_parcelline": """SELECT l.id, s.order_id FROM fulfillment_parcelline l JOIN fulfillment_parcel p ON p.id = l.parcel_id
        JOIN fulfillment_shipment s ON s.id = p.shipment_id""",
    "fulfillment_trackingevent": """SELECT t.id, s.order_id FROM fulfillment_trackingevent t
        JOIN fulfillment_parcel p ON p.id = t.parcel_id JOIN fulfillment_shipment s ON s.id = p.shipment_id""",
    "accounting_dispatchedgoods": "SELECT id, order_id FROM accounting_dispatchedgoods",
    "accounting_journalentry": "SELECT id, order_id FROM accounting_journalentry",
    "accounting_entryline": """SELECT l.id, e.order_id FROM accounting_entryline l
        JOIN accounting_journalentry e ON e.id = l.entry_id""",
    "accounting_invoice": "SELECT id, order_id FROM accounting_invoice",
    "accounting_invoiceline": """SELECT l.id, i.order_id FROM accounting_invoiceline l
        JOIN accounting_invoice i ON i.id = l.invoice_id""",
    "accounting_openitem": "SELECT id, order_id FROM accounting_openitem",
    "accounting_settlement": """SELECT s.id, i.order_id FROM accounting_settlement s
        JOIN accounting_openitem i ON i.id = s.item_id""",
    "sales_ordercheck": "SELECT id, order_id FROM sales_ordercheck",
}


#: What was taken from which shelf to staging, and what left from there at what cost.
_STOCK = """
CREATE TEMP TABLE history_picked AS
SELECT h.specimen, r.product_id, r.picked_from_id AS shelf_id, r.location_id AS staging_id, s.warehouse_id, s.picked_at AS at,
    sum(r.quantity) AS quantity
FROM history_order_line h JOIN inventory_reservation r ON r.order_line_id = h.id AND r.status = 'consumed'
JOIN fulfillment_shipment s ON s.order_id = h.specimen
GROUP BY 1, 2, 3, 4, 5, 6;
CREATE TEMP TABLE history_sent AS
SELECT h.specimen, m.product_id, m.from_location_id AS staging_id, m.quantity, m.unit_cost, m.value, m.at, m.actor_id, m.actor_label
FROM history_fulfillment_shipment h JOIN inventory_stockmovement m
    ON m.source_type = 'fulfillment.Shipment' AND m.source_id = h.id::text AND m.reason = 'dispatched';
ANALYZE history_picked; ANALYZE history_sent
"""

#: What a shipment told the books of its lines, as places of lines within the order and pieces.
_TOLD_LINES = """
ALTER TABLE history_accounting_dispatchedgoods ADD line_nths bigint[], ADD line_pieces int[];
UPDATE history_accounting_dispatchedgoods t SET (line_nths, line_pieces) = (
    SELECT array_agg(l.nth ORDER BY x.place), array_agg((x.pair ->> 1)::int ORDER BY x.place)
    FROM jsonb_array_elements(t.lines) WITH ORDINALITY x (pair, place)
    JOIN history_order_line l ON l.id = (x.pair ->> 0)::bigint)
"""


@dataclass(frozen=True)
class Specimen:
    """A finished order that may be repeated."""

    pk: int
    channel_id: int
    market_id: int
    placed_at: datetime
    is_personal: bool


def choose() -> list[Specimen]:
    """Pick the specimens out. Their ids stay for this connection in `history_specimen`, the rows they own in `history_<table>`, each
    with its order (`specimen`) and its place within that (`nth`)."""
    with connection.cursor() as cursor:
        cursor.execute(_CHOOSE)
        cursor.execute("ANALYZE history_specimen")
        for table, rows in {**ITSELF, **OWNED}.items():
            cursor.execute(
                f"CREATE TEMP TABLE history_{table} AS "
                f"SELECT s.id AS specimen, row_number() OVER (PARTITION BY s.id ORDER BY t.id) - 1 AS nth, t.* "
                f"FROM ({rows}) AS r (id, owner) JOIN history_specimen s ON s.id = r.owner JOIN {table} t ON t.id = r.id; "
                f"ANALYZE history_{table}"
            )
        cursor.execute(_STOCK)
        cursor.execute(_TOLD_LINES)
        cursor.execute("SELECT id, channel_id, market_id, date_placed, for_persons FROM history_specimen ORDER BY id")
        return [Specimen(*row) for row in cursor.fetchall()]
