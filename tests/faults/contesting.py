"""The tills of a contest: a process for each channel, each with a connection of its own, that asks for lots of one product.

The baskets are filled and their quotes sealed first; then all wait for the word, so that only placing is contested. How the
processes interleave is the machine's affair, made wider by a seeded pause before each order.
"""

import multiprocessing
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections

from shop.catalogue.models import Product
from shop.channels.models import ChannelMarket
from shop.order.placing import OutOfStock, place_order
from shop.order.quoting import seal
from tests.factories import shop

#: Seconds that a round may take on a loaded machine.
PATIENCE = 120
#: Seconds by which a till may be later than the others.
HEAD_STARTS = (0, 0, 0.05, 0.2)
#: Seconds of the longest pause before an order.
PAUSE = 0.02


@dataclass(frozen=True)
class Tally:
    """What became of one channel's asking: pieces got, orders refused, and anything else that happened."""

    pieces: int
    refused: int
    broken: tuple[str, ...] = ()


def _till(pipe: Any, place_id: int) -> None:
    """Serve rounds until told to stop: (product, lots, pieces of a lot, seed)."""
    place = ChannelMarket.objects.select_related("channel", "market", "pool").get(pk=place_id)
    while (told := pipe.recv()) is not None:
        product_id, lots, pieces, seed = told
        product, dice = Product.objects.get(pk=product_id), random.Random(seed)
        baskets = [shop.basket_with(product, at=place, quantity=pieces) for _lot in range(lots)]
        sealed = [(basket.pk, seal(shop.quote_for(basket))) for basket in baskets]
        pipe.send("ready")
        pipe.recv()
        time.sleep(dice.choice(HEAD_STARTS))
        got, refused, broken = 0, 0, []
        for basket_id, seen in sealed:
            time.sleep(dice.random() * PAUSE)
            try:
                _place(place, basket_id, seen)
                got += pieces
            except OutOfStock:
                refused += 1
            except Exception as error:  # whatever it is, the parent has to hear of it
                broken.append(repr(error))
        pipe.send(Tally(got, refused, tuple(broken)))
    connections.close_all()


def _place(place: ChannelMarket, basket_id: int, seen: str) -> None:
    place_order(
        basket_id=basket_id,
        seen=seen,
        entrance=shop.entrance(place),
        contact=shop.CONTACT,
        address=shop.ADDRESS,
        delivery_code=f"standard-vietnam-{place.channel.code}",
        method_code="cod-vietnam",
        actor=shop.ACTOR,
    )


@contextmanager
def tills(places: Sequence[ChannelMarket]) -> Iterator["Contest"]:
    """A process for each place, stopped at the end."""
    connections.close_all()  # a child must not inherit the link
    forking = multiprocessing.get_context("fork")
    pipes, processes = [], []
    for place in places:
        ours, theirs = forking.Pipe()
        process = forking.Process(target=_till, args=(theirs, place.pk), daemon=True)
        process.start()
        pipes.append(ours)
        processes.append(process)
    try:
        yield Contest(pipes)
    finally:
        for pipe in pipes:
            pipe.send(None)
        for process in processes:
            process.join(30)


@dataclass(frozen=True)
class Contest:
    pipes: Sequence[Any]

    def round(self, product: Product, *, lots: Sequence[int], pieces: int, dice: random.Random) -> list[Tally]:
        """All tills ask for the product at once, each for so many lots of `pieces`."""
        for pipe, count in zip(self.pipes, lots, strict=True):
            pipe.send((product.pk, count, pieces, dice.random()))
        for pipe in self.pipes:
            assert self._hear(pipe) == "ready"
        for pipe in dice.sample(list(self.pipes), len(self.pipes)):
            pipe.send("go")
        return [self._hear(pipe) for pipe in self.pipes]

    def _hear(self, pipe: Any) -> Any:
        assert pipe.poll(PATIENCE), "a till says nothing"
        return pipe.recv()
