"""The demo company may be loaded at any hour of any day: its stories happen, every department has work, nothing runs short.

The suite tries midnight, noon and a Sunday; each hour of a whole week: `STOREHOUSE_HOURS=all bin/test tests/demo/test_hours.py`.
"""

import datetime as dt
import os

import pytest
from django.db import transaction

from accounting.models import OpenItem
from core import clock, verification
from demo.composing import compose
from demo.data.crowd import gather
from demo.seeding import loading, month
from demo.seeding.house import ZONE, House
from demo.seeding.progress import Progress
from fulfillment.models import Shipment
from inventory import covering
from inventory.models import StockTask, TaskStatus
from shop.order.models import Order
from shop.payment.models import Payment, PaymentKind, Refund

#: A Thursday in Hải Phòng; whatever the hour of the loading, the company was founded on the same day.
DAY = dt.date(2026, 11, 19)
SUNDAY = dt.date(2026, 11, 22)
SAMPLE = (
    dt.datetime.combine(DAY, dt.time(0, 30), tzinfo=ZONE),
    dt.datetime.combine(DAY, dt.time(13, 0), tzinfo=ZONE),
    dt.datetime.combine(SUNDAY, dt.time(11, 0), tzinfo=ZONE),
)
WEEK = tuple(SAMPLE[0] + dt.timedelta(hours=hour) for hour in range(7 * 24))
HOURS = WEEK if os.environ.get("STOREHOUSE_HOURS") == "all" else SAMPLE
ORDERS = 30


@pytest.fixture
def founded(committed_db, settings, tmp_path) -> House:
    """The company before its first order, founded once for all hours."""
    settings.MEDIA_ROOT = tmp_path
    house = House(now=HOURS[0], catalogue=compose(40, 1), crowd=gather(seed=1, consumers=70, companies=20), seed=1)
    with transaction.atomic(), clock.at(house.at(loading.FOUNDED)):
        loading._found(house, Progress(lambda line: None))
    return house


def test_the_company_can_be_loaded_at_any_hour_of_any_day(founded):
    for now in HOURS:
        founded.now = now
        with transaction.atomic(), clock.at(now):
            month.live(founded, ORDERS, lambda words, done: None)
            assert Order.objects.count() == ORDERS, now
            assert verification.verify() == [], now
            assert _without_work() == [], now
            transaction.set_rollback(True)
    assert not Order.objects.exists()


def _without_work() -> list[str]:
    """What nobody has to do; every role should find something waiting."""
    shipments = Shipment.objects.all()
    waiting = {
        "picker: to pick": shipments.filter(status="waiting"),
        "picker: in picking": shipments.filter(status="picking"),
        "packer: to pack": shipments.filter(status="picked"),
        "packer: to load": shipments.filter(status="packed"),
        "stock: to carry": StockTask.objects.filter(status=TaskStatus.OPEN, kind="replenish"),
        "stock: to count": StockTask.objects.filter(status=TaskStatus.OPEN, kind="count"),
        "stock: runs out": covering.watched().filter(urgency__in=[covering.RUNS_OUT, covering.BELOW_SAFETY]),
        "accountant: transfers": Payment.objects.filter(kind=PaymentKind.TRANSFER, state="pending"),
        "accountant: refunds": Refund.objects.filter(state="due"),
        "accountant: receivables": OpenItem.objects.with_left().filter(left__gt=0),
        "sales: held": Order.objects.filter(status="held"),
        "support: on its way": shipments.filter(status__in=["dispatched", "refused"]),
    }
    return [work for work, found in waiting.items() if not found.exists()]
