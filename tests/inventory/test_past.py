"""What lay where at a past moment equals what replaying every movement up to it gives."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from core.errors import DomainError
from inventory import past
from inventory.models import StockMovement
from inventory.replenishing import move_stock
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
CODES = ["E-01-01", "E-01-02", "B-01-01"]
STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 5), st.sampled_from(CODES), st.sampled_from([*CODES, None])), max_size=12
)


def replayed(moment):
    """Every movement up to a moment, added up one by one."""
    lying = Counter()
    for row in StockMovement.objects.filter(at__lte=moment):
        if row.to_location_id:
            lying[row.product_id, row.to_location_id] += row.quantity
        if row.from_location_id:
            lying[row.product_id, row.from_location_id] -= row.quantity
    return {key: pieces for key, pieces in lying.items() if pieces}


def act(product, house, quantity, origin, target):
    """Pieces come in, or are carried; where there are not as many, nothing happens."""
    if target is None or target == origin:
        make.put_on_shelf(product, quantity, house, origin)
        return
    try:
        with transaction.atomic():
            ends = {"from_location": make.location(house, origin), "to_location": make.location(house, target)}
            move_stock(product=product, quantity=quantity, actor=make.ACTOR, **ends)
    except DomainError:
        return


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(steps=STEPS)
def test_any_past_moment_is_what_the_movements_up_to_it_add_up_to(db, steps):
    with transaction.atomic():
        house, product = make.warehouse(), shop.product_on_sale(stock=None)
        hour = NOON
        for pause, quantity, origin, target in steps:
            hour += timedelta(hours=pause)
            with clock.at(hour):
                act(product, house, quantity, origin, target)
        asked = [NOON - timedelta(hours=1), *StockMovement.objects.values_list("at", flat=True), hour + timedelta(days=1)]
        for moment in asked:
            for just in (moment - timedelta(microseconds=1), moment):
                assert past.lay_where(just) == replayed(just)
        transaction.set_rollback(True)


def test_a_moment_is_summed_by_warehouse_and_by_pool():
    house, other = make.warehouse("HP"), make.warehouse("DN")
    with clock.at(NOON):
        product = make.product_in_stock(5, house)
        make.put_on_shelf(product, 7, other, "B-01-01")
    with clock.at(NOON + timedelta(days=1)):
        make.put_on_shelf(product, 2, other)

    pool = shop.channel_market().pool
    assert past.pieces_in_warehouses(NOON, product_id=product.pk) == {house.pk: 5, other.pk: 7}
    assert past.pieces_in_pools(NOON, product_id=product.pk) == {pool.pk: 5}
    later = NOON + timedelta(days=1)
    assert past.pieces_in_warehouses(later, product_id=product.pk) == {house.pk: 5, other.pk: 9}
    assert past.pieces_in_pools(later, product_id=product.pk) == {pool.pk: 7}


def test_each_question_is_one_statement(assert_budget):
    product = make.product_in_stock(5)

    for ask in (past.lay_where, past.pieces_in_warehouses, past.pieces_in_pools):
        wanted = {"product_ids": [product.pk]} if ask is past.lay_where else {"product_id": product.pk}
        with assert_budget(1):
            ask(NOON, **wanted)
