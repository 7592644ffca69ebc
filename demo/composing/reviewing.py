"""What buyers write, each in one language: a score, a few words above, a sentence or two below. {n1} is a note of the product."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Opinion:
    """A review before it is about a product; `kinds` says what it can be about."""

    kinds: str
    score: int
    title: str
    body: str


def _opinions(lines: str) -> tuple[Opinion, ...]:
    rows = [[part.strip() for part in line.split("|")] for line in lines.strip().splitlines()]
    return tuple(Opinion(kinds, int(score), title, body) for kinds, score, title, body in rows)


# L leaf, B bean, W ware, S service, G gift
OPINIONS = {
    "en": _opinions("""
LB | 5 | Exactly as described | {n1}, clear as day. I had thought such lists were poetry.
L | 5 | My morning settled | I have stopped looking. The third infusion is better than the first of my old tea.
L | 4 | Good, mind the water | Ten degrees too hot and it sulks. Done right it is lovely.
L | 4 | Fresh and well packed | Harvest date on the bag, as it should be. A little dear with the postage.
L | 3 | Pleasant, not for me | Nicely made. I prefer something with more bite.
L | 2 | Weak | I needed twice the leaf for any taste at all.
B | 5 | Roast date four days old | You smell it through the valve. {n1} when it cools.
B | 4 | Sweet and easy | Works in the press and in the cone. The bag could open better.
B | 3 | Too light for my machine | Fine as filter, thin as espresso.
B | 5 | Back for more | Third bag. Nobody in the office complains any more.
W | 5 | Better than the picture | The colour changes with the light. It sits well in the hand.
W | 4 | Lovely, a little small | Read the millilitres before you order. I did not.
W | 5 | Arrived whole | Wrapped as if for the moon. Used every day since.
W | 3 | Slightly crooked | Charming, they said. It is crooked.
S | 5 | The best evening of our trip | Nobody lectured. We tasted, laughed and took notes.
S | 4 | Worth it | Well run; the room was warm.
G | 5 | She keeps the box | Tins finished, box kept. What more can I say.
G | 4 | A safe present | Everybody finds one tin to like."""),
    "vi": _opinions("""
LB | 5 | Đúng như mô tả | Nếm ra {n1} thật, cứ tưởng người ta viết cho hay.
L | 5 | Mẹ tôi rất thích | Mua một gói uống thử, tuần sau đặt thêm ba gói.
L | 5 | Nước trong, hậu ngọt | Pha đúng nhiệt độ ghi trên gói là ngon ngay.
L | 4 | Thơm nhưng hơi nhạt | Cho thêm trà thì vừa. Đóng gói cẩn thận.
L | 4 | Giá hợp lý | Uống hằng ngày được. Giao nhanh.
L | 3 | Tạm ổn | Không dở, nhưng tôi quen vị đậm hơn.
L | 2 | Không hợp | Vị lạ quá, nhà tôi không ai uống.
B | 5 | Mới rang, thơm cả nhà | Ngày rang cách bốn hôm, mở túi là thơm {n1}.
B | 4 | Pha phin cũng được | Xay thô hơn một chút thì đỡ chua.
B | 3 | Hơi chua với tôi | Ai quen robusta nên cân nhắc.
B | 5 | Quán tôi dùng luôn | Khách hỏi mua hạt về nhà.
W | 5 | Đẹp hơn hình | Men lên màu rất sâu, cầm vừa tay.
W | 4 | Hơi nhỏ | Nhỏ hơn tôi tưởng nhưng rót rất gọn.
W | 5 | Gói hàng kỹ | Ba lớp giấy, không sứt mẻ gì.
W | 3 | Đáy chưa phẳng lắm | Để lên khay kính thì kêu nhẹ.
S | 5 | Rất đáng tiền | Người hướng dẫn vui, được nếm nhiều.
S | 4 | Vui | Lớp hơi đông nhưng vẫn hỏi được.
G | 5 | Tặng ai cũng khen | Hộp giản dị mà sang.
G | 4 | Gọn, đẹp | Thiếu túi xách kèm theo."""),
    "zh_hans": _opinions("""
LB | 5 | 描述属实 | 真的喝到了{n1}，不是文案。
L | 5 | 回甘明显 | 第三泡最好喝，耐泡。
L | 4 | 口粮茶够格 | 水温别太高，八九十度正好。
L | 4 | 包装用心 | 采摘日期写得清楚，就是运费略贵。
L | 3 | 中规中矩 | 没有缺点，也没有惊喜。
L | 2 | 偏淡 | 可能我口味重，喝着像水。
B | 5 | 新鲜 | 收到时烘焙才五天，放凉后{n1}很清楚。
B | 4 | 好入口 | 手冲法压都可以，朋友也喜欢。
B | 3 | 偏浅 | 做意式有点薄。
W | 5 | 实物更好看 | 釉色在阳光下会变，手感温润。
W | 4 | 比想象的小 | 下单前请看容量。
W | 5 | 出水利落 | 不滴不漏，包装很扎实。
W | 3 | 有小瑕疵 | 底部有一个针眼，客服说是手工正常现象。
S | 5 | 学到很多 | 老师耐心，带走了一本笔记。
G | 5 | 送人体面 | 盒子素净，长辈很喜欢。
G | 4 | 搭配不错 | 希望能自己选茶。"""),
    "th": _opinions("""
