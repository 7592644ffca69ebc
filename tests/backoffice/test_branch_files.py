"""A branch's orders on the screen: from a file, and one by one at the counter."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shop.basket.models import Basket
from shop.channels.editing import open_door
from shop.customer.registering import register_customer
from shop.order.models import Order
from support import order_files
from tests.budget import assert_budget
from tests.factories.branch_files import file_of
from tests.factories.shop import ACTOR, channel_market, product_on_sale

pytestmark = pytest.mark.django_db
PAGE = "/office/support/branch-orders/"


@pytest.fixture
def branch():
    return open_door(
        actor=ACTOR, code="hang-bong", kind="counter", channel_market=channel_market("branch", "9"), name="Hàng Bông"
    )


@pytest.fixture
def tea(branch):
    return product_on_sale(branch.channel_market, stock=5)


def send(client, branch, raw: bytes):
    return client.post(PAGE, {"door": branch.pk, "file": SimpleUploadedFile("orders.csv", raw)})


def test_a_file_is_looked_at_then_placed_and_a_second_press_places_nothing_more(signed_in_as, branch, tea):
    client = signed_in_as("support_agent")
    looked = send(client, branch, file_of({"sku": tea.sku}))
    assert (looked.status_code, Order.objects.count()) == (200, 0)
    token = looked.context["token"]
    placed = client.post(f"{PAGE}place/", {"token": token})
    number = Order.objects.get().number
    assert number.startswith("9") and number in placed.content.decode()
    again = client.post(f"{PAGE}place/", {"token": token})
    assert again.status_code == 200 and "placed before" in again.content.decode()
    assert Order.objects.count() == 1


def test_a_wrong_row_is_told_and_offers_nothing_to_place(signed_in_as, branch, tea):
    page = send(signed_in_as("support_agent"), branch, file_of({"sku": tea.sku}, {"reference": "HB-2", "sku": "=1+1"}))
    assert page.status_code == 422 and page.context["token"] == ""
    assert [(row, column) for row, column, _said in page.context["faults"]] == [(3, "sku")]
    assert "Write plain text." in page.content.decode()
    assert not Order.objects.exists()


def test_a_token_of_somebody_else_or_of_nobody_places_nothing(signed_in_as, branch, tea):
    token = send(signed_in_as("support_agent"), branch, file_of({"sku": tea.sku})).context["token"]
    other = signed_in_as("support_agent")
    assert other.post(f"{PAGE}place/", {"token": token}).status_code == 422
    assert other.post(f"{PAGE}place/", {"token": token[:-2]}).status_code == 422
    assert not Order.objects.exists()


def test_stock_that_went_between_the_looks_is_told_again(signed_in_as, branch, tea):
    client = signed_in_as("support_agent")
    token = send(client, branch, file_of({"sku": tea.sku})).context["token"]
    tea.stockrecords.update(on_hand=1)
    page = client.post(f"{PAGE}place/", {"token": token})
    assert page.status_code == 422 and "Nothing was placed" in page.content.decode()
    assert not Order.objects.exists()


@pytest.mark.parametrize("raw", [b"PK\x03\x04", b"\xff\xfe", b"a" * 70_000, b"reference\n"])
def test_a_file_that_is_none_is_refused_with_a_sentence(signed_in_as, branch, raw):
    page = send(signed_in_as("support_agent"), branch, raw)
    assert page.status_code == 422 and page.context["file_error"].endswith(".")


def test_branch_and_file_are_both_asked_for(signed_in_as, branch):
    client = signed_in_as("support_agent")
    assert client.post(PAGE, {}).context["door_error"]
    assert client.post(PAGE, {"door": branch.pk}).context["file_error"]


def test_the_template_holds_the_columns_that_are_read(signed_in_as):
    answer = signed_in_as("support_agent").get(f"{PAGE}template/")
    head = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert tuple(head) == order_files.COLUMNS


def test_the_page_stays_within_twelve_statements(signed_in_as, branch):
    client = signed_in_as("support_agent")
    client.get(PAGE)
    with assert_budget(12):
        assert client.get(PAGE).status_code == 200


def test_a_counter_order_by_screen_begins_with_the_branchs_prefix(signed_in_as, branch, tea):
    client = signed_in_as("support_agent")
    customer = register_customer(actor=ACTOR, name="Trần Thu Hà", phone="+84912047718", language="vi")
    assert "Hàng Bông" in client.get(f"/office/support/customers/{customer.pk}/").content.decode()
    client.post("/office/support/drafts/start/", {"customer": customer.pk, "door": branch.pk})
    draft = f"/office/support/drafts/{Basket.objects.get().pk}/"
    client.post(f"{draft}add/", {"q": tea.sku})
    said = {"line1": "14 Quán Thánh", "city": "Hà Nội", "country": "VN", "postcode": "11114"}
    choice = {"delivery_code": "standard-vietnam-branch", "method_code": "transfer-vietnam"}
    client.post(f"{draft}details/", {**said, **choice})
    page = client.get(draft)
    assert page.context["title"] == "Counter order"
    client.post(f"{draft}place/", {"seen": page.context["seal"]})
    order = Order.objects.get()
    assert (order.number[0], order.door_reason, order.channel.code) == ("9", "branch_counter", "branch")
