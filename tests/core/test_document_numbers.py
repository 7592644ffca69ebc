"""Document numbers: no gap and no duplicate, whatever rolls back and whoever draws at the same time."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.numbering import NoTransaction, UnknownSeries, ensure_series, next_document_number
from core.numbering.documents import BadPattern
from core.numbering.models import DocumentCounter, DocumentSeries


def year(number: int) -> datetime:
    return datetime(number, 6, 1, tzinfo=UTC)


def test_numbers_follow_each_other_in_the_series_own_pattern(db):
    ensure_series("tickets", "INV-{year}-{n:06d}")
    with clock.at(year(2026)):
        assert [next_document_number("tickets") for _ in range(3)] == [f"INV-2026-00000{n}" for n in (1, 2, 3)]


def test_a_pattern_with_the_year_starts_again_each_year_and_remembers_the_old_one(db):
    ensure_series("tickets", "{year}/{n}")
    drawn = []
    for one in (2026, 2027, 2026, 2027):
        with clock.at(year(one)):
            drawn.append(next_document_number("tickets"))
    assert drawn == ["2026/1", "2027/1", "2026/2", "2027/2"]


def test_a_pattern_without_the_year_goes_on(db):
    ensure_series("receipts", "JE-{n}")
    for one, number in ((2026, "JE-1"), (2027, "JE-2")):
        with clock.at(year(one)):
            assert next_document_number("receipts") == number


def test_a_rolled_back_number_is_given_out_again(db):
    ensure_series("tickets", "{n}")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        next_document_number("tickets")
        _ = 1 / 0
    assert next_document_number("tickets") == "1"


def test_opening_a_series_twice_leaves_it_as_it_is(db):
    ensure_series("tickets", "A{n}")
    next_document_number("tickets")
    ensure_series("tickets", "B{n}")
    assert next_document_number("tickets") == "A2"


@pytest.mark.parametrize("pattern", ["INV", "{year}", "{m}", "{n", "{}", "{n.__class__}"])
def test_a_pattern_that_cannot_count_is_refused(db, pattern):
    with pytest.raises(BadPattern):
        ensure_series("tickets", pattern)
    assert not DocumentSeries.objects.filter(code="tickets").exists()


def test_a_yearly_series_must_say_the_year(db):
    with pytest.raises(BadPattern):
        ensure_series("tickets", "{n}", resets_yearly=True)


def test_an_unknown_series_is_refused(db):
    with pytest.raises(UnknownSeries):
        next_document_number("nobody")


def test_the_first_number_opens_a_series_whose_pattern_is_told(db, assert_budget):
    assert next_document_number("slips", "S-{n:03d}") == "S-001"
    with assert_budget(1):
        assert next_document_number("slips", "other {n}") == "S-002"


def test_drawing_is_one_statement(db, assert_budget):
    ensure_series("tickets", "{n}")
    with assert_budget(1):
        next_document_number("tickets")


@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("numbering_series_code_unique", lambda s: DocumentSeries.objects.create(code="law", pattern="{n}")),
        ("numbering_series_pattern_counts", lambda s: DocumentSeries.objects.create(code="x", pattern="X")),
        (
            "numbering_series_yearly_says_year",
            lambda s: DocumentSeries.objects.create(code="x", pattern="{n}", resets_yearly=True),
        ),
        ("numbering_counter_one_per_year", lambda s: DocumentCounter.objects.create(series=s, year=1, last_value=2)),
        ("numbering_counter_counts_from_one", lambda s: DocumentCounter.objects.create(series=s, year=2, last_value=0)),
    ],
)
def test_the_database_holds_the_series_to_its_law(db, constraint, make):
    series = DocumentSeries.objects.create(code="law", pattern="{n}")
    DocumentCounter.objects.create(series=series, year=1, last_value=1)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(series)


def test_drawing_outside_a_transaction_is_refused(committed_db):
    ensure_series("tickets", "{n}")
    with pytest.raises(NoTransaction):
        next_document_number("tickets")


def test_eight_threads_that_roll_back_now_and_then_leave_no_gap_and_no_duplicate(committed_db):
    ensure_series("tickets", "INV-{year}-{n:05d}")

    def draw(thread: int) -> list[str]:
        chance, kept = random.Random(thread), []
        try:
            for _ in range(60):
                with transaction.atomic():
                    number = next_document_number("tickets")
                    if chance.random() < 0.2:
                        transaction.set_rollback(True)
                    else:
                        kept.append(number)
        finally:
            connection.close()
        return kept

    with ThreadPoolExecutor(8) as pool:
        kept = [number for numbers in pool.map(draw, range(8)) for number in numbers]
    counted = sorted(int(re.fullmatch(r"INV-\d{4}-(\d{5})", number)[1]) for number in kept)
    assert counted == list(range(1, len(kept) + 1))
    assert len(kept) > 300
