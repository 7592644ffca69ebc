"""Somebody changes the language in the middle of the checkout."""

import pytest

from shop.order.models import Order
from shop.payment.models import PaymentKind
from tests.journeys import shopping
from tests.journeys.people import Person

pytestmark = pytest.mark.journey


def speak(person: Person, language: str) -> None:
    """Press the language's own name in the foot of the page."""
    person.submit(person.page.locator(f"footer [name=language][value={language}]"))
    assert person.page.locator("html").get_attribute("lang") == language


def test_changing_the_language_during_checkout_keeps_everything(company, person):
    item = company.product()
    buyer = person()
    cash = shopping.method_code(PaymentKind.COD, company.consumer)
    shopping.put_into_basket(buyer, item, 2)
    shopping.go_to_checkout(buyer)
    shopping.give_place(buyer, "10000")
    speak(buyer, "vi")
    shopping.give_details(buyer, shopping.Buyer())
    shopping.choose_method(buyer, cash)
    buyer.page.locator("#payment-body details.facet summary").first.click()
    buyer.sees(f"{item.title} (vi)")
    speak(buyer, "en")
    buyer.sees("12 Hàng Bạc", "Place order")
    assert buyer.page.locator(f"input[name=method][value='{cash}']").is_checked()
    speak(buyer, "vi")
    shopping.place(buyer)

    order = Order.objects.get(number=shopping.order_number(buyer))
    assert order.language == "vi"
    assert order.lines.get().quantity == 2
    buyer.sees(f"{item.title} (vi)")
