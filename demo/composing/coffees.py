"""Coffees by what is done to the cherry, and the blends of the roastery."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.composing.notes import NOTES
from demo.composing.saying import say
from demo.data.schema import Text
from demo.data.vocabulary import COFFEE_FILTER, COFFEE_ROBUSTA, DARK_ROAST, LIGHT_ROAST, MEDIUM_ROAST


@dataclass(frozen=True)
class Process:
    """How the fruit comes off the bean, and the roast that suits it. Dong are the consumer's price of 250 g."""

    key: str
    category: str
    liquor: str
    name: Text
    kind: Text
    processes: tuple[Text, ...]
    roasts: tuple[Text, ...]
    caffeine: Text
    notes: tuple[Text, ...]
    profile: tuple[int, int, int, int, int]
    dong: int
    uses: tuple[Text, ...]
    tips: tuple[Text, ...]


def _notes(words: str) -> tuple[Text, ...]:
    return tuple(NOTES[word.strip()] for word in words.split(","))


_FILTER = tuple(map(say, (
    "16 g, medium-fine, 260 ml at 94 °C, poured in three goes within two and a half minutes. | 16 g xay vừa mịn, 260 ml nước 94 °C, rót ba lần trong hai phút rưỡi. | 16克，中细研磨，94 °C水260毫升，两分半钟内分三次注入。 | 16 กรัม บดกลางละเอียด น้ำ 94 °C 260 มล. รินสามรอบภายในสองนาทีครึ่ง | 16 g, molienda media fina, 260 ml a 94 °C, en tres vertidos y dos minutos y medio.",
    "17 g, medium, 270 ml at 93 °C, three minutes. Cold: 70 g a litre, 14 hours. | 17 g xay vừa, 270 ml nước 93 °C, ba phút. Ủ lạnh: 70 g một lít, 14 giờ. | 17克，中研磨，93 °C水270毫升，三分钟。冷萃：每升70克，14小时。 | 17 กรัม บดกลาง น้ำ 93 °C 270 มล. สามนาที สกัดเย็น: ลิตรละ 70 กรัม 14 ชั่วโมง | 17 g, molienda media, 270 ml a 93 °C, tres minutos. En frío: 70 g por litro, 14 horas.",
)))
_STRONG = tuple(map(say, (
    "Phin: 20 g, medium-coarse, 80 ml at 96 °C, four minutes. Espresso: 18 g in, 36 g out, 28 s. | Phin: 20 g xay vừa thô, 80 ml nước 96 °C, bốn phút. Espresso: 18 g vào, 36 g ra, 28 giây. | 滴漏壶：20克，中粗研磨，96 °C水80毫升，四分钟。意式：18克粉，萃36克，28秒。 | ฟิน: 20 กรัม บดกลางหยาบ น้ำ 96 °C 80 มล. สี่นาที เอสเปรสโซ: ผง 18 กรัม ได้ 36 กรัม 28 วินาที | Phin: 20 g, molienda media gruesa, 80 ml a 96 °C, cuatro minutos. Espresso: 18 g, 36 g en taza, 28 s.",
    "Espresso: 18 g in, 38 g out, 27 s. Moka pot: fill the basket, do not press. | Espresso: 18 g vào, 38 g ra, 27 giây. Bình moka: đổ đầy, đừng nén. | 意式：18克粉，萃38克，27秒。摩卡壶：填满粉槽，不要压。 | เอสเปรสโซ: ผง 18 กรัม ได้ 38 กรัม 27 วินาที หม้อโมก้า: ใส่ให้เต็ม ไม่ต้องกด | Espresso: 18 g, 38 g en taza, 27 s. Cafetera moka: llena el filtro sin prensar.",
)))

