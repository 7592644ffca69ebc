"""Whom the company buys from: growers and a kiln, the days their lorries take, and what a unit of their currency is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Supplier:
    """`rate`: đồng for a unit of its currency; `rounds_to`: no price of its is finer than this."""

    code: str
    name: str
    email: str
    phone: str
    address: str
    country: str
    language: str
    currency: str
    rate: Decimal
    rounds_to: Decimal
    days: int
    spread: int
    products: tuple[str, ...]


SUPPLIERS = (
    Supplier(
        "mae-salong", "Mae Salong Growers", "lorry@maesalong.example", "+66530004410", "Mae Salong Nok, Chiang Rai",
        "TH", "th", "THB", Decimal(735), Decimal(1), 17, 4, ("LL-1141", "LL-1508", "LL-1104", "LL-1115"),
    ),
    Supplier(
        "suoi-giang", "Suối Giàng Old Tree Tea", "paopao@suoigiang.example", "+84216000318", "Suối Giàng, Yên Bái",
        "VN", "vi", "VND", Decimal(1), Decimal(500), 6, 2, ("LL-1001", "LL-1021", "LL-1212"),
    ),
    Supplier(
        "ba-vi", "Hợp tác xã trà Ba Vì", "donhang@travabavi.example", "+84240000731", "Ba Trại, Ba Vì, Hà Nội",
        "VN", "vi", "VND", Decimal(1), Decimal(500), 4, 1, ("LL-1132", "LL-1024", "LL-1505"),
    ),
    Supplier(
        "huila", "Ordóñez y Bastidas, café de origen", "pedidos@ordonez.example", "+5788000129", "Pitalito, Huila",
        "CO", "es", "USD", Decimal("25410.5"), Decimal("0.05"), 38, 9, ("LL-2010", "LL-2045", "LL-2015", "LL-1601"),
    ),
    Supplier(
        "bat-trang", "Lò số 7 Bát Tràng", "lo7@battrang.example", "+84240000707", "Bát Tràng, Gia Lâm, Hà Nội",
        "VN", "vi", "VND", Decimal(1), Decimal(1_000), 12, 3, ("LL-3001", "LL-3025", "LL-3046"),
    ),
)  # fmt: skip

#: Up to so many cases a piece costs a little more; from ten cases on what the house has always paid.
SMALL_LOT, BREAK_CASES = Decimal("1.06"), 10
#: Where it is bought for.
HOUSE = "HPH"
#: What the three open orders ask for: supplier, cases of each product.
SENT = ("mae-salong", {"LL-1141": 5, "LL-1508": 3})
PART_CAME = ("bat-trang", {"LL-3001": 6, "LL-3025": 8})
DRAFTED = ("ba-vi", {"LL-1132": 4, "LL-1505": 3})
#: Days since the kiln's order was sent, what of the gaiwans came, how many of them in shards, what the lorry cost.
SENT_DAYS_AGO, CAME, IN_SHARDS, LORRY = 13, 48, 3, Decimal(380_000)
