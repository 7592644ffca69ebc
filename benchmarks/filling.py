"""Fills the house for measuring: the demo company through its own jobs, then its products repeated to 10,000 by statements.

Run as a program, with the house's settings, in the checkout that is measured. Repeated rows break no promise of
`verify`: every piece on a shelf came by a movement that says what it cost.
"""

import sys
from dataclasses import dataclass, field
from typing import Any

import django

SHELVES = 20
#: A product's nth copy gets its ids so much higher.
STRIDE = 100_000
PLENTY = 100_000
#: Products of which there are exactly so many, for the races.
SCARCE, SCARCE_PIECES = 60, 50
SCARCE_SKU = "SCARCE-"


@dataclass(frozen=True)
class Copied:
    """A table whose rows belong to a product: which columns lead to copied rows, and which get something new."""

    table: str
    product: str = "product_id"
    leads_to: tuple[str, ...] = ()
    gets: dict[str, str] = field(default_factory=dict)


TABLES = (
    Copied(
        "catalogue_product",
        product="id",
        gets={
            "title": "t.title || ' ' || c.nth",
            "title_en": "t.title_en || ' ' || c.nth",
            "slug": "t.slug || '-' || c.nth",
            "sku": f"CASE WHEN c.place <= {SCARCE} THEN '{SCARCE_SKU}' ELSE '' END || t.sku || '-' || c.nth",
            "upc": "NULL",
            "code": "NULL",
        },
    ),
    Copied("pricing_price"),
    Copied("catalogue_assortmentitem"),
    Copied("catalogue_productattributevalue"),
    Copied("catalogue_productimage", gets={"code": "NULL"}),
    Copied("catalogue_expertreview"),
    Copied("reviews_productreview", gets={"code": "NULL"}),
    Copied("catalogue_productrecommendation", product="primary_id", leads_to=("recommendation_id",)),
    Copied(
        "partner_stockrecord",
        gets={
            "partner_sku": "t.partner_sku || '-' || c.nth",
            "on_hand": "0",
            "reserved": "0",
            "promised": "0",
            "safety_stock": f"CASE WHEN c.place <= {SCARCE} THEN 0 ELSE t.safety_stock END",
            "next_due_on": "NULL",
            "next_due_quantity": "0",
        },
    ),
)
#: Copied rows that nothing is put in place of: what is sold now, to keep of each product `nth` times.
CHOOSE = """
CREATE TEMPORARY TABLE copied AS
SELECT p.id AS old, k AS nth, row_number() OVER (ORDER BY k, p.id) AS place
FROM catalogue_product p CROSS JOIN generate_series(1, %(times)s) k
WHERE p.lifecycle = 'active' AND NOT p.price_on_request
  AND EXISTS (SELECT 1 FROM inventory_stocklevel l JOIN inventory_location o ON o.id = l.location_id
              JOIN inventory_poolzone z ON z.zone_id = o.zone_id WHERE l.product_id = p.id)
  AND EXISTS (SELECT 1 FROM catalogue_assortmentitem a WHERE a.product_id = p.id AND a.channel_market_id = %(place)s)
ORDER BY k, p.id LIMIT %(wanted)s
"""
STOCK = (
    # One shelf of the pool for each copy: scarce goods lie there whole, all others in plenty.
    f"""
    INSERT INTO inventory_stocklevel (on_hand, reserved, location_id, product_id)
    SELECT CASE WHEN c.place <= {SCARCE} THEN {SCARCE_PIECES} ELSE {PLENTY} END, 0, l.location_id, c.old + c.nth * {STRIDE}
    FROM copied c JOIN LATERAL (
        SELECT l.location_id FROM inventory_stocklevel l JOIN inventory_location o ON o.id = l.location_id
        JOIN inventory_poolzone z ON z.zone_id = o.zone_id WHERE l.product_id = c.old ORDER BY l.on_hand DESC LIMIT 1
    ) l ON true
    """,
    f"""
    INSERT INTO inventory_stockmovement (quantity, reason, source_type, source_id, source_label, unit_cost, value, note,
                                         actor_label, at, product_id, to_location_id)
    SELECT l.on_hand, 'received', '', '', 'benchmark', round(k.value / greatest(k.quantity, 1)),
           round(k.value / greatest(k.quantity, 1)) * l.on_hand, '', 'benchmark', now(), l.product_id, l.location_id
    FROM inventory_stocklevel l JOIN inventory_productcost k ON k.product_id = l.product_id % {STRIDE}
    WHERE l.product_id > {STRIDE}
    """,
    f"""
    INSERT INTO inventory_productcost (product_id, quantity, value)
    SELECT product_id, sum(quantity), sum(value) FROM inventory_stockmovement WHERE product_id > {STRIDE} GROUP BY product_id
    """,
    f"""
    UPDATE partner_stockrecord s SET on_hand = l.on_hand FROM inventory_stocklevel l
    WHERE l.product_id = s.product_id AND s.product_id > {STRIDE}
    """,
)


