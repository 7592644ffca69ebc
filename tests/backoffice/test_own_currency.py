"""Costs are asked for in the currency that the company keeps its books in, whichever that is, with its own decimals."""

import uuid

import pytest
from django.urls import reverse

from backoffice.buying.arriving import HeadForm
from backoffice.roles import ensure_roles
from tests.factories import buying
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in_as):
    ensure_roles()
    return signed_in_as("stock_controller")


@pytest.mark.parametrize(("currency", "other"), [("VND", "USD"), ("USD", "VND")])
def test_labels_name_the_companys_own_currency(desk, settings, currency, other):
    house, product = make.warehouse(), make.product_in_stock(1)
    order = buying.sent(buying.product_bought())
    line = {"line-0-product": product.sku, "line-0-location": "B-01-01", "line-0-quantity": "1", "line-0-unit_cost": "1"}
    settings.OSCAR_DEFAULT_CURRENCY = currency

    pages = [
        desk.get(reverse("backoffice:purchase_order_receive", args=[order.number])),
        desk.post(reverse("backoffice:receive"), {"key": uuid.uuid4(), "warehouse": house.code, **line}),
        desk.get(reverse("backoffice:warehouse", args=[house.code])),
    ]

    text = "".join(page.content.decode() for page in pages)
    for label in ("Freight", "Duty", "Cost of a piece", "Cost of a parcel"):
        assert f"{label}, {currency}" in text
        assert f"{label}, {other}" not in text


def test_a_company_that_counts_in_cents_can_say_them_and_one_that_does_not_cannot(settings):
    order = buying.sent(buying.product_bought())
    typed = {"key": str(uuid.uuid4()), "freight": "12.50", "exchange_rate": "0.00004"}

    refused = HeadForm(typed, order=order)
    assert "freight" in refused.errors
    settings.OSCAR_DEFAULT_CURRENCY = "USD"
    form = HeadForm(typed, order=order)

    assert form.is_valid()
    assert form.fields["exchange_rate"].help_text == "How many USD a unit of VND is worth today."
