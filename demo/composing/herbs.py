"""Herbal infusions: what grows in a herb garden, alone or two and three together."""

# fmt: off
from demo.composing.notes import NOTES
from demo.composing.saying import say
from demo.data.schema import Text

#: What a plant is called and what it tastes of.
HERBS: dict[str, tuple[Text, tuple[Text, ...]]] = {
    key: (say(name), tuple(NOTES[note] for note in notes))
    for key, name, notes in (
        ("lemongrass", "Lemongrass | sả | 香茅 | ตะไคร้ | limoncillo", ("lime zest", "lemongrass")),
        ("ginger", "Ginger | gừng | 姜 | ขิง | jengibre", ("ginger", "black pepper")),
        ("mint", "Mint | bạc hà | 薄荷 | มินต์ | menta", ("mint", "cut grass")),
        ("pandan", "Pandan | lá dứa | 斑斓叶 | ใบเตย | pandan", ("pandan", "toasted rice")),
        ("chrysanthemum", "Chrysanthemum | hoa cúc | 菊花 | เก๊กฮวย | crisantemo", ("chrysanthemum", "honey")),
        ("artichoke", "Artichoke | a-ti-sô | 朝鲜蓟 | อาร์ติโชก | alcachofa", ("artichoke", "hay")),
        ("butterfly_pea", "Butterfly Pea | hoa đậu biếc | 蝶豆花 | อัญชัน | flor de guisante azul", ("butterfly pea", "snow pea")),
        ("bael", "Bael | bầu nâu | 木橘 | มะตูม | bael", ("bael fruit", "caramel")),
        ("roselle", "Roselle | atiso đỏ | 洛神花 | กระเจี๊ยบ | flor de Jamaica", ("roselle", "plum")),
        ("verbena", "Lemon Verbena | cỏ roi ngựa chanh | 柠檬马鞭草 | เวอร์บีนา | cedrón", ("lemon verbena", "lime zest")),
        ("cascara", "Cascara | vỏ cà phê | 咖啡果皮 | คาสคารา | cáscara de café", ("hibiscus", "raisin")),
    )
}

NAMES = {
    1: say("{place} {a} | Trà {a} {place} | {place}{a}茶 | ชา{a} {place} | Infusión de {a} de {place}"),
    2: say("{place} {a} and {b} | Trà {a} và {b} {place} | {place}{a}{b}茶 | ชา{a}{b} {place} | Infusión de {a} y {b} de {place}"),
    3: say("{place} {a}, {b} and {c} | Trà {a}, {b} và {c} {place} | {place}{a}{b}{c}茶 | ชา{a}{b}{c} {place} | Infusión de {a}, {b} y {c} de {place}"),
}
KIND = say("herbal infusion | trà thảo mộc | 草本茶 | ชาสมุนไพร | infusión de hierbas")
PROCESSES = tuple(map(say, (
    "cut at dawn, dried the same day | cắt lúc rạng sáng, sấy ngay trong ngày | 清晨采割，当天烘干 | ตัดตอนเช้ามืด อบแห้งในวันเดียว | cortado al alba y secado el mismo día",
    "dried in the shade on bamboo, never in the sun | phơi trên nong tre trong bóng râm, không phơi nắng | 竹匾上阴干，从不暴晒 | ผึ่งบนไม้ไผ่ในร่ม ไม่โดนแดด | secado a la sombra sobre bambú, nunca al sol",
    "sliced thin and dried at forty degrees | thái mỏng, sấy ở bốn mươi độ | 切薄片，四十度低温烘干 | หั่นบางและอบที่สี่สิบองศา | cortado fino y secado a cuarenta grados",
)))
TIPS = tuple(map(say, (
    "Boiling water and patience: eight minutes is not too long. | Nước sôi và kiên nhẫn: tám phút không phải là lâu. | 沸水加耐心：泡八分钟也不算久。 | น้ำเดือดกับความอดทน แปดนาทีไม่นานเกินไป | Agua hirviendo y paciencia: ocho minutos no son demasiados.",
    "There is no tea leaf in it, so the last cup of the day may be this one. | Không có lá trà, nên chén cuối ngày có thể là chén này. | 不含茶叶，一天最后一杯可以是它。 | ไม่มีใบชา ถ้วยสุดท้ายของวันจึงเป็นถ้วยนี้ได้ | No lleva hoja de té: la última taza del día puede ser esta.",
    "Cold, with a slice of lime, it is what the pickers drink. | Uống lạnh với một lát chanh, đúng như người hái vẫn uống. | 冰镇加一片青柠，采摘的人就这么喝。 | ดื่มเย็นกับมะนาวฝานหนึ่งชิ้น คนเก็บดื่มกันแบบนี้ | Frío, con una rodaja de lima, es lo que beben quienes cosechan.",
)))
PACKS = ("bags20", "tube50", "pouch100")
DONG = 110_000
PROFILE = (0, 6, 5, 3, 1)
HS_CODE = "1211.90"
ALL_YEAR = say("all year, lot of October 2026 | quanh năm, lô tháng 10/2026 | 全年采收，2026年10月批次 | ตลอดปี ล็อตตุลาคม 2026 | todo el año, lote de octubre de 2026")
LOOSE_USE = say("4 g for 250 ml of boiling water, eight minutes; once more for ten. | 4 g cho 250 ml nước sôi, tám phút; pha lại lần nữa mười phút. | 4克配250毫升沸水，泡八分钟；可再泡十分钟。 | 4 กรัมต่อน้ำเดือด 250 มล. แปดนาที ชงซ้ำได้อีกสิบนาที | 4 g para 250 ml de agua hirviendo, ocho minutos; una segunda vez, diez.")
