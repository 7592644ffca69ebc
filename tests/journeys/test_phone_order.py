"""Somebody calls: the agent finds them, takes the order, and reads out a number that begins with 8."""

import re

import pytest

from core.numbering import group_transaction_number
from shop.channels.models import Door, DoorKind
from shop.customer.models import Customer
from shop.order.models import Order
from shop.payment.models import PaymentKind
from tests.journeys import shopping, working
from tests.journeys.company import Company, Item
from tests.journeys.people import Person

pytestmark = pytest.mark.journey


def new_customer(agent: Person) -> Customer:
    """Nobody by that number: the caller becomes a customer."""
    agent.go("/office/support/customers/new/")
    agent.fill(name="Phạm Quốc Bảo", phone="098 765 4321", email="bao@example.vn")
    agent.press("Make the customer")
    return Customer.objects.get(pk=int(re.findall(r"/customers/([0-9]+)/", agent.page.url)[0]))


def take_order(agent: Person, company: Company, customer: Customer, item: Item) -> str:
    """What, where to, when, how paid; then the number is drawn."""
    door = Door.objects.filter(kind=DoorKind.DESK, channel_market=company.desk).first()
    form = agent.page.locator(f"form:has(input[name=door][value='{door.pk}'])")
    agent.submit(form.locator("button"))
    add = agent.page.locator("form[action$='/add/']")
    add.locator("[name=q]").fill(item.barcode)
    agent.submit(add.locator("button[type=submit]").first)
    agent.sees(item.title)
    details = agent.page.locator("form[action$='/details/']").first
    for name, value in (("line1", "4 Nguyễn Huệ"), ("city", "Hải Phòng"), ("postcode", "04121")):
        details.locator(f"[name={name}]").fill(value)
    agent.submit(details.locator("button[type=submit]"))
    day = agent.page.locator("form:has(input[name=delivery_code])")
    day.locator("input[name=delivery_code]").first.check()
    agent.submit(day.locator("button[type=submit]"))
    agent.choose("method_code", shopping.method_code(PaymentKind.COD, company.desk))
    agent.submit(agent.page.locator("form:has(input[name=method_code]) button[type=submit]"))
    agent.submit(agent.page.locator("form[action$='/place/'] button[type=submit]"))
    agent.sees("Order placed. Read the number to the caller.")
    return Order.objects.get(customer=customer).number


def test_an_agent_takes_a_phone_order_that_begins_with_8_and_finds_it_again_by_what_a_caller_says(company, person):
    item = company.product("Phoned for", warehouse=company.warehouse_of_its_own())
    agent = person()
    working.sign_in(agent, "support_agent", next_page="/office/support/search/")
    customer = new_customer(agent)
    agent.go(f"/office/support/customers/{customer.pk}/")
    number = take_order(agent, company, customer, item)
    assert number.startswith("8")
    order = Order.objects.get(number=number)
    assert order.channel == company.desk.channel
    assert order.phone == "+84987654321"

    agent.go(f"/office/support/search/?q={group_transaction_number(number)}")
    assert number in agent.page.url
    for words in ("0987 654 321", "bao@example.vn", "pham quoc bao"):
        agent.go(f"/office/support/search/?q={words}")
        agent.sees("Phạm Quốc Bảo")
    agent.go(f"/office/support/search/?q={number[:4] + str((int(number[4]) + 1) % 10) + number[5:]}")
    agent.sees("Check the number")
