"""Orders sourced whole: by the job that a released order meets, in a database of its own, with the time of each step.

`python -m benchmarks.sourcing --whole` makes the database, fills it once (by the house's own jobs) and calls this as a program
of the house: `fill` writes warehouses, goods and released orders, `measure` reserves them and prints figures as JSON.
"""

import json
import os
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time as hour
from decimal import Decimal
from typing import Any

import django

from benchmarks import machine, parts
from benchmarks.databases import Databases, digest

LIMIT = 10.0
PRODUCTS = 40
#: How likely a warehouse has a product, and pieces of it.
RICHES, PIECES = (0.2, 0.4, 0.6), (120, 240)
CITIES = (("Hà Nội", "11114"), ("Hải Phòng", "04000"), ("Đà Nẵng", "50000"), ("Hồ Chí Minh", "70000"), ("Cần Thơ", "94000"))
#: What a step of `inventory.reserving` is for, by the name of its function there; what is left is the transaction.
STEPS = {
    "lock_order_and_lines": "reading",
    "the_weights": "reading",
    "lock_sources": "reading",
    "_write_decision": "writing the decision",
    "_reservations": "holding the pieces",
    "_book": "holding the pieces",
    "tell_reserved": "holding the pieces",
}
CHOOSING, REST, HOLDING = "choosing", "the transaction and what lies between", "holding the pieces"
FILLED_FROM = ("*/migrations/*.py", "*/*/migrations/*.py", "demo/**/*.py", "benchmarks/whole_sourcing.py")
PATIENCE = 1_800


@dataclass(frozen=True)
class Task:
    """So many orders of so many lines, weighed against so many warehouses."""

    orders: int
    warehouses: int
    lines: int
    seed: int


def run(task: Task) -> dict[str, Any]:
    """Fill a database where there is none for this task, source all orders in a copy of it, drop the copy."""
    import servers  # found beside the commands of bin/, like `processes`

    used = servers.use()
    os.environ.update(used.environment)
    databases = Databases(os.environ["DATABASE_URL"])
    made_from = [file for pattern in FILLED_FROM for file in parts.CHECKOUT.glob(pattern)]
    kind = f"sourcing_{task.orders}_{task.warehouses}_{task.lines}_{task.seed}"

    def filled(address: str) -> None:
        _call("fill", task, address)

    try:
        template = databases.kept(kind, digest(made_from, parts.CHECKOUT), filled)
        address = databases.clone(template, "sourcing")
        return json.loads(_call("measure", task, address).splitlines()[-1])
    finally:
        databases.drop("bench_use_sourcing")
        used.release()


def _call(deed: str, task: Task, address: str) -> str:
    folder = parts.CHECKOUT / ".run" / "bench" / "sourcing"
    told = {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "STOREHOUSE_RUN_DIR": str(folder),
        "PYTHONWARNINGS": "ignore",
    }
    numbers = [str(number) for number in vars(task).values()]
    command = [str(parts.PYTHON), "-m", "benchmarks.whole_sourcing", deed, *numbers]
    return parts.run(command, environment=os.environ | told, folder=parts.CHECKOUT, patience=PATIENCE)


def fill(task: Task) -> None:
    """Markets, goods, warehouses with stock, and released orders that hold nothing yet."""
    from django.core.management import call_command

    from core import clock
    from core.events import deliver_everything
    from demo.composing import compose
    from demo.seeding import selling, shelves, stores
    from demo.seeding.house import House

    call_command("migrate", interactive=False, verbosity=0)
    house, dice = House(now=clock.now(), catalogue=compose(PRODUCTS, task.seed)), random.Random(task.seed)
    with clock.at(house.at(2)):
        selling.open_for_business(house)
        selling.set_terms(house)
        shelves.fill(house, shelves.put_up_shelves(house), shelves.name_kinds(house))
        stores.build(house)
        products = _sold(house)
        _stock(house, products, task.warehouses, dice)
        deliver_everything()
    _place(house, products, task, dice)


def _sold(house: Any) -> list[Any]:
    from shop.catalogue.models import Lifecycle, Product

    sold = Product.objects.filter(assortments__channel_market=house.places["consumer", "vn"], product_class__track_stock=True)
    return list(sold.filter(lifecycle=Lifecycle.ACTIVE, price_on_request=False).order_by("pk"))


def _stock(house: Any, products: list[Any], number: int, dice: random.Random) -> None:
    """As many warehouses as are wanted; each has some of the products, some bins, and costs its own."""
    from demo.seeding.house import FOUNDING
    from inventory import warehousing
    from inventory.models import Location, Zone, ZoneKind
    from inventory.receiving import ReceivedLine, receive_stock

    like = house.warehouses["HPH"]
    for place in range(len(house.warehouses), number):
        made = warehousing.save_warehouse(
            actor=FOUNDING,
            code=f"W{place:02d}",
            name=f"Warehouse {place}",
            country="VN",
            time_zone=like.time_zone,
            cut_off=hour(15),
            working_weekdays=like.working_weekdays,
            latitude=Decimal(str(round(dice.uniform(9, 22), 4))),
            longitude=Decimal(str(round(dice.uniform(103, 109), 4))),
        )
        zone = Zone.objects.get(warehouse=made, kind=ZoneKind.ECOMMERCE)
        warehousing.add_locations(actor=FOUNDING, zone=zone, codes=[f"E-01-{n:02d}" for n in range(1, 11)])
        cost = {"parcel_cost": Decimal(dice.randrange(15_000, 60_000)), "cost_per_km": Decimal(dice.randint(5, 20))}
        warehousing.serve_market(actor=FOUNDING, warehouse=made, market=house.markets["vn"], **cost)
        warehousing.sell_from_zone(actor=FOUNDING, zone=zone, pool=house.pool)
        house.warehouses[made.code] = made
    for warehouse in house.warehouses.values():
        shelf = Location.objects.filter(warehouse=warehouse, zone__kind=ZoneKind.ECOMMERCE)
        bins, rich = list(shelf.select_related("zone").order_by("pk")[:10]), dice.choice(RICHES)
        lines = [
            ReceivedLine(product, dice.randint(*PIECES), Decimal(40_000), bins[place % len(bins)])
            for place, product in enumerate(products)
            if dice.random() < rich
        ]
        if lines:
            receive_stock(warehouse=warehouse, lines=lines, actor=FOUNDING, reference=f"Opening {warehouse.code}")


