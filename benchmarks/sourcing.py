"""How long choosing warehouses takes: orders of several lines, each weighed against many warehouses. Ends with 1 when too long.

    python -m benchmarks.sourcing                       # 1,000 orders × 20 warehouses × 5 lines
    python -m benchmarks.sourcing --orders 100 --seed 2
    python -m benchmarks.sourcing --whole               # real orders in a database: read, chosen, written down, held

Without `--whole` it is the computation alone (`inventory.sourcing.choose`), which holds locks while it runs; stock is drawn so
that about a third of the orders fit into one parcel and some into none of three. `whole_sourcing` is all of it.
"""

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from decimal import Decimal

from benchmarks import whole_sourcing
from inventory.sourcing import Candidate, Need, choose

LIMIT = 10.0
PRODUCTS = 400


def drawn(dice: random.Random, warehouses: int, lines: int) -> tuple[list[Need], list[Candidate]]:
    """An order, and what each warehouse has for it."""
    needs = [Need(number, product, dice.randint(1, 6)) for number, product in enumerate(dice.sample(range(PRODUCTS), lines))]
    rich = dice.choice([0.35, 0.6, 0.85])
    houses = [
        Candidate(
            number,
            f"W{number:02d}",
            dice.randint(1, 1_500),
            Decimal(dice.randint(15_000, 60_000)),
            {need.product_id: dice.randint(1, 9) if dice.random() < rich else 0 for need in needs},
            dice.choice([0, 0, 0, 1]),
        )
        for number in range(warehouses)
    ]
    return needs, houses


def run(orders: int, warehouses: int, lines: int, seed: int) -> tuple[list[float], Counter[int], int]:
    """Seconds of each choice, how many orders got how many parcels, and pieces that nobody had."""
    dice, spent, parcels, missing = random.Random(seed), [], Counter[int](), 0
    for _order in range(orders):
        needs, houses = drawn(dice, warehouses, lines)
        begun = time.perf_counter()
        best, _others = choose(needs, houses)
        spent.append(time.perf_counter() - begun)
        parcels[best.parcels] += 1
        missing += best.missing
    return spent, parcels, missing


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sourcing", description=__doc__.splitlines()[0])
    for name, usual in (("orders", 1_000), ("warehouses", 20), ("lines", 5), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--whole", action="store_true", help="real orders in a database of their own, step by step")
    given = parser.parse_args()
    return whole(given) if given.whole else alone(given)


def whole(given: argparse.Namespace) -> int:
    """Orders sourced by the job that meets them, and what each step took."""
    task = whole_sourcing.Task(given.orders, given.warehouses, given.lines, given.seed)
    figures = whole_sourcing.run(task)
    print(
        f"{figures['orders']} orders × {task.warehouses} warehouses × {task.lines} lines in a database, load {figures['load']:g}"
    )
    for step, spent in figures["steps"].items():
        print(f"{spent['seconds']:>7.2f} s  {step} (median {spent['median']:.1f} ms, p99 {spent['p99']:.1f} ms)")
    seconds = whole_sourcing.sourced(figures)
    everything = sum(spent["seconds"] for spent in figures["steps"].values())
    print(f"{seconds:>7.2f} s  sourced, without holding (limit {LIMIT:g} s); {everything:.2f} s with it")
    print(
        f"{figures['statements']} statements an order; orders by parcels {figures['parcels']}; missing {figures['missing']}; "
        f"{figures['rejected']} rejected options kept; promises broken: {figures['broken'] or 'none'}"
    )
    return int(seconds > LIMIT or bool(figures["broken"]))


def alone(given: argparse.Namespace) -> int:
    """The choice and nothing else."""
    spent, parcels, missing = run(given.orders, given.warehouses, given.lines, given.seed)
    middle, last = statistics.median(spent) * 1000, sorted(spent)[int(len(spent) * 0.99)] * 1000
    print(f"{given.orders} orders × {given.warehouses} warehouses × {given.lines} lines: {sum(spent):.2f} s (limit {LIMIT:g} s)")
    print(
        f"each: median {middle:.1f} ms, p99 {last:.1f} ms; orders by parcels {dict(sorted(parcels.items()))}; missing {missing}"
    )
    return int(sum(spent) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
