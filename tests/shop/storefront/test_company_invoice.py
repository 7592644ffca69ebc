"""An invoice to a company: asked for in the checkout, judged by its country's rule, written on the order and its invoice."""

import pytest

from accounting.snapshots import buyer as buyer_of
from shop.customer.tax_numbers import TaxNumberNotUnderstood, normal_tax_number
from shop.order.models import Order
from tests.factories import shop

COMPANY = {
    "company": "Công ty TNHH Trà Sen", "tax_number": "01002-33488", "bill_line1": "8 Lý Thái Tổ", "bill_city": "Hà Nội",
    "bill_postcode": "11000", "bill_country": "VN",
}  # fmt: skip


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("VN", "0100 233 488", "0100233488"),
        ("TH", "0-9940-00160-09-7", "0994000160097"),
        ("CN", "91110000600037341L", "91110000600037341L"),
        ("US", "91-1144442", "911144442"),
        ("HK", "12.345-678", "12345678"),
    ],
)
def test_a_tax_number_is_kept_without_signs(country, typed, kept):
    assert normal_tax_number(typed, country) == kept


@pytest.mark.parametrize(
    ("country", "typed"), [("VN", "0100233489"), ("VN", "1"), ("CN", "91110000600037342L"), ("HK", "<b>"), ("ZZ", "abc")]
)
def test_a_mistyped_tax_number_is_refused(country, typed):
    with pytest.raises(TaxNumberNotUnderstood):
        normal_tax_number(typed, country)


def test_the_invoice_names_the_company_that_was_typed(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    review = buyer.fill_in(**COMPANY)
    assert "Trà Sen" in review.context["details_said"]
    assert buyer.press(review).status_code == 302
    order = Order.objects.get()
    named = buyer_of(order)
    assert (named["name"], named["tax_number"]) == ("Công ty TNHH Trà Sen", "0100233488")
    assert "8 Lý Thái Tổ" in named["lines"]
    page = buyer.client.get(f"/orders/{order.number}/").content.decode()
    assert "0100233488" in page


@pytest.mark.parametrize(
    ("missing", "field"), [("tax_number", "tax_number"), ("bill_line1", "bill_line1"), ("company", "company")]
)
def test_half_a_company_is_asked_for_its_other_half_beside_the_field(buyer, consumer, missing, field):
    buyer.put_in(shop.product_on_sale(consumer))
    buyer.fill_in()
    answer = buyer.client.post("/checkout/details/", {**buyer.details, **COMPANY, missing: ""})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert buyer.client.get("/checkout/").context["step"] == "details"
    assert not Order.objects.exists()


def test_a_wrong_tax_number_is_told_with_an_example_and_nothing_typed_is_lost(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    buyer.fill_in()
    answer = buyer.client.post("/checkout/details/", {**buyer.details, **COMPANY, "tax_number": "0100233489"})
    assert answer.status_code == 422
    assert "0100233488" in str(answer.context["form"].errors["tax_number"])
    assert "0100233489" in answer.content.decode()


def test_without_a_company_the_invoice_names_the_person(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    buyer.press(buyer.fill_in())
    assert Order.objects.get().billing_address is None
