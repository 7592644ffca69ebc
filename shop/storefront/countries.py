"""Names of countries in the reader's language."""

from functools import lru_cache

from babel import Locale

#: Where nothing is sent: Babel lists groups, outlying and uninhabited areas among territories.
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "AQ", "BV", "HM"}
FIRST = ("VN", "TH", "CN", "CO", "US", "GB", "AU", "CA", "MX", "ES")


@lru_cache(maxsize=64)
def country_names(language: str) -> dict[str, str]:
    """ISO code to name."""
    locale = Locale.parse({"zh-hans": "zh_Hans"}.get(language, language), sep="_")
    names = locale.territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES}


def country_choices(codes: list[str], language: str) -> list[tuple[str, str]]:
    """Code and name of a market's countries, all of the world's when it names none; the likely ones first."""
    names = country_names(language)
    wanted = [code for code in codes if code in names] or list(names)
    return [(code, names[code]) for code in sorted(wanted, key=lambda c: (c not in FIRST or len(wanted) < 4, names[c]))]


def country_name(code: str, language: str) -> str:
    return country_names(language).get(code, code)
