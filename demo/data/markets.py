"""Where and by which route the company sells: markets, channels, doors, tax, price lists, delivery and payment.

All figures are those of the demonstration. The tax rates are demo figures too: they show that goods, ware and services may
differ, and are no statement about the law of any country.
"""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from demo.data.schema import Text


@dataclass(frozen=True)
class Market:
    """A group of countries with one currency; `countries` of `*` means all that no other market names."""

    code: str
    name: Text
    countries: tuple[str, ...]
    currency: str
    languages: tuple[str, ...]
    tax_regime: str
    revenue_policy: str


@dataclass(frozen=True)
class Channel:
    """A route to market; `prefix` begins its transaction numbers. Light and dark fills carry their own digit colour."""

    code: str
    prefix: str
    name: Text
    because: Text
    is_trade: bool
    is_open: bool
    color: str
    on_color: str
    dark_color: str
    dark_on_color: str


@dataclass(frozen=True)
class Door:
    """How a customer comes in, and which channel and market that decides."""

    kind: str
    value: str
    channel: str
    market: str


@dataclass(frozen=True)
class TaxRate:
    """Rate in per cent of a category in a market from a date on."""

    market: str
    category: str
    percent: str
    starts_on: date


@dataclass(frozen=True)
class PriceList:
    """Prices of one channel in one market; consumer lists state prices with tax, trade lists without."""

    code: str
    name: Text
    channel: str
    market: str
    includes_tax: bool


@dataclass(frozen=True)
class Delivery:
    """A way to have it delivered; cost without limit unless `free_from` says otherwise, days are working days."""

    code: str
    market: str
    channels: tuple[str, ...]
    name: Text
    detail: Text
    carrier: str
    cost: str
    free_from: str | None
    transit_days: tuple[int, int]
    cut_off: time
    max_weight_g: int
    cities: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaymentWay:
    """A way to pay in a market; `fee` is added, `limit` is the highest order total it is offered for."""

    code: str
    kind: str
    market: str
    channels: tuple[str, ...]
    name: Text
    detail: Text
    fee: str
    limit: str | None
    expires_hours: int | None


MARKETS = (
    Market("vn", Text("Vietnam", "Việt Nam"), ("VN",), "VND", ("vi", "en"), "vat", "at_dispatch"),
    Market("intl", Text("International", "Quốc tế"), ("*",), "USD", ("en", "es", "th", "zh-hans", "vi"), "export",
        "at_dispatch"),
)

CHANNELS = (
    Channel("consumer", "6", Text("Consumer", "Khách lẻ"), Text("you bought in the online shop",
        "bạn mua trên cửa hàng trực tuyến"),
            False, True, "#0b7a5b", "#ffffff", "#2fb38b", "#02201a"),
    Channel("distributor", "7", Text("Distributor", "Nhà phân phối"), Text("you ordered on your trade account",
        "bạn đặt bằng tài khoản khách sỉ"),
            True, True, "#2360c6", "#ffffff", "#86b2ff", "#041a3d"),
    Channel("call_centre", "8", Text("Call centre", "Tổng đài"), Text("you ordered by phone",
        "bạn đặt qua điện thoại"),
            False, True, "#f2cf45", "#231c02", "#f8e37c", "#231c02"),
    Channel("retailer", "5", Text("Retailer", "Cửa hàng bán lẻ"), Text("your shop ordered", "cửa hàng của bạn đặt"),
            True, False, "#de7c1c", "#231302", "#dd7d22", "#231302"),
    Channel("partner", "4", Text("Partner", "Đối tác"), Text("a partner ordered for you", "đối tác đặt giúp bạn"),
            True, False, "#8a3a86", "#ffffff", "#c267bc", "#1d0321"),
    Channel("branch", "9", Text("Branch", "Chi nhánh"), Text("you bought at a branch", "bạn mua tại chi nhánh"),
            False, False, "#3a424c", "#ffffff", "#aeb7c0", "#14181c"),
)

