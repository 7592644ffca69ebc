"""Gives composed products their neighbours and their critics: pairings with reasons, similar products, scores, reviews."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from demo.composing import matching, phrases, reviewing
from demo.composing.model import Facts, Made
from demo.composing.saying import told
from demo.data.catalogue import PRODUCTS
from demo.data.schema import ExpertScore, Pairing, Product, Review, Text

#: Forms of ware that suit a family, best first.
_FORMS = {
    "white": ("gaiwan", "cup"), "green": ("gaiwan", "cup", "kettle"), "yellow": ("gaiwan", "cup"), "oolong": ("gaiwan", "pitcher", "cup"),
    "roasted": ("teapot", "cup", "pitcher"), "black": ("teapot", "cup"), "raw": ("gaiwan", "pitcher", "teapot"), "ripe": ("teapot", "pitcher"),
    "jasmine": ("gaiwan", "cup"), "lotus": ("gaiwan", "cup"), "osmanthus": ("gaiwan", "cup"), "herbal": ("cup", "teapot"), "box": ("cup", "gaiwan"),
    "washed": ("kettle", "cup"), "honey": ("kettle", "phin", "cup"), "natural": ("kettle", "cup"), "robusta": ("phin",), "blend": ("phin", "cup"),
}  # fmt: skip
_PANELS = {"leaf": ("khoa", "lin", "orasa"), "bean": ("catalina", "naree", "bao"), "": ("mai", "preecha", "helen")}
_QUOTES = {"leaf": phrases.LEAF_QUOTES, "bean": phrases.BEAN_QUOTES, "": phrases.WARE_QUOTES}
_SIGNS = {"leaf": "arthit", "bean": "hoa", "": "vy"}
#: How many candidates for "similar" are looked at, so that ten thousand products take no longer each than two hundred.
_LOOKED_AT = 40


class Neighbours:
    """Everything that a product can be shown beside: what is sold, by what it is."""

    def __init__(self, made: Iterable[Made]) -> None:
        self.wares: dict[str, list[tuple[str, Facts]]] = defaultdict(list)
        self.drinks: dict[str, list[tuple[str, Facts]]] = defaultdict(list)
        self.shelves: dict[str, list[tuple[str, Facts]]] = defaultdict(list)
        self.services: list[str] = []
        for sku, facts, product in (*_hand_written_wares(), *((one.product.sku, one.facts, one.product) for one in made)):
            if product.lifecycle != "active":
                continue
            self.shelves[product.category].append((sku, facts))
            if facts.ware:
                self.wares[facts.ware].append((sku, facts))
            elif facts.drink and facts.family != "box":
                self.drinks[facts.family].append((sku, facts))
            elif facts.family == "service":
                self.services.append(sku)


def _hand_written_wares() -> Iterable[tuple[str, Facts, Product]]:
    for product in PRODUCTS:
        size = next((fact.value for fact in product.attributes if fact.code == "capacity_ml"), 0)
        if product.tax_category == "ware" and isinstance(size, int):
            yield product.sku, Facts(ware=product.art.form, kind=product.title, ml=size), product


def relate(one: Made, others: Neighbours, dice: random.Random) -> Product:
    """The product with pairings, similar products and the panel's scores."""
    pairings = _pairings(one, others, dice)
    paired = {pairing.sku for pairing in pairings}
    return replace(
        one.product,
        pairings=pairings,
        similar=tuple(sku for sku in _similar(one, others, dice) if sku not in paired),
        experts=_experts(one, dice),
    )


def _pairings(one: Made, others: Neighbours, dice: random.Random) -> tuple[Pairing, ...]:
    facts = one.facts
    if facts.drink:
        found = _wares_for(facts, others, dice)
        if dice.random() < 0.4:
            found += _another_drink(one, others, dice)
    elif facts.ware:
        found = _drinks_for(facts, others, dice)
    else:
        found = [
            Pairing(sku, dice.choice(matching.FROM_SERVICE), _SIGNS[""])
            for sku, _facts in dice.sample(others.wares["gaiwan"] + others.wares["phin"], 1)
        ]
    if facts.family != "service" and others.services and dice.random() < 0.08:
        found.append(Pairing(dice.choice(others.services), dice.choice(matching.TO_SERVICE), _SIGNS[facts.drink]))
    return tuple({pairing.sku: pairing for pairing in found if pairing.sku != one.product.sku}.values())


