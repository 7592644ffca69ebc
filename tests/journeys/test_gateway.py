"""The bank's page says no, then yes, to the same order."""

import pytest

from shop.order.models import Order
from shop.payment.models import PaymentKind
from tests.journeys import shopping
from tests.journeys.people import Person

pytestmark = pytest.mark.journey


def at_the_bank(person: Person, button: str) -> None:
    """Press one of the sandbox bank's buttons; it sends the customer back to the shop."""
    person.sees("Sandbox Bank")
    person.submit(person.page.locator(f"button[name=button][value={button}]"))


def test_a_declined_card_is_tried_again_on_the_same_order_and_succeeds(company, person):
    item = company.product()
    buyer = person()
    shopping.walk_to_payment(buyer, item)
    shopping.choose_method(buyer, shopping.method_code(PaymentKind.GATEWAY, company.consumer))
    shopping.place(buyer)
    order = Order.objects.get(lines__product=item.product)
    at_the_bank(buyer, "decline")

    buyer.waits_for("The payment did not go through")
    assert shopping.order_number(buyer) == order.number
    buyer.sees("Nothing was charged", "Or pay another way")
    buyer.press("Try again")
    at_the_bank(buyer, "approve")

    buyer.waits_for("Paid. Nothing is left to do", f"/checkout/thank-you/{order.number}/")
    assert Order.objects.filter(lines__product=item.product).count() == 1
    buyer.go(f"/orders/{order.number}/")
    buyer.sees(item.title)
