"""Words typed into lists without an end are looked up by key and beginning, never somewhere within."""

import datetime as dt
from decimal import Decimal

import pytest

from accounting import recipes
from accounting.models import EntryKind, JournalEntry
from accounting.posting import post
from backoffice.lists.words import customers_like, in_journal, of_product, orders_like
from core.access import Actor
from core.numbering import numbers_like
from inventory.models import StockMovement
from tests.factories import placed, shop

pytestmark = pytest.mark.django_db


def an_entry(memo: str) -> JournalEntry:
    lines = recipes.goods_received(value=Decimal(1000), currency="VND")
    return post(
        date=dt.date(2026, 3, 11),
        kind=EntryKind.GOODS_RECEIPT,
        lines=lines,
        source_event=None,
        memo=memo,
        actor=Actor.system("t"),
    )


def test_an_entry_is_found_by_its_number_its_last_digits_and_how_its_memo_begins():
    first, second = an_entry("GR-000005"), an_entry("GR-000006")
    running = str(int(second.number.rsplit("-", 1)[1]))
    for text in (second.number, second.number.lower(), running, running.zfill(6), "gr-000006"):
        assert list(JournalEntry.objects.filter(in_journal(text))) == [second], text
    assert set(JournalEntry.objects.filter(in_journal("GR-"))) == {first, second}
    assert not JournalEntry.objects.filter(in_journal("000006")).exclude(pk=second.pk).exists()


def test_numbers_that_were_never_drawn_are_nobodys():
    entry = an_entry("x")
    drawn = int(entry.number.rsplit("-", 1)[1])
    assert numbers_like("journal", str(drawn)) == [entry.number]
    assert numbers_like("journal", str(drawn + 1)) == numbers_like("journal", "Tea") == numbers_like("journal", "9" * 30) == []


def test_orders_are_found_by_how_their_number_begins_however_it_is_typed():
    order = placed.order_row()
    spaced = f"{order.number[0]} {order.number[1:4]}-{order.number[4:7]}"
    assert orders_like(order.number) == orders_like(spaced) == [order.pk]
    assert orders_like("Tea") == orders_like("12") == []


def test_customers_are_found_by_beginnings_of_their_words():
    customer = placed.order_row().customer
    customer.name, customer.search_name = "Trần Thu Hà", "tran thu ha"
    customer.save()
    assert customers_like("Thu tr") == [customer.pk]
    assert customers_like("hu") == customers_like("12 34") == []


def test_movements_of_an_unknown_item_are_none():
    assert not StockMovement.objects.filter(of_product("NOPE")).exists()
    assert str(of_product(shop.product_on_sale().sku)) != str(of_product("NOPE"))
