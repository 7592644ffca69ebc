"""What is measured, peer after peer, round after round."""

import itertools
import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import redis

from benchmarks import machine, parts, raw
from benchmarks.figures import Results
from benchmarks.gates import verified
from benchmarks.load import Browser, Load, Visitor, closed_loop, once
from benchmarks.parts import PYTHON
from benchmarks.peers import PASSWORD, Peer
from benchmarks.walks import Walk, get

CONCURRENCIES = (4, 16)
PAGES_AT = 4
#: A median of presses is taken of so many at least.
LEAST_PRESSES = 12


@dataclass(frozen=True)
class Sizes:
    """How much the house is given to do behind the shop."""

    #: Seconds of orders at a steady rate.
    steady: float
    #: Orders whose events are handled while nobody buys.
    orders: int
    #: Events that wait while people buy.
    waiting: int
    #: Requests to one web process.
    requests: int
    #: Invoices of a batch.
    papers: int
    #: Orders of a long past.
    history: int


WHOLE = Sizes(steady=300, orders=400, waiting=100_000, requests=10_000, papers=10_000, history=1_000_000)
QUICK = Sizes(steady=15, orders=60, waiting=1_000, requests=300, papers=60, history=10_000)


@dataclass
class Run:
    """One run of the bench: who is compared, how long, how often and how much, and what came of it."""

    peers: list[Peer]
    rounds: int
    seconds: float
    say: Callable[[str], None]
    results: Results
    sizes: Sizes = WHOLE

    @property
    def concurrencies(self) -> tuple[int, ...]:
        """How many guests buy at once: a quick run has time for the fewer."""
        return CONCURRENCIES if self.sizes != QUICK else CONCURRENCIES[:1]

    @property
    def house(self) -> Peer:
        """The shop that is ours, as it is now."""
        return next(peer for peer in self.peers if peer.name == "house")

    def alternately(self, what: str, peers: list[Peer] | None = None) -> Iterator[Peer]:
        """Every peer in every round; every second round begins with the last. What others do is noted before each."""
        compared = peers or self.peers
        for number in range(self.rounds):
            for peer in compared if number % 2 == 0 else list(reversed(compared)):
                self.say(f"{what}: round {number + 1}, {peer.title}")
                self.note_load(what)
                yield peer

    def note_load(self, what: str) -> None:
        """What others take of the machine while our programs idle."""
        load = {"load": machine.load_average(), "busy": machine.busy_share(), "arithmetic": machine.arithmetic()}
        self.results.loads.append({"what": what, **load})  # type: ignore[dict-item]


def products_of(peer: Peer) -> Iterator[int]:
    """The products there are plenty of, again and again, each time another one."""
    products = peer.products()
    # A step that shares no factor with ten thousand walks through all of them, far from each other.
    return (products[number * 3701 % len(products)] for number in itertools.count())


def refuse_failures(peer: Peer, load: Load) -> None:
    """A figure of a shop that answers faults is none.

    Raises:
        PartFailed: walks broke.
    """
    if load.failures:
        raise parts.PartFailed(f"{peer.title}: {dict(load.failures)}")


def checkouts(run: Run) -> None:
    """Whole checkouts a second, from the product's page to the thanks, with nothing else running."""
    products = {peer.name: products_of(peer) for peer in run.peers}
    for peer in run.alternately("whole checkouts"):
        for concurrency in run.concurrencies:
            load = buy(run, peer, products[peer.name], concurrency)
            run.results.add(f"checkouts/{concurrency}", peer.name, load.rate)
            if load.walks:
                run.results.add(f"cpu of a checkout/{concurrency}", peer.name, load.metered / load.walks * 1000)
    for peer in run.peers:
        if peer.name != "oscar":
            verified(peer, run.results, f"checkouts ({peer.title})")


def checkouts_beside_workers(run: Run) -> None:
    """The same while worker and beat deliver what the orders lead to. Oscar has no such work: it is compared as it was."""
    ours = [peer for peer in run.peers if peer.name != "oscar"]
    products = {peer.name: products_of(peer) for peer in ours}
    for peer in run.alternately("whole checkouts beside live workers", ours):
        peer.open_workers()
        time.sleep(3)  # they load the whole house, which is not what is measured
        for concurrency in run.concurrencies:
            run.results.add(f"checkouts live/{concurrency}", peer.name, buy(run, peer, products[peer.name], concurrency).rate)
        peer.close_workers()
    for peer in ours:
        verified(peer, run.results, f"checkouts beside live workers ({peer.title})")


def buy(run: Run, peer: Peer, products: Iterator[int], concurrency: int) -> Load:
    """So many guests who buy again and again."""
    assert peer.web is not None

    def arrive() -> Visitor:
        return Browser(peer.port), lambda: peer.walks.checkout([next(products)])

    load = closed_loop(
        [arrive] * concurrency,
        warm_up=1,
        seconds=run.seconds,
        longest_warm_up=2 * run.seconds,
        least_times=("confirm", concurrency),
        meter=partial(machine.cpu_seconds, peer.web),
    )
    refuse_failures(peer, load)
    return load


