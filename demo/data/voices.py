"""People whose names stand under a reason or a score: our own, and the tasting panel from outside."""

# fmt: off
from __future__ import annotations

from demo.data.schema import Person, Text

PEOPLE = (
    Person("arthit", "Arthit Wongsa", Text("tea buyer", "người mua trà"), panel=False),
    Person("hoa", "Hoa Nguyễn", Text("head roaster", "trưởng xưởng rang"), panel=False),
    Person("vy", "Bùi Khánh Vy", Text("keeper of the teaware shelf", "phụ trách ấm chén"), panel=False),
    Person("orasa", "Orasa Wongchai", Text("tea judge, Chiang Mai", "giám khảo trà, Chiang Mai"), panel=True),
    Person("khoa", "Đặng Minh Khoa", Text("importer, Hồ Chí Minh City", "nhà nhập khẩu, TP. Hồ Chí Minh"),
        panel=True),
    Person("lin", "Lin Yufen", Text("writer on oolong, Kunming", "cây bút về ô long, Côn Minh"), panel=True),
    Person("catalina", "Catalina Restrepo", Text("coffee taster, Medellín", "chuyên viên nếm cà phê, Medellín"),
        panel=True),
    Person("naree", "Naree Suksan", Text("roaster and judge, Bangkok", "thợ rang và giám khảo, Bangkok"),
        panel=True),
    Person("bao", "Lương Gia Bảo", Text("barista trainer, Đà Nẵng", "giảng viên pha chế, Đà Nẵng"), panel=True),
    Person("mai", "Đỗ Thanh Mai", Text("teacher of ceramics, Hà Nội", "giảng viên gốm, Hà Nội"), panel=True),
    Person("preecha", "Preecha Kaewmanee", Text("potter, Lampang", "thợ gốm, Lampang"), panel=True),
    Person("helen", "Helen Ashby", Text("writer on teaware, Bristol", "cây bút về ấm chén, Bristol"), panel=True),
)

# How the panel works, said beside every score.
PANEL_RULE = Text(
    "Tasted blind, paid a flat fee, published whatever they say.",
    "Nếm không biết tên, trả công cố định, đăng đúng lời họ nói.",
)