def repeat(cursor: Any, one: Copied) -> None:
    """Repeat a table's rows for every copied product."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY 1",
        [one.table],
    )
    columns = [name for (name,) in cursor.fetchall()]
    moved = {"id", one.product, *one.leads_to}
    values = [f"t.{name} + c.nth * {STRIDE}" if name in moved else one.gets.get(name, f"t.{name}") for name in columns]
    joins = "".join(f" JOIN copied c_{name} ON c_{name}.old = t.{name} AND c_{name}.nth = c.nth" for name in one.leads_to)
    cursor.execute(
        f"INSERT INTO {one.table} ({', '.join(columns)}) SELECT {', '.join(values)} "
        f"FROM {one.table} t JOIN copied c ON c.old = t.{one.product}{joins}"
    )


def put_on_shelves(shelves: list[int]) -> str:
    """The copies in the new categories, as many in each."""
    listed = ", ".join(map(str, shelves))
    return (
        "INSERT INTO catalogue_productcategory (product_id, category_id) "
        f"SELECT c.old + c.nth * {STRIDE}, (ARRAY[{listed}])[1 + c.place % {len(shelves)}] FROM copied c"
    )


def fill(products: int) -> None:
    """Migrate, load a small demo company, and repeat its products."""
    django.setup()
    from django.core.management import call_command, get_commands

    call_command("migrate", interactive=False, verbosity=0)
    call_command("seed_demo", products=40, orders=0, consumers=20, companies=12)
    repeat_products(products, _put_up_shelves())
    # What is derived from products is made anew where a command for it exists.
    if "make_cards" in get_commands():
        call_command("make_cards")


def repeat_products(products: int, shelves: list[int]) -> None:
    """Repeat what the small company sells until there are so many products more."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        # History and references of repeated rows are as right as those of the first ones: not asked again for each row.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(CHOOSE, {"times": products, "wanted": products, "place": _home_place()})
        for one in TABLES:
            repeat(cursor, one)
        cursor.execute(put_on_shelves(shelves))
        for statement in STOCK:
            cursor.execute(statement)
        for one in TABLES:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{one.table}', 'id'), (SELECT max(id) FROM {one.table}))",
            )


def _put_up_shelves() -> list[int]:
    from core.access import Actor
    from shop.catalogue import organising

    actor = Actor.system("benchmark")
    root = organising.save_category(actor=actor, slug="measured", parent=None, name="Measured", description="")
    made = [
        organising.save_category(
            actor=actor, slug=f"measured-{number:02}", parent=root, name=f"Shelf {number:02}", description=""
        )
        for number in range(1, SHELVES + 1)
    ]
    return [one.pk for one in made]


def _home_place() -> int:
    """The channel and market behind the door that everybody without another comes through."""
    from shop.channels.doors import find_entrance

    return find_entrance(host="127.0.0.1", path="", user_id=None).channel_market.pk


if __name__ == "__main__":
    fill(int(sys.argv[1]))
