"""Sentences about teas, coffees and wares. Notes and names are put in without articles, so that every language stays right."""

# fmt: off
from demo.composing.saying import say
from demo.data.schema import Text


def _all(*lines: str) -> tuple[Text, ...]:
    return tuple(say(line) for line in lines)


#: Under the name on the shelf; 160 characters at most. {notes} is a list of all three.
SHORTS = _all(
    "{n1} first, then {n2}, and {n3} when the cup is empty. | {n1} trước, rồi {n2}, và {n3} khi chén đã cạn. | 先是{n1}，然后{n2}，杯空后还有{n3}。 | {n1}มาก่อน ตามด้วย{n2} และ{n3}เมื่อถ้วยว่าง | Primero {n1}, luego {n2}, y {n3} cuando la taza queda vacía.",
    "{kind} from {alt} metres. In the cup: {notes}. | {kind} từ độ cao {alt} mét. Trong chén: {notes}. | 海拔{alt}米的{kind}。杯中有{notes}。 | {kind}จากความสูง {alt} เมตร ในถ้วยมี{notes} | {kind} de {alt} metros. En la taza: {notes}.",
    "{n1} on the nose, {n2} on the tongue, and a finish of {n3}. | Ngửi thấy {n1}, nếm thấy {n2}, hậu vị {n3}. | 闻有{n1}，入口{n2}，余韵{n3}。 | กลิ่น{n1} รส{n2} และทิ้งท้ายด้วย{n3} | {n1} en nariz, {n2} en boca y un final de {n3}.",
    "For those who like {n1}. Behind it, {n2} and a little {n3}. | Cho người thích {n1}. Phía sau là {n2} và một chút {n3}. | 献给喜欢{n1}的人。其后是{n2}，还有一点{n3}。 | สำหรับคนชอบ{n1} ข้างหลังมี{n2} กับ{n3}นิด ๆ | Para quien busca {n1}. Detrás, {n2} y un poco de {n3}.",
    "{process}. {Notes}, and nothing in the way. | {process}. {Notes}, không gì chen vào. | {process}。{notes}，干净利落。 | {process} ได้{notes} ไม่มีอะไรมาบัง | {process}. {Notes}, y nada que estorbe.",
    "A quiet lot from {village}: {notes}. | Một lô trà lặng lẽ từ {village}: {notes}. | 来自{village}的静谧之作：{notes}。 | ล็อตเงียบ ๆ จาก{village}: {notes} | Un lote sereno de {village}: {notes}.",
    "{n1} and {n2} carry it; {n3} stays. | {n1} và {n2} dẫn lối; {n3} ở lại. | {n1}与{n2}领路，{n3}留下。 | {n1}กับ{n2}นำทาง ส่วน{n3}อยู่ต่อ | {n1} y {n2} por delante; {n3} al final.",
)
#: The same for coffee, where the words about a lot of tea do not fit.
BEAN_SHORTS = (*SHORTS[:5], *_all(
    "Roasted on Wednesdays for {notes}. | Rang mỗi thứ Tư để giữ {notes}. | 每周三烘焙，只为{notes}。 | คั่วทุกวันพุธเพื่อ{notes} | Tostado los miércoles para conservar {notes}.",
    "{n1} when hot, {n2} when warm, {n3} when you had forgotten it. | Nóng thì {n1}, ấm thì {n2}, bỏ quên thì {n3}. | 烫时{n1}，温时{n2}，忘了它时{n3}。 | ร้อน ๆ ได้{n1} อุ่น ๆ ได้{n2} ลืมไว้ได้{n3} | {n1} en caliente, {n2} en tibio, {n3} cuando lo habías olvidado.",
))

