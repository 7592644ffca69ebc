"""Pots, gaiwans and jugs."""

# fmt: off
from __future__ import annotations

from demo.data.schema import ArtSpec, ExpertScore, Pairing, Product, Text, paragraphs
from demo.data.vocabulary import prices, stock, ware

PRODUCTS = (
    Product(
        sku="LL-3001",
        ean13="8938505930015",
        category="teaware/brewing",
        art=ArtSpec("gaiwan", "vietnam", "ware", "green", (), "", 0),
        title=Text("Bát Tràng Gaiwan, 110 ml", "Chén khải Bát Tràng 110 ml"),
        subtitle=Text("Stoneware from Bát Tràng, Hà Nội", "Gốm Bát Tràng, Hà Nội"),
        short=Text(
            "Lid, bowl and saucer in pale green glaze, thin enough to pour fast and thick enough to hold.",
            "Nắp, chén và đĩa men xanh nhạt, đủ mỏng để rót nhanh, đủ dày để cầm không bỏng.",
        ),
        long=Text(
            paragraphs(
                "A gaiwan is the plainest brewer there is: a bowl, a lid, a thumb. It shows a tea as it is, which "
                "is why tasters use nothing else.",
                "Kiln 7 in Bát Tràng throws the bowl a little steeper than is usual, so that the rim stays cool. "
                "The lid tilts to a gap of three millimetres and stops there.",
                "Fill it to the flare and no higher. It holds exactly two cups.",
            ),
            paragraphs(
                "Chén khải là dụng cụ pha trà giản dị nhất: một chiếc chén, một cái nắp, một ngón tay. Nó cho thấy "
                "đúng bản chất của trà, nên dân nếm trà chỉ dùng nó.",
                "Lò số 7 ở Bát Tràng vuốt thành chén dốc hơn thường lệ một chút để vành không nóng. Nắp nghiêng ra "
                "khe ba milimét rồi dừng.",
                "Rót đến chỗ loe, đừng cao hơn. Vừa đúng hai chén trà.",
            ),
        ),
        use=Text(
            "Hold by rim and lid knob. Dishwasher safe; no microwave for the sake of the glaze.",
            "Cầm ở vành và núm nắp. Rửa máy được; không dùng lò vi sóng để giữ men.",
        ),
        keywords=Text("gaiwan, lidded bowl, stoneware, Bát Tràng, brewing", "chén khải, gốm, Bát Tràng, pha trà"),
        grower="bat-trang-kiln-7",
        attributes=ware(Text("Stoneware, celadon-tinted glaze", "Gốm, men xanh nhạt"), 110, Text(
            "Bát Tràng, Hà Nội, Vietnam", "Bát Tràng, Hà Nội, Việt Nam")),
        profile=(),
        net_g=210, shipping_g=390, size_mm=(120, 120, 110), hs_code="6912.00", tax_category="ware",
            case_quantity=12,
        prices=prices(("420000", "20.20"), ("378000", "18.20"), (12, "281000", "13.50"), (48, "272000", "13.00")),
        unit_cost_vnd="118000", safety_stock=12, stock=stock((48, 96), (60, 120), (6, 0)),
        experts=(
            ExpertScore("mai", 92, Text("The rim is where it should be: out of the heat.",
                "Vành chén nằm đúng chỗ: ngoài tầm nóng.")),
            ExpertScore("preecha", 90, Text("Quick pour, sound foot.", "Rót nhanh, chân chén vững.")),
            ExpertScore("helen", 89, Text("The gaiwan I hand to beginners.",
                "Chiếc chén khải tôi đưa cho người mới.")),
        ),
        pairings=(
            Pairing("LL-1104", Text(
                "Start it with a roasted oolong. The smell under the lid changes with every pour, and you will see "
                "why we use nothing else.",
                "Hãy mở hàng bằng ô long rang. Mùi dưới nắp đổi sau mỗi lần rót, bạn sẽ hiểu vì sao chúng tôi chỉ "
                "dùng nó."), "arthit"),
        ),
        similar=("LL-3014", "LL-3008"),
    ),
    Product(
        sku="LL-3008",
        ean13="8938505930084",
        category="teaware/brewing",
        art=ArtSpec("teapot", "thailand", "ware", "green", (), "", 1),
        title=Text("Celadon Teapot, 600 ml", "Ấm men ngọc 600 ml"),
        subtitle=Text("Celadon from San Kamphaeng, Chiang Mai", "Gốm men ngọc San Kamphaeng, Chiang Mai"),
        short=Text(
            "A pot for four with a strainer built into the spout. Deep green, finely crackled, no two alike.",
            "Ấm cho bốn người, lưới lọc liền trong vòi. Xanh sâu, rạn nhỏ, không chiếc nào giống chiếc nào.",
        ),
        long=Text(
            paragraphs(
                "Celadon gets its green from ash: rice-straw and the wood of one tree that grows behind the San "
                "Kamphaeng kilns.",
                "Duangjai Inthanon fires twice a month. The crackle in the glaze appears as the pot cools, with a "
                "sound like small bells that can be heard for two days.",
                "Only a few are left from the October firing; the next comes in the new year.",
            ),
            paragraphs(
                "Men ngọc có màu xanh nhờ tro: tro rơm và tro gỗ của một loại cây mọc sau lò San Kamphaeng.",
                "Bà Duangjai Inthanon đốt lò mỗi tháng hai lần. Vết rạn hiện ra khi ấm nguội dần, tiếng kêu như "
                "chuông nhỏ, hai ngày sau còn nghe.",
                "Mẻ lò tháng Mười chỉ còn vài chiếc; mẻ tiếp theo sang năm mới.",
            ),
        ),
        use=Text(
            "Warm the pot before pouring boiling water. Wash by hand; the crackle will darken with the years.",
            "Tráng nóng ấm trước khi rót nước sôi. Rửa tay; vết rạn sẽ sẫm dần theo năm tháng.",
        ),
        keywords=Text("teapot, celadon, large, family, Chiang Mai",
            "ấm trà, men ngọc, ấm lớn, gia đình, Chiang Mai"),
        grower="inthanon-san-kamphaeng",
        attributes=ware(Text("Stoneware, wood-ash celadon", "Gốm, men ngọc tro gỗ"), 600, Text(
            "San Kamphaeng, Chiang Mai, Thailand", "San Kamphaeng, Chiang Mai, Thái Lan")),
        profile=(),
        net_g=620, shipping_g=980, size_mm=(230, 160, 150), hs_code="6912.00", tax_category="ware", case_quantity=6,
        prices=prices(("690000", "33.20"), None, (6, "460000", "22.00"), (12, "448000", "21.45")),
        unit_cost_vnd="205000", safety_stock=0, stock=stock((2, 0), (3, 0), (1, 0)),
        experts=(
            ExpertScore("mai", 90, Text("Pours without a drip, which is rare at this size.",
                "Rót không rỏ giọt, cỡ ấm này thật hiếm.")),
            ExpertScore("helen", 88, Text("A proper family pot.", "Đúng là ấm của cả nhà.")),
        ),
        pairings=(
            Pairing("LL-3025", Text(
                "Another kiln, but the same ash in the glaze. Beside the pot the four cups look like its children.",
                "Khác lò, nhưng men cùng từ tro. Đặt cạnh ấm, bốn chiếc chén trông như đàn con."), "vy"),
        ),
        similar=("LL-3014", "LL-3046"),
    ),
    Product(
        sku="LL-3014",
        ean13="8938505930145",
        category="teaware/brewing",
        art=ArtSpec("teapot", "yunnan", "ware", "ripe", (), "", 5),
        title=Text("Jianshui Clay Pot, 150 ml", "Ấm đất Kiến Thủy 150 ml"),
        subtitle=Text("Polished clay from Jianshui, Yunnan", "Ấm đất đánh bóng từ Kiến Thủy, Vân Nam"),
        short=Text(
            "Unglazed five-colour clay, rubbed with river stones until it shines. One pot for one kind of tea.",
            "Đất ngũ sắc không men, đánh bóng bằng đá sông. Mỗi ấm nên dành cho một loại trà.",
        ),
        long=Text(
            paragraphs(
                "Jianshui pots carry no glaze. After firing each is polished with pebbles, finer and finer, until "
                "the clay itself shines.",
                "Xiang Jin makes eleven in a week, carves nothing on them and signs under the foot. The spout "
                "holds a strainer of seven holes.",
                "Clay keeps a little of what was brewed in it. After a year of pu’er, hot water alone will smell "
                "of it.",
            ),
            paragraphs(
                "Ấm Kiến Thủy không tráng men. Nung xong, người thợ mài bằng sỏi, mịn dần, đến khi chính thớ đất "
                "bóng lên.",
                "Thợ Hướng Cẩm mỗi tuần làm mười một chiếc, không chạm khắc gì, chỉ ký dưới đáy. Trong vòi có lưới "
                "bảy lỗ.",
                "Đất giữ lại chút gì của trà đã pha. Sau một năm pha Phổ Nhĩ, chỉ rót nước nóng cũng thấy thơm.",
            ),
        ),
        use=Text(
            "Rinse with hot water only, never soap. Leave the lid off to dry.",
            "Chỉ tráng bằng nước nóng, không dùng xà phòng. Mở nắp cho khô.",
        ),
        keywords=Text("clay pot, Jianshui, unglazed, pu’er, gongfu",
            "ấm đất, Kiến Thủy, không men, Phổ Nhĩ, trà đạo"),
        grower="xiang-jianshui",
        attributes=ware(Text("Unglazed five-colour clay", "Đất ngũ sắc không men"), 150, Text(
            "Jianshui, Yunnan, China", "Kiến Thủy, Vân Nam, Trung Quốc")),
        profile=(),
        net_g=190, shipping_g=410, size_mm=(150, 120, 100), hs_code="6912.00", tax_category="ware", case_quantity=4,
        prices=prices(("1180000", "56.50"), None, (4, "815000", "39.00")),
        unit_cost_vnd="430000", safety_stock=0, stock=stock((3, 0), (0, 0), (0, 0)),
        experts=(
            ExpertScore("helen", 94, Text("The lid closes like a good door.", "Nắp khép như một cánh cửa tốt.")),
            ExpertScore("mai", 93, Text("Seven holes, and they never block.", "Bảy lỗ, không bao giờ tắc.")),
            ExpertScore("preecha", 91, Text("Polish of the old school.", "Nước bóng đúng lối xưa.")),
        ),
        pairings=(
            Pairing("LL-1330", Text(
                "Season the pot with a ripe cake: it is cheap enough to be generous and dark enough to leave a "
                "mark.",
                "Hãy luyện ấm bằng bánh trà chín: giá vừa đủ để hào phóng, màu đủ sẫm để lưu dấu."), "arthit"),
        ),
        similar=("LL-3001", "LL-3008"),
    ),
    Product(
        sku="LL-3046",
        ean13="8938505930466",
        category="teaware/brewing",
        art=ArtSpec("pitcher", "vietnam", "ware", "oolong", (), "", 3),
        title=Text("Fairness Jug, 400 ml", "Tống rót trà 400 ml"),
        subtitle=Text("Red stoneware from Phù Lãng, Bắc Ninh", "Gốm đỏ Phù Lãng, Bắc Ninh"),
        short=Text(
            "Pour the whole brew in here first, and every guest drinks the same strength.",
            "Rót hết trà vào đây trước, rồi khách nào cũng được chén đậm như nhau.",
        ),
        long=Text(
            paragraphs(
                "The first cup from a pot is weak and the last is strong. The jug in between makes them equal, "
                "hence its name.",
                "Phù Lãng clay is red and full of iron, and Tạ Thị Nhàn dips only the upper half in glaze, so that "
                "the lower keeps its grip.",
                "Four pieces came through the last firing without a flaw. That is why there are four.",
            ),
            paragraphs(
                "Chén đầu rót từ ấm thì nhạt, chén cuối thì đậm. Chiếc tống ở giữa làm cho đều, công bằng cho mọi "
                "người.",
                "Đất Phù Lãng đỏ, nhiều sắt; chị Tạ Thị Nhàn chỉ nhúng men nửa trên để nửa dưới cầm khỏi trơn.",
                "Mẻ lò vừa rồi có bốn chiếc không tì vết. Vì thế mới chỉ có bốn chiếc.",
            ),
        ),
        use=Text("Rinse before the first use. Wash by hand.", "Tráng trước lần dùng đầu. Rửa tay."),
        keywords=Text("jug, pitcher, fairness cup, serving, stoneware",
            "tống trà, chén tống, bình chia trà, gốm, Phù Lãng"),
        grower="ta-phu-lang",
        attributes=ware(Text("Red stoneware, half glazed", "Gốm đất đỏ, tráng men một nửa"), 400, Text(
            "Phù Lãng, Bắc Ninh, Vietnam", "Phù Lãng, Bắc Ninh, Việt Nam")),
        profile=(),
        net_g=340, shipping_g=560, size_mm=(150, 120, 140), hs_code="6912.00", tax_category="ware", case_quantity=8,
        prices=prices(("320000", "15.40"), None, (8, "221000", "10.60")),
        unit_cost_vnd="88000", safety_stock=0, stock=stock((4, 0), (0, 0), (0, 0)),
        experts=(
            ExpertScore("mai", 90, Text("The dip line is drawn by a sure hand.",
                "Đường nhúng men của một bàn tay chắc.")),
            ExpertScore("preecha", 88, Text("Iron-red clay, handled with respect.",
                "Đất đỏ giàu sắt, được làm với sự trân trọng.")),
        ),
        pairings=(
            Pairing("LL-3001", Text(
                "A gaiwan, a jug and two cups are all the equipment there is. Everything after that is furniture.",
                "Chén khải, tống và hai chén là đủ bộ. Ngoài ra đều là đồ bày."), "vy"),
        ),
        similar=("LL-3008", "LL-3025"),
    ),
)