LB | 5 | ตรงตามที่บอก | ได้กลิ่น{n1}จริง ๆ ไม่ได้เขียนเกินไป
L | 5 | ชงได้หลายน้ำ | น้ำที่สามหวานที่สุด จะสั่งอีก
L | 4 | หอมดี | น้ำร้อนเกินไปจะฝาดนิดหนึ่ง ทำตามคำแนะนำแล้วอร่อย
L | 4 | คุ้มราคา | ดื่มทุกเช้าได้ ส่งไว
L | 3 | เฉย ๆ | ไม่แย่ แต่ชอบรสเข้มกว่านี้
B | 5 | คั่วใหม่มาก | เปิดถุงแล้วหอมทั้งห้อง เย็นแล้วได้{n1}
B | 4 | ดื่มง่าย | ดริปก็ได้ เฟรนช์เพรสก็ดี
B | 3 | เปรี้ยวไปนิด | คนชอบเข้ม ๆ อาจไม่ถูกใจ
W | 5 | สวยกว่าในรูป | จับถนัดมือ สีเปลี่ยนตามแสง
W | 4 | เล็กกว่าที่คิด | ดูขนาดก่อนสั่งนะ แต่งานละเอียด
W | 5 | แพ็กแน่นหนา | มาถึงครบ ไม่มีบิ่น
S | 5 | สนุกและได้ความรู้ | ครูใจเย็น ได้ชิมเยอะ
G | 5 | ผู้ใหญ่ชอบ | กล่องเรียบแต่ดูดี
G | 4 | น่ารัก | อยากให้เลือกชาเองได้"""),
    "es": _opinions("""
LB | 5 | Tal como lo describen | Se nota: {n1}, sin esfuerzo. Pensé que exageraban.
L | 5 | Mi té de las mañanas | La tercera infusión es la mejor. Ya pedí más.
L | 4 | Rico, cuida el agua | Si hierve se pone áspero. A la temperatura justa, una delicia.
L | 4 | Bien empacado | Fecha de cosecha en la bolsa. El envío tardó una semana.
L | 3 | Correcto | Nada que objetar, nada que recordar.
L | 2 | Muy suave | Esperaba más sabor por ese precio.
B | 5 | Recién tostado | Abrí la bolsa y se llenó la cocina. Al enfriarse: {n1}.
B | 4 | Dulce y parejo | En prensa queda muy bien.
B | 3 | Ligero para mi gusto | Como filtrado, bien; como espresso, flojo.
B | 5 | Orgullo de la tierra | Así debe saber el café.
W | 5 | Más bonita que en la foto | El color cambia con la luz y cabe bien en la mano.
W | 4 | Algo pequeña | Miren los mililitros antes de pedir.
W | 5 | Llegó entera | Tres capas de papel y ni un rasguño.
S | 5 | Una tarde estupenda | Aprendimos mucho y reímos más.
G | 5 | Quedé como un rey | A mi suegra le encantó la caja.
G | 4 | Buen detalle | Me habría gustado elegir los tés."""),
}

NAMES = {
    "en": ("Hannah", "Oliver", "Grace", "Daniel", "Emily", "Thomas", "Sophie", "James", "Ruth", "Callum", "Nora", "Priya"),
    "vi": ("Thu Hà", "Minh Châu", "Quốc Bảo", "Ngọc Diệp", "Văn Lộc", "Bích Phượng", "Khánh Linh", "Trung Kiên", "Hải Yến", "Tuấn Anh", "Phương Anh", "Đức Thịnh"),
    "zh_hans": ("林小满", "陈默", "周言", "吴一帆", "许晴", "何家明", "孙悦", "马思远", "青山", "阿桃"),
    "th": ("สมหญิง", "ณัฐพล", "พิมพ์ชนก", "อนุชา", "กมลวรรณ", "ธีรเดช", "มาลี", "ปกรณ์", "ศิริพร", "วีระ"),
    "es": ("Camila", "Andrés", "Lucía", "Mateo", "Valentina", "Santiago", "Mariana", "Julián", "Paula", "Rodrigo"),
}
#: How many of ten reviews are written in each language.
SHARES = {"vi": 4, "en": 3, "zh_hans": 1, "th": 1, "es": 1}
