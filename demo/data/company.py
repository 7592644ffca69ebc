"""Lantern & Leaf: who it is, where its warehouses stand and how they are laid out. Codes avoid the letter O."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from demo.data.schema import Text


@dataclass(frozen=True)
class Company:
    """The seller as it stands on invoices."""

    name: str
    legal_name: str
    tagline: Text
    about: Text
    address: str
    city: str
    postcode: str
    country: str
    tax_id: str
    phone: str
    phone_line: Text
    email: str
    bank: str
    bank_account: str
    bank_bin: str
    home_currency: str


@dataclass(frozen=True)
class Zone:
    """A part of a warehouse; locations are named letter, aisle, bin: E-04-12."""

    kind: str
    letter: str
    name: Text
    aisles: int
    bins: int


@dataclass(frozen=True)
class Warehouse:
    """A building that ships; weekdays count from Monday = 0, times are local."""

    code: str
    name: Text
    address: str
    city: str
    postcode: str
    country: str
    latitude: str
    longitude: str
    timezone: str
    cut_off: time
    trade_cut_off: time
    weekdays: tuple[int, ...]
    holidays: tuple[date, ...]
    zones: tuple[Zone, ...]


@dataclass(frozen=True)
class Carrier:
    """Who carries parcels or pallets, and how its tracking numbers begin."""

    code: str
    name: str
    tracking_prefix: str
    pallets: bool
    cash_on_delivery: bool


COMPANY = Company(
    name="Lantern & Leaf",
    legal_name="Lantern & Leaf JSC",
    tagline=Text("Choose by what is in the cup.", "Chọn theo màu nước trong chén."),
    about=Text(
        "We make tea, coffee and teaware with 41 growers and makers in Vietnam, Yunnan, northern Thailand and "
        "Colombia.",
        "Chúng tôi làm trà, cà phê và ấm chén cùng 41 người trồng và thợ làm ở Việt Nam, Vân Nam, miền bắc Thái "
        "Lan và Colombia.",
    ),
    address="Lô 7, Đình Vũ",
    city="Hải Phòng",
    postcode="04121",
    country="VN",
    tax_id="0201998877",
    phone="+842255550140",
    phone_line=Text("1900 636 212, every day 8:00 to 20:00", "1900 636 212, mỗi ngày từ 8:00 đến 20:00"),
    email="hello@lantern.example",
    bank="Sông Xanh Bank",
    bank_account="0071004455667",
    bank_bin="999701",
    home_currency="VND",
)

# Public holidays on which nothing leaves; Tết of 2027 included, so that promises over the turn of the year are right.
_HOLIDAYS_VN = (
    date(2026, 9, 2), date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 8), date(2027, 2, 9),
    date(2027, 4, 30), date(2027, 5, 1),
)
_HOLIDAYS_TH = (date(2026, 12, 7), date(2026, 12, 10), date(2026, 12, 31), date(2027, 1, 1), date(2027, 4, 13), date(2027, 4, 14))


def _zones(bulk_aisles: int, ecommerce_aisles: int) -> tuple[Zone, ...]:
    return (
        Zone("bulk", "B", Text("Bulk", "Kho chính"), bulk_aisles, 16),
        Zone("ecommerce", "E", Text("E-commerce", "Kho bán lẻ"), ecommerce_aisles, 12),
        Zone("staging", "S", Text("Staging", "Khu tập kết"), 1, 8),
        Zone("quarantine", "Q", Text("Quarantine", "Khu cách ly"), 1, 6),
        Zone("returns", "R", Text("Returns", "Hàng trả"), 1, 6),
    )


WAREHOUSES = (
    Warehouse(
        "HPH", Text("Hải Phòng", "Hải Phòng"), "Lô 7, Đình Vũ, Hải An", "Hải Phòng", "04121", "VN", "20.8449",
        "106.7606",
        "Asia/Ho_Chi_Minh", time(14), time(16), (0, 1, 2, 3, 4, 5), _HOLIDAYS_VN, _zones(12, 9),
    ),
    Warehouse(
        "SGN", Text("Hồ Chí Minh City", "Thành phố Hồ Chí Minh"), "18 Đường số 4, Linh Trung, Thủ Đức",
        "Hồ Chí Minh City", "71308", "VN",
        "10.8680", "106.7740", "Asia/Ho_Chi_Minh", time(14), time(16), (0, 1, 2, 3, 4, 5), _HOLIDAYS_VN, _zones(10,
        8),
    ),
    Warehouse(
        "CNX", Text("Chiang Mai", "Chiang Mai"), "55 Moo 3, Highway 1317, San Kamphaeng", "Chiang Mai", "50130",
        "TH", "18.7453", "99.1204",
        "Asia/Bangkok", time(14), time(15), (0, 1, 2, 3, 4, 5), _HOLIDAYS_TH, _zones(6, 4),
    ),
)


#: Zones that hold one bin for each product, and how many aisles the codes of their bins can name.
SHELVED, MOST_AISLES = ("bulk", "ecommerce"), 99


def roomy(zone: Zone, products: int) -> Zone:
    """The zone with as many aisles as so many products need; beyond 99 aisles products share bins."""
    if zone.kind not in SHELVED:
        return zone
    return replace(zone, aisles=min(MOST_AISLES, max(zone.aisles, -(-products // zone.bins))))


def location_code(zone: Zone, aisle: int, bin_number: int) -> str:
    """Name of a bin as it stands on the shelf, for example E-04-12."""
    return f"{zone.letter}-{aisle:02d}-{bin_number:02d}"


_WAY = Text("Aisle {aisle}, bin {bin}", "Dãy {aisle}, ô {bin}", "{aisle} 通道 {bin} 号位", "ทางเดิน {aisle} ช่อง {bin}", "Pasillo {aisle}, hueco {bin}")


def way_to(code: str) -> Text:
    """How a picker finds a bin, read off its code."""
    _letter, aisle, number = code.split("-")
    return _WAY.each(lambda words: words.format(aisle=aisle, bin=number))


CARRIERS = (
    Carrier("chim-en", "Chim Én Express", "CE", pallets=False, cash_on_delivery=True),
    Carrier("swift-post", "Swift Post", "SP", pallets=False, cash_on_delivery=True),
    Carrier("motorbike", "Chim Én Motorbike", "CM", pallets=False, cash_on_delivery=True),
    Carrier("mekong-freight", "Mekong Freight", "MF", pallets=True, cash_on_delivery=False),
    Carrier("red-river", "Hồng Hà Express", "HH", pallets=False, cash_on_delivery=False),
    Carrier("ping-river", "Ping River Express", "PR", pallets=False, cash_on_delivery=True),
    Carrier("blue-lane", "Blue Lane Air", "BL", pallets=False, cash_on_delivery=False),
)
