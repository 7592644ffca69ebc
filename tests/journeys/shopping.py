"""What customers do in the shop, step by step as the screens ask it."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from shop.channels.models import ChannelMarket
from shop.payment.models import PaymentMethod
from tests.journeys.company import PASSWORD, Item
from tests.journeys.people import Person

#: In the address of the thank-you page and of everything else about an order.
NUMBER = re.compile(r"/([0-9]{13})/")


@dataclass(frozen=True)
class Buyer:
    """What somebody types about themselves."""

    name: str = "Trần Thu Hà"
    email: str = "ha@example.vn"
    phone: str = "090 123 4567"
    line1: str = "12 Hàng Bạc"
    district: str = "Hoàn Kiếm"
    city: str = "Hà Nội"
    postcode: str = "10000"


def method_code(kind: str, at: ChannelMarket) -> str:
    """The way to pay of a kind that this channel offers in its market."""
    offered = PaymentMethod.objects.filter(kind=kind, market=at.market, channels=at.channel, is_active=True)
    return offered.order_by("position", "pk").values_list("code", flat=True)[0]


def put_into_basket(person: Person, item: Item, quantity: int = 1) -> None:
    """From the product's page."""
    person.go(item.product.get_absolute_url())
    row = person.page.locator("form[data-buy-main]")
    row.locator("input[name=quantity]").fill(str(quantity))
    with person.page.expect_response(re.compile("/basket/add/")):
        row.locator("button[type=submit]").click()
    expect(person.page.locator("body")).to_contain_text(item.title)
    person.look()


def go_to_checkout(person: Person) -> None:
    """Through the basket."""
    person.go("/basket/")
    person.submit(person.page.locator("main a[href='/checkout/']").first)


def give_place(person: Person, postcode: str) -> None:
    """Say the postcode, take the first day that is offered."""
    form = person.page.locator("form[action='/checkout/delivery/']")
    form.locator("[name=postcode]").fill(postcode)
    person.submit(form.locator("button[name=find]"))
    form.locator("input[name=delivery]").first.check(force=True)
    person.submit(form.locator("button[name=go]"))


def give_details(person: Person, buyer: Buyer) -> None:
    """Say who it is for."""
    form = person.page.locator("form[action='/checkout/details/']")
    for name in ("email", "phone", "name", "line1", "district", "city"):
        form.locator(f"[name={name}]").fill(getattr(buyer, name))
    person.submit(form.locator("button.btn-primary"))


def choose_method(person: Person, code: str) -> None:
    """Choose how to pay, and let the page say what it then comes to."""
    radio = person.page.locator(f"input[name=method][value='{code}']")
    if not radio.is_checked():
        with person.page.expect_response(re.compile("/checkout/method/")):
            radio.check(force=True)
    expect(person.page.locator(f"input[name=method][value='{code}']")).to_be_checked()
    person.look()


def place(person: Person) -> None:
    """The last press."""
    person.submit(person.page.locator("form[action='/checkout/place/'] button.btn-primary"))


def walk_to_payment(person: Person, item: Item, *, quantity: int = 1, buyer: Buyer | None = None) -> None:
    """Everything up to the choice of how to pay, as a guest."""
    buyer = buyer or Buyer()
    put_into_basket(person, item, quantity)
    go_to_checkout(person)
    give_place(person, buyer.postcode)
    give_details(person, buyer)


def order_number(person: Person) -> str:
    """The number of the order whose page this is."""
    found = NUMBER.search(person.page.url)
    assert found, f"{person.page.url} is not about an order:\n{person.text()[:2000]}"
    return found[1]


def order_placed(person: Person, item: Item, code: str, *, quantity: int = 1, buyer: Buyer | None = None) -> str:
    """Place an order as a guest by a way to pay that needs nothing more now; its number."""
    walk_to_payment(person, item, quantity=quantity, buyer=buyer)
    choose_method(person, code)
    place(person)
    assert "/thank-you/" in person.page.url, f"{person.page.url}:\n{person.text()[:2000]}"
    return order_number(person)


def sign_in(person: Person, email: str) -> None:
    """At the customers' own door."""
    person.go("/account/login/")
    form = person.page.locator("main form[action='/account/login/']")
    form.locator("input[type=email], input[name=email], input[name=username]").first.fill(email)
    form.locator("input[type=password]").fill(PASSWORD)
    person.submit(form.locator("button.btn-primary"))
