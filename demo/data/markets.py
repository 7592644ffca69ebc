"""Where and by which route the company sells: markets, channels, doors, tax and price lists. `terms` has delivery and payment.

All figures are those of the demonstration. The tax rates are demo figures too: they show that goods, ware and services may
differ, and are no statement about the law of any country.
"""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.data.schema import Text


@dataclass(frozen=True)
class Market:
    """A group of countries with one currency; `countries` of `*` means all that no other market names."""

    code: str
    name: Text
    countries: tuple[str, ...]
    currency: str
    languages: tuple[str, ...]
    time_zone: str
    tax_regime: str
    revenue_policy: str


@dataclass(frozen=True)
class Channel:
    """A route to market; `prefix` begins its transaction numbers, `markets` are those where it is open.

    Light and dark fills carry their own digit colour.
    """

    code: str
    prefix: str
    name: Text
    because: Text
    is_trade: bool
    is_staffed: bool
    markets: tuple[str, ...]
    color: str
    on_color: str
    dark_color: str
    dark_on_color: str

    @property
    def is_open(self) -> bool:
        """Whether orders are taken anywhere."""
        return bool(self.markets)


@dataclass(frozen=True)
class Door:
    """How a customer comes in, and which channel and market that decides. `code` and `name` are the staff's words for it."""

    code: str
    kind: str
    value: str
    channel: str
    market: str
    name: str


@dataclass(frozen=True)
class TaxRate:
    """Rate in per cent of a category in a tax regime from a date on."""

    regime: str
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


EVERYWHERE = ("vn", "cn", "th", "latam", "intl")

MARKETS = (
    Market("vn", Text("Vietnam", "Việt Nam", "越南", "เวียดนาม", "Vietnam"), ("VN",), "VND", ("vi", "en"), "Asia/Ho_Chi_Minh",
           "vat", "at_dispatch"),
    Market("cn", Text("China", "Trung Quốc", "中国", "จีน", "China"), ("CN",), "CNY", ("zh-hans", "en"), "Asia/Shanghai",
           "vat-cn", "at_dispatch"),
    Market("th", Text("Thailand", "Thái Lan", "泰国", "ประเทศไทย", "Tailandia"), ("TH",), "THB", ("th", "en"), "Asia/Bangkok",
           "vat-th", "at_dispatch"),
    Market("latam", Text("Latin America", "Mỹ La-tinh", "拉丁美洲", "ลาตินอเมริกา", "América Latina"),
           ("MX", "CO", "PE", "CL", "AR", "BO", "CR", "CU", "DO", "EC", "GT", "HN", "NI", "PA", "PY", "SV", "UY", "VE"), "USD",
           ("es", "en"), "America/Mexico_City", "iva", "at_delivery"),
    Market("intl", Text("International", "Quốc tế", "国际", "ต่างประเทศ", "Internacional"), ("*",), "USD",
           ("en", "es", "th", "zh-hans", "vi"), "Asia/Ho_Chi_Minh", "export", "at_dispatch"),
)

