"""Lists: pages by key, filters in the address, files that a spreadsheet cannot run, a fixed number of statements."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from backoffice.lists.exporting import cell
from core import clock
from core.audit.models import AuditEntry
from shop.order.models import Order
from tests.factories.placed import channel_in_market, order_row

pytestmark = pytest.mark.django_db
LIST = "/office/orders/"


def numbers(answer) -> list[str]:
    return [row.number for row in answer.context["rows"]]


def walk(client, address: str, which: str = "next_url") -> list[list[str]]:
    pages = []
    while address:
        answer = client.get(address)
        pages.append(numbers(answer))
        address = answer.context["pager"][which]
    return pages


@pytest.fixture
def many(db) -> list[str]:
    """120 orders, a third without a dispatch date, many at the same minute."""
    now = clock.now()
    through = channel_in_market()
    for n in range(120):
        order_row(
            through=through,
            date_placed=now - dt.timedelta(minutes=n // 7),
            dispatch_by=None if n % 3 == 0 else now + dt.timedelta(hours=n % 11),
            total_incl_tax=Decimal(1000 * (n % 13)),
            total_excl_tax=0,
        )
    return list(Order.objects.order_by("-date_placed", "-pk").values_list("number", flat=True))


@pytest.mark.parametrize("sort", ["placed", "-placed", "dispatch", "-dispatch", "total", "-total"])
def test_walking_forward_shows_every_row_once_and_walking_back_the_same_pages(signed_in_as, many, sort):
    client = signed_in_as("accountant")
    forward = walk(client, f"{LIST}?sort={sort}")
    assert [len(page) for page in forward] == [50, 50, 20]
    assert sorted(number for page in forward for number in page) == sorted(many)

    last = client.get(f"{LIST}?sort={sort}")
    while last.context["pager"]["next_url"]:
        last = client.get(last.context["pager"]["next_url"])
    back = walk(client, last.context["pager"]["before_url"], "before_url")
    assert back == forward[-2::-1]


def test_newest_first_when_nothing_is_said(signed_in_as, many):
    assert numbers(signed_in_as("accountant").get(LIST)) == many[:50]


def test_rows_without_the_value_come_last_in_both_directions(signed_in_as, many):
    client = signed_in_as("accountant")
    for sort in ("dispatch", "-dispatch"):
        order = [number for page in walk(client, f"{LIST}?sort={sort}") for number in page]
        without = set(Order.objects.filter(dispatch_by=None).values_list("number", flat=True))
        assert set(order[-len(without) :]) == without


@pytest.mark.parametrize("edited", ["after=%%%", "after=bm90anNvbg", "before=W10", "after=WyJ4IiwieSJd", "sort=password"])
def test_an_edited_address_means_the_first_page_never_an_error(signed_in_as, many, edited):
    answer = signed_in_as("accountant").get(f"{LIST}?{edited}")
    assert answer.status_code == 200 and numbers(answer) == many[:50]


def test_filters_stand_in_the_address_and_nonsense_is_left_out(signed_in_as):
    held, other = order_row(status="held"), order_row()
    client = signed_in_as("accountant")
    assert numbers(client.get(f"{LIST}?status=held")) == [held.number]
    assert set(numbers(client.get(f"{LIST}?status=nonsense&channel=x"))) == {held.number, other.number}


def test_enter_in_a_lists_search_chooses_no_filter(signed_in_as):
    order_row()
    bar = re.search(
        r'<form class="filterbar".*?</form>', signed_in_as("accountant").get(LIST).content.decode(), re.DOTALL
    ).group()
    buttons = re.findall(r'<button type="submit"[^>]*>', bar)
    assert len(buttons) > 1
    assert "name=" not in buttons[0]  # a browser presses the first button of a form


def test_an_empty_list_says_whether_a_filter_made_it_so(signed_in_as):
    client = signed_in_as("accountant")
    assert "No order yet" in client.get(LIST).content.decode()
    order_row()
    assert "Remove the filters" in client.get(f"{LIST}?status=held").content.decode()


def test_a_page_of_a_list_costs_the_same_whatever_the_rows(signed_in_as, many, assert_budget):
    client = signed_in_as("accountant")
    client.get(LIST)
    with assert_budget(12):
        client.get(f"{LIST}?sort=total&status=placed")


def test_the_file_holds_exactly_what_is_filtered_and_is_written_down(signed_in_as):
    order_row(status="held", contact_name="=HYPERLINK(1)")
    order_row(contact_name="Ordinary")
    client = signed_in_as("accountant")
    answer = client.get(f"{LIST}?status=held&export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["customer"] for row in rows] == ["'=HYPERLINK(1)"]
    assert re.fullmatch(r'attachment; filename="orders_[\d_-]+\.csv"', answer["Content-Disposition"])
    assert AuditEntry.objects.get(action="list.exported").data["filters"] == {"status": "held"}


def test_the_workbook_holds_real_numbers_and_dates_and_no_formula(signed_in_as):
    order = order_row(status="held", contact_name="=HYPERLINK(1)", total_incl_tax=Decimal("1250000"))
    order_row()
    answer = signed_in_as("accountant").get(f"{LIST}?status=held&export=xlsx")
    assert re.fullmatch(r'attachment; filename="orders_[\d_-]+\.xlsx"', answer["Content-Disposition"])
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, row = list(sheet.iter_rows())
    cells = dict(zip([cell.value for cell in head], row, strict=True))
    assert sheet.max_row == 2
    assert (cells["number"].value, cells["number"].data_type) == (order.number, "s")
    assert (cells["customer"].value, cells["customer"].data_type) == ("=HYPERLINK(1)", "s")
    assert (cells["total_incl_tax"].value, cells["total_incl_tax"].data_type) == (1250000, "n")
    assert cells["placed"].is_date and isinstance(cells["placed"].value, dt.datetime)


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_can_run_as_a_formula(bad):
    assert cell(bad) == f"'{bad}"


@pytest.mark.parametrize(
    ("value", "text"), [(Decimal("-12.5000"), "-12.5"), (Decimal("1E+3"), "1000"), (-3, "-3"), (None, ""), (True, "yes")]
)
def test_numbers_stay_numbers(value, text):
    assert cell(value) == text
