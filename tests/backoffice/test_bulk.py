"""Bulk actions on orders: looked at first, done row by row, told by name."""

import pytest

from shop.order.models import Order
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db
BULK = "/office/orders/bulk/"
WHY = {"reason": "customer_asked", "words": ""}


def status(order) -> str:
    return Order.objects.get(pk=order.pk).status


def test_ticking_changes_nothing_until_the_second_press(signed_in_as):
    placed, done = order_row(), order_row(status="completed")
    page = signed_in_as("sales_manager").post(BULK, {"action": "hold", "ticked": [placed.pk, done.pk]})
    assert page.status_code == 200 and page.context["going"] == 1
    text = page.content.decode()
    assert "Nothing: it is completed" in text
    assert (status(placed), status(done)) == ("placed", "completed")


def test_each_row_is_told_by_name_and_a_refusal_keeps_no_other(signed_in_as):
    placed, done = order_row(), order_row(status="completed")
    client = signed_in_as("sales_manager")
    answer = client.post(BULK, {"action": "hold", "ticked": [placed.pk, done.pk], "confirmed": "1", **WHY}, follow=True)
    assert (status(placed), status(done)) == ("held", "completed")
    told = {row["number"]: row["tone"] for row in answer.context["rows"]}
    assert told == {placed.number: "ok", done.number: "warn"}
    assert answer.context["said"] == "1 done, 1 not."
    assert client.get(BULK).status_code == 200  # loading the report again does nothing again


def test_a_hold_without_a_reason_comes_back_with_the_rows(signed_in_as):
    placed = order_row()
    page = signed_in_as("sales_manager").post(BULK, {"action": "hold", "ticked": [placed.pk], "confirmed": "1"})
    assert page.status_code == 422 and status(placed) == "placed"


@pytest.mark.parametrize(("action", "before", "after"), [("release", "held", "released"), ("cancel", "held", "cancelled")])
def test_orders_are_released_and_cancelled_together(signed_in_as, action, before, after):
    orders = [order_row(status=before) for _n in range(3)]
    client = signed_in_as("sales_manager")
    client.post(BULK, {"action": action, "ticked": [order.pk for order in orders], "confirmed": "1", **WHY})
    assert {status(order) for order in orders} == {after}


def test_somebody_without_the_permission_neither_sees_the_action_nor_does_it(signed_in_as):
    order = order_row(status="held")
    client = signed_in_as("accountant")
    assert "release" not in [action["value"] for action in client.get("/office/orders/").context["bulk"]]
    assert client.post(BULK, {"action": "release", "ticked": [order.pk], "confirmed": "1"}).status_code == 403
    assert status(order) == "held"


@pytest.mark.parametrize("ticked", [[], ["x"], ["99999999999999999999"]])
def test_nothing_ticked_changes_nothing(signed_in_as, ticked):
    answer = signed_in_as("sales_manager").post(BULK, {"action": "hold", "ticked": ticked})
    assert answer.status_code == 302 and answer.url == "/office/orders/"


def test_orders_without_a_slip_say_so(signed_in_as):
    order = order_row()
    page = signed_in_as("stock_controller").post(BULK, {"action": "slips", "ticked": [order.pk]})
    assert "nothing of it was packed yet" in page.content.decode()
