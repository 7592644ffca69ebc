"""Dark oolongs: roasted or deeply oxidised leaf."""

# fmt: off
from __future__ import annotations

from demo.data.schema import ArtSpec, ExpertScore, Pairing, Product, Text, paragraphs
from demo.data.vocabulary import LOW, MEDIUM, leaf_profile, prices, stock, tea

PRODUCTS = (
    Product(
        sku="LL-1104",
        ean13="8938505911045",
        category="tea/oolong",
        art=ArtSpec("caddy", "thailand", "roasted", "roasted", ("Mae Salong", "Roasted", "Oolong"), "100 g", 0),
        title=Text("Mae Salong Roasted Oolong", "Ô long rang Mae Salong"),
        subtitle=Text("Oolong from Chiang Rai, northern Thailand", "Ô long từ Chiang Rai, miền bắc Thái Lan"),
        short=Text(
            "Rolled tight, rested a month, roasted twice over longan charcoal. Toasted chestnut first, then honey, "
            "then a long clean finish.",
            "Cuộn chặt, ủ một tháng, rang hai lần trên than gỗ nhãn. Đầu vị hạt dẻ nướng, rồi đến mật ong, hậu vị "
            "dài và sạch.",
        ),
        long=Text(
            paragraphs(
                "The Saelee family planted this slope in 1994, when their hill still grew little else that paid. "
                "The cultivar is Ruan Zhi, number 17, which keeps its flower even after a hard roast.",
                "Picked in the first week of October, withered overnight, rolled in cloth eleven times. Then it "
                "waits a month, so that the moisture evens out, before the two slow roasts that give the tea its "
                "colour.",
                "Each tin carries the number of its lot. This one is TH-26-1104, 310 kilograms, and it keeps until "
                "October 2028 unopened.",
            ),
            paragraphs(
                "Gia đình Saelee trồng sườn đồi này từ năm 1994, khi ngọn đồi chưa có cây gì khác nuôi sống được "
                "họ. Giống trà là Nhuyễn Chi, số 17, vẫn giữ được hương hoa sau khi rang kỹ.",
                "Hái trong tuần đầu tháng Mười, làm héo qua đêm, cuộn trong vải mười một lần. Rồi trà nghỉ một "
                "tháng cho ẩm đều trước hai lần rang chậm, nhờ đó mà có màu.",
                "Hộp nào cũng ghi số lô. Lô này là TH-26-1104, 310 kg, chưa mở thì dùng được đến tháng 10/2028.",
            ),
        ),
        use=Text(
            "5 g for 110 ml at 95 °C: 40 s, then 10 s more each time, six infusions.",
            "5 g cho 110 ml nước 95 °C: 40 giây, mỗi nước thêm 10 giây, được sáu nước.",
        ),
        keywords=Text("oolong, roasted, charcoal, chestnut, honey, Thailand",
            "ô long, rang than, hạt dẻ, mật ong, Thái Lan"),
        grower="saelee",
        attributes=tea(
            Text("Ruan Zhi (No. 17)", "Nhuyễn Chi (số 17)"), 1280,
            Text("Rolled tight, roasted twice over longan charcoal", "Cuộn chặt, rang hai lần trên than gỗ nhãn"),
            Text("3 to 9 October 2026, by hand", "3 đến 9/10/2026, hái tay"), "roasted", MEDIUM,
            Text("chestnut, honey, orange peel", "hạt dẻ, mật ong, vỏ cam"),
        ),
        profile=leaf_profile(8, 7, 4, 6, 2),
        net_g=100, shipping_g=214, size_mm=(90, 90, 130), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("340000", "16.40"), ("306000", "14.80"), (24, "236000", "11.30"), (96, "228000", "10.90"), (
            240, "219000", "10.50")),
        unit_cost_vnd="112000", safety_stock=24, stock=stock((72, 960), (146, 1344), (48, 480)),
        experts=(
            ExpertScore("orasa", 94, Text(
                "The roast is finished, not merely stopped. Chestnut, beeswax, a little orange peel.",
                "Rang đến nơi đến chốn, không phải chỉ dừng lại. Hạt dẻ, sáp ong, chút vỏ cam.")),
            ExpertScore("khoa", 92, Text("Holds seven infusions without going woody.",
                "Bảy nước vẫn không bị mùi gỗ.")),
            ExpertScore("lin", 89, Text("Clean and generous. I would wish for more flower.",
                "Sạch và hào phóng. Giá mà nhiều hương hoa hơn.")),
        ),
        pairings=(
            Pairing("LL-3001", Text(
                "A roasted oolong wants a thin wall and a lid: the gaiwan lets you pour the moment it smells of "
                "honey.",
                "Ô long rang cần thành mỏng và có nắp: chén khải cho bạn rót đúng lúc trà dậy mùi mật."), "arthit"),
            Pairing("LL-3020", Text(
                "The celadon cup is there because amber looks best on pale green.",
                "Chọn chén men ngọc, vì màu hổ phách đẹp nhất trên nền xanh nhạt."), "arthit"),
        ),
        similar=("LL-1109", "LL-1115", "LL-1208", "LL-1126"),
    ),
    Product(
        sku="LL-1120",
        ean13="8938505911205",
        category="tea/oolong",
        art=ArtSpec("carton", "vietnam", "roasted", "roasted", ("Cầu Đất", "Charcoal", "Oolong"), "15 bags", 2),
        title=Text("Cầu Đất Charcoal Oolong", "Ô long than Cầu Đất"),
        subtitle=Text("Oolong from Lâm Đồng, southern highlands", "Ô long từ Lâm Đồng, cao nguyên phía nam"),
        short=Text(
            "Fifteen bags of dark, toasty leaf from Vietnam’s oldest tea station. The last of it: we will not make "
            "it again.",
            "Mười lăm túi trà đậm, thơm mùi rang từ vùng trà lâu đời nhất Đà Lạt. Chỉ còn lô cuối, sẽ không làm "
            "lại.",
        ),
        long=Text(
            paragraphs(
                "The first bushes at Cầu Đất went into the ground almost a century ago. The roasting house we "
                "worked with closed its charcoal pits this summer and now roasts with gas.",
                "Gas is cleaner and easier to hold steady. It is also another tea, so we are ending this one "
                "rather than pretend.",
                "What is left tastes as it always has: bread crust, walnut and a little smoke.",
            ),
            paragraphs(
                "Những gốc trà đầu tiên ở Cầu Đất được trồng gần một thế kỷ trước. Xưởng rang chúng tôi hợp tác đã "
                "đóng lò than hè này và chuyển sang rang ga.",
                "Rang ga sạch hơn, dễ giữ lửa hơn. Nhưng đó là một thứ trà khác, nên chúng tôi dừng hẳn thay vì "
                "giả vờ như cũ.",
                "Phần còn lại vẫn đúng vị xưa: vỏ bánh mì, óc chó và chút khói.",
            ),
        ),
        use=Text(
            "One bag for 250 ml at 95 °C, three to four minutes. Good with milk.",
            "Một túi cho 250 ml nước 95 °C, ba đến bốn phút. Pha với sữa cũng ngon.",
        ),
        keywords=Text("oolong, charcoal, tea bags, toasted, last of it",
            "ô long, rang than, túi lọc, thơm mùi rang, lô cuối"),
        grower="cau-dat",
        attributes=tea(
            Text("Tứ Quý (Four Seasons)", "Tứ Quý"), 1600,
            Text("40% oxidised, charcoal roasted, in bags", "Oxy hóa 40%, rang than, đóng túi"),
            Text("May 2026", "Tháng 5/2026"), "roasted", MEDIUM,
            Text("bread crust, walnut, light smoke", "vỏ bánh mì, óc chó, khói nhẹ"),
        ),
        profile=leaf_profile(9, 5, 1, 6, 4),
        net_g=38, shipping_g=82, size_mm=(120, 65, 90), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("165000", "7.90"), None, (24, "108000", "5.20")),
        unit_cost_vnd="52000", safety_stock=0, stock=stock((18, 0), (31, 48), (0, 0)),
        experts=(
            ExpertScore("khoa", 86, Text("Bread crust and walnut. I shall miss it.",
                "Vỏ bánh mì và óc chó. Tôi sẽ nhớ trà này.")),
            ExpertScore("orasa", 85, Text("Straightforward, well roasted.", "Thẳng thắn, rang khéo.")),
            ExpertScore("lin", 82, Text("The smoke hides the leaf.", "Mùi khói lấn át lá.")),
        ),
        pairings=(
            Pairing("LL-3008", Text(
                "Two bags in the big teapot, a little milk on the table. It is a breakfast tea by now.",
                "Hai túi trong ấm lớn, thêm chút sữa. Giờ đây nó là trà bữa sáng."), "arthit"),
        ),
        similar=("LL-1104", "LL-1132"),
        lifecycle="sell_through",
    ),
    Product(
        sku="LL-1135",
        ean13="8938505911359",
        category="tea/oolong",
        art=ArtSpec("tube", "vietnam", "roasted", "roasted", ("Lâm Hà", "Red", "Oolong"), "80 g", 1),
        title=Text("Lâm Hà Red Oolong", "Ô long đỏ Lâm Hà"),
        subtitle=Text("Oolong from Lâm Đồng, southern highlands", "Ô long từ Lâm Đồng, cao nguyên phía nam"),
        short=Text(
            "Oxidised almost to a black tea, then baked slowly. Dried longan, plum jam, a warm and round cup.",
            "Oxy hóa gần bằng hồng trà rồi sấy chậm. Long nhãn, mứt mận, chén trà ấm và tròn vị.",
        ),
        long=Text(
            paragraphs(
                "Red oolong stands with one foot in each camp: rolled and brewed like an oolong, deep and fruity "
                "like a black tea.",
                "Kiều Thị Mơ grows it on red basalt between mulberry rows in Lâm Hà. She lets the leaf go to four "
                "fifths of full oxidation, then bakes it for nine hours at the lowest flame she has.",
                "It is the tea our packers in Thủ Đức drink, and they can choose from everything.",
            ),
            paragraphs(
                "Ô long đỏ đứng giữa hai dòng: cuộn và pha như ô long, đậm và thơm quả như hồng trà.",
                "Chị Kiều Thị Mơ trồng trà trên đất đỏ bazan, xen giữa những luống dâu tằm ở Lâm Hà. Chị để lá oxy "
                "hóa đến bốn phần năm, rồi sấy chín tiếng ở mức lửa nhỏ nhất.",
                "Đây là trà mà anh chị em đóng gói ở Thủ Đức uống hằng ngày, dù họ được chọn bất cứ loại nào.",
            ),
        ),
        use=Text(
            "5 g for 120 ml at 95 °C: 30 s, then 10 s more each time, six infusions.",
            "5 g cho 120 ml nước 95 °C: 30 giây, mỗi nước thêm 10 giây, được sáu nước.",
        ),
        keywords=Text("red oolong, dark oolong, plum, longan, Lâm Đồng",
            "ô long đỏ, ô long đậm, mứt mận, long nhãn, Lâm Đồng"),
        grower="kieu-lam-ha",
        attributes=tea(
            Text("Kim Tuyên (No. 12)", "Kim Tuyên (số 12)"), 980,
            Text("80% oxidised, rolled, baked nine hours", "Oxy hóa 80%, cuộn viên, sấy chín tiếng"),
            Text("July 2026", "Tháng 7/2026"), "roasted", MEDIUM,
            Text("dried longan, plum jam, cinnamon", "long nhãn, mứt mận, quế"),
        ),
        profile=leaf_profile(5, 8, 3, 7, 2),
        net_g=80, shipping_g=180, size_mm=(75, 75, 160), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=20,
        prices=prices(("330000", "15.90"), ("297000", "14.30"), (20, "228000", "10.90"), (80, "220000", "10.55")),
        unit_cost_vnd="106000", safety_stock=20, stock=stock((60, 240), (80, 300), (12, 0)),
        experts=(
            ExpertScore("khoa", 93, Text("Longan and plum, and a finish like warm wood.",
                "Long nhãn, mận, hậu vị như gỗ ấm.")),
            ExpertScore("lin", 92, Text("The most complete oolong from the south.",
                "Ô long trọn vẹn nhất của miền nam.")),
            ExpertScore("orasa", 90, Text("Round, sweet, no rough edge.", "Tròn, ngọt, không gợn.")),
        ),
        pairings=(
            Pairing("LL-3014", Text(
                "Clay takes the last edge off a baked tea and gives it back as sweetness, pot after pot.",
                "Đất nung lấy đi chút gắt cuối cùng của trà sấy, rồi trả lại thành vị ngọt, ấm này qua ấm khác."),
                "arthit"),
        ),
        similar=("LL-1115", "LL-1212", "LL-1104"),
    ),
    Product(
        sku="LL-1610",
        ean13="8938505916101",
        category="tea/herbal",
        art=ArtSpec("carton", "thailand", "herbal", "herbal", ("Mae Rim", "Lemongrass", "and Pandan"), "20 bags",
            0),
        title=Text("Mae Rim Lemongrass and Pandan", "Trà sả lá dứa Mae Rim"),
        subtitle=Text("Herbal infusion from Chiang Mai, northern Thailand",
            "Trà thảo mộc từ Chiang Mai, miền bắc Thái Lan"),
        short=Text(
            "No tea in it, so nothing to keep you awake. Lemongrass, pandan leaf and a thread of ginger.",
            "Không có lá trà nên không lo mất ngủ. Sả, lá dứa và một chút gừng.",
        ),
        long=Text(
            paragraphs(
                "Every guest house around Mae Rim pours something like this on arrival. We asked nine kitchens for "
                "theirs and kept the one with the least sugar: none.",
                "The lemongrass is cut before sunrise and dried the same day, so that the oil stays in the stalk. "
                "Pandan rounds it off; ginger only shows itself after you have swallowed.",
                "As good over ice as it is hot.",
            ),
            paragraphs(
                "Nhà nghỉ nào quanh Mae Rim cũng mời khách mới đến một ly gần giống thế này. Chúng tôi xin công "
                "thức của chín gian bếp và giữ lại loại ít đường nhất: không đường.",
                "Sả được cắt trước lúc mặt trời mọc và sấy ngay trong ngày để giữ tinh dầu. Lá dứa làm vị tròn "
                "lại; gừng chỉ hiện ra sau khi nuốt.",
                "Uống nóng hay uống đá đều ngon.",
            ),
        ),
        use=Text(
            "One bag for 250 ml of boiling water, five minutes. Over ice: two bags, six minutes.",
            "Một túi cho 250 ml nước sôi, năm phút. Uống đá: hai túi, sáu phút.",
        ),
        keywords=Text("herbal, lemongrass, pandan, ginger, no caffeine, evening",
            "thảo mộc, sả, lá dứa, gừng, không caffein, buổi tối"),
        grower="mae-rim-kitchen",
        attributes=tea(
            Text("Lemongrass 70%, pandan 25%, ginger 5%", "Sả 70%, lá dứa 25%, gừng 5%"), 420,
            Text("Cut at dawn, dried the same day", "Cắt lúc rạng sáng, sấy trong ngày"),
            Text("All year, lot of October 2026", "Quanh năm, lô tháng 10/2026"), "herbal", Text("None",
                "Không có"),
            Text("lemon peel, pandan, soft ginger", "vỏ chanh, lá dứa, gừng dịu"),
        ),
        profile=leaf_profile(0, 6, 4, 2, 0),
        net_g=36, shipping_g=84, size_mm=(130, 70, 90), hs_code="1211.90", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("125000", "6.20"), ("112500", "5.60"), (24, "82000", "4.00"), (96, "78000", "3.80"), (288,
            "74000", "3.60")),
        unit_cost_vnd="34000", safety_stock=36, stock=stock((96, 288), (96, 288), (120, 720)),
        experts=(
            ExpertScore("orasa", 88, Text("Tastes of arrival.", "Có vị của lúc vừa đến nơi.")),
            ExpertScore("khoa", 85, Text("Clean lemongrass, no dust.", "Vị sả sạch, không bụi.")),
        ),
        pairings=(
            Pairing("LL-3046", Text(
                "Four bags, a litre, the jug and a handful of ice: that is the whole recipe for a hot afternoon.",
                "Bốn túi, một lít nước, bình rót và một vốc đá: công thức cho buổi chiều nóng chỉ có vậy."), "vy"),
        ),
        similar=("LL-1601", "LL-1505"),
    ),
    Product(
        sku="LL-1601",
        ean13="8938505916019",
        category="tea/herbal",
        art=ArtSpec("tube", "colombia", "herbal", "cascara", ("Huila", "Cascara"), "120 g", 2),
        title=Text("Huila Cascara", "Trà vỏ cà phê Huila"),
        subtitle=Text("Infusion of coffee cherry from Huila, Colombia", "Trà vỏ quả cà phê từ Huila, Colombia"),
        short=Text(
            "The dried skin of the coffee cherry, brewed like tea. Hibiscus, raisin, brown sugar.",
            "Vỏ quả cà phê phơi khô, pha như trà. Hoa dâm bụt, nho khô, đường nâu.",
        ),
        long=Text(
            paragraphs(
                "When a coffee cherry is pulped, the bean goes one way and the skin the other, usually to the "
                "compost. The Ordóñez family dries the ripest of it on raised beds for eighteen days.",
                "What comes out is neither tea nor coffee: red in the glass, sour and sweet at once.",
                "Make a strong one, add soda water and a slice of lime, and nobody will ask for wine.",
            ),
            paragraphs(
                "Khi xát quả cà phê, hạt đi một đường, vỏ đi một đường, thường là ra đống ủ. Gia đình Ordóñez chọn "
                "phần vỏ chín nhất, phơi mười tám ngày trên giàn cao.",
                "Kết quả không phải trà cũng chẳng phải cà phê: đỏ trong ly, vừa chua vừa ngọt.",
                "Pha thật đậm, thêm nước soda và lát chanh, sẽ chẳng ai đòi rượu vang nữa.",
            ),
        ),
        use=Text(
            "8 g for 300 ml at 95 °C, five minutes. Cold: 40 g a litre, 12 hours in the fridge.",
            "8 g cho 300 ml nước 95 °C, năm phút. Ủ lạnh: 40 g một lít, 12 giờ trong tủ lạnh.",
        ),
        keywords=Text("cascara, coffee cherry, fruit infusion, Huila, Colombia",
            "cascara, vỏ quả cà phê, trà trái cây, Huila, Colombia"),
        grower="ordonez-huila",
        attributes=tea(
            Text("Caturra", "Caturra"), 1720,
            Text("Skins dried 18 days on raised beds", "Vỏ phơi 18 ngày trên giàn cao"),
            Text("June 2026", "Tháng 6/2026"), "cascara", LOW,
            Text("hibiscus, raisin, brown sugar", "hoa dâm bụt, nho khô, đường nâu"),
        ),
        profile=leaf_profile(0, 7, 5, 4, 1),
        net_g=120, shipping_g=216, size_mm=(75, 75, 190), hs_code="0901.90", tax_category="tea_coffee",
            case_quantity=20,
        prices=prices(("160000", "7.80"), None, (20, "109000", "5.25"), (80, "104000", "5.00")),
        unit_cost_vnd="51000", safety_stock=12, stock=stock((40, 100), (60, 160), (0, 0)),
        experts=(
            ExpertScore("catalina", 89, Text("Ripe, clean fruit. Nothing fermented.",
                "Quả chín, sạch, không chút lên men.")),
            ExpertScore("naree", 86, Text("A fine base for a long cold drink.",
                "Làm nền cho một ly lạnh thì tuyệt.")),
        ),
        pairings=(
            Pairing("LL-2010", Text(
                "Skin and bean of the same cherries, from the same beds. Drink them side by side once in your "
                "life.",
                "Vỏ và hạt của cùng một lứa quả, cùng một giàn phơi. Nên uống hai thứ cạnh nhau một lần trong "
                "đời."), "hoa"),
        ),
        similar=("LL-1610", "LL-1115"),
    ),
)
