"""Gift boxes and services."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.composing.saying import say
from demo.data.schema import Text


@dataclass(frozen=True)
class Service:
    """Something done for a customer: minutes, people at most, price in dong, what it is and how it goes."""

    name: Text
    minutes: int
    people: int
    dong: int
    cost: int
    short: Text
    story: Text
    use: Text


@dataclass(frozen=True)
class Venue:
    """Where services are given."""

    name: Text
    place: Text


VENUES = (
    Venue(say("Hải Phòng | Hải Phòng | 海防 | ไฮฟอง | Hải Phòng"), say("Tasting room, Hải Phòng | Phòng nếm, Hải Phòng | 海防品鉴室 | ห้องชิม ไฮฟอง | Sala de cata, Hải Phòng")),
    Venue(say("Chiang Mai | Chiang Mai | 清迈 | เชียงใหม่ | Chiang Mai"), say("Shop house, Chiang Mai | Nhà phố, Chiang Mai | 清迈老屋店 | ห้องแถวร้านค้า เชียงใหม่ | Casa tienda, Chiang Mai")),
    Venue(say("Thủ Đức | Thủ Đức | 守德 | ทูดึ๊ก | Thủ Đức"), say("Roastery, Thủ Đức | Xưởng rang, Thủ Đức | 守德烘焙坊 | โรงคั่ว ทูดึ๊ก | Tostaduría, Thủ Đức")),
)

SERVICES = (
    Service(say("Gaiwan lesson | Học pha chén khải | 盖碗课 | เรียนชงไก้หว่าน | Clase de gaiwan"), 60, 6, 320_000, 110_000,
            say("an hour of pouring, first with cold water, then with courage | một giờ tập rót, đầu tiên bằng nước nguội, sau đó bằng lòng can đảm | 一小时的注水练习，先用凉水，再靠胆量 | หนึ่งชั่วโมงฝึกริน เริ่มด้วยน้ำเย็น แล้วค่อยด้วยความกล้า | una hora de verter, primero con agua fría y luego con valor"),
            say("Everyone burns a finger on a gaiwan once. Here it happens with lukewarm water, and by the end nobody spills. | Ai dùng chén khải cũng bỏng tay một lần. Ở đây thì chỉ là nước ấm, và cuối buổi không ai làm đổ. | 用盖碗总要烫一次手。在这里用的是温水，课后谁也不再洒。 | ทุกคนเคยโดนไก้หว่านลวกนิ้วสักครั้ง ที่นี่ใช้น้ำอุ่น และจบคลาสไม่มีใครทำหก | Todo el mundo se quema un dedo una vez con el gaiwan. Aquí pasa con agua tibia, y al final nadie derrama."),
            say("Choose a day when you order. Sleeves up, rings off. | Chọn ngày khi đặt. Xắn tay áo, tháo nhẫn. | 下单时选日期。请挽起袖子，取下戒指。 | เลือกวันตอนสั่งซื้อ พับแขนเสื้อ ถอดแหวน | Elige el día al hacer el pedido. Mangas arriba y sin anillos.")),
    Service(say("Phin workshop | Lớp pha phin | 滴漏咖啡工作坊 | เวิร์กช็อปฟิน | Taller de phin"), 75, 8, 280_000, 95_000,
            say("four coffees, one filter, and the reason it dripped too fast | bốn loại cà phê, một chiếc phin, và lý do nó chảy nhanh quá | 四种咖啡，一只滴漏壶，弄懂它为何滴太快 | กาแฟสี่ชนิด ฟินหนึ่งอัน และเหตุผลที่มันหยดเร็วไป | cuatro cafés, un filtro y la razón de que goteara demasiado deprisa"),
            say("Grind, dose, press, wait: each is changed once, and everyone tastes what it did. | Xay, cân, nén, đợi: mỗi thứ đổi một lần, và ai cũng nếm được khác biệt. | 研磨、粉量、压粉、等待：逐一改变，人人尝到差别。 | บด ชั่ง กด รอ เปลี่ยนทีละอย่าง แล้วทุกคนได้ชิมความต่าง | Moler, dosificar, prensar, esperar: se cambia cada cosa una vez y todos prueban el resultado."),
            say("Choose a day when you order. You keep the filter. | Chọn ngày khi đặt. Chiếc phin là của bạn. | 下单时选日期。滴漏壶归您。 | เลือกวันตอนสั่งซื้อ ฟินเป็นของคุณ | Elige el día al hacer el pedido. El filtro es para ti.")),
    Service(say("Evening tasting of six teas | Buổi tối nếm sáu loại trà | 六款茶夜间品鉴 | ชิมชาหกชนิดยามเย็น | Cata nocturna de seis tés"), 90, 10, 390_000, 130_000,
            say("from white to ripe pu’er in one evening, poured by the buyer | từ bạch trà đến phổ nhĩ chín trong một tối, do người mua trà rót | 一晚从白茶喝到熟普，由采购师亲自冲泡 | จากชาขาวถึงผู่เอ๋อร์สุกในเย็นเดียว ชงโดยคนเลือกซื้อชา | del blanco al pu’er maduro en una noche, servidos por el comprador"),
            say("Six pots, no slides. You write your own words before you hear ours. | Sáu ấm, không trình chiếu. Bạn ghi lời của mình trước khi nghe lời chúng tôi. | 六壶茶，没有幻灯片。先写下自己的感受，再听我们的。 | หกกา ไม่มีสไลด์ คุณเขียนคำของตัวเองก่อนฟังคำของเรา | Seis teteras y ninguna diapositiva. Escribes tus palabras antes de oír las nuestras."),
            say("Come without perfume; eat something light before. | Xin đừng xức nước hoa; ăn nhẹ trước khi đến. | 请勿使用香水，来前略吃些东西。 | อย่าใส่น้ำหอม และรองท้องมาก่อน | Ven sin perfume y come algo ligero antes.")),
    Service(say("Coffee cupping | Buổi cupping cà phê | 咖啡杯测 | คัปปิ้งกาแฟ | Cata de café"), 60, 8, 300_000, 100_000,
            say("eight bowls in a row, spoons, and much slurping | tám chén xếp hàng, thìa, và húp thật kêu | 八只碗排开，勺子，大声啜吸 | แปดถ้วยเรียงกัน ช้อน และการซดเสียงดัง | ocho tazas en fila, cucharas y mucho sorber"),
            say("The same table where we decide what to buy. One bowl is always a mistake; find it. | Chính chiếc bàn nơi chúng tôi quyết định mua gì. Luôn có một chén lỗi; hãy tìm ra. | 就在我们决定采购的那张桌上。总有一碗是瑕疵，请找出来。 | โต๊ะเดียวกับที่เราตัดสินใจซื้อ มีหนึ่งถ้วยที่ผิดเสมอ ลองหาดู | La misma mesa donde decidimos qué comprar. Siempre hay una taza defectuosa: encuéntrala."),
            say("Choose a day when you order. Water and bread are on the table. | Chọn ngày khi đặt. Trên bàn có sẵn nước và bánh mì. | 下单时选日期。桌上备有水和面包。 | เลือกวันตอนสั่งซื้อ มีน้ำและขนมปังบนโต๊ะ | Elige el día al hacer el pedido. Hay agua y pan en la mesa.")),
    Service(say("Barista half-day | Nửa ngày học pha chế | 咖啡师半日课 | เรียนบาริสต้าครึ่งวัน | Media jornada de barista"), 210, 4, 1_450_000, 520_000,
            say("grinder, machine and milk, four people to one trainer | máy xay, máy pha và sữa, bốn người một thầy | 磨豆、机器与奶泡，四人一位老师 | เครื่องบด เครื่องชง และนม สี่คนต่อครูหนึ่งคน | molino, máquina y leche, cuatro personas por instructor"),
            say("You dial in a grinder from nothing, steam until it is quiet, and clean the machine as you would want to find it. | Bạn chỉnh máy xay từ đầu, đánh sữa đến khi êm tiếng, và lau máy sạch như mình muốn thấy. | 从零调磨，打奶到无声，再把机器擦到自己想见到的样子。 | ตั้งเครื่องบดจากศูนย์ ตีนมจนเงียบ และล้างเครื่องให้เหมือนที่อยากเจอ | Ajustas un molino desde cero, espumas hasta que no suene y dejas la máquina como te gustaría encontrarla."),
            say("Bring shoes that forgive milk. | Hãy đi đôi giày không ngại sữa đổ. | 请穿不怕沾奶的鞋。 | ใส่รองเท้าที่ไม่กลัวนมหก | Trae zapatos que perdonen la leche.")),
    Service(say("Gift wrapping in indigo cloth | Gói quà bằng vải chàm | 蓝染布礼品包装 | ห่อของขวัญด้วยผ้าคราม | Envoltorio en tela índigo"), 10, 1, 45_000, 18_000,
            say("a square of hand-dyed cloth, one knot, a card in your words | một tấm vải nhuộm tay, một nút thắt, tấm thiệp theo lời bạn | 一方手染布，一个结，一张写您话语的卡片 | ผ้าย้อมมือหนึ่งผืน หนึ่งปม และการ์ดตามคำของคุณ | un paño teñido a mano, un nudo y una tarjeta con tus palabras"),
            say("The cloth is dyed in Sa Pa and can be used again, which is rather the point. | Vải nhuộm ở Sa Pa và dùng lại được, ý nghĩa nằm ở đó. | 布在沙坝染成，可以再用，这正是用意。 | ผ้าย้อมจากซาปาและใช้ซ้ำได้ นั่นแหละคือจุดประสงค์ | La tela se tiñe en Sa Pa y se puede reutilizar; de eso se trata."),
            say("Write the card at the checkout. | Ghi lời thiệp khi thanh toán. | 结账时填写卡片。 | เขียนการ์ดตอนชำระเงิน | Escribe la tarjeta al pagar.")),
)
SERVICE_TITLE = say("{service}, {venue} | {service}, {venue} | {service} · {venue} | {service} {venue} | {service}, {venue}")

OCCASIONS = tuple(map(say, (
    "Quiet Evenings | Buổi tối yên | 静夜 | ค่ำคืนเงียบสงบ | Noches tranquilas", "First Gaiwan | Chén khải đầu tiên | 初识盖碗 | ไก้หว่านแรก | Primer gaiwan", "New House | Tân gia | 乔迁 | ขึ้นบ้านใหม่ | Casa nueva",
    "Teacher’s | Tặng thầy cô | 谢师 | แด่คุณครู | Para el maestro", "Harvest Moon | Trăng vụ mùa | 丰收月 | จันทร์ฤดูเก็บเกี่ยว | Luna de cosecha", "Rainy Season | Mùa mưa | 雨季 | ฤดูฝน | Temporada de lluvias",
    "Café Table | Bàn cà phê | 咖啡桌 | โต๊ะกาแฟ | Mesa de café", "Long Train | Chuyến tàu dài | 长途列车 | รถไฟสายยาว | Tren largo", "Grandfather’s Porch | Hiên nhà ông | 祖父的门廊 | ระเบียงบ้านปู่ | El porche del abuelo",
    "Two Friends | Hai người bạn | 两位朋友 | สองเพื่อน | Dos amigos",
)))
BOX_TITLE = say("{occasion} Gift Box, {tins} tins | Hộp quà {occasion}, {tins} hộp thiếc | {occasion}礼盒 {tins}罐装 | กล่องของขวัญ{occasion} {tins} กระป๋อง | Caja regalo {occasion}, {tins} latas")
BOX_SHORT = say("{tins} tins of 30 g: {first}, {second} and {third} among them | {tins} hộp thiếc 30 g, trong đó có {first}, {second} và {third} | {tins}罐30克装，含{first}、{second}与{third} | {tins} กระป๋อง กระป๋องละ 30 กรัม มี{first} {second} และ{third} | {tins} latas de 30 g, entre ellas {first}, {second} y {third}")
BOX_STORIES = tuple(map(say, (
    "Packed by hand in Hải Phòng, with a card that says who grew each tea and how long to wait. | Đóng tay tại Hải Phòng, kèm thiệp ghi ai trồng từng loại trà và nên đợi bao lâu. | 在海防手工装盒，附卡片写明每款茶的茶农和冲泡时间。 | บรรจุด้วยมือที่ไฮฟอง มีการ์ดบอกว่าใครปลูกชาแต่ละตัวและต้องรอนานแค่ไหน | Empaquetada a mano en Hải Phòng, con una tarjeta que dice quién cultivó cada té y cuánto hay que esperar.",
    "The box is plain board and closes with a paper band, so that it can be opened before it is given and nobody will know. | Hộp bìa mộc, đai giấy, mở ra xem trước khi tặng cũng không ai biết. | 素纸盒配纸腰封，送出前偷看也没人知道。 | กล่องกระดาษเรียบคาดแถบกระดาษ แอบเปิดก่อนให้ก็ไม่มีใครรู้ | La caja es de cartón sencillo con una faja de papel: se puede abrir antes de regalarla y nadie lo sabrá.",
)))
BOX_USE = say("Each tin says how: white and green at 80 °C, oolong and black just off the boil. | Mỗi hộp ghi rõ cách pha: bạch trà và trà xanh 80 °C, ô long và hồng trà nước gần sôi. | 每罐注明泡法：白茶绿茶80 °C，乌龙红茶用将沸之水。 | แต่ละกระป๋องบอกวิธีชง ชาขาวและชาเขียว 80 °C อู่หลงและชาดำน้ำเกือบเดือด | Cada lata indica cómo: blanco y verde a 80 °C; oolong y negro, justo antes de hervir.")
BOX_PROCESS = say("packed by hand | đóng tay | 手工装盒 | บรรจุด้วยมือ | empaquetada a mano")
TASTES = {3: (30, 480_000), 4: (40, 620_000), 6: (60, 890_000)}
