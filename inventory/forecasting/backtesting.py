"""Which method would have been right: each is tested on the past, week by week, knowing only what was known then.

Tested is what a buyer needs: the pieces of the next seven days together. Day by day, a method that foretells nothing would
look best for whatever sells less than every other day. Error = sum of |foreseen - asked for| / sum of asked for (WAPE).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from inventory.forecasting.methods import METHODS, NAIVE, OWN, WEEK, History, Outlook

#: Days to learn from before the first test; tests at most; tests without which nothing is proven.
LEARN_DAYS, MOST_TESTS, LEAST_TESTS = 28, 8, 3
#: Method where nothing could be tested.
UNTESTED_METHOD = "smoothing_fast"
#: A leading sign is used when the error with it is at most this share of the error without.
SIGN_GAIN = 0.95

BEATS, YIELDS, UNTESTED = "beats", "yields", "untested"


@dataclass(frozen=True)
class Test:
    """One week of the past: the day it began on (a day number), what was foreseen for it and what was asked for."""

    origin: int
    foreseen: float
    asked: float
    days: int


@dataclass(frozen=True)
class Choice:
    """The outlook to use, the method behind it and why; `error` is None when nothing could be tested.

    `spread` is the standard deviation of a day's demand around the outlook. `uplift`: pieces a day that unfinished baskets add.
    """

    outlook: Outlook
    method: str
    reason: str
    error: float | None
    naive_error: float | None
    spread: float
    tried: dict[str, float] = field(default_factory=dict)
    tests: Sequence[Test] = ()
    uplift: float = 0.0
    sign_error: float | None = None

    @property
    def a_day(self) -> float:
        """Pieces a day over a whole week."""
        return self.outlook.level + self.uplift


def origins_of(days: int) -> list[int]:
    """The days on which the tested weeks begin, up to the last whole week."""
    first = max(LEARN_DAYS, days - MOST_TESTS * WEEK)
    return [day for day in range(days - WEEK, 0, -WEEK) if day >= first][::-1]


def choose(history: History, weekday: int, signs: Sequence[float] = ()) -> Choice:
    """Foresee with the method that was right most; the seasonal naive one unless an own method beats it.

    `weekday` is that of the first day. `signs` are pieces in unfinished baskets as they stood at the beginning of each day and
    of the day after the last.
    """
    origins = origins_of(len(history))
    outlooks = {code: method(history, weekday, [*origins, len(history)]) for code, method in METHODS.items()}
    tests = {code: _tests(history, weekday, origins, found) for code, found in outlooks.items()}
    asked = sum(test.asked for test in tests[NAIVE])
    if len(tests[NAIVE]) < LEAST_TESTS or asked <= 0:
        outlook = outlooks[UNTESTED_METHOD][-1]
        return Choice(outlook, UNTESTED_METHOD, UNTESTED, None, None, _spread_of(history, outlook.level))
    tried = {code: wape(found) for code, found in tests.items()}
    own = min(OWN, key=lambda code: tried[code])
    beats = tried[own] < tried[NAIVE]
    code = own if beats else NAIVE
    outlook = outlooks[code][-1]
    spread = max(_spread(tests[code]), sqrt(outlook.level))
    reason = BEATS if beats else YIELDS
    uplift, sign_error = _lead(tests[code], signs)
    return Choice(outlook, code, reason, tried[code], tried[NAIVE], spread, tried, tests[code], uplift, sign_error)


def wape(tests: Sequence[Test]) -> float:
    """Share of what was asked for by which the tests were wrong."""
    asked = sum(test.asked for test in tests)
    return sum(abs(test.foreseen - test.asked) for test in tests) / asked if asked else 0.0


def _tests(history: History, weekday: int, origins: Sequence[int], outlooks: Sequence[Outlook]) -> list[Test]:
    """Days without stock count on neither side; a week with none but such is no test."""
    found = []
    for origin, outlook in zip(origins, outlooks, strict=False):
        foreseen = asked = 0.0
        days = 0
        for day in range(origin, origin + WEEK):
            pieces = history[day]
            if pieces is not None:
                foreseen += outlook.level * outlook.pattern[(weekday + day) % WEEK]
                asked += pieces
                days += 1
        if days:
            found.append(Test(origin, foreseen, asked, days))
    return found


def _spread(tests: Sequence[Test]) -> float:
    """Standard deviation of a day, from the errors of whole weeks: deviations of independent days add in squares."""
    return sqrt(sum((test.foreseen - test.asked) ** 2 for test in tests) / sum(test.days for test in tests))


def _spread_of(history: History, level: float) -> float:
    """Where nothing was tested: the deviation of the days themselves, and never less than chance alone brings (Poisson)."""
    known = [pieces for pieces in history if pieces is not None]
    if len(known) < 2:
        return sqrt(level)
    mean = sum(known) / len(known)
    return max(sqrt(sum((pieces - mean) ** 2 for pieces in known) / (len(known) - 1)), sqrt(level))


def _lead(tests: Sequence[Test], signs: Sequence[float]) -> tuple[float, float | None]:
    """What unfinished baskets add a day, and the error with them; nothing where they did not help.

    What a piece in a basket brings is learnt from earlier weeks only: the slope of the errors over the signs, from 0 to 1.
    """
    if not signs or not any(signs[test.origin] for test in tests):
        return 0.0, None
    without: list[Test] = []
    led: list[Test] = []
    for n in range(2, len(tests)):
        test = tests[n]
        more = _added(tests[:n], signs, signs[test.origin])
        without.append(test)
        led.append(Test(test.origin, max(test.foreseen + more, 0.0), test.asked, test.days))
    if len(led) < LEAST_TESTS or not sum(test.asked for test in led):
        return 0.0, None
    error = wape(led)
    if error > SIGN_GAIN * wape(without):
        return 0.0, error
    return _added(tests, signs, signs[-1]) / WEEK, error


def _added(tests: Sequence[Test], signs: Sequence[float], now: float) -> float:
    seen = [signs[test.origin] for test in tests]
    middle = sum(seen) / len(seen)
    squares = sum((one - middle) ** 2 for one in seen)
    if squares <= 0:
        return 0.0
    slope = sum((test.asked - test.foreseen) * (one - middle) for test, one in zip(tests, seen, strict=True)) / squares
    return min(max(slope, 0.0), 1.0) * (now - middle)