CHANNELS = (
    Channel("consumer", "6", Text("Consumer", "Khách lẻ", "零售顾客", "ลูกค้าทั่วไป", "Consumidor"),
            Text("you bought in the online shop", "bạn mua trên cửa hàng trực tuyến", "您在网店购买", "คุณซื้อในร้านค้าออนไลน์",
                 "compraste en la tienda en línea"),
            False, False, EVERYWHERE, "#0b7a5b", "#ffffff", "#2fb38b", "#02201a"),
    Channel("distributor", "7", Text("Distributor", "Nhà phân phối", "经销商", "ผู้จัดจำหน่าย", "Distribuidor"),
            Text("you ordered on your trade account", "bạn đặt bằng tài khoản khách sỉ", "您通过贸易账户订货",
                 "คุณสั่งด้วยบัญชีการค้า", "pediste con tu cuenta comercial"),
            True, False, EVERYWHERE, "#2360c6", "#ffffff", "#86b2ff", "#041a3d"),
    Channel("call_centre", "8", Text("Call centre", "Tổng đài", "呼叫中心", "ศูนย์บริการทางโทรศัพท์", "Centro de llamadas"),
            Text("you ordered by phone", "bạn đặt qua điện thoại", "您通过电话订购", "คุณสั่งทางโทรศัพท์", "pediste por teléfono"),
            False, True, ("vn", "th", "latam", "intl"), "#f2cf45", "#231c02", "#f8e37c", "#231c02"),
    Channel("retailer", "5", Text("Retailer", "Cửa hàng bán lẻ", "零售商", "ร้านค้าปลีก", "Minorista"),
            Text("your shop ordered", "cửa hàng của bạn đặt", "您的店铺订货", "ร้านของคุณสั่ง", "tu tienda hizo el pedido"),
            True, False, ("vn", "th", "cn"), "#de7c1c", "#231302", "#dd7d22", "#231302"),
    Channel("partner", "4", Text("Partner", "Đối tác", "合作伙伴", "พันธมิตร", "Socio"),
            Text("a partner ordered for you", "đối tác đặt giúp bạn", "合作伙伴为您订购", "พันธมิตรสั่งให้คุณ", "un socio pidió por ti"),
            True, False, ("vn", "latam", "intl"), "#8a3a86", "#ffffff", "#c267bc", "#1d0321"),
    Channel("branch", "9", Text("Branch", "Chi nhánh", "门店", "สาขา", "Sucursal"),
            Text("you bought at a branch", "bạn mua tại chi nhánh", "您在门店购买", "คุณซื้อที่สาขา", "compraste en una sucursal"),
            False, True, ("vn", "th"), "#3a424c", "#ffffff", "#aeb7c0", "#14181c"),
)

# One pool for all channels: the warehouses lie in reach of every market, and sourcing picks the nearest that has it.
POOL = ("company", Text("Company stock", "Kho chung của công ty", "公司库存", "สต็อกของบริษัท", "Existencias de la empresa"),
        ("HPH", "SGN", "CNX"), ("ecommerce",))

DOORS = (
    Door("host-lantern-example", "host", "lantern.example", "consumer", "vn", "lantern.example"),
    Door("host-world-lantern-example", "host", "world.lantern.example", "consumer", "intl", "world.lantern.example"),
    Door("host-cn-lantern-example", "host", "cn.lantern.example", "consumer", "cn", "cn.lantern.example"),
    Door("host-th-lantern-example", "host", "th.lantern.example", "consumer", "th", "th.lantern.example"),
    Door("host-latam-lantern-example", "host", "latam.lantern.example", "consumer", "latam", "latam.lantern.example"),
    Door("path-any", "path", "*", "consumer", "vn", "Whoever comes otherwise"),
    Door("path-vietnam", "path", "vietnam", "consumer", "vn", "Việt Nam, ₫"),
    Door("path-china", "path", "china", "consumer", "cn", "中国, ¥"),
    Door("path-thailand", "path", "thailand", "consumer", "th", "ประเทศไทย, ฿"),
    Door("path-america-latina", "path", "america-latina", "consumer", "latam", "América Latina, US$"),
    Door("path-world", "path", "world", "consumer", "intl", "International, US$"),
    Door("account-distributor", "account", "", "distributor", "vn", "Distributors, Vietnam"),
    Door("account-distributor-china", "account", "", "distributor", "cn", "Distributors, China"),
    Door("account-distributor-thailand", "account", "", "distributor", "th", "Distributors, Thailand"),
    Door("account-distributor-latam", "account", "", "distributor", "latam", "Distributors, Latin America"),
    Door("account-distributor-abroad", "account", "", "distributor", "intl", "Distributors, international"),
    Door("account-retailer", "account", "", "retailer", "vn", "Retailers, Vietnam"),
    Door("account-retailer-thailand", "account", "", "retailer", "th", "Retailers, Thailand"),
    Door("account-retailer-china", "account", "", "retailer", "cn", "Retailers, China"),
    Door("account-partner", "account", "", "partner", "vn", "Partners, Vietnam"),
    Door("account-partner-latam", "account", "", "partner", "latam", "Partners, Latin America"),
    Door("account-partner-abroad", "account", "", "partner", "intl", "Partners, international"),
    Door("desk-phone", "desk", "", "call_centre", "vn", "Telephone, Vietnam"),
    Door("desk-phone-thailand", "desk", "", "call_centre", "th", "Telephone, Thailand"),
    Door("desk-phone-latam", "desk", "", "call_centre", "latam", "Telephone, Latin America"),
    Door("desk-phone-abroad", "desk", "", "call_centre", "intl", "Telephone, international"),
    Door("desk-branch-hanoi", "counter", "", "branch", "vn", "Branch Hàng Bông, Hà Nội"),
    Door("desk-branch-saigon", "counter", "", "branch", "vn", "Branch Phan Xích Long, Hồ Chí Minh City"),
    Door("desk-branch-chiang-mai", "counter", "", "branch", "th", "Branch Nimman, Chiang Mai"),
)