PROCESSES = {process.key: process for process in (
    Process(
        "washed", "coffee/filter", "coffee", say("Washed | sơ chế ướt | 水洗 | แบบล้าง | lavado"), say("washed coffee | cà phê sơ chế ướt | 水洗咖啡 | กาแฟแบบล้าง | café lavado"),
        tuple(map(say, (
            "pulped the same evening, fermented thirty hours, washed and dried under cover | xát vỏ ngay tối đó, ủ ba mươi giờ, rửa và phơi nhà lưới | 当晚去皮，发酵三十小时，水洗后棚下晾干 | สีเปลือกเย็นวันเดียวกัน หมักสามสิบชั่วโมง ล้างและตากในโรง | despulpado esa misma tarde, treinta horas de fermentación, lavado y secado bajo techo",
            "floated, pulped, soaked twice in spring water | thả nổi, xát vỏ, ngâm hai lần trong nước suối | 浮选去皮，山泉浸洗两次 | ลอยน้ำคัด สีเปลือก แช่น้ำพุสองครั้ง | flotado, despulpado y remojado dos veces en agua de manantial"))),
        (LIGHT_ROAST, MEDIUM_ROAST), COFFEE_FILTER, _notes("red apple, panela, mandarin, blackcurrant, orange blossom, hazelnut, milk chocolate, grapefruit, white peach"),
        (7, 6, 6, 5, 2), 255_000, _FILTER,
        tuple(map(say, (
            "Let it cool a little: the fruit comes last. | Để nguội bớt: vị trái cây đến sau cùng. | 稍微放凉：果香最后才来。 | ปล่อยให้เย็นลงหน่อย รสผลไม้มาทีหลัง | Deja que se enfríe un poco: la fruta llega al final.",
            "Best from the fifth day after roasting to the fortieth. | Ngon nhất từ ngày thứ năm đến ngày thứ bốn mươi sau khi rang. | 烘焙后第五天到第四十天最佳。 | อร่อยที่สุดตั้งแต่วันที่ห้าถึงวันที่สี่สิบหลังคั่ว | Está en su mejor momento del quinto al cuadragésimo día tras el tueste.")))),
    Process(
        "honey", "coffee/filter", "coffee", say("Honey | mật ong | 蜜处理 | แบบฮันนี่ | honey"), say("honey coffee | cà phê sơ chế mật ong | 蜜处理咖啡 | กาแฟแบบฮันนี่ | café honey"),
        tuple(map(say, (
            "dried three weeks with half the fruit still on the bean | phơi ba tuần khi nửa lớp thịt quả còn bám | 保留一半果胶，晾晒三周 | ตากสามสัปดาห์โดยเหลือเมือกไว้ครึ่งหนึ่ง | secado tres semanas con la mitad del mucílago",
            "pulped, laid out sticky, turned every hour | xát vỏ, rải khi còn dính, mỗi giờ đảo một lần | 去皮后带胶摊晒，每小时翻动 | สีเปลือก ตากทั้งเมือก กลับทุกชั่วโมง | despulpado, tendido aún pegajoso y removido cada hora"))),
        (MEDIUM_ROAST, LIGHT_ROAST), COFFEE_FILTER, _notes("ripe papaya, toffee, hazelnut, mandarin, cashew, honey, apricot, panela"), (8, 6, 4, 7, 2), 265_000, _FILTER,
        tuple(map(say, (
            "In a press it becomes round and heavy; in a cone, clear and sweet. | Pha bình ép thì tròn và đậm; pha phễu thì trong và ngọt. | 法压壶里圆润厚重，滤杯里清澈甘甜。 | เฟรนช์เพรสจะกลมและหนัก กรวยจะใสและหวาน | En prensa sale redondo y denso; en cono, limpio y dulce.",
            "Needs no sugar; try it before you reach for the spoon. | Không cần đường; hãy nếm trước khi cầm thìa. | 无需加糖，拿勺之前先尝一口。 | ไม่ต้องใส่น้ำตาล ชิมก่อนหยิบช้อน | No necesita azúcar: pruébalo antes de buscar la cuchara.")))),
    Process(
        "natural", "coffee/filter", "coffee", say("Natural | phơi nguyên trái | 日晒 | แบบตากแห้ง | natural"), say("natural coffee | cà phê phơi nguyên trái | 日晒咖啡 | กาแฟแบบตากแห้ง | café natural"),
        tuple(map(say, (
            "dried whole on raised beds for twenty-six days | phơi nguyên trái trên giàn hai mươi sáu ngày | 整果在高架床上晾晒二十六天 | ตากทั้งผลบนแคร่ยี่สิบหกวัน | secado entero en camas elevadas durante veintiséis días",
            "sorted by hand, dried slowly in shade, rested in the husk | nhặt tay, phơi chậm trong bóng râm, nghỉ trong vỏ | 手工挑选，阴凉慢晒，带壳静置 | คัดมือ ตากช้าในร่ม พักในเปลือก | escogido a mano, secado despacio a la sombra y reposado en pergamino"))),
        (LIGHT_ROAST, MEDIUM_ROAST), COFFEE_FILTER, _notes("strawberry, mango, red wine, blackcurrant, dark chocolate, raisin, plum, coconut"), (8, 9, 5, 6, 2), 285_000, _FILTER,
        tuple(map(say, (
            "Grind a little coarser than usual, or the fruit turns to jam. | Xay thô hơn thường lệ một chút, nếu không vị quả thành mứt. | 比平时磨粗一点，不然果味会变成果酱。 | บดหยาบกว่าปกตินิด ไม่อย่างนั้นรสผลไม้จะเป็นแยม | Muélelo algo más grueso de lo habitual o la fruta se vuelve mermelada.",
            "The one to pour for a friend who says all coffee tastes the same. | Hãy rót cho người bạn bảo cà phê nào cũng như nhau. | 有人说咖啡都一个味，就给他倒这一杯。 | รินให้เพื่อนที่บอกว่ากาแฟเหมือนกันหมด | El que hay que servir a quien dice que todos los cafés saben igual.")))),
    Process(
        "robusta", "coffee/espresso", "dark", say("Fine | tuyển | 精品 | คัดพิเศษ | fino"), say("fine robusta | robusta tuyển | 精品罗布斯塔 | โรบัสตาคัดพิเศษ | robusta fino"),
        tuple(map(say, (
            "picked red, washed, dried on nets | hái chín đỏ, sơ chế ướt, phơi trên lưới | 采红果，水洗，网架晾晒 | เก็บผลแดง ล้าง ตากบนตาข่าย | cosechado rojo, lavado y secado en mallas",
            "picked red, dried whole, hulled late | hái chín đỏ, phơi nguyên trái, xát muộn | 采红果，整果晒干，延迟脱壳 | เก็บผลแดง ตากทั้งผล สีช้า | cosechado rojo, secado entero y trillado tarde"))),
        (DARK_ROAST, MEDIUM_ROAST), COFFEE_ROBUSTA, _notes("cocoa, molasses, toasted rice, dark chocolate, peanut, roasted barley, malt"), (5, 1, 1, 10, 6), 165_000, _STRONG,
        tuple(map(say, (
            "With two spoons of condensed milk it tastes like a street corner at six. | Thêm hai muỗng sữa đặc, nó có vị góc phố lúc sáu giờ sáng. | 加两勺炼乳，就是清晨六点街角的味道。 | ใส่นมข้นสองช้อน ได้รสมุมถนนตอนหกโมงเช้า | Con dos cucharadas de leche condensada sabe a esquina a las seis de la mañana.",
            "No butter, no corn, no perfume: the bean alone. | Không bơ, không bắp, không hương liệu: chỉ có hạt cà phê. | 无黄油，无玉米，无香精，只有咖啡豆。 | ไม่มีเนย ไม่มีข้าวโพด ไม่มีน้ำหอม มีแต่เมล็ด | Sin mantequilla, sin maíz, sin perfume: solo el grano.")))),
    Process(
        "blend", "coffee/espresso", "dark", say("Espresso Blend | Espresso phối | 意式拼配 | เอสเปรสโซเบลนด์ | Mezcla para espresso"), say("espresso blend | cà phê phối cho espresso | 意式拼配豆 | เอสเปรสโซเบลนด์ | mezcla para espresso"),
        tuple(map(say, (
            "washed arabica and natural robusta, blended after roasting | arabica sơ chế ướt và robusta phơi khô, phối sau khi rang | 水洗阿拉比卡与日晒罗布斯塔，先烘后拼 | อาราบิกาล้างกับโรบัสตาตากแห้ง ผสมหลังคั่ว | arábica lavado y robusta natural, mezclados tras el tueste",
            "three arabicas roasted apart, blended by weight | ba loại arabica rang riêng, phối theo cân | 三种阿拉比卡分别烘焙，按重量拼配 | อาราบิกาสามชนิดคั่วแยก ผสมตามน้ำหนัก | tres arábicas tostados por separado y mezclados al peso"))),
        (DARK_ROAST, MEDIUM_ROAST), COFFEE_FILTER, _notes("dark chocolate, hazelnut, caramel, peanut, molasses, milk chocolate, cashew, raisin"), (6, 3, 2, 9, 4), 195_000, _STRONG,
        tuple(map(say, (
            "Built for milk, honest without it. | Phối để pha với sữa, không sữa vẫn thật vị. | 为加奶而调，空口也坦荡。 | ทำมาเพื่อใส่นม แต่ดื่มเปล่าก็ซื่อตรง | Pensada para la leche, honesta sin ella.",
            "We change the beans through the year so that the cup stays the same. | Trong năm chúng tôi đổi hạt, để chén cà phê không đổi. | 一年里豆子会换，好让杯中味道不变。 | เราเปลี่ยนเมล็ดไปตลอดปี เพื่อให้รสในถ้วยคงเดิม | Cambiamos los granos a lo largo del año para que la taza no cambie.")))),
)}