def _place(house: Any, products: list[Any], task: Task, dice: random.Random) -> None:
    """Orders by guests of the shop, let through."""
    from core.access import Actor
    from shop.basket import filling
    from shop.channels.doors import Entrance
    from shop.order.placing import Contact, PostalAddress, place_order
    from shop.order.quoting import quote_basket, seal
    from shop.order.releasing import release

    guest, place = Actor.customer("guest"), house.places["consumer", "vn"]
    terms = {"delivery_code": "vn-standard", "method_code": "vn-transfer"}
    placed = 0
    while placed < task.orders:
        (city, postcode), name = dice.choice(CITIES), f"Buyer {placed}"
        basket = filling.open_basket(channel_market=place)
        for product in dice.sample(products, task.lines):
            filling.add(basket=basket, product=product, quantity=dice.randint(1, 6))
        quote = quote_basket(basket=basket, channel_market=place, country="VN", postcode=postcode, **terms)
        if quote.problems:
            continue  # one of them is sold out by now: somebody else wants other things
        order = place_order(
            basket_id=basket.pk,
            seen=seal(quote),
            entrance=Entrance(house.doors["path-any"], place, "default"),
            contact=Contact(name, f"buyer{placed}@example.vn", "+84901234567", "vi"),
            address=PostalAddress(name=name, line1="12 Hàng Bạc", city=city, country="VN", postcode=postcode),
            actor=guest,
            **terms,
        ).order
        release(order=order, actor=guest)
        placed += 1


@dataclass
class Watch:
    """What each step of the present order took, and of all before it."""

    now: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    orders: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def timed(self, step: str, job: Callable) -> Callable:
        def watched(*given: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return job(*given, **named)
            finally:
                self.now[step] += time.perf_counter() - begun

        return watched

    def order_is_done(self, seconds: float) -> None:
        self.now[REST] = seconds - sum(self.now.values())
        for step in (*dict.fromkeys(STEPS.values()), CHOOSING, REST):
            self.orders[step].append(self.now[step])
        self.now.clear()


def measure() -> dict[str, Any]:
    """Reserve every order that waits, and say what each step took; then prove that nothing was promised twice."""
    from django.db import connection

    from core import verification
    from core.access import Actor
    from inventory import reserving, sourcing
    from inventory.models import SourcingDecision
    from shop.order.models import Order

    watch, statements, load = Watch(), Counter[str](), machine.load_average()
    for name, step in STEPS.items():
        setattr(reserving, name, watch.timed(step, getattr(reserving, name)))
    sourcing.choose = watch.timed(CHOOSING, sourcing.choose)  # type: ignore[assignment]
    waiting = list(Order.objects.filter(reserved_at=None).order_by("pk").values_list("pk", flat=True))

    def counted(execute: Callable, *given: Any) -> Any:
        statements["all"] += 1
        return execute(*given)

    with connection.execute_wrapper(counted):
        for pk in waiting:
            begun = time.perf_counter()
            reserving.reserve_order(order_id=pk, actor=Actor.system("reserving"))
            watch.order_is_done(time.perf_counter() - begun)
    decisions = SourcingDecision.objects.values_list("chosen", "missing")
    return {
        "orders": len(waiting),
        "load": round(load, 2),
        "steps": {step: _told(spent) for step, spent in watch.orders.items()},
        "statements": round(statements["all"] / max(len(waiting), 1), 1),
        "parcels": dict(sorted(Counter(chosen["parcels"] for chosen, _missing in decisions).items())),
        "missing": sum(missing for _chosen, missing in decisions),
        "rejected": sum(len(kept) for kept in SourcingDecision.objects.values_list("rejected", flat=True)),
        "broken": [f"{one.promise}: {one.sentence}" for one in verification.verify()],
    }


def _told(spent: list[float]) -> dict[str, float]:
    return {
        "seconds": round(sum(spent), 2),
        "median": round(statistics.median(spent) * 1000, 2),
        "p99": round(sorted(spent)[int(len(spent) * 0.99)] * 1000, 2),
    }


def sourced(figures: dict[str, Any]) -> float:
    """Seconds of everything but holding the pieces."""
    return sum(spent["seconds"] for step, spent in figures["steps"].items() if step != HOLDING)


def main(deed: str, *numbers: str) -> None:
    django.setup()
    if deed == "fill":
        fill(Task(*map(int, numbers)))
    else:
        print(json.dumps(measure()))


if __name__ == "__main__":
    main(*sys.argv[1:])
