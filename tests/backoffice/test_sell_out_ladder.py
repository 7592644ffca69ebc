"""The sell-out ladder steps on its days; what is discontinued leaves no path open; what sells through is never bought again."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from backoffice.roles import ensure_roles
from core import clock
from core.access import Actor
from core.errors import DomainError
from inventory.buying import ordering
from inventory.buying.ordering import Wanted
from inventory.models import PurchaseOrder
from shop.basket import filling
from shop.basket.models import Line as BasketLine
from shop.basket.selling import NotSellable
from shop.catalogue.ladder import BadLadder, plan_steps, take_steps
from shop.catalogue.models import Lifecycle, Product
from shop.channels.editing import open_door
from shop.channels.models import Door, DoorKind
from shop.customer.registering import let_act_for, register_customer
from shop.order.models import Order
from shop.order.sealing import seal
from support import drafting
from tests.factories import buying, shop
from tests.factories import warehouse as make
from tests.factories.branch_files import file_of
from tests.factories.people import staff_member

pytestmark = pytest.mark.django_db
ACTOR = shop.ACTOR


def reach(product, lifecycle=Lifecycle.DISCONTINUED):
    """Let the product take its last step today, as a controller would."""
    today = clock.today()
    days = {"sell_through_on": today, "discontinue_on": today if lifecycle == Lifecycle.DISCONTINUED else None}
    plan_steps(actor=ACTOR, product=product, **days)
    product.refresh_from_db()
    assert product.lifecycle == lifecycle


def test_each_step_is_taken_on_its_day_and_once(frozen_clock):
    product, today = make.product_in_stock(5), clock.today()
    plan_steps(actor=ACTOR, product=product, sell_through_on=today + timedelta(days=3), discontinue_on=today + timedelta(days=9))
    seen = []

    for days in (0, 3, 3, 8, 9):
        with clock.at(frozen_clock + timedelta(days=days)):
            moved = take_steps(actor=ACTOR)
        product.refresh_from_db()
        seen.append((moved, product.lifecycle))

    assert seen == [(0, "active"), (1, "sell_through"), (0, "sell_through"), (0, "sell_through"), (1, "discontinued")]


def test_days_that_cannot_be_change_nothing(frozen_clock):
    product, today = make.product_in_stock(5), clock.today()
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)

    for first, last in ((yesterday, None), (None, yesterday), (tomorrow, today)):
        with pytest.raises(BadLadder):
            plan_steps(actor=ACTOR, product=product, sell_through_on=first, discontinue_on=last)
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(sell_through_on=tomorrow, discontinue_on=today)
    product.refresh_from_db()
    assert (product.sell_through_on, product.discontinue_on, product.lifecycle) == (None, None, "active")

    reach(product)
    with pytest.raises(BadLadder):
        plan_steps(actor=ACTOR, product=product, sell_through_on=None, discontinue_on=None)


def test_the_controller_sees_what_it_leads_to_and_presses_again(signed_in_as):
    ensure_roles()
    desk, product = signed_in_as("stock_controller"), make.product_in_stock(5)
    here = reverse("backoffice:stock_ladder", args=[product.sku])
    typed = {"sell_through_on": clock.today().isoformat(), "discontinue_on": ""}

    asked = desk.post(here, {**typed, "step": "preview"})
    product.refresh_from_db()
    assert (asked.status_code, product.lifecycle) == (200, "active")
    done = desk.post(here, {**typed, "step": "do", "shown": asked.context["asked"].mark})
    wrong = desk.post(here, {"sell_through_on": "1999-01-01", "step": "do"})

    product.refresh_from_db()
    assert (done.status_code, wrong.status_code < 500, product.lifecycle) == (302, True, "sell_through")


def test_what_sells_through_is_sold_and_never_bought_again():
    product = buying.product_bought(stock=5)
    reach(product, Lifecycle.SELL_THROUGH)

    order = shop.order_placed(product)
    with pytest.raises(ordering.NeverBoughtAgain):
        buying.drafted(product)

    assert order.lines.get().product == product
    assert not PurchaseOrder.objects.exists()


def test_a_discontinued_product_is_sold_quoted_ordered_again_drafted_and_bought_by_no_path(signed_in_as):
    """Every door of the house, one after the other, with a product that was on sale at all of them until today."""
    ensure_roles()
    at = shop.channel_market()
    Door.objects.create(code="main", name="Shop", kind=DoorKind.HOST, value="*", channel_market=at)
    product = buying.product_bought(stock=50)
    ordered = shop.order_placed(product)
    basket = shop.basket_with(product, at=at)
    seen = seal(shop.quote_for(basket))
    drafted, agent, half_done = _phone_draft(product)
    trader = _trade_desk(product)
    branch = _branch(product)
    bought = buying.drafted(product)
    orders, lines = Order.objects.count(), BasketLine.objects.filter(product=product).count()

    reach(product)

    _storefront_refuses(product, ordered)
    with pytest.raises(NotSellable):
        shop.place(basket, seen=seen)
    with pytest.raises(DomainError):
        filling.add(basket=basket, product=product)
    with pytest.raises(DomainError):
        drafting.add_product(basket=drafted, product=product)
    with pytest.raises(DomainError):
        drafting.place_draft(basket=drafted, agent=agent, seen=half_done, actor=Actor.of(agent))
    page = trader.post("/trade/", {"sku-1": product.sku, "n-1": "2"})
    assert page.status_code == 422
    looked = signed_in_as("support_agent").post(
        "/office/support/branch-orders/",
        {"door": branch.pk, "file": SimpleUploadedFile("orders.csv", file_of({"sku": product.sku}))},
    )
    assert looked.status_code == 422
    _nobody_buys_it(product, bought)
    assert (Order.objects.count(), BasketLine.objects.filter(product=product).count()) == (orders, lines)
    assert PurchaseOrder.objects.get().status == "draft"


def _phone_draft(product):
    """A phone order with the product in it, up to the last press."""
    desk = open_door(actor=ACTOR, code="desk", kind="desk", channel_market=shop.channel_market("desk", "8"))
    _sell(product, desk.channel_market)
    agent, caller = staff_member(), register_customer(actor=ACTOR, name="Trần Thu Hà", phone="+84912047718", language="vi")
    basket = drafting.start_draft(agent=agent, customer=caller, door=desk, actor=ACTOR)
    draft = drafting.find_draft(draft_id=basket.pk, agent=agent)
    drafting.add_product(basket=draft, product=product)
    drafting.save_details(
        basket=draft, name="Trần Thu Hà", phone="+84912047718", line1="14 Quán Thánh", city="Hà Nội", country="VN",
        postcode="11114", delivery_code="standard-vietnam-desk", method_code="cod-vietnam",
    )  # fmt: skip
    return draft, agent, seal(drafting.look_at(draft).quote)


def _trade_desk(product) -> Client:
    at = shop.trade_channel_market()
    Door.objects.create(code="trade", name="Trade", kind=DoorKind.ACCOUNT, channel_market=at)
    _sell(product, at)
    account, person = shop.trade_account(at), shop.user()
    let_act_for(actor=ACTOR, user=person, customer=account.customer)
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(person)
    return client


def _branch(product):
    branch = open_door(
        actor=ACTOR, code="hang-bong", kind="counter", channel_market=shop.channel_market("branch", "9"), name="Hàng Bông"
    )
    _sell(product, branch.channel_market)
    return branch


def _sell(product, at) -> None:
    """Put the product on sale in another channel too."""
    from shop.catalogue.publishing import set_assortment

    set_assortment(actor=ACTOR, channel_market=at, products=[product])
    shop.set_price(product, at, 100_000)


def _storefront_refuses(product, ordered) -> None:
    visitor = Client(HTTP_ACCEPT_LANGUAGE="en")
    held = BasketLine.objects.filter(product=product).count()
    assert visitor.post(f"/basket/add/{product.pk}/").status_code == 302
    assert BasketLine.objects.filter(product=product).count() == held
    page = visitor.get(f"/catalogue/{product.slug}_{product.pk}/")
    assert (page.status_code, page.context["is_buyable"]) == (200, False)
    again = filling.refill(basket=shop.basket_with(), quantities={product.pk: ordered.lines.get().quantity})
    assert [change.kind for change in again.changes] == ["dropped"]


def _nobody_buys_it(product, bought) -> None:
    of = product.suppliers.get().supplier
    wanted = [Wanted(product.pk, 10)]
    with pytest.raises(ordering.NeverBoughtAgain):
        ordering.draft_purchase_order(supplier=of, warehouse=make.warehouse(), lines=wanted, actor=ACTOR, key=uuid.uuid4())
    with pytest.raises(ordering.NeverBoughtAgain):
        ordering.change_purchase_order(order=bought, lines=wanted, actor=ACTOR)
    with pytest.raises(ordering.NeverBoughtAgain):
        ordering.send_purchase_order(order=bought, actor=ACTOR)
