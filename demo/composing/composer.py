"""The catalogue of any size: the products written by hand, then composed ones, the same for the same number and seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.slugs import slugify
from demo.composing import parts, relating
from demo.composing.bean import blend_ideas, coffee_ideas, larger_bag
from demo.composing.leaf import herb_ideas, large_bag, tea_ideas
from demo.composing.model import Idea, Made
from demo.composing.things import box_ideas, service_ideas, ware_ideas
from demo.data.catalogue import HAND_WRITTEN, Catalogue
from demo.data.schema import LANGUAGES, Product

#: How many of a hundred composed products are of each sort, as long as ideas of the sort last.
_SHARES = {"tea": 45, "coffee": 20, "ware": 22, "herbs": 5, "blends": 3, "boxes": 3, "services": 2}
#: How many of a hundred are no longer, or not yet, sold as usual.
_LIVES = (("sell_through", 4), ("discontinued", 2), ("draft", 2))


def compose(products: int, seed: int) -> Catalogue:
    """So many products; at least those written by hand.

    The same idea becomes the same product in a catalogue of any size, except for its neighbours: these are chosen among all.
    """
    made = _written_out(_mixed(seed), products - len(HAND_WRITTEN.products), seed)
    if not made:
        return HAND_WRITTEN
    others = relating.Neighbours(made)
    composed, reviews, growers = [], dict(HAND_WRITTEN.reviews), {grower.key: grower for grower in HAND_WRITTEN.growers}
    for one in made:
        dice = random.Random(f"{seed} {one.product.sku} neighbours")
        composed.append(relating.relate(one, others, dice))
        reviews[one.product.sku] = relating.reviews(one, dice)
        if one.grower:
            growers.setdefault(one.grower.key, one.grower)
    return Catalogue((*HAND_WRITTEN.products, *composed), tuple(growers.values()), reviews)


def _written_out(ideas: Iterator[Idea], number: int, seed: int) -> list[Made]:
    taken = {name for product in HAND_WRITTEN.products for name in _names(product)}
    counted: dict[int, int] = {}
    made: list[Made] = []
    while len(made) < number:
        idea = next(ideas)
        names = _title_names(idea)
        if names & taken:
            continue
        taken |= names
        counted[idea.digit] = counted.get(idea.digit, 0) + 1
        code = 10_000 * idea.digit + counted[idea.digit]
        one = idea.make(f"LL-{code}", parts.ean13(code), random.Random(f"{seed} {idea.title.en}"))
        made.append(replace(one, product=_aged(one.product, random.Random(f"{seed} {code} life"))))
    return made


def _names(product: Product) -> set[str]:
    return {f"{language} {product.title.said_in(language).lower()}" for language in LANGUAGES} | {slugify(product.title.en)}


def _title_names(idea: Idea) -> set[str]:
    return {f"{language} {idea.title.said_in(language).lower()}" for language in LANGUAGES} | {slugify(idea.title.en)}


def _aged(product: Product, dice: random.Random) -> Product:
    """Where the product stands in its life; what is gone has no stock, what goes has little."""
    if product.kind == "service":
        return product
    lot = dice.randrange(100)
    for state, share in _LIVES:
        if lot < share:
            stock = (
                parts.nothing()
                if state != "sell_through"
                else tuple(replace(opening, ecommerce=opening.ecommerce // 3, bulk=0) for opening in product.stock)
            )
            return replace(product, lifecycle=state, stock=stock, safety_stock=0)
        lot -= share
    return product


def _mixed(seed: int) -> Iterator[Idea]:
    """Ideas of all sorts in the proportion of the shares; a sort that has run out leaves its share to the others."""
    dice = random.Random(f"{seed} mix")
    sorts: dict[str, Iterator[Idea]] = {
        "tea": _with_siblings(tea_ideas(dice), large_bag, dice),
        "coffee": _with_siblings(coffee_ideas(dice), larger_bag, dice),
        "ware": ware_ideas(dice),
        "herbs": herb_ideas(dice),
        "blends": blend_ideas(dice),
        "boxes": box_ideas(dice),
        "services": service_ideas(dice),
    }
    given = dict.fromkeys(sorts, 0)
    while sorts:
        sort = max(sorts, key=lambda one: _SHARES[one] / (given[one] + 0.5))
        idea = next(sorts[sort], None)
        if idea is None:
            del sorts[sort]
        else:
            given[sort] += 1
            yield idea


def _with_siblings(ideas: Iterable[Idea], sibling, dice: random.Random) -> Iterator[Idea]:  # type: ignore[no-untyped-def]
    for idea in ideas:
        yield idea
        other = sibling(idea, dice)
        if other is not None:
            yield other