FROM = _all(
    "This leaf grew at {alt} metres in {place}. | Lá trà này mọc ở độ cao {alt} mét tại {place}. | 这批茶叶长在{place}海拔{alt}米处。 | ใบชานี้โตที่ความสูง {alt} เมตรใน{place} | Esta hoja creció a {alt} metros en {place}.",
    "{place} lies at {alt} metres, and the plant is {plant}. | {place} nằm ở độ cao {alt} mét, giống cây là {plant}. | {place}海拔{alt}米，种的是{plant}。 | {place} อยู่สูง {alt} เมตร และพันธุ์คือ{plant} | {place} está a {alt} metros, y la planta es {plant}.",
    "The plants are {plant}, at {alt} metres. | Giống cây ở đây là {plant}, độ cao {alt} mét. | 园中是{plant}，海拔{alt}米。 | ต้นที่นี่คือ{plant} ที่ความสูง {alt} เมตร | Las plantas son {plant}, a {alt} metros.",
)
BEAN_FROM = _all(
    "The coffee is {plant}, grown at {alt} metres. | Giống cà phê là {plant}, trồng ở {alt} mét. | 品种是{plant}，种在海拔{alt}米。 | กาแฟพันธุ์{plant} ปลูกที่ {alt} เมตร | El café es {plant}, cultivado a {alt} metros.",
    "{place}, {alt} metres, {plant}. | {place}, {alt} mét, {plant}. | {place}，海拔{alt}米，{plant}。 | {place} {alt} เมตร {plant} | {place}, {alt} metros, {plant}.",
)
MAKING = _all(
    "Picked {harvest}; {process}. | Hái {harvest}; {process}. | {harvest}采摘；{process}。 | เก็บ {harvest} {process} | Cosecha: {harvest}; {process}.",
    "The lot was picked {harvest}. What followed: {process}. | Lô này hái {harvest}. Sau đó: {process}. | 这一批采于{harvest}。之后：{process}。 | ล็อตนี้เก็บ {harvest} จากนั้น{process} | Cosecha del lote: {harvest}. Después, {process}.",
    "Nothing here is secret: {process}. The picking was {harvest}. | Không có gì bí mật: {process}. Thời gian hái: {harvest}. | 没有秘密：{process}。采摘时间：{harvest}。 | ไม่มีความลับ: {process} เก็บ {harvest} | Aquí no hay secretos: {process}. Cosecha: {harvest}.",
)
TASTE = _all(
    "What we wrote down at the table: {notes}. | Những gì chúng tôi ghi lại ở bàn nếm: {notes}. | 我们在品鉴桌上记下的是：{notes}。 | สิ่งที่เราจดไว้ที่โต๊ะชิม: {notes} | Lo que apuntamos en la mesa: {notes}.",
    "Three tasters, one list: {notes}. | Ba người nếm, một danh sách: {notes}. | 三位品鉴师，同一份清单：{notes}。 | คนชิมสามคน รายการเดียว: {notes} | Tres catadores y una sola lista: {notes}.",
    "It begins with {n1} and takes its time to reach {n3}. | Bắt đầu bằng {n1} rồi thong thả đi đến {n3}. | 以{n1}开场，慢慢走到{n3}。 | เริ่มด้วย{n1} แล้วค่อย ๆ ไปถึง{n3} | Empieza con {n1} y se toma su tiempo hasta llegar a {n3}.",
    "If you find only one thing in it, let it be {n1}; we also found {n2} and {n3}. | Nếu chỉ nhận ra một vị, mong đó là {n1}; chúng tôi còn thấy {n2} và {n3}. | 若只尝出一样，愿是{n1}；我们还找到了{n2}与{n3}。 | ถ้าเจอแค่อย่างเดียว ขอให้เป็น{n1} เรายังเจอ{n2}และ{n3} | Si solo encuentras una cosa, que sea {n1}; nosotros hallamos también {n2} y {n3}.",
)
BREWING = say("{grams} g for {ml} ml at {celsius} °C: {seconds} s, then {more} s more each time, {infusions} infusions. | {grams} g cho {ml} ml nước {celsius} °C: {seconds} giây, mỗi nước thêm {more} giây, được {infusions} nước. | {grams}克茶，{celsius} °C水{ml}毫升：首泡{seconds}秒，之后每泡加{more}秒，可泡{infusions}次。 | {grams} กรัมต่อน้ำ {celsius} °C {ml} มล.: {seconds} วินาที ครั้งต่อไปเพิ่มครั้งละ {more} วินาที ได้ {infusions} น้ำ | {grams} g para {ml} ml a {celsius} °C: {seconds} s, luego {more} s más cada vez, {infusions} infusiones.")
BAG_BREWING = say("One bag for 250 ml at {celsius} °C, {minutes} minutes. | Một túi cho 250 ml nước {celsius} °C, {minutes} phút. | 每包用{celsius} °C水250毫升，泡{minutes}分钟。 | หนึ่งซองต่อน้ำ {celsius} °C 250 มล. {minutes} นาที | Una bolsita para 250 ml a {celsius} °C, {minutes} minutos.")
BAG_TIP = say("Whole leaf in the bag, with room to open; a second mug takes two minutes longer. | Trong túi là lá nguyên, có chỗ để nở; cốc thứ hai lâu hơn hai phút. | 包内是整叶，有舒展的空间；第二杯多泡两分钟。 | ในซองเป็นใบเต็ม มีที่ให้คลี่ แก้วที่สองนานขึ้นอีกสองนาที | Hoja entera dentro de la bolsita, con sitio para abrirse; la segunda taza pide dos minutos más.")
SENTENCE = say("{words}. | {words}. | {words}。 | {words} | {words}.")
CAFE_SIZE = say("The large bag is for cafés and offices; close it well and finish it within two months. | Túi lớn dành cho quán và văn phòng; đóng kín và dùng hết trong hai tháng. | 大包装供咖啡馆与办公室使用，请密封并在两个月内用完。 | ถุงใหญ่สำหรับคาเฟ่และสำนักงาน ปิดให้สนิทและใช้ให้หมดในสองเดือน | La bolsa grande es para cafeterías y oficinas: ciérrala bien y termínala en dos meses.")

