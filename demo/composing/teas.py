"""Families of tea as they are made: what is done to the leaf, when, what that tastes of, how it is brewed and sold."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.composing.notes import NOTES
from demo.composing.saying import say
from demo.data.schema import Text
from demo.data.vocabulary import HIGH, LOW, MEDIUM


@dataclass(frozen=True)
class Brew:
    """Grams for millilitres at degrees; seconds of the first infusion, seconds more each time, how many infusions."""

    grams: int
    ml: int
    celsius: int
    seconds: int
    more: int
    infusions: int


@dataclass(frozen=True)
class Family:
    """A way of making tea. Dong are the consumer's price of 50 g of an ordinary lot."""

    key: str
    category: str
    ground: str
    liquor: str
    name: Text
    kind: Text
    grades: tuple[Text, ...]
    processes: tuple[Text, ...]
    seasons: tuple[str, ...]
    notes: tuple[Text, ...]
    profile: tuple[int, int, int, int, int]
    brew: Brew
    caffeine: Text
    hs_code: str
    dong: int
    packs: tuple[str, ...]
    tips: tuple[Text, ...]


def _all(*lines: str) -> tuple[Text, ...]:
    return tuple(say(line) for line in lines)


def _notes(words: str) -> tuple[Text, ...]:
    return tuple(NOTES[word.strip()] for word in words.split(","))


