"""Parts of names, per country: the name as its bearer writes it, and in plain letters for an e-mail address.

Nobody in particular is meant: families, middle names and given names are common ones and are put together by lot.
"""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """Family and given names of a country; `pattern` says in which order they are written."""

    family: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, str], ...]
    pattern: str = "{given} {family}"
    middle: tuple[str, ...] = ()


def _pairs(*rows: str) -> tuple[tuple[str, str], ...]:
    """`Nguyễn nguyen` becomes a pair; a single word is its own plain form."""
    found = []
    for row in rows:
        for word in row.split(", "):
            shown, _space, plain = word.rpartition(" ")
            found.append((shown or plain, plain.lower()))
    return tuple(found)


VIETNAM = Names(
    family=_pairs("Nguyễn nguyen, Trần tran, Lê le, Phạm pham, Hoàng hoang, Huỳnh huynh, Phan phan, Vũ vu, Võ vo, Đặng dang, "
                  "Bùi bui, Đỗ do, Hồ ho, Ngô ngo, Dương duong, Lý ly, Đinh dinh, Trương truong, Lương luong, Mai mai"),
    middle=("Thị", "Văn", "Minh", "Thanh", "Ngọc", "Thu", "Quang", "Hữu", "Kim", "Đức", "Bảo", "Hồng"),
    given=_pairs("An an, Bình binh, Chi chi, Dung dung, Giang giang, Hà ha, Hạnh hanh, Hiếu hieu, Hoa hoa, Huy huy, Hương huong, "
                 "Khoa khoa, Lan lan, Linh linh, Long long, Mai mai, Nam nam, Nga nga, Oanh oanh, Phúc phuc, Phương phuong, "
                 "Quân quan, Quỳnh quynh, Sơn son, Tâm tam, Thảo thao, Thắng thang, Thúy thuy, Trang trang, Trung trung, "
                 "Tuấn tuan, Uyên uyen, Vân van, Việt viet, Yến yen"),
    pattern="{family} {middle} {given}",
)
CHINA = Names(
    family=_pairs("王 wang, 李 li, 张 zhang, 刘 liu, 陈 chen, 杨 yang, 赵 zhao, 黄 huang, 周 zhou, 吴 wu, 徐 xu, 孙 sun, 马 ma, 朱 zhu, "
                  "胡 hu, 林 lin, 郭 guo, 何 he, 高 gao, 罗 luo"),
    given=_pairs("伟 wei, 芳 fang, 秀英 xiuying, 敏 min, 静 jing, 强 qiang, 磊 lei, 洋 yang, 艳 yan, 杰 jie, 娟 juan, 涛 tao, 明 ming, 超 chao, "
                 "桂英 guiying, 鹏 peng, 玲 ling, 红 hong, 思远 siyuan, 雨桐 yutong, 晓彤 xiaotong, 子涵 zihan, 建国 jianguo, 海燕 haiyan"),
    pattern="{family}{given}",
)
THAILAND = Names(
    family=_pairs("ใจดี jaidee, สุขใจ sukjai, แสงทอง saengthong, ศรีสุข srisuk, บุญมี bunmee, วงศ์สวัสดิ์ wongsawat, ทองดี thongdee, "
                  "พรหมมา phromma, จันทร์แก้ว chankaew, แก้วใส kaewsai, มณีวรรณ maneewan, รัตนชัย rattanachai, สายทอง saithong, "
                  "อินทร์แก้ว inkaew, ชัยวงศ์ chaiwong, ดอกไม้ dokmai"),
    given=_pairs("สมชาย somchai, สมหญิง somying, มาลี malee, นารี naree, อนงค์ anong, กมล kamon, ประเสริฐ prasert, วิชัย wichai, "
                 "สุดา suda, พิมพ์ pim, ณัฐ nat, ชนิดา chanida, ธนา thana, อรุณ arun, รัตนา rattana, ศิริ siri, กานดา kanda, "
                 "ปรีชา preecha, วรรณา wanna, จิรา jira"),
)
SPANISH = Names(
    family=_pairs("García garcia, Hernández hernandez, Martínez martinez, López lopez, González gonzalez, Rodríguez rodriguez, "
                  "Pérez perez, Sánchez sanchez, Ramírez ramirez, Torres torres, Flores flores, Rivera rivera, Gómez gomez, "
                  "Díaz diaz, Vargas vargas, Castillo castillo, Rojas rojas, Mendoza mendoza, Salazar salazar, Cárdenas cardenas"),
    given=_pairs("María maria, José jose, Camila camila, Andrés andres, Valentina valentina, Diego diego, Sofía sofia, Javier javier, "
                 "Lucía lucia, Mateo mateo, Gabriela gabriela, Felipe felipe, Daniela daniela, Tomás tomas, Paula paula, "
                 "Ricardo ricardo, Elena elena, Joaquín joaquin, Ximena ximena, Martín martin"),
)
ENGLISH = Names(
    family=_pairs("Ashdown, Barlow, Carmichael, Dunmore, Ellery, Fairfax, Garrick, Hollis, Ingram, Jarvis, Kendrick, Lockwood, Merrick, "
                  "Norwood, Oakley, Prescott, Quinlan, Radcliffe, Selwyn, Thackeray, Underhill, Wexford"),
    given=_pairs("Alice, Benjamin, Clara, Dominic, Eleanor, Francis, Georgia, Henry, Imogen, Julian, Katherine, Leonard, Miriam, Nathan, "
                 "Olivia, Patrick, Rosalind, Samuel, Tessa, Victor"),
)
GERMAN = Names(
    family=_pairs("Albrecht, Böttcher boettcher, Dietrich, Engel, Fiedler, Grünwald gruenwald, Hartmann, Krüger krueger, Lindner, Vogel"),
    given=_pairs("Anna, Bernd, Charlotte, Emil, Friederike, Jonas, Katrin, Lukas, Marlene, Stefan"),
)

#: Words of which names of companies are made, in plain letters, by country.
COMPANY_WORDS: dict[str, tuple[str, ...]] = {
    "VN": ("Hoa Sen", "Bình Minh", "Phú Quý", "An Nhiên", "Đại Phát", "Tân Việt", "Hương Xưa", "Thiên Trà", "Mộc Lan", "Sao Mai",
           "Kim Long", "Bảo Tín", "Gia Hưng", "Thanh Bình", "Nam Phong", "Xuân Mai"),
    "CN": ("云上", "和风", "清源", "锦绣", "茗山", "听雨", "明月", "古道"),
    "TH": ("ดอยหมอก", "ล้านนา", "ใบชาทอง", "สายธาร", "ภูผา", "แสงจันทร์", "บ้านสวน", "ริมปิง"),
    "ES": ("La Ladera", "Cielo Alto", "El Quetzal", "Tierra Clara", "Los Nogales", "Río Manso", "Casa Lumbre", "Monte Azul"),
    "EN": ("Harbour Lane", "Old Mill", "Copper Kettle", "Northgate", "Silver Birch", "Three Cranes", "Marlow", "Foxglove"),
}
