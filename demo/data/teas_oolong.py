"""Light oolongs: greener leaf, little or no roast."""

# fmt: off
from __future__ import annotations

from demo.data.schema import ArtSpec, ExpertScore, Pairing, Product, Text, paragraphs
from demo.data.vocabulary import MEDIUM, leaf_profile, prices, stock, tea

PRODUCTS = (
    Product(
        sku="LL-1109",
        ean13="8938505911090",
        category="tea/oolong",
        art=ArtSpec("caddy", "vietnam", "oolong", "oolong", ("Mộc Châu", "Spring", "Oolong"), "100 g", 2),
        title=Text("Mộc Châu Spring Oolong", "Ô long xuân Mộc Châu"),
        subtitle=Text("Oolong from Sơn La, north-west Vietnam", "Ô long từ Sơn La, Tây Bắc Việt Nam"),
        short=Text(
            "Spring leaf from the dairy plateau, barely oxidised. Gardenia first, then warm milk and a cool "
            "finish.",
            "Lá xuân từ cao nguyên bò sữa, oxy hóa rất nhẹ. Mở đầu hương dành dành, rồi vị sữa ấm, kết thúc mát.",
        ),
        long=Text(
            paragraphs(
                "Mộc Châu is known for milk and plum blossom, and in March the tea takes after both. Nights are "
                "cold enough here to keep the leaf small until the first warm week.",
                "The Vì family picks three leaves and a bud, tosses them by hand through one night and stops at a "
                "fifth of full oxidation. There is no roast to hide behind.",
                "Brew it for someone who says that green tea is too sharp. It forgives a forgotten pot.",
            ),
            paragraphs(
                "Nhắc đến Mộc Châu là nhắc đến sữa và hoa mận, và trà tháng Ba ở đây giống cả hai. Đêm đủ lạnh để "
                "lá còn nhỏ cho đến tuần ấm đầu tiên.",
                "Gia đình họ Vì hái một tôm ba lá, xao tay suốt một đêm rồi dừng khi lá oxy hóa chừng một phần "
                "năm. Không có lửa rang nào để che giấu.",
                "Hãy pha cho người hay chê trà xanh gắt. Trà này quên trong ấm vẫn dễ uống.",
            ),
        ),
        use=Text(
            "5 g for 110 ml at 90 °C: 30 s, then 10 s more each time, five infusions. In a mug: 3 g, three "
            "minutes.",
            "5 g cho 110 ml nước 90 °C: 30 giây, mỗi nước thêm 10 giây, được năm nước. Pha cốc: 3 g, ba phút.",
        ),
        keywords=Text("oolong, spring, floral, milky, Sơn La, Vietnam",
            "ô long, trà xuân, hương hoa, vị sữa, Sơn La, Việt Nam"),
        grower="vi-moc-chau",
        attributes=tea(
            Text("Kim Tuyên (No. 12)", "Kim Tuyên (số 12)"), 1050,
            Text("Tossed by hand, 20% oxidised, rolled", "Xao tay, oxy hóa 20%, cuộn viên"),
            Text("14 to 22 March 2026", "14 đến 22/3/2026"), "oolong", MEDIUM,
            Text("gardenia, warm milk, cucumber", "dành dành, sữa ấm, dưa leo"),
        ),
        profile=leaf_profile(1, 6, 8, 4, 1),
        net_g=100, shipping_g=212, size_mm=(90, 90, 130), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("290000", "13.90"), ("261000", "12.50"), (24, "201000", "9.60"), (96, "194000", "9.25"), (
            240, "186000", "8.90")),
        unit_cost_vnd="98000", safety_stock=24, stock=stock((96, 480), (72, 240), (12, 0)),
        experts=(
            ExpertScore("khoa", 90, Text("Spring in a cup, and honest about it.",
                "Mùa xuân trong chén, không màu mè.")),
            ExpertScore("lin", 89, Text("Soft, floral, a little short.", "Mềm, thơm hoa, hơi ngắn.")),
            ExpertScore("orasa", 87, Text("Lovely nose; the body could be fuller.",
                "Hương rất đẹp; giá mà đậm hơn một chút.")),
        ),
        pairings=(
            Pairing("LL-3001", Text(
                "A gaiwan keeps no heat and no memory. For a flower as light as this, both are what you want.",
                "Chén khải không giữ nhiệt, cũng không giữ mùi. Với hương hoa nhẹ thế này, cả hai điều ấy đều "
                "quý."), "arthit"),
        ),
        similar=("LL-1132", "LL-1138", "LL-1104"),
    ),
    Product(
        sku="LL-1115",
        ean13="8938505911151",
        category="tea/oolong",
        art=ArtSpec("tube", "thailand", "oolong", "roasted", ("Doi Tung", "Honey", "Oolong"), "80 g", 0),
        title=Text("Doi Tung Honey Oolong", "Ô long mật Doi Tung"),
        subtitle=Text("Oolong from Chiang Rai, northern Thailand", "Ô long từ Chiang Rai, miền bắc Thái Lan"),
        short=Text(
            "Summer leaf bitten by leafhoppers, which is where the honey comes from. Muscat, peach skin, beeswax.",
            "Lá hè bị rầy xanh chích, và chính vết chích cho ra vị mật. Nho xạ, vỏ đào, sáp ong.",
        ),
        long=Text(
            paragraphs(
                "In June a small green leafhopper comes to the gardens below Doi Tung. Most growers spray. Kanya "
                "Lertsin waits, because a bitten leaf defends itself with the very scent we pay for.",
                "The picking is small and uneven, a third of a normal one. It is oxidised deeply and dried without "
                "smoke, so that nothing covers the fruit.",
                "This is what people elsewhere call a champagne oolong. Try it cold: five grams in a litre, "
                "overnight in the fridge.",
            ),
            paragraphs(
                "Tháng Sáu, loài rầy xanh bé xíu kéo về những vườn trà dưới chân Doi Tung. Nhiều nơi phun thuốc. "
                "Bà Kanya Lertsin thì chờ, vì lá bị chích sẽ tự vệ bằng đúng thứ hương mà ta tìm mua.",
                "Mẻ hái ít và không đều, chỉ bằng một phần ba bình thường. Lá được oxy hóa sâu, sấy không khói để "
                "không gì che mất hương trái cây.",
                "Nơi khác gọi đây là ô long sâm panh. Bạn thử ủ lạnh xem: năm gam cho một lít, để tủ lạnh qua đêm.",
            ),
        ),
        use=Text(
            "4 g for 110 ml at 90 °C: 45 s, then 15 s more each time, five infusions. Cold: 5 g a litre, 8 hours.",
            "4 g cho 110 ml nước 90 °C: 45 giây, mỗi nước thêm 15 giây, được năm nước. Ủ lạnh: 5 g một lít, 8 giờ.",
        ),
        keywords=Text(
            "oolong, honey, champagne oolong, oriental beauty, leafhopper, Thailand",
            "ô long, vị mật, ô long sâm panh, đông phương mỹ nhân, rầy xanh, Thái Lan",
        ),
        grower="lertsin-doi-tung",
        attributes=tea(
            Text("Jin Xuan (No. 12)", "Kim Huyên (số 12)"), 1150,
            Text("Leafhopper-bitten, 60% oxidised, twisted", "Rầy chích, oxy hóa 60%, xoắn"),
            Text("8 to 20 June 2026", "8 đến 20/6/2026"), "roasted", MEDIUM,
            Text("muscat, peach skin, beeswax", "nho xạ, vỏ đào, sáp ong"),
        ),
        profile=leaf_profile(2, 8, 6, 5, 1),
        net_g=80, shipping_g=178, size_mm=(75, 75, 160), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=20,
        prices=prices(("315000", "15.20"), None, (20, "219000", "10.50"), (80, "211000", "10.10")),
        unit_cost_vnd="109000", safety_stock=0, stock=stock((0, 0), (5, 0), (4, 0)),
        experts=(
            ExpertScore("orasa", 91, Text("The honey is real and it stays.", "Vị mật là thật, và ở lại lâu.")),
            ExpertScore("lin", 90, Text("Muscat and warm hay. Very drinkable.", "Nho xạ và rơm ấm. Rất dễ uống.")),
            ExpertScore("khoa", 88, Text("Best cold, in my opinion.", "Theo tôi, ủ lạnh là ngon nhất.")),
        ),
        pairings=(
            Pairing("LL-3046", Text(
                "Steep it overnight and pour from the jug at the table. The colour deserves to be passed around.",
                "Ủ qua đêm rồi rót từ bình ngay tại bàn. Màu nước này đáng để chuyền tay nhau ngắm."), "vy"),
        ),
        similar=("LL-1135", "LL-1104", "LL-1212"),
    ),
    Product(
        sku="LL-1126",
        ean13="8938505911267",
        category="tea/oolong",
        art=ArtSpec("carton", "yunnan", "oolong", "oolong", ("Tengchong", "High", "Oolong"), "50 g", 1),
        title=Text("Tengchong High Oolong", "Ô long núi cao Đằng Xung"),
        subtitle=Text("Oolong from western Yunnan", "Ô long từ miền tây Vân Nam"),
        short=Text(
            "Grown on old volcanoes at 2,050 m. Lilac, green pear and the taste of a stone from a cold stream.",
            "Trồng trên núi lửa cổ ở 2.050 m. Tử đinh hương, lê xanh và vị đá suối lạnh.",
        ),
        long=Text(
            paragraphs(
                "West of Tengchong the soil is black and light, what is left of ninety small volcanoes. Water runs "
                "through it at once, and the roots have to go deep.",
                "Duan Wenhui brought his first oolong cuttings here in 2003 and was laughed at for two winters. "
                "The bushes grew half as fast as in the valley and twice as fragrant.",
                "He rolls each batch eleven times in cloth, as tight as small pearls. Give the first infusion time "
                "to open.",
            ),
            paragraphs(
                "Phía tây Đằng Xung, đất đen và tơi, là dấu tích của chín mươi ngọn núi lửa nhỏ. Nước thấm qua "
                "ngay, nên rễ phải đâm thật sâu.",
                "Năm 2003 ông Đoàn Văn Huy đem những cành ô long đầu tiên lên đây và bị cười suốt hai mùa đông. "
                "Cây lớn chậm bằng nửa dưới thung lũng, nhưng thơm gấp đôi.",
                "Mỗi mẻ ông cuộn trong vải mười một lần, chặt như hạt ngọc nhỏ. Nước đầu hãy chờ lá mở ra.",
            ),
        ),
        use=Text(
            "5 g for 110 ml at 95 °C: rinse, then 35 s and 10 s more each time, six infusions.",
            "5 g cho 110 ml nước 95 °C: tráng trà, rồi 35 giây, mỗi nước thêm 10 giây, được sáu nước.",
        ),
        keywords=Text("oolong, high mountain, lilac, pear, volcanic, Yunnan",
            "ô long, núi cao, tử đinh hương, lê, đất núi lửa, Vân Nam"),
        grower="duan-tengchong",
        attributes=tea(
            Text("Qing Xin", "Thanh Tâm"), 2050,
            Text("25% oxidised, tightly rolled", "Oxy hóa 25%, cuộn chặt"),
            Text("28 April to 6 May 2026", "28/4 đến 6/5/2026"), "oolong", MEDIUM,
            Text("lilac, green pear, wet stone", "tử đinh hương, lê xanh, đá ướt"),
        ),
        profile=leaf_profile(1, 5, 8, 5, 2),
        net_g=50, shipping_g=118, size_mm=(80, 50, 135), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=40,
        prices=prices(("255000", "12.30"), ("229500", "11.00"), (40, "176000", "8.45"), (120, "169000", "8.10")),
        unit_cost_vnd="86000", safety_stock=20, stock=stock((60, 200), (40, 80), (24, 120)),
        experts=(
            ExpertScore("lin", 93, Text("Altitude you can taste. Lilac to the sixth cup.",
                "Uống mà thấy độ cao. Hương tử đinh hương đến chén thứ sáu.")),
            ExpertScore("orasa", 91, Text("Precise and cool.", "Chuẩn xác và mát.")),
            ExpertScore("khoa", 88, Text("Needs patience at the start.", "Mấy nước đầu phải kiên nhẫn.")),
        ),
        pairings=(
            Pairing("LL-3020", Text(
                "The celadon is cool to the eye and thin at the lip, and this tea is both of these things.",
                "Men ngọc nhìn mát mắt, miệng chén mỏng; trà này cũng mát và mảnh như vậy."), "arthit"),
        ),
        similar=("LL-1141", "LL-1109", "LL-1138"),
    ),
    Product(
        sku="LL-1132",
        ean13="8938505911328",
        category="tea/oolong",
        art=ArtSpec("carton", "vietnam", "oolong", "oolong", ("Ba Vì", "Milk", "Oolong"), "20 bags", 0),
        title=Text("Ba Vì Milk Oolong", "Ô long sữa Ba Vì"),
        subtitle=Text("Oolong from the hills west of Hà Nội", "Ô long từ vùng đồi phía tây Hà Nội"),
        short=Text(
            "Twenty pyramid bags of whole leaf, creamy by nature and not by flavouring. Made for an office kettle.",
            "Hai mươi túi kim tự tháp đựng lá nguyên, thơm béo tự nhiên chứ không tẩm hương. Dành cho ấm điện văn "
            "phòng.",
        ),
        long=Text(
            paragraphs(
                "Most milk oolong gets its milk from a bottle of flavouring. This one gets it from a cultivar, Kim "
                "Tuyên, and from cool mornings on the slopes of Ba Vì.",
                "The leaf is rolled a little looser than usual so that it opens inside the bag. The bags are woven "
                "from maize starch and rot on the compost heap.",
                "Two mugs from one bag is not greed; it is how we drink it ourselves.",
            ),
            paragraphs(
                "Phần lớn ô long sữa ngoài chợ lấy mùi sữa từ chai hương liệu. Trà này lấy từ giống Kim Tuyên và "
                "từ những buổi sáng se lạnh trên sườn Ba Vì.",
                "Lá được cuộn lỏng tay hơn để nở được trong túi. Túi dệt từ tinh bột ngô, bỏ vào đống ủ là phân "
                "hủy.",
                "Một túi pha hai cốc không phải là tham; chính chúng tôi cũng uống như thế.",
            ),
        ),
        use=Text(
            "One bag for 250 ml at 90 °C, three minutes; the second mug takes five. With ice: two bags, four "
            "minutes.",
            "Một túi cho 250 ml nước 90 °C, ba phút; cốc thứ hai năm phút. Uống đá: hai túi, bốn phút.",
        ),
        keywords=Text("milk oolong, tea bags, pyramid bags, creamy, office",
            "ô long sữa, trà túi lọc, túi kim tự tháp, thơm béo, văn phòng"),
        grower="ba-vi-coop",
        attributes=tea(
            Text("Kim Tuyên (No. 12)", "Kim Tuyên (số 12)"), 620,
            Text("25% oxidised, loosely rolled, in bags", "Oxy hóa 25%, cuộn lỏng, đóng túi"),
            Text("April and September 2026", "Tháng 4 và tháng 9/2026"), "oolong", MEDIUM,
            Text("cream, sweet maize, orchid", "kem sữa, ngô ngọt, hoa lan"),
        ),
        profile=leaf_profile(1, 7, 6, 5, 1),
        net_g=50, shipping_g=96, size_mm=(130, 70, 90), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("185000", "8.90"), ("166500", "8.00"), (24, "126000", "6.05"), (96, "121000", "5.80"), (288,
            "115000", "5.55")),
        unit_cost_vnd="58000", safety_stock=36, stock=stock((144, 720), (120, 480), (24, 0)),
        experts=(
            ExpertScore("khoa", 87, Text("A tea bag I would serve to guests.",
                "Trà túi lọc mà tôi dám đem đãi khách.")),
            ExpertScore("orasa", 86, Text("Creamy without perfume.", "Béo mà không có mùi tẩm.")),
            ExpertScore("lin", 83, Text("Simple and clean.", "Đơn giản, sạch.")),
        ),
        pairings=(
            Pairing("LL-3025", Text(
                "A bag wants a cup with room in it. The ash-glaze cups are wide, and the set is four, like most "
                "teams.",
                "Túi lọc cần chén rộng chỗ. Chén men tro miệng rộng, một bộ bốn chiếc, vừa một nhóm làm việc."),
                "vy"),
        ),
        similar=("LL-1109", "LL-1505", "LL-1138"),
    ),
    Product(
        sku="LL-1138",
        ean13="8938505911380",
        category="tea/oolong",
        art=ArtSpec("pouch", "yunnan", "oolong", "oolong", ("Simao", "Orchid", "Oolong"), "100 g", 0),
        title=Text("Simao Orchid Oolong", "Ô long hương lan Tư Mao"),
        subtitle=Text("Oolong from southern Yunnan", "Ô long từ miền nam Vân Nam"),
        short=Text(
            "An everyday oolong in a resealable bag: orchid on the nose, sugar cane on the tongue, no fuss.",
            "Ô long uống hằng ngày trong túi có khóa: hương lan, vị mía, không cầu kỳ.",
        ),
        long=Text(
            paragraphs(
                "Simao gave its name to a whole prefecture of pu’er, and hardly anyone looks there for oolong. Luo "
                "Meizhen does, on nine hectares between two coffee farms.",
                "Her leaf is mown, not picked, and she says so. What she saves on picking she spends on a slow "
                "withering in the shade, and that is where the orchid comes from.",
                "We buy it for the price and keep it for the taste.",
            ),
            paragraphs(
                "Tư Mao từng là tên của cả một vùng Phổ Nhĩ, nên ít ai tìm ô long ở đây. Bà La Mỹ Trân thì làm, "
                "trên chín héc-ta nằm giữa hai nông trại cà phê.",
                "Lá ở vườn bà cắt máy chứ không hái tay, và bà nói thẳng điều đó. Công hái tiết kiệm được, bà dành "
                "cho việc làm héo chậm trong bóng râm; hương lan sinh ra từ đấy.",
                "Chúng tôi mua vì giá, và giữ lại vì vị.",
            ),
        ),
        use=Text(
            "5 g for 150 ml at 92 °C: 40 s, then 10 s more each time, five infusions.",
            "5 g cho 150 ml nước 92 °C: 40 giây, mỗi nước thêm 10 giây, được năm nước.",
        ),
        keywords=Text("oolong, orchid, everyday, value, Yunnan",
            "ô long, hương lan, uống hằng ngày, giá tốt, Vân Nam"),
        grower="luo-simao",
        attributes=tea(
            Text("Ruan Zhi (No. 17)", "Nhuyễn Chi (số 17)"), 1380,
            Text("Withered in shade, 30% oxidised, rolled", "Làm héo trong bóng râm, oxy hóa 30%, cuộn viên"),
            Text("May 2026", "Tháng 5/2026"), "oolong", MEDIUM,
            Text("orchid, sugar cane, almond", "hoa lan, mía, hạnh nhân"),
        ),
        profile=leaf_profile(2, 6, 7, 5, 2),
        net_g=100, shipping_g=128, size_mm=(130, 70, 210), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=30,
        prices=prices(("275000", "13.20"), ("247500", "11.90"), (30, "188000", "9.00"), (120, "181000", "8.70")),
        unit_cost_vnd="91000", safety_stock=20, stock=stock((60, 180), (30, 90), (30, 120)),
        experts=(
            ExpertScore("lin", 88, Text("Orchid, and plenty of it for the money.",
                "Hương lan, mà nhiều so với giá tiền.")),
            ExpertScore("khoa", 88, Text("Good every day, great on none.",
                "Ngày nào uống cũng ngon, không ngày nào xuất sắc.")),
        ),
        pairings=(
            Pairing("LL-3008", Text(
                "An oolong for every day needs a pot for everybody. Six hundred millilitres, one spoon, done.",
                "Ô long uống hằng ngày cần một chiếc ấm cho cả nhà. Sáu trăm mililít, một thìa trà, thế là xong."),
                "vy"),
        ),
        similar=("LL-1109", "LL-1126", "LL-1132"),
    ),
    Product(
        sku="LL-1141",
        ean13="8938505911410",
        category="tea/oolong",
        art=ArtSpec("sachet", "thailand", "oolong", "oolong", ("Mae Chan", "Winter", "Oolong"), "50 g", 1),
        title=Text("Mae Chan Winter Oolong", "Ô long đông Mae Chan"),
        subtitle=Text("Oolong from Chiang Rai, northern Thailand", "Ô long từ Chiang Rai, miền bắc Thái Lan"),
        short=Text(
            "The last picking of the year, ten days in December. Slow leaf, thick liquor, white flowers and "
            "butter.",
            "Lứa hái cuối năm, chỉ mười ngày trong tháng Chạp dương lịch. Lá lớn chậm, nước sánh, hương hoa trắng "
            "và bơ.",
        ),
        long=Text(
            paragraphs(
                "When the nights above Mae Chan fall to eight degrees, the bushes almost stop. What little they "
                "still push out is thick, sweet and gone within ten days.",
                "Somsak Yodmani picks it only on dry mornings. Last winter there were six of them, and 140 "
                "kilograms.",
                "It sells out every spring. The next picking reaches us on 9 December; leave your address and we "
                "will write once, on that day.",
            ),
            paragraphs(
                "Khi đêm trên Mae Chan xuống tám độ, cây trà gần như ngừng lớn. Chút búp còn nhú ra thì dày, ngọt, "
                "và mười ngày là hết.",
                "Ông Somsak Yodmani chỉ hái vào những sáng khô ráo. Mùa đông năm ngoái có sáu buổi sáng như vậy, "
                "được 140 kg.",
                "Năm nào đến mùa xuân cũng hết hàng. Lứa tới về kho ngày 9 tháng 12; bạn để lại địa chỉ, chúng tôi "
                "sẽ viết đúng một lần vào hôm đó.",
            ),
        ),
        use=Text(
            "5 g for 110 ml at 95 °C: 40 s, then 10 s more each time, seven infusions.",
            "5 g cho 110 ml nước 95 °C: 40 giây, mỗi nước thêm 10 giây, được bảy nước.",
        ),
        keywords=Text("oolong, winter picking, buttery, white flowers, Thailand",
            "ô long, trà đông, vị bơ, hoa trắng, Thái Lan"),
        grower="yodmani-mae-chan",
        attributes=tea(
            Text("Qing Xin", "Thanh Tâm"), 1200,
            Text("25% oxidised, rolled, unroasted", "Oxy hóa 25%, cuộn viên, không rang"),
            Text("Ten days in December", "Mười ngày trong tháng 12"), "oolong", MEDIUM,
            Text("white flowers, butter, sugar snap pea", "hoa trắng, bơ, đậu ngọt"),
        ),
        profile=leaf_profile(0, 8, 8, 7, 1),
        net_g=50, shipping_g=74, size_mm=(120, 25, 170), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=40,
        prices=prices(("265000", "12.80"), None, (40, "184000", "8.80")),
        unit_cost_vnd="92000", safety_stock=0, stock=stock((0, 0), (0, 0), (0, 0)),
        experts=(
            ExpertScore("orasa", 95, Text("The best oolong grown in this country this year.",
                "Ô long ngon nhất trồng ở nước tôi năm nay.")),
            ExpertScore("khoa", 93, Text("Butter, then flowers, then silence.", "Bơ, rồi hoa, rồi lặng.")),
            ExpertScore("lin", 90, Text("Thick and gentle.", "Sánh và dịu.")),
        ),
        pairings=(
            Pairing("LL-3001", Text(
                "Seven infusions from five grams means seven quick pours. Nothing pours quicker than a gaiwan.",
                "Năm gam cho bảy nước nghĩa là bảy lần rót nhanh. Không gì rót nhanh hơn chén khải."), "arthit"),
        ),
        similar=("LL-1126", "LL-1109", "LL-1104"),
    ),
)