FAMILIES = {family.key: family for family in (
    Family(
        "white", "tea/white", "white", "white", say("White | Bạch trà | 白茶 | ชาขาว | Té blanco"), say("white tea | bạch trà | 白茶 | ชาขาว | té blanco"),
        _all("Silver Bud | búp bạc | 银芽 | ยอดเงิน | Yema Plateada", "Peony | mẫu đơn | 牡丹 | โบตั๋น | Peonía",
             "Moonlight | nguyệt quang | 月光 | แสงจันทร์ | Luz de Luna", "Sun-dried | phơi nắng | 日晒 | ตากแดด | secado al sol"),
        _all("withered three days on bamboo trays, then dried in the sun | làm héo ba ngày trên nong tre, rồi phơi nắng | 竹匾上萎凋三天，再以日光晒干 | ผึ่งบนกระด้งไม้ไผ่สามวันแล้วตากแดด | marchitado tres días en bandejas de bambú y secado al sol",
             "withered in the shade, finished over a low fire | làm héo trong bóng râm, sấy lửa nhỏ | 阴凉处萎凋，小火收干 | ผึ่งในร่มแล้วอบไฟอ่อน | marchitado a la sombra y acabado a fuego lento",
             "laid out by night, dried by the morning wind | rải lá ban đêm, hong gió sớm | 夜里摊晾，晨风吹干 | ผึ่งข้ามคืนและให้ลมเช้าพัดแห้ง | extendido de noche y secado por el viento de la mañana"),
        ("spring", "autumn", "winter"), _notes("hay, melon, cucumber, white peach, pear, elderflower, honey"), (0, 7, 6, 3, 0), Brew(4, 150, 85, 60, 20, 5), LOW, "0902.10", 330_000,
        ("caddy50", "tube50", "sachet50", "pouch100", "cake200"),
        _all("Use more leaf than you think; white tea forgives everything but boiling haste. | Hãy cho nhiều trà hơn bạn nghĩ; bạch trà tha thứ mọi thứ, trừ sự vội vàng. | 多放些茶叶：白茶什么都能包容，唯独怕急。 | ใส่ใบชามากกว่าที่คิดไว้ ชาขาวให้อภัยทุกอย่างยกเว้นความรีบร้อน | Pon más hoja de la que crees: el té blanco lo perdona todo menos la prisa.",
             "In a thermos it gets sweeter for an hour and never bitter. | Ủ trong bình giữ nhiệt, một giờ liền chỉ ngọt thêm mà không đắng. | 放在保温杯里，一个小时内越来越甜，也不会苦。 | ชงในกระติกจะหวานขึ้นเรื่อย ๆ ตลอดหนึ่งชั่วโมงโดยไม่ขม | En un termo se endulza durante una hora y no amarga nunca.")),
    Family(
        "green", "tea/green", "green", "green", say("Green | Trà xanh | 绿茶 | ชาเขียว | Té verde"), say("green tea | trà xanh | 绿茶 | ชาเขียว | té verde"),
        _all("First Bud | búp đầu mùa | 头芽 | ยอดแรก | Primera Yema", "Pan-fired | sao chảo | 锅炒 | คั่วกระทะ | salteado", "Needle | lá kim | 针形 | ใบเข็ม | Aguja",
             "Curled | lá xoăn | 卷曲 | ใบม้วน | rizado", "Steamed | hấp | 蒸青 | นึ่งไอน้ำ | al vapor"),
        _all("fired by hand in an iron pan within four hours of picking | sao tay trong chảo gang, trong vòng bốn giờ sau khi hái | 采后四小时内，铁锅手工杀青 | คั่วมือในกระทะเหล็กภายในสี่ชั่วโมงหลังเก็บ | salteado a mano en sartén de hierro antes de cuatro horas",
             "steamed for half a minute, rolled and dried | hấp nửa phút, vò rồi sấy | 蒸青半分钟，揉捻烘干 | นึ่งครึ่งนาที นวดแล้วอบ | pasado por vapor medio minuto, enrollado y secado",
             "drum-fired, curled while warm, dried in three rounds | sao tôn quay, vò khi còn ấm, sấy ba lần | 滚筒杀青，趁热揉卷，分三次烘干 | คั่วถัง ม้วนขณะอุ่น แล้วอบสามรอบ | tostado en tambor, rizado en caliente y secado en tres vueltas"),
        ("spring", "summer", "autumn"), _notes("young rice, chestnut, snow pea, young bamboo, seaweed, cut grass, lime zest, wild flower"), (2, 5, 3, 5, 4), Brew(4, 150, 80, 40, 10, 4), MEDIUM, "0902.10", 190_000,
        ("pouch100", "tube50", "carton50", "caddy80", "sachet50", "bags20", "pouch250"),
        _all("Eighty degrees, no more: let the kettle stand four minutes with its lid off. | Tám mươi độ, đừng hơn: mở nắp ấm chờ bốn phút. | 八十度，不要再高：水开后揭盖放四分钟。 | แปดสิบองศาพอ เปิดฝากาทิ้งไว้สี่นาที | Ochenta grados, no más: deja el hervidor cuatro minutos sin tapa.",
             "The second infusion is the one to judge it by. | Hãy đánh giá trà ở nước thứ hai. | 要评它，就看第二泡。 | จะตัดสินชานี้ ให้ดูน้ำที่สอง | Se juzga por la segunda infusión.",
             "Cold water and a night in the fridge make it soft and very sweet. | Nước lạnh và một đêm trong tủ lạnh làm trà dịu và rất ngọt. | 冷水放冰箱一夜，柔和而清甜。 | น้ำเย็นกับหนึ่งคืนในตู้เย็นทำให้นุ่มและหวานมาก | Con agua fría y una noche en la nevera queda suave y muy dulce.")),
    Family(
        "yellow", "tea/yellow", "white", "yellow", say("Yellow | Hoàng trà | 黄茶 | ชาเหลือง | Té amarillo"), say("yellow tea | hoàng trà | 黄茶 | ชาเหลือง | té amarillo"),
        _all("Paper-wrapped | ủ giấy | 纸闷 | ห่อกระดาษ | envuelto en papel", "Large-leaf | lá to | 大叶 | ใบใหญ่ | de hoja grande", "Small-bud | búp nhỏ | 小芽 | ยอดเล็ก | de yema pequeña"),
        _all("pan-fired, then wrapped warm for two nights | sao chảo, rồi ủ ấm hai đêm | 锅炒后趁热闷黄两夜 | คั่วแล้วห่ออุ่นไว้สองคืน | salteado y envuelto tibio durante dos noches",
             "heaped under damp cloth until it turns gold, dried slowly | ủ dưới vải ẩm đến khi ngả vàng, sấy chậm | 湿布覆盖闷至金黄，慢火烘干 | หมักใต้ผ้าชื้นจนเป็นสีทองแล้วอบช้า ๆ | amontonado bajo paño húmedo hasta dorarse y secado despacio"),
        ("spring", "autumn"), _notes("sweetcorn, hay, pear, toasted rice, honey, butter"), (1, 8, 4, 4, 0), Brew(4, 150, 85, 50, 15, 4), LOW, "0902.10", 240_000,
        ("tube50", "carton50", "caddy50"),
        _all("If green tea is too sharp for you in the morning, begin here. | Nếu sáng sớm trà xanh quá gắt với bạn, hãy bắt đầu ở đây. | 若清晨的绿茶对你太锐，就从它开始。 | ถ้าชาเขียวตอนเช้าแรงไป ให้เริ่มจากตัวนี้ | Si el té verde te resulta áspero por la mañana, empieza por este.",
             "Pour along the wall of the cup, not on the leaf. | Rót men theo thành chén, đừng dội lên lá. | 沿杯壁注水，别冲在叶上。 | รินตามผนังถ้วย อย่าเทลงบนใบ | Vierte por la pared de la taza, no sobre la hoja.")),
    Family(
        "oolong", "tea/oolong", "oolong", "oolong", say("Oolong | Ô long | 乌龙 | อู่หลง | Oolong"), say("light oolong | ô long nhạt | 清香乌龙 | อู่หลงอ่อน | oolong claro"),
        _all("High Mountain | núi cao | 高山 | ยอดดอย | de alta montaña", "Hand-rolled | vo tay | 手揉 | นวดมือ | enrollado a mano", "Morning-picked | hái sớm | 晨采 | เก็บเช้า | de la mañana"),
        _all("withered in shade, 25% oxidised, rolled tight | làm héo trong bóng râm, oxy hóa 25%, vo viên chặt | 阴凉萎凋，发酵25%，紧揉成球 | ผึ่งในร่ม หมัก 25% ม้วนแน่น | marchitado a la sombra, 25 % de oxidación, enrollado apretado",
             "tossed by hand, 30% oxidised, rolled over two days | xao tay, oxy hóa 30%, vo trong hai ngày | 手工摇青，发酵30%，揉捻两天 | เขย่ามือ หมัก 30% นวดสองวัน | agitado a mano, 30 % de oxidación, enrollado en dos días",
             "barely bruised, 18% oxidised, dried without roasting | chỉ làm dập nhẹ, oxy hóa 18%, sấy không rang | 轻摇，发酵18%，烘干不焙火 | ช้ำเพียงเล็กน้อย หมัก 18% อบโดยไม่คั่ว | apenas magullado, 18 % de oxidación, secado sin tostar"),
        ("spring", "summer", "autumn", "winter"), _notes("orchid, gardenia, warm milk, butter, lilac, sugar cane, green apple, coconut, pear"), (1, 6, 8, 5, 1), Brew(5, 110, 92, 35, 10, 6), MEDIUM, "0902.30", 165_000,
        ("caddy100", "pouch100", "tube80", "carton50", "bags20", "pouch250"),
        _all("Rinse the pearls once, quickly, and smell the lid before you drink. | Tráng viên trà một lần thật nhanh, và ngửi nắp trước khi uống. | 快速润茶一次，饮前先闻盖香。 | ล้างเม็ดชาเร็ว ๆ หนึ่งครั้ง และดมฝาก่อนดื่ม | Enjuaga las perlas una vez, deprisa, y huele la tapa antes de beber.",
             "Six infusions from the same leaf, and the fourth is the sweetest. | Sáu nước từ cùng một lần lá, và nước thứ tư ngọt nhất. | 同一泡茶可出六道，第四道最甜。 | ใบเดิมชงได้หกน้ำ และน้ำที่สี่หวานที่สุด | Seis infusiones de la misma hoja, y la cuarta es la más dulce.")),
    Family(
        "roasted", "tea/oolong", "roasted", "roasted", say("Roasted Oolong | Ô long rang | 焙火乌龙 | อู่หลงคั่ว | Oolong tostado"), say("roasted oolong | ô long rang | 焙火乌龙 | อู่หลงคั่ว | oolong tostado"),
        _all("Longan-wood | than nhãn | 龙眼炭 | ถ่านลำไย | sobre leña de longan", "Twice-fired | hai lửa | 双焙 | สองไฟ | de doble fuego", "Rested | ủ nghỉ | 静置 | พักตัว | reposado"),
        _all("45% oxidised, roasted ten hours over longan charcoal | oxy hóa 45%, rang mười giờ trên than nhãn | 发酵45%，龙眼炭焙十小时 | หมัก 45% คั่วสิบชั่วโมงด้วยถ่านลำไย | 45 % de oxidación, tostado diez horas sobre carbón de longan",
             "rolled, rested a month, roasted twice | vo viên, nghỉ một tháng, rang hai lần | 揉成球，静置一月，焙火两次 | ม้วน พักหนึ่งเดือน คั่วสองครั้ง | enrollado, reposado un mes y tostado dos veces",
             "60% oxidised, baked slowly until the stems smell of bread | oxy hóa 60%, sấy chậm đến khi cọng trà thơm mùi bánh mì | 发酵60%，慢焙至茶梗有面包香 | หมัก 60% อบช้า ๆ จนก้านหอมเหมือนขนมปัง | 60 % de oxidación, horneado despacio hasta que los tallos huelen a pan"),
        ("spring", "autumn", "winter"), _notes("chestnut, honey, orange peel, bread crust, walnut, light smoke, caramel, baked pear, roasted almond"), (8, 6, 3, 6, 2), Brew(5, 110, 95, 40, 10, 6), MEDIUM, "0902.30", 185_000,
        ("caddy100", "tube80", "carton50", "pouch250", "bags20"),
        _all("Boiling water does it no harm; a cool kettle does. | Nước sôi không hại nó; nước nguội mới hại. | 沸水无妨，水凉才伤它。 | น้ำเดือดไม่ทำร้าย น้ำอุ่นต่างหาก | El agua hirviendo no le hace daño; la tibia, sí.",
             "Good after dinner, and better the day after the tin was opened. | Hợp sau bữa tối, và ngon hơn vào hôm sau khi mở hộp. | 适合晚饭后，开罐次日更好。 | เหมาะหลังอาหารเย็น และอร่อยขึ้นในวันหลังเปิดกระป๋อง | Bueno después de cenar, y mejor al día siguiente de abrir la lata.")),
    Family(
        "black", "tea/black", "black", "black", say("Black | Hồng trà | 红茶 | ชาดำ | Té negro"), say("black tea | hồng trà | 红茶 | ชาดำ | té negro"),
        _all("Golden Bud | búp vàng | 金芽 | ยอดทอง | Yema Dorada", "Honey | hương mật | 蜜香 | กลิ่นน้ำผึ้ง | meloso", "Wild | hoang dã | 野生 | ชาป่า | silvestre",
             "Sun-dried | phơi nắng | 晒红 | ตากแดด | secado al sol", "Breakfast | buổi sáng | 早餐 | มื้อเช้า | de desayuno"),
        _all("withered twenty hours, fully oxidised, dried in the sun | làm héo hai mươi giờ, oxy hóa hoàn toàn, phơi nắng | 萎凋二十小时，全发酵，日光晒干 | ผึ่งยี่สิบชั่วโมง หมักเต็มที่ แล้วตากแดด | marchitado veinte horas, oxidado del todo y secado al sol",
             "rolled twice, oxidised overnight under wet cloth, fired | vò hai lần, ủ qua đêm dưới vải ẩm, sấy | 两次揉捻，湿布下隔夜发酵，烘干 | นวดสองครั้ง หมักข้ามคืนใต้ผ้าชื้น แล้วอบ | enrollado dos veces, oxidado una noche bajo paño húmedo y secado al fuego",
             "cut small, oxidised fast, dried hot for a brisk cup | cắt nhỏ, oxy hóa nhanh, sấy nóng cho nước đậm | 细切，快速发酵，高温烘干，茶汤浓烈 | หั่นเล็ก หมักเร็ว อบร้อน ให้น้ำชาเข้ม | cortado fino, oxidado deprisa y secado en caliente para una taza viva"),
        ("spring", "summer", "autumn"), _notes("malt, honey, sweet potato, cocoa, dried longan, plum, rose, apricot, black pepper, orange peel"), (1, 7, 3, 7, 3), Brew(4, 120, 92, 25, 10, 6), HIGH, "0902.30", 140_000,
        ("tube80", "caddy80", "pouch100", "carton50", "bags20", "pouch250", "pouch1000"),
        _all("Milk is welcome here, but taste it once without. | Thêm sữa cũng hợp, nhưng hãy nếm thử một lần không sữa. | 加奶也好，但先空口尝一次。 | ใส่นมได้ แต่ลองชิมเปล่า ๆ สักครั้ง | Admite leche, pero pruébalo una vez sin ella.",
             "For ice: twice the leaf, half the water, five minutes, then a full glass of ice. | Uống đá: gấp đôi trà, nửa lượng nước, năm phút, rồi đầy ly đá. | 冰饮：茶叶加倍，水减半，泡五分钟，再加满一杯冰。 | ชาเย็น: ใบสองเท่า น้ำครึ่งเดียว ห้านาที แล้วใส่น้ำแข็งเต็มแก้ว | Con hielo: el doble de hoja, la mitad de agua, cinco minutos y un vaso lleno de hielo.")),
    Family(
        "raw", "tea/puer", "puer", "yellow", say("Raw Pu’er | Phổ Nhĩ sống | 生普洱 | ผู่เอ๋อร์ดิบ | Pu’er crudo"), say("raw pu’er | phổ nhĩ sống | 生普洱 | ผู่เอ๋อร์ดิบ | pu’er crudo"),
        _all("Old Tree | cổ thụ | 古树 | ต้นเก่าแก่ | de árboles viejos", "Forest | rừng già | 森林 | ชาป่า | de bosque", "Village | bản làng | 村寨 | หมู่บ้าน | de aldea"),
        _all("sun-dried, steamed and pressed under stone | phơi nắng, hấp và ép đá | 晒青，蒸软石磨压饼 | ตากแดด นึ่ง แล้วกดด้วยหิน | secado al sol, pasado por vapor y prensado bajo piedra",
             "fired lightly, dried on roofs, pressed a year later | sao nhẹ, phơi trên mái nhà, một năm sau mới ép | 轻杀青，屋顶晒干，一年后压饼 | คั่วเบา ตากบนหลังคา และอัดแผ่นในปีถัดมา | salteado ligero, secado en los tejados y prensado un año después"),
        ("spring", "autumn"), _notes("orchid, apricot stone, honey, wild flower, grapefruit, sugar cane, camphor"), (0, 7, 6, 8, 6), Brew(7, 120, 98, 10, 5, 10), HIGH, "0902.30", 170_000,
        ("cake100", "cake200", "cake357"),
        _all("Keep it away from light and spices and it will outlive your kettle. | Để tránh ánh sáng và gia vị, nó sẽ sống lâu hơn ấm của bạn. | 避光，远离香料，它会比你的壶更长寿。 | เก็บให้พ้นแสงและเครื่องเทศ แล้วมันจะอยู่นานกว่ากาของคุณ | Guárdalo lejos de la luz y las especias y durará más que tu tetera.",
             "Bitter first, then sweet: wait a minute before you decide. | Đắng trước, ngọt sau: hãy đợi một phút rồi hẵng kết luận. | 先苦后甘：等一分钟再下结论。 | ขมก่อนแล้วหวาน รอหนึ่งนาทีก่อนตัดสิน | Primero amargo, luego dulce: espera un minuto antes de decidir.")),
    Family(
        "ripe", "tea/puer", "puer", "ripe", say("Ripe Pu’er | Phổ Nhĩ chín | 熟普洱 | ผู่เอ๋อร์สุก | Pu’er maduro"), say("ripe pu’er | phổ nhĩ chín | 熟普洱 | ผู่เอ๋อร์สุก | pu’er maduro"),
        _all("Small-heap | đống nhỏ | 小堆 | กองเล็ก | de montón pequeño", "Cellar | hầm ủ | 陈仓 | ห้องบ่ม | de bodega", "Golden | kim hào | 金毫 | ขนทอง | dorado"),
        _all("heaped 45 days, rested two years, pressed | ủ đống 45 ngày, nghỉ hai năm, ép bánh | 渥堆45天，陈放两年，压饼 | หมักกอง 45 วัน พักสองปี แล้วอัดแผ่น | fermentado 45 días, reposado dos años y prensado",
             "fermented in baskets of sixty kilograms, turned by hand | ủ trong giỏ sáu mươi ký, đảo tay | 六十公斤竹筐发酵，手工翻堆 | หมักในตะกร้าหกสิบกิโล กลับด้วยมือ | fermentado en cestas de sesenta kilos y volteado a mano"),
        ("spring", "autumn"), _notes("date, cedar, cocoa, damp forest, dark chocolate, mushroom, walnut, camphor"), (2, 7, 0, 9, 2), Brew(6, 150, 100, 15, 5, 8), MEDIUM, "0902.30", 120_000,
        ("cake100", "cake200", "cake357", "pouch250"),
        _all("Rinse twice, then do not be shy with the water. | Tráng hai lần, rồi cứ mạnh tay với nước. | 洗茶两次，之后尽管注水。 | ล้างสองครั้ง แล้วรินน้ำได้เต็มที่ | Enjuágalo dos veces y luego no escatimes el agua.",
             "The cup for after a heavy meal, when coffee would be too much. | Chén trà sau bữa ăn nặng bụng, khi cà phê thì quá mạnh. | 饱餐之后，咖啡太重时，就喝它。 | ถ้วยสำหรับหลังมื้อหนัก เมื่อกาแฟจะหนักเกินไป | La taza para después de una comida pesada, cuando el café sería demasiado.")),
    Family(
        "jasmine", "tea/scented", "green", "lotus", say("Jasmine Green | Trà nhài | 茉莉绿茶 | ชาเขียวมะลิ | Té verde con jazmín"), say("jasmine tea | trà nhài | 茉莉花茶 | ชามะลิ | té de jazmín"),
        _all("Six-night | sáu đêm | 六窨 | หกคืน | de seis noches", "Four-night | bốn đêm | 四窨 | สี่คืน | de cuatro noches", "Bud | búp non | 芽尖 | ยอดอ่อน | de yemas"),
        _all("laid with fresh jasmine night after night, the flowers sifted out each morning | ướp hoa nhài tươi đêm này qua đêm khác, sáng ra sàng bỏ hoa | 鲜茉莉逐夜窨制，清晨筛去花朵 | อบดอกมะลิสดคืนแล้วคืนเล่า เช้าร่อนดอกออก | aromatizado noche tras noche con jazmín fresco, que se tamiza cada mañana",),
        ("spring", "summer"), _notes("jasmine, pear, cream, cucumber, honey, green apple"), (0, 6, 10, 3, 1), Brew(3, 150, 80, 50, 15, 4), MEDIUM, "0902.10", 150_000,
        ("pouch100", "tube50", "bags20", "carton50"),
        _all("No flowers in the bag: all that is left of them is the scent. | Trong túi không còn hoa: chỉ còn lại hương. | 袋中无花，只留其香。 | ในถุงไม่มีดอกไม้ เหลือไว้แต่กลิ่น | En la bolsa no hay flores: de ellas solo queda el aroma.",)),
    Family(
        "lotus", "tea/scented", "green", "lotus", say("Lotus Green | Trà sen | 荷花绿茶 | ชาเขียวดอกบัว | Té verde con loto"), say("lotus tea | trà sen | 荷花茶 | ชาดอกบัว | té de loto"),
        _all("Pond | đầm sen | 荷塘 | บึงบัว | de estanque", "Four-night | bốn đêm | 四窨 | สี่คืน | de cuatro noches"),
        _all("scented with lotus anthers, a thousand flowers to the kilogram | ướp gạo sen, nghìn bông một ký | 以荷蕊窨香，千朵一公斤 | อบด้วยเกสรบัว พันดอกต่อหนึ่งกิโล | aromatizado con anteras de loto, mil flores por kilo",),
        ("summer",), _notes("lotus, hay, young rice, honey, cucumber"), (0, 6, 9, 4, 2), Brew(4, 150, 80, 40, 15, 4), MEDIUM, "0902.10", 290_000,
        ("tube50", "caddy50", "bags20"),
        _all("Drink it early, with the window open. | Uống vào sáng sớm, mở cửa sổ. | 清晨开窗饮之。 | ดื่มแต่เช้า เปิดหน้าต่างไว้ | Bébelo temprano, con la ventana abierta.",)),
    Family(
        "osmanthus", "tea/scented", "oolong", "oolong", say("Osmanthus Oolong | Ô long hoa mộc | 桂花乌龙 | อู่หลงหอมหมื่นลี้ | Oolong con osmanto"), say("osmanthus oolong | ô long hoa mộc | 桂花乌龙 | อู่หลงหอมหมื่นลี้ | oolong con osmanto"),
        _all("Autumn-flower | hoa thu | 秋花 | ดอกฤดูใบไม้ร่วง | de flor de otoño", "Two-night | hai đêm | 双窨 | สองคืน | de dos noches"),
        _all("rolled oolong scented with osmanthus, baked dry again | ô long vo viên ướp hoa mộc, sấy lại | 球形乌龙以桂花窨制，复烘 | อู่หลงม้วนอบดอกหอมหมื่นลี้แล้วอบแห้งอีกครั้ง | oolong enrollado, aromatizado con osmanto y vuelto a secar",),
        ("autumn",), _notes("osmanthus, apricot, honey, butter, white peach"), (2, 7, 9, 5, 1), Brew(5, 120, 92, 35, 10, 5), MEDIUM, "0902.30", 195_000,
        ("tube80", "carton50", "caddy100"),
        _all("It smells of apricots; there are none in it. | Thơm mùi mơ; trong trà không có quả mơ nào. | 闻着像杏，里面却没有杏。 | หอมเหมือนแอปริคอต ทั้งที่ไม่มีอยู่เลย | Huele a albaricoque y no lleva ninguno.",)),
)}

