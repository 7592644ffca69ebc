"""What the database itself refuses in the journal."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounting import recipes
from accounting.models import Account, EntryKind, EntryLine, FiscalPeriod, JournalEntry, Role
from accounting.periods import EarlierPeriodOpen, close_period, ensure_period, open_again, open_day
from accounting.posting import AlreadyReversed, HasDocument, Unbalanced, credit, debit, post, reverse
from core.access import Actor
from tests.factories import books, shop

pytestmark = pytest.mark.django_db
ACTOR = Actor.system("test")
DAY = dt.date(2026, 3, 11)


def an_entry(source_event=None, date=DAY):
    lines = recipes.goods_received(value=Decimal(1000), currency="VND")
    return post(date=date, kind=EntryKind.GOODS_RECEIPT, lines=lines, source_event=source_event, memo="", actor=ACTOR)


def check_deferred():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_numbers_of_entries_have_no_gaps():
    first, second = an_entry(), an_entry()
    assert int(second.number[-6:]) == int(first.number[-6:]) + 1


def test_an_unbalanced_entry_is_refused_before_it_is_written():
    lines = [debit(Role.BANK, Decimal(2), "VND"), credit(Role.DEPOSITS, Decimal(1), "VND")]
    with pytest.raises(Unbalanced):
        post(date=DAY, kind=EntryKind.RECEIPT, lines=lines, source_event=None, memo="", actor=ACTOR)
    assert not JournalEntry.objects.exists()


def test_the_database_refuses_an_entry_that_does_not_balance_in_every_currency():
    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        entry = _bare_entry()
        account = Account.objects.get(role=Role.INVENTORY)
        EntryLine.objects.create(entry=entry, position=1, account=account, currency="VND", debit=5)
        EntryLine.objects.create(entry=entry, position=2, account=account, currency="USD", credit=5)
        check_deferred()
    assert not JournalEntry.objects.exists()


def test_the_database_refuses_an_entry_with_fewer_than_two_lines():
    with pytest.raises(IntegrityError, match="fewer than two lines"), transaction.atomic():
        _bare_entry()
        check_deferred()


@pytest.mark.parametrize(("debit_side", "credit_side"), [(0, 0), (5, 5), (-5, 0)])
def test_a_line_is_debit_or_credit_and_never_negative(debit_side, credit_side):
    account = Account.objects.first()
    with pytest.raises(IntegrityError, match="line_is_debit_or_credit"), transaction.atomic():
        EntryLine.objects.create(
            entry=_bare_entry(), position=1, account=account, currency="VND", debit=debit_side, credit=credit_side
        )
    assert not EntryLine.objects.exists()


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["accounting_journalentry", "accounting_entryline"])
def test_the_journal_is_never_changed(statement, table):
    entry = an_entry()
    check_deferred()
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert entry.lines.count() == 2


def test_an_event_is_booked_once():
    an_entry("receipt:R-1")
    with pytest.raises(IntegrityError, match="event_is_booked_once"), transaction.atomic():
        an_entry("receipt:R-1")
    assert JournalEntry.objects.count() == 1


def test_a_closed_period_refuses_entries_and_what_comes_late_goes_to_the_next_open_day():
    an_entry()
    period = FiscalPeriod.objects.get()
    close_period(period=period, actor=ACTOR)
    with pytest.raises(IntegrityError, match="no open period"), transaction.atomic():
        an_entry()
    assert JournalEntry.objects.count() == 1
    assert open_day(DAY) == dt.date(2026, 4, 1)
    open_again(period=period, actor=ACTOR, reason="supplier's invoice came late")
    an_entry()
    assert JournalEntry.objects.count() == 2


def test_periods_close_in_order():
    ensure_period(dt.date(2026, 2, 3))
    ensure_period(dt.date(2026, 3, 3))
    march = FiscalPeriod.objects.get(starts_on=dt.date(2026, 3, 1))
    with pytest.raises(EarlierPeriodOpen):
        close_period(period=march, actor=ACTOR)
    march.refresh_from_db()
    assert not march.is_closed


def test_periods_never_overlap():
    ensure_period(DAY)
    with pytest.raises(IntegrityError, match="periods_do_not_overlap"), transaction.atomic():
        FiscalPeriod.objects.create(starts_on=dt.date(2026, 3, 31), ends_on=dt.date(2026, 4, 30))


def test_a_reversal_undoes_an_entry_and_both_name_each_other():
    entry = an_entry()
    undone = reverse(entry=entry, reason="wrong truck", actor=ACTOR, date=DAY)
    assert undone.reverses == entry
    assert entry.reversed_by == undone
    assert [(code, "Cr" if side == "Dr" else "Dr", amount, cur) for code, side, amount, cur in books.sides(entry)] == (
        books.sides(undone)
    )
    with pytest.raises(AlreadyReversed):
        reverse(entry=entry, reason="again", actor=ACTOR, date=DAY)
    with pytest.raises(AlreadyReversed):
        reverse(entry=undone, reason="back", actor=ACTOR, date=DAY)


def test_an_entry_behind_an_invoice_is_taken_back_by_a_credit_note_only():
    order = shop.order_placed()
    books.dispatched(order)
    entry = books.invoice_of(order).entry
    with pytest.raises(HasDocument):
        reverse(entry=entry, reason="wrong", actor=ACTOR)
    assert not JournalEntry.objects.filter(reverses=entry).exists()


def _bare_entry():
    ensure_period(DAY)
    return JournalEntry.objects.create(number="JE-TEST", date=DAY, kind=EntryKind.RECEIPT, actor_label="test")
