"""The promise of an order: on time, at risk, breached with its cause, kept."""

from datetime import timedelta

import pytest

from core import clock
from core.events import deliver_everything
from fulfillment import watching
from fulfillment.dispatching import dispatch
from fulfillment.watching import watch_promises
from shop.order.models import Order, PromiseState
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def watched_at(order, minutes):
    """Look at all promises so many minutes after the order's cut-off; how it stands then, and why."""
    order.refresh_from_db()
    with clock.at(order.dispatch_by + timedelta(minutes=minutes)):
        changed = watch_promises(actor=make.ACTOR)
    order.refresh_from_db()
    return changed, order.promise_state, order.promise_cause


def kinds(order):
    return [kind for kind in order.timeline.values_list("kind", flat=True) if kind.startswith("promise_")]


def test_work_that_is_not_done_puts_the_promise_at_risk_before_the_cut_off_and_breaks_it_after():
    order = make.order_reserved(make.product_in_stock(5))

    assert watched_at(order, -600) == (0, PromiseState.ON_TIME, "")
    assert watched_at(order, -30) == (1, PromiseState.AT_RISK, "not_picked")
    assert watched_at(order, -20) == (0, PromiseState.AT_RISK, "not_picked")
    assert watched_at(order, 1) == (1, PromiseState.BREACHED, "not_picked")
    assert watched_at(order, 60)[:2] == (0, PromiseState.BREACHED)
    assert kinds(order) == ["promise_at_risk", "promise_breached"]


def test_the_cause_says_what_the_order_waits_for():
    short = make.order_released(make.product_in_stock(5), quantity=3)
    make.take_away(short.lines.get().product, 5)
    deliver_everything()

    assert watched_at(short, -10) == (1, PromiseState.AT_RISK, "no_stock")


def test_a_held_order_is_at_risk_because_it_is_held():
    order = make.order_placed_on_paper(make.product_in_stock(5))

    assert watched_at(order, -10) == (1, PromiseState.AT_RISK, "held")


def test_a_promise_is_safe_again_when_the_work_was_done_in_time():
    product = make.product_in_stock(5)
    order = make.order_reserved(product)
    watched_at(order, -60)
    shipment = order.shipments.get()
    make.pick_all(make.pick_list_started())
    assert watched_at(order, -50) == (0, PromiseState.AT_RISK, "not_packed")
    make.pack(shipment)

    assert watched_at(order, -40) == (1, PromiseState.ON_TIME, "")
    assert kinds(order) == ["promise_at_risk", "promise_on_time"]


def test_a_packed_parcel_that_missed_the_truck_breaks_the_promise_and_a_delivery_in_time_keeps_it():
    shipment = make.shipment_packed(make.product_in_stock(5))
    order = shipment.order
    assert watched_at(order, 5) == (1, PromiseState.BREACHED, "not_handed_over")
    dispatch(shipment=shipment, actor=make.ACTOR)
    deliver_everything()

    make.carrier_tells(shipment)

    order.refresh_from_db()
    assert (order.promise_state, order.promise_cause) == (PromiseState.KEPT, "")


def test_a_late_delivery_breaks_the_promise_for_good():
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    deliver_everything()
    order = shipment.order
    late = order.dispatch_by + timedelta(days=30)

    with clock.at(late):
        assert watch_promises(actor=make.ACTOR) == 1
        make.carrier_tells(shipment)

    order.refresh_from_db()
    assert (order.promise_state, order.promise_cause) == (PromiseState.BREACHED, "with_carrier")


def test_watching_costs_two_statements_while_nothing_changes(django_assert_num_queries):
    orders = [make.order_reserved(make.product_in_stock(5, code=f"E-01-0{n}")) for n in (1, 2, 3)]
    Order.objects.filter(pk__in=[o.pk for o in orders]).update(promise_state=PromiseState.AT_RISK, promise_cause="not_picked")

    with clock.at(orders[0].dispatch_by - timedelta(minutes=10)), django_assert_num_queries(2):
        assert watch_promises(actor=make.ACTOR) == 0


def test_nobody_waits_behind_orders_that_stay_as_they_are(monkeypatch):
    monkeypatch.setattr(watching, "AT_ONCE", 1)
    first, second = (make.order_reserved(make.product_in_stock(5, code=f"E-01-0{n}")) for n in (1, 2))
    watched_at(first, -30)
    Order.objects.filter(pk=second.pk).update(promise_state=PromiseState.ON_TIME, promise_cause="")

    assert watched_at(second, -20)[1:] == (PromiseState.AT_RISK, "not_picked")


def test_what_left_in_time_is_not_looked_at_before_its_day_has_passed(django_assert_num_queries):
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    deliver_everything()

    with clock.at(shipment.order.dispatch_by + timedelta(minutes=1)), django_assert_num_queries(1):
        assert watch_promises(actor=make.ACTOR) == 0
