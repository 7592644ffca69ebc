"""Writes a part of the past: for each planned order every row of its specimen, moved in time, with new ids and numbers.

One statement per table. A row's new id is the table's base plus the order's place times the most rows any specimen has there,
plus the row's place (`nth`) within its specimen: so references are sums, not look-ups.
"""

from dataclasses import dataclass, field

from django.db import connection

from demo.history.counting import DRAWN, NUMBER
from demo.history.specimens import OWNED

#: Columns that the database fills in.
_FILLED = {"written_in"}


@dataclass
class Ids:
    """Where the new rows of each table begin, and how many each order has room for."""

    base: dict[str, int] = field(default_factory=dict)
    width: dict[str, int] = field(default_factory=dict)

    @classmethod
    def reserve(cls, orders: int) -> "Ids":
        """Take ids for so many orders out of each table's sequence, so that nobody else gets them."""
        found = cls()
        with connection.cursor() as cursor:
            for table in ("order_order", *OWNED):
                width = 1
                if table in OWNED:
                    cursor.execute(f"SELECT coalesce(max(nth), 0) + 1 FROM history_{table}")
                    width = cursor.fetchone()[0]
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), nextval(pg_get_serial_sequence(%s, 'id')) + %s)",
                    [table, table, orders * width],
                )
                found.base[table] = cursor.fetchone()[0] - orders * width
                found.width[table] = width
        return found

    def order(self) -> str:
        """The new order's id."""
        return f"{self.base['order_order']} + p.n"

    def new(self, table: str, nth: str) -> str:
        """The new id of the nth row of a table that an order has there."""
        return f"{self.base[table] + 1} + (p.n - 1) * {self.width[table]} + {nth}"


@dataclass(frozen=True)
class Copy:
    """How a table's rows are repeated: columns that lead to other owned tables, and those that get something new."""

    table: str
    leads_to: dict[str, str] = field(default_factory=dict)
    gets: dict[str, str] = field(default_factory=dict)
    joins: str = ""


PERSON = "LEFT JOIN history_person c ON c.id = p.customer"
_NAMED = "CASE WHEN c.id IS NULL THEN t.{0} ELSE t.{0} || jsonb_build_object('name', c.name) END"

ORDER = {
    "number": "p.number",
    "checkout_key": "md5('history' || p.number)::uuid",
    "basket_id": "NULL",
    "customer_id": "coalesce(c.id, t.customer_id)",
    "user_id": "CASE WHEN c.id IS NULL THEN t.user_id ELSE c.user_id END",
    "contact_name": "coalesce(c.name, t.contact_name)",
    "email": "coalesce(c.email, t.email)",
    "phone": "coalesce(c.phone, t.phone)",
    "phone_digits": "coalesce(c.phone_digits, t.phone_digits)",
    "search_text": "coalesce(c.search_name || ' ' || c.email, t.search_text)",
    "promise_state": "t.promise_state",
}
#: What the timeline says of parcels and shipments, with the new numbers.
_TOLD = """CASE
    WHEN t.data ?& '{tracking, number}' THEN t.data || jsonb_build_object('tracking', jsonb_build_array(@tracking), 'number', p.shipment)
    WHEN t.data ? 'tracking' THEN t.data || jsonb_build_object('tracking', jsonb_build_array(@tracking))
    WHEN t.data ? 'number' THEN t.data || jsonb_build_object('number', p.shipment) ELSE t.data END"""
#: Order lines and their pieces, as the specimen's shipment told them.
_LINES = """(SELECT jsonb_agg(jsonb_build_array({line}, hl.quantity) ORDER BY hl.nth) FROM unnest(t.line_nths, t.line_pieces) hl (nth, quantity))"""
_SOURCE = """CASE WHEN hm.id IS NOT NULL THEN 'capture:' || ({movement})
    WHEN t.source_event LIKE 'transit:%' THEN 'transit:' || ({shipment}) ELSE 'invoice:shipment:' || ({shipment}) END"""
_CAPTURED = "LEFT JOIN history_payment_paymentmovement hm ON t.source_event = 'capture:' || hm.id"

#: The past's papers went out on their day.
_MAILED = f"""INSERT INTO accounting_papermailed (kind, number, mailed_at)
SELECT 'invoice', {NUMBER}, t.created_at + p.days * interval '1 day'
FROM history_plan p JOIN history_accounting_invoice t ON t.specimen = p.specimen {DRAWN.format(series="invoice")}"""


