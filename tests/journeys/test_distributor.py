"""A distributor's buyer signs in, sees trade prices without tax, orders by the case on terms."""

from decimal import Decimal

import pytest

from shop.order.models import Order
from shop.payment.models import PaymentKind
from tests.journeys import shopping

pytestmark = pytest.mark.journey


def test_a_distributor_orders_by_the_case_at_trade_prices_without_tax_on_terms_and_the_number_begins_with_7(company, person):
    item = company.product("Restaurant tea", case=6, price=108_000, trade_price=60_000)
    guest = person()
    guest.go(item.product.get_absolute_url())
    assert "60,000" not in guest.text()
    guest.sees("108,000")

    buyer = person()
    shopping.sign_in(buyer, company.buyer_email)
    buyer.go(item.product.get_absolute_url())
    buyer.sees("60,000", "By the case: 6 for")
    assert "108,000" not in buyer.text()
    buyer.page.get_by_role("button", name="Put a case in the basket").click()
    buyer.sees("is in your basket")
    buyer.go("/basket/")
    buyer.sees("360,000", "without tax", "case of 6")
    shopping.go_to_checkout(buyer)
    buyer.sees("On trade account JRN-7")
    shopping.give_place(buyer, "04100")
    if buyer.page.locator("#details .step-now").count():
        buyer.submit(buyer.page.locator("form[action='/checkout/details/'] button.btn-primary"))
    shopping.choose_method(buyer, shopping.method_code(PaymentKind.TERMS, company.distributor))
    buyer.fill(buyer_reference="PO-4471")
    shopping.place(buyer)

    number = shopping.order_number(buyer)
    assert number.startswith("7")
    order = Order.objects.get(number=number)
    assert order.channel == company.distributor.channel
    line = order.lines.get(product=item.product)
    assert (line.quantity, line.line_price_excl_tax) == (6, Decimal(360_000))
    assert not order.prices_include_tax
    buyer.go(f"/orders/{number}/")
    buyer.sees("PO-4471", item.title)
