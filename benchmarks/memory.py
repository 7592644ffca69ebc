"""How much memory one web process takes after so many requests: pages as a guest, baskets, whole checkouts."""

import asyncio
import itertools

from benchmarks import gates, machine
from benchmarks.load import Browser, walk_on
from benchmarks.stages import Run, products_of
from benchmarks.walks import get

VISITORS = 4
#: After so many rounds of pages a visitor buys something.
BUYS_EVERY = 5


def measure(run: Run) -> None:
    """One process serves every request; what it takes is noted after each tenth of them."""
    house, wanted = run.house, run.sizes.requests
    house.open(processes=1)
    assert house.web is not None
    web = house.web
    products, categories, asked = products_of(house), itertools.cycle(house.categories()), itertools.count(1)
    samples = [max(machine.memory_of_children(web), default=0.0)]

    def seen(_step: str, _seconds: float) -> None:
        if next(asked) >= wanted * len(samples) / 10:
            samples.append(max(machine.memory_of_children(web), default=0.0))

    async def visit() -> None:
        for times in itertools.count(1):
            for path in (house.home, next(categories), house.walks.product_path(next(products))):
                await walk_on(Browser(house.port), get("page", path), seen)
            if times % BUYS_EVERY == 0:
                await walk_on(Browser(house.port), house.walks.checkout([next(products)]), seen)
            if len(samples) > 10:
                return

    async def everybody() -> None:
        await asyncio.gather(*(visit() for _visitor in range(VISITORS)))

    asyncio.run(everybody())
    note = run.results.facts.setdefault("memory", {})
    note |= {"requests": wanted, "web, started": samples[0], "web, half way": samples[5], "web, most": max(samples)}
    note["web"] = samples[-1]
    gates.verified(house, run.results, f"{wanted:,} requests to one process")
    house.close()
