"""The company's month as a diary: what happens when, lived through in order with the clock of that moment."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

from core import clock
from core.events import deliver_everything

Deed = Callable[[], None]


class Diary:
    """Entries may be added while the month is lived; what lies beyond the present is left to the living house."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.entries: list[tuple[datetime, int, Deed]] = []
        self.order = count()
        self.delivered = 0

    def plan(self, moment: datetime, deed: Deed) -> None:
        """Let something happen at a moment; in the order of planning where moments are the same."""
        heapq.heappush(self.entries, (moment, next(self.order), deed))

    def live(self) -> None:
        """Do everything up to now; after each deed the house hears of it at once."""
        while self.entries and self.entries[0][0] <= self.now:
            moment, _place, deed = heapq.heappop(self.entries)
            with clock.at(moment):
                deed()
                self.delivered += deliver_everything()
