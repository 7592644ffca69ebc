"""When people order: more before the weekend and in the evening, hardly at night, and more each month than in the one before."""

import random
from datetime import datetime, time, timedelta

from demo.seeding.house import ZONE

#: How many days back the company's orders reach.
DAYS = 90
#: Orders on the first day compared with the last one.
GROWTH = (0.6, 1.4)
#: From Monday to Sunday.
WEEKDAYS = (1.0, 0.95, 1.0, 1.1, 1.3, 0.9, 0.7)
#: From seven in the morning to ten at night.
HOURS = {7: 2, 8: 4, 9: 7, 10: 9, 11: 8, 12: 6, 13: 5, 14: 6, 15: 7, 16: 7, 17: 5, 18: 5, 19: 8, 20: 11, 21: 9, 22: 4}


class Rhythm:
    """Draws moments of the past that follow the rhythm, up to two days ago."""

    def __init__(self, now: datetime) -> None:
        self.today = now.astimezone(ZONE).date()
        self.days = list(range(DAYS, 1, -1))
        self.weights = [self._weight(days) for days in self.days]

    def _weight(self, days: int) -> float:
        first, last = GROWTH
        weekday = (self.today - timedelta(days=days)).weekday()
        return WEEKDAYS[weekday] * (first + (last - first) * (DAYS - days) / DAYS)

    def moment(self, dice: random.Random) -> datetime:
        """A moment on one of the days."""
        days = dice.choices(self.days, self.weights)[0]
        return self._on(days, dice)

    def by_day(self, about: datetime, dice: random.Random) -> datetime:
        """A moment in shopping hours of the day of another moment."""
        return self._on((self.today - about.astimezone(ZONE).date()).days, dice)

    def _on(self, days: int, dice: random.Random) -> datetime:
        hour = dice.choices(list(HOURS), list(HOURS.values()))[0]
        day = self.today - timedelta(days=days)
        return datetime.combine(day, time(hour, dice.randint(0, 59)), tzinfo=ZONE)
