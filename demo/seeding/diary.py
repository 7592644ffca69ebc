"""The company's month as a diary: what happens when, lived through in order with the clock of that moment."""

import heapq
from collections.abc import Callable, Collection
from datetime import datetime
from itertools import count

from core import clock
from core.events import deliver_everything

Deed = Callable[[], None]


class Diary:
    """Entries may be added while the months are lived; what lies beyond the present is left to the living house.

    So is what the handlers `leaving` do.
    """

    def __init__(self, now: datetime, leaving: Collection[str] = ()) -> None:
        self.now = now
        self.leaving = leaving
        self.entries: list[tuple[datetime, int, Deed]] = []
        self.order = count()
        self.delivered = 0

    def plan(self, moment: datetime, deed: Deed) -> None:
        """Let something happen at a moment; in the order of planning where moments are the same."""
        heapq.heappush(self.entries, (moment, next(self.order), deed))

    def live(self, daily: Callable[[], None]) -> None:
        """Do everything up to now; after each deed the house hears of it at once. `daily` is called when a day is over."""
        day = None
        while self.entries and self.entries[0][0] <= self.now:
            moment, _place, deed = heapq.heappop(self.entries)
            with clock.at(moment):
                deed()
                self.delivered += deliver_everything(self.leaving, since=moment)
            if day not in (None, moment.date()):
                daily()
            day = moment.date()
        with clock.at(self.now):
            self.delivered += deliver_everything(self.leaving)
