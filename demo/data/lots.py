"""Draws a name, an address or a number by lot, as people of a country write them."""

import random
import re

from anyascii import anyascii

from demo.data import names, places
from demo.data.people import Address

NAMES = {"VN": names.VIETNAM, "CN": names.CHINA, "TH": names.THAILAND, "DE": names.GERMAN,
         "MX": names.SPANISH, "CO": names.SPANISH, "PE": names.SPANISH, "CL": names.SPANISH}  # fmt: skip


def name(dice: random.Random, country: places.Country) -> tuple[str, str]:
    """A name as it is written there, and its plain letters for a mailbox."""
    parts = NAMES.get(country.code, names.ENGLISH)
    family, given = dice.choice(parts.family), dice.choice(parts.given)
    middle = dice.choice(parts.middle) if parts.middle else ""
    shown = parts.pattern.format(family=family[0], given=given[0], middle=middle)
    plain = ".".join(word for word in (given[1], plain_word(middle), family[1]) if word)
    return shown, plain


def plain_word(text: str) -> str:
    """Lower-case letters only: `Thị` becomes `thi`."""
    return re.sub(r"[^a-z]", "", anyascii(text).lower())


def address(dice: random.Random, country: places.Country) -> Address:
    """A house in one of the country's towns."""
    town = dice.choice(country.towns)
    line = country.line.format(number=dice.randint(2, 240), second=dice.randint(1, 9), street=dice.choice(town.streets))
    return Address(line, dice.choice(town.wards), town.city, digits(dice, town.postcode), country.code, town.region)


def digits(dice: random.Random, pattern: str) -> str:
    """The pattern with a digit drawn for each `#`."""
    return re.sub("#", lambda _found: str(dice.randint(0, 9)), pattern)