PLANTS = {
    "caturra": say("Caturra | Caturra | 卡杜拉 | คาทูร์รา | Caturra"), "castillo": say("Castillo | Castillo | 卡斯蒂略 | กัสติโย | Castillo"),
    "typica": say("Typica | Typica | 铁皮卡 | ทิปิกา | Typica"), "bourbon": say("Bourbon | Bourbon | 波旁 | เบอร์บอน | Borbón"),
    "pinkbourbon": say("Pink Bourbon | Bourbon hồng | 粉红波旁 | พิงก์เบอร์บอน | Borbón Rosado"), "catimor": say("Catimor | Catimor | 卡蒂姆 | คาติมอร์ | Catimor"),
    "catuai": say("Catuai | Catuai | 卡杜艾 | คาตูไอ | Catuaí"), "gesha": say("Gesha | Gesha | 瑰夏 | เกอิชา | Gesha"),
    "java": say("Java | Java | 爪哇 | ชวา | Java"), "tabi": say("Tabi | Tabi | 塔比 | ตาบี | Tabi"), "robusta": say("Robusta | Robusta | 罗布斯塔 | โรบัสตา | Robusta"),
}
#: Rare plants cost more than ordinary ones, in per cent.
DEAR = {"gesha": 240, "pinkbourbon": 165, "typica": 120, "java": 125, "tabi": 115, "bourbon": 110}

