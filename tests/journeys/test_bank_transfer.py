"""A customer transfers money; an accountant confirms on a screen that it arrived, and the order goes on."""

import pytest

from shop.order.models import FulfillmentView, Order, OrderStatus
from shop.payment.models import Payment, PaymentKind
from tests.journeys import shopping, working
from tests.journeys.settling import until

pytestmark = pytest.mark.journey


def test_an_accountant_confirms_a_transfer_on_a_screen_and_the_order_is_released(company, person):
    item = company.product()
    buyer = person()
    number = shopping.order_placed(buyer, item, shopping.method_code(PaymentKind.TRANSFER, company.consumer))
    payment = Payment.objects.get(order__number=number)
    buyer.sees("One thing left: the transfer", payment.reference)

    accountant = person()
    working.sign_in(accountant, "accountant", next_page="/office/accounting/payments/")
    accountant.follow(payment.reference)
    accountant.sees("Confirm what arrived", "Trần Thu Hà")
    accountant.fill(reference="SXB 2026 004471")
    accountant.press("Confirm and book")
    order = Order.objects.get(number=number)
    until(lambda: Order.objects.get(pk=order.pk).status == OrderStatus.RELEASED, "the order's release")
    until(lambda: Order.objects.get(pk=order.pk).fulfillment_view == FulfillmentView.RESERVED, "its reservation")
    buyer.waits_for("Paid. Nothing is left to do")