#: What a garden that scents its tea can make, by what it grows.
SCENTED_BY = {"green": ("jasmine", "lotus"), "oolong": ("osmanthus", "jasmine")}

PLANTS = {
    "shan": say("Shan Tuyết | Shan tuyết | 掸雪种 | ฉานเตวี๊ยต | Shan Tuyết"),
    "trungdu": say("Trung Du | Trung du | 中游种 | จุงซู | Trung Du"),
    "ldp1": say("LDP1 | LDP1 | LDP1 | LDP1 | LDP1"),
    "jinxuan": say("Jin Xuan | Kim Tuyên | 金萱 | จินเซวียน | Jin Xuan"),
    "qingxin": say("Qing Xin | Thanh Tâm | 青心 | ชิงซิน | Qing Xin"),
    "ruanzhi": say("Ruan Zhi | Nhuyễn Chi | 软枝 | หร่วนจือ | Ruan Zhi"),
    "fourseasons": say("Four Seasons | Tứ Quý | 四季春 | ซื่อจี้ชุน | Cuatro Estaciones"),
    "assamica": say("Assamica | Assamica | 大叶种 | อัสสัมมิกา | Assamica"),
    "jinggu": say("Jinggu Large-leaf | Cảnh Cốc lá to | 景谷大白 | จิ่งกู่ใบใหญ่ | Jinggu de hoja grande"),
    "mengku": say("Mengku Large-leaf | Mãnh Khố lá to | 勐库大叶 | เหมิงคู่ใบใหญ่ | Mengku de hoja grande"),
    "fengqing": say("Fengqing Large-leaf | Phượng Khánh lá to | 凤庆大叶 | เฟิ่งชิ่งใบใหญ่ | Fengqing de hoja grande"),
    "zijuan": say("Zijuan Purple | Tử Quyên | 紫娟 | จื่อเจวียน | Zijuan púrpura"),
    "yunkang": say("Yunkang 10 | Vân Kháng 10 | 云抗十号 | ยวิ๋นคั่ง 10 | Yunkang 10"),
}

