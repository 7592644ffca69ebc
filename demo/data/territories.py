"""Parts of the markets as the sales department calls them, and whom a customer can belong to besides the people of `people`."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.data.schema import Text


@dataclass(frozen=True)
class Territory:
    """A part of a market; companies name it by its English words."""

    market: str
    name: Text

    @property
    def code(self) -> str:
        """Short and fixed: north-central."""
        return self.name.en.lower().replace(" ", "-")


TERRITORIES = (
    Territory("vn", Text("South-East", "Đông Nam Bộ", "越南东南部", "เวียดนามตะวันออกเฉียงใต้", "Sudeste de Vietnam")),
    Territory("vn", Text("Red River Delta", "Đồng bằng sông Hồng", "红河三角洲", "สามเหลี่ยมปากแม่น้ำแดง", "Delta del río Rojo")),
    Territory("vn", Text("Central Coast", "Duyên hải miền Trung", "越南中部沿海", "ชายฝั่งเวียดนามตอนกลาง", "Costa central de Vietnam")),
    Territory("vn", Text("Mekong Delta", "Đồng bằng sông Cửu Long", "湄公河三角洲", "สามเหลี่ยมปากแม่น้ำโขง", "Delta del Mekong")),
    Territory("vn", Text("Central Highlands", "Tây Nguyên", "西原", "ที่ราบสูงตอนกลาง", "Altiplano central de Vietnam")),
    Territory("vn", Text("North Central", "Bắc Trung Bộ", "越南中北部", "เวียดนามตอนกลางค่อนเหนือ", "Centro norte de Vietnam")),
    Territory("cn", Text("Yunnan", "Vân Nam", "云南", "ยูนนาน", "Yunnan")),
    Territory("cn", Text("Guangdong", "Quảng Đông", "广东", "กวางตุ้ง", "Cantón")),
    Territory("cn", Text("Sichuan", "Tứ Xuyên", "四川", "เสฉวน", "Sichuan")),
    Territory("cn", Text("Jiangnan", "Giang Nam", "江南", "เจียงหนาน", "Jiangnan")),
    Territory("cn", Text("Fujian", "Phúc Kiến", "福建", "ฝูเจี้ยน", "Fujian")),
    Territory("cn", Text("Beijing", "Bắc Kinh", "北京", "ปักกิ่ง", "Pekín")),
    Territory("th", Text("Northern Thailand", "Bắc Thái Lan", "泰国北部", "ภาคเหนือ", "Norte de Tailandia")),
    Territory("th", Text("Bangkok", "Băng Cốc", "曼谷", "กรุงเทพฯ", "Bangkok")),
    Territory("th", Text("Isan", "Isan", "泰国东北部", "ภาคอีสาน", "Isan")),
    Territory("th", Text("Southern Thailand", "Nam Thái Lan", "泰国南部", "ภาคใต้", "Sur de Tailandia")),
    Territory("latam", Text("Mexico", "Mexico", "墨西哥", "เม็กซิโก", "México")),
    Territory("latam", Text("Andes", "Vùng Andes", "安第斯地区", "แถบเทือกเขาแอนดีส", "Países andinos")),
    Territory("latam", Text("Southern Cone", "Nam chóp Nam Mỹ", "南锥体", "ตอนใต้ของอเมริกาใต้", "Cono Sur")),
    Territory("intl", Text("Europe", "Châu Âu", "欧洲", "ยุโรป", "Europa")),
    Territory("intl", Text("North America", "Bắc Mỹ", "北美", "อเมริกาเหนือ", "Norteamérica")),
    Territory("intl", Text("Asia and Pacific", "Châu Á - Thái Bình Dương", "亚太地区", "เอเชียและแปซิฟิก", "Asia y Pacífico")),
)
HOUSE = Text("The house", "Công ty", "公司自营", "บริษัทดูแลเอง", "La casa")
#: Staff with this role look after customers themselves; all others of the trade are the house's.
SELLING_ROLE = "sales_agent"
#: Employed by the company; the other sellers are agents on commission.
EMPLOYED = ("lequocviet@lantern.example",)
#: How the change is explained, in the language the sales department writes in.
FIRST_OWNER, TAKEN_OVER = "Opened the account", "Took over the house's accounts in this territory"
#: Every so many-th company was the house's until its agent took it over, so many days ago.
ONE_IN, TAKEN_OVER_DAYS_AGO = 5, 45
