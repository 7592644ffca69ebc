"""Tea and herb gardens that the composed products come from. The places are real, the people and what they say are invented."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.composing.saying import say, told
from demo.data.schema import Grower, Text

COUNTRIES = {
    "vietnam": say("Vietnam | Việt Nam | 越南 | เวียดนาม | Vietnam"),
    "yunnan": say("Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan"),
    "thailand": say("Northern Thailand | Miền bắc Thái Lan | 泰国北部 | ภาคเหนือของไทย | Norte de Tailandia"),
    "colombia": say("Colombia | Colombia | 哥伦比亚 | โคลอมเบีย | Colombia"),
}
_HECTARES = say("{name}, {size} hectares | {name}, {size_comma} ha | {name}ï¼{size}公顷 | {name} {size} เฮกตาร์ | {name}, {size_comma} hectáreas")
_PLACE = say("{village}, {area} | {village}, {area} | {area}{village} | {village} {area} | {village}, {area}")


@dataclass(frozen=True)
class Garden:
    """Where something grows: how high, which plants, and what its people make of them."""

    key: str
    village: Text
    area: Text
    origin: str
    household: Text
    hectares: str
    altitude: tuple[int, int]
    made: tuple[str, ...]
    plants: tuple[str, ...]
    about: Text

    @property
    def place(self) -> Text:
        """The village and its province."""
        return told(_PLACE, village=self.village, area=self.area)

    def as_grower(self) -> Grower:
        """The garden as the catalogue names it."""
        comma = self.hectares.replace(".", ",")
        name = told(_HECTARES, name=self.household, size=self.hectares, size_comma=comma) if self.hectares else self.household
        return Grower(self.key, name, self.place, self.area, COUNTRIES[self.origin], self.origin, self.about)


def garden(
    key: str, origin: str, village: str, area: str, household: str, hectares: str, altitude: tuple[int, int], made: str, plants: str,
    about: str,
) -> Garden:
    """A garden from words in five languages and lists of keys separated by spaces."""
    return Garden(key, say(village), say(area), origin, say(household), hectares, altitude, tuple(made.split()), tuple(plants.split()),
                  say(about))


TEA_GARDENS = (
    garden("giang-phinh-ho", "vietnam", "Phình Hồ | Phình Hồ | 平湖 | ฟิ่ญโห่ | Phình Hồ", "Yên Bái | Yên Bái | 安沛 | เอียนบ๊าย | Yên Bái",
           "Giàng A Sử and sons | Ông Giàng A Sử và các con | 江阿史父子 | ซ่าง อา สือ กับลูกชาย | Giàng A Sử e hijos", "2.2", (950, 1200),
           "white green black", "shan",
           "Fog climbs out of the valley every afternoon and stays in the trees until the roosters wake. | Chiều nào sương cũng từ thung lũng bò lên, "
           "nằm trong tán trà đến khi gà gáy. | 每天午后，雾从山谷升起，在茶树间停到鸡鸣。 | ทุกบ่ายหมอกลอยขึ้นจากหุบเขาและค้างอยู่ในยอดชาจนไก่ขัน | "
           "Cada tarde la niebla sube del valle y se queda en los árboles hasta que cantan los gallos."),
    garden("mua-ta-xua", "vietnam", "Tà Xùa | Tà Xùa | 塔苏阿 | ต่าสั่ว | Tà Xùa", "Sơn La | Sơn La | 山罗 | เซินลา | Sơn La",
           "Mùa Thị Dê’s family | Gia đình chị Mùa Thị Dê | 穆氏谊一家 | ครอบครัวหมั่ว ถิ เซ | Familia de Mùa Thị Dê", "3.1", (1400, 1750),
           "white green yellow black", "shan",
           "The tea grows on the spine of the mountain, with cloud on both sides. | Trà mọc trên sống lưng núi, hai bên là mây. | "
           "茶树长在山脊上，两侧都是云海。 | ต้นชาขึ้นบนสันเขา มีทะเลหมอกอยู่ทั้งสองข้าง | El té crece en el lomo de la montaña, con nubes a ambos lados."),
    garden("vang-lung-phin", "vietnam", "Lũng Phìn | Lũng Phìn | 隆品 | หลุงฝิ่น | Lũng Phìn", "Hà Giang | Hà Giang | 河江 | ห่าซาง | Hà Giang",
           "Vàng Mí Pó and neighbours | Ông Vàng Mí Pó và hàng xóm | 黄米坡与邻居 | หวั่ง หมี ปอ กับเพื่อนบ้าน | Vàng Mí Pó y vecinos", "4.4", (1300, 1550),
           "green black white", "shan",
           "Limestone holds little water, so the roots go deep and the leaf stays small. | Núi đá giữ ít nước nên rễ ăn sâu, lá nhỏ. | "
           "石灰岩存不住水，根扎得深，叶子便小。 | หินปูนเก็บน้ำไว้ได้น้อย รากจึงหยั่งลึกและใบเล็ก | La caliza guarda poca agua: las raíces van hondo y la hoja queda pequeña."),
    garden("dang-cao-bo", "vietnam", "Cao Bồ | Cao Bồ | 高蒲 | กาวโบ่ | Cao Bồ", "Hà Giang | Hà Giang | 河江 | ห่าซาง | Hà Giang",
           "Cao Bồ co-operative, 26 families | Hợp tác xã Cao Bồ, 26 hộ | 高蒲合作社，26户 | สหกรณ์กาวโบ่ 26 ครัวเรือน | Cooperativa Cao Bồ, 26 familias", "",
           (620, 1100), "green yellow black", "shan trungdu",
           "Twenty-six Dao families bring their leaf to one drying floor before dark. | Hai mươi sáu hộ người Dao gom lá về một sân phơi trước khi trời tối. | "
           "二十六户瑶族人家，天黑前把鲜叶送到同一个晒场。 | ชาวเย้า 26 ครัวเรือนนำใบชามารวมที่ลานตากเดียวกันก่อนค่ำ | "
           "Veintiséis familias dao llevan su hoja a un mismo secadero antes de que anochezca."),
    garden("trinh-bao-loc", "vietnam", "Bảo Lộc | Bảo Lộc | 保禄 | บ๋าวหลก | Bảo Lộc", "Lâm Đồng | Lâm Đồng | 林同 | เลิมด่ง | Lâm Đồng",
           "Trịnh Văn Quý | Anh Trịnh Văn Quý | 郑文贵 | จิ่ง วัน กวี๊ | Trịnh Văn Quý", "5.6", (820, 960), "oolong roasted scented green",
           "jinxuan fourseasons qingxin",
           "He brought his first cuttings from Taiwan in a biscuit tin, in 1998. | Năm 1998, anh mang những hom giống đầu tiên từ Đài Loan về trong một hộp bánh. | "
           "1998年，他用一只饼干盒从台湾带回第一批插条。 | เขาเอากิ่งชากิ่งแรกจากไต้หวันกลับมาในกล่องขนมปังเมื่อปี 1998 | "
           "Trajo los primeros esquejes de Taiwán en una lata de galletas, en 1998."),
    garden("nong-la-bang", "vietnam", "La Bằng | La Bằng | 罗朋 | ลาบั่ง | La Bằng", "Thái Nguyên | Thái Nguyên | 太原 | ท้ายเงวียน | Thái Nguyên",
           "Nông Thị Hiền | Cô Nông Thị Hiền | 农氏贤 | นง ถิ เหี่ยน | Nông Thị Hiền", "0.9", (160, 320), "green scented", "trungdu ldp1",
           "A stream from Tam Đảo runs between the rows and cools the nights. | Suối từ Tam Đảo chảy giữa các luống, làm mát ban đêm. | "
           "三岛山的溪水从茶行间流过，夜里带来凉意。 | ลำธารจากเขาตามด๋าวไหลผ่านแถวชาและทำให้กลางคืนเย็น | Un arroyo de Tam Đảo corre entre las hileras y enfría las noches."),
    garden("ha-long-coc", "vietnam", "Long Cốc | Long Cốc | 龙谷 | ลองก๊ก | Long Cốc", "Phú Thọ | Phú Thọ | 富寿 | ฟู้เถาะ | Phú Thọ",
           "Hà Văn Luận’s family | Gia đình ông Hà Văn Luận | 何文论一家 | ครอบครัวห่า วัน ลวน | Familia de Hà Văn Luận", "2.7", (200, 310),
           "green black scented", "ldp1 trungdu",
           "Round hills like upturned bowls, each the work of one family. | Những quả đồi tròn như bát úp, mỗi đồi một nhà chăm. | "
           "一座座圆丘像倒扣的碗，每座由一户人家照看。 | เนินกลมเหมือนชามคว่ำ เนินละหนึ่งครอบครัวดูแล | Colinas redondas como cuencos boca abajo, cada una al cuidado de una familia."),
    garden("lu-o-quy-ho", "vietnam", "Ô Quy Hồ | Ô Quy Hồ | 乌龟胡 | โอกวีโห่ | Ô Quy Hồ", "Lào Cai | Lào Cai | 老街 | ลาวกาย | Lào Cai",
           "Lù Seo Páo | Anh Lù Seo Páo | 卢少宝 | หลู่ แซว ป๊าว | Lù Seo Páo", "1.7", (1550, 1900), "oolong white roasted", "qingxin jinxuan",
           "Frost comes here two weeks before anywhere else, and the last picking knows it. | Sương muối về đây sớm hơn nơi khác hai tuần, và lứa cuối biết điều đó. | "
           "这里的霜比别处早两周，最后一季茶尝得出来。 | น้ำค้างแข็งมาถึงที่นี่ก่อนที่อื่นสองสัปดาห์ และชารุ่นสุดท้ายก็รู้ | "
           "La helada llega aquí dos semanas antes que a otros sitios, y la última cosecha lo nota."),
    garden("tao-tam-duong", "vietnam", "Tam Đường | Tam Đường | 三塘 | ตามเดื่อง | Tam Đường", "Lai Châu | Lai Châu | 莱州 | ลายเจิว | Lai Châu",
           "Tao Thị Sen and sisters | Chị Tao Thị Sen và các em gái | 陶氏莲姐妹 | ตาว ถิ แซน กับน้องสาว | Tao Thị Sen y hermanas", "3.4", (900, 1300),
           "oolong black green", "jinxuan shan",
           "Four sisters planted the slope the year the road came. | Bốn chị em trồng sườn đồi này vào năm con đường mở tới. | 通路那一年，四姐妹种下了这面山坡。 | "
           "สี่พี่น้องปลูกไหล่เขานี้ในปีที่ถนนมาถึง | Cuatro hermanas plantaron la ladera el año en que llegó la carretera."),
    garden("dao-jinggu", "yunnan", "Jinggu | Cảnh Cốc | 景谷 | จิ่งกู่ | Jinggu", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Dao Yulan | Bà Đao Ngọc Lan | 刀玉兰 | เตา อวี้หลาน | Dao Yulan", "4.0", (1400, 1700), "white raw black", "jinggu assamica",
           "She dries the leaf by moonlight because the afternoons are too hot for it. | Bà phơi lá dưới trăng vì buổi chiều quá nóng. | "
           "午后太热，她便在月光下晾青。 | เธอผึ่งใบชาใต้แสงจันทร์เพราะตอนบ่ายร้อนเกินไป | Seca la hoja a la luz de la luna porque las tardes son demasiado calurosas."),
    garden("luo-xigui", "yunnan", "Xigui | Tích Quy | 昔归 | ซีกุย | Xigui", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Luo Qiming’s household | Nhà ông La Khải Minh | 罗启明家 | บ้านหลัว ฉี่หมิง | Casa de Luo Qiming", "1.3", (750, 900), "raw", "mengku",
           "Vines and tea share the slope above the Lancang river. | Dây leo và trà chung một sườn dốc trên sông Lan Thương. | 澜沧江畔，藤条与茶树共享一面山坡。 | "
           "เถาวัลย์กับต้นชาอยู่ร่วมกันบนลาดเขาเหนือแม่น้ำล้านช้าง | Lianas y té comparten la ladera sobre el río Lancang."),
    garden("yan-bulang", "yunnan", "Bulang | Bố Lãng | 布朗山 | ปู้หลั่ง | Bulang", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Yan Wen’s village | Làng của anh Nham Văn | 岩温的寨子 | หมู่บ้านของเหยียน เวิน | La aldea de Yan Wen", "", (1500, 1750), "raw ripe", "assamica",
           "The village counts a tree’s age in grandmothers. | Ở làng này người ta đếm tuổi cây bằng số đời bà. | 寨里人用祖母的辈数来数树龄。 | "
           "หมู่บ้านนี้นับอายุต้นชาเป็นรุ่นยาย | En la aldea, la edad de un árbol se cuenta en abuelas."),
    garden("ge-nannuo", "yunnan", "Nannuo | Nam Nhu | 南糯 | หนานนั่ว | Nannuo", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Ge Shan and daughters | Bà Cách San và các con gái | 格珊母女 | เก๋อ ซาน กับลูกสาว | Ge Shan e hijas", "2.5", (1350, 1600), "raw white black", "assamica zijuan",
           "Three daughters, three slopes, and a friendly argument every spring. | Ba cô con gái, ba sườn núi, và một cuộc tranh luận vui mỗi mùa xuân. | "
           "三个女儿，三面坡，每年春天一场善意的争论。 | ลูกสาวสามคน ไหล่เขาสามด้าน และการเถียงกันอย่างเป็นมิตรทุกฤดูใบไม้ผลิ | "
           "Tres hijas, tres laderas y una discusión amistosa cada primavera."),
    garden("bi-mengku", "yunnan", "Mengku | Mãnh Khố | 勐库 | เหมิงคู่ | Mengku", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Bi Guangrong’s workshop | Xưởng ông Tất Quang Vinh | 毕光荣茶坊 | โรงชาปี้ กวงหรง | Taller de Bi Guangrong", "", (1500, 1800), "ripe raw black", "mengku",
           "Small heaps, spring water, and a thermometer that nobody is allowed to move. | Đống ủ nhỏ, nước suối, và chiếc nhiệt kế không ai được động vào. | "
           "小堆发酵，山泉水，还有一支谁也不许动的温度计。 | กองหมักเล็ก น้ำพุภูเขา และเทอร์โมมิเตอร์ที่ห้ามใครขยับ | "
           "Montones pequeños, agua de manantial y un termómetro que nadie puede mover."),
    garden("zha-wuliang", "yunnan", "Wuliang | Vô Lượng | 无量山 | อู๋เลี่ยง | Wuliang", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Zha Lihua | Bà Tra Lệ Hoa | 查丽华 | จา ลี่หัว | Zha Lihua", "3.8", (1900, 2200), "green oolong raw yellow", "yunkang qingxin",
           "Winter cherries bloom between the rows and bring people with cameras. | Mùa đông, hoa anh đào nở giữa các luống, kéo theo những người cầm máy ảnh. | "
           "冬樱花开在茶行之间，引来拿相机的人。 | ซากุระฤดูหนาวบานกลางแถวชาและพาคนถือกล้องมา | En invierno florecen cerezos entre las hileras y llega gente con cámaras."),
    garden("li-yongde", "yunnan", "Yongde | Vĩnh Đức | 永德 | หย่งเต๋อ | Yongde", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Li Zhongqiu | Ông Lý Trung Thu | 李中秋 | หลี่ จงชิว | Li Zhongqiu", "2.9", (1600, 1900), "black yellow ripe", "fengqing mengku",
           "Born on the day of the moon festival, he still picks by the moon. | Sinh đúng ngày rằm Trung thu, ông vẫn hái theo trăng. | 他生在中秋，至今看月采茶。 | "
           "เกิดวันไหว้พระจันทร์ และยังเก็บชาตามดวงจันทร์ | Nació el día de la fiesta de la luna y todavía cosecha según la luna."),
    garden("wang-doi-wawi", "thailand", "Doi Wawi | Doi Wawi | 哇威山 | ดอยวาวี | Doi Wawi", "Chiang Rai | Chiang Rai | 清莱 | เชียงราย | Chiang Rai",
           "Wang family | Gia đình họ Vương | 王家 | ครอบครัวหวัง | Familia Wang", "6.2", (1000, 1250), "oolong roasted black", "ruanzhi jinxuan assamica",
           "The grandfather came over the border with two mules and a sack of seed. | Ông nội vượt biên giới cùng hai con la và một bao hạt giống. | "
           "祖父牵着两头骡子、背着一袋茶籽越过边境。 | ปู่ข้ามชายแดนมากับล่อสองตัวและเมล็ดชาหนึ่งกระสอบ | El abuelo cruzó la frontera con dos mulas y un saco de semillas."),
    garden("jawa-doi-pu-muen", "thailand", "Doi Pu Muen | Doi Pu Muen | 普闷山 | ดอยปู่หมื่น | Doi Pu Muen",
           "Chiang Mai | Chiang Mai | 清迈 | เชียงใหม่ | Chiang Mai", "Jawa Lahu growers | Nhóm trồng trà La Hủ Jawa | 加瓦拉祜茶农 | กลุ่มชาลาหู่จาวา | Cultivadores lahu Jawa", "3.3",
           (1250, 1450), "black green white", "assamica",
           "The Lahu found the trees already old when they settled here. | Khi người La Hủ đến ở, những cây trà ở đây đã già. | 拉祜人来此定居时，茶树已是老树。 | "
           "เมื่อชาวลาหู่มาตั้งบ้านที่นี่ ต้นชาก็แก่อยู่แล้ว | Cuando los lahu se asentaron aquí, los árboles ya eran viejos."),
    garden("chan-ang-khang", "thailand", "Ang Khang | Ang Khang | 安康山 | อ่างขาง | Ang Khang", "Chiang Mai | Chiang Mai | 清迈 | เชียงใหม่ | Chiang Mai",
           "Chan Saetang | Ông Chan Saetang | 陈赛唐 | จันทร์ แซ่ตั้ง | Chan Saetang", "2.0", (1400, 1600), "oolong white scented", "qingxin jinxuan",
           "Terraces once planted with poppies; the stone walls are older than the tea. | Những thửa bậc thang từng trồng anh túc; tường đá còn già hơn trà. | "
           "梯田从前种罂粟，石墙比茶更老。 | ขั้นบันไดที่เคยปลูกฝิ่น กำแพงหินแก่กว่าต้นชา | Terrazas que antes fueron de adormidera; los muros son más viejos que el té."),
    garden("huang-ban-rak-thai", "thailand", "Ban Rak Thai | Ban Rak Thai | 密窝村 | บ้านรักไทย | Ban Rak Thai",
           "Mae Hong Son | Mae Hong Son | 夜丰颂 | แม่ฮ่องสอน | Mae Hong Son", "Huang Mei-lin | Bà Hoàng Mỹ Lâm | 黄美琳 | หวง เหม่ยหลิน | Huang Mei-lin", "1.5", (1150, 1350),
           "oolong roasted green", "qingxin ruanzhi",
           "Clay houses, a lake, and a roasting oven that is never quite cold. | Nhà đất, một mặt hồ, và lò rang chưa bao giờ nguội hẳn. | "
           "土屋，一汪湖，还有一口从不凉透的焙炉。 | บ้านดิน ทะเลสาบ และเตาคั่วที่ไม่เคยเย็นสนิท | Casas de barro, un lago y un horno que nunca llega a enfriarse."),
    garden("jaroen-si-na-pan", "thailand", "Si Na Pan | Si Na Pan | 西纳班 | ศรีนาป่าน | Si Na Pan", "Nan | Nan | 难府 | น่าน | Nan",
           "Si Na Pan miang makers, 18 homes | Nhóm miang Si Na Pan, 18 nhà | 西纳班腌茶人家，18户 | กลุ่มคนเมี่ยงศรีนาป่าน 18 บ้าน | Productores de miang de Si Na Pan, 18 hogares", "",
           (700, 900), "green black yellow", "assamica",
           "They chewed their tea for three centuries before anybody asked for it in a pot. | Ba trăm năm họ nhai trà, trước khi có ai hỏi mua để pha. | "
           "三百年来他们嚼茶，后来才有人要拿去泡。 | สามร้อยปีที่พวกเขาอมเมี่ยง ก่อนจะมีใครขอไปชงในกา | Mascaron su té durante tres siglos antes de que alguien lo pidiera en tetera."),
    garden("morales-bitaco", "colombia", "Bitaco | Bitaco | 比塔科 | บิตาโก | Bitaco", "Valle del Cauca | Valle del Cauca | 考卡山谷 | บาเยเดลเกากา | Valle del Cauca",
           "Morales sisters | Chị em nhà Morales | 莫拉莱斯姐妹 | พี่น้องโมราเลส | Hermanas Morales", "4.8", (1850, 2050), "black green white", "assamica",
           "Cloud forest on three sides; the humming-birds count as workers. | Ba phía là rừng mây; chim ruồi cũng được tính là người làm. | "
           "三面云雾林，蜂鸟也算员工。 | ป่าเมฆสามด้าน นกฮัมมิงเบิร์ดก็นับเป็นคนงาน | Bosque de niebla por tres lados; los colibríes cuentan como trabajadores."),
)

HERB_GARDENS = (
    garden("tra-que-herbs", "vietnam", "Trà Quế | Trà Quế | 茶桂 | จ่าเกว๊ | Trà Quế", "Quảng Nam | Quảng Nam | 广南 | กว๋างนาม | Quảng Nam",
           "Trà Quế herb village, 12 gardens | Làng rau Trà Quế, 12 vườn | 茶桂香草村，12个园子 | หมู่บ้านสมุนไพรจ่าเกว๊ 12 สวน | Aldea de hierbas Trà Quế, 12 huertos", "", (5, 20),
           "herbal", "lemongrass ginger mint pandan chrysanthemum artichoke",
           "Seaweed from the lagoon feeds the beds, as it did four hundred years ago. | Rong vớt từ đầm bón cho luống rau, y như bốn trăm năm trước. | "
           "用潟湖的水草肥田，四百年来如此。 | สาหร่ายจากลากูนเลี้ยงแปลงผักเหมือนเมื่อสี่ร้อยปีก่อน | Las algas de la laguna abonan los bancales, como hace cuatrocientos años."),
    garden("mae-taeng-herbs", "thailand", "Mae Taeng | Mae Taeng | 湄登 | แม่แตง | Mae Taeng", "Chiang Mai | Chiang Mai | 清迈 | เชียงใหม่ | Chiang Mai",
           "Mae Taeng drying house, seven women | Nhà sấy Mae Taeng, bảy chị em | 湄登烘房，七位女工 | โรงอบแม่แตง เจ็ดคน | Secadero de Mae Taeng, siete mujeres", "", (350, 450),
           "herbal", "lemongrass pandan butterfly_pea bael roselle ginger",
           "Everything is cut before seven and dry before dark. | Mọi thứ cắt trước bảy giờ, khô trước khi trời tối. | 一切在七点前采下，天黑前晾干。 | "
           "ทุกอย่างตัดก่อนเจ็ดโมงและแห้งก่อนค่ำ | Todo se corta antes de las siete y está seco antes del anochecer."),
    garden("silvia-herbs", "colombia", "Silvia | Silvia | 西尔维亚 | ซิลเวีย | Silvia", "Cauca | Cauca | 考卡 | เกากา | Cauca",
           "Misak herb women of Silvia | Nhóm phụ nữ Misak ở Silvia | 西尔维亚的米萨克妇女 | กลุ่มสตรีมิซักแห่งซิลเวีย | Mujeres misak de Silvia", "", (2500, 2700),
           "herbal", "verbena mint cascara chrysanthemum",
           "They sell on Tuesdays at the market and on the other days to us. | Thứ Ba họ bán ở chợ, các ngày khác bán cho chúng tôi. | 星期二她们赶集，其他日子卖给我们。 | "
           "วันอังคารขายที่ตลาด วันอื่นขายให้เรา | Los martes venden en el mercado, y los demás días, a nosotros."),
)
