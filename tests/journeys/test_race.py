"""Two people want the last unit at the same moment."""

import pytest

from shop.order.models import Order
from shop.payment.models import PaymentKind
from tests.journeys import shopping

pytestmark = pytest.mark.journey


def test_two_browsers_race_for_the_last_unit_and_the_slower_one_keeps_everything_typed(company, person):
    item = company.product("Last tin", pieces=1)
    cash = shopping.method_code(PaymentKind.COD, company.consumer)
    faster, slower = person(), person()
    other = shopping.Buyer(name="Lê Văn Nam", email="nam@example.vn", phone="091 234 5678", line1="9 Lê Lợi", city="Huế")
    shopping.walk_to_payment(faster, item)
    shopping.choose_method(faster, cash)
    shopping.walk_to_payment(slower, item, buyer=other)
    shopping.choose_method(slower, cash)

    shopping.place(faster)
    shopping.place(slower)

    assert "/thank-you/" in faster.page.url
    slower.sees("Just sold", "Everything you typed is kept", item.title, "Sold out")
    assert Order.objects.filter(lines__product=item.product).count() == 1
    instead = company.product("Second choice")
    slower.go("/basket/")
    slower.sees(item.title)
    slower.page.get_by_role("button", name="Remove").first.click()
    slower.sees("was taken out", "Your basket is empty")
    shopping.put_into_basket(slower, instead)
    shopping.go_to_checkout(slower)
    slower.sees("9 Lê Lợi", "nam@example.vn", "Huế")
