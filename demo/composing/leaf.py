"""Composes teas and herbal infusions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from demo.composing import herbs, parts, phrases, teas
from demo.composing.gardens import HERB_GARDENS, TEA_GARDENS, Garden
from demo.composing.model import Facts, Made, in_turn
from demo.composing.saying import capital, commas, html, listed, say, sentences, told
from demo.data.packing import SUBTITLE
from demo.data.schema import ArtSpec, Product, Text
from demo.data.vocabulary import NO_CAFFEINE, leaf_profile, tea

_NAME = say(
    "{place} {qual} {style} | {style} {qual} {place} | {place}{qual}{style} | {style}{qual} {place} | {style} {qual} de {place}"
)
_AT = say("{village} {plot} | {plot} {village} | {village}{plot} | {plot} {village} | {plot}, {village}")
_BOTH = say("{season} {grade} | {grade} {season} | {season}{grade} | {grade}{season} | {grade} {season}")
_OF_YEAR = say("{title} {year} | {title} {year} | {year}年{title} | {title} {year} | {title}, {year}")
IN_PACK = say("{title}, {net} | {title}, {net} | {title} {net} | {title} {net} | {title}, {net}")
_PRESSED = say("in {year} | năm {year} | {year}年 | ปี {year} | {year}")
#: Share of teas that are also sold in a bag for cafés.
_ALSO_LARGE = 0.16
#: How the front of a pack can be laid out; the first is that of the hand-written ones.
LAYOUTS = ("", "band", "low", "frame", "split")


@dataclass(frozen=True)
class TeaIdea:
    """A tea: garden, family, what sets it apart from its neighbours, and the pack."""

    garden: Garden
    family: teas.Family
    qualifier: Text
    season: str
    plant: str
    pack: parts.Pack
    plot: Text | None = None
    year: int = 0
    digit: int = 1

    @property
    def title(self) -> Text:
        place = told(_AT, village=self.garden.village, plot=self.plot) if self.plot else self.garden.village
        title = told(_NAME, place=place, qual=self.qualifier, style=self.family.name)
        if self.year:
            title = told(_OF_YEAR, title=title, year=str(self.year))
        return told(IN_PACK, title=title, net=self.pack.net) if self.pack.is_large else title

    def make(self, sku: str, barcode: str, dice: random.Random) -> Made:
        family, garden, pack = self.family, self.garden, self.pack
        altitude = dice.randrange(garden.altitude[0], garden.altitude[1] + 1, 10)
        notes = tuple(dice.sample(family.notes, 3))
        process, plant = dice.choice(family.processes), teas.PLANTS[self.plant]
        harvest = self._harvest(dice)
        words = {
            "n1": notes[0], "n2": notes[1], "n3": notes[2], "notes": listed(*notes), "kind": family.kind, "alt": altitude,
            "place": garden.place, "village": garden.village, "plant": plant, "process": process, "harvest": harvest,
        }  # fmt: skip
        story = [
            sentences(garden.about, told(dice.choice(phrases.FROM), **words)),
            told(dice.choice(phrases.MAKING), **words),
            sentences(
                told(dice.choice(phrases.TASTE), **words), phrases.BAG_TIP if "bags" in pack.net else dice.choice(family.tips)
            ),
        ]
        if pack.is_large:
            story.append(phrases.CAFE_SIZE)
        dong = parts.nice(family.dong * pack.worth / 100 * (0.9 + altitude / 8000) * dice.uniform(0.88, 1.22))
        product = Product(
            sku=sku,
            ean13=barcode,
            category=family.category,
            art=self._art(dice),
            title=self.title,
            subtitle=told(SUBTITLE, kind=family.kind, place=garden.place),
            short=short(dice, phrases.SHORTS, words),
            long=html(*story),
            use=self._use(),
            keywords=commas(family.kind, garden.village, garden.area, plant, *notes),
            grower=garden.key,
            attributes=tea(
                plant, altitude, process.each(capital), harvest.each(capital), family.liquor, family.caffeine, commas(*notes)
            ),
            profile=leaf_profile(*(min(10, max(0, value + dice.choice((-1, 0, 0, 1)))) for value in family.profile)),
            hs_code=family.hs_code,
            **packed(pack),
            **sold(dice, dong, pack.case, garden.origin),
        )
        facts = Facts("leaf", "", family.key, family.kind, notes, family.brew.celsius, family.brew.infusions)
        return Made(product, facts, garden.as_grower())

    def _harvest(self, dice: random.Random) -> Text:
        if self.year and self.family.key == "ripe":
            return told(_PRESSED, year=str(self.year)).each(lambda words: words[:1].lower() + words[1:])
        months = teas.MONTHS[self.season]
        return parts.picking(dice, months[:1] if self.season == "winter" else months, self.year or parts.year_of(months[0]))

    def _use(self) -> Text:
        brew = self.family.brew
        if "bags" in self.pack.net:
            return told(phrases.BAG_BREWING, celsius=brew.celsius, minutes=2 if brew.celsius < 85 else 3)
        return told(
            phrases.BREWING, grams=brew.grams, ml=brew.ml, celsius=brew.celsius, seconds=brew.seconds, more=brew.more,
            infusions=brew.infusions,
        )  # fmt: skip

    def _art(self, dice: random.Random) -> ArtSpec:
        middle = self.plot.en if self.plot else self.qualifier.en
        lines = (self.garden.village.en, middle, self.family.name.en)
        if self.pack.form == "cake":
            lines = (self.garden.village.en, f"{self.family.name.en} {self.year or ''}".strip())
        return art(dice, self.pack, self.garden.origin, self.family.ground, self.family.liquor, lines)


@dataclass(frozen=True)
class HerbIdea:
    """One to three herbs of a garden in a pack."""

    garden: Garden
    plants: tuple[str, ...]
    pack: parts.Pack
    digit: int = 1

    @property
    def title(self) -> Text:
        names = dict(zip("abc", (herbs.HERBS[plant][0] for plant in self.plants), strict=False))
        title = told(herbs.NAMES[len(self.plants)], place=self.garden.village, **names)
        return told(IN_PACK, title=title, net=self.pack.net) if self.pack.form == "pouch" else title

    def make(self, sku: str, barcode: str, dice: random.Random) -> Made:
        garden, pack = self.garden, self.pack
        altitude = dice.randrange(garden.altitude[0], garden.altitude[1] + 1, 5)
        notes = tuple(herbs.HERBS[plant][1][0] for plant in self.plants)
        notes = tuple(dict.fromkeys((*notes, *(herbs.HERBS[plant][1][1] for plant in self.plants))))[:3]
        third = notes[2] if len(notes) > 2 else notes[-1]
        process = dice.choice(herbs.PROCESSES)
        words = {
            "n1": notes[0], "n2": notes[1], "n3": third, "notes": listed(*notes), "kind": herbs.KIND, "alt": altitude,
            "place": garden.place, "village": garden.village, "process": process, "harvest": herbs.ALL_YEAR,
        }  # fmt: skip
        patterns = tuple(one for one in phrases.SHORTS if len(notes) > 2 or "{n3}" not in one.en)
        tastes = tuple(one for one in phrases.TASTE if len(notes) > 2 or "{n3}" not in one.en)
        names = listed(*(herbs.HERBS[plant][0].each(str.lower) for plant in self.plants))
        product = Product(
            sku=sku,
            ean13=barcode,
            category="tea/herbal",
            art=art(
                dice,
                pack,
                garden.origin,
                "herbal",
                "cascara" if set(self.plants) & {"roselle", "cascara"} else "herbal",
                (garden.village.en, *(herbs.HERBS[plant][0].en for plant in self.plants[:2])),
            ),
            title=self.title,
            subtitle=told(SUBTITLE, kind=herbs.KIND, place=garden.place),
            short=short(dice, patterns, words),
            long=html(
                garden.about,
                told(phrases.SENTENCE, words=process),
                sentences(told(dice.choice(tastes), **words), dice.choice(herbs.TIPS)),
            ),
            use=told(phrases.BAG_BREWING, celsius=100, minutes=6) if "bags" in pack.net else herbs.LOOSE_USE,
            keywords=commas(herbs.KIND, names, garden.village, garden.area, *notes),
            grower=garden.key,
            attributes=tea(
                names.each(capital),
                altitude,
                process.each(capital),
                herbs.ALL_YEAR.each(capital),
                "herbal",
                NO_CAFFEINE,
                commas(*notes),
            ),
            profile=leaf_profile(*herbs.PROFILE),
            hs_code=herbs.HS_CODE,
            **packed(pack),
            **sold(dice, parts.nice(herbs.DONG * pack.worth / 100 * dice.uniform(0.9, 1.15)), pack.case, garden.origin),
        )
        return Made(product, Facts("leaf", "", "herbal", herbs.KIND, notes, 100, 2), garden.as_grower())


def short(dice: random.Random, patterns: tuple[Text, ...], words: dict[str, Text | int]) -> Text:
    """A line for the shelf that fits its 160 characters in every language."""
    for pattern in dice.sample(patterns, len(patterns)):
        line = told(pattern, **words)
        if all(len(said) <= 160 for said in vars(line).values()):
            return line
    return told(phrases.SHORTS[0], **words)


def art(dice: random.Random, pack: parts.Pack, origin: str, ground: str, liquor: str, lines: tuple[str, ...]) -> ArtSpec:
    """How the pack is drawn: family and origin decide most, the dice the ground and the layout."""
    layout = "" if pack.form == "cake" else dice.choice(LAYOUTS)
    return ArtSpec(pack.form, origin, ground, liquor, lines, pack.net, dice.randrange(6), layout)


def packed(pack: parts.Pack) -> dict[str, Any]:
    """Weight, size and case of a pack."""
    return {"net_g": pack.grams, "shipping_g": pack.grams + pack.tare, "size_mm": pack.size_mm, "case_quantity": pack.case}


def sold(dice: random.Random, dong: int, case: int, origin: str) -> dict[str, Any]:
    """Prices, cost and stock of goods to drink."""
    demand = min(3.0, dice.lognormvariate(-0.1, 0.5))
    return {
        "tax_category": "tea_coffee",
        "prices": parts.prices(dong, case),
        "unit_cost_vnd": parts.cost(dice, dong),
        "safety_stock": max(6, round(20 * demand)),
        "stock": parts.opening(dice, case, origin, demand),
    }


def herb_ideas(dice: random.Random) -> Iterator[HerbIdea]:
    """Alone, in twos, in threes; each garden in turn."""
    for key in herbs.PACKS:
        yield from in_turn(dice, [
            [HerbIdea(garden, plants, parts.PACKS[key]) for size in (2, 1, 3) for plants in combinations(garden.plants, size)]
            for garden in HERB_GARDENS
        ])  # fmt: skip


def tea_ideas(dice: random.Random) -> Iterator[TeaIdea]:
    """First what sets a garden's teas apart, then its plots one by one, then season and picking together."""
    pairs = [(garden, family) for garden in TEA_GARDENS for family in _families(garden)]
    yield from in_turn(dice, [[_tea(dice, garden, family, one) for one in _singles(garden, family)] for garden, family in pairs])
    for plot in dice.sample(teas.PLOTS, len(teas.PLOTS)):
        yield from in_turn(
            dice, [[_tea(dice, garden, family, one, plot) for one in _singles(garden, family)] for garden, family in pairs]
        )
    for plot in dice.sample(teas.PLOTS, len(teas.PLOTS)):
        yield from in_turn(
            dice, [[_tea(dice, garden, family, one, plot) for one in _doubles(family)] for garden, family in pairs]
        )


