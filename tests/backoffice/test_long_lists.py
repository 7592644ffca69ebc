"""Lists at 100,000 rows: every view reads what it shows and no more, by what PostgreSQL says it read."""

import json
import random
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory

from backoffice.orders.listing import Orders
from backoffice.settings.auditing import AuditTrail
from core import clock
from core.audit.models import AuditEntry
from sales.models import Owner, Territory
from shop.channels.models import ChannelMarket, Door, Market
from shop.order.models import Order
from tests.factories.owners import owned
from tests.factories.placed import order_row
from tests.factories.shop import door, market

pytestmark = pytest.mark.django_db
MANY = 100_000
#: Rows that a page may touch: itself, its joins, the count that stops at a thousand.
FEW = 5_000


@pytest.fixture
def hundred_thousand_orders(db) -> None:
    """Copies of one order, spread over two years and every state, written by one statement."""
    one = order_row(placed_by=None, dispatch_by=clock.now(), deliver_by=clock.now().date())
    with clock.at(clock.now() - timedelta(days=900)):
        mine = owned("le-hong", "delta")
    side_door = door(one_place(one))
    dollars = market("international", name="International", currency="USD", countries=["US"], languages=["en"])
    columns = [field.column for field in Order._meta.concrete_fields if field.column != "id"]
    spread = {
        "number": "'6' || lpad((900000000000 + n)::text, 12, '0')",
        "checkout_key": "gen_random_uuid()",
        "basket_id": "NULL",
        "date_placed": "date_placed - n * interval '10 minutes'",
        "dispatch_by": "CASE WHEN n % 3 = 0 THEN NULL ELSE date_placed - n * interval '9 minutes' END",
        "deliver_by": "(date_placed - n * interval '10 minutes')::date",
        "total_incl_tax": "CASE WHEN n % 50 = 0 THEN 10 + n % 90 ELSE 100000 + (n * 7919) % 900000 END",
        "total_excl_tax": "0",
        "market_id": f"CASE WHEN n % 50 = 0 THEN {dollars.pk} ELSE market_id END",
        "currency": "CASE WHEN n % 50 = 0 THEN 'USD' ELSE currency END",
        "status": "CASE WHEN n < 40 THEN 'held' WHEN n < 400 THEN 'released' ELSE 'completed' END",
        "payment_view": "CASE WHEN n < 300 THEN 'unpaid' WHEN n < 600 THEN 'cash_due' ELSE 'paid' END",
        "fulfillment_view": "CASE WHEN n < 400 THEN 'reserved' WHEN n < 600 THEN 'shipped' ELSE 'delivered' END",
        "customer_id": f"CASE WHEN n % 2000 = 0 THEN {mine.pk} ELSE customer_id END",
        "door_id": f"CASE WHEN n % 2000 = 0 THEN {side_door.pk} END",
        "promise_state": "CASE WHEN n % 1000 = 0 THEN 'at_risk' ELSE 'on_time' END",
    }
    taken = ", ".join(spread.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO order_order ({names}) SELECT {taken} FROM order_order, generate_series(1, {MANY}) n")
        cursor.execute("ANALYZE order_order, sales_ownership")


def one_place(order: Order) -> ChannelMarket:
    return ChannelMarket.objects.get(channel=order.channel, market=order.market)


def listing(kind, address: str):
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    return kind(request)


def rows_read(query: str, params) -> int:
    """How many rows every step of the plan gave or threw away, when the statement is run."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", params)
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]

    def of(node) -> float:
        own = node["Actual Rows"] * node["Actual Loops"] + node.get("Rows Removed by Filter", 0) * node["Actual Loops"]
        return max([own, *(of(child) for child in node.get("Plans", ()))])

    return int(of(plan))


def most_read(one) -> int:
    """The greediest of a page's statements."""
    rows = one.filtered.order_by(*one.keyset.order())[: one.page_size + 1]
    counted = one.filtered.order_by()[:1001].values("pk")
    return max(rows_read(*found.query.sql_with_params()) for found in (rows, counted))


def test_no_page_of_a_hundred_thousand_orders_reads_the_whole_table(hundred_thousand_orders):
    """One test, for the rows take longer to write than all pages to ask for."""
    no_view_or_sort_reads_the_whole_table()
    page_two_thousand_costs_what_page_one_costs()
    an_address_that_nobody_gave_is_looked_up_and_not_looked_for()


def no_view_or_sort_reads_the_whole_table() -> None:
    views = ["&".join(f"{name}={value}" for name, value in view.values.items()) for view in Orders.views]
    sorts = [f"sort={sign}{name}" for name in Orders.sorts for sign in ("", "-")]
    figures = ["placed=today", "phone=yes", "deliver=today", "late=yes"]
    figures += [f"door={Door.objects.get().pk}", f"owner={Owner.objects.get().pk}", f"territory={Territory.objects.get().pk}"]
    small = Market.objects.get(currency="USD")
    figures += [f"market={small.pk}&sort=total", "currency=USD&sort=total", f"market={small.pk}&sort=-total"]
    figures += ["deliver=2031-01-01", "deliver=2031-01-01&sort=total"]
    read = {query: most_read(listing(Orders, f"/office/orders/?{query}")) for query in [*views, *sorts, *figures]}
    assert {query: rows for query, rows in read.items() if rows > FEW} == {}


def page_two_thousand_costs_what_page_one_costs() -> None:
    first = listing(Orders, "/office/orders/")
    deep = Order.objects.order_by("-date_placed", "-pk")[MANY - 100]
    far = listing(Orders, f"/office/orders/?after={first.keyset._mark(deep)}")
    mark = far.keyset._read(far.values["after"], Order)
    rows = far.filtered.filter(far.keyset._beyond(*mark, backward=False)).order_by(*far.keyset.order())[:51]
    assert rows_read(*rows.query.sql_with_params()) < FEW


def an_address_that_nobody_gave_is_looked_up_and_not_looked_for() -> None:
    asked = Order.objects.filter(email__iexact="Nobody@example.com").order_by("-date_placed", "-pk")[:8]
    assert rows_read(*asked.query.sql_with_params()) < 50


def test_the_audit_trail_is_read_by_its_indexes(db):
    chance, now = random.Random(7), clock.now()
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(
                at=now - timedelta(minutes=n), actor_kind="user", actor_id=n % 40, actor_label=f"Staff {n % 40}",
                action=chance.choice(["order.released", "order.held", "staff.signed_in"]),
                subject_type="order.Order", subject_id=str(n),
            )
            for n in range(20_000)
        ),
        batch_size=5000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_auditentry")
    asked = ["", "deed=staff.signed_in", "who=7", "day=today", "record=order.Order&number=77"]
    read = {query: most_read(listing(AuditTrail, f"/office/settings/audit/?{query}")) for query in asked}
    assert {query: rows for query, rows in read.items() if rows > FEW} == {}
