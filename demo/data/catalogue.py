"""The whole catalogue in one place: categories, products, growers, voices and reviews."""

# fmt: off
from __future__ import annotations

from dataclasses import dataclass

from demo.data import (
    coffee_espresso,
    coffee_filter,
    reviews_more,
    reviews_tea,
    teas_dark,
    teas_green,
    teas_oolong,
    teas_roasted,
    ware_brewing,
    ware_cups,
)
from demo.data.growers import GROWERS
from demo.data.schema import Category, Grower, Product, Review, Text
from demo.data.voices import PEOPLE

CATEGORIES = (
    Category("tea", Text("Tea", "Trà"), Text(
        "From the palest white to a pu’er as dark as coffee, all from people we know by name.",
        "Từ bạch trà nhạt nhất đến Phổ Nhĩ sẫm như cà phê, tất cả từ những người chúng tôi biết tên.")),
    Category("tea/white", Text("White tea", "Bạch trà"), Text(
        "Buds that were withered, dried and otherwise left alone.", "Búp trà làm héo, phơi khô, ngoài ra để yên.")),
    Category("tea/green", Text("Green tea", "Trà xanh"), Text(
        "Fired within hours of picking, so that the leaf stays green. Keep the water below boiling.",
        "Sao trong vài giờ sau khi hái để lá giữ màu xanh. Đừng pha nước sôi.")),
    Category("tea/yellow", Text("Yellow tea", "Hoàng trà"), Text(
        "A green tea that was wrapped warm until the bite went out of it.",
        "Trà xanh được ủ ấm cho đến khi hết chát.")),
    Category("tea/oolong", Text("Oolong", "Ô long"), Text(
        "Between green and black. A light oolong is floral and milky; a roasted one tastes of chestnut and honey. "
        "Both can be brewed five or six times from the same leaf.",
        "Nằm giữa trà xanh và hồng trà. Ô long nhạt thơm hoa và vị sữa; ô long rang có vị hạt dẻ và mật ong. Cùng "
        "một lần lá pha được năm, sáu nước.")),
    Category("tea/black", Text("Black tea", "Hồng trà"), Text(
        "Fully oxidised: malt, honey and cocoa. With or without milk.",
        "Oxy hóa hoàn toàn: mạch nha, mật ong, ca cao. Có sữa hay không đều được.")),
    Category("tea/puer", Text("Pu’er", "Phổ Nhĩ"), Text(
        "Pressed in cakes, raw for keeping or ripe for tonight.",
        "Ép thành bánh: trà sống để dành, trà chín để uống tối nay.")),
    Category("tea/scented", Text("Scented tea", "Trà ướp hương"), Text(
        "Scented with real flowers, night after night, and sifted clean again.",
        "Ướp bằng hoa thật, đêm này qua đêm khác, rồi sàng sạch hoa.")),
    Category("tea/herbal", Text("Herbal infusions", "Trà thảo mộc"), Text(
        "No tea leaf in them, and little or no caffeine.", "Không có lá trà, rất ít hoặc không có caffein.")),
    Category("coffee", Text("Coffee", "Cà phê"), Text(
        "Roasted on Wednesdays in Thủ Đức, sent the same week.",
        "Rang mỗi thứ Tư ở Thủ Đức, gửi đi ngay trong tuần.")),
    Category("coffee/filter", Text("Filter coffee", "Cà phê lọc"), Text(
        "Roasted light to medium, for pouring slowly.", "Rang nhạt đến vừa, để rót chậm.")),
    Category("coffee/espresso", Text("Espresso and phin", "Espresso và pha phin"), Text(
        "Roasted darker, for pressure, for drops and for condensed milk.",
        "Rang đậm hơn, cho máy nén, cho phin nhỏ giọt và cho sữa đặc.")),
    Category("teaware", Text("Teaware", "Ấm chén"), Text(
        "Things that are used every day and look better for it.", "Những món dùng hằng ngày, càng dùng càng đẹp.")),
    Category("teaware/brewing", Text("Pots, gaiwans and jugs", "Ấm, chén khải và tống"), Text(
        "What the leaf opens in.", "Nơi lá trà mở ra.")),
    Category("teaware/cups", Text("Cups", "Chén"), Text("Thin lips, thick walls: one for each kind of day.",
        "Miệng mỏng, thành dày: mỗi kiểu cho một ngày.")),
    Category("teaware/coffee", Text("For coffee", "Dụng cụ cà phê"), Text("Phins and kettles.", "Phin và ấm rót.")),
    Category("gifts", Text("Gifts", "Quà tặng"), Text("Boxes, and a morning at the roastery.",
        "Hộp quà, và một buổi sáng ở xưởng rang.")),
    Category("gifts/boxes", Text("Gift boxes", "Hộp quà"), Text("Put together for an occasion.",
        "Sắp riêng cho từng dịp.")),
    Category("gifts/tastings", Text("Tastings", "Buổi nếm"), Text("At the table where we taste every lot.",
        "Bên chiếc bàn nơi lô nào chúng tôi cũng nếm.")),
)

PRODUCTS: tuple[Product, ...] = tuple(
    sorted(
        (
            *teas_green.PRODUCTS, *teas_oolong.PRODUCTS, *teas_roasted.PRODUCTS, *teas_dark.PRODUCTS,
            *coffee_filter.PRODUCTS, *coffee_espresso.PRODUCTS, *ware_brewing.PRODUCTS, *ware_cups.PRODUCTS,
        ),
        key=lambda product: product.sku,
    )
)

REVIEWS: dict[str, tuple[Review, ...]] = {**reviews_tea.REVIEWS, **reviews_more.REVIEWS}


@dataclass(frozen=True)
class Catalogue:
    """What a loading puts on the shelves: products, who grew or made them, and what buyers wrote, by SKU."""

    products: tuple[Product, ...]
    growers: tuple[Grower, ...]
    reviews: dict[str, tuple[Review, ...]]


#: The forty products that were written by hand; the composer adds the others.
HAND_WRITTEN = Catalogue(PRODUCTS, GROWERS, REVIEWS)

__all__ = ["CATEGORIES", "GROWERS", "HAND_WRITTEN", "PEOPLE", "PRODUCTS", "REVIEWS", "Catalogue"]
