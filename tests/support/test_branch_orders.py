"""A branch's file: looked at first, placed all together or not at all, and never twice."""

import pytest

from core.access import Actor
from core.audit.models import AuditEntry
from shop.basket.models import Basket
from shop.channels.editing import open_door
from shop.customer.models import Customer
from shop.order.models import Order
from shop.partner.models import StockRecord
from support import branch_orders, order_files
from support.models import BranchFileOrder
from support.order_files import OrderFileRefused, read_orders
from tests.factories.branch_files import file_of
from tests.factories.people import staff_member
from tests.factories.shop import ACTOR, channel_market, product_on_sale, set_price

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch():
    return open_door(actor=ACTOR, code="hang-bong", kind="counter", channel_market=channel_market("branch", "9"))


@pytest.fixture
def tea(branch):
    return product_on_sale(branch.channel_market, stock=5)


@pytest.fixture
def agent():
    return staff_member()


@pytest.fixture
def check(branch, agent):
    return lambda raw, door=branch: branch_orders.check_file(door=door, raw=raw, agent=agent, actor=Actor.of(agent))


@pytest.fixture
def place(branch, agent, check):
    """Look at a file and place it, as the screen does."""

    def do(raw, door=branch, seen=None):
        seen = check(raw, door).seen if seen is None else seen
        return branch_orders.place_file(door=door, raw=raw, agent=agent, seen=seen, actor=Actor.of(agent))

    return do


def nothing_was_written() -> bool:
    rows = (Order, BranchFileOrder, Basket, Customer, AuditEntry.objects.filter(action="branch_file.placed"))
    untouched = not StockRecord.objects.exclude(promised=0).exists()
    return untouched and not any(row.exists() if hasattr(row, "exists") else row.objects.exists() for row in rows)


def told(report) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.code) for fault in report.faults]


def test_a_file_places_orders_whose_numbers_begin_with_the_branchs_prefix(branch, tea, place, agent):
    tie = product_on_sale(branch.channel_market)
    rows = ({"sku": tea.sku}, {"sku": tie.sku.lower(), "quantity": "1"}, {"reference": "HB-2", "sku": tea.sku, "quantity": "1"})
    report = place(file_of(*rows))
    orders = [result.order for result in report.results]
    assert [order.number[0] for order in orders] == ["9", "9"]
    assert [order.lines.count() for order in orders] == [2, 1]
    first = Order.objects.get(pk=orders[0].pk)
    assert (first.door_reason, first.placed_by, first.buyer_reference, first.phone) == (
        "branch_file", agent, "HB-1", "+84912047718",
    )  # fmt: skip
    assert StockRecord.objects.get(product=tea).promised == 3
    assert Customer.objects.count() == 1  # the same name and telephone is the same customer
    assert AuditEntry.objects.filter(action="branch_file.placed").count() == 1


def test_looking_at_a_file_tells_the_total_and_changes_nothing(tea, check):
    report = check(file_of({"sku": tea.sku}))
    assert (told(report), len(report.fresh)) == ([], 1)
    assert report.results[0].total > 0 and report.results[0].order is None
    assert nothing_was_written()


def test_a_wrong_row_places_nothing_and_is_told_by_its_number(tea, check, place):
    raw = file_of(
        {"sku": tea.sku},
        {"reference": "HB-2", "sku": "nothing-like-it"},
        {"reference": "HB-3", "sku": tea.sku, "phone": "12"},
        {"reference": "HB-4", "sku": tea.sku, "quantity": "0"},
        {"reference": "HB-5", "sku": tea.sku, "email": "no address"},
        {"reference": "HB-6", "sku": tea.sku, "payment": "shells"},
        {"reference": "HB-7", "sku": tea.sku, "delivery": "by balloon"},
        {"reference": "HB-8", "sku": tea.sku, "quantity": "4"},
    )
    report = check(raw)
    assert told(report) == [
        (3, "sku", "unknown_sku"),
        (4, "phone", "phone_not_understood"),
        (5, "quantity", "bad_quantity"),
        (6, "email", "not_an_email"),
        (7, "", "method_not_offered"),
        (8, "", "delivery_not_offered"),
        (9, "quantity", "out_of_stock"),
    ]
    with pytest.raises(branch_orders.OrdersNotAsChecked):
        place(raw)
    assert nothing_was_written()