TAX_CATEGORIES = {
    "tea_coffee": Text("Tea and coffee", "Trà và cà phê", "茶与咖啡", "ชาและกาแฟ", "Té y café"),
    "ware": Text("Teaware", "Ấm chén", "茶具", "เครื่องชา", "Accesorios de té"),
    "service": Text("Services", "Dịch vụ", "服务", "บริการ", "Servicios"),
}

# Demo figures. Exports leave without tax, so that dollar prices are the same with and without it.
_PERCENT = {
    "vat": ("8", "10", "10"),
    "vat-cn": ("9", "13", "6"),
    "vat-th": ("7", "7", "7"),
    "iva": ("5", "16", "16"),
    "export": ("0", "0", "0"),
}
TAX_RATES = tuple(
    TaxRate(regime, category, percent, date(2025, 1, 1))
    for regime, percents in _PERCENT.items()
    for category, percent in zip(TAX_CATEGORIES, percents, strict=True)
)


def _list(channel: Channel, market: Market) -> PriceList:
    of = {
        "consumer": ("Consumers", "Khách lẻ", "零售顾客", "ลูกค้าทั่วไป", "Consumidores"),
        "distributor": ("Distributors", "Nhà phân phối", "经销商", "ผู้จัดจำหน่าย", "Distribuidores"),
        "call_centre": ("Call centre", "Tổng đài", "呼叫中心", "ศูนย์บริการทางโทรศัพท์", "Centro de llamadas"),
        "retailer": ("Retailers", "Cửa hàng bán lẻ", "零售商", "ร้านค้าปลีก", "Minoristas"),
        "partner": ("Partners", "Đối tác", "合作伙伴", "พันธมิตร", "Socios"),
        "branch": ("Branches", "Chi nhánh", "门店", "สาขา", "Sucursales"),
    }[channel.code]
    name = market.name
    places = (name.en, name.vi, name.zh_hans, name.th, name.es)
    texts = [f"{who}{'，' if place == 2 else ', '}{where}" for place, (who, where) in enumerate(zip(of, places, strict=True))]
    code = f"{channel.code.replace('_', '-')}-{market.code}"
    return PriceList(code, Text(*texts), channel.code, market.code, not channel.is_trade)


PRICE_LISTS = tuple(_list(channel, market) for channel in CHANNELS for market in MARKETS if market.code in channel.markets)


def places() -> list[tuple[str, str]]:
    """Every channel with every market where it is open, by code."""
    return [(one.channel, one.market) for one in PRICE_LISTS]


def assortment_of(channel: str) -> str:
    """The channel whose products a channel sells: companies choose from one assortment, desks from another."""
    return {"retailer": "distributor", "partner": "distributor", "branch": "call_centre"}.get(channel, channel)
