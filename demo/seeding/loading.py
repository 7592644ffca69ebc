"""Loads the whole demo company in one transaction: either all of it stands, proven by `verify`, or nothing."""

from django.db import transaction

from core import audit, clock, verification
from core.errors import DomainError
from core.events import deliver_everything
from demo.composing import compose
from demo.seeding import folk, month, selling, shelves, stores
from demo.seeding.house import FOUNDING, House
from demo.seeding.progress import Progress, Say
from shop.channels.models import Market

#: How long ago the company's data begin, in days.
FOUNDED = 45


class DemoBroken(DomainError):
    """An invariant of the house does not hold after the loading; nothing was kept."""

    code = "demo_broken"


def is_loaded() -> bool:
    """Whether this database has a company already. One query."""
    return Market.objects.exists()


def load(*, orders: int, say: Say, products: int = 40, seed: int = 1) -> House:
    """Load everything: company, catalogue of so many products, stock, people and so many orders.

    Raises:
        DemoBroken: the loaded data break a promise of the house.
    """
    progress = Progress(say)
    house = House(now=clock.now(), catalogue=compose(products, seed))
    with transaction.atomic():
        with clock.at(house.at(FOUNDED)):
            _found(house, progress)
        progress.step("the past month", lambda: month.live(house, orders))
        progress.step("promises kept", _prove)
        audit.record(actor=FOUNDING, action="demo.loaded", orders=orders, products=products, seed=seed)
    say(f"The demo company is loaded ({progress.total():.0f} s).")
    return house


def _found(house: House, progress: Progress) -> None:
    """Everything that stands before the first order comes."""
    progress.step("channels and markets", lambda: selling.open_for_business(house))
    progress.step("delivery and payment", lambda: selling.set_terms(house))
    progress.step("catalogue", lambda: shelves.fill(house, shelves.put_up_shelves(house), shelves.name_kinds(house)))
    progress.step("warehouses", lambda: stores.build(house))
    progress.step("opening stock", lambda: stores.receive_opening_stock(house))
    progress.step("staff", lambda: folk.hire(house))
    progress.step("customers", lambda: folk.welcome(house))
    progress.step("order checks", lambda: month.write_rules(house))
    deliver_everything()


def _prove() -> str:
    broken = verification.verify()
    if broken:
        raise DemoBroken(sentences=[f"{one.promise}: {one.sentence}" for one in broken])
    return f"{len(verification.checks())} checks"
