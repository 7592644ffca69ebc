"""Units that were sold and lie nowhere yet: to whom, since when, until when, and what has to happen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse

from backoffice.warehouse.promised import PromisedUnits
from core import clock
from core.events import deliver_everything
from inventory.detecting import promised_units
from shop.order.models import Line, Order
from shop.partner.models import StockRecord
from tests.backoffice.test_long_lists import FEW, MANY, most_read, rows_read
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
AT = "backoffice:promised_units"


@pytest.fixture
def controller(signed_in_as):
    return signed_in_as("stock_controller")


def shown(controller, query=""):
    return controller.get(reverse(AT) + query).context["rows"]


@pytest.fixture
def tea():
    return make.product_in_stock(5)


def released(order):
    make.let_through(order)
    deliver_everything()
    return order


def waiting(tea):
    """Released, but a piece of it is gone from its shelf before anybody could hold it."""
    order = make.order_placed_on_paper(tea, quantity=5)
    make.take_away(tea, 2)
    return released(order)


def test_a_unit_is_on_this_list_or_on_that_of_held_ones_and_on_no_other(controller, tea):
    order = waiting(tea)
    held = controller.get(reverse("backoffice:held_units")).context["rows"]

    (row,) = shown(controller)

    assert row.order == order
    assert row.promised_quantity + sum(one.quantity for one in held) == 5
    assert row.promised_quantity == 2


def test_each_says_what_has_to_happen(controller, tea):
    on_paper = make.order_placed_on_paper(tea)
    (row,) = shown(controller)
    assert (row.order, row.next_step) == (on_paper, "Release the order, or cancel it")

    make.take_away(tea, 5)
    released(on_paper)
    (row,) = shown(controller)
    assert row.next_step == "Waits for stock: none is on order"

    StockRecord.objects.filter(product=tea).update(next_due_on=clock.today() + timedelta(days=2), next_due_quantity=9)
    (row,) = shown(controller)
    assert "more comes on" in row.next_step


def test_what_is_promised_to_a_cancelled_order_stands_out(controller, tea):
    order = make.order_placed_on_paper(tea)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE order_order SET status = 'cancelled' WHERE id = %s", [order.pk])

    (row,) = shown(controller)

    assert row.is_suspect
    assert row.next_step == "Give it back: nobody will take it"


def test_an_unpaid_order_says_until_when_it_is_promised(controller, tea):
    shop.order_placed(tea, kind="transfer")

    (row,) = shown(controller)

    assert row.ends.startswith("Payment expires")


def test_it_is_narrowed_by_what_it_waits_for(controller, tea):
    stuck, other = waiting(tea), make.product_in_stock(5)
    on_paper = make.order_placed_on_paper(other)

    assert [row.order for row in shown(controller, "?waits=yes")] == [stuck]
    assert [row.order for row in shown(controller, "?unreleased=yes")] == [on_paper]
    assert [row.order for row in shown(controller, f"?sku={other.sku}")] == [on_paper]
    assert shown(controller, "?day=yes") == []
    Order.objects.filter(pk=stuck.pk).update(dispatch_by=clock.now() - timedelta(hours=1))
    assert [row.order for row in shown(controller, "?late=yes")] == [stuck]


def test_nothing_promised_is_said_so_and_the_lists_lead_to_each_other(controller):
    assert b"Every piece that was sold has its shelf" in controller.get(reverse(AT)).content
    assert reverse(AT).encode() in controller.get(reverse("backoffice:held_units")).content
    assert reverse("backoffice:held_units").encode() in controller.get(reverse(AT)).content


def test_it_asks_at_most_twelve_statements(controller, tea, assert_budget):
    for _n in range(3):
        make.order_placed_on_paper(tea)
    controller.get(reverse(AT))

    with assert_budget(12):
        page = controller.get(reverse(AT))

    assert len(page.context["rows"]) == 3


@pytest.fixture
def hundred_thousand_lines(tea) -> None:
    """Copies of one line of one order, every tenth of them still promised: what has left long ago is most."""
    make.order_placed_on_paper(tea)
    columns = [field.column for field in Line._meta.concrete_fields if field.column != "id"]
    spread = {"promised_quantity": "CASE WHEN n %% 10 = 0 THEN 1 ELSE 0 END"}
    taken = ", ".join(spread.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO order_line ({names}) SELECT {taken} FROM order_line, generate_series(1, %s) n", [MANY])
        cursor.execute("ANALYZE order_line, order_order")


def listing(address=""):
    request = RequestFactory().get(f"/office/warehouse/held/promised/{address}")
    request.user = AnonymousUser()
    return PromisedUnits(request)


def test_no_page_reads_more_than_it_shows_at_a_hundred_thousand_lines(hundred_thousand_lines):
    deep = promised_units().order_by("-id")[100]
    first = listing()
    far = listing(f"?after={first.keyset._mark(deep)}")
    mark = far.keyset._read(far.values["after"], Line)
    page = far.filtered.filter(far.keyset._beyond(*mark, backward=False)).order_by(*far.keyset.order())[:51]

    assert len(page) == 51
    assert most_read(first) < FEW
    assert most_read(listing("?sort=-since")) < FEW
    assert rows_read(*page.query.sql_with_params()) < FEW
