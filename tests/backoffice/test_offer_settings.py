"""Offers and vouchers by screen: made, changed, refused beside the field."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from shop.offer.models import ConditionalOffer
from shop.voucher.models import Voucher
from tests.factories import offers, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(signed_in_as):
    return signed_in_as("administrator")


def offer_form(**values) -> dict:
    at = shop.channel_market()
    return {
        "name": "Lantern week", "title_en": "Lantern week", "title_vi": "Tuần lễ đèn lồng", "channel_market": at.pk,
        "kind": "Percentage", "value": "7", "least_pieces": "1", "priority": "0", "is_active": "on", **values,
    }  # fmt: skip


def test_an_offer_made_by_screen_lowers_prices_at_once(office):
    product = shop.product_on_sale(price=100_000)
    answer = office.post(reverse("backoffice:offer_new"), offer_form(skus=product.sku.lower(), most_orders="50"))
    assert answer.status_code == 302
    made = ConditionalOffer.objects.get()
    assert (made.title_vi, made.max_global_applications) == ("Tuần lễ đèn lồng", 50)
    assert shop.quote_for(shop.basket_with(product)).discount == 7_000
    assert AuditEntry.objects.filter(action="offer.saved").exists()
    page = office.get(reverse("backoffice:offer", args=[made.pk]))
    assert product.sku in page.content.decode()

    office.post(reverse("backoffice:offer", args=[made.pk]), offer_form(value="10"))
    assert shop.quote_for(shop.basket_with(shop.product_on_sale(price=100_000))).discount == 10_000


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"value": "101"}, "value"),
        ({"value": "0"}, "value"),
        ({"kind": "Absolute", "value": "0.5"}, "value"),
        ({"skus": "NOT-OURS"}, "skus"),
        ({"starts": "2026-12-02T10:00", "ends": "2026-12-01T10:00"}, "ends"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_made(office, values, field):
    answer = office.post(reverse("backoffice:offer_new"), offer_form(**values))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not ConditionalOffer.objects.exists()


def test_a_voucher_made_by_screen_opens_its_offer(office):
    opened = offers.offer(needs_voucher=True)
    values = {
        "code": "trung-thu", "name": "Mid-autumn", "offer": opened.pk, "usage": Voucher.ONCE_PER_CUSTOMER,
        "starts": "2020-01-01T00:00", "ends": "2040-01-01T00:00",
    }  # fmt: skip
    assert office.post(reverse("backoffice:voucher_new"), values).status_code == 302
    assert Voucher.objects.get().code == "TRUNG-THU"
    again = office.post(reverse("backoffice:voucher_new"), values)
    assert again.status_code == 422 and "code" in again.context["form"].errors
    assert "TRUNG-THU" in office.get(reverse("backoffice:vouchers")).content.decode()


def test_lists_of_offers_and_vouchers_cost_few_statements(office, assert_budget):
    for number in range(6):
        offers.voucher(code=f"CODE-{number}")
    for name in ("offers", "vouchers"):
        office.get(reverse(f"backoffice:{name}"))
        with assert_budget(12):
            office.get(reverse(f"backoffice:{name}"))