BLEND_NAMES = tuple(map(say, (
    "Ferry Landing | Bến Phà | 渡口 | ท่าเรือข้ามฟาก | Embarcadero", "Night Market | Chợ Đêm | 夜市 | ตลาดกลางคืน | Mercado Nocturno", "First Monsoon | Mưa Đầu Mùa | 初雨 | ฝนแรก | Primera Lluvia",
    "Railway Street | Phố Đường Tàu | 铁路街 | ถนนทางรถไฟ | Calle del Tren", "Kite Season | Mùa Diều | 风筝季 | ฤดูว่าว | Tiempo de Cometas", "Red Lantern | Lồng Đèn Đỏ | 红灯笼 | โคมแดง | Farol Rojo",
    "Harbour Six O’clock | Cảng Sáu Giờ | 六点的港口 | ท่าเรือหกโมง | Puerto a las Seis", "Balcony | Ban Công | 阳台 | ระเบียง | Balcón", "Paper Boat | Thuyền Giấy | 纸船 | เรือกระดาษ | Barco de Papel",
    "Long Bridge | Cầu Dài | 长桥 | สะพานยาว | Puente Largo", "Corner Table | Bàn Góc | 角落的桌子 | โต๊ะมุม | Mesa del Rincón", "Green Shutters | Cửa Xanh | 绿窗 | บานเกล็ดเขียว | Postigos Verdes",
)))
