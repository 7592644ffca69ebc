"""Whoever waits for what a picker did not find is told, once: what is late, when more comes, and what can be done."""

import uuid
from datetime import timedelta

import pytest

from core import clock
from core.events import deliver_everything, publish
from fulfillment.picking import pick_short, scan
from inventory.buying.ordering import expect_on
from inventory.events import ReservationFellShort
from inventory.models import SourcingCause
from shop.order.cancelling import cancel
from shop.order.models import Order, PromiseState, TimelineEntry
from shop.storefront.handlers import tell_who_waits
from shop.storefront.models import MailSent
from shop.storefront.order_page import history_of
from tests.factories import buying
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses(consumer):
    return make.warehouse("HP", parcel_cost=10_000), make.warehouse("DN", parcel_cost=50_000)


@pytest.fixture
def tea(houses):
    return make.product_in_stock(5, houses[0], title="Snow Shan")


def short(house, found=0):
    pick_list = make.pick_list_started(house)
    line = pick_list.lines.get()
    scan(pick_list=pick_list, code=make.scan_code(line), scan_id=uuid.uuid4(), actor=make.ACTOR)
    pick_short(pick_list=pick_list, found=found, reason="not_there", scan_id=uuid.uuid4(), actor=make.ACTOR)
    deliver_everything()


def told(mailoutbox):
    return [message for message in mailoutbox if "will be late" in message.subject]


def fell_short(order, cause=SourcingCause.SHORT_PICK):
    return ReservationFellShort(order_id=order.pk, missing=1, cause=cause)


def test_who_waits_reads_what_is_late_what_comes_first_and_where_to_look(houses, tea, mailoutbox, settings):
    settings.STOREHOUSE_ORIGIN = "http://shop.example.com"
    order = make.order_reserved(tea, quantity=5)

    short(houses[0], found=3)

    (message,) = told(mailoutbox)
    assert message.to == [order.email]
    for part in (message.body, message.alternatives[0][0]):
        assert "Snow Shan" in part
        assert "2 of 5 missing." in part
        assert "What we have comes to you first" in part
        assert "tell us" in part
        assert f"http://shop.example.com/orders/?number={order.number}" in part
    assert "\n\n\n" not in message.body
    order.refresh_from_db()
    assert order.promise_state == PromiseState.AT_RISK


def test_the_day_on_which_more_is_awaited_is_said(houses, tea, mailoutbox):
    buying.listed(tea)
    coming = clock.today() + timedelta(days=4)
    expect_on(order=buying.sent(tea, at=houses[0]), on=coming, actor=make.ACTOR)
    make.order_reserved(tea, quantity=5)

    short(houses[0], found=3)

    (message,) = told(mailoutbox)
    assert f"More reaches us on {coming:%A} {coming.day} {coming:%B}." in message.body


def test_where_nothing_was_found_the_order_can_be_called_off_and_the_mail_says_so(houses, tea, mailoutbox, visitor):
    order = make.order_reserved(tea, quantity=5)

    short(houses[0])

    (message,) = told(mailoutbox)
    assert "5 of 5 missing." in message.body
    assert "you can cancel it there" in message.body
    assert "comes to you first" not in message.body
    cancel(order=Order.objects.get(pk=order.pk), reason="customer", actor=make.ACTOR)


def test_nobody_is_told_twice_however_often_the_event_comes(houses, tea, mailoutbox):
    order = make.order_reserved(tea, quantity=5)
    short(houses[0], found=3)

    for _n in range(3):
        publish(fell_short(order))
        deliver_everything()
    tell_who_waits(fell_short(order))

    assert len(told(mailoutbox)) == 1
    assert MailSent.objects.filter(kind="order_late").count() == 1
    assert TimelineEntry.objects.filter(order=order, kind="late_told").count() == 1


def test_nobody_is_told_when_another_warehouse_has_it(houses, tea, mailoutbox):
    order = make.order_reserved(tea, quantity=5)
    make.put_on_shelf(tea, 2, houses[1])

    short(houses[0], found=3)

    order.refresh_from_db()
    assert told(mailoutbox) == []
    assert order.promise_state == PromiseState.ON_TIME


@pytest.mark.parametrize("cause", [SourcingCause.RELEASED, SourcingCause.BY_HAND])
def test_only_a_short_pick_is_news(houses, tea, mailoutbox, cause):
    order = make.order_reserved(tea, quantity=5)
    short(houses[0], found=3)
    MailSent.objects.all().delete()
    mailoutbox.clear()

    tell_who_waits(fell_short(order, cause))

    assert mailoutbox == []


def test_nothing_is_said_of_what_was_found_or_called_off_before_the_mail_could_go(houses, tea, mailoutbox):
    found = make.order_reserved(tea, quantity=2)
    gone = make.order_reserved(tea, quantity=2)
    cancel(order=gone, reason="customer", actor=make.ACTOR)

    tell_who_waits(fell_short(found))
    tell_who_waits(fell_short(gone))

    assert told(mailoutbox) == []
    assert not MailSent.objects.filter(kind="order_late").exists()


def test_it_is_written_in_the_order_s_language(houses, tea, mailoutbox):
    order = make.order_reserved(tea, quantity=5)
    Order.objects.filter(pk=order.pk).update(language="vi")
    mailoutbox.clear()

    short(houses[0], found=3)

    (message,) = [one for one in mailoutbox if one.extra_headers.get("Content-Language") == "vi"]
    assert "late" not in message.subject
    assert "missing" not in message.body
    assert 'lang="vi"' in message.alternatives[0][0]


def test_the_office_s_timeline_and_the_customer_s_page_tell_of_it(houses, tea):
    order = make.order_reserved(tea, quantity=5)
    short(houses[0], found=3)

    told_on_page = [one["text"] for one in history_of(order, list(order.timeline.all()))]

    assert TimelineEntry.objects.get(order=order, kind="late_told").data == {"late": 2}
    assert "Some of it was not on its shelf. We wrote to you, and send it as soon as it is here." in told_on_page
