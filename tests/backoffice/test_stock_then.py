"""The list of stock at a past moment: the day asked for decides the figures, nonsense means now."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from core import clock
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    with clock.at(datetime(2026, 11, 2, 5, 0, tzinfo=UTC)):
        product = make.product_in_stock(5)
    with clock.at(datetime(2026, 11, 4, 5, 0, tzinfo=UTC)):
        make.put_on_shelf(product, 37)
    return product


def figures(client, **asked):
    page = client.get(reverse("backoffice:stock_then"), asked)
    assert page.status_code == 200
    return [(row.then, row.on_hand) for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("asked", "then"),
    [("2026-11-03", 5), ("2026-11-04", 42), ("2026-11-02T13:00", 5), ("", 42), ("never", 42), ("9999-12-31", 42)],
)
def test_the_day_decides_the_figures(signed_in_as, product, asked, then):
    assert figures(signed_in_as("stock_controller"), at=asked) == [(then, 42)]


def test_before_the_first_receipt_nothing_lay_anywhere(signed_in_as, product):
    assert figures(signed_in_as("stock_controller"), at="2026-11-01") == []
    assert figures(signed_in_as("stock_controller"), at="2026-11-02T11:00") == []


def test_it_costs_as_many_statements_as_any_list_and_is_exported_as_it_stands(signed_in_as, product, assert_budget):
    client = signed_in_as("stock_controller")
    with assert_budget(12):
        client.get(reverse("backoffice:stock_then"), {"at": "2026-11-03"})
    taken = client.get(reverse("backoffice:stock_then"), {"at": "2026-11-03", "export": "csv"})
    text = b"".join(taken.streaming_content if taken.streaming else [taken.content]).decode()
    assert f"{product.sku}," in text
    assert ",5,42" in text