def large_bag(idea: TeaIdea, dice: random.Random) -> TeaIdea | None:
    """The same tea in a bag for cafés, for some teas of the families that are sold so."""
    keys = [key for key in idea.family.packs if parts.PACKS[key].is_large]
    if not keys or idea.pack.is_large or dice.random() > _ALSO_LARGE:
        return None
    pack = parts.PACKS[dice.choice(keys)]
    return TeaIdea(idea.garden, idea.family, idea.qualifier, idea.season, idea.plant, pack, idea.plot)


def _families(garden: Garden) -> list[teas.Family]:
    keys: list[str] = []
    for made in garden.made:
        base = "oolong" if "oolong" in garden.made else "green"
        keys += teas.SCENTED_BY[base] if made == "scented" else (made,)
    return [teas.FAMILIES[key] for key in keys]


#: What sets a tea apart: its words, and the season and plant if these are what the words say.
_Mark = tuple[Text, str, str]


def _singles(garden: Garden, family: teas.Family) -> list[_Mark]:
    marks: list[_Mark] = [(grade, "", "") for grade in family.grades]
    if not _is_pressed(family):
        marks += [(teas.SEASONS[season], season, "") for season in family.seasons if len(family.seasons) > 1]
    if len(garden.plants) > 1:
        marks += [(teas.PLANTS[plant], "", plant) for plant in garden.plants]
    return marks


def _doubles(family: teas.Family) -> list[_Mark]:
    return [
        (told(_BOTH, season=teas.SEASONS[season], grade=grade), season, "")
        for season in family.seasons
        for grade in family.grades
    ]


def _is_pressed(family: teas.Family) -> bool:
    return family.key in ("raw", "ripe")


def _tea(dice: random.Random, garden: Garden, family: teas.Family, mark: _Mark, plot: Text | None = None) -> TeaIdea:
    qualifier, season, plant = mark
    packs = [key for key in family.packs if not parts.PACKS[key].is_large]
    years = {"raw": (2017, 2025), "ripe": (2020, 2024)}.get(family.key)
    return TeaIdea(
        garden,
        family,
        qualifier,
        season or dice.choice(family.seasons),
        plant or dice.choice(garden.plants),
        parts.PACKS[dice.choice(packs)],
        plot,
        dice.randint(*years) if years else 0,
    )
