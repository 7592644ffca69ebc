"""Cups, what coffee needs, and the one service: a tasting at the roastery."""

# fmt: off
from __future__ import annotations

from demo.data.schema import ArtSpec, Attribute, ExpertScore, Pairing, Product, Text, paragraphs
from demo.data.vocabulary import prices, stock, ware

PRODUCTS = (
    Product(
        sku="LL-3020",
        ean13="8938505930206",
        category="teaware/cups",
        art=ArtSpec("cup", "thailand", "ware", "oolong", (), "", 0),
        title=Text("San Kamphaeng Celadon Cup", "Chén men ngọc San Kamphaeng"),
        subtitle=Text("Celadon from San Kamphaeng, Chiang Mai", "Gốm men ngọc San Kamphaeng, Chiang Mai"),
        short=Text(
            "A thin-lipped cup the colour of young rice. It makes amber look like amber.",
            "Chén miệng mỏng, màu lúa non. Nước hổ phách rót vào trông đúng là hổ phách.",
        ),
        long=Text(
            paragraphs(
                "White porcelain shows a tea exactly, as a taster’s lamp does. Celadon flatters it.",
                "Duangjai Inthanon turns these on a kick wheel, sixty in a day, and trims the lip while the clay "
                "is still cold to the touch. That is what makes it thin.",
                "Fifty-five millilitres: half a gaiwan, two swallows and a pause.",
            ),
            paragraphs(
                "Sứ trắng cho thấy màu trà chính xác như đèn của người nếm. Men ngọc thì tôn nó lên.",
                "Bà Duangjai Inthanon vuốt trên bàn xoay đạp chân, mỗi ngày sáu mươi chiếc, và gọt miệng khi đất "
                "còn mát tay. Nhờ vậy miệng chén mới mỏng.",
                "Năm mươi lăm mililít: nửa chén khải, hai ngụm và một khoảng lặng.",
            ),
        ),
        use=Text(
            "Dishwasher safe. The fine crackle is in the glaze, not in the clay.",
            "Rửa máy được. Vết rạn nằm ở lớp men, không phải ở xương gốm.",
        ),
        keywords=Text("cup, celadon, small cup, Chiang Mai, gift",
            "chén, men ngọc, chén nhỏ, Chiang Mai, quà tặng"),
        grower="inthanon-san-kamphaeng",
        attributes=ware(Text("Stoneware, wood-ash celadon", "Gốm, men ngọc tro gỗ"), 55, Text(
            "San Kamphaeng, Chiang Mai, Thailand", "San Kamphaeng, Chiang Mai, Thái Lan")),
        profile=(),
        net_g=85, shipping_g=150, size_mm=(80, 80, 65), hs_code="6912.00", tax_category="ware", case_quantity=36,
        prices=prices(("260000", "12.50"), ("234000", "11.30"), (36, "172000", "8.25"), (108, "166000", "7.95")),
        unit_cost_vnd="71000", safety_stock=24, stock=stock((120, 180), (144, 360), (72, 180)),
        experts=(
            ExpertScore("preecha", 93, Text("Our clay, our ash, and a lip like paper.",
                "Đất xứ tôi, tro xứ tôi, miệng mỏng như giấy.")),
            ExpertScore("mai", 91, Text("You will stop using your other cups.",
                "Bạn sẽ bỏ quên những chiếc chén khác.")),
            ExpertScore("helen", 90, Text("A small luxury at a small price.", "Một chút sang với giá nhỏ.")),
        ),
        pairings=(
            Pairing("LL-3001", Text(
                "One gaiwan fills two of these to the line where the glaze turns. We measured before we bought "
                "either.",
                "Một chén khải rót đầy hai chiếc này, đúng đến chỗ men đổi màu. Chúng tôi đo rồi mới đặt hàng."),
                "vy"),
        ),
        similar=("LL-3025", "LL-3001"),
    ),
    Product(
        sku="LL-3025",
        ean13="8938505930251",
        category="teaware/cups",
        art=ArtSpec("cup", "vietnam", "ware", "black", (), "", 4),
        title=Text("Ash-glaze Cups, set of 4", "Bộ 4 chén men tro"),
        subtitle=Text("Stoneware from Bát Tràng, Hà Nội", "Gốm Bát Tràng, Hà Nội"),
        short=Text(
            "Four wide cups in grey-green ash glaze, thick-walled and unbothered by daily life.",
            "Bốn chiếc chén rộng men tro xám xanh, thành dày, chịu được đời sống hằng ngày.",
        ),
        long=Text(
            paragraphs(
                "Ash from the village’s own hearths, lime and river mud: the recipe is older than the kiln. It "
                "runs a little in the fire and stops where it likes.",
                "The wall is thick, so the tea stays hot and the fingers do not. Each cup holds 180 ml, enough for "
                "a tea bag or a small coffee.",
                "One of the four is always a shade darker. It stood nearest the flame.",
            ),
            paragraphs(
                "Tro bếp trong làng, vôi và bùn sông: công thức này già hơn cả lò. Men chảy một chút trong lửa rồi "
                "dừng ở đâu tùy ý nó.",
                "Thành chén dày nên trà giữ nóng mà tay không bỏng. Mỗi chiếc 180 ml, vừa cho một túi trà hay một "
                "tách cà phê nhỏ.",
                "Trong bốn chiếc luôn có một chiếc sẫm hơn. Nó đứng gần ngọn lửa nhất.",
            ),
        ),
        use=Text("Dishwasher and microwave safe. They stack.", "Dùng được máy rửa và lò vi sóng. Xếp chồng được."),
        keywords=Text("cups, set of four, ash glaze, stoneware, Bát Tràng",
            "bộ chén, bốn chiếc, men tro, gốm, Bát Tràng"),
        grower="bat-trang-kiln-7",
        attributes=ware(Text("Stoneware, ash glaze", "Gốm, men tro"), 180, Text("Bát Tràng, Hà Nội, Vietnam",
            "Bát Tràng, Hà Nội, Việt Nam")),
        profile=(),
        net_g=980, shipping_g=1340, size_mm=(200, 200, 100), hs_code="6912.00", tax_category="ware",
            case_quantity=6,
        prices=prices(("480000", "23.20"), ("432000", "20.90"), (6, "322000", "15.40"), (24, "311000", "14.90")),
        unit_cost_vnd="134000", safety_stock=12, stock=stock((118, 540), (42, 60), (6, 0)),
        experts=(
            ExpertScore("mai", 89, Text("Honest pots. The glaze knows where to stop.",
                "Đồ gốm thật thà. Men biết chỗ dừng.")),
            ExpertScore("helen", 87, Text("I have dropped one twice.",
                "Tôi đánh rơi một chiếc hai lần, vẫn nguyên.")),
        ),
        pairings=(
            Pairing("LL-3008", Text(
                "The teapot pours four of these and a half. The half is for whoever made the tea.",
                "Một ấm rót được bốn chén rưỡi. Nửa chén ấy dành cho người pha trà."), "vy"),
        ),
        similar=("LL-3020", "LL-3046"),
    ),
    Product(
        sku="LL-3032",
        ean13="8938505930329",
        category="teaware/coffee",
        art=ArtSpec("phin", "vietnam", "ware", "dark", (), "", None),
        title=Text("Phin Filter for One", "Phin pha một người"),
        subtitle=Text("Steel and glass, made in Sài Gòn", "Thép và thủy tinh, làm tại Sài Gòn"),
        short=Text(
            "Screw-down press, 94 fine holes, a glass to catch it. Four minutes without electricity.",
            "Nắp gài vặn ren, 94 lỗ nhỏ, kèm ly hứng. Bốn phút, không cần điện.",
        ),
        long=Text(
            paragraphs(
                "A phin fails in two ways: it races or it stops. Both come from the press, so ours screws down on "
                "a thread instead of lying loose.",
                "Phạm Hữu Lợi’s workshop in Tân Phú punches the holes in one stroke and polishes both sides. "
                "Nothing to unclog, nothing to rust.",
                "The glass is tempered and fits the saucer, so the drops do not miss.",
            ),
            paragraphs(
                "Phin hỏng theo hai kiểu: chảy ào hoặc tắc. Cả hai đều do nắp gài, nên nắp của chúng tôi vặn ren "
                "chứ không đặt hờ.",
                "Xưởng anh Phạm Hữu Lợi ở Tân Phú đột lỗ một lần rồi đánh bóng cả hai mặt. Không lo tắc, không lo "
                "gỉ.",
                "Ly thủy tinh cường lực vừa khít đĩa phin, giọt nào cũng rơi trúng.",
            ),
        ),
        use=Text(
            "20 g of medium-coarse coffee, a splash to wet it, wait 30 s, then 80 ml at 96 °C.",
            "20 g cà phê xay vừa thô, tráng chút nước, chờ 30 giây, rồi rót 80 ml nước 96 °C.",
        ),
        keywords=Text("phin, Vietnamese coffee filter, drip, steel, glass",
            "phin, phin cà phê, pha phin, inox, ly"),
        grower="loi-tan-phu",
        attributes=ware(Text("Stainless steel 304, tempered glass", "Thép không gỉ 304, thủy tinh cường lực"), 120,
            Text("Hồ Chí Minh City, Vietnam", "Thành phố Hồ Chí Minh, Việt Nam")),
        profile=(),
        net_g=260, shipping_g=380, size_mm=(110, 110, 170), hs_code="7323.93", tax_category="ware",
            case_quantity=24,
        prices=prices(("185000", "8.90"), ("166500", "8.00"), (24, "124000", "5.95"), (96, "119000", "5.70"), (240,
            "114000", "5.45")),
        unit_cost_vnd="52000", safety_stock=24, stock=stock((22, 0), (168, 480), (0, 0)),
        experts=(
            ExpertScore("bao", 88, Text("The thread makes all the difference.", "Khác nhau là ở đường ren.")),
            ExpertScore("naree", 88, Text("Even drip, first time.", "Nhỏ giọt đều ngay lần đầu.")),
        ),
        pairings=(
            Pairing("LL-2024", Text(
                "Four minutes and one glass of cocoa: the phin was waiting for a robusta as clean as this.",
                "Bốn phút và một ly ca cao: phin chờ mãi mới có loại robusta sạch thế này."), "hoa"),
        ),
        similar=("LL-3041", "LL-3046"),
    ),
    Product(
        sku="LL-3041",
        ean13="8938505930411",
        category="teaware/coffee",
        art=ArtSpec("kettle", "vietnam", "ware", "green", (), "", 2),
        title=Text("Slow Kettle, 0.8 l", "Ấm rót chậm 0,8 l"),
        subtitle=Text("Steel and walnut", "Thép và gỗ óc chó"),
        short=Text(
            "A narrow spout, a handle above the weight and a thermometer in the lid. It pours as slowly as you "
            "can.",
            "Vòi mảnh, quai nằm trên trọng tâm, nhiệt kế gắn nắp. Rót chậm đến mức tay bạn có thể.",
        ),
        long=Text(
            paragraphs(
                "Green tea wants eighty degrees and filter coffee ninety-three, and both want them from a thin, "
                "even stream.",
                "The spout is nine millimetres wide at its end and bent so that it stops without dripping. The "
                "walnut arch sits over the middle, so a full kettle weighs no more in the hand than a half-full "
                "one.",
                "For gas, induction and everything between.",
            ),
            paragraphs(
                "Trà xanh cần tám mươi độ, cà phê lọc cần chín mươi ba, và cả hai đều cần một dòng nước mảnh, đều.",
                "Đầu vòi rộng chín milimét, uốn để dừng là dứt giọt. Quai gỗ óc chó nằm ngay trên trọng tâm, nên "
                "ấm đầy hay vơi cầm vẫn nhẹ như nhau.",
                "Dùng được bếp ga, bếp từ và mọi loại bếp.",
            ),
        ),
        use=Text(
            "Fill to the rivet, 0.8 l. Descale once a month with lemon juice. Keep the handle dry.",
            "Đổ đến đinh tán, 0,8 l. Mỗi tháng tẩy cặn một lần bằng nước chanh. Giữ quai khô.",
        ),
        keywords=Text("kettle, gooseneck, pour-over, thermometer, walnut",
            "ấm rót, cổ ngỗng, nhiệt kế, gỗ óc chó, pha lọc"),
        grower="loi-tan-phu",
        attributes=ware(Text("Stainless steel, walnut", "Thép không gỉ, gỗ óc chó"), 800, Text(
            "Hồ Chí Minh City, Vietnam", "Thành phố Hồ Chí Minh, Việt Nam")),
        profile=(),
        net_g=740, shipping_g=1120, size_mm=(280, 170, 240), hs_code="7323.93", tax_category="ware",
            case_quantity=4,
        prices=prices(("1650000", "79.00"), None, (4, "1150000", "55.10"), (20, "1110000", "53.20")),
        unit_cost_vnd="520000", safety_stock=6, stock=stock((24, 40), (36, 80), (31, 120)),
        experts=(
            ExpertScore("naree", 90, Text("Stops dead when you do.", "Tay dừng là nước dừng.")),
            ExpertScore("helen", 89, Text("Light in the hand, even when full.", "Đầy nước mà cầm vẫn nhẹ.")),
            ExpertScore("bao", 87, Text("The thermometer is honest to a degree.",
                "Nhiệt kế sai không quá một độ.")),
        ),
        pairings=(
            Pairing("LL-2010", Text(
                "A washed Colombian shows every mistake in the pour. With this spout there are simply fewer to "
                "show.",
                "Cà phê Colombia sơ chế ướt để lộ mọi lỗi khi rót. Với vòi này, đơn giản là ít lỗi hơn để lộ."),
                "hoa"),
        ),
        similar=("LL-3046", "LL-3032"),
    ),
    Product(
        sku="LL-9001",
        ean13="8938505990019",
        category="gifts/tastings",
        art=ArtSpec("cup", "vietnam", "ware", "coffee", (), "", 5),
        title=Text("Tasting at the roastery, 90 minutes", "Buổi nếm tại xưởng rang, 90 phút"),
        subtitle=Text("For one person, in Thủ Đức, Hồ Chí Minh City",
            "Dành cho một người, tại Thủ Đức, Thành phố Hồ Chí Minh"),
        short=Text(
            "Six coffees or six teas, blind, with the people who buy and roast them. Saturdays at ten.",
            "Sáu loại cà phê hoặc sáu loại trà, nếm không biết tên, cùng người mua và người rang. Thứ Bảy, mười "
            "giờ.",
        ),
        long=Text(
            paragraphs(
                "We taste every lot three times before you can buy it. On Saturdays there are eight more chairs at "
                "that table.",
                "Six cups without names, a spoon, a card to write on. Then the names, and usually some laughter. "
                "Hoa Nguyễn leads the coffee, Arthit Wongsa the tea.",
                "Nothing is sold afterwards. You get the card to keep and 100 g of the cup you liked best.",
            ),
            paragraphs(
                "Lô hàng nào chúng tôi cũng nếm ba lần trước khi bạn mua được. Thứ Bảy, bàn nếm có thêm tám chiếc "
                "ghế.",
                "Sáu chén không tên, một chiếc thìa, một tấm phiếu để ghi. Rồi mở tên, và thường là có tiếng cười. "
                "Chị Hoa Nguyễn dẫn phần cà phê, anh Arthit Wongsa dẫn phần trà.",
                "Sau đó không bán gì cả. Bạn giữ tấm phiếu và mang về 100 g loại mình thích nhất.",
            ),
        ),
        use=Text(
            "Choose a Saturday when you order. Come without perfume; eat something light before.",
            "Chọn ngày thứ Bảy khi đặt. Xin đừng xức nước hoa; nên ăn nhẹ trước khi đến.",
        ),
        keywords=Text("tasting, roastery, experience, voucher, gift, Saturday",
            "buổi nếm, xưởng rang, trải nghiệm, quà tặng, thứ Bảy"),
        grower="thu-duc-roastery",
        attributes=(
            Attribute("duration_min", 90),
            Attribute("place", Text("Roastery in Thủ Đức, Hồ Chí Minh City",
                "Xưởng rang Thủ Đức, Thành phố Hồ Chí Minh")),
            Attribute("people_at_most", 8),
        ),
        profile=(),
        net_g=0, shipping_g=0, size_mm=(0, 0, 0), hs_code="", tax_category="service", case_quantity=1,
        prices=prices(("450000", "21.60"), None, (4, "340000", "16.30")),
        unit_cost_vnd="150000", safety_stock=0, stock=(),
        experts=(
            ExpertScore("bao", 93, Text("I send my students here.", "Tôi gửi học trò đến đây.")),
        ),
        pairings=(
            Pairing("LL-2010", Text(
                "It is on the table every Saturday as the cup everyone can agree on. Take the bag home to "
                "practise.",
                "Thứ Bảy nào loại này cũng có trên bàn, chén mà ai cũng gật đầu. Mang một túi về nhà để tập."),
                "hoa"),
        ),
        similar=("LL-3032", "LL-3041"),
        kind="service",
    ),
)
