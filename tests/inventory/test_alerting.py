"""Alerts of cover: raised before the promise is endangered, ended when it is not, one open per product and pool."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.access import Actor
from core.events import deliver_everything
from inventory import alerting, covering
from inventory.adjusting import adjust_count
from inventory.alerting import Looked
from inventory.models import AlertEnd, CoverAlert, Forecast, StockTask, TaskKind
from inventory.replenishing import plan_replenishment
from inventory.rounds import open_tasks
from shop.catalogue.models import Lifecycle
from tests.budget import assert_budget
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
KEEPER = Actor.system("keeper")


def foreseen(product, a_day):
    pool = shop.channel_market().pool
    Forecast.objects.update_or_create(
        product=product, pool=pool, channel=None,
        defaults={"method": "smoothing", "reason": "untested", "level": a_day, "pattern": [1.0] * 7, "a_day": a_day, "spread": 1,
                  "days": 91, "first_day": clock.today() - timedelta(days=91)},
    )  # fmt: skip
    return product


def stocked(pieces, a_day, **values):
    return foreseen(make.product_in_stock(pieces, **values), a_day)


def test_cover_is_counted_by_what_is_foreseen():
    product = stocked(10, 4)

    row = covering.watched().get(product=product)

    assert (row.demand, row.cover, row.urgency) == (4, 2.5, covering.GOOD)
    assert covering.watched().get(product=foreseen(product, 4.1)).urgency == covering.LOW


def test_an_alert_is_raised_before_the_promise_is_endangered_and_says_why():
    product = stocked(9, 4)

    assert alerting.look() == Looked(raised=1, changed=0, ended=0)

    alert = CoverAlert.objects.get()
    assert (alert.product, alert.urgency) == (product, covering.LOW)
    assert alert.why == {"free": 9, "a_day": 4.0, "cover": 2.3, "safety_stock": 0, "in_bulk": 0, "target": 2.5}
    assert alert.ended_at is None


def test_looking_again_raises_nothing_more_and_follows_the_state():
    product = stocked(9, 4)
    alerting.look()
    assert alerting.look() == Looked(0, 0, 0)

    make.take_away(product, 6)

    assert alerting.look() == Looked(0, 1, 0)
    assert CoverAlert.objects.get().urgency == covering.RUNS_OUT


def test_an_alert_ends_half_a_day_above_the_target():
    product = stocked(9, 4)
    alerting.look()

    make.put_on_shelf(product, 2)
    assert alerting.look().ended == 0
    make.put_on_shelf(product, 1)
    assert alerting.look().ended == 1

    alert = CoverAlert.objects.get()
    assert (alert.ended_why, alert.ended_at is not None) == (AlertEnd.COVERED, True)
    make.take_away(product, 6)
    assert alerting.look().raised == 1
    assert CoverAlert.objects.count() == 2


def test_what_nobody_asks_for_any_more_needs_no_alert():
    product = stocked(1, 4)
    alerting.look()

    foreseen(product, 0)
    alerting.look()

    assert CoverAlert.objects.get().ended_why == AlertEnd.NOT_ASKED


def test_what_is_sold_out_for_good_is_alerted_only_while_bulk_has_some():
    product = stocked(1, 4)
    type(product).objects.filter(pk=product.pk).update(lifecycle=Lifecycle.SELL_THROUGH)
    assert alerting.look().raised == 0

    make.put_on_shelf(product, 5, code="B-01-01")
    assert alerting.look().raised == 1
    type(product).objects.filter(pk=product.pk).update(lifecycle=Lifecycle.DISCONTINUED)
    alerting.look()

    assert CoverAlert.objects.get().ended_why == AlertEnd.NOT_SOLD


def test_what_changes_stock_looks_at_once():
    product = stocked(40, 4)
    deliver_everything()
    adjust_count(
        product=product, location=make.location(make.warehouse()), counted=3, seen=40, reason="count_loss", note="", actor=KEEPER
    )
    deliver_everything()
    assert CoverAlert.objects.get().urgency == covering.RUNS_OUT

    make.put_on_shelf(product, 40)
    deliver_everything()
    assert CoverAlert.objects.get().ended_why == AlertEnd.COVERED


def test_an_order_that_falls_short_looks_at_once():
    product = stocked(5, 4)
    make.order_placed_on_paper(product, quantity=5)
    make.take_away(product, 3)
    order = product.order_lines.get().order if hasattr(product, "order_lines") else product.line_set.get().order
    make.let_through(order)
    deliver_everything()

    assert CoverAlert.objects.get().urgency == covering.RUNS_OUT


def test_a_look_costs_the_same_however_many_there_are():
    for n in (1, 2, 3):
        stocked(3, 4, code=f"E-01-0{n}")

    with assert_budget(6):
        alerting.look()
    with assert_budget(6):
        alerting.look()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"ended_why": "covered"}, "cover_alert_ends_for_a_reason"),
        ({"ended_at": clock.now()}, "cover_alert_ends_for_a_reason"),
        ({"urgency": "good"}, "cover_alert_is_urgent"),
    ],
)
def test_the_database_refuses_an_alert_that_makes_no_sense(values, name):
    stocked(3, 4)
    alerting.look()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CoverAlert.objects.update(**values)


def test_a_product_has_one_open_alert_per_pool():
    stocked(3, 4)
    alerting.look()
    alert = CoverAlert.objects.get()

    alert.pk = None
    with pytest.raises(IntegrityError, match="one_open_cover_alert"), transaction.atomic():
        alert.save(force_insert=True)


def test_bulk_is_carried_before_the_cover_is_endangered():
    product = stocked(20, 10)
    make.put_on_shelf(product, 100, code="B-01-01")

    plan_replenishment(warehouse=make.warehouse(), actor=KEEPER)

    # 20 are more than the warehouse's own figure of 12, but less than 2.5 days of 10; filled up to 5 days.
    assert StockTask.objects.get(product=product).quantity == 30


def test_tasks_are_walked_by_urgency_and_then_along_the_route():
    house = make.warehouse()
    products = {
        "calm, first": stocked(11, 0.1),
        "low, second": stocked(10, 5, code="E-01-02"),
        "low, first": stocked(10, 5, code="E-01-03"),
        "runs out": stocked(1, 5, code="E-01-04"),
    }
    bins = {"calm, first": "B-01-01", "low, second": "B-01-02", "low, first": "B-01-01", "runs out": "B-01-02"}
    for name, product in products.items():
        make.put_on_shelf(product, 100, code=bins[name])
    alerting.look()
    plan_replenishment(warehouse=house, actor=KEEPER)

    walked = [task.product for task in open_tasks().filter(kind=TaskKind.REPLENISH)]

    names = {product.pk: name for name, product in products.items()}
    assert [names[product.pk] for product in walked] == ["runs out", "low, first", "low, second", "calm, first"]
