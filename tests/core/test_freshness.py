"""Fingerprints of what pages are made of: another after a change, the same after a fold, none that was taken back."""

import time

import pytest
from django.db import connection, transaction

from core import freshness
from core.cache import FailOpenRedisCache
from core.freshness import CATALOGUE, STANDING, fingerprint, fingerprints, lending, one_moment, remembered, standing, telling
from core.freshness.models import Change, FoldedChange

pytestmark = pytest.mark.django_db
PRODUCT = 4_711


def tell(scope: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO freshness_change (scope, token) VALUES (%s, freshness_token())", [scope])


class TakenBack(Exception):
    pass


def test_a_change_gives_another_fingerprint_to_its_scope_and_to_no_other():
    before = fingerprints([STANDING, PRODUCT])
    tell(PRODUCT)
    after = fingerprints([STANDING, PRODUCT])
    assert after[PRODUCT] != before.get(PRODUCT, 0)
    assert after.get(STANDING) == before.get(STANDING)
    assert fingerprint([PRODUCT + 1]) == 0


def test_folding_leaves_every_fingerprint_as_it_was():
    for scope in (PRODUCT, PRODUCT, STANDING, CATALOGUE):
        tell(scope)
    before = fingerprints([PRODUCT, STANDING, CATALOGUE])
    assert freshness.fold() >= 4
    assert not Change.objects.exists()
    assert fingerprints([PRODUCT, STANDING, CATALOGUE]) == before
    tell(PRODUCT)
    freshness.fold()
    assert FoldedChange.objects.filter(scope=PRODUCT).count() == 1
    assert fingerprint([PRODUCT]) != before[PRODUCT]


def test_what_stands_is_read_once_and_again_after_a_change():
    read = iter(range(10))
    assert [standing("a key of this test", lambda: next(read)) for _twice in range(2)] == [0, 0]
    tell(STANDING)
    assert standing("a key of this test", lambda: next(read)) == 1


def test_one_moment_asks_once(assert_budget):
    standing("another key of this test", lambda: 1)
    with one_moment(), assert_budget(1):
        for _use in range(3):
            assert standing("another key of this test", lambda: 2) == 1


def test_what_was_read_in_a_transaction_that_was_taken_back_is_forgotten():
    assert standing("third key of this test", lambda: "before") == "before"
    with pytest.raises(TakenBack), transaction.atomic():
        tell(STANDING)
        assert standing("third key of this test", lambda: "never was") == "never was"
        raise TakenBack
    assert standing("third key of this test", lambda: "read again") == "before"


def test_what_changes_while_it_is_read_is_not_kept():
    def read_late() -> str:
        tell(STANDING)
        return "old"

    assert standing("fourth key of this test", read_late) == "old"
    assert standing("fourth key of this test", lambda: "new") == "new"


def test_a_product_is_read_again_after_its_own_change_only(assert_budget):
    asked: list[list[int]] = []

    def read(missing: list[int]) -> dict[int, str]:
        asked.append(missing)
        return {pk: f"product {pk}" for pk in missing if pk != 3}

    with assert_budget(1):
        assert remembered("test", [1, 2, 3], read) == {1: "product 1", 2: "product 2"}
    tell(2)
    remembered("test", [1, 2], read)
    tell(CATALOGUE)
    remembered("test", [1, 2], read)
    assert asked == [[1, 2, 3], [2], [1, 2]]


class Elsewhere:
    """Another process: it shares the cache, and has a memory of its own."""

    def __enter__(self):
        self.memory = dict(telling._memory)
        telling._memory.clear()

    def __exit__(self, *_trouble):
        telling._memory.clear()
        telling._memory.update(self.memory)


def never(missing):
    raise AssertionError(f"read again: {missing}")


def test_what_one_process_read_is_borrowed_by_another_until_the_product_changes():
    tell(PRODUCT)
    assert remembered("lent", [PRODUCT], lambda missing: dict.fromkeys(missing, "first")) == {PRODUCT: "first"}
    with Elsewhere():
        assert remembered("lent", [PRODUCT], never) == {PRODUCT: "first"}

    tell(PRODUCT)
    with Elsewhere():
        assert remembered("lent", [PRODUCT], lambda missing: dict.fromkeys(missing, "second")) == {PRODUCT: "second"}
    assert remembered("lent", [PRODUCT], never) == {PRODUCT: "second"}


def test_a_loan_from_a_transaction_that_was_taken_back_is_taken_by_nobody():
    tell(PRODUCT)
    with pytest.raises(TakenBack), transaction.atomic():
        tell(PRODUCT)
        assert remembered("lent by one who fell", [PRODUCT], lambda missing: {PRODUCT: "never was"}) == {PRODUCT: "never was"}
        raise TakenBack
    with Elsewhere():
        assert remembered("lent by one who fell", [PRODUCT], lambda missing: {PRODUCT: "is"}) == {PRODUCT: "is"}


def test_without_the_cache_each_process_reads_for_itself(monkeypatch):
    tell(PRODUCT)
    monkeypatch.setattr(FailOpenRedisCache, "_silent_until", time.monotonic() + 60)
    for answer in ("here", "there"):
        with Elsewhere():
            read = {PRODUCT: answer}
            assert remembered("not lent", [PRODUCT], lambda missing, read=read: read) == {PRODUCT: answer}


def test_long_lists_are_read_and_not_carried():
    many = range(PRODUCT, PRODUCT + lending.MOST_AT_ONCE + 1)
    tell(PRODUCT)
    remembered("a long list", many, lambda missing: dict.fromkeys(missing, 1))
    with Elsewhere():
        assert set(remembered("a long list", many, lambda missing: dict.fromkeys(missing, 2)).values()) == {2}
