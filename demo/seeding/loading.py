"""Loads the whole demo company in one transaction: either all of it stands, proven by `verify`, or nothing."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import transaction

from core import audit, clock, verification
from core.database import analyse
from core.errors import DomainError
from core.events import deliver_everything
from core.events.waiting import space_out
from demo.composing import compose
from demo.data.crowd import gather
from demo.seeding import batches, counting, folk, month, offering, owning, selling, sharing, shelves, stores, supplying, watching
from demo.seeding.house import FOUNDING, House
from demo.seeding.progress import Progress, Say
from shop.channels.models import Market

#: How long ago the company's data begin, in days.
FOUNDED = 97
#: The workers draw a paper of the past so often.
PACE = timedelta(seconds=2)


class DemoBroken(DomainError):
    """An invariant of the house does not hold after the loading; nothing was kept."""

    code = "demo_broken"


def is_loaded() -> bool:
    """Whether this database has a company already. One query."""
    return Market.objects.exists()


@dataclass(frozen=True)
class Size:
    """How much of the company is loaded. `prints_papers`: now, instead of leaving invoices and slips to the house's workers."""

    orders: int
    products: int = 240
    consumers: int = 300
    companies: int = 60
    seed: int = 1
    prints_papers: bool = False


def load(size: Size, *, say: Say) -> House:
    """Load everything: company, catalogue, stock, people and their orders.

    Raises:
        DemoBroken: the loaded data break a promise of the house.
    """
    progress = Progress(say)
    house = House(
        now=clock.now(),
        catalogue=compose(size.products, size.seed),
        crowd=gather(seed=size.seed, consumers=size.consumers, companies=size.companies),
        seed=size.seed,
        prints_papers=size.prints_papers,
    )
    with transaction.atomic():
        with clock.at(house.at(FOUNDED)):
            _found(house, progress)
        progress.step("the past three months", lambda: month.live(house, size.orders, progress.sofar))
        progress.step("suppliers and purchase orders", lambda: supplying.buy(house))
        progress.step("forecasts and alerts", lambda: watching.look_ahead(house))
        progress.step("counts", lambda: counting.count_bins(house))
        progress.step("lots and a transfer", lambda: batches.bring_in_the_harvest(house))
        progress.step("offers and drafts", lambda: offering.open_the_day(house))
        progress.step("quotas, branches and programs", lambda: sharing.share_out(house))
        progress.step("papers", _leave_papers)
        analyse()
        progress.step("promises kept", _prove)
        audit.record(actor=FOUNDING, action="demo.loaded", **asdict(size))
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
    progress.step("owners and territories", lambda: owning.share_out(house))
    progress.step("order checks", lambda: month.write_rules(house))
    deliver_everything()
    analyse()


def _leave_papers() -> str:
    """Let the papers of the past be drawn one by one, the newest first: whoever orders today does not wait behind them."""
    left = space_out(handlers=month.PAPERS, pace=PACE, actor=FOUNDING)
    return f"{left} left for the workers to draw, one every {PACE.seconds} s"


def _prove() -> str:
    broken = verification.verify()
    if broken:
        raise DemoBroken(sentences=[f"{one.promise}: {one.sentence}" for one in broken])
    return f"{len(verification.checks())} checks"
