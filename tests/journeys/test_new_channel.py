"""A channel that nobody programmed: opened through screens only, and an order through it travels every department."""

import pytest

from accounting.models import Invoice
from shop.channels.models import Channel, ChannelMarket
from shop.order.models import Order
from shop.payment.models import PaymentKind, PaymentMethod
from shop.pricing.models import PriceList
from tests.journeys import shopping, working
from tests.journeys.company import Company
from tests.journeys.people import Person

pytestmark = pytest.mark.journey

PREFIX = "3"


def open_channel(admin: Person) -> Channel:
    """The channel itself: a name, and the digit its numbers begin with."""
    working.sign_in(admin, "administrator", next_page="/office/settings/channels/")
    admin.follow("New channel")
    admin.fill(code="market-stall", name="Market stall", prefix="6", position="60")
    admin.choose("tax_display", "with_tax")
    admin.press("Save")
    admin.sees("cannot be told from")  # another channel's prefix is refused, and nothing typed is lost
    assert admin.page.locator("[name=name]").input_value() == "Market stall"
    assert not Channel.objects.filter(code="market-stall").exists()
    admin.fill(prefix=PREFIX)
    admin.press("Save")
    admin.sees("Saved", "Market stall")
    return Channel.objects.get(prefix=PREFIX)


def sell_in_vietnam(admin: Person, channel: Channel, company: Company) -> None:
    """Market, stock pool, assortment, prices, ways to pay and a door, in one form."""
    admin.follow("Sell in a market")  # a new channel sells nowhere: the screen after saving says so, and how to go on
    like = company.consumer
    admin.choose("market", str(like.market.pk))
    admin.choose("pool", str(like.pool.pk))
    admin.choose("assortment_from", str(like.pk))
    admin.choose("prices_from", str(PriceList.objects.get(channel_market=like, account=None).pk))
    for method in PaymentMethod.objects.filter(market=like.market, channels=like.channel):
        admin.page.locator(f"input[name=methods][value='{method.pk}']").check()
    admin.fill(path="stall")
    admin.press("Save")
    admin.sees("Saved", str(like.market))


def test_an_administrator_opens_a_channel_by_screens_and_its_order_travels_every_department(company, person):
    house = company.warehouse_of_its_own()
    item = company.product("Festival tea", warehouse=house)
    admin = person()
    channel = open_channel(admin)
    sell_in_vietnam(admin, channel, company)
    entered = ChannelMarket.objects.get(channel=channel)
    assert entered.assortment.filter(product=item.product).exists()

    buyer = person()
    buyer.go("/delivery/")
    buyer.submit(buyer.page.locator("button[name=door][value=stall]"))
    number = shopping.order_placed(buyer, item, shopping.method_code(PaymentKind.COD, entered))
    assert number.startswith(PREFIX)
    order = Order.objects.get(number=number)
    assert (order.channel, order.door_reason) == (channel, "path")

    working.carry(person(), number, house, item, 1)
    buyer.waits_for("Invoice INV-", f"/orders/{number}/")
    invoice = Invoice.objects.get(order=order)
    assert invoice.number in working.read_pdf(
        buyer, buyer.page.get_by_role("link", name=invoice.number).get_attribute("href") or ""
    )
    buyer.waits_for("Delivered", f"/orders/{number}/")

    accountant = person()
    working.sign_in(accountant, "accountant", next_page="/office/accounting/revenue/")
    assert accountant.page.locator(f"#revenue tr[data-digit='{PREFIX}']").count() == 1
    agent = person()
    working.sign_in(agent, "support_agent", next_page=f"/office/support/search/?q={number}")
    assert number in agent.page.url
    agent.sees("Market stall", item.title)