SEASONS = {
    "spring": say("Spring | vụ xuân | 春摘 | ฤดูใบไม้ผลิ | de primavera"),
    "summer": say("Summer | vụ hè | 夏摘 | ฤดูร้อน | de verano"),
    "autumn": say("Autumn | vụ thu | 秋摘 | ฤดูใบไม้ร่วง | de otoño"),
    "winter": say("Winter | vụ đông | 冬摘 | ฤดูหนาว | de invierno"),
}
#: Months in which a season's leaf is picked, and the year of the last such season before the demo's autumn.
MONTHS = {"spring": (3, 4), "summer": (6, 7), "autumn": (9, 10), "winter": (12, 1)}

PLOTS = _all(
    "East Ridge | Sườn Đông | 东岭 | สันตะวันออก | Loma Este", "Upper Slope | Dốc Trên | 上坡 | ลาดบน | Ladera Alta", "River Terrace | Bãi Sông | 河台 | ลานริมน้ำ | Terraza del Río",
    "Old Orchard | Vườn Cũ | 老果园 | สวนเก่า | Huerto Viejo", "Cloud Terrace | Thềm Mây | 云台 | ลานเมฆ | Terraza de Nubes", "Spring Head | Đầu Nguồn | 泉头 | ตาน้ำ | Ojo de Agua",
    "Stone Wall | Tường Đá | 石墙 | กำแพงหิน | Muro de Piedra", "Temple Side | Bên Chùa | 庙边 | ข้างวัด | Junto al Templo", "School Hill | Đồi Trường | 学堂坡 | เนินโรงเรียน | Cerro de la Escuela",
    "North Gully | Khe Bắc | 北沟 | ร่องเหนือ | Cañada Norte", "Pine Edge | Bìa Thông | 松边 | ชายสน | Linde de Pinos", "Lower Field | Ruộng Dưới | 下田 | นาล่าง | Campo Bajo",
)
