"""Whatever people do to stock in whatever order: never negative, and every sum equals the sum it is kept beside."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DomainError
from core.verification import verify
from inventory.adjusting import adjust_count
from inventory.holding import release_reservations
from inventory.models import StockLevel
from inventory.replenishing import move_stock
from inventory.reserving import reserve_order
from shop.order.cancelling import cancel
from shop.order.models import Order
from shop.order.releasing import release
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STEPS = st.one_of(
    st.tuples(st.just("receive"), st.integers(1, 6), st.sampled_from(["E-01-01", "E-01-02", "B-01-01"])),
    st.tuples(st.just("move"), st.integers(1, 4), st.sampled_from([("E-01-01", "B-01-01"), ("B-01-01", "E-01-02")])),
    st.tuples(st.just("order"), st.integers(1, 4), st.none()),
    st.tuples(st.just("reserve"), st.integers(0, 5), st.none()),
    st.tuples(st.just("cancel"), st.integers(0, 5), st.none()),
    st.tuples(st.just("count"), st.integers(0, 6), st.sampled_from(["E-01-01", "E-01-02"])),
)


def act(product, orders, step):
    what, number, where = step
    if what == "receive":
        make.put_on_shelf(product, number, code=where)
    elif what == "move":
        origin, target = (make.location(make.warehouse(), code) for code in where)
        move_stock(product=product, from_location=origin, to_location=target, quantity=number, actor=make.ACTOR)
    elif what == "order":
        orders.append(release(order=shop.order_placed(product, quantity=number), actor=make.ACTOR).pk)
    elif what == "count":
        place = make.location(make.warehouse(), where)
        booked, _held = make.level(product, place)
        adjust_count(product=product, location=place, counted=number, seen=booked, actor=make.ACTOR)
    elif orders and what == "reserve":
        reserve_order(order_id=orders[number % len(orders)], actor=make.ACTOR)
    elif orders:
        order = Order.objects.get(pk=orders[number % len(orders)])
        cancel(order=order, reason="property", actor=make.ACTOR)
        release_reservations(order_id=order.pk, actor=make.ACTOR)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(steps=st.lists(STEPS, min_size=4, max_size=10))
def test_no_order_of_doings_breaks_stock(db, steps):
    with transaction.atomic():
        product, orders = make.product_in_stock(4), []
        for step in steps:
            try:
                with transaction.atomic():
                    act(product, orders, step)
            except DomainError:
                continue
        assert [broken.sentence for broken in verify()] == []
        assert all(level.on_hand >= level.reserved >= 0 for level in StockLevel.objects.all())
        transaction.set_rollback(True)
