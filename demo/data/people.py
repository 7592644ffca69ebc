"""Consumers, trade accounts and staff of the demo company. All invented; the e-mail domains cannot receive mail."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

# One password for all demo sign-ins; the demo is refused outside demo mode.
DEMO_PASSWORD = "lantern-and-leaf-2026"  # noqa: S105 - a published demo password, not a secret


@dataclass(frozen=True)
class Address:
    """A postal address in the order forms ask for it."""

    line1: str
    ward: str
    city: str
    postcode: str
    country: str
    region: str = ""


@dataclass(frozen=True)
class Consumer:
    """A person who buys for themselves; `account` says whether they have a sign-in."""

    name: str
    email: str
    phone: str
    language: str
    market: str
    address: Address
    birthday: str = ""
    account: bool = True


@dataclass(frozen=True)
class Buyer:
    """A person who orders for a company."""

    name: str
    email: str
    phone: str
    role: str


@dataclass(frozen=True)
class TradeCompany:
    """A company that buys on terms through a channel; amounts in the currency of its market."""

    account: str
    name: str
    legal_name: str
    tax_id: str
    channel: str
    market: str
    language: str
    territory: str
    terms_days: int
    credit_limit: str
    email: str
    phone: str
    billing: Address
    delivery: Address
    buyers: tuple[Buyer, ...]
    owner: str


@dataclass(frozen=True)
class Staff:
    """A person of the company and the role code that says what they may do."""

    name: str
    email: str
    role: str
    job: str
    warehouse: str
    language: str
    phone: str


def _vn(name: str, mail: str, phone: str, line: str, ward: str, city: str, postcode: str, **more: object) -> Consumer:
    return Consumer(name, f"{mail}@example.vn", phone, "vi", "vn", Address(line, ward, city, postcode, "VN"),
        **more)


_MARKETS = {"TH": "th", "CN": "cn", "MX": "latam", "CO": "latam"}


def _abroad(name: str, mail: str, phone: str, language: str, address: Address, **more: object) -> Consumer:
    return Consumer(name, f"{mail}@example.com", phone, language, _MARKETS.get(address.country, "intl"), address, **more)


CONSUMERS = (
    _vn("Phạm Thị Ngân", "ngan.pham", "+84901234567", "14 Mạc Thị Bưởi", "Bến Nghé", "Hồ Chí Minh City", "71006",
        birthday="1991-03-18"),
    _vn("Trần Thu Hà", "thuha.tran", "+84912047718", "14 ngõ 102 Quán Thánh", "Ba Đình", "Hà Nội", "11114",
        birthday="1987-11-12"),
    _vn("Trần Văn Lộc", "loc.tran", "+84912047719", "14 ngõ 102 Quán Thánh", "Ba Đình", "Hà Nội", "11114",
        account=False),
    _vn("Nguyễn Văn Bình", "binh.nguyen", "+84935118204", "88 Nguyễn Chí Thanh", "Hải Châu", "Đà Nẵng", "50206"),
    _vn("Ngô Minh Châu", "chau.ngo", "+84908450231", "23 Thảo Điền", "Thủ Đức", "Hồ Chí Minh City", "71106",
        birthday="1994-07-02"),
    _vn("Phạm Quốc Khánh", "khanh.pham", "+84939772105", "7 Hòa Bình", "Ninh Kiều", "Cần Thơ", "94108"),
    _vn("Lý Gia Hân", "han.ly", "+84986330417", "51 Trần Hưng Đạo", "Hồng Bàng", "Hải Phòng", "04116",
        birthday="1998-01-25"),
    _vn("Hoàng Bích Phượng", "phuong.hoang", "+84977205583", "19 Lê Lợi", "Phú Hội", "Huế", "49106"),
    _vn("Đỗ Trung Kiên", "kien.do", "+84968814420", "132 Phan Chu Trinh", "Tân Lợi", "Buôn Ma Thuột", "63109"),
    _vn("Vũ Khánh Linh", "linh.vu", "+84363902817", "5 Phan Bội Châu", "Trần Hưng Đạo", "Nam Định", "07106",
        birthday="1996-05-30"),
    _vn("Bùi Hữu Nghĩa", "nghia.bui", "+84709114826", "210 Nguyễn Thị Minh Khai", "Vĩnh Ninh", "Huế", "49108"),
    _vn("Lê Ngọc Diệp", "diep.le", "+84582067713", "36 Hùng Vương", "Lộc Thọ", "Nha Trang", "57107",
        birthday="1990-09-09"),
    _vn("Cao Hồng Nhung", "nhung.cao", "+84824410956", "12 Yersin", "Phường 10", "Đà Lạt", "66109"),
    _vn("Trịnh Tuấn Anh", "tuananh.trinh", "+84773652094", "77 Bạch Đằng", "Bình Thạnh", "Hồ Chí Minh City",
        "72308", account=False),
    _abroad("สมหญิง ใจดี (Somying Jaidee)", "somying.jaidee", "+66812345670", "th", Address(
        "21/4 Nimmanhaemin Road", "Suthep", "Chiang Mai", "50200", "TH")),
    _abroad("王丽华 (Wang Lihua)", "lihua.wang", "+8613800138000", "zh-hans", Address("36 Cuihu South Road", "Wuhua",
        "Kunming", "650031", "CN", "Yunnan")),
    _abroad("Lucía Fernández", "lucia.fernandez", "+523312345678", "es", Address("Av. Chapultepec 412",
        "Americana", "Guadalajara", "44160", "MX", "Jalisco")),
    _abroad("Marco Aurelio Ruiz", "marco.ruiz", "+573101234567", "es", Address("Carrera 7 # 84-29", "Chapinero",
        "Bogotá", "110221", "CO")),
    _abroad("Hannah Okafor", "hannah.okafor", "+447911123456", "en", Address("9 Chapel Lane", "Headingley",
        "Leeds", "LS6 3BW", "GB")),
    _abroad("Oliver Whitcombe", "oliver.whitcombe", "+447700900123", "en", Address("4 Clifton Vale", "", "Bristol",
        "BS8 4PT", "GB")),
    _abroad("Grace Tanaka", "grace.tanaka", "+12065550142", "en", Address("1418 Pine Street", "", "Seattle",
        "98101", "US", "WA")),
    _abroad("Daniel Brandt", "daniel.brandt", "+4915112345678", "en", Address("Weserstraße 41", "", "Berlin",
        "12045", "DE")),
    _abroad("Sophie Lambert", "sophie.lambert", "+61412345678", "en", Address("27 Gertrude Street", "Fitzroy",
        "Melbourne", "3065", "AU", "VIC")),
    _abroad("Thomas Reilly", "thomas.reilly", "+353851234567", "en", Address("12 Synge Street", "", "Dublin",
        "D08 X9Y2", "IE"), account=False),
)

DISTRIBUTORS = (
    TradeCompany(
        account="7-0142",
        name="Cần Thơ Fine Foods",
        legal_name="Công ty TNHH Thực phẩm Tinh hoa Cần Thơ",
        tax_id="1801442068",
        channel="distributor",
        market="vn",
        language="vi",
        territory="Mekong Delta",
        terms_days=30,
        credit_limit="200000000",
        email="mua.hang@canthofinefoods.example.vn",
        phone="+842923855014",
        billing=Address("46 Võ Nguyên Giáp", "Cái Răng", "Cần Thơ", "94907", "VN"),
        delivery=Address("Kho 3, 46 Võ Nguyên Giáp", "Cái Răng", "Cần Thơ", "94907", "VN"),
        buyers=(
            Buyer("Trần Minh Tú", "minhtu@canthofinefoods.example.vn", "+84918334207", "buyer"),
            Buyer("Huỳnh Kim Oanh", "kimoanh@canthofinefoods.example.vn", "+84918334211", "accounts"),
        ),
        owner="lequocviet@lantern.example",
    ),
    TradeCompany(
        account="7-0208",
        name="Lanna Hospitality Supply",
        legal_name="Lanna Hospitality Supply Company Limited",
        tax_id="0525561004417",
        channel="distributor",
        market="th",
        language="en",
        territory="Northern Thailand",
        terms_days=45,
        credit_limit="540000.00",
        email="orders@lannahospitality.example.com",
        phone="+6654217703",
        billing=Address("118 Phaholyothin Road", "Suan Dok", "Lampang", "52100", "TH"),
        delivery=Address("118 Phaholyothin Road, gate B", "Suan Dok", "Lampang", "52100", "TH"),
        buyers=(
            Buyer("Anchalee Phromma", "anchalee@lannahospitality.example.com", "+66819514472", "buyer"),
            Buyer("Niran Boonsri", "niran@lannahospitality.example.com", "+66819514480", "buyer"),
        ),
        owner="kamol@lantern.example",
    ),
)

STAFF = (
    Staff("Somchai Phanit", "picker@lantern.example", "picker", "Picker, Hải Phòng", "HPH", "th", "+84904110201"),
    Staff("Vương Thảo", "packer@lantern.example", "packer", "Packer, Hải Phòng", "HPH", "vi", "+84904110202"),
    Staff("Huy Nguyễn", "huy@lantern.example", "picker", "Picker and forklift driver, Thủ Đức", "SGN", "vi",
        "+84904110203"),
    Staff("Minh Nguyệt Lương", "stock@lantern.example", "stock_controller", "Stock controller", "HPH", "vi",
        "+84904110204"),
    Staff("Linh Trần", "accounts@lantern.example", "accountant", "Accountant", "", "vi", "+84904110205"),
    Staff("Diego Rivas", "support@lantern.example", "support_agent", "Support agent", "", "es", "+84904110206"),
    Staff("Lê Quốc Việt", "lequocviet@lantern.example", "sales_agent", "Trade adviser, Mekong Delta", "", "vi",
        "+84904110207"),
    Staff("Lê Hồng", "lehong@lantern.example", "sales_agent", "Agent, Hà Nội", "", "vi", "+84904110208"),
    Staff("Kamol Srisai", "kamol@lantern.example", "sales_agent", "Agent, Thailand", "", "th", "+84904110211"),
    Staff("Mei Lin", "meilin@lantern.example", "sales_agent", "Agent, China", "", "zh-hans", "+84904110212"),
    Staff("Paula Restrepo", "paula@lantern.example", "sales_agent", "Agent, Latin America and overseas", "", "es",
        "+84904110213"),
    Staff("Malee Chaiwong", "malee@lantern.example", "picker", "Picker and packer, Chiang Mai", "CNX", "th", "+84904110214"),
    Staff("Đặng Mỹ Duyên", "myduyen@lantern.example", "support_agent", "Branch at Hàng Bông, Hà Nội", "", "vi",
        "+84904110215"),
    Staff("Phan Thanh Tùng", "thanhtung@lantern.example", "support_agent", "Order desk, Vietnamese and English", "", "vi",
        "+84904110216"),
    Staff("Rosa Medina", "sales@lantern.example", "sales_manager", "Sales manager, second signature on refunds",
        "", "es", "+84904110209"),
    Staff("Arthit Wongsa", "admin@lantern.example", "administrator", "Tea buyer and administrator", "", "th",
        "+84904110210"),
)

ROLES = (
    "picker", "packer", "stock_controller", "accountant", "support_agent", "sales_agent", "sales_manager",
    "administrator",
)
