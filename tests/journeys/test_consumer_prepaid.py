"""The main way: a consumer pays by the bank's page, and every department does its part of that same order."""

import re

import pytest

from accounting.models import Invoice
from shop.order.models import Order, OrderStatus
from shop.payment.models import PaymentKind
from tests.journeys import shopping, working

pytestmark = pytest.mark.journey


def digits(text: str) -> str:
    """Amounts as digits alone: separators differ by language."""
    return re.sub(r"[^0-9 ]", "", re.sub(r"(?<=[0-9])[.,](?=[0-9]{3})", "", text))


def test_a_prepaid_order_is_released_picked_packed_dispatched_invoiced_delivered_and_reported_under_6(company, person):
    house = company.warehouse_of_its_own()
    item = company.product("Jasmine green", warehouse=house, price=108_000)
    buyer = person()
    shopping.walk_to_payment(buyer, item, quantity=2)
    shopping.choose_method(buyer, shopping.method_code(PaymentKind.GATEWAY, company.consumer))
    shopping.place(buyer)
    buyer.submit(buyer.page.locator("button[name=button][value=approve]"))
    order = Order.objects.get(lines__product=item.product)
    assert order.number.startswith("6")
    buyer.waits_for("Paid. Nothing is left to do", f"/checkout/thank-you/{order.number}/")

    floor = person()
    shipment = working.carry(floor, order.number, house, item, 2)
    order.refresh_from_db()
    assert order.status in (OrderStatus.RELEASED, OrderStatus.COMPLETED)
    slip = working.read_pdf(floor, f"/office/warehouse/shipments/{shipment.number}/slip/")
    assert item.title in slip
    assert not re.search(r"\b(108|216) 000\b", " ".join(digits(slip).split())), "a packing slip says no price"

    page = f"/orders/{order.number}/"
    buyer.waits_for("Invoice INV-", page)
    invoice = Invoice.objects.get(order=order)
    words = working.read_pdf(buyer, buyer.page.get_by_role("link", name=invoice.number).get_attribute("href"))
    assert invoice.number in words
    assert item.title in words
    assert order.number in words.replace(" ", "")
    figures = digits(words)
    for amount in ("200000", "16000", f"{order.total_incl_tax:.0f}"):
        assert amount in figures, f"{amount} is not in {words}"
    buyer.waits_for("Delivered", page)

    accountant = person()
    working.sign_in(accountant, "accountant", next_page="/office/accounting/revenue/")
    row = accountant.page.locator("#revenue tr[data-digit='6']")
    assert row.count() == 1
    accountant.submit(row.locator("a.fig").last)
    accountant.go(f"/office/accounting/invoices/{invoice.number}/")
    accountant.sees(item.title, "16,000")
