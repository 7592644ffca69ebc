"""Things to brew in and drink from: form, glaze, volume; and gift boxes and services."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.composing.coffees import PROCESSES
from demo.composing.saying import say
from demo.composing.teas import FAMILIES
from demo.data.schema import Text


@dataclass(frozen=True)
class Form:
    """A thing by what it is for. Volumes are millilitres; dong the price of the smallest, grams its weight."""

    key: str
    category: str
    art: str
    names: tuple[Text, ...]
    volumes: tuple[int, ...]
    dong: int
    grams: int
    millimetres: tuple[int, int, int]
    case: int
    shorts: tuple[Text, ...]
    tips: tuple[Text, ...]


@dataclass(frozen=True)
class Glaze:
    """A surface: its name in a title, the material as a fact, and the colours that the picture is drawn in."""

    key: str
    name: Text
    material: Text
    colour: str
    dip: str
    care: Text
    extra: int = 0
    decor: str = ""


def _all(*lines: str) -> tuple[Text, ...]:
    return tuple(say(line) for line in lines)


FORMS = {form.key: form for form in (
    Form("gaiwan", "teaware/brewing", "gaiwan",
         _all("Gaiwan | Chén khải | 盖碗 | ไก้หว่าน | Gaiwan", "Fluted Gaiwan | Chén khải múi | 菊瓣盖碗 | ไก้หว่านกลีบ | Gaiwan acanalado", "Travel Gaiwan | Chén khải du lịch | 旅行盖碗 | ไก้หว่านพกพา | Gaiwan de viaje"),
         (90, 110, 130, 150), 380_000, 190, (115, 115, 105), 12,
         _all("lid, bowl and saucer with a rim that stays cool at the second pour | nắp, chén, đĩa; vành vẫn mát ở lần rót thứ hai | 盖、碗、托三件，第二道注水时碗沿依然不烫 | ฝา ถ้วย และจานรอง ขอบยังเย็นตอนรินครั้งที่สอง | tapa, cuenco y platillo, con un borde que sigue fresco en el segundo vertido",
              "wide enough for whole leaves, light enough for one hand | đủ rộng cho lá nguyên, đủ nhẹ cho một tay | 容得下整叶，单手也拿得稳 | กว้างพอสำหรับใบทั้งใบ เบาพอสำหรับมือเดียว | ancho para la hoja entera, ligero para una sola mano"),
         _all("Hold it by rim and knob, tilt the lid, pour to the last drop. | Cầm vành và núm, nghiêng nắp, rót đến giọt cuối. | 捏碗沿按盖钮，斜开盖缝，出汤到最后一滴。 | จับขอบกับจุก เอียงฝา รินจนหยดสุดท้าย | Sujétalo por el borde y el pomo, inclina la tapa y vierte hasta la última gota.",)),
    Form("teapot", "teaware/brewing", "teapot",
         _all("Teapot | Ấm trà | 茶壶 | กาน้ำชา | Tetera", "Low Teapot | Ấm thấp | 扁壶 | กาทรงเตี้ย | Tetera baja", "Side-handle Pot | Ấm quai ngang | 侧把壶 | กาด้ามข้าง | Tetera de mango lateral"),
         (120, 150, 220, 350, 600), 560_000, 260, (165, 125, 105), 6,
         _all("pours in one breath and stops without a drip | rót một hơi, ngừng không nhỏ giọt | 一气出汤，断水不滴 | รินรวดเดียวและหยุดโดยไม่หยด | vierte de un tirón y corta sin gotear",
              "the wall keeps the heat that rolled leaf asks for | thành ấm giữ nhiệt mà trà vo viên cần | 壶壁蓄热，正合球形茶叶 | ผนังกาเก็บความร้อนที่ใบม้วนต้องการ | la pared guarda el calor que pide la hoja enrollada"),
         _all("Warm it first; a cold pot steals ten degrees. | Làm nóng ấm trước; ấm nguội lấy mất mười độ. | 先温壶，冷壶会偷走十度。 | อุ่นกาก่อน กาเย็นขโมยไปสิบองศา | Caliéntala antes: una tetera fría roba diez grados.",)),
    Form("cup", "teaware/cups", "cup",
         _all("Cup | Chén | 茶杯 | ถ้วยชา | Taza", "Tall Cup | Chén cao | 高杯 | ถ้วยทรงสูง | Taza alta", "Bowl Cup | Chén tống rộng | 斗笠杯 | ถ้วยปากกว้าง | Taza cuenco", "Mug | Cốc có quai | 马克杯 | แก้วมัค | Tazón"),
         (45, 60, 90, 150, 220, 300), 130_000, 80, (80, 80, 65), 24,
         _all("a thin lip, a steady foot, and room for a second thought | miệng mỏng, chân vững, và chỗ cho một ý nghĩ nữa | 薄口稳足，留得下一点思绪 | ปากบาง ฐานมั่นคง และที่ว่างให้คิดอีกครั้ง | un labio fino, un pie firme y sitio para pensarlo dos veces",
              "sits in the hand like a warm stone | nằm trong tay như hòn đá ấm | 握在手里像一块温石 | อยู่ในมือเหมือนหินอุ่น | se posa en la mano como una piedra tibia",
              "made for every day, and it looks better for being used | làm để dùng hằng ngày, càng dùng càng đẹp | 日日可用，越用越好看 | ทำมาเพื่อใช้ทุกวัน ยิ่งใช้ยิ่งสวย | hecha para cada día, y mejora con el uso"),
         _all("Pour to the line where the glaze turns. | Rót đến đường men đổi màu. | 倒至釉色转变处即可。 | รินถึงเส้นที่สีเคลือบเปลี่ยน | Llena hasta la línea donde cambia el esmalte.",)),
    Form("pitcher", "teaware/brewing", "pitcher",
         _all("Fairness Jug | Tống rót trà | 公道杯 | เหยือกพักชา | Jarra de servir", "Milk Jug | Ca sữa | 奶壶 | เหยือกนม | Jarrita de leche"), (150, 220, 300, 400), 240_000, 190, (130, 100, 115), 8,
         _all("so that every guest drinks the same strength | để khách nào cũng uống cùng độ đậm | 让每位客人喝到同样浓淡 | เพื่อให้แขกทุกคนดื่มรสเท่ากัน | para que todos beban la misma intensidad",
              "a lip cut sharp, so that the last drop falls where you want it | vòi cắt sắc, giọt cuối rơi đúng chỗ | 口沿利落，最后一滴也听话 | ปากตัดคม หยดสุดท้ายลงตรงที่ต้องการ | un pico bien cortado: la última gota cae donde quieres"),
         _all("Empty the pot into it at once; then take your time. | Rót hết ấm ra tống ngay, rồi cứ thong thả. | 一次倒尽壶中茶汤，之后慢慢来。 | รินออกจากกาให้หมดทันที แล้วค่อย ๆ ดื่ม | Vacía en ella la tetera de una vez; después, sin prisa.",)),
    Form("phin", "teaware/coffee", "phin",
         _all("Phin Filter | Phin pha | 滴漏壶 | ฟิน | Filtro phin", "Gravity Phin | Phin nắp gài | 重力滴漏壶 | ฟินแบบกดน้ำหนัก | Filtro phin de presión"), (120, 200, 350), 150_000, 210, (105, 105, 150), 24,
         _all("ninety-four fine holes and four quiet minutes | chín mươi bốn lỗ nhỏ và bốn phút yên tĩnh | 九十四个细孔，四分钟的安静 | รูละเอียดเก้าสิบสี่รู กับสี่นาทีที่เงียบ | noventa y cuatro agujeros finos y cuatro minutos de calma",
              "coffee without electricity, paper or hurry | cà phê không cần điện, giấy lọc hay vội vàng | 不用电，不用滤纸，不用着急 | กาแฟที่ไม่ใช้ไฟ กระดาษ หรือความรีบ | café sin electricidad, sin papel y sin prisa"),
         _all("Wet the grounds, wait half a minute, then fill to the brim. | Làm ướt bột, đợi nửa phút, rồi rót đầy. | 先润粉，等半分钟，再注满。 | พรมผงให้ชื้น รอครึ่งนาที แล้วรินให้เต็ม | Humedece el café, espera medio minuto y llena hasta el borde.",)),
    Form("kettle", "teaware/coffee", "kettle",
         _all("Pouring Kettle | Ấm rót | 手冲壶 | กาดริป | Hervidor de cuello fino", "Stove Kettle | Ấm đun bếp | 明火壶 | กาต้ม | Hervidor de fuego"), (600, 800, 1000), 980_000, 620, (270, 165, 230), 4,
         _all("a narrow spout that pours as slowly as you dare | vòi hẹp, rót chậm tùy ý bạn | 细口壶嘴，想多慢就多慢 | พวยแคบ รินช้าได้เท่าที่ใจกล้า | un cuello fino que vierte tan despacio como te atrevas",
              "the handle stands above the weight, so the wrist rests | tay cầm nằm trên trọng tâm, cổ tay được nghỉ | 提把在重心之上，手腕不累 | หูจับอยู่เหนือจุดศูนย์ถ่วง ข้อมือจึงได้พัก | el asa queda sobre el peso y la muñeca descansa"),
         _all("Fill it no further than the rivet, and descale it once a month. | Đừng đổ quá đinh tán, mỗi tháng tẩy cặn một lần. | 注水勿过铆钉，每月除垢一次。 | เติมไม่เกินหมุด และล้างตะกรันเดือนละครั้ง | No lo llenes por encima del remache y quítale la cal una vez al mes.",)),
)}

_HAND = say("Wash by hand. | Rửa bằng tay. | 手洗。 | ล้างด้วยมือ | Lavar a mano.")
_MACHINE = say("Dishwasher safe. | Rửa máy được. | 可用洗碗机。 | เข้าเครื่องล้างจานได้ | Se puede lavar en lavavajillas.")
_CLAY = say("Rinse with hot water only, never soap. | Chỉ tráng nước nóng, không dùng xà phòng. | 只用热水冲洗，勿用洗洁精。 | ล้างด้วยน้ำร้อนเท่านั้น ห้ามใช้สบู่ | Enjuagar solo con agua caliente, nunca con jabón.")
_METAL = say("Dry it after use, and it stays bright. | Dùng xong lau khô, sẽ sáng mãi. | 用后擦干，光亮如新。 | เช็ดให้แห้งหลังใช้ แล้วจะเงาอยู่เสมอ | Sécalo después de usarlo y seguirá brillante.")

GLAZES = {glaze.key: glaze for glaze in (
    Glaze("celadon", say("Celadon | men ngọc | 青瓷 | ศิลาดล | esmalte celadón"), say("stoneware, wood-ash celadon | gốm, men ngọc tro gỗ | 炻器，木灰青釉 | สโตนแวร์ ศิลาดลขี้เถ้าไม้ | gres, celadón de ceniza de madera"), "#A9C7B4", "#CFE0D2", _MACHINE, 12),
    Glaze("ivory", say("Ivory | men ngà | 象牙白 | สีงาช้าง | esmalte marfil"), say("stoneware, ivory glaze | gốm, men ngà | 炻器，象牙白釉 | สโตนแวร์ เคลือบสีงาช้าง | gres, esmalte marfil"), "#EAE2CF", "#F6F1E4", _MACHINE),
    Glaze("ash", say("Ash-glaze | men tro | 灰釉 | เคลือบขี้เถ้า | esmalte de ceniza"), say("stoneware, ash glaze | gốm, men tro | 炻器，灰釉 | สโตนแวร์ เคลือบขี้เถ้า | gres, esmalte de ceniza"), "#8F9A86", "#B9BFA9", _MACHINE),
    Glaze("amber", say("Amber | men hổ phách | 琥珀釉 | สีอำพัน | esmalte ámbar"), say("stoneware, amber glaze | gốm, men hổ phách | 炻器，琥珀釉 | สโตนแวร์ เคลือบสีอำพัน | gres, esmalte ámbar"), "#B9762F", "#DDA75C", _MACHINE, 5),
    Glaze("moss", say("Moss | men rêu | 苔绿釉 | สีมอส | esmalte musgo"), say("stoneware, moss glaze | gốm, men rêu | 炻器，苔绿釉 | สโตนแวร์ เคลือบสีมอส | gres, esmalte musgo"), "#5F7347", "#93A26E", _MACHINE),
    Glaze("blue", say("Blue-brush | men lam | 青花 | ลายคราม | pincel azul"), say("porcelain, cobalt brushwork | sứ, vẽ men lam | 瓷器，手绘青花 | พอร์ซเลน เขียนลายคราม | porcelana, pincel de cobalto"), "#EEF0EA", "#3F5F9B", _MACHINE, 20, "brush"),
    Glaze("tenmoku", say("Tenmoku | men thiên mục | 天目 | เท็นโมกุ | esmalte tenmoku"), say("stoneware, iron-black tenmoku | gốm, men thiên mục đen sắt | 炻器，天目黑釉 | สโตนแวร์ เคลือบเท็นโมกุดำ | gres, tenmoku negro de hierro"), "#2B211E", "#7A4A2B", _MACHINE, 22),
    Glaze("copper", say("Copper-red | men đỏ đồng | 铜红釉 | แดงทองแดง | rojo de cobre"), say("stoneware, copper-red glaze | gốm, men đỏ đồng | 炻器，铜红釉 | สโตนแวร์ เคลือบแดงทองแดง | gres, esmalte rojo de cobre"), "#8E2F2B", "#C8745E", _HAND, 30),
    Glaze("terracotta", say("Red-clay | đất đỏ | 红泥 | ดินแดง | barro rojo"), say("unglazed red clay | đất đỏ không men | 无釉红泥 | ดินแดงไม่เคลือบ | barro rojo sin esmaltar"), "#A5533A", "#BC6E51", _CLAY),
    Glaze("purple", say("Purple-clay | đất tía | 紫陶 | ดินม่วง | barro púrpura"), say("unglazed five-colour clay, polished | đất năm màu không men, đánh bóng | 无釉五色陶土，磨光 | ดินห้าสีไม่เคลือบ ขัดเงา | barro de cinco colores sin esmaltar, pulido"), "#5A3138", "#77474B", _CLAY, 60),
    Glaze("steel", say("Steel | thép | 不锈钢 | สเตนเลส | acero"), say("stainless steel 304 | thép không gỉ 304 | 304不锈钢 | สเตนเลส 304 | acero inoxidable 304"), "#B9C0BF", "#D7DCDB", _METAL),
    Glaze("black", say("Black Steel | thép đen | 黑钢 | สเตนเลสดำ | acero negro"), say("stainless steel, black coating | thép không gỉ phủ đen | 不锈钢，黑色涂层 | สเตนเลสเคลือบดำ | acero inoxidable, acabado negro"), "#33393D", "#4A5257", _METAL, 12),
    Glaze("brass", say("Brass | đồng thau | 黄铜 | ทองเหลือง | latón"), say("brass, tinned inside | đồng thau, tráng thiếc trong | 黄铜，内壁镀锡 | ทองเหลือง ด้านในเคลือบดีบุก | latón, estañado por dentro"), "#B99A4C", "#D6BC78", _METAL, 45),
    Glaze("coppermetal", say("Copper | đồng đỏ | 紫铜 | ทองแดง | cobre"), say("copper, tinned inside | đồng đỏ, tráng thiếc trong | 紫铜，内壁镀锡 | ทองแดง ด้านในเคลือบดีบุก | cobre, estañado por dentro"), "#B66B45", "#D4936D", _METAL, 60),
)}
#: Volumes of the forms that a larger name means: a mug is no thimble.
LEAST = {"Mug": 220, "Tall Cup": 60, "Bowl Cup": 60, "Milk Jug": 150}
MOST = {"Cup": 150, "Tall Cup": 150, "Bowl Cup": 220, "Low Teapot": 220, "Travel Gaiwan": 110, "Side-handle Pot": 350}

TITLE = say("{place} {glaze} {form}, {ml} ml | {form} {glaze} {place} {ml} ml | {place}{glaze}{form} {ml}毫升 | {form} {glaze} {place} {ml} มล. | {form} de {place}, {glaze}, {ml} ml")
SET_TITLE = say("{place} {glaze} {form}, {ml} ml, set of {pieces} | Bộ {pieces} {form} {glaze} {place} {ml} ml | {place}{glaze}{form} {ml}毫升 {pieces}只装 | ชุด{form} {glaze} {place} {ml} มล. {pieces} ใบ | {form} de {place}, {glaze}, {ml} ml, juego de {pieces}")
SETS = (2, 4, 6)
DECORATED = say("{decor} {glaze} | {glaze} {decor} | {decor}{glaze} | {glaze}{decor} | {glaze} {decor}")
CLAY_DECORS = (
    ("speckled", say("Speckled | lấm chấm | 斑点 | จุดกระ | moteado")),
    ("banded", say("Banded | kẻ vòng | 弦纹 | ลายวง | con bandas")),
    ("ribbed", say("Ribbed | gân nổi | 瓦楞 | ลายริ้ว | estriado")),
)
METAL_DECORS = (("brushed", say("Brushed | xước mờ | 拉丝 | ปัดลาย | cepillado")), ("hammered", say("Hammered | gò búa | 锤纹 | ตีลาย | martillado")))
METALS = {"steel", "black", "brass", "coppermetal"}
#: What each form is used for, by keys of teas and coffees.
SUITED = {
    "gaiwan": ("white", "green", "oolong", "jasmine", "raw"), "teapot": ("roasted", "black", "ripe", "raw", "oolong"), "cup": ("white", "green", "oolong", "black", "roasted"),
    "pitcher": ("oolong", "raw", "ripe", "roasted"), "phin": ("robusta", "blend", "honey"), "kettle": ("washed", "honey", "natural", "green"),
}
EITHER = say("{a} and {b} | {a} và {b} | {a}与{b} | {a}และ{b} | {a} y {b}")


def drink(key: str) -> Text:
    """What a tea or coffee is called inside a sentence."""
    return (FAMILIES[key] if key in FAMILIES else PROCESSES[key]).kind
