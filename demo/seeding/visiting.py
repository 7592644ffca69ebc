"""Who looked in: visits and filled baskets at each door, more of them where more is sold and on the days before a weekend."""

import random

from demo.seeding.house import House
from shop.channels.counting import DayAtDoor, count_at_doors
from shop.channels.models import DoorKind

#: Doors through which customers come by themselves, and how many of them on an ordinary day.
USUAL = {DoorKind.HOST: 90, DoorKind.PATH: 70, DoorKind.ACCOUNT: 14}
BUSY_WEEKDAYS = (3, 4)


def count_visitors(house: House, days: int) -> None:
    """Write down one day's visitors, the same for the same seed."""
    day, counted = house.at(days).date(), []
    for code, door in sorted(house.doors.items()):
        usual = USUAL.get(DoorKind(door.kind))
        if usual is None:
            continue
        dice = random.Random(f"{house.seed}:{code}:{days}")
        visits = round(usual * dice.uniform(0.7, 1.3) * (1.25 if day.weekday() in BUSY_WEEKDAYS else 1))
        counted.append(DayAtDoor(door.pk, day, visits, round(visits * dice.uniform(0.12, 0.22))))
    count_at_doors(counted)
