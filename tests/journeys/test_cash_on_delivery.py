"""Cash on delivery in đồng: the courier takes the cash, and owes it to the company."""

import re

import pytest

from shop.order.models import Order, PaymentView
from shop.payment.models import PaymentKind
from tests import browsing
from tests.journeys import shopping, working
from tests.journeys.settling import until

pytestmark = pytest.mark.journey


def test_cash_on_delivery_is_collected_by_the_courier_and_owed_by_the_courier(company, person):
    house = company.warehouse_of_its_own()
    item = company.product("Oolong", warehouse=house)
    buyer = person(browsing.PHONE)
    number = shopping.order_placed(buyer, item, shopping.method_code(PaymentKind.COD, company.consumer))
    order = Order.objects.get(number=number)
    assert number.startswith("6")
    assert order.currency == "VND"
    assert order.total_incl_tax == order.total_incl_tax.to_integral_value()
    buyer.sees("ready")  # how much to have ready for the courier

    floor = person()
    shipment = working.carry(floor, number, house, item, 1)
    shipment.refresh_from_db()
    assert shipment.cash_due == order.total_incl_tax
    floor.go(f"/office/warehouse/shipments/{shipment.number}/")
    floor.sees("Cash to collect")
    until(lambda: Order.objects.get(pk=order.pk).payment_view == PaymentView.PAID, "the courier's cash")
    shipment.refresh_from_db()
    assert shipment.cash_collected == order.total_incl_tax
    buyer.waits_for("Delivered", f"/orders/{number}/")

    accountant = person()
    working.sign_in(accountant, "accountant", next_page="/office/accounting/couriers/")
    accountant.waits_for(re.compile(r"\s*".join(number)))
