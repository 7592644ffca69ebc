"""Composes coffees: lots of one farm, and the blends of the roastery."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from demo.composing import coffees, parts, phrases, teas
from demo.composing.farms import COFFEE_FARMS
from demo.composing.gardens import Garden
from demo.composing.leaf import IN_PACK, art, packed, short, sold
from demo.composing.model import Facts, Made, in_turn
from demo.composing.saying import capital, commas, html, listed, say, sentences, told
from demo.data.packing import SUBTITLE
from demo.data.schema import Product, Text
from demo.data.vocabulary import bean_profile, coffee

_NAME = say(
    "{place} {process} {plant} | Cà phê {plant} {process} {place} | {place}{process}{plant} | กาแฟ{plant} {process} {place} | Café {plant} {process} de {place}"
)
_AT = say("{village} {plot} | {plot} {village} | {village}{plot} | {plot} {village} | {plot}, {village}")
_BLEND = say(
    "{name} Espresso Blend | Espresso phối {name} | {name}意式拼配 | เอสเปรสโซเบลนด์ {name} | Mezcla para espresso {name}"
)
_ROASTERY = "thu-duc-roastery"
_ROASTED_AT = say(
    "Thủ Đức, Hồ Chí Minh City | Thủ Đức, Thành phố Hồ Chí Minh | 胡志明市守德 | ทูดึ๊ก โฮจิมินห์ซิตี้ | Thủ Đức, Ciudad Ho Chi Minh"
)
_OUR_ROASTERY = say(
    "Both drums of the roastery hold fifteen kilograms, so no batch is larger than one person can watch. | Hai lồng rang của xưởng chứa mười lăm ký, nên không mẻ nào lớn hơn sức trông của một người. | 烘焙坊的两个滚筒各装十五公斤，一锅豆一个人看得过来。 | ถังคั่วสองใบจุใบละสิบห้ากิโล แต่ละรอบจึงไม่เกินที่คนเดียวดูแลได้ | Los dos tambores de la tostaduría llevan quince kilos: ninguna tanda es mayor de lo que una persona puede vigilar."
)
_ARABICA_AND_ROBUSTA = say("Arabica and robusta | Arabica và robusta | 阿拉比卡与罗布斯塔 | อาราบิกาและโรบัสตา | Arábica y robusta")
_CURRENT = say("current lots of 2026 | các lô hiện có của 2026 | 2026年当季批次 | ล็อตปัจจุบันปี 2026 | lotes actuales de 2026")
#: Months of the main harvest by origin.
_HARVEST = {"vietnam": (11, 12), "yunnan": (1, 2), "thailand": (12, 1), "colombia": (5, 6)}
_PACKS = ("bean250", "bean500", "bean1000")


@dataclass(frozen=True)
class CoffeeIdea:
    """A lot: farm, what is done to the cherry, the plant, and the bag."""

    farm: Garden
    process: coffees.Process
    plant: str
    pack: parts.Pack
    plot: Text | None = None
    digit: int = 2

    @property
    def title(self) -> Text:
        place = told(_AT, village=self.farm.village, plot=self.plot) if self.plot else self.farm.village
        title = told(_NAME, place=place, process=self.process.name, plant=coffees.PLANTS[self.plant])
        return told(IN_PACK, title=title, net=self.pack.net) if self.pack.is_large else title

    def make(self, sku: str, barcode: str, dice: random.Random) -> Made:
        farm, process, pack, plant = self.farm, self.process, self.pack, coffees.PLANTS[self.plant]
        altitude = dice.randrange(farm.altitude[0], farm.altitude[1] + 1, 10)
        month = dice.choice(_HARVEST[farm.origin])
        harvest = parts.picking(dice, (month,), parts.year_of(month))
        factor = coffees.DEAR.get(self.plant, 100) / 100 * (0.86 + altitude / 9000)
        words, notes, made = _words(dice, process)
        words |= {"alt": altitude, "place": farm.place, "village": farm.village, "plant": plant, "harvest": harvest}
        story = (
            sentences(farm.about, told(dice.choice(phrases.BEAN_FROM), **words)),
            told(dice.choice(phrases.MAKING), **words),
            sentences(told(dice.choice(phrases.TASTE), **words), dice.choice(process.tips)),
        )
        middle = self.plot.en if self.plot else process.name.en
        product = Product(
            sku=sku,
            ean13=barcode,
            art=art(dice, pack, farm.origin, _ground(process), process.liquor, (farm.village.en, middle, plant.en)),
            title=self.title,
            subtitle=told(SUBTITLE, kind=process.kind, place=farm.place),
            short=short(dice, phrases.BEAN_SHORTS, words),
            long=html(*story, *((phrases.CAFE_SIZE,) if pack.is_large else ())),
            keywords=commas(process.kind, plant, farm.village, farm.area, *notes),
            grower=farm.key,
            attributes=coffee(
                plant, altitude, made.each(capital), dice.choice(process.roasts), harvest.each(capital), process.liquor,
                process.caffeine, commas(*notes),
            ),
            **_bag(dice, process, pack, farm.origin, factor),
        )  # fmt: skip
        return Made(product, Facts("bean", "", process.key, process.kind, notes, 94, 1), farm.as_grower())


@dataclass(frozen=True)
class BlendIdea:
    """A blend of the roastery."""

    name: Text
    pack: parts.Pack
    digit: int = 2

    @property
    def title(self) -> Text:
        title = told(_BLEND, name=self.name)
        return told(IN_PACK, title=title, net=self.pack.net) if self.pack.is_large else title

    def make(self, sku: str, barcode: str, dice: random.Random) -> Made:
        process, pack = coffees.PROCESSES["blend"], self.pack
        words, notes, made = _words(dice, process)
        words |= {"alt": 1000, "village": _ROASTED_AT, "place": _ROASTED_AT, "harvest": _CURRENT}
        patterns = tuple(one for one in phrases.BEAN_SHORTS if "{alt}" not in one.en)
        story = (
            _OUR_ROASTERY,
            told(phrases.SENTENCE, words=made),
            sentences(told(dice.choice(phrases.TASTE), **words), dice.choice(process.tips)),
        )
        product = Product(
            sku=sku,
            ean13=barcode,
            art=art(dice, pack, "vietnam", "dark", "dark", (*_split(self.name.en), "Espresso")),
            title=self.title,
            subtitle=told(SUBTITLE, kind=process.kind, place=_ROASTED_AT),
            short=short(dice, patterns, words),
            long=html(*story, *((phrases.CAFE_SIZE,) if pack.is_large else ())),
            keywords=commas(process.kind, self.name, *notes),
            grower=_ROASTERY,
            attributes=coffee(
                _ARABICA_AND_ROBUSTA, 1000, made.each(capital), dice.choice(process.roasts), _CURRENT.each(capital), "dark",
                process.caffeine, commas(*notes),
            ),
            **_bag(dice, process, pack, "vietnam", 1.0),
        )  # fmt: skip
        return Made(product, Facts("bean", "", "blend", process.kind, notes, 94, 1))


def _words(dice: random.Random, process: coffees.Process) -> tuple[dict[str, Text | int], tuple[Text, ...], Text]:
    notes, made = tuple(dice.sample(process.notes, 3)), dice.choice(process.processes)
    words: dict[str, Text | int] = {
        "n1": notes[0], "n2": notes[1], "n3": notes[2], "notes": listed(*notes), "kind": process.kind, "process": made,
    }  # fmt: skip
    return words, notes, made


def _ground(process: coffees.Process) -> str:
    return "dark" if process.liquor == "dark" else "coffee"


def _split(name: str) -> tuple[str, ...]:
    """A long name on two lines."""
    words = name.split()
    return (name,) if len(words) < 3 else (" ".join(words[:-2]), " ".join(words[-2:]))


def _bag(dice: random.Random, process: coffees.Process, pack: parts.Pack, origin: str, factor: float) -> dict:
    dong = parts.nice(process.dong * pack.worth / 100 * factor * dice.uniform(0.92, 1.12))
    return {
        "category": process.category,
        "use": dice.choice(process.uses),
        "profile": bean_profile(*(min(10, max(0, value + dice.choice((-1, 0, 0, 1)))) for value in process.profile)),
        "hs_code": "0901.21",
        **packed(pack),
        **sold(dice, dong, pack.case, origin),
    }


def coffee_ideas(dice: random.Random) -> Iterator[CoffeeIdea]:
    """Every farm in turn; its plots when the farm as a whole has been told."""
    for plot in (None, *dice.sample(teas.PLOTS, len(teas.PLOTS))):
        yield from in_turn(dice, [_lots(farm, plot) for farm in COFFEE_FARMS])


def blend_ideas(dice: random.Random) -> Iterator[BlendIdea]:
    """The blends in the small bag, then in the large ones."""
    for key in _PACKS:
        for name in dice.sample(coffees.BLEND_NAMES, len(coffees.BLEND_NAMES)):
            yield BlendIdea(name, parts.PACKS[key])


def larger_bag(idea: CoffeeIdea, dice: random.Random) -> CoffeeIdea | None:
    """The same lot by the pound or the kilogram, for some of them."""
    if idea.pack.is_large or dice.random() > 0.18:
        return None
    return CoffeeIdea(idea.farm, idea.process, idea.plant, parts.PACKS[dice.choice(_PACKS[1:])], idea.plot)


def _lots(farm: Garden, plot: Text | None) -> list[CoffeeIdea]:
    return [
        CoffeeIdea(farm, coffees.PROCESSES[process], plant, parts.PACKS["bean250"], plot)
        for process in farm.made
        if process != "blend"
        for plant in farm.plants
    ]
