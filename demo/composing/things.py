"""Composes teaware, gift boxes and services."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from demo.composing import extras, parts, phrases, teas, wares
from demo.composing.farms import MAKERS
from demo.composing.gardens import COUNTRIES, Garden
from demo.composing.model import Facts, Made, in_turn
from demo.composing.saying import capital, commas, html, say, sentences, told
from demo.data.packing import SUBTITLE
from demo.data.schema import ArtSpec, Attribute, Product, Text
from demo.data.vocabulary import MEDIUM, leaf_profile, tea, ware

_IN = say("{place}, {country} | {place}, {country} | {country}{place} | {place} {country} | {place}, {country}")
_CHINA = say("Yunnan, China | Vân Nam, Trung Quốc | 中国云南 | ยูนนาน จีน | Yunnan, China")
_TEAWARE = say("teaware | ấm chén | 茶器 | เครื่องชา | cerámica de té")
_THAILAND = say("Thailand | Thái Lan | 泰国 | ไทย | Tailandia")
_GIFT = say("gift box | hộp quà | 礼盒 | กล่องของขวัญ | caja regalo")
_HOUSE = "thu-duc-roastery"
_METAL_CODES = {"steel": "7323.93", "black": "7323.93", "brass": "7418.10", "coppermetal": "7418.10", "blue": "6911.10"}
_BOX = parts.Pack("carton", "{tins} × 30 g", 0, 260, (240, 170, 85), 10, 0)


@dataclass(frozen=True)
class WareIdea:
    """A thing: who makes it, its form and the name of that form, glaze, decor, volume, how many in a set."""

    maker: Garden
    form: wares.Form
    shape: int
    glaze: wares.Glaze
    decor: tuple[str, Text] | None
    ml: int
    pieces: int = 1
    digit: int = 3

    @property
    def surface(self) -> Text:
        """The glaze, and what was done to it."""
        return told(wares.DECORATED, decor=self.decor[1], glaze=self.glaze.name) if self.decor else self.glaze.name

    @property
    def _decor(self) -> str:
        if self.decor:
            return self.decor[0]
        return "ribbed" if self.form.names[self.shape].en.startswith("Fluted") else self.glaze.decor

    @property
    def title(self) -> Text:
        words = {"place": self.maker.village, "glaze": self.surface, "form": self.form.names[self.shape], "ml": str(self.ml)}
        if self.pieces > 1:
            lower = words["form"].each(lambda said: said[:1].lower() + said[1:])
            named = Text(words["form"].en, lower.vi, lower.zh_hans, lower.th, words["form"].es)
            return told(wares.SET_TITLE, **(words | {"form": named}), pieces=self.pieces)
        return told(wares.TITLE, **words)

    def make(self, sku: str, barcode: str, dice: random.Random) -> Made:
        form, glaze, maker = self.form, self.glaze, self.maker
        scale = self.ml / form.volumes[0]
        grams = round(form.grams * scale**0.6 / 5) * 5 * self.pieces
        material = glaze.material.each(capital)
        name = form.names[self.shape]
        words = {"place": maker.place, "material": glaze.material, "ml": self.ml, "form": name}
        made = told(dice.choice(phrases.WARE_MADE), **words)
        suits = told(dice.choice(phrases.SUITS), kinds=self._suits(dice))
        dong = form.dong * scale**0.45 * (1 + glaze.extra / 100) * self.pieces**0.9 * dice.uniform(0.92, 1.12)
        product = Product(
            sku=sku,
            ean13=barcode,
            category=form.category,
            art=ArtSpec(form.art, maker.origin, "ware", dice.choice(("green", "oolong", "roasted", "black", "white")), (), "", 0,
                        "", (glaze.colour, glaze.dip), self._decor, self.shape),
            title=self.title,
            subtitle=told(SUBTITLE, kind=material, place=maker.place),
            short=told(phrases.WARE_SHORT, form=name, short=dice.choice(form.shorts)),
            long=html(maker.about, made, suits),
            use=sentences(glaze.care, dice.choice(form.tips)),
            keywords=commas(name, glaze.name, maker.village, maker.area, _TEAWARE),
            grower=maker.key,
            attributes=ware(material, self.ml, _made_in(maker)),
            profile=(),
            net_g=grams,
            shipping_g=round(grams * 1.45) + 60,
            size_mm=_size(form, scale, self.pieces),
            hs_code=_METAL_CODES.get(glaze.key, "6912.00"),
            tax_category="ware",
            case_quantity=max(2, form.case // self.pieces),
            **_sold(dice, dong, max(2, form.case // self.pieces), maker.origin),
        )  # fmt: skip
        return Made(product, Facts("", form.key, glaze.key, name, (), ml=self.ml), maker.as_grower())

    def _suits(self, dice: random.Random) -> Text:
        keys = wares.SUITED[self.form.key]
        first, second = dice.sample(keys, 2)
        return told(wares.EITHER, a=wares.drink(first), b=wares.drink(second)).each(lambda said: said[:1].lower() + said[1:])


@dataclass(frozen=True)
class BoxIdea:
    """A gift box: for what, and how many tins."""

    occasion: Text
    tins: int
    digit: int = 1

    @property
    def title(self) -> Text:
        return told(extras.BOX_TITLE, occasion=self.occasion, tins=self.tins)

    def make(self, sku: str, barcode: str, dice: random.Random) -> Made:
        families = dice.sample([teas.FAMILIES[key] for key in ("white", "green", "oolong", "roasted", "black", "jasmine")], 3)
        first, second, third = (family.kind for family in families)
        told_short = told(extras.BOX_SHORT, tins=self.tins, first=first, second=second, third=third)
        notes = tuple(dice.choice(family.notes) for family in families)
        pack = replace(_BOX, net=_BOX.net.format(tins=self.tins), grams=30 * self.tins)
        _grams, dong = extras.TASTES[self.tins]
        family = families[0]
        product = Product(
            sku=sku,
            ean13=barcode,
            category="gifts/boxes",
            art=ArtSpec("carton", "vietnam", family.ground, family.liquor, (*_lines(self.occasion.en), "Gift Box"), pack.net,
                        dice.randrange(6), dice.choice(("frame", "band"))),
            title=self.title,
            subtitle=told(SUBTITLE, kind=_GIFT, place=extras.VENUES[0].name),
            short=told(phrases.SENTENCE, words=told_short),
            long=html(told(phrases.SENTENCE, words=told_short), *extras.BOX_STORIES),
            use=extras.BOX_USE,
            keywords=commas(_GIFT, self.occasion, first, second, third),
            grower=_HOUSE,
            attributes=tea(commas(first, second, third).each(capital), 900, extras.BOX_PROCESS.each(capital),
                           Text("2026", "2026", "2026", "2026", "2026"), family.liquor, MEDIUM, commas(*notes)),
            profile=leaf_profile(3, 7, 5, 5, 2),
            net_g=pack.grams,
            shipping_g=pack.grams + pack.tare,
            size_mm=pack.size_mm,
            hs_code="0902.30",
            tax_category="tea_coffee",
            case_quantity=pack.case,
            **_sold(dice, dong, pack.case, "vietnam"),
        )  # fmt: skip
        return Made(product, Facts("leaf", "", "box", _GIFT, notes, 90, 4))


@dataclass(frozen=True)
class ServiceIdea:
    """Something done for a customer, at a place of ours."""

    service: extras.Service
    venue: extras.Venue
    digit: int = 9

    @property
    def title(self) -> Text:
        return told(extras.SERVICE_TITLE, service=self.service.name, venue=self.venue.name)

    def make(self, sku: str, barcode: str, dice: random.Random) -> Made:
        service = self.service
        product = Product(
            sku=sku,
            ean13=barcode,
            category="gifts/tastings",
            art=ArtSpec("cup", "vietnam", "ware", dice.choice(("coffee", "oolong", "black")), (), "", dice.randrange(6)),
            title=self.title,
            subtitle=self.venue.place,
            short=told(phrases.SENTENCE, words=service.short),
            long=html(service.story, told(phrases.SENTENCE, words=self.venue.place)),
            use=service.use,
            keywords=commas(service.name, self.venue.name),
            grower=_HOUSE,
            attributes=(Attribute("duration_min", service.minutes), Attribute("place", self.venue.place),
                        Attribute("people_at_most", service.people)),
            profile=(),
            net_g=0,
            shipping_g=0,
            size_mm=(0, 0, 0),
            hs_code="",
            tax_category="service",
            case_quantity=1,
            prices=parts.prices(service.dong, 1, trade=False),
            unit_cost_vnd=str(service.cost),
            safety_stock=0,
            stock=(),
            kind="service",
        )  # fmt: skip
        return Made(product, Facts(family="service", kind=service.name))


def _sold(dice: random.Random, dong: float, case: int, origin: str) -> dict:
    price, demand = parts.nice(dong), min(2.0, dice.lognormvariate(-0.9, 0.5))
    return {
        "prices": parts.prices(price, case),
        "unit_cost_vnd": parts.cost(dice, price),
        "safety_stock": max(2, round(8 * demand)),
        "stock": parts.opening(dice, case, origin, demand),
    }


def _size(form: wares.Form, scale: float, pieces: int) -> tuple[int, int, int]:
    length, width, height = (round(side * scale ** (1 / 3) / 5) * 5 for side in form.millimetres)
    across = 2 if pieces > 1 else 1
    return (length * across, width * across, height * max(1, pieces // 4 + (pieces > 4)))


def _made_in(maker: Garden) -> Text:
    if maker.origin == "yunnan":
        return told(say("{village}, {china} | {village}, {china} | {china}{village} | {village} {china} | {village}, {china}"),
                    village=maker.village, china=_CHINA)  # fmt: skip
    country = _THAILAND if maker.origin == "thailand" else COUNTRIES[maker.origin]
    return told(_IN, place=maker.place, country=country)


def _lines(name: str) -> tuple[str, ...]:
    words = name.split()
    return (" ".join(words[: (len(words) + 1) // 2]), " ".join(words[(len(words) + 1) // 2 :])) if len(words) > 1 else (name,)


def ware_ideas(dice: random.Random) -> Iterator[WareIdea]:
    """Each maker's forms in turn: plain first, then sets of cups, then with every decor."""
    pairs = [(maker, wares.FORMS[key]) for maker in MAKERS for key in maker.made]
    yield from in_turn(dice, [_wares(maker, form) for maker, form in pairs])
    for pieces in wares.SETS:
        yield from in_turn(dice, [
            [replace(idea, pieces=pieces) for idea in _wares(maker, form) if idea.ml <= 220]
            for maker, form in pairs if form.key == "cup"
        ])  # fmt: skip
    for number in range(3):
        yield from in_turn(dice, [_wares(maker, form, number) for maker, form in pairs])


