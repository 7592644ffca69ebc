"""Companies' tax numbers: the check digits of each country, as python-stdnum knows them.

A number of a country whose rule nobody has written down is taken as it stands; only its length and signs are judged.
"""

import re

from stdnum import get_cc_module
from stdnum.exceptions import ValidationError
from stdnum.us import ein

from core.errors import DomainError

#: How such a number looks, for the sentence that refuses one.
EXAMPLES = {"VN": "0100233488", "TH": "0994000160097", "CN": "91110000600037341L", "CO": "213.123.432-1", "MX": "GODE561231GR8"}
LONGEST = 30


class TaxNumberNotUnderstood(DomainError):
    """No tax number of that country; `example` shows one, where we have one."""

    code = "tax_number_not_understood"


def normal_tax_number(text: str, country: str) -> str:
    """The number without spaces and dashes, checked by the rule of its country (an ISO code).

    Raises:
        TaxNumberNotUnderstood
    """
    typed = text.strip()
    rule = ein if country == "US" else get_cc_module(country.lower(), "vat") if country else None
    try:
        found = rule.validate(typed) if rule else re.sub(r"[\s.\-/]", "", typed).upper()
    except ValidationError as error:
        raise TaxNumberNotUnderstood(country=country, example=EXAMPLES.get(country, "")) from error
    if not re.fullmatch(rf"[0-9A-ZÑ&]{{4,{LONGEST}}}", found):
        raise TaxNumberNotUnderstood(country=country, example=EXAMPLES.get(country, ""))
    return found
