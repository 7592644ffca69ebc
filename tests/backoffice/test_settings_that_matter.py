"""Settings that reach customers or papers: shown with what they lead to, saved by a second press, refused beside the field."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounting.chart import the_company
from accounting.models import Company
from core.audit.models import AuditEntry
from shop.channels.models import ChannelMarket, Door, Market
from shop.payment.models import PaymentKind, PaymentMethod
from shop.pricing.models import TaxCategory, TaxRate
from tests.factories import books, shop

pytestmark = pytest.mark.django_db
ACCOUNT = {"bank_name": "Vietcombank", "bank_holder": "Lantern & Leaf", "bank_number": "0071 0044", "bank_bin": "970436"}


def at(name: str, *args) -> str:
    return reverse(f"backoffice:{name}", args=args)


@pytest.fixture
def office(signed_in_as):
    return signed_in_as("administrator")


def look_then_save(client, address: str, values: dict):
    shown = client.post(address, values)
    assert shown.status_code == 200
    return shown, client.post(address, {**values, "shown": shown.context["asked"].mark})


def method_form(method: PaymentMethod, **values) -> dict:
    return {
        "name_en": "Transfer", "market": method.market_id, "channels": [c.pk for c in method.channels.all()], "kind": method.kind,
        "fee": "0", "is_active": "on", "position": "10", **ACCOUNT, **values,
    }  # fmt: skip


def test_the_account_of_a_transfer_is_shown_first_then_saved_and_read_by_the_customers_page(office):
    order = shop.order_placed(kind=PaymentKind.TRANSFER)
    method = shop.payment_of(order).method
    page = at("payment_method", method.pk)

    shown, saved = look_then_save(office, page, method_form(method))

    assert "1 unpaid order shows the new account" in shown.content.decode()
    assert saved.status_code == 302
    method.refresh_from_db()
    assert method.bank_account == {"bank": "Vietcombank", "name": "Lantern & Leaf", "number": "0071 0044", "bin": "970436"}
    assert AuditEntry.objects.filter(action="payment_method.saved", subject_id=str(method.pk)).count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("bank_number", ""), ("bank_number", "<b>"), ("bank_bin", "12"), ("bank_holder", "")]
)
def test_a_wrong_account_is_refused_beside_its_field(office, field, value):
    method = shop.payment_of(shop.order_placed(kind=PaymentKind.TRANSFER)).method
    answer = office.post(at("payment_method", method.pk), method_form(method, **{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    method.refresh_from_db()
    assert method.bank_account == {}


def test_a_tax_category_is_made_and_its_rates_are_dated(signed_in_as):
    accountant = signed_in_as("accountant")
    accountant.post(at("tax_category_new"), {"code": "ware", "name": "Ware"})
    category = TaxCategory.objects.get(code="ware")
    rate = {"regime": "vat", "category": category.pk, "code": "VAT8", "percent": "8", "valid_from": "2026-01-01"}
    accountant.post(at("tax_rate_new"), rate)
    accountant.post(at("tax_rate_new"), {**rate, "code": "VAT10", "percent": "10", "valid_from": "2099-01-01"})
    assert "vat 8 %" in accountant.get(at("tax_categories")).content.decode()
    first = TaxRate.objects.get(valid_from=date(2026, 1, 1))
    shown, _saved = look_then_save(accountant, at("tax_rate", first.pk), {**rate, "percent": "9"})
    assert "taxed anew at once" in shown.content.decode()
    first.refresh_from_db()
    assert first.rate == Decimal("0.09")
    assert accountant.post(at("tax_category_new"), {"code": "ware", "name": "Other"}).status_code == 422


SELLER = {"name": "Lantern & Leaf Co.", "logo_line": "Tea and coffee", "address": "12 Hàng Bạc", "currency": "VND"}


def test_the_seller_is_described_with_a_preview_and_stands_on_the_next_invoice_only(office):
    order = shop.order_paid()
    books.dispatched(order)
    before = books.invoice_of(order).seller
    _shown, saved = look_then_save(office, at("seller"), SELLER)
    assert saved.status_code == 302
    assert AuditEntry.objects.filter(action="accounting.company_described").exists()
    assert books.invoice_of(order).seller == before
    later = shop.order_paid()
    books.dispatched(later)
    assert books.invoice_of(later).seller["logo_line"] == "Tea and coffee"


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("tax_number", "?"), ("phone", "abc"), ("currency", "dong")])
def test_wrong_particulars_of_the_seller_are_refused_beside_their_field(office, field, value):
    answer = office.post(at("seller"), {**SELLER, field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert the_company().name != SELLER["name"]


def test_the_currency_of_the_books_stays_once_something_is_booked(office):
    books.dispatched(shop.order_paid())
    answer = office.post(at("seller"), {**SELLER, "currency": "USD"})
    assert "currency" in answer.context["form"].errors
    assert not Company.objects.filter(currency="USD").exists()


def test_closing_a_channel_in_a_market_says_what_happens_and_waits_for_the_second_press(office):
    place = shop.channel_market()
    Door.objects.create(code="web", name="Web", kind="path", value="*", channel_market=place)
    values = {"pool": place.pool_id, "min_order_amount": "0", "methods": []}
    shown = office.post(at("channel_market", place.pk), values)
    assert "1 door leads nowhere at once" in shown.content.decode()
    assert ChannelMarket.objects.get().is_open
    stale = office.post(at("channel_market", place.pk), {**values, "min_order_amount": "5", "shown": shown.context["asked"].mark})
    assert stale.status_code == 200
    assert ChannelMarket.objects.get().is_open
    look_then_save(office, at("channel_market", place.pk), values)
    assert not ChannelMarket.objects.get().is_open


def test_what_does_not_matter_is_saved_at_once(office):
    market = shop.market()
    values = {
        "name": "Việt Nam", "currency": market.currency, "countries": ", ".join(market.countries), "languages": market.languages,
        "time_zone": market.time_zone, "tax_regime": market.tax_regime, "revenue_policy": market.revenue_policy,
    }  # fmt: skip
    assert office.post(at("market", market.pk), values).status_code == 302
    assert Market.objects.get().name == "Việt Nam"
    shown = office.post(at("market", market.pk), {**values, "tax_regime": "none"})
    assert shown.status_code == 200
    assert Market.objects.get().tax_regime == market.tax_regime
