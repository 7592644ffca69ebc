"""The sell-out ladder steps on its days; what is discontinued leaves no path open; what sells through is never bought again."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from backoffice.roles import ensure_roles
from core import clock
from inventory.buying import ordering
from inventory.buying.ordering import Wanted
from inventory.models import PurchaseOrder
from shop.catalogue.ladder import BadLadder, plan_steps, take_steps
from shop.catalogue.models import Lifecycle, Product
from shop.channels.models import Door, DoorKind
from tests.backoffice.ways_to_a_line import BY_ANOTHER, DRY, WAYS, lines_of, ways_of_the_source
from tests.factories import buying, shop
from tests.factories import warehouse as make

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


def test_every_way_to_a_line_is_walked():
    """A new address or job that leads to a line needs its walk in `ways_to_a_line`, else nobody knows what it lets through."""
    assert ways_of_the_source() == set(WAYS) | set(BY_ANOTHER)


@pytest.mark.parametrize("name", sorted(WAYS))
def test_what_is_discontinued_comes_into_no_line_where_what_is_sold_does(signed_in_as, name):
    """Each product is brought up to the last press while both are on sale; then one of them is discontinued."""
    ensure_roles()
    sold, gone = buying.product_bought(stock=50), buying.product_bought(stock=50)
    presses = {product.pk: WAYS[name](product, signed_in_as) for product in (sold, gone)}
    reach(gone)
    before = {product.pk: lines_of(product) for product in (sold, gone)}

    answers = [presses[product.pk]() for product in (gone, sold)]

    assert lines_of(gone) <= before[gone.pk]
    assert all(answer.status_code < 500 for answer in answers if hasattr(answer, "status_code"))
    if name in DRY:
        assert [answer.status_code for answer in answers] == [422, 200]
    else:
        assert lines_of(sold) - before[sold.pk]


def test_a_discontinued_page_stays_and_says_that_nothing_is_sold():
    Door.objects.create(code="main", name="Shop", kind=DoorKind.HOST, value="*", channel_market=shop.channel_market())
    product = make.product_in_stock(5)
    reach(product)

    page = Client(HTTP_ACCEPT_LANGUAGE="en").get(f"/catalogue/{product.slug}_{product.pk}/")

    assert (page.status_code, page.context["is_buyable"]) == (200, False)


def test_whatever_a_screen_lets_through_buying_refuses_what_is_discontinued():
    product = buying.product_bought(stock=50)
    bought, wanted = buying.drafted(product), [Wanted(product.pk, 10)]
    reach(product)

    with pytest.raises(ordering.NeverBoughtAgain):
        ordering.draft_purchase_order(
            supplier=bought.supplier, warehouse=make.warehouse(), lines=wanted, actor=ACTOR, key=uuid.uuid4()
        )
    with pytest.raises(ordering.NeverBoughtAgain):
        ordering.change_purchase_order(order=bought, lines=wanted, actor=ACTOR)
    with pytest.raises(ordering.NeverBoughtAgain):
        ordering.send_purchase_order(order=bought, actor=ACTOR)
    assert PurchaseOrder.objects.get().status == "draft"
