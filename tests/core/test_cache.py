"""Without its cache a page is slower, never wrong and never an error."""

import pytest
from django.core.cache.backends.redis import RedisCache

from core.cache import FailOpenRedisCache


@pytest.fixture
def unreachable(monkeypatch):
    """A cache whose Redis nobody answers at."""
    monkeypatch.setattr(FailOpenRedisCache, "_silent_until", 0.0)
    return FailOpenRedisCache("unix:///nowhere/redis.sock?db=0", {})


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (lambda cache: cache.get("a", "default"), "default"),
        (lambda cache: cache.get_many(["a"]), {}),
        (lambda cache: cache.add("a", 1), True),
        (lambda cache: cache.has_key("a"), False),
        (lambda cache: cache.delete("a"), False),
        (lambda cache: cache.get_or_set("a", lambda: 7), 7),
        (lambda cache: cache.set("a", 1), None),
    ],
)
def test_a_cache_that_is_away_answers_not_cached(unreachable, call, answer):
    assert call(unreachable) == answer


def test_a_cache_that_is_away_is_tried_once_and_then_left_alone(unreachable, monkeypatch):
    tries = []

    def refuse(*_args, **_kwargs):
        tries.append(1)
        raise ConnectionError("nobody there")

    monkeypatch.setattr(RedisCache, "get", refuse)
    for _n in range(5):
        unreachable.get("a")
    assert len(tries) == 1