def _wares(maker: Garden, form: wares.Form, decor: int | None = None) -> list[WareIdea]:
    ideas = []
    for key in maker.plants:
        decors = wares.METAL_DECORS if key in wares.METALS else wares.CLAY_DECORS
        if decor is not None and decor >= len(decors):
            continue
        for shape, name in enumerate(form.names):
            low, high = wares.LEAST.get(name.en, 0), wares.MOST.get(name.en, 10_000)
            for ml in form.volumes:
                if low <= ml <= high:
                    mark = decors[decor] if decor is not None else None
                    ideas.append(WareIdea(maker, form, shape, wares.GLAZES[key], mark, ml))
    return ideas


def box_ideas(dice: random.Random) -> Iterator[BoxIdea]:
    """Each occasion in three sizes."""
    for tins in extras.TASTES:
        for occasion in dice.sample(extras.OCCASIONS, len(extras.OCCASIONS)):
            yield BoxIdea(occasion, tins)


def service_ideas(dice: random.Random) -> Iterator[ServiceIdea]:
    """Each service at one place, then at the others."""
    places = {service.name.en: dice.sample(extras.VENUES, len(extras.VENUES)) for service in extras.SERVICES}
    for turn in range(len(extras.VENUES)):
        for service in dice.sample(extras.SERVICES, len(extras.SERVICES)):
            yield ServiceIdea(service, places[service.name.en][turn])
