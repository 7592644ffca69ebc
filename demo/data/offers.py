"""What the company gives away at the moment: one offer for everybody, one for companies, one behind a voucher."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.data.schema import Text


@dataclass(frozen=True)
class Offer:
    """`percent` off each line of some shelves (none: everything) in a channel of a market; `voucher` is the code that opens it."""

    name: str
    title: Text
    channel: str
    market: str
    percent: str
    shelves: tuple[str, ...] = ()
    least_pieces: int = 1
    voucher: str = ""
    most_orders: int | None = None


OFFERS = (
    Offer(
        "Teaware in autumn",
        Text("Autumn: a tenth off teaware", "Mùa thu: giảm một phần mười cho trà cụ", "秋日茶具九折",
             "ฤดูใบไม้ร่วง: ลดเครื่องชงชา 10%", "Otoño: 10 % menos en utensilios de té"),
        "consumer", "vn", "10", shelves=("teaware",),
    ),
    Offer(
        "Full cases before the new year",
        Text("Three cases and more: 4% off", "Từ ba thùng trở lên: giảm 4%", "三箱起享 96 折",
             "ตั้งแต่สามลังขึ้นไป ลด 4%", "Desde tres cajas: 4 % menos"),
        "distributor", "vn", "4", least_pieces=72,
    ),
    Offer(
        "First basket",
        Text("Welcome: 7% off the first basket", "Chào bạn: giảm 7% cho giỏ hàng đầu tiên", "欢迎：首单享 93 折",
             "ยินดีต้อนรับ: ลด 7% สำหรับตะกร้าแรก", "Bienvenida: 7 % menos en el primer carrito"),
        "consumer", "vn", "7", voucher="FIRSTCUP", most_orders=500,
    ),
)