class Writer:
    """Writes parts of the past under the ids that were reserved for all of it."""

    def __init__(self, ids: Ids) -> None:
        self.ids = ids
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name, data_type FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name = ANY (%s) ORDER BY ordinal_position",
                [["order_order", *OWNED]],
            )
            self.columns: dict[str, list[tuple[str, str]]] = {}
            for table, column, kind in cursor.fetchall():
                if column not in _FILLED:
                    self.columns.setdefault(table, []).append((column, kind))

    def copies(self) -> list[Copy]:
        """Every table after those that it refers to."""
        shipment = self.ids.new("fulfillment_shipment", "0")
        line = self.ids.new("order_line", "hl.nth")
        tracking = f"'SPH' || lpad(({self.ids.new('fulfillment_parcel', '{}')})::text, 10, '0') || 'VN'"
        movement = self.ids.new("payment_paymentmovement", "hm.nth")
        told = _TOLD.replace("@tracking", tracking.format("0"))
        return [
            Copy("order_shippingaddress", gets={"first_name": "coalesce(c.name, t.first_name)"}, joins=PERSON),
            Copy("order_order", {"shipping_address_id": "order_shippingaddress"}, ORDER, PERSON),
            Copy("order_line"),
            Copy("order_timelineentry", gets={"data": told}),
            Copy("sales_ordercheck"),
            Copy("payment_payment", gets={"reference": "p.reference"}),
            Copy("payment_paymentmovement", {"payment_id": "payment_payment"}, {"reference": "'H' || p.number"}),
            Copy("fulfillment_shipment", gets={"number": "p.shipment", "pick_list_id": "NULL"}),
            Copy("fulfillment_shipmentline", {"shipment_id": "fulfillment_shipment", "order_line_id": "order_line",
                 "last_scan_id": "fulfillment_scanevent"}, {"override_id": "NULL"}),
            Copy("fulfillment_scanevent", {"shipment_id": "fulfillment_shipment", "shipment_line_id": "fulfillment_shipmentline"},
                 {"scan_id": "md5('scan' || p.number || t.nth)::uuid", "pick_line_id": "NULL", "pick_list_id": "NULL"}),
            Copy("fulfillment_parcel", {"shipment_id": "fulfillment_shipment"},
                 {"tracking_number": tracking.format("t.nth"), "label": "''", "label_type": "''"}),
            Copy("fulfillment_parcelline", {"parcel_id": "fulfillment_parcel", "shipment_line_id": "fulfillment_shipmentline"}),
            Copy("fulfillment_trackingevent", {"parcel_id": "fulfillment_parcel"},
                 {"event_id": "'H' || p.number || '-' || t.nth"}),
            Copy("accounting_dispatchedgoods", gets={"shipment_id": shipment, "lines": _LINES.format(line=line)}),
            Copy("accounting_journalentry", gets={"number": NUMBER,
                 "source_event": _SOURCE.format(movement=movement, shipment=shipment)},
                 joins=f"{DRAWN.format(series='journal')} {_CAPTURED}"),
            Copy("accounting_entryline", {"entry_id": "accounting_journalentry"},
                 {"customer_id": "coalesce(p.customer, t.customer_id)"}),
            Copy("accounting_invoice", {"entry_id": "accounting_journalentry"},
                 {"number": NUMBER, "source": f"'shipment:' || ({shipment})", "payment_reference": "p.reference",
                  "customer_id": "coalesce(p.customer, t.customer_id)", "buyer": _NAMED.format("buyer"),
                  "delivered_to": _NAMED.format("delivered_to")}, f"{DRAWN.format(series='invoice')} {PERSON}"),
            Copy("accounting_invoiceline", {"invoice_id": "accounting_invoice", "order_line_id": "order_line"}),
            Copy("accounting_openitem", {"entry_id": "accounting_journalentry", "invoice_id": "accounting_invoice"},
                 {"shipment_id": f"CASE WHEN t.shipment_id IS NOT NULL THEN {shipment} END",
                  "customer_id": "coalesce(p.customer, t.customer_id)"}),
            Copy("accounting_settlement", {"entry_id": "accounting_journalentry", "item_id": "accounting_openitem"}),
        ]  # fmt: skip

    def write(self) -> None:
        """Write the rows of every order in `history_plan`, in the caller's transaction."""
        with connection.cursor() as cursor:
            for copy in self.copies():
                cursor.execute(self.statement(copy))
            cursor.execute(_MAILED)

    def statement(self, copy: Copy) -> str:
        """One table's INSERT."""
        names, values, joins = [], [], [copy.joins]
        for column, kind in self.columns[copy.table]:
            names.append(f'"{column}"')
            values.append(self._value(copy, column, kind, joins))
        return (
            f"INSERT INTO {copy.table} ({', '.join(names)}) SELECT {', '.join(values)} "
            f"FROM history_plan p JOIN history_{copy.table} t ON t.specimen = p.specimen {' '.join(joins)}"
        )

    def _value(self, copy: Copy, column: str, kind: str, joins: list[str]) -> str:
        if column == "id":
            return self.ids.order() if copy.table == "order_order" else self.ids.new(copy.table, "t.nth")
        if column in copy.leads_to:
            table, alias = copy.leads_to[column], f"r{len(joins)}"
            joins.append(f"LEFT JOIN history_{table} {alias} ON {alias}.id = t.{column}")
            return f"CASE WHEN {alias}.id IS NOT NULL THEN {self.ids.new(table, f'{alias}.nth')} END"
        if column in copy.gets:
            return copy.gets[column]
        if column == "order_id":
            return self.ids.order()
        if kind == "timestamp with time zone":
            return f"t.{column} + p.days * interval '1 day'"
        return f"t.{column} + p.days" if kind == "date" else f"t.{column}"
