"""Companies that buy on terms: distributors, retailers and partners, each in one market, with terms, limit and owner."""

# fmt: off
from __future__ import annotations

import random
from dataclasses import dataclass

from demo.data import names, places
from demo.data.lots import address, digits, name, plain_word
from demo.data.people import Buyer, TradeCompany


@dataclass(frozen=True)
class Kind:
    """How companies of a channel call themselves and what they are granted; limits in đồng, by the market's rate elsewhere."""

    channel: str
    prefix: str
    terms_days: tuple[int, ...]
    limit_vnd: tuple[int, ...]
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Ground:
    """Where a market's companies sit, who looks after them, and how its money compares with a đồng."""

    market: str
    countries: tuple[str, ...]
    owners: tuple[str, ...]
    vnd_per_unit: int
    round_to: int


KINDS = {
    "distributor": Kind("distributor", "7", (30, 30, 45), (150_000_000, 200_000_000, 350_000_000), {
        "VN": ("Công ty TNHH Thực phẩm {}", "Công ty CP Phân phối {}"), "CN": ("{}贸易有限公司", "{}茶业有限公司"),
        "TH": ("บริษัท {} เทรดดิ้ง จำกัด",), "ES": ("Distribuidora {}", "Importadora {}"), "EN": ("{} Trading", "{} Imports")}),
    "retailer": Kind("retailer", "5", (14, 14, 30), (30_000_000, 50_000_000, 80_000_000), {
        "VN": ("Tiệm trà {}", "Cà phê {}", "Cửa hàng {}"), "CN": ("{}茶庄", "{}咖啡馆"), "TH": ("ร้านชา{}", "ร้านกาแฟ{}"),
        "ES": ("Café {}", "Casa de té {}"), "EN": ("{} Tea Rooms", "{} Coffee")}),
    "partner": Kind("partner", "4", (14, 30), (40_000_000, 60_000_000), {
        "VN": ("Khách sạn {}", "Quà tặng {}"), "CN": ("{}酒店",), "TH": ("โรงแรม{}",),
        "ES": ("Hotel {}", "Regalos {}"), "EN": ("{} Hotel", "{} Gifts")}),
}
GROUNDS = {
    "vn": Ground("vn", ("VN",), ("lequocviet@lantern.example", "lehong@lantern.example"), 1, 1_000_000),
    "th": Ground("th", ("TH",), ("kamol@lantern.example",), 700, 1000),
    "cn": Ground("cn", ("CN",), ("meilin@lantern.example",), 3500, 1000),
    "latam": Ground("latam", ("MX", "CO", "PE", "CL"), ("paula@lantern.example",), 25_000, 500),
    "intl": Ground("intl", ("GB", "US", "DE", "AU", "SG"), ("paula@lantern.example",), 25_000, 500),
}
#: How the companies follow each other: channel, market. Sixty of them with the two written by hand.
TURNS = (
    ("retailer", "vn"), ("partner", "vn"), ("distributor", "cn"), ("retailer", "th"), ("distributor", "th"), ("partner", "latam"),
    ("distributor", "latam"), ("retailer", "cn"), ("distributor", "intl"), ("partner", "intl"), ("retailer", "vn"), ("retailer", "vn"),
    ("distributor", "vn"), ("retailer", "th"), ("partner", "vn"), ("retailer", "vn"), ("distributor", "vn"), ("retailer", "cn"),
    ("retailer", "vn"), ("partner", "vn"),
)
#: What the sales department calls the part of the world that a town is in; otherwise it goes by the country.
TERRITORIES = {
    "Hồ Chí Minh City": "South-East", "Hà Nội": "Red River Delta", "Hải Phòng": "Red River Delta", "Đà Nẵng": "Central Coast",
    "Cần Thơ": "Mekong Delta", "Huế": "Central Coast", "Nha Trang": "Central Coast", "Đà Lạt": "Central Highlands",
    "Buôn Ma Thuột": "Central Highlands", "Vinh": "North Central", "昆明市": "Yunnan", "广州市": "Guangdong", "成都市": "Sichuan",
    "上海市": "Jiangnan", "厦门市": "Fujian", "北京市": "Beijing", "เชียงใหม่": "Northern Thailand", "เชียงราย": "Northern Thailand",
    "ลำปาง": "Northern Thailand", "กรุงเทพมหานคร": "Bangkok", "ขอนแก่น": "Isan", "ภูเก็ต": "Southern Thailand",
}
COUNTRY_TERRITORIES = {"MX": "Mexico", "CO": "Andes", "PE": "Andes", "CL": "Southern Cone", "GB": "Europe", "DE": "Europe",
                       "US": "North America", "AU": "Asia and Pacific", "SG": "Asia and Pacific"}
_SPEECH = {"VN": "VN", "CN": "CN", "TH": "TH", "MX": "ES", "CO": "ES", "PE": "ES", "CL": "ES"}


def found(dice: random.Random, number: int) -> list[TradeCompany]:
    """So many companies, each with a buyer who may sign in."""
    companies: list[TradeCompany] = []
    taken: set[str] = set()
    while len(companies) < number:
        channel, market = TURNS[len(companies) % len(TURNS)]
        company = _company(dice, KINDS[channel], GROUNDS[market], len(companies))
        if company.name not in taken:
            taken.add(company.name)
            companies.append(company)
    return companies


def _company(dice: random.Random, kind: Kind, ground: Ground, place: int) -> TradeCompany:
    country = places.COUNTRIES[dice.choice(ground.countries)]
    speech = _SPEECH.get(country.code, "EN")
    word = dice.choice(names.COMPANY_WORDS[speech])
    title = dice.choice(kind.words[speech]).format(word)
    seat = address(dice, country)
    domain = f"{_domain(title, kind, place)}.{'example.vn' if country.code == 'VN' else 'example.com'}"
    limit = dice.choice(kind.limit_vnd) // ground.vnd_per_unit
    person, mailbox = name(dice, country)
    phone = digits(dice, country.phone)
    return TradeCompany(
        account=f"{kind.prefix}-{1000 + 7 * place + dice.randint(0, 6)}",
        name=title,
        legal_name=title,
        tax_id="".join(str(dice.randint(0, 9)) for _ in range(10)),
        channel=kind.channel,
        market=ground.market,
        language=country.language,
        territory=TERRITORIES.get(seat.city) or COUNTRY_TERRITORIES[seat.country],
        terms_days=dice.choice(kind.terms_days),
        credit_limit=str(max(ground.round_to, limit // ground.round_to * ground.round_to)),
        email=f"orders@{domain}",
        phone=phone,
        billing=seat,
        delivery=seat,
        buyers=(Buyer(person, f"{mailbox}@{domain}", digits(dice, country.phone), "buyer"),),
        owner=dice.choice(ground.owners),
    )


def _domain(title: str, kind: Kind, place: int) -> str:
    """A word of the name in plain letters; the letters after it keep two of the same name apart."""
    return f"{plain_word(title)[:18]}{kind.channel[0]}{chr(97 + place // 26)}{chr(97 + place % 26)}"
