"""Coffee for pressure and for the phin, and the blend made for one café."""

# fmt: off
from __future__ import annotations

from demo.data.schema import ArtSpec, ExpertScore, Pairing, Product, Text, paragraphs
from demo.data.vocabulary import (
    COFFEE_ROBUSTA,
    DARK_ROAST,
    MEDIUM_ROAST,
    ON_REQUEST,
    bean_profile,
    coffee,
    prices,
    stock,
)

PRODUCTS = (
    Product(
        sku="LL-2024",
        ean13="8938505920245",
        category="coffee/espresso",
        art=ArtSpec("pouch", "vietnam", "dark", "dark", ("Buôn Hồ", "Fine", "Robusta"), "250 g", 0),
        title=Text("Buôn Hồ Fine Robusta", "Robusta tuyển Buôn Hồ"),
        subtitle=Text("Espresso and phin coffee from Đắk Lắk, Vietnam",
            "Cà phê espresso và pha phin từ Đắk Lắk, Việt Nam"),
        short=Text(
            "Robusta picked red and washed with care, which is rarer than it sounds. Cocoa, black sugar, roasted "
            "rice.",
            "Robusta hái chín đỏ, rửa kỹ, nghe dễ mà hiếm. Ca cao, đường đen, gạo rang.",
        ),
        long=Text(
            paragraphs(
                "Most robusta is stripped from the branch, red and green together. In Buôn Hồ H’Lan Niê pays her "
                "pickers by the day and not by the kilogram, and so they have time to look.",
                "Washed, dried on mesh and rested three months, it loses the rubber that robusta is blamed for and "
                "keeps the strength it is bought for.",
                "Roasted without butter, sugar or anything else.",
            ),
            paragraphs(
                "Robusta thường bị tuốt cả cành, xanh chín lẫn lộn. Ở Buôn Hồ, chị H’Lan Niê trả công hái theo "
                "ngày chứ không theo cân, nên người hái có thì giờ mà nhìn.",
                "Rửa sạch, phơi trên lưới, nghỉ ba tháng, hạt mất đi mùi cao su mà robusta hay bị chê và giữ lại "
                "cái mạnh mà người ta tìm đến.",
                "Rang mộc: không bơ, không đường, không thêm gì cả.",
            ),
        ),
        use=Text(
            "Phin: 20 g, medium-coarse, 80 ml at 96 °C, four minutes. Espresso: 18 g in, 36 g out, 28 s.",
            "Pha phin: 20 g, xay vừa thô, 80 ml nước 96 °C, bốn phút. Espresso: 18 g bột, 36 g nước, 28 giây.",
        ),
        keywords=Text("robusta, espresso, phin, cocoa, Đắk Lắk, Vietnam",
            "robusta, espresso, pha phin, ca cao, Đắk Lắk, cà phê mộc"),
        grower="nie-buon-ho",
        attributes=coffee(
            Text("Robusta TR4", "Robusta TR4"), 650, Text("Picked red, washed", "Hái chín, sơ chế ướt"), DARK_ROAST,
            Text("December 2025", "Tháng 12/2025"), "dark", COFFEE_ROBUSTA, Text(
                "cocoa, black sugar, roasted rice", "ca cao, đường đen, gạo rang"),
        ),
        profile=bean_profile(5, 1, 1, 10, 6),
        net_g=250, shipping_g=280, size_mm=(140, 80, 240), hs_code="0901.21", tax_category="tea_coffee",
            case_quantity=12,
        prices=prices(("175000", "8.50"), ("157500", "7.60"), (12, "121000", "5.80"), (60, "117000", "5.60"), (120,
            "113000", "5.40")),
        unit_cost_vnd="52000", safety_stock=36, stock=stock((120, 360), (132, 84), (12, 24)),
        experts=(
            ExpertScore("bao", 88, Text("Robusta that needs no condensed milk and loves it anyway.",
                "Robusta không cần sữa đặc, mà thêm vào vẫn hợp.")),
            ExpertScore("naree", 86, Text("Cocoa, weight, no rubber.", "Ca cao, đậm đà, không mùi cao su.")),
            ExpertScore("catalina", 83, Text("It changed my mind about robusta, a little.",
                "Nó làm tôi nghĩ lại về robusta, đôi chút.")),
        ),
        pairings=(
            Pairing("LL-3032", Text(
                "A robusta this dense goes bitter in a fast brewer. The phin lets it fall a drop at a time, four "
                "minutes for one glass, and what comes out is cocoa.",
                "Robusta đậm thế này mà pha nhanh thì đắng. Phin cho nó rơi từng giọt, bốn phút một ly, và thứ "
                "chảy ra là ca cao."), "hoa"),
        ),
        similar=("LL-2027", "LL-2031"),
    ),
    Product(
        sku="LL-2027",
        ean13="8938505920276",
        category="coffee/espresso",
        art=ArtSpec("pouch", "vietnam", "dark", "dark", ("Robusta", "Highland"), "1 kg", 1),
        title=Text("Robusta Highland, 1 kg", "Robusta cao nguyên, 1 kg"),
        subtitle=Text("Espresso coffee from the Central Highlands, Vietnam",
            "Cà phê espresso từ Tây Nguyên, Việt Nam"),
        short=Text(
            "The kilogram that cafés live on: dark, steady, thick foam. The same cup in March as in November.",
            "Túi một ký nuôi sống các quán: đậm, ổn định, crema dày. Tháng Ba hay tháng Mười Một vẫn một vị.",
        ),
        long=Text(
            paragraphs(
                "A café needs one coffee that never surprises anybody. This is ours: three farms around Buôn Hồ "
                "and Ea H’leo, blended after roasting so that each can be roasted as it likes.",
                "Every Monday we brew last week’s bag beside one kept from the month before. If we can tell them "
                "apart, it does not leave.",
                "The bag has a valve and a zip. Keep it shut and out of the fridge.",
            ),
            paragraphs(
                "Quán nào cũng cần một loại cà phê không làm ai bất ngờ. Đây là loại của chúng tôi: ba nông trại "
                "quanh Buôn Hồ và Ea H’leo, rang riêng rồi mới phối.",
                "Thứ Hai hằng tuần, chúng tôi pha túi tuần trước cạnh túi lưu từ tháng trước. Nếu phân biệt được, "
                "lô ấy không xuất xưởng.",
                "Túi có van và khóa kéo. Hãy đóng kín và đừng cất tủ lạnh.",
            ),
        ),
        use=Text(
            "Espresso: 18 g in, 38 g out, 27 s. Phin: 22 g, 90 ml at 96 °C.",
            "Espresso: 18 g bột, 38 g nước, 27 giây. Pha phin: 22 g, 90 ml nước 96 °C.",
        ),
        keywords=Text("robusta, café coffee, one kilogram, espresso, crema",
            "robusta, cà phê quán, một ký, espresso, crema"),
        grower="nie-buon-ho",
        attributes=coffee(
            Text("Robusta TR4 and TR9", "Robusta TR4 và TR9"), 600, Text(
                "Natural and washed, blended after roasting", "Sơ chế khô và ướt, phối sau khi rang"), DARK_ROAST,
            Text("December 2025", "Tháng 12/2025"), "dark", COFFEE_ROBUSTA, Text("dark chocolate, peanut, malt",
                "sô-cô-la đen, đậu phộng, mạch nha"),
        ),
        profile=bean_profile(4, 1, 1, 10, 7),
        net_g=1000, shipping_g=1045, size_mm=(190, 110, 330), hs_code="0901.21", tax_category="tea_coffee",
            case_quantity=12,
        prices=prices(("219000", "11.20"), ("197100", "10.10"), (12, "148000", "7.10"), (60, "142000", "6.80"), (
            240, "136000", "6.50")),
        unit_cost_vnd="92000", safety_stock=36, stock=stock((84, 720), (120, 960), (0, 0)),
        experts=(
            ExpertScore("bao", 84, Text("Reliable foam, reliable Monday.", "Crema đều, thứ Hai nào cũng yên tâm.")),
            ExpertScore("naree", 82, Text("Does what it says, by the kilo.", "Đúng như giới thiệu, tính bằng ký.")),
        ),
        pairings=(
            Pairing("LL-3032", Text(
                "Six phins in a row and one of these bags: half the cafés in Sài Gòn started exactly so.",
                "Sáu chiếc phin xếp hàng và một túi này: nửa số quán ở Sài Gòn đã bắt đầu như thế."), "hoa"),
        ),
        similar=("LL-2024", "LL-2060"),
    ),
    Product(
        sku="LL-2060",
        ean13="8938505920603",
        category="coffee/espresso",
        art=ArtSpec("pouch", "vietnam", "dark", "dark", ("Your Own", "House Blend"), "15 kg", 2),
        title=Text("Your Own House Blend, 15 kg", "Phối riêng cho quán bạn, 15 kg"),
        subtitle=Text("Coffee blended and roasted to your order", "Cà phê phối và rang theo đơn của bạn"),
        short=Text(
            "Tell us the machine, the milk and the price of a cup. We blend three proposals, you taste, we roast. "
            "Price on request.",
            "Bạn cho biết loại máy, loại sữa và giá bán một ly. Chúng tôi phối ba mẫu, bạn nếm, rồi chúng tôi "
            "rang. Giá theo yêu cầu.",
        ),
        long=Text(
            paragraphs(
                "A house blend is an answer, so it starts with questions: what machine, how much milk, which "
                "water, and what may a cup cost?",
                "Hoa Nguyễn roasts three proposals of two kilograms each. You taste them in Thủ Đức or on your own "
                "machine; the one you choose gets a name and a recipe card.",
                "From then on we roast it weekly, in sacks of fifteen kilograms, and keep a sample of every lot "
                "for a year.",
            ),
            paragraphs(
                "Cà phê riêng của quán là một câu trả lời, nên phải bắt đầu bằng câu hỏi: máy gì, bao nhiêu sữa, "
                "nước nào, và một ly bán giá bao nhiêu?",
                "Chị Hoa Nguyễn rang ba mẫu, mỗi mẫu hai ký. Bạn nếm ở Thủ Đức hoặc trên máy của mình; mẫu được "
                "chọn sẽ có tên và phiếu công thức.",
                "Từ đó chúng tôi rang hằng tuần, đóng bao mười lăm ký, và lưu mẫu mỗi lô một năm.",
            ),
        ),
        use=Text(
            "The recipe comes with your blend, written for your machine.",
            "Công thức đi kèm với bản phối, viết riêng cho máy của bạn.",
        ),
        keywords=Text("own blend, house blend, café, trade, price on request",
            "phối riêng, cà phê quán, khách sỉ, giá theo yêu cầu"),
        grower="thu-duc-roastery",
        attributes=coffee(
            Text("Robusta and arabica, as agreed", "Robusta và arabica, theo thỏa thuận"), 1000, Text(
                "Blended to order", "Phối theo đơn"), MEDIUM_ROAST,
            Text("Current lots", "Các lô hiện có"), "dark", COFFEE_ROBUSTA, Text("what your café stands for",
                "theo phong cách quán bạn"),
        ),
        profile=bean_profile(5, 3, 2, 8, 5),
        net_g=15000, shipping_g=15300, size_mm=(420, 300, 620), hs_code="0901.21", tax_category="tea_coffee",
            case_quantity=1,
        prices=ON_REQUEST,
        unit_cost_vnd="1650000", safety_stock=0, stock=stock((0, 0), (4, 12), (0, 0)),
        experts=(
            ExpertScore("bao", 87, Text("They listened first, then they roasted.",
                "Họ lắng nghe trước, rồi mới rang.")),
        ),
        pairings=(
            Pairing("LL-9001", Text(
                "Come to the roastery before you decide. Ninety minutes at our table save three months of wrong "
                "guesses.",
                "Hãy ghé xưởng trước khi quyết định. Chín mươi phút bên bàn nếm đỡ được ba tháng đoán sai."),
                "hoa"),
        ),
        similar=("LL-2027", "LL-2024"),
        channels=("distributor",),
    ),
)
