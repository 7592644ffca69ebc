"""Ways to foresee demand from a product's own past. Pure arithmetic on plain numbers; nothing is read or written.

A history holds pieces a day, the oldest first; None is a day on which the shelf was empty: nobody can tell what would have
been asked for, so it teaches nothing. Every method answers an outlook: a level in pieces a day and a factor per weekday.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

History = Sequence[float | None]
WEEK = 7
FLAT = (1.0,) * WEEK
#: Weeks of an even week that the weekday factors begin with, and how much of them a week later still counts.
PRIOR_WEEKS, KEPT_A_WEEK = 2.0, 0.9
#: How fast sizes and gaps of seldom demand are learnt (Syntetos and Boylan advise 0.05 to 0.2).
SELDOM_ALPHA = 0.15


@dataclass(frozen=True)
class Outlook:
    """`level` pieces a day on an average day; `pattern` from Monday to Sunday, 1 on average."""

    level: float
    pattern: Sequence[float] = FLAT

    def on(self, weekday: int) -> float:
        """Pieces on a day of the week (Monday is 0)."""
        return self.level * self.pattern[weekday % WEEK]

    def ahead(self, weekday: int, days: int) -> list[float]:
        """Pieces on each of the next days, of which the first falls on `weekday`."""
        return [self.level * self.pattern[(weekday + n) % WEEK] for n in range(days)]


Method = Callable[[History, int, Sequence[int]], list[Outlook]]


def seasonal_naive(history: History, weekday: int, origins: Sequence[int]) -> list[Outlook]:
    """The yardstick: each weekday brings what it brought last time.

    `weekday` is that of the first day. Answers the outlook before each of the `origins` (ascending day numbers; the history's
    length is the day after the last).
    """
    last: list[float | None] = [None] * WEEK
    found, begin = [], 0
    for origin in origins:
        for day in range(begin, origin):
            pieces = history[day]
            if pieces is not None:
                last[(weekday + day) % WEEK] = pieces
        begin = origin
        found.append(_as_outlook(last))
    return found


def _as_outlook(by_weekday: Sequence[float | None]) -> Outlook:
    known = [pieces for pieces in by_weekday if pieces is not None]
    mean = sum(known) / len(known) if known else 0.0
    if mean <= 0:
        return Outlook(0.0)
    return Outlook(mean, tuple((mean if pieces is None else pieces) / mean for pieces in by_weekday))


def smoothing(alpha: float) -> Method:
    """Exponential smoothing of the level, with weekday factors learnt beside it.

    The level is smoothed free of its weekday: level += alpha * (pieces / factor - level). A weekday's factor is its mean
    over the weeks (older weeks count less), drawn towards 1 as if two even weeks had come before.
    """

    def smoothed(history: History, weekday: int, origins: Sequence[int]) -> list[Outlook]:
        sums, counts = [0.0] * WEEK, [0.0] * WEEK
        total, seen, level, learnt = 0.0, 0.0, 0.0, 0
        found, begin = [], 0
        for origin in origins:
            for day in range(begin, origin):
                pieces = history[day]
                on = (weekday + day) % WEEK
                if pieces is not None:
                    mean = total / seen if seen else 0.0
                    bare = pieces
                    if mean > 0 and pieces:
                        factor = (sums[on] + PRIOR_WEEKS * mean) / ((counts[on] + PRIOR_WEEKS) * mean)
                        bare = pieces / factor
                    learnt += 1
                    level += max(alpha, 1 / learnt) * (bare - level)
                    sums[on] += pieces
                    counts[on] += 1
                    total += pieces
                    seen += 1
                if on == WEEK - 1:
                    sums = [one * KEPT_A_WEEK for one in sums]
                    counts = [one * KEPT_A_WEEK for one in counts]
                    total *= KEPT_A_WEEK
                    seen *= KEPT_A_WEEK
            begin = origin
            found.append(Outlook(level, _pattern(sums, counts, total, seen)))
        return found

    return smoothed


def _pattern(sums: Sequence[float], counts: Sequence[float], total: float, seen: float) -> Sequence[float]:
    if total <= 0 or seen <= 0:
        return FLAT
    mean = total / seen
    factors = [(one + PRIOR_WEEKS * mean) / ((count + PRIOR_WEEKS) * mean) for one, count in zip(sums, counts, strict=True)]
    middle = sum(factors) / WEEK
    return tuple(factor / middle for factor in factors)


def seldom(history: History, weekday: int, origins: Sequence[int]) -> list[Outlook]:
    """Croston's method with the correction of Syntetos and Boylan, for what is asked for now and then.

    Size of a demand and days between two are smoothed apart; the rate is (1 - alpha / 2) * size / gap. While the present gap is
    longer than the usual one it counts instead, so that what nobody asks for any more fades.
    """
    size, gap, since = 0.0, 0.0, 1
    found, begin = [], 0
    for origin in origins:
        for day in range(begin, origin):
            pieces = history[day]
            if pieces is None:
                continue
            if pieces <= 0:
                since += 1
                continue
            size = pieces if size == 0 else size + SELDOM_ALPHA * (pieces - size)
            gap = float(since) if gap == 0 else gap + SELDOM_ALPHA * (since - gap)
            since = 1
        begin = origin
        rate = (1 - SELDOM_ALPHA / 2) * size / max(gap, since) if size else 0.0
        found.append(Outlook(rate))
    return found


NAIVE = "seasonal_naive"
#: How fast a level follows the days: the slow one looks back some fifty of them, the fast one some sixteen. A faster one follows
#: chance: whoever orders up to a level that jumps buys at each jump, and what is bought stays (docs/forecasting.md).
SLOW, FAST = 0.02, 0.06
#: Own methods by their code, in the order in which they win a tie.
OWN: dict[str, Method] = {
    "smoothing": smoothing(SLOW),
    "smoothing_fast": smoothing(FAST),
    "seldom": seldom,
}
METHODS: dict[str, Method] = {**OWN, NAIVE: seasonal_naive}
