"""Why one thing goes with another: reasons made of what both are. The first is the product whose page says it."""

# fmt: off
from demo.composing.saying import say
from demo.data.schema import Text


def _all(*lines: str) -> tuple[Text, ...]:
    return tuple(say(line) for line in lines)


#: From a leaf to a ware, by the form of the ware. {celsius}, {infusions}, {kind} and {n1} are the leaf's, {ml} the ware's.
LEAF_TO_WARE = {
    "gaiwan": _all(
        "{infusions} infusions want a lid you can tilt. {ml} ml is one guest and yourself. | {infusions} nước cần một chiếc nắp dễ nghiêng. {ml} ml là bạn và một người khách. | 要泡{infusions}道，需要能斜开的盖。{ml}毫升，正好一客一主。 | ชง {infusions} น้ำต้องมีฝาที่เอียงได้ {ml} มล. พอสำหรับแขกหนึ่งคนกับตัวเรา | {infusions} infusiones piden una tapa que se incline. {ml} ml: un invitado y tú.",
        "The lid keeps {n1} for the moment before you drink. | Chiếc nắp giữ {n1} cho khoảnh khắc trước khi uống. | 盖子把{n1}留到入口前的一刻。 | ฝาเก็บ{n1}ไว้ให้ชั่วขณะก่อนดื่ม | La tapa guarda notas de {n1} para el instante antes de beber."),
    "teapot": _all(
        "At {celsius} °C this leaf wants walls that hold the heat. {ml} ml of clay do. | Ở {celsius} °C, lá này cần thành ấm giữ nhiệt. {ml} ml gốm làm được. | {celsius} °C的茶需要蓄热的壶壁，{ml}毫升的陶壶刚好。 | ที่ {celsius} °C ใบนี้ต้องการผนังที่เก็บความร้อน กาขนาด {ml} มล. ทำได้ | A {celsius} °C esta hoja pide paredes que guarden el calor. Los {ml} ml de esta tetera lo hacen.",
        "Room for the leaf to open, and {n1} comes round instead of sharp. | Có chỗ cho lá mở, {n1} thành tròn chứ không gắt. | 叶底舒展，{n1}圆润而不锐。 | มีที่ให้ใบคลี่ {n1}จึงกลมแทนที่จะแหลม | Con sitio para abrirse, la hoja da {n1} redondo, nunca áspero."),
    "cup": _all(
        "In a cup of {ml} ml the colour is seen before the tea is tasted. | Trong chén {ml} ml, mắt thấy màu trước khi miệng nếm trà. | {ml}毫升的杯子，未尝其味先见其色。 | ในถ้วย {ml} มล. ตาเห็นสีก่อนลิ้นได้รส | En una taza de {ml} ml se ve el color antes de probar el té.",
        "{ml} ml: two swallows of {n1}, then time to pour again. | {ml} ml: hai ngụm {n1}, rồi đến lúc rót tiếp. | {ml}毫升：两口{n1}，又该续杯。 | {ml} มล.: {n1}สองอึก แล้วก็ถึงเวลารินใหม่ | {ml} ml: dos sorbos de {n1} y hora de servir otra vez."),
    "pitcher": _all(
        "Empty the whole infusion into it, and nobody gets only the {n1}. | Rót hết nước trà vào đây, chẳng ai chỉ được mỗi {n1}. | 整道茶汤倒入其中，{n1}人人有份。 | เทน้ำชาทั้งหมดลงไป ทุกคนจะได้{n1}เท่ากัน | Vacía en ella toda la infusión y habrá {n1} para todos.",),
    "kettle": _all(
        "{celsius} °C, poured slowly: this spout was made for it. | {celsius} °C, rót chậm: chiếc vòi này sinh ra để làm vậy. | {celsius} °C，慢慢注水：这壶嘴正为此而生。 | {celsius} °C รินช้า ๆ พวยนี้เกิดมาเพื่อสิ่งนี้ | {celsius} °C y vertido lento: este cuello se hizo para eso.",),
}
BEAN_TO_WARE = {
    "phin": _all("Four minutes through ninety-four holes, and {n1} is all there. | Bốn phút qua chín mươi bốn lỗ, {n1} còn đủ cả. | 四分钟穿过九十四个细孔，{n1}一丝不少。 | สี่นาทีผ่านเก้าสิบสี่รู {n1}อยู่ครบ | Cuatro minutos por noventa y cuatro agujeros, y sus notas de {n1} siguen intactas.",
                 "A small dose, a slow drip, {ml} ml: that is how this roast was tasted. | Liều nhỏ, nhỏ giọt chậm, {ml} ml: chúng tôi đã nếm mẻ rang này như thế. | 小粉量，慢滴，{ml}毫升：这支豆就是这样杯测的。 | ผงน้อย หยดช้า {ml} มล. เราชิมการคั่วนี้แบบนั้น | Poca dosis, goteo lento, {ml} ml: así catamos este tueste."),
    "kettle": _all("A slow pour keeps {n1} and {n2} apart. | Rót chậm thì {n1} và {n2} tách bạch. | 慢注水，{n1}与{n2}才分得清。 | รินช้าแยก{n1}กับ{n2}ออกจากกัน | Un vertido lento separa {n1} y {n2}.",
                   "Light roasts show every splash. This spout does not splash. | Rang nhạt lộ mọi cú rót mạnh tay. Vòi này không bắn. | 浅烘最怕水流忽急，这壶嘴不会。 | คั่วอ่อนฟ้องทุกหยดที่กระเซ็น พวยนี้ไม่กระเซ็น | Los tuestes se resienten con cada salpicadura. Este cuello no salpica."),
    "cup": _all("Drunk from {ml} ml of warm clay, {n2} lasts longer. | Uống bằng chén gốm ấm {ml} ml, {n2} ở lại lâu hơn. | 用{ml}毫升的温陶杯喝，{n2}更持久。 | ดื่มจากถ้วยดินอุ่น {ml} มล. {n2}จะอยู่นานขึ้น | En {ml} ml de barro tibio, las notas de {n2} duran más.",),
}
#: From a ware to what is drunk from it. {n1}, {kind} and {title} are those of the drink.
WARE_TO_DRINK = _all(
    "We filled it with many things; with {n1} from this one it made sense. | Chúng tôi rót vào nó nhiều thứ; với {n1} của loại này thì hợp nhất. | 我们用它装过许多饮品，唯有这一款的{n1}最相宜。 | เราลองใส่มาหลายอย่าง กับ{n1}ของตัวนี้ลงตัวที่สุด | Probamos con muchas cosas; con estas notas de {n1}, todo encajó.",
    "It was on the table when we chose this {kind}, and it stayed. | Nó nằm trên bàn khi chúng tôi chọn {kind} này, và ở lại luôn. | 选中这款{kind}时它就在桌上，从此留了下来。 | มันอยู่บนโต๊ะตอนเราเลือก{kind}ตัวนี้ และอยู่ต่อมา | Ya estaba en la mesa cuando elegimos a su pareja ({kind}), y ahí se quedó.",
    "The glaze and the colour of this {kind} flatter each other. | Màu men và màu nước của {kind} này tôn nhau lên. | 器色与这款{kind}的汤色相得益彰。 | สีของมันกับสีน้ำของ{kind}ตัวนี้ส่งเสริมกัน | Su color y el de la taza ({kind}) se favorecen.",
)
#: From a drink to another for a different hour. {n1} is the first one's, {m1} the other's.
DRINK_TO_DRINK = _all(
    "After {n1} in the morning, {m1} in the afternoon: the same table, another weather. | Sáng {n1}, chiều {m1}: vẫn chiếc bàn ấy, thời tiết khác. | 早上{n1}，下午{m1}：同一张桌，另一种天气。 | เช้า{n1} บ่าย{m1} โต๊ะเดิม คนละอากาศ | Por la mañana, {n1}; por la tarde, {m1}: la misma mesa y otro tiempo.",
    "Pour them side by side once. {n1} makes {m1} clearer. | Hãy rót hai loại cạnh nhau một lần. {n1} làm {m1} rõ hơn. | 并排泡一次：{n1}让{m1}更分明。 | ลองรินคู่กันสักครั้ง {n1}ทำให้{m1}ชัดขึ้น | Sírvelos juntos una vez: {n1} aclara {m1}.",
    "Guests who like this one ask for that one next: {m1}. | Khách thích loại này thường gọi tiếp loại kia: {m1}. | 喜欢这款的客人，下一杯总点那款：{m1}。 | แขกที่ชอบตัวนี้มักขอตัวนั้นต่อ: {m1} | Quien disfruta este pide después el otro, por sus notas de {m1}.",
)
WARE_TO_WARE = _all(
    "{ml} ml against {other_ml} ml: measured before we bought either. | {ml} ml với {other_ml} ml: chúng tôi đo trước khi mua. | {ml}毫升配{other_ml}毫升：都是量过才进的货。 | {ml} มล. กับ {other_ml} มล. เราวัดก่อนซื้อทั้งคู่ | {ml} ml y {other_ml} ml: lo medimos antes de comprarlos.",)
TO_SERVICE = _all("An hour with us, and you will get more out of it at home. | Một giờ cùng chúng tôi, về nhà bạn sẽ dùng nó hay hơn. | 来上一小时，回家会用得更好。 | หนึ่งชั่วโมงกับเรา แล้วกลับไปใช้ที่บ้านได้ดีขึ้น | Una hora con nosotros y en casa le sacarás más partido.",)
FROM_SERVICE = _all("It is on the table at every session. | Buổi nào nó cũng có mặt trên bàn. | 每一场它都在桌上。 | อยู่บนโต๊ะทุกครั้ง | Está en la mesa en cada sesión.",)
