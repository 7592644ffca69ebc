"""What people choose from: the products of the catalogue by the channels that sell them, the favourites first in line."""

import random
from dataclasses import dataclass
from decimal import Decimal

from demo.data.catalogue import Catalogue
from demo.data.markets import assortment_of
from demo.data.schema import Product

#: A parcel of this weight is still carried by a courier who takes cash.
LIGHT_G = 900
Lines = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Goods:
    """Products that may be ordered without asking for a price, the most wanted first."""

    products: tuple[Product, ...]

    @classmethod
    def of(cls, catalogue: Catalogue, seed: int) -> "Goods":
        """Everything on sale; which products are favourites is decided by lot."""
        on_sale = [
            one
            for one in catalogue.products
            if one.kind == "goods" and one.lifecycle == "active" and one.prices.consumer_vnd is not None and _in_reserve(one)
        ]
        random.Random(f"favourites {seed}").shuffle(on_sale)
        return cls(tuple(on_sale))

    def basket(self, dice: random.Random, channel: str) -> Lines:
        """What a consumer takes home: one to three products, mostly one piece of each."""
        shelf = self.sold_through(channel)
        wanted = self._draw(dice, shelf, dice.choice((1, 1, 2, 2, 3)))
        return tuple((one.sku, dice.choice((1, 1, 1, 2))) for one in wanted)

    def small(self, dice: random.Random, channel: str) -> Lines:
        """A single light thing."""
        light = [one for one in self.sold_through(channel) if one.shipping_g <= LIGHT_G] or self.sold_through(channel)
        return ((self._draw(dice, light, 1)[0].sku, 1),)

    def dear(self, dice: random.Random, at_least: int, at_most: int) -> Lines:
        """A basket of so many đồng for consumers, which somebody will want to look at first."""
        fitting = [
            (one, pieces)
            for one in self.sold_through("consumer")
            for pieces in (1, 2, 3, 4, 5, 6)
            if at_least <= Decimal(one.prices.consumer_vnd or 0) * pieces <= at_most
        ]
        one, pieces = dice.choice(sorted(fitting, key=lambda pair: (pair[1], pair[0].sku))[:12])
        return ((one.sku, pieces),)

    def by_the_case(self, dice: random.Random, channel: str) -> Lines:
        """What a company orders: cases for a distributor, a part of one for a shop or a hotel."""
        shelf = [one for one in self.sold_through(channel) if one.prices.trade and one.case_quantity > 1]
        wanted = self._draw(dice, shelf, dice.choice((2, 3, 3, 4)))
        if channel == "distributor":
            return tuple((one.sku, one.case_quantity) for one in wanted)
        return tuple((one.sku, max(2, one.case_quantity // dice.choice((2, 3, 4)))) for one in wanted)

    def sold_through(self, channel: str) -> list[Product]:
        """The products on sale in a channel."""
        return [one for one in self.products if assortment_of(channel) in one.channels]

    def _draw(self, dice: random.Random, shelf: list[Product], number: int) -> list[Product]:
        """So many different products; the first of the shelf are wanted several times as often as the last."""
        chosen: list[Product] = []
        weights = [1 / (place + 6) for place in range(len(shelf))]
        while len(chosen) < min(number, len(shelf)):
            one = dice.choices(shelf, weights)[0]
            if one not in chosen:
                chosen.append(one)
        return chosen


def _in_reserve(product: Product) -> bool:
    """Scarce things keep their last pieces for whoever walks through the demo."""
    return sum(stock.ecommerce for stock in product.stock) > product.safety_stock + 20
