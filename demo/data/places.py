"""Places where customers live, written as people of each country write an address. Streets are ordinary ones, house numbers are drawn by lot."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Town:
    """A town with the beginning of its postcodes: each `#` stands for a digit that is drawn."""

    city: str
    wards: tuple[str, ...]
    postcode: str
    streets: tuple[str, ...]
    region: str = ""


@dataclass(frozen=True)
class Country:
    """How addresses and telephone numbers look; `phone` draws a digit for each `#`.

    Where a country keeps numbers for films and examples, `phone` is of that range (GB, US, DE, AU, IE); elsewhere it is one of
    the plain ones full of noughts that look made up.
    """

    code: str
    language: str
    line: str
    phone: str
    towns: tuple[Town, ...]


def _town(city: str, postcode: str, wards: str, streets: str, region: str = "") -> Town:
    return Town(city, tuple(wards.split(", ")), postcode, tuple(streets.split(", ")), region)


COUNTRIES = {
    "VN": Country("VN", "vi", "{number} {street}", "+8499000####", (
        _town("Hồ Chí Minh City", "70###", "Quận 3, Quận 10, Bình Thạnh, Phú Nhuận, Gò Vấp, Tân Bình",
              "Nguyễn Thị Minh Khai, Cách Mạng Tháng Tám, Điện Biên Phủ, Lê Văn Sỹ, Phan Xích Long, Nguyễn Oanh"),
        _town("Hà Nội", "11###", "Ba Đình, Tây Hồ, Cầu Giấy, Đống Đa, Hai Bà Trưng, Hoàn Kiếm",
              "Kim Mã, Thụy Khuê, Xuân Thủy, Tây Sơn, Bạch Mai, Hàng Bông"),
        _town("Hải Phòng", "04###", "Hồng Bàng, Lê Chân, Ngô Quyền", "Trần Phú, Tô Hiệu, Lạch Tray, Điện Biên Phủ"),
        _town("Đà Nẵng", "50###", "Hải Châu, Thanh Khê, Sơn Trà", "Lê Duẩn, Hùng Vương, Ngô Quyền, Bạch Đằng"),
        _town("Cần Thơ", "94###", "Ninh Kiều, Bình Thủy, Cái Răng", "Ba Mươi Tháng Tư, Nguyễn Văn Cừ, Hòa Bình"),
        _town("Huế", "49###", "Phú Hội, Vĩnh Ninh, Kim Long", "Lê Lợi, Bà Triệu, Nguyễn Huệ"),
        _town("Nha Trang", "57###", "Lộc Thọ, Phước Hải, Vĩnh Hải", "Trần Phú, Lê Hồng Phong, Hai Tháng Tư"),
        _town("Đà Lạt", "66###", "Phường 1, Phường 9, Phường 10", "Hồ Tùng Mậu, Hùng Vương, Trần Phú"),
        _town("Buôn Ma Thuột", "63###", "Tân Lợi, Thắng Lợi, Ea Tam", "Phan Chu Trinh, Lê Thánh Tông, Y Jút"),
        _town("Vinh", "43###", "Hưng Bình, Quang Trung, Trường Thi", "Lê Mao, Phan Đình Phùng, Nguyễn Du"),
    )),
    "CN": Country("CN", "zh-hans", "{street}{number}号", "+86138000#####", (
        _town("昆明市", "6500##", "五华区, 盘龙区, 官渡区", "翠湖南路, 人民中路, 北京路, 青年路", "云南省"),
        _town("广州市", "5100##", "越秀区, 天河区, 海珠区", "中山五路, 天河路, 江南大道, 环市东路", "广东省"),
        _town("成都市", "6100##", "锦江区, 青羊区, 武侯区", "春熙路, 人民南路, 宽窄巷子, 科华北路", "四川省"),
        _town("上海市", "2000##", "黄浦区, 徐汇区, 静安区", "淮海中路, 南京西路, 衡山路, 武康路", "上海市"),
        _town("厦门市", "3610##", "思明区, 湖里区", "中山路, 厦禾路, 湖滨南路", "福建省"),
        _town("北京市", "1000##", "东城区, 西城区, 朝阳区", "鼓楼东大街, 朝阳门外大街, 新街口北大街", "北京市"),
    )),
    "TH": Country("TH", "th", "{number} {street}", "+66800000###", (
        _town("เชียงใหม่", "50200", "ศรีภูมิ, พระสิงห์, สุเทพ, ช้างเผือก", "ถนนนิมมานเหมินท์, ถนนท่าแพ, ถนนราชดำเนิน, ถนนห้วยแก้ว"),
        _town("กรุงเทพมหานคร", "10110", "คลองเตย, วัฒนา, พระโขนง", "ถนนสุขุมวิท, ถนนพระราม 4, ซอยทองหล่อ, ถนนเอกมัย"),
        _town("กรุงเทพมหานคร", "10200", "พระนคร, ดุสิต", "ถนนราชดำเนินกลาง, ถนนจักรพงษ์, ถนนข้าวสาร"),
        _town("เชียงราย", "57000", "เวียง, รอบเวียง, ริมกก", "ถนนพหลโยธิน, ถนนบรรพปราการ, ถนนสิงหไคล"),
        _town("ขอนแก่น", "40000", "ในเมือง, ศิลา", "ถนนมิตรภาพ, ถนนกลางเมือง, ถนนศรีจันทร์"),
        _town("ภูเก็ต", "83000", "ตลาดใหญ่, วิชิต", "ถนนถลาง, ถนนดีบุก, ถนนพังงา"),
        _town("ลำปาง", "52100", "สวนดอก, เวียงเหนือ", "ถนนพหลโยธิน, ถนนทิพย์ช้าง"),
    )),
    "MX": Country("MX", "es", "{street} {number}", "+5255500000##", (
        _town("Ciudad de México", "06###", "Roma Norte, Condesa, Juárez", "Av. Álvaro Obregón, Calle Orizaba, Av. Insurgentes Sur",
              "CDMX"),
        _town("Guadalajara", "441##", "Americana, Lafayette, Centro", "Av. Chapultepec, Calle Libertad, Av. Vallarta", "Jalisco"),
        _town("Oaxaca", "680##", "Centro, Reforma", "Calle Macedonio Alcalá, Calle García Vigil", "Oaxaca"),
    )),
    "CO": Country("CO", "es", "{street} # {number}-{second}", "+5730000000##", (
        _town("Bogotá", "1102##", "Chapinero, Teusaquillo, Usaquén", "Carrera 7, Calle 45, Carrera 13"),
        _town("Medellín", "0500##", "El Poblado, Laureles, Belén", "Carrera 43A, Calle 10, Carrera 70", "Antioquia"),
        _town("Cali", "7600##", "San Antonio, Granada", "Calle 5, Avenida 9 Norte", "Valle del Cauca"),
    )),
    "PE": Country("PE", "es", "{street} {number}", "+51900000###", (
        _town("Lima", "150##", "Miraflores, Barranco, San Isidro", "Av. Larco, Jr. Unión, Av. Arequipa"),
        _town("Cusco", "080##", "San Blas, Wanchaq", "Calle Plateros, Av. de la Cultura"),
    )),
    "CL": Country("CL", "es", "{street} {number}", "+5696000####", (
        _town("Santiago", "75000##", "Providencia, Ñuñoa, Las Condes", "Av. Providencia, Av. Irarrázaval, Calle Merced", "RM"),
        _town("Valparaíso", "23400##", "Cerro Alegre, Cerro Concepción", "Calle Almirante Montt, Calle Templeman"),
    )),
    "GB": Country("GB", "en", "{number} {street}", "+447700900###", (
        _town("Bristol", "BS8 #PT", "Clifton, Redland", "Clifton Vale, Regent Street, Cotham Hill"),
        _town("Leeds", "LS6 #BW", "Headingley, Chapel Allerton", "Chapel Lane, Otley Road, Cardigan Road"),
        _town("Edinburgh", "EH3 #AA", "Stockbridge, Marchmont", "Raeburn Place, Dundas Street"),
    )),
    "US": Country("US", "en", "{number} {street}", "+120655501##", (
        _town("Seattle", "981##", "Ballard, Fremont", "Pine Street, Ballard Avenue, Union Street", "WA"),
        _town("Portland", "972##", "Alberta, Hawthorne", "Alberta Street, Division Street", "OR"),
        _town("Brooklyn", "112##", "Fort Greene, Park Slope", "Dekalb Avenue, Fifth Avenue", "NY"),
    )),
    "DE": Country("DE", "en", "{street} {number}", "+493023125###", (
        _town("Berlin", "120##", "Neukölln, Kreuzberg", "Weserstraße, Oranienstraße, Hobrechtstraße"),
        _town("Hamburg", "203##", "Altona, St. Pauli", "Bahrenfelder Straße, Große Bergstraße"),
    )),
    "AU": Country("AU", "en", "{number} {street}", "+61491570###", (
        _town("Melbourne", "30##", "Fitzroy, Carlton", "Gertrude Street, Lygon Street, Smith Street", "VIC"),
        _town("Sydney", "20##", "Newtown, Glebe", "King Street, Glebe Point Road", "NSW"),
    )),
    "SG": Country("SG", "en", "{number} {street}, #0{second}", "+6581000###", (
        _town("Singapore", "1688##", "Tiong Bahru", "Tiong Bahru Road, Eng Hoon Street, Seng Poh Road"),
    )),
}
