"""A guest comes back with a number on a slip of paper."""

import pytest

from core.numbering import draw_transaction_number
from shop.payment.models import PaymentKind
from tests import browsing
from tests.journeys import shopping
from tests.journeys.people import Person

pytestmark = pytest.mark.journey


def ask(person: Person, number: str, contact: str) -> None:
    form = person.page.locator("main form")
    form.locator("[name=number]").fill(number)
    form.locator("[name=contact]").fill(contact)
    person.submit(form.locator("button[type=submit]"))


def test_a_guest_finds_the_order_by_its_number_however_typed_and_is_told_when_it_is_mistyped_or_unknown(company, person):
    cash = shopping.method_code(PaymentKind.COD, company.consumer)
    number = shopping.order_placed(person(), company.product(), cash)
    assert number.startswith("6")
    guest = person(browsing.PHONE)
    guest.go("/orders/")

    swapped = number[:3] + ("1" if number[3] != "1" else "2") + number[4:]
    ask(guest, swapped, "ha@example.vn")
    guest.sees("Check the number")
    assert guest.page.locator("[name=number]").input_value() == swapped
    unknown = draw_transaction_number("6")
    ask(guest, unknown, "ha@example.vn")
    guest.sees("We find no order with this number")
    ask(guest, number, "somebody.else@example.vn")
    guest.sees("We find no order with this number")

    ask(guest, f" {number[0]} {number[1:4]}-{number[4:8]} {number[8:11]}–{number[11:]} ", "HA@example.vn")
    assert shopping.order_number(guest) == number
    guest.sees("Morning tea", "Cash on delivery")