# One pool for all open channels: the warehouses lie in reach of both markets, and sourcing picks the nearest that has it.
POOL = ("company", Text("Company stock", "Kho chung của công ty"), ("HPH", "SGN", "CNX"), ("ecommerce",))

DOORS = (
    Door("host", "lantern.example", "consumer", "vn"),
    Door("host", "world.lantern.example", "consumer", "intl"),
    Door("path", "*", "consumer", "vn"),
    Door("path", "vietnam", "consumer", "vn"),
    Door("path", "world", "consumer", "intl"),
    Door("account", "distributor", "distributor", "vn"),
    Door("account", "distributor-abroad", "distributor", "intl"),
    Door("desk", "phone", "call_centre", "vn"),
    Door("desk", "phone-abroad", "call_centre", "intl"),
)

TAX_CATEGORIES = {
    "tea_coffee": Text("Tea and coffee", "Trà và cà phê"),
    "ware": Text("Teaware", "Ấm chén"),
    "service": Text("Services", "Dịch vụ"),
}

# Demo figures. Exports leave without tax, so that dollar prices are the same with and without it.
TAX_RATES = (
    TaxRate("vn", "tea_coffee", "8", date(2025, 1, 1)),
    TaxRate("vn", "ware", "10", date(2025, 1, 1)),
    TaxRate("vn", "service", "10", date(2025, 1, 1)),
    TaxRate("intl", "tea_coffee", "0", date(2025, 1, 1)),
    TaxRate("intl", "ware", "0", date(2025, 1, 1)),
    TaxRate("intl", "service", "0", date(2025, 1, 1)),
)

PRICE_LISTS = (
    PriceList("consumer-vn", Text("Consumers, Vietnam", "Khách lẻ, Việt Nam"), "consumer", "vn", True),
    PriceList("consumer-intl", Text("Consumers, international", "Khách lẻ, quốc tế"), "consumer", "intl", True),
    PriceList("distributor-vn", Text("Distributors, Vietnam", "Nhà phân phối, Việt Nam"), "distributor", "vn",
        False),
    PriceList("distributor-intl", Text("Distributors, international", "Nhà phân phối, quốc tế"), "distributor",
        "intl", False),
    PriceList("call-centre-vn", Text("Call centre, Vietnam", "Tổng đài, Việt Nam"), "call_centre", "vn", True),
    PriceList("call-centre-intl", Text("Call centre, international", "Tổng đài, quốc tế"), "call_centre", "intl",
        True),
)

_HOME = ("consumer", "call_centre")
_TRADE = ("distributor",)

DELIVERIES = (
    Delivery("vn-standard", "vn", _HOME, Text("Standard, to the door", "Tiêu chuẩn, giao tận nhà"),
             Text("Between 9:00 and 18:00. The courier rings ten minutes before.",
                 "Từ 9:00 đến 18:00. Người giao gọi trước mười phút."),
             "chim-en", "25000", "600000", (1, 2), time(14), 30000),
    Delivery("vn-evening", "vn", _HOME, Text("Evening", "Buổi tối"), Text("Between 18:00 and 21:00.",
        "Từ 18:00 đến 21:00."),
             "chim-en", "35000", None, (1, 2), time(14), 30000, ("Hà Nội", "Hồ Chí Minh City", "Hải Phòng")),
    Delivery("vn-motorbike", "vn", _HOME, Text("Today by motorbike", "Hôm nay, bằng xe máy"), Text(
        "Within four hours, inside the city.", "Trong bốn giờ, nội thành."),
             "motorbike", "59000", None, (0, 0), time(16), 12000, ("Hồ Chí Minh City", "Hải Phòng")),
    Delivery("vn-post", "vn", _HOME, Text("Post, two to three days", "Bưu điện, hai đến ba ngày"), Text(
        "Everywhere in the country, islands included.", "Mọi nơi trong nước, kể cả hải đảo."),
             "swift-post", "22000", "600000", (2, 3), time(16), 30000),
    Delivery("vn-pallet", "vn", _TRADE, Text("Truck to your dock", "Xe tải đến kho của bạn"), Text(
        "On pallets, with a delivery note.", "Giao theo pallet, kèm phiếu giao hàng."),
             "mekong-freight", "1400000", "20000000", (1, 3), time(16), 8000000),
    Delivery("intl-air", "intl", _HOME, Text("Air parcel, tracked", "Gửi máy bay, có mã theo dõi"), Text(
        "To the door, customs papers included.", "Giao tận nhà, kèm giấy tờ hải quan."),
             "blue-lane", "18.00", "120.00", (4, 7), time(13), 20000),
    Delivery("intl-post", "intl", _HOME, Text("Post, tracked", "Bưu phẩm, có mã theo dõi"), Text(
        "Slower and cheaper.", "Chậm hơn và rẻ hơn."),
             "swift-post", "9.50", "90.00", (9, 15), time(13), 10000),
    Delivery("intl-pallet", "intl", _TRADE, Text("Freight to your dock", "Vận tải đến kho của bạn"), Text(
        "By road or sea, with papers.", "Đường bộ hoặc đường biển, kèm giấy tờ."),
             "mekong-freight", "180.00", "3000.00", (3, 12), time(15), 8000000),
)

