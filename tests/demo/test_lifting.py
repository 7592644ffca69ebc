"""A load without a look at each row ends with all laws in place and proven, or with nothing."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounting import recipes
from accounting.models import EntryKind, EntryLine, JournalEntry
from accounting.posting import post
from core.access import Actor
from demo.history import laws, lifting
from demo.history.loading import LOADED
from demo.history.specimens import ITSELF, OWNED
from demo.history.writing import Ids

NOTHING = dict.fromkeys((*ITSELF, *OWNED), 0)
LAWS = laws.of_rows_after(Ids(base=NOTHING))


def entry_posted() -> JournalEntry:
    lines = recipes.goods_received(value=Decimal(1000), currency="VND")
    kind, actor = EntryKind.GOODS_RECEIPT, Actor.system("test")
    return post(date=dt.date(2026, 3, 11), kind=kind, lines=lines, source_event=None, memo="", actor=actor)


def standing() -> dict[str, list[tuple]]:
    """Every constraint, index and trigger of the loaded tables."""
    found = {}
    with connection.cursor() as cursor:
        for name, query in {
            "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = ANY (%(t)s::regclass[]) OR confrelid = ANY (%(t)s::regclass[])",
            "indexes": "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = ANY (%(t)s::regclass[])",
            "triggers": "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger "
            "WHERE tgrelid = ANY (%(t)s::regclass[]) AND NOT tgisinternal",
        }.items():
            cursor.execute(query, {"t": list(LOADED)})
            found[name] = sorted(_plain(row) for row in cursor.fetchall())
    return found


def _plain(row: tuple) -> tuple[str, ...]:
    """A definition that was read and written again puts its casts elsewhere; it means the same."""
    return tuple(re.sub(r"::(character varying|text)(\[\])?|[()]", "", str(part)) for part in row)


def load(statement: str, known: dict[str, str] = LAWS) -> None:
    with transaction.atomic(), lifting.lifted(LOADED, known, lambda line: None), connection.cursor() as cursor:
        cursor.execute(statement)


def test_whatever_was_lifted_stands_again_after_a_load(db):
    before = standing()
    load("SELECT 1")
    assert standing() == before


def test_an_uneven_entry_is_refused_when_the_load_ends(db):
    entry = entry_posted()
    before = standing()
    with pytest.raises(lifting.LawBroken) as refused:
        load(
            "INSERT INTO accounting_entryline (entry_id, position, account_id, currency, debit, credit) "
            f"SELECT entry_id, 9, account_id, currency, 1, 0 FROM accounting_entryline WHERE entry_id = {entry.pk} LIMIT 1"
        )
    assert refused.value.data["law"] == "entry_balances"
    assert entry.lines.filter(position=9).count() == 0
    assert standing() == before


def test_a_line_for_an_older_entry_is_refused_when_the_load_ends(committed_db):
    entry = entry_posted()
    with pytest.raises(lifting.LawBroken) as refused:
        load(
            "INSERT INTO accounting_entryline (entry_id, position, account_id, currency, debit, credit) "
            "SELECT entry_id, 8 + position, account_id, currency, debit, credit "
            f"FROM accounting_entryline WHERE entry_id = {entry.pk}",
            laws.of_rows_after(Ids(base={**NOTHING, "accounting_entryline": EntryLine.objects.latest("pk").pk})),
        )
    assert refused.value.data["law"] == "line_written_with_its_entry"
    assert entry.lines.filter(position__gte=8).count() == 0


def test_a_second_row_under_one_number_is_refused_when_the_load_ends(db):
    entry = entry_posted()
    columns = "date, kind, memo, created_at, actor_label, number"
    with pytest.raises(IntegrityError):
        load(
            f"INSERT INTO accounting_journalentry ({columns}) SELECT {columns} FROM accounting_journalentry WHERE id = {entry.pk}"
        )
    assert JournalEntry.objects.filter(number=entry.number).count() == 1


def test_a_row_that_refers_to_nothing_is_refused_when_the_load_ends(db):
    with pytest.raises(IntegrityError):
        load(
            "INSERT INTO order_timelineentry (kind, at, actor_label, data, body, order_id) "
            "VALUES ('note', now(), '', '{}', '', 77)"
        )


def test_a_trigger_that_no_law_is_written_for_stays_and_the_load_is_refused(db):
    known = {name: law for name, law in LAWS.items() if name != "settled_within_item"}
    before = standing()
    with pytest.raises(lifting.UnknownLaw) as refused:
        load("SELECT 1", known)
    assert refused.value.data["triggers"] == ["settled_within_item"]
    assert standing() == before