WARE_SHORT = say("{form}: {short}. | {form}: {short}. | {form}ï¼{short}。 | {form}: {short} | {form}: {short}.")
WARE_MADE = _all(
    "Made in {place} of {material}; it holds {ml} ml, measured to the brim. | Làm tại {place}, chất liệu {material}; dung tích {ml} ml tính đến miệng. | {place}制作，{material}；满口容量{ml}毫升。 | ทำที่{place} จาก{material} จุ {ml} มล. วัดถึงขอบ | Viene de {place}: {material}, con capacidad de {ml} ml hasta el borde.",
    "{material}, from {place}. {ml} ml, and no two are quite alike. | {material}, làm tại {place}. {ml} ml, không chiếc nào giống hẳn chiếc nào. | {material}，产自{place}。{ml}毫升，没有两件完全相同。 | {material} จาก{place} {ml} มล. ไม่มีชิ้นใดเหมือนกันสนิท | {material}, de {place}. {ml} ml, y no hay dos iguales.",
)
SUITS = _all(
    "We use it for {kinds}. | Chúng tôi dùng nó cho {kinds}. | 我们用它来泡{kinds}。 | เราใช้กับ{kinds} | En casa sirve para {kinds}.",
    "On our table it stands beside {kinds}. | Trên bàn chúng tôi, nó đứng cạnh {kinds}. | 在我们的桌上，它与{kinds}为伴。 | บนโต๊ะของเรา มันอยู่ข้าง{kinds} | En nuestra mesa acompaña a {kinds}.",
)

