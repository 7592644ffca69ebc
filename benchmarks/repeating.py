"""Repeats orders that wait for the workers: their rows and their events, by statements, as often as are wanted.

Run as a program, with the house's settings. What is repeated are the orders whose `OrderPlaced` nobody has handled yet, so
each copy goes the whole way through the real handlers. Copies have numbers of their own and promise stock of their own:
`verify` holds before and after.
"""

import sys
from typing import Any

import django

_SPECIMENS = """
CREATE TEMPORARY TABLE specimen ON COMMIT DROP AS
SELECT o.id AS old, c.prefix, e.id AS told, row_number() OVER (ORDER BY o.id) AS place
FROM events_outboxevent e JOIN order_order o ON o.id = (e.payload ->> 'order_id')::bigint
JOIN channels_channel c ON c.id = o.channel_id
WHERE e.name = 'shop.order.OrderPlaced' AND e.handler_count > 0 AND e.handler_count = (
    SELECT count(*) FROM events_delivery d WHERE d.event_id = e.id AND d.state = 'waiting' AND d.attempts = 0
)
"""
_COPIES = """
CREATE TEMPORARY TABLE copied ON COMMIT DROP AS
SELECT s.old, s.told, nextval(pg_get_serial_sequence('order_order', 'id')) AS new, n.number
FROM unnest(%s::text[], %s::int[]) AS n (number, place) JOIN specimen s ON s.place = n.place
"""
#: Column to what a copy has instead; all other columns are the specimen's own.
_ROWS = {
    "order_order": {"id": "c.new", "number": "c.number", "checkout_key": "gen_random_uuid()", "basket_id": "NULL"},
    "order_line": {"order_id": "c.new"},
    "payment_payment": {"order_id": "c.new", "reference": "upper(substr(md5(random()::text), 1, 10))"},
    "order_timelineentry": {"order_id": "c.new"},
}
_EVENTS = """
WITH told AS (
    INSERT INTO events_outboxevent (name, payload, actor_label, occurred_at, correlation, caused_by, handler_count)
    SELECT e.name, e.payload || jsonb_build_object('order_id', c.new, 'number', c.number), e.actor_label, clock_timestamp(),
        gen_random_uuid(), NULL, e.handler_count
    FROM copied c JOIN events_outboxevent e ON e.id = c.told ORDER BY c.new RETURNING id
), handlers AS (
    SELECT DISTINCT d.handler, d.lane FROM events_delivery d JOIN specimen s ON s.told = d.event_id
)
INSERT INTO events_delivery (event_id, handler, lane, state, attempts, available_at, last_error)
SELECT told.id, handlers.handler, handlers.lane, 'waiting', 0, clock_timestamp(), '' FROM told CROSS JOIN handlers
"""
_PROMISES = """
UPDATE partner_stockrecord s SET promised = promised + l.pieces
FROM (SELECT l.stockrecord_id, sum(l.promised_quantity) AS pieces FROM order_line l JOIN copied c ON c.new = l.order_id
      GROUP BY 1 ORDER BY 1) AS l
WHERE l.stockrecord_id = s.id
"""


def repeat(orders: int) -> int:
    """So many more orders that wait; answers how many deliveries wait now.

    Raises:
        ValueError: no order waits that could be repeated.
    """
    from django.db import connection, transaction

    from core.numbering import draw_positions, number_at

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SPECIMENS)
        cursor.execute("SELECT prefix FROM specimen ORDER BY place")
        prefixes = [prefix for (prefix,) in cursor.fetchall()]
        if not prefixes:
            raise ValueError("no order waits that could be repeated")
        places = [number % len(prefixes) for number in range(orders)]
        drawn = {prefix: iter(draw_positions(prefix, orders)) for prefix in set(prefixes)}
        numbers = [number_at(prefixes[place], next(drawn[prefixes[place]])) for place in places]
        cursor.execute(_COPIES, [numbers, [place + 1 for place in places]])
        for table, gets in _ROWS.items():
            _copy(cursor, table, gets)
        cursor.execute(_EVENTS)
        cursor.execute(_PROMISES)
        cursor.execute("SELECT count(*) FROM events_delivery WHERE state = 'waiting'")
        return int(cursor.fetchone()[0])


def _copy(cursor: Any, table: str, gets: dict[str, str]) -> None:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY 1", [table]
    )
    columns = [name for (name,) in cursor.fetchall() if name != "id" or "id" in gets]
    values = [gets.get(name, f"t.{name}") for name in columns]
    key = "id" if table == "order_order" else "order_id"
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} t JOIN copied c ON c.old = t.{key}"
    )


def main() -> None:
    """Repeat, and let the planner know."""
    django.setup()
    from core.database import analyse

    waiting = repeat(int(sys.argv[1]))
    analyse()
    sys.stdout.write(str(waiting))


if __name__ == "__main__":
    main()
