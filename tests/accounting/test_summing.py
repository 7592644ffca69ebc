"""Sums by day and what is outstanding say what the lines say: before, while and after they are folded."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounting import recipes, verifying
from accounting.models import DaySum, EntryKind, OpenItem, Outstanding, Role, Settlement, SummedLine, UnsummedEntry
from accounting.posting import post
from accounting.reports import control_balance
from accounting.summing import fold_sums, sum_anew
from core.access import Actor
from shop.payment.models import PaymentKind
from tests.factories import books, shop

ACTOR = Actor.system("test")
DAY = dt.date(2026, 3, 11)


def an_entry(value: int = 1000, date: dt.date = DAY):
    lines = recipes.goods_received(value=Decimal(value), currency="VND")
    return post(date=date, kind=EntryKind.GOODS_RECEIPT, lines=lines, source_event=None, memo="", actor=ACTOR)


def worth() -> Decimal:
    return control_balance(Role.INVENTORY).get("VND", Decimal(0))


def test_an_entry_counts_at_once_and_once_folded_no_more_and_no_less(db):
    an_entry(1000)
    assert (worth(), DaySum.objects.count(), UnsummedEntry.objects.count()) == (1000, 0, 1)
    assert fold_sums() == 1
    assert (worth(), DaySum.objects.count(), UnsummedEntry.objects.count()) == (1000, 2, 0)
    an_entry(500)
    assert worth() == 1500
    assert (fold_sums(), fold_sums()) == (1, 0)
    assert (worth(), DaySum.objects.count()) == (1500, 2)
    assert not list(verifying.sums_equal_lines())


def test_each_day_has_a_sum_of_its_own(db):
    an_entry(1000)
    an_entry(10, DAY - dt.timedelta(days=1))
    fold_sums()
    assert sorted(SummedLine.objects.filter(debit__gt=0).values_list("date", "debit")) == [
        (DAY - dt.timedelta(days=1), 10),
        (DAY, 1000),
    ]


def test_a_sum_that_drifted_is_told_and_made_anew(db):
    an_entry(1000)
    fold_sums()
    DaySum.objects.filter(debit__gt=0).update(debit=1001)
    assert len(list(verifying.sums_equal_lines())) == 1
    sum_anew()
    assert not list(verifying.sums_equal_lines())
    assert worth() == 1000


def test_folding_while_others_post_and_fold_loses_nothing_and_doubles_nothing(committed_db):
    an_entry(1)

    def post_some():
        for _n in range(10):
            an_entry(1)
        connections.close_all()

    def fold_some():
        for _n in range(20):
            fold_sums()
        connections.close_all()

    threads = [threading.Thread(target=work) for work in (post_some, fold_some, post_some, fold_some)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert worth() == 21
    fold_sums()
    assert (worth(), UnsummedEntry.objects.count()) == (21, 0)
    assert not list(verifying.sums_equal_lines())


def test_an_item_is_outstanding_by_what_its_settlements_leave(db):
    books.dispatched(shop.order_placed(kind=PaymentKind.COD))
    item = OpenItem.objects.latest("pk")
    assert Outstanding.objects.get(item=item).amount == item.amount
    entry = an_entry()
    Settlement.objects.create(item=item, entry=entry, amount=item.amount - 1)
    assert OpenItem.objects.still_open().get(pk=item.pk).left == 1
    with pytest.raises(IntegrityError, match="more would be settled"), transaction.atomic():
        Settlement.objects.create(item=item, entry=entry, amount=2)
    assert OpenItem.objects.still_open().get(pk=item.pk).left == 1
    Settlement.objects.create(item=item, entry=entry, amount=1)
    assert not Outstanding.objects.filter(item=item).exists()
    assert OpenItem.objects.with_left().get(pk=item.pk).left == 0
    assert not list(verifying.outstanding_equals_settlements())


def test_what_is_outstanding_is_compared_with_the_settlements(db):
    books.dispatched(shop.order_placed(kind=PaymentKind.COD))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounting_outstanding SET amount = amount + 1")
    assert len(list(verifying.outstanding_equals_settlements())) == 1
