"""How orders are delivered and paid in each market. Costs and fees are in the market's currency; đồng have no decimals."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.data.schema import Text

Area = tuple[str, str]


@dataclass(frozen=True)
class Delivery:
    """A way to have it delivered; cost without limit unless `free_from` says otherwise, days are working days.

    `areas` are pairs of country and first digits of the postcode where it is offered; none means everywhere in the market.
    """

    code: str
    market: str
    for_trade: bool
    name: Text
    detail: Text
    carrier: str
    cost: str
    free_from: str | None
    transit_days: tuple[int, int]
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class PaymentWay:
    """A way to pay in a market; `fee` is added, `limit` is the highest order total it is offered for."""

    code: str
    kind: str
    market: str
    channels: tuple[str, ...]
    name: Text
    detail: Text
    fee: str
    limit: str | None
    expires_hours: int | None


def _areas(country: str, *prefixes: str) -> tuple[Area, ...]:
    return tuple((country, prefix) for prefix in prefixes)


HANOI = _areas("VN", "10", "11", "12", "13", "14", "15")
HAIPHONG = _areas("VN", "04", "05")
SAIGON = _areas("VN", "70", "71", "72", "73", "74", "75", "76")
CHIANG_MAI = _areas("TH", "50")
HOME, TRADE = ("consumer", "call_centre", "branch"), ("distributor", "retailer", "partner")

STANDARD = Text("Standard, to the door", "Tiêu chuẩn, giao tận nhà", "标准配送，送货上门", "แบบมาตรฐาน ส่งถึงบ้าน", "Estándar, a domicilio")
TO_YOUR_DOCK = Text("Freight to your dock", "Vận tải đến kho của bạn", "货运至您的仓库", "ขนส่งถึงคลังของคุณ", "Flete hasta su almacén")
PARCELS = Text("Parcels to your shop", "Kiện hàng đến cửa hàng của bạn", "包裹送至您的店铺", "พัสดุถึงร้านของคุณ", "Paquetes a su tienda")
CUSTOMS_PAID = Text("Duty and tax are in the price; nothing is asked at the door.",
                    "Đã gồm thuế và lệ phí; không thu thêm khi giao.", "价格已含关税和税费，送达时不再收取任何费用。",
                    "ราคารวมภาษีและอากรแล้ว ไม่เก็บเพิ่มเมื่อส่งถึง",
                    "El precio incluye aranceles e impuestos; no se cobra nada al entregar.")
IN_BOXES = Text("In boxes, by courier, with a delivery note.", "Đóng thùng, giao bằng chuyển phát, kèm phiếu giao hàng.",
                "装箱，快递送达，附送货单。", "บรรจุกล่อง ส่งด้วยขนส่งด่วน พร้อมใบส่งของ", "En cajas, por mensajería, con nota de entrega.")
WITH_PAPERS = Text("By road or sea, with papers.", "Đường bộ hoặc đường biển, kèm giấy tờ.", "陆运或海运，附单证。",
                   "ทางบกหรือทางทะเล พร้อมเอกสาร", "Por tierra o por mar, con documentos.")

DELIVERIES = (
    Delivery("vn-standard", "vn", False, STANDARD,
             Text("Between 9:00 and 18:00. The courier rings ten minutes before.",
                  "Từ 9:00 đến 18:00. Người giao gọi trước mười phút.", "9:00 至 18:00 之间，送达前十分钟来电。",
                  "ระหว่าง 9:00 ถึง 18:00 น. ผู้ส่งจะโทรก่อนสิบนาที", "Entre las 9:00 y las 18:00. El mensajero llama diez minutos antes."),
             "chim-en", "25000", "600000", (1, 2)),
    Delivery("vn-evening", "vn", False, Text("Evening", "Buổi tối", "晚间配送", "ช่วงเย็น", "Por la tarde"),
             Text("Between 18:00 and 21:00.", "Từ 18:00 đến 21:00.", "18:00 至 21:00 之间。", "ระหว่าง 18:00 ถึง 21:00 น.",
                  "Entre las 18:00 y las 21:00."),
             "chim-en", "35000", None, (1, 2), HANOI + SAIGON + HAIPHONG),
    Delivery("vn-motorbike", "vn", False,
             Text("By motorbike", "Bằng xe máy", "摩托车送达", "โดยมอเตอร์ไซค์", "En moto"),
             Text("Within four hours, inside the city.", "Trong bốn giờ, nội thành.", "市区四小时内送达。", "ภายในสี่ชั่วโมง ในเขตเมือง",
                  "En cuatro horas, dentro de la ciudad."),
             "motorbike", "59000", None, (0, 0), SAIGON + HAIPHONG),
    Delivery("vn-post", "vn", False,
             Text("Post, two to three days", "Bưu điện, hai đến ba ngày", "邮寄，两至三天", "ไปรษณีย์ สองถึงสามวัน", "Correo, de dos a tres días"),
             Text("Everywhere in the country, islands included.", "Mọi nơi trong nước, kể cả hải đảo.", "全国送达，包括海岛。",
                  "ทั่วประเทศ รวมถึงเกาะ", "En todo el país, islas incluidas."),
             "swift-post", "22000", "600000", (2, 3)),
    Delivery("vn-pallet", "vn", True,
             Text("Truck to your dock", "Xe tải đến kho của bạn", "卡车送至您的仓库", "รถบรรทุกถึงคลังของคุณ", "Camión hasta su almacén"),
             Text("On pallets, with a delivery note.", "Giao theo pallet, kèm phiếu giao hàng.", "托盘运输，附送货单。",
                  "ส่งเป็นพาเลท พร้อมใบส่งของ", "En palés, con nota de entrega."),
             "mekong-freight", "1400000", "20000000", (1, 3)),
    Delivery("vn-boxes", "vn", True, PARCELS, IN_BOXES, "chim-en", "90000", "3000000", (1, 2)),
    Delivery("cn-express", "cn", False,
             Text("Express from Kunming", "Chuyển phát nhanh từ Côn Minh", "昆明发出的快递", "ด่วนจากคุนหมิง", "Exprés desde Kunming"),
             CUSTOMS_PAID, "red-river", "28", "299", (4, 6)),
    Delivery("cn-post", "cn", False, Text("Post", "Bưu điện", "邮政包裹", "ไปรษณีย์", "Correo"), CUSTOMS_PAID, "swift-post", "18", "199",
             (7, 10)),
    Delivery("cn-freight", "cn", True, TO_YOUR_DOCK, WITH_PAPERS, "mekong-freight", "900", "18000", (4, 7)),
    Delivery("cn-boxes", "cn", True, PARCELS, IN_BOXES, "red-river", "120", "2500", (4, 6)),
    Delivery("th-standard", "th", False, STANDARD,
             Text("From Chiang Mai, by the next working day in the north.", "Gửi từ Chiang Mai, miền bắc nhận ngay ngày làm việc sau.",
                  "从清迈发货，泰北次日送达。", "ส่งจากเชียงใหม่ ภาคเหนือได้รับวันทำการถัดไป", "Desde Chiang Mai; en el norte, al siguiente día hábil."),
             "ping-river", "50", "900", (1, 3)),
    Delivery("th-motorbike", "th", False,
             Text("By motorbike", "Bằng xe máy", "摩托车送达", "โดยมอเตอร์ไซค์", "En moto"),
             Text("Within four hours, inside the city.", "Trong bốn giờ, nội thành.", "市区四小时内送达。", "ภายในสี่ชั่วโมง ในเขตเมือง",
                  "En cuatro horas, dentro de la ciudad."),
             "ping-river", "90", None, (0, 0), CHIANG_MAI),
    Delivery("th-freight", "th", True, TO_YOUR_DOCK, WITH_PAPERS, "mekong-freight", "2500", "60000", (1, 4)),
    Delivery("th-boxes", "th", True, PARCELS, IN_BOXES, "ping-river", "180", "4000", (1, 3)),
    Delivery("latam-air", "latam", False,
             Text("Air parcel, tracked", "Gửi máy bay, có mã theo dõi", "航空包裹，可追踪", "พัสดุทางอากาศ ติดตามได้", "Paquete aéreo con rastreo"),
             CUSTOMS_PAID, "blue-lane", "22.00", "150.00", (6, 10)),
    Delivery("latam-post", "latam", False,
             Text("Post, tracked", "Bưu phẩm, có mã theo dõi", "邮政包裹，可追踪", "ไปรษณีย์ ติดตามได้", "Correo con rastreo"),
             CUSTOMS_PAID, "swift-post", "12.50", "120.00", (12, 20)),
    Delivery("latam-freight", "latam", True, TO_YOUR_DOCK, WITH_PAPERS, "blue-lane", "260.00", "4000.00", (8, 20)),
    Delivery("intl-air", "intl", False,
             Text("Air parcel, tracked", "Gửi máy bay, có mã theo dõi", "航空包裹，可追踪", "พัสดุทางอากาศ ติดตามได้", "Paquete aéreo con rastreo"),
             Text("To the door, customs papers included.", "Giao tận nhà, kèm giấy tờ hải quan.", "送货上门，含报关文件。",
                  "ส่งถึงบ้าน พร้อมเอกสารศุลกากร", "A domicilio, con los papeles de aduana."),
             "blue-lane", "18.00", "120.00", (4, 7)),
    Delivery("intl-post", "intl", False,
             Text("Post, tracked", "Bưu phẩm, có mã theo dõi", "邮政包裹，可追踪", "ไปรษณีย์ ติดตามได้", "Correo con rastreo"),
             Text("Slower and cheaper.", "Chậm hơn và rẻ hơn.", "较慢，更便宜。", "ช้ากว่าแต่ถูกกว่า", "Más lento y más barato."),
             "swift-post", "9.50", "90.00", (9, 15)),
    Delivery("intl-pallet", "intl", True, TO_YOUR_DOCK, WITH_PAPERS, "mekong-freight", "180.00", "3000.00", (3, 12)),
)

CARD = Text("Card", "Thẻ", "银行卡", "บัตร", "Tarjeta")
CARD_DETAIL = Text("You go to the bank’s page and come back here. We never see the card number.",
                   "Bạn sang trang của ngân hàng rồi quay lại đây. Chúng tôi không thấy số thẻ.",
                   "您将前往银行页面，然后返回这里。我们不会看到卡号。", "คุณจะไปยังหน้าของธนาคารแล้วกลับมาที่นี่ เราไม่เห็นเลขบัตร",
                   "Va a la página del banco y vuelve aquí. Nunca vemos el número de la tarjeta.")
TRANSFER = Text("Bank transfer", "Chuyển khoản", "银行转账", "โอนเงินผ่านธนาคาร", "Transferencia bancaria")
HELD_DAYS = Text("Abroad a transfer takes two to four days; the goods are held for five.",
                 "Chuyển từ nước ngoài mất hai đến bốn ngày; hàng được giữ năm ngày.", "境外转账需两至四天；商品为您保留五天。",
                 "การโอนจากต่างประเทศใช้เวลาสองถึงสี่วัน เราเก็บสินค้าไว้ห้าวัน",
                 "Desde el extranjero tarda de dos a cuatro días; guardamos la mercancía cinco.")
ON_ACCOUNT = Text("On account", "Ghi công nợ", "记账", "บัญชีเครดิต", "A cuenta")
ON_TERMS = Text("Paid on your terms, within your credit.", "Trả theo thời hạn đã thỏa thuận, trong hạn mức của bạn.",
                "在您的信用额度内按约定账期付款。", "ชำระตามเงื่อนไขของคุณ ภายในวงเงินเครดิต", "Se paga según sus condiciones, dentro de su crédito.")
CASH = Text("Cash on delivery", "Trả tiền khi nhận hàng", "货到付款", "เก็บเงินปลายทาง", "Pago contra entrega")
CASH_DETAIL = Text("Pay the courier in cash or by scan. Change is not promised.",
                   "Trả tiền mặt hoặc quét mã cho người giao. Xin chuẩn bị tiền vừa đủ.", "以现金或扫码付给快递员，请备好零钱。",
                   "จ่ายเงินสดหรือสแกนกับผู้ส่ง โปรดเตรียมเงินให้พอดี", "Pague al mensajero en efectivo o con código. No se garantiza el cambio.")
SCAN_TO_PAY = Text("Bank transfer, with a code to scan", "Chuyển khoản, quét mã", "银行转账，扫码支付", "โอนเงินผ่านธนาคาร พร้อมรหัสให้สแกน",
                   "Transferencia bancaria, con código para escanear")
HELD_A_DAY = Text("Any bank. The goods are held for you until the transfer arrives, 24 hours at most.",
                  "Ngân hàng nào cũng được. Hàng được giữ cho đến khi nhận chuyển khoản, tối đa 24 giờ.",
                  "任何银行均可。商品为您保留至款项到账，最长 24 小时。", "ธนาคารใดก็ได้ เราเก็บสินค้าไว้จนกว่าเงินโอนจะมาถึง ไม่เกิน 24 ชั่วโมง",
                  "Cualquier banco. Guardamos la mercancía hasta que llegue la transferencia, 24 horas como máximo.")

PAYMENTS = (
    PaymentWay("vn-card", "gateway", "vn", HOME, CARD, CARD_DETAIL, "0", None, 1),
    PaymentWay("vn-transfer", "bank_transfer", "vn", (*HOME, *TRADE), SCAN_TO_PAY, HELD_A_DAY, "0", None, 24),
    PaymentWay("vn-cod", "cash_on_delivery", "vn", ("consumer", "call_centre"), CASH, CASH_DETAIL, "20000", "5000000", None),
    PaymentWay("vn-three-parts", "instalments", "vn", ("consumer",),
               Text("In three parts, no interest", "Trả ba lần, không lãi", "分三期，免息", "แบ่งจ่ายสามงวด ไม่มีดอกเบี้ย", "En tres partes, sin intereses"),
               Text("A third today, the rest in two months. Needs a card.",
                    "Một phần ba hôm nay, phần còn lại trong hai tháng. Cần có thẻ.", "今天付三分之一，其余两个月内付清。需要银行卡。",
                    "จ่ายหนึ่งในสามวันนี้ ส่วนที่เหลือในสองเดือน ต้องใช้บัตร", "Un tercio hoy, el resto en dos meses. Requiere tarjeta."),
               "0", None, 1),
    PaymentWay("vn-terms", "account_terms", "vn", TRADE, ON_ACCOUNT, ON_TERMS, "0", None, None),
    PaymentWay("cn-card", "gateway", "cn", ("consumer",), Text("Card or wallet", "Thẻ hoặc ví điện tử", "银行卡或电子钱包", "บัตรหรือกระเป๋าเงิน",
                                                              "Tarjeta o billetera"), CARD_DETAIL, "0", None, 1),
    PaymentWay("cn-transfer", "bank_transfer", "cn", ("consumer", *TRADE), TRANSFER, HELD_DAYS, "0", None, 120),
    PaymentWay("cn-terms", "account_terms", "cn", TRADE, ON_ACCOUNT, ON_TERMS, "0", None, None),
    PaymentWay("th-card", "gateway", "th", HOME, CARD, CARD_DETAIL, "0", None, 1),
    PaymentWay("th-transfer", "bank_transfer", "th", (*HOME, *TRADE), SCAN_TO_PAY, HELD_A_DAY, "0", None, 24),
    PaymentWay("th-cod", "cash_on_delivery", "th", ("consumer", "call_centre"), CASH, CASH_DETAIL, "30", "5000", None),
    PaymentWay("th-terms", "account_terms", "th", TRADE, ON_ACCOUNT, ON_TERMS, "0", None, None),
    PaymentWay("latam-card", "gateway", "latam", ("consumer", "call_centre"), CARD, CARD_DETAIL, "0", None, 1),
    PaymentWay("latam-transfer", "bank_transfer", "latam", ("consumer", "call_centre", *TRADE), TRANSFER, HELD_DAYS, "0", None, 120),
    PaymentWay("latam-terms", "account_terms", "latam", TRADE, ON_ACCOUNT, ON_TERMS, "0", None, None),
    PaymentWay("intl-card", "gateway", "intl", ("consumer", "call_centre"), CARD,
               Text("In US dollars, on the bank’s page.", "Bằng đô-la Mỹ, trên trang của ngân hàng.", "以美元在银行页面支付。",
                    "เป็นดอลลาร์สหรัฐ บนหน้าของธนาคาร", "En dólares, en la página del banco."), "0", None, 1),
    PaymentWay("intl-transfer", "bank_transfer", "intl", ("consumer", "call_centre", *TRADE), TRANSFER, HELD_DAYS, "0", None, 120),
    PaymentWay("intl-terms", "account_terms", "intl", TRADE, ON_ACCOUNT, ON_TERMS, "0", None, None),
)