PAYMENTS = (
    PaymentWay("vn-card", "gateway", "vn", _HOME, Text("Card", "Thẻ"),
               Text("You go to the bank’s page and come back here. We never see the card number.",
                   "Bạn sang trang của ngân hàng rồi quay lại đây. Chúng tôi không thấy số thẻ."),
               "0", None, 1),
    PaymentWay("vn-transfer", "bank_transfer", "vn", ("consumer", "call_centre", "distributor"), Text(
        "Bank transfer, with a code to scan", "Chuyển khoản, quét mã"),
               Text("Any bank. The goods are held for you until the transfer arrives, 24 hours at most.",
                   "Ngân hàng nào cũng được. Hàng được giữ cho đến khi nhận chuyển khoản, tối đa 24 giờ."),
               "0", None, 24),
    PaymentWay("vn-cod", "cash_on_delivery", "vn", _HOME, Text("Cash on delivery", "Trả tiền khi nhận hàng"),
               Text("Pay the courier in cash or by scan. Change is not promised.",
                   "Trả tiền mặt hoặc quét mã cho người giao. Xin chuẩn bị tiền vừa đủ."),
               "20000", "5000000", None),
    PaymentWay("vn-three-parts", "instalments", "vn", ("consumer",), Text("In three parts, no interest",
        "Trả ba lần, không lãi"),
               Text("A third today, the rest in two months. Needs a card.",
                   "Một phần ba hôm nay, phần còn lại trong hai tháng. Cần có thẻ."),
               "0", None, 1),
    PaymentWay("vn-terms", "account_terms", "vn", _TRADE, Text("On account", "Ghi công nợ"),
               Text("Paid on your terms, within your credit.",
                   "Trả theo thời hạn đã thỏa thuận, trong hạn mức của bạn."), "0", None, None),
    PaymentWay("intl-card", "gateway", "intl", _HOME, Text("Card", "Thẻ"),
               Text("In US dollars, on the bank’s page.", "Bằng đô-la Mỹ, trên trang của ngân hàng."), "0", None,
                   1),
    PaymentWay("intl-transfer", "bank_transfer", "intl", ("consumer", "call_centre", "distributor"), Text(
        "Bank transfer", "Chuyển khoản"),
               Text("Abroad a transfer takes two to four days; the goods are held for five.",
                   "Chuyển từ nước ngoài mất hai đến bốn ngày; hàng được giữ năm ngày."), "0", None, 120),
    PaymentWay("intl-terms", "account_terms", "intl", _TRADE, Text("On account", "Ghi công nợ"),
               Text("Paid on your terms, within your credit.",
                   "Trả theo thời hạn đã thỏa thuận, trong hạn mức của bạn."), "0", None, None),
)