def test_the_same_file_twice_places_nothing_twice(tea, check, place):
    raw = file_of({"sku": tea.sku})
    number = place(raw).results[0].order.number
    again = place(raw)
    assert [(result.is_repeat, result.order.number) for result in again.results] == [(True, number)]
    assert check(raw).fresh == []
    assert Order.objects.count() == 1
    assert StockRecord.objects.get(product=tea).promised == 2


def test_a_longer_file_places_only_what_is_new_in_it(tea, place):
    place(file_of({"sku": tea.sku}))
    report = place(file_of({"sku": tea.sku}, {"reference": "HB-2", "sku": tea.sku, "quantity": "1"}))
    assert [result.is_repeat for result in report.results] == [True, False]
    assert Order.objects.count() == 2


def test_a_reference_used_for_another_order_is_refused(tea, check, place):
    number = place(file_of({"sku": tea.sku})).results[0].order.number
    report = check(file_of({"sku": tea.sku, "quantity": "1"}))
    assert told(report) == [(2, "reference", "reference_taken")]
    assert report.faults[0].data == {"number": number}


def test_another_branch_may_use_the_same_reference(branch, tea, place):
    other = open_door(actor=ACTOR, code="nimman", kind="counter", channel_market=branch.channel_market)
    place(file_of({"sku": tea.sku}))
    assert not place(file_of({"sku": tea.sku}), door=other).results[0].is_repeat
    assert Order.objects.count() == 2


def test_a_price_that_changed_since_the_look_places_nothing(branch, tea, check, place):
    raw = file_of({"sku": tea.sku})
    seen = check(raw).seen
    set_price(tea, branch.channel_market, 200_000)
    with pytest.raises(branch_orders.OrdersNotAsChecked):
        place(raw, seen=seen)
    assert nothing_was_written()


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1", "@SUM(A1)", " =cmd|' /C calc'!A0", "|x"])
@pytest.mark.parametrize("column", ["name", "line1", "reference", "sku", "phone"])
def test_a_cell_that_begins_like_a_formula_is_refused(cell, column):
    found = read_orders(file_of({"sku": "T-1", column: cell}))
    assert (found.orders, [(fault.row, fault.code) for fault in found.faults]) == ((), [(2, "formula")])


def test_a_telephone_may_begin_with_its_plus():
    assert len(read_orders(file_of({"sku": "T-1", "phone": "+84 (0) 912 047-718"})).orders) == 1


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"\xff\xfea\x00", "not_text"),
        (b"reference,name\x00", "not_text"),
        (b'reference,"name', "not_text"),
        (b"PK\x03\x04rest of a workbook", "spreadsheet"),
        (b"<html>,</html>\n", "head"),
        (b"reference,name,phone,sku,quantity,payment,payment\n", "head"),
        (b"reference,name,phone,sku,quantity,payment,price\n", "head"),
        (b"reference,name,phone,sku,quantity,payment\n", "empty"),
        (file_of(*[{"sku": "T-1"}] * 101), "too_many_rows"),
        (b"a" * (order_files.MOST_BYTES + 1), "too_big"),
    ],
)
def test_what_is_no_such_file_is_refused_as_a_whole(raw, why):
    with pytest.raises(OrderFileRefused) as refused:
        read_orders(raw)
    assert refused.value.data["why"] == why


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ({"sku": "T-2", "name": "Somebody else"}, (3, "name", "differs")),
        ({"sku": "t-1"}, (3, "sku", "sku_twice")),
        ({"sku": "T-2", "name": "x" * 201}, (3, "name", "too_long")),
        ({"sku": "T-2", "name": "Hà\u202e"}, (3, "name", "odd_letters")),
        ({"sku": ""}, (3, "sku", "missing")),
        ({"sku": "T-2", "quantity": "٣"}, (3, "quantity", "bad_quantity")),
    ],
)
def test_rows_of_one_order_must_agree(second, fault):
    found = read_orders(file_of({"sku": "T-1"}, second))
    assert (found.orders, [(f.row, f.column, f.code) for f in found.faults]) == ((), [fault])


def test_semicolons_and_a_customer_on_the_first_row_only_are_understood():
    bare = dict.fromkeys(order_files.CUSTOMER, "")
    found = read_orders(file_of({"sku": "T-1"}, {**bare, "sku": "T-2", "quantity": "3"}, separator=";"))
    assert [(line.row, line.sku, line.quantity) for line in found.orders[0].lines] == [(2, "T-1", 2), (3, "T-2", 3)]
    assert found.orders[0].said["name"] == "Trần Thu Hà"