LEAF_QUOTES = _all(
    "{n1}, and it does not shout. | {n1}, mà không hề ồn ào. | 有{n1}，却不张扬。 | {n1} โดยไม่ต้องตะโกน | {n1}, y sin alzar la voz.",
    "Clean from the first cup to the fifth. | Sạch từ chén đầu đến chén thứ năm. | 从第一杯到第五杯都干净。 | สะอาดตั้งแต่ถ้วยแรกถึงถ้วยที่ห้า | Limpio de la primera taza a la quinta.",
    "I wrote {n2} and underlined it. | Tôi ghi {n2} và gạch chân. | 我写下{n2}，还画了线。 | ฉันเขียนว่า{n2}แล้วขีดเส้นใต้ | Apunté {n2} y lo subrayé.",
    "Well made; the hand is sure. | Làm khéo; tay nghề chắc. | 做工扎实，手法稳当。 | ทำดี มือแม่น | Bien hecho; mano segura.",
    "Better in the second infusion than most in the first. | Nước thứ hai còn hơn nước đầu của nhiều loại khác. | 它的第二泡胜过许多茶的第一泡。 | น้ำที่สองดีกว่าน้ำแรกของหลายตัว | Mejor en la segunda infusión que muchos en la primera.",
    "A long finish of {n3}. | Hậu vị {n3} kéo dài. | {n3}的余韵很长。 | ทิ้งท้ายด้วย{n3}ยาวนาน | Un final largo de {n3}.",
    "Honest leaf at an honest price. | Lá thật, giá thật. | 茶实在，价也实在。 | ใบซื่อสัตย์ ราคาซื่อสัตย์ | Hoja honesta a precio honesto.",
    "The empty cup still smells of {n1}. | Chén cạn vẫn còn thơm {n1}. | 空杯仍有{n1}的香气。 | ถ้วยเปล่ายังหอม{n1} | La taza vacía aún huele a {n1}.",
)
BEAN_QUOTES = _all(
    "{n1} in every bowl of the five. | Cả năm chén đều có {n1}. | 五碗杯测，碗碗有{n1}。 | มี{n1}ครบทั้งห้าถ้วย | {n1} en las cinco tazas.",
    "Sweet, steady, no rough edge. | Ngọt, đều, không gợn. | 甜而稳定，没有毛边。 | หวาน นิ่ง ไม่มีขอบหยาบ | Dulce, estable, sin aristas.",
    "A roast that leaves the bean alone. | Cách rang để yên cho hạt. | 烘焙不抢豆子的风头。 | การคั่วที่ปล่อยให้เมล็ดเป็นตัวเอง | Un tueste que deja en paz al grano.",
    "The {n2} arrives late and stays. | {n2} đến muộn mà ở lâu. | {n2}来得晚，留得久。 | {n2}มาช้าแต่อยู่นาน | Notas tardías de {n2} que se quedan.",
    "I would serve this at my own bar. | Tôi sẽ phục vụ loại này ở quán mình. | 我愿在自己的吧台上卖它。 | ฉันจะเสิร์ฟตัวนี้ที่บาร์ของตัวเอง | Lo serviría en mi propia barra.",
    "Clear as a bell, even cold. | Trong vắt, kể cả khi nguội. | 即使放凉，也清澈如铃。 | ใสแม้ตอนเย็นแล้ว | Limpio como una campana, incluso frío.",
)
WARE_QUOTES = _all(
    "The foot is trimmed as carefully as the lip. | Chân được gọt kỹ như miệng. | 圈足修得和口沿一样细。 | ฐานแต่งละเอียดเท่ากับปาก | El pie está tan cuidado como el borde.",
    "Honest weight; nothing wobbles. | Nặng vừa tay; không gì lung lay. | 分量实在，毫不晃动。 | น้ำหนักพอดี ไม่โคลงเคลง | Peso honesto; nada se tambalea.",
    "I have used mine daily for a month. No complaint. | Tôi dùng hằng ngày suốt một tháng. Không chê được. | 天天用了一个月，无可挑剔。 | ใช้ทุกวันมาหนึ่งเดือน ไม่มีที่ติ | Lo he usado a diario un mes. Sin quejas.",
    "A surface that makes you turn it in the light. | Bề mặt khiến ta phải xoay dưới ánh sáng. | 釉面让人忍不住转到光下看。 | ผิวที่ชวนให้หมุนดูใต้แสง | Una superficie que invita a girarla a la luz.",
    "It pours where you point it. | Chỉ đâu rót đó. | 指哪倒哪。 | รินตรงที่ชี้ | Vierte donde apuntas.",
)
#: Quotes that speak of pouring do not fit a cup.
POURING = {"It pours where you point it."}
