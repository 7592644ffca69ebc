"""A line belongs to the transaction of its entry."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError

from accounting import recipes
from accounting.models import Account, EntryKind, EntryLine, JournalEntry
from accounting.posting import post
from core.access import Actor


def test_a_line_cannot_be_added_in_a_later_transaction(committed_db):
    lines = recipes.goods_received(value=Decimal(1000), currency="VND")
    day = dt.date(2026, 3, 11)
    post(date=day, kind=EntryKind.GOODS_RECEIPT, lines=lines, source_event=None, memo="", actor=Actor.system("test"))
    entry = JournalEntry.objects.get()
    with pytest.raises(IntegrityError, match="together with its entry"):
        EntryLine.objects.create(entry=entry, position=9, account=Account.objects.first(), currency="VND", debit=1)
    assert entry.lines.count() == 2
