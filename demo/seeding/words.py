"""What one piece is called in the shop, how many cups are in it, and the code on a case of it."""

from demo.data.packing import BY_PERSON, EACH, PACKS, TEA_BAGS
from demo.data.schema import Product, Text

#: Grams of leaf or bean that make a cup.
_LEAF, _BEAN = 5, 15


def sold_as(data: Product) -> Text:
    """100 g tin, 15 tea bags, each."""
    if data.kind == "service":
        return BY_PERSON
    if data.art.form not in PACKS:
        return EACH
    if data.art.net.endswith(" bags"):
        return TEA_BAGS.each(lambda words: words.format(data.art.net.removesuffix(" bags")))
    return PACKS[data.art.form].each(lambda words: words.format(data.art.net))


def cups_in(data: Product) -> int | None:
    """How many cups a pack makes: tea leaf is infused five times, a bag once."""
    if data.tax_category != "tea_coffee" or data.kind != "goods":
        return None
    if data.art.net.endswith("bags"):
        return int(data.art.net.split()[0])
    if data.category.startswith("coffee"):
        return data.net_g // _BEAN
    infusions = 1 if data.category == "tea/herbal" else 5
    return data.net_g * infusions // _LEAF


def case_code(ean13: str) -> str:
    """The trade's 14 digits on a case (GTIN-14): indicator 1, the piece's digits without the last, a new check digit."""
    digits = "1" + ean13[:12]
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(digits))
    return digits + str(-total % 10)