def confirm_step(run: Run) -> None:
    """How long the last press takes with nobody else in the shop, and how long the database needs for its rows alone."""
    address = raw_database(run.house)
    products = {peer.name: products_of(peer) for peer in run.peers}
    for peer in run.alternately("confirm step"):

        def arrive(peer: Peer = peer) -> Visitor:
            return Browser(peer.port), lambda: peer.walks.checkout([next(products[peer.name])])

        load = closed_loop([arrive], warm_up=0.5, seconds=run.seconds, least_times=("confirm", LEAST_PRESSES))
        refuse_failures(peer, load)
        times = load.times.get("confirm", [])
        if times:
            run.results.add("confirm", peer.name, statistics.median(times) * 1000)
        for step, taken in load.times.items():
            run.results.add(f"step/{step}", peer.name, statistics.median(taken) * 1000)
    for number in range(run.rounds):
        run.note_load("raw statements")
        times = raw.one_after_another(address, run.seconds / 2, mark=1 + 10 * number)
        run.results.add("confirm", "raw", statistics.median(times) * 1000)
        run.results.add("checkouts/4", "raw", raw.abreast(address, run.seconds / 2, mark=2 + 10 * number))


def raw_database(house: Peer) -> str:
    """A copy of the house's data with one order placed by the house, to be repeated by hand-made statements."""
    specimen = replace(house, name="raw", web=None, workers=[], address="")
    specimen.open()
    try:
        once(Browser(specimen.port), specimen.walks.checkout([specimen.products()[0]]))
    finally:
        specimen.close()
    return specimen.address


def pages(run: Run) -> None:
    """Home, category and product page: a guest with everything warm, with a basket and everything cold, and signed in."""
    ways = {peer.name: PageWays(peer) for peer in run.peers}
    for page in ("home", "category", "product"):
        for state in ("warm", "cold", "signed in"):
            for peer in run.alternately(f"{page} page, {state}"):
                visitors = ways[peer.name].visitors(page, state)
                load = closed_loop(visitors, warm_up=0.7, seconds=run.seconds / 2, least_times=(page, LEAST_PRESSES))
                refuse_failures(peer, load)
                run.results.add(f"{page}/{state}", peer.name, load.rate)


class PageWays:
    """Visitors who open pages of one peer."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.categories = peer.categories()
        self.products = products_of(peer)
        self.favourites = list(itertools.islice(self.products, 50))
        self.number = itertools.count()
        self.cache = redis.Redis.from_url(peer.redis) if peer.redis else None
        self.with_basket = [self._prepared(signed_in=False) for _visitor in range(PAGES_AT)]
        self.signed_in = [self._prepared(signed_in=True) for _visitor in range(PAGES_AT)]

    def _prepared(self, *, signed_in: bool) -> Browser:
        browser = Browser(self.peer.port)
        if signed_in:
            once(browser, self.peer.walks.sign_in(self.peer.buyer, PASSWORD))
        else:
            once(browser, self.peer.walks.fill(next(self.products)))
        return browser

    def visitors(self, page: str, state: str) -> list[Callable[[], Visitor]]:
        """Four of them."""

        def arriving(number: int) -> Callable[[], Visitor]:
            def arrive() -> Visitor:
                if state == "warm":
                    browser = Browser(self.peer.port)
                else:
                    browser = (self.with_basket if state == "cold" else self.signed_in)[number]
                return browser, lambda: self.open(page, state)

            return arrive

        return [arriving(number) for number in range(PAGES_AT)]

    def open(self, page: str, state: str) -> Walk:
        """Open the next page of a kind; cold: nobody has asked for it before, as far as the shared cache remembers."""
        number = next(self.number)
        path = self.peer.home
        if page == "category":
            path = self.categories[number % len(self.categories)]
            if state == "cold":
                path += f"?page={1 + number // len(self.categories) % 15}"
        if page == "product":
            path = self.peer.walks.product_path(self.favourites[number % 50] if state == "warm" else next(self.products))
        if state == "cold" and self.cache is not None:
            self.cache.flushdb()
        return get(page, path)


def statements(run: Run) -> None:
    """Statements and CPU time of every step, counted in a process of its own."""
    for peer in run.peers:
        run.say(f"statements: {peer.title}")
        kind = "oscar" if peer.name == "oscar" else "house"
        products = [str(one) for one in itertools.islice(products_of(peer), 20)]
        command = [str(PYTHON), "-m", "benchmarks.statements", kind, peer.home, peer.categories()[1], peer.buyer, PASSWORD]
        said = parts.run([*command, *products], environment=peer.environment(), folder=peer.checkout, patience=300)
        run.results.facts.setdefault("statements", {})[peer.name] = json.loads(said)
