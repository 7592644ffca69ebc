"""Coffee farms, and the kilns and workshops that make what tea and coffee are brewed in. Real places, invented people."""

# fmt: off
from demo.composing.gardens import garden

COFFEE_FARMS = (
    garden("kra-lac-duong", "vietnam", "Lạc Dương | Lạc Dương | 乐阳 | หลักเซือง | Lạc Dương", "Lâm Đồng | Lâm Đồng | 林同 | เลิมด่ง | Lâm Đồng",
           "K’Sol and K’Duyên | Vợ chồng K’Sol, K’Duyên | 克索与克缘夫妇 | เกอะซอลกับเกอะเซวียน | K’Sol y K’Duyên", "2.6", (1450, 1650), "washed honey natural",
           "catimor bourbon typica",
           "Pine forest stands round the farm and keeps the nights at ten degrees. | Rừng thông vây quanh vườn, giữ đêm ở mười độ. | 松林环绕农园，夜里只有十度。 | "
           "ป่าสนล้อมไร่และทำให้กลางคืนเหลือสิบองศา | Un pinar rodea la finca y deja las noches a diez grados."),
    garden("ho-khe-sanh", "vietnam", "Khe Sanh | Khe Sanh | 溪生 | เคซาน | Khe Sanh", "Quảng Trị | Quảng Trị | 广治 | กว๋างจิ | Quảng Trị",
           "Hồ Thị Phương’s group, 40 farms | Nhóm chị Hồ Thị Phương, 40 hộ | 胡氏芳小组，40户 | กลุ่มโห่ ถิ เฟือง 40 ไร่ | Grupo de Hồ Thị Phương, 40 fincas", "", (500, 700),
           "washed natural", "catimor",
           "Low hills, but the west wind is dry and the cherries ripen slowly all the same. | Đồi thấp nhưng gió Lào khô, quả vẫn chín chậm. | "
           "山不高，但西风干燥，果实依然熟得慢。 | เนินเตี้ยแต่ลมตะวันตกแห้ง ผลจึงสุกช้าเหมือนกัน | Colinas bajas, pero el viento del oeste es seco y la cereza madura despacio."),
    garden("lo-muong-ang", "vietnam", "Mường Ảng | Mường Ảng | 芒昂 | เหมื่องอ๋าง | Mường Ảng", "Điện Biên | Điện Biên | 奠边 | เดี่ยนเบียน | Điện Biên",
           "Lò Văn Piếng | Ông Lò Văn Piếng | 卢文平 | หล่อ วัน เปี๊ยง | Lò Văn Piếng", "3.0", (900, 1150), "washed honey", "catimor typica",
           "The valley was rice until his father tried a sack of seedlings. | Thung lũng vốn trồng lúa, đến khi cha anh thử một bao cây giống. | "
           "父亲种下一袋树苗之前，这山谷全是稻田。 | หุบเขานี้เคยเป็นนาข้าวจนพ่อลองปลูกต้นกล้าหนึ่งกระสอบ | El valle era arroz hasta que su padre probó un saco de plantones."),
    garden("rmah-dak-doa", "vietnam", "Đắk Đoa | Đắk Đoa | 多多阿 | ดั๊กดวา | Đắk Đoa", "Gia Lai | Gia Lai | 嘉莱 | ซาลาย | Gia Lai",
           "R’mah H’Bia | Chị R’mah H’Bia | 尔玛·赫比亚 | เรอะมะ ฮเบีย | R’mah H’Bia", "5.2", (700, 800), "robusta blend", "robusta",
           "Old lava, red as brick, and pepper vines on every shade tree. | Đất bazan đỏ như gạch, cây che bóng nào cũng leo tiêu. | "
           "红砖色的火山土，每棵遮荫树上都爬着胡椒藤。 | ดินลาวาเก่าแดงเหมือนอิฐ และเถาพริกไทยบนไม้บังร่มทุกต้น | "
           "Lava vieja, roja como ladrillo, y pimienta trepando por cada árbol de sombra."),
    garden("truong-dak-mil", "vietnam", "Đắk Mil | Đắk Mil | 多米 | ดั๊กมิล | Đắk Mil", "Đắk Nông | Đắk Nông | 多农 | ดั๊กนง | Đắk Nông",
           "Trương Công Định | Anh Trương Công Định | 张公定 | เจือง กง ดิ่ญ | Trương Công Định", "4.1", (650, 780), "robusta blend", "robusta",
           "He returns after every rain to pick what ripened since. | Sau mỗi trận mưa, anh quay lại hái những quả vừa chín. | 每场雨后他都回来，采下新熟的果。 | "
           "หลังฝนทุกครั้งเขากลับมาเก็บผลที่เพิ่งสุก | Después de cada lluvia vuelve a recoger lo que ha madurado."),
    garden("na-menglian", "yunnan", "Menglian | Mạnh Liên | 孟连 | เมิ่งเหลียน | Menglian", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Na Jiao’s washing station | Trạm rửa của Na Kiều | 娜娇处理站 | โรงล้างกาแฟน่าเจียว | Beneficio de Na Jiao", "", (1250, 1600), "washed natural honey",
           "catimor typica gesha",
           "Smallholders walk in with baskets; every basket is weighed, tasted and named. | Nông hộ gùi đến từng giỏ; giỏ nào cũng được cân, nếm và ghi tên. | "
           "小农背着箩筐来，每一筐都称重、品尝、记名。 | เกษตรกรสะพายตะกร้ามา ทุกใบถูกชั่ง ชิม และจดชื่อ | Los pequeños productores llegan con cestas; cada una se pesa, se cata y lleva nombre."),
    garden("yang-lujiang", "yunnan", "Lujiang | Lộ Giang | 潞江坝 | ลู่เจียง | Lujiang", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Yang Zhulan | Bà Dương Trúc Lan | 杨竹兰 | หยาง จู๋หลัน | Yang Zhulan", "3.7", (1000, 1350), "washed natural", "typica catimor bourbon",
           "A hot dry valley, and coffee trees her grandmother planted in 1956. | Thung lũng nóng khô, và những cây cà phê bà ngoại trồng năm 1956. | "
           "干热河谷，祖母1956年种下的咖啡树。 | หุบเขาร้อนแห้ง กับต้นกาแฟที่ยายปลูกไว้เมื่อปี 1956 | Un valle seco y caluroso, y cafetos que su abuela plantó en 1956."),
    garden("lacheku-pangkhon", "thailand", "Pangkhon | Pangkhon | 班空 | ปางขอน | Pangkhon", "Chiang Rai | Chiang Rai | 清莱 | เชียงราย | Chiang Rai",
           "Lacheku brothers | Anh em Lacheku | 拉车古兄弟 | พี่น้องลาเชกู่ | Hermanos Lacheku", "4.3", (1200, 1500), "washed honey natural", "catuai typica catimor",
           "Coffee under persimmon and plum; the fruit pays for the pruning. | Cà phê dưới tán hồng và mận; tiền quả trả công tỉa cành. | "
           "柿树李树下的咖啡，水果的钱付了修枝的工。 | กาแฟใต้ร่มพลับและบ๊วย ค่าผลไม้จ่ายค่าตัดแต่งกิ่ง | Café bajo caquis y ciruelos; la fruta paga la poda."),
    garden("sompong-khun-lao", "thailand", "Khun Lao | Khun Lao | 坤老 | ขุนลาว | Khun Lao", "Chiang Rai | Chiang Rai | 清莱 | เชียงราย | Chiang Rai",
           "Sompong Intha | Ông Sompong Intha | 松蓬·因塔 | สมพงษ์ อินทา | Sompong Intha", "2.8", (1250, 1450), "washed natural", "typica catuai",
           "Nobody here has cut a forest tree since 1991, and the springs show it. | Từ năm 1991 không ai ở đây đốn cây rừng, và suối nguồn cho thấy điều đó. | "
           "1991年起这里再没人砍过林木，泉水可以作证。 | ตั้งแต่ปี 1991 ไม่มีใครที่นี่ตัดไม้ป่าเลย ตาน้ำเป็นพยาน | "
           "Nadie ha talado aquí un árbol del bosque desde 1991, y los manantiales lo demuestran."),
    garden("kaew-thep-sadet", "thailand", "Thep Sadet | Thep Sadet | 帖沙迪 | เทพเสด็จ | Thep Sadet", "Chiang Mai | Chiang Mai | 清迈 | เชียงใหม่ | Chiang Mai",
           "Kaew and Noi | Chị Kaew và chị Noi | 阿乔与阿诺 | แก้วกับน้อย | Kaew y Noi", "2.1", (1100, 1350), "honey washed", "catuai java",
           "Beehives stand between the rows, and in February they work overtime. | Tổ ong đặt giữa các hàng; tháng Hai chúng làm thêm giờ. | "
           "蜂箱摆在树行之间，二月里加班加点。 | รังผึ้งตั้งอยู่ระหว่างแถว เดือนกุมภาพันธ์ทำงานล่วงเวลา | Hay colmenas entre las hileras, y en febrero hacen horas extra."),
    garden("vargas-planadas", "colombia", "Planadas | Planadas | 普拉纳达斯 | ปลานาดัส | Planadas", "Tolima | Tolima | 托利马 | โตลิมา | Tolima",
           "Vargas family | Gia đình Vargas | 巴尔加斯一家 | ครอบครัวบาร์กัส | Familia Vargas", "7.5", (1700, 1950), "washed honey natural", "caturra castillo pinkbourbon",
           "The mule track became a road in 2018; the mules kept their jobs. | Năm 2018 lối la thành đường ô tô; mấy con la vẫn còn việc. | "
           "2018年骡道修成了公路，骡子们还在上班。 | ปี 2018 ทางล่อกลายเป็นถนน แต่ล่อยังไม่ตกงาน | El camino de mulas se hizo carretera en 2018; las mulas conservaron el empleo."),
    garden("quilindo-inza", "colombia", "Inzá | Inzá | 因萨 | อินซา | Inzá", "Cauca | Cauca | 考卡 | เกากา | Cauca",
           "Women of Inzá, 52 growers | Phụ nữ Inzá, 52 người trồng | 因萨妇女合作社，52人 | กลุ่มสตรีอินซา 52 คน | Mujeres de Inzá, 52 caficultoras", "", (1750, 2000),
           "washed natural", "caturra typica tabi",
           "Fifty-two women, one scale, and the same price read aloud to all. | Năm mươi hai phụ nữ, một chiếc cân, và cùng một giá đọc to cho mọi người. | "
           "五十二位女性，一台秤，同一个价钱当众念出。 | ผู้หญิงห้าสิบสองคน ตาชั่งหนึ่งเครื่อง และราคาเดียวที่อ่านออกเสียงให้ทุกคนฟัง | "
           "Cincuenta y dos mujeres, una báscula y el mismo precio leído en voz alta."),
    garden("restrepo-jardin", "colombia", "Jardín | Jardín | 哈尔丁 | ฆาร์ดิน | Jardín", "Antioquia | Antioquia | 安蒂奥基亚 | อันติโอเกีย | Antioquia",
           "Don Hernán Restrepo | Ông Hernán Restrepo | 埃尔南·雷斯特雷波 | ดอน เอร์นาน เรสเตรโป | Don Hernán Restrepo", "6.0", (1650, 1900), "washed honey",
           "castillo caturra gesha",
           "He paints the doors a new colour each harvest, so that he remembers the year. | Mỗi vụ ông sơn cửa một màu mới để nhớ năm. | "
           "每个产季他给门换一种颜色，好记住那一年。 | ทุกฤดูเก็บเกี่ยวเขาทาประตูสีใหม่เพื่อจำปีนั้นไว้ | Pinta las puertas de otro color en cada cosecha, para acordarse del año."),
    garden("erazo-buesaco", "colombia", "Buesaco | Buesaco | 布埃萨科 | บูเอซาโก | Buesaco", "Nariño | Nariño | 纳里尼奥 | นาริโญ | Nariño",
           "Lucía Erazo | Bà Lucía Erazo | 露西亚·埃拉索 | ลูซีอา เอราโซ | Lucía Erazo", "2.3", (1950, 2150), "washed natural", "caturra pinkbourbon gesha",
           "The wind comes up the canyon warm at noon and lets coffee live this high. | Trưa, gió ấm theo hẻm núi thổi lên, nhờ vậy cà phê sống được ở độ cao này. | "
           "正午暖风沿峡谷而上，咖啡才能在这么高的地方活下来。 | ตอนเที่ยงลมอุ่นพัดขึ้นมาตามหุบ กาแฟจึงอยู่ได้บนที่สูงขนาดนี้ | "
           "A mediodía sube por el cañón un viento tibio que deja vivir al café a esta altura."),
    garden("londono-genova", "colombia", "Génova | Génova | 赫诺瓦 | เฮโนบา | Génova", "Quindío | Quindío | 金迪奥 | กินดิโอ | Quindío",
           "Londoño cousins | Anh em họ Londoño | 隆多尼奥堂兄弟 | ลูกพี่ลูกน้องลอนโดโญ | Primos Londoño", "5.8", (1550, 1800), "natural honey washed", "castillo tabi java",
           "Plantain leaves shade the patio where the cherries dry. | Lá chuối che sân nơi phơi quả. | 芭蕉叶为晾果的院子遮阳。 | ใบกล้วยบังแดดให้ลานตากผลกาแฟ | "
           "Las hojas de plátano dan sombra al patio donde se secan las cerezas."),
)

