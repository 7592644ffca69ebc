"""Figures that follow from facts: packs and their sizes, prices, stock, barcodes, harvest days."""

# fmt: off
from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from demo.data.schema import WAREHOUSES, Break, Opening, Prices, Text

#: A dollar is worth this much where the shop sets its prices.
DONG_PER_DOLLAR = Decimal(20_800)


@dataclass(frozen=True)
class Pack:
    """A pack as it is sold: its form, what is printed on it, grams inside, what the pack adds, outer size, pieces in a case.

    `worth` is its price in per cent of the price of its family's standard weight.
    """

    form: str
    net: str
    grams: int
    tare: int
    size_mm: tuple[int, int, int]
    case: int
    worth: int
    is_large: bool = False


PACKS = {
    "caddy50": Pack("caddy", "50 g", 50, 112, (90, 90, 130), 24, 112), "caddy80": Pack("caddy", "80 g", 80, 112, (90, 90, 130), 24, 165),
    "caddy100": Pack("caddy", "100 g", 100, 113, (90, 90, 130), 24, 200), "tube50": Pack("tube", "50 g", 50, 77, (75, 75, 150), 40, 105),
    "tube80": Pack("tube", "80 g", 80, 98, (75, 75, 160), 20, 158), "carton50": Pack("carton", "50 g", 50, 68, (80, 50, 135), 40, 100),
    "sachet50": Pack("sachet", "50 g", 50, 24, (120, 25, 170), 40, 95), "pouch100": Pack("pouch", "100 g", 100, 27, (130, 70, 200), 30, 180),
    "pouch250": Pack("pouch", "250 g", 250, 34, (160, 90, 260), 16, 405, True), "pouch1000": Pack("pouch", "1 kg", 1000, 52, (210, 120, 340), 8, 1350, True),
    "bags20": Pack("carton", "20 bags", 50, 46, (130, 70, 90), 24, 118), "cake100": Pack("cake", "100 g", 100, 22, (110, 110, 25), 20, 200),
    "cake200": Pack("cake", "200 g", 200, 40, (160, 160, 30), 10, 390), "cake357": Pack("cake", "357 g", 357, 45, (205, 205, 35), 7, 660),
    "bean250": Pack("pouch", "250 g", 250, 28, (140, 80, 240), 12, 100), "bean500": Pack("pouch", "500 g", 500, 36, (160, 95, 280), 12, 185, True),
    "bean1000": Pack("pouch", "1 kg", 1000, 45, (190, 110, 330), 6, 340, True),
}
#: Days in a month that every month has.
_DAYS = 28
_MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_MONTHS_ES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre")
_MONTHS_TH = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม")


def days(begin: date, end: date) -> Text:
    """A picking from a day to a day, as each language writes it."""
    if begin.month == end.month:
        first = (str(begin.day),) * 5
    else:
        first = (f"{begin.day} {_MONTHS_EN[begin.month - 1]}", f"{begin.day}/{begin.month}", f"{begin.month}月{begin.day}日",
                 f"{begin.day} {_MONTHS_TH[begin.month - 1]}", f"{begin.day} de {_MONTHS_ES[begin.month - 1]}")
    en, vi, _zh, th, es = first
    return Text(
        f"{en} to {end.day} {_MONTHS_EN[end.month - 1]} {end.year}",
        f"từ {vi} đến {end.day}/{end.month}/{end.year}",
        f"{end.year}年{begin.month}月{begin.day}日至" + (f"{end.day}日" if begin.month == end.month else f"{end.month}月{end.day}日"),
        f"{th} ถึง {end.day} {_MONTHS_TH[end.month - 1]} {end.year}",
        f"del {es} al {end.day} de {_MONTHS_ES[end.month - 1]} de {end.year}",
    )


def picking(dice: random.Random, months: tuple[int, ...], year: int) -> Text:
    """A week or two in one of these months."""
    month = dice.choice(months)
    begin = date(year, month, dice.randint(1, _DAYS if month < 12 else _DAYS // 2))
    return days(begin, begin + timedelta(days=dice.randint(5, 13)))


def year_of(month: int) -> int:
    """The year of the last such month before the autumn in which the demo stands."""
    return 2026 if month <= 10 else 2025


def nice(dong: float | Decimal) -> int:
    """A price on a label: below 200,000 by five thousand, above it by ten."""
    step = 5_000 if dong < 200_000 else 10_000
    return max(step, int((Decimal(dong) / step).to_integral_value(ROUND_HALF_UP)) * step)


def _dollars(dong: int | Decimal) -> str:
    return str((Decimal(dong) / DONG_PER_DOLLAR).quantize(Decimal("0.1"), ROUND_HALF_UP).quantize(Decimal("0.01")))


def prices(dong: int, case: int, *, trade: bool = True) -> Prices:
    """All prices from a consumer's: a tenth less by the case; to the trade without tax 69 per cent, then less by more cases."""
    if not trade:
        return Prices(str(dong), _dollars(dong), None, None, ())
    steps = []
    for cases, share in ((1, 69), (4, 66), (10, 63)):
        amount = int(Decimal(dong) * share / 100 / 1000) * 1000
        steps.append(Break(cases * case, str(amount), _dollars(amount)))
    return Prices(str(dong), _dollars(dong), str(dong * 9 // 10), _dollars(dong * 9 // 10), tuple(steps))


def cost(dice: random.Random, dong: int) -> str:
    """What a piece costs us: about a third of what a consumer pays."""
    return str(int(dong * dice.uniform(0.30, 0.37) / 1000) * 1000)


def opening(dice: random.Random, case: int, origin: str, demand: float) -> tuple[Opening, ...]:
    """Pieces on the first day: most where it comes in; whole cases in bulk. `demand` is 1 for an ordinary product."""
    home = {"thailand": "CNX", "vietnam": "SGN"}.get(origin, "HPH")
    rows = []
    for warehouse in WAREHOUSES:
        weight = demand * (1.5 if warehouse == home else 0.55) * dice.uniform(0.6, 1.4)
        rows.append(Opening(warehouse, max(6, round(54 * weight)), case * max(1, round(9 * weight))))
    return tuple(rows)


def nothing() -> tuple[Opening, ...]:
    """Empty shelves."""
    return tuple(Opening(warehouse, 0, 0) for warehouse in WAREHOUSES)


def ean13(number: int) -> str:
    """A barcode from the block that the composed products have: five digits of their own, then the check digit."""
    digits = f"8938512{number:05d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-total % 10)