def _wares_for(facts: Facts, others: Neighbours, dice: random.Random) -> list[Pairing]:
    reasons = matching.BEAN_TO_WARE if facts.drink == "bean" else matching.LEAF_TO_WARE
    found = []
    for form in dice.sample(_FORMS[facts.family], min(len(_FORMS[facts.family]), dice.choice((1, 1, 2)))):
        if others.wares[form]:
            sku, ware = dice.choice(others.wares[form])
            reason = told(dice.choice(reasons[form]), **_words(facts), ml=ware.ml)
            found.append(Pairing(sku, reason, _SIGNS[facts.drink]))
    return found


def _drinks_for(facts: Facts, others: Neighbours, dice: random.Random) -> list[Pairing]:
    families = [family for family, forms in _FORMS.items() if facts.ware in forms[:2] and others.drinks[family]]
    found = []
    for family in dice.sample(families, min(len(families), 2)):
        sku, drink = dice.choice(others.drinks[family])
        found.append(Pairing(sku, told(dice.choice(matching.WARE_TO_DRINK), **_words(drink)), _SIGNS[""]))
    return found


def _another_drink(one: Made, others: Neighbours, dice: random.Random) -> list[Pairing]:
    families = sorted(family for family, drinks in others.drinks.items() if drinks and family != one.facts.family)
    if not families:
        return []
    sku, drink = dice.choice(others.drinks[dice.choice(families)])
    reason = told(dice.choice(matching.DRINK_TO_DRINK), **_words(one.facts), m1=drink.notes[0])
    return [Pairing(sku, reason, _SIGNS[one.facts.drink])]


def _words(facts: Facts) -> dict[str, Text | int]:
    first, second = (*facts.notes, facts.notes[-1])[:2] if facts.notes else (facts.kind, facts.kind)
    return {"n1": first, "n2": second, "kind": facts.kind, "celsius": facts.celsius, "infusions": facts.infusions}


def _similar(one: Made, others: Neighbours, dice: random.Random) -> list[str]:
    shelf = [(sku, facts) for sku, facts in others.shelves[one.product.category] if sku != one.product.sku]
    looked_at = dice.sample(shelf, min(len(shelf), _LOOKED_AT))
    return [sku for sku, _facts in sorted(looked_at, key=lambda other: -_likeness(one.facts, other[1]))[:3]]


def _likeness(facts: Facts, other: Facts) -> int:
    return 3 * (facts.family == other.family) + 3 * (facts.ware == other.ware) + len(set(facts.notes) & set(other.notes))


def _experts(one: Made, dice: random.Random) -> tuple[ExpertScore, ...]:
    if one.facts.family == "service" or one.product.lifecycle == "draft" or dice.random() < 0.2:
        return ()
    quotes = [
        quote for quote in _QUOTES[one.facts.drink] if one.facts.ware not in ("cup", "phin") or quote.en not in phrases.POURING
    ]
    middle = dice.randint(85, 95)
    panel = dice.sample(_PANELS[one.facts.drink], dice.choice((1, 2, 2, 3)))
    notes = one.facts.notes or (one.facts.kind,) * 3
    words = {"n1": notes[0], "n2": notes[len(notes) // 2], "n3": notes[-1]}
    return tuple(
        ExpertScore(person, min(98, middle + dice.randint(-3, 3)), told(quote, **words))
        for person, quote in zip(panel, dice.sample(quotes, len(panel)), strict=True)
    )


def reviews(one: Made, dice: random.Random) -> tuple[Review, ...]:
    """What buyers wrote, each in one language; nobody writes the same twice about a product."""
    if one.product.lifecycle == "draft" or dice.random() < 0.22:
        return ()
    about = _about(one)
    found: dict[tuple[str, str], Review] = {}
    for _ in range(dice.choice((1, 2, 3, 3, 4, 5, 6))):
        language = dice.choices(list(reviewing.SHARES), list(reviewing.SHARES.values()))[0]
        fitting = [opinion for opinion in reviewing.OPINIONS[language] if about in opinion.kinds]
        opinion = dice.choice(fitting)
        name = dice.choice(reviewing.NAMES[language])
        body = opinion.body
        if one.facts.notes:
            said = one.facts.notes[0].said_in(language)
            body = body.replace("{n1}", said[:1].upper() + said[1:] if body.startswith("{n1}") else said)
        found.setdefault((language, opinion.title), Review(name, opinion.score, opinion.title, body, language))
    names: dict[str, Review] = {}
    for review in found.values():
        names.setdefault(review.name, review)
    return tuple(names.values())


def _about(one: Made) -> str:
    if one.facts.family in ("service", "box"):
        return {"service": "S", "box": "G"}[one.facts.family]
    return {"leaf": "L", "bean": "B", "": "W"}[one.facts.drink]