MAKERS = (
    garden("chu-dau-kiln", "vietnam", "Chu Đậu | Chu Đậu | 朱豆 | จูเดิ่ว | Chu Đậu", "Hải Dương | Hải Dương | 海阳 | หายเซือง | Hải Dương",
           "Chu Đậu kiln yard | Xưởng gốm Chu Đậu | 朱豆窑 | เตาเผาจูเดิ่ว | Alfar de Chu Đậu", "", (0, 0), "gaiwan teapot cup pitcher", "blue ivory celadon copper",
           "They copy the brushwork of a plate that lay five hundred years under the sea. | Họ vẽ theo nét bút trên chiếc đĩa nằm năm trăm năm dưới biển. | "
           "他们临摹一只在海底躺了五百年的盘子上的笔法。 | พวกเขาเขียนลายตามจานที่จมทะเลอยู่ห้าร้อยปี | "
           "Copian el trazo de un plato que pasó quinientos años bajo el mar."),
    garden("thanh-ha-pottery", "vietnam", "Thanh Hà | Thanh Hà | 清河 | แทญห่า | Thanh Hà", "Quảng Nam | Quảng Nam | 广南 | กว๋างนาม | Quảng Nam",
           "Nguyễn Lành and niece | Ông Nguyễn Lành và cháu gái | 阮伶与侄女 | เหงวียน ล่าญ กับหลานสาว | Nguyễn Lành y su sobrina", "", (0, 0), "teapot cup pitcher", "terracotta ash amber",
           "River clay, trodden by foot; he says machines make it sulk. | Đất sông, đạp bằng chân; ông bảo máy làm đất dỗi. | 河泥用脚踩练，他说机器会让泥闹脾气。 | "
           "ดินแม่น้ำย่ำด้วยเท้า เขาว่าเครื่องจักรทำให้ดินงอน | Barro de río, pisado; dice que las máquinas lo ponen de mal humor."),
    garden("lai-thieu-kiln", "vietnam", "Lái Thiêu | Lái Thiêu | 来韶 | ล้ายเทียว | Lái Thiêu", "Bình Dương | Bình Dương | 平阳 | บิ่ญเซือง | Bình Dương",
           "Lái Thiêu stoneware, kiln Vạn Phúc | Gốm Lái Thiêu, lò Vạn Phúc | 来韶炻器，万福窑 | สโตนแวร์ล้ายเทียว เตาหวั่นฟุก | Gres de Lái Thiêu, horno Vạn Phúc", "", (0, 0),
           "cup teapot gaiwan pitcher", "blue amber moss ivory",
           "Rooster bowls by the thousand, and on Fridays things for us. | Tô con gà cả nghìn chiếc, và thứ Sáu làm đồ cho chúng tôi. | "
           "公鸡碗成千上万，星期五才做我们的东西。 | ชามตราไก่เป็นพันใบ และวันศุกร์ทำของให้เรา | Cuencos de gallo a miles y, los viernes, lo nuestro."),
    garden("bat-trang-kiln-12", "vietnam", "Bát Tràng | Bát Tràng | 钵场 | บั๊ตจ่าง | Bát Tràng", "Hà Nội | Hà Nội | 河内 | ฮานอย | Hà Nội",
           "Bát Tràng Kiln 12 | Lò số 12 Bát Tràng | 钵场12号窑 | เตาหมายเลข 12 บั๊ตจ่าง | Bát Tràng, horno 12", "", (0, 0), "gaiwan cup teapot pitcher", "celadon ivory tenmoku moss copper",
           "Two sisters run the wheel room; their father is only allowed to glaze. | Hai chị em coi phòng xoay; ông bố chỉ được tráng men. | "
           "姐妹俩掌管拉坯房，父亲只许上釉。 | สองพี่น้องคุมห้องแป้นหมุน พ่อได้รับอนุญาตแค่เคลือบ | Dos hermanas llevan el torno; al padre solo le dejan esmaltar."),
    garden("wiang-kalong-kiln", "thailand", "Wiang Kalong | Wiang Kalong | 旺加隆 | เวียงกาหลง | Wiang Kalong", "Chiang Rai | Chiang Rai | 清莱 | เชียงราย | Chiang Rai",
           "Tan Sukjai, potter | Ông Tan Sukjai, thợ gốm | 陶工谭·素齐 | ทัน สุขใจ ช่างปั้น | Tan Sukjai, alfarero", "", (0, 0), "cup gaiwan teapot pitcher", "celadon ivory ash moss",
           "White clay so fine that he sieves it through silk. | Đất trắng mịn đến mức ông lọc qua lụa. | 白泥细到要用丝绢过筛。 | ดินขาวละเอียดจนต้องกรองผ่านผ้าไหม | "
           "Arcilla blanca tan fina que la cuela por seda."),
    garden("lampang-pottery", "thailand", "Ko Kha | Ko Kha | 哥卡 | เกาะคา | Ko Kha", "Lampang | Lampang | 南邦 | ลำปาง | Lampang",
           "Ko Kha Ceramics, six wheels | Gốm Ko Kha, sáu bàn xoay | 哥卡陶坊，六台转盘 | เซรามิกเกาะคา หกแป้นหมุน | Cerámica Ko Kha, seis tornos", "", (0, 0), "cup pitcher teapot", "tenmoku terracotta blue ash",
           "Breakfast bowls pay the rent; the tenmoku is for love. | Tô ăn sáng trả tiền nhà; men thiên mục là vì yêu. | 早餐碗付房租，天目釉是为了热爱。 | "
           "ชามข้าวเช้าจ่ายค่าเช่า เท็นโมกุทำเพราะรัก | Los cuencos de desayuno pagan el alquiler; el tenmoku es por amor."),
    garden("chen-jianshui", "yunnan", "Jianshui | Kiến Thủy | 建水 | เจี้ยนสุ่ย | Jianshui", "Yunnan | Vân Nam | 云南 | ยูนนาน | Yunnan",
           "Chen Xuemei’s pot studio | Xưởng ấm Trần Tuyết Mai | 陈雪梅紫陶坊 | สตูดิโอปั้นกาเฉิน เสวี่ยเหมย | Taller de Chen Xuemei", "", (0, 0), "teapot gaiwan cup", "purple terracotta tenmoku",
           "She cuts the pattern, fills it with white clay, and polishes for a day. | Bà khắc hoa văn, lấp đất trắng, rồi đánh bóng suốt một ngày. | "
           "刻花，填白泥，再打磨一整天。 | เธอแกะลาย ถมดินขาว แล้วขัดทั้งวัน | Talla el dibujo, lo rellena de arcilla blanca y pule un día entero."),
    garden("raquira-potters", "colombia", "Ráquira | Ráquira | 拉基拉 | รากิรา | Ráquira", "Boyacá | Boyacá | 博亚卡 | โบยากา | Boyacá",
           "Ráquira potters’ house | Nhà gốm Ráquira | 拉基拉陶工之家 | บ้านช่างปั้นรากิรา | Casa de alfareros de Ráquira", "", (0, 0), "cup pitcher", "terracotta amber ash",
           "The whole town is painted; only the kiln is black. | Cả thị trấn sơn màu; chỉ lò là đen. | 全镇五彩斑斓，只有窑是黑的。 | ทั้งเมืองทาสี มีแต่เตาที่ดำ | "
           "Todo el pueblo está pintado; solo el horno es negro."),
    garden("dai-bai-metal", "vietnam", "Đại Bái | Đại Bái | 大拜 | ด่ายบ๊าย | Đại Bái", "Bắc Ninh | Bắc Ninh | 北宁 | บั๊กนิญ | Bắc Ninh",
           "Đại Bái metalworkers, five benches | Thợ kim khí Đại Bái, năm bàn | 大拜金工坊，五张工作台 | ช่างโลหะด่ายบ๊าย ห้าโต๊ะ | Metalistas de Đại Bái, cinco bancos", "", (0, 0), "phin kettle", "steel brass coppermetal",
           "Copper was beaten here before there were kings in Hà Nội. | Ở đây người ta gò đồng từ trước khi Hà Nội có vua. | 河内还没有国王时，这里已在打铜。 | "
           "ที่นี่ตีทองแดงมาก่อนฮานอยจะมีกษัตริย์ | Aquí se batía el cobre antes de que Hà Nội tuviera reyes."),
    garden("binh-tan-steel", "vietnam", "Bình Tân | Bình Tân | 平新 | บิ่ญเติน | Bình Tân", "Hồ Chí Minh City | Thành phố Hồ Chí Minh | 胡志明市 | โฮจิมินห์ซิตี้ | Ciudad Ho Chi Minh",
           "Lê Gia steel workshop | Xưởng thép Lê Gia | 黎家钢作坊 | โรงงานสเตนเลสเลซา | Taller de acero Lê Gia", "", (0, 0), "phin kettle", "steel black",
           "Every lid is tried on every pot; those that sing are kept. | Nắp nào cũng ướm thử lên từng ấm; cái nào khít mới giữ. | 每个盖都试配每个壶，合得上才留下。 | "
           "ฝาทุกใบลองกับทุกตัว ใบที่เข้ากันพอดีเท่านั้นจึงเก็บไว้ | Cada tapa se prueba en cada pieza; solo se quedan las que cierran bien."),
)
