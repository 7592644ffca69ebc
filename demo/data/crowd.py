"""The company's customers beyond those that were written down by hand: put together from name parts and places, from a seed.

The same seed gives the same people, and a smaller crowd is the beginning of a larger one. Nothing here touches the database.
"""

import random
from dataclasses import dataclass, field

from demo.data import places
from demo.data.lots import address, digits, name
from demo.data.people import CONSUMERS, DISTRIBUTORS, Consumer, TradeCompany
from demo.data.trade import found

#: How many of a hundred consumers live where. All of a market's countries together are its share.
SHARES = {"VN": 50, "TH": 14, "CN": 13, "MX": 5, "CO": 4, "PE": 2, "CL": 2, "GB": 3, "US": 3, "DE": 2, "AU": 1, "SG": 1}
MARKET_OF = {"VN": "vn", "CN": "cn", "TH": "th", "MX": "latam", "CO": "latam", "PE": "latam", "CL": "latam"}
#: Of a hundred consumers so many have a sign-in; the others order as guests.
SIGNED_UP = 62
CONSUMERS_WANTED, COMPANIES_WANTED = 300, 60


@dataclass(frozen=True)
class Crowd:
    """Whom the company sells to."""

    consumers: tuple[Consumer, ...]
    companies: tuple[TradeCompany, ...]
    _by_email: dict[str, Consumer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_email", {one.email: one for one in self.consumers})

    def consumer(self, email: str) -> Consumer:
        """A consumer by e-mail."""
        return self._by_email[email]

    def company(self, account: str) -> TradeCompany:
        """A company by the number of its account."""
        return next(one for one in self.companies if one.account == account)

    def in_market(self, market: str) -> list[Consumer]:
        """The consumers of one market."""
        return [one for one in self.consumers if one.market == market]

    def trading(self, channel: str, market: str) -> list[TradeCompany]:
        """The companies that buy through a channel in a market."""
        return [one for one in self.companies if (one.channel, one.market) == (channel, market)]


def gather(*, seed: int = 1, consumers: int = CONSUMERS_WANTED, companies: int = COMPANIES_WANTED) -> Crowd:
    """So many people and companies, those written by hand first."""
    dice = random.Random(f"consumers {seed}")
    people, taken = list(CONSUMERS), {one.email for one in CONSUMERS}
    lots = [country for country, share in SHARES.items() for _ in range(share)]
    dice.shuffle(lots)
    while len(people) < consumers:
        person = _consumer(dice, places.COUNTRIES[lots[len(people) % len(lots)]])
        if person.email not in taken:
            taken.add(person.email)
            people.append(person)
    trading = list(DISTRIBUTORS) + found(random.Random(f"companies {seed}"), max(0, companies - len(DISTRIBUTORS)))
    return Crowd(tuple(people), tuple(trading))


def _consumer(dice: random.Random, country: places.Country) -> Consumer:
    shown, mailbox = name(dice, country)
    signed_up = dice.random() * 100 < SIGNED_UP
    birthday = f"{dice.randint(1956, 2006)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}" if dice.random() < 0.5 else ""
    speaks = "en" if country.code == "DE" else country.language
    domain = "example.vn" if country.code == "VN" else "example.com"
    return Consumer(
        name=shown,
        email=f"{mailbox}@{domain}",
        phone=digits(dice, country.phone),
        language=speaks,
        market=MARKET_OF.get(country.code, "intl"),
        address=address(dice, country),
        birthday=birthday,
        account=signed_up,
    )
