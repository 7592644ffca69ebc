"""Black teas, pu’er and the gift box."""

# fmt: off
from __future__ import annotations

from demo.data.schema import ArtSpec, ExpertScore, Pairing, Product, Text, paragraphs
from demo.data.vocabulary import HIGH, MEDIUM, leaf_profile, prices, stock, tea

PRODUCTS = (
    Product(
        sku="LL-1208",
        ean13="8938505912080",
        category="tea/black",
        art=ArtSpec("caddy", "yunnan", "black", "black", ("Fengqing", "Golden", "Bud"), "80 g", 0),
        title=Text("Fengqing Golden Bud", "Hồng trà búp vàng Phượng Khánh"),
        subtitle=Text("Black tea from western Yunnan", "Hồng trà từ miền tây Vân Nam"),
        short=Text(
            "Only the bud, gold with down. Sweet potato, malt and cocoa, and not a trace of harshness.",
            "Chỉ lấy búp, phủ lông tơ vàng. Khoai lang mật, mạch nha, ca cao, không một chút gắt.",
        ),
        long=Text(
            paragraphs(
                "Rub a bud between two fingers and they come away gold: that is the down of the young leaf, turned "
                "by oxidation.",
                "In Fengqing the picking lasts from the end of March for some two weeks. He Jinhua’s family needs "
                "five thousand buds for one of these tins, and sorts them at the kitchen table.",
                "Drink it plain first. Milk will not hurt it, but it will hide what you paid for.",
            ),
            paragraphs(
                "Vê một búp giữa hai ngón tay, tay sẽ dính phấn vàng: đó là lông tơ của lá non, ngả màu khi oxy "
                "hóa.",
                "Ở Phượng Khánh, mùa hái bắt đầu cuối tháng Ba và kéo dài chừng hai tuần. Nhà ông Hà Kim Hoa cần "
                "năm nghìn búp cho một hộp này, nhặt lựa ngay trên bàn bếp.",
                "Lần đầu hãy uống không. Thêm sữa cũng không hỏng, nhưng sẽ che mất thứ bạn đã trả tiền để có.",
            ),
        ),
        use=Text(
            "4 g for 110 ml at 92 °C: 20 s, then 10 s more each time, six infusions. In a pot: 3 g for 250 ml, "
            "three minutes.",
            "4 g cho 110 ml nước 92 °C: 20 giây, mỗi nước thêm 10 giây, được sáu nước. Pha ấm: 3 g cho 250 ml, ba "
            "phút.",
        ),
        keywords=Text("black tea, golden buds, malt, cocoa, Yunnan, Dianhong",
            "hồng trà, búp vàng, mạch nha, ca cao, Vân Nam, Điền Hồng"),
        grower="he-fengqing",
        attributes=tea(
            Text("Fengqing large leaf", "Phượng Khánh lá to"), 1650, Text("Buds only, fully oxidised",
                "Chỉ búp, oxy hóa hoàn toàn"),
            Text("28 March to 11 April 2026", "28/3 đến 11/4/2026"), "black", MEDIUM,
            Text("sweet potato, malt, cocoa", "khoai lang mật, mạch nha, ca cao"),
        ),
        profile=leaf_profile(2, 9, 3, 7, 1),
        net_g=80, shipping_g=194, size_mm=(90, 90, 130), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("380000", "18.30"), ("342000", "16.50"), (24, "264000", "12.65"), (96, "255000", "12.20")),
        unit_cost_vnd="128000", safety_stock=24, stock=stock((84, 240), (96, 360), (36, 240)),
        experts=(
            ExpertScore("lin", 94, Text("Cocoa and baked sweet potato, on and on.",
                "Ca cao và khoai lang nướng, dài mãi.")),
            ExpertScore("khoa", 93, Text("Luxury without noise.", "Sang mà không ồn ào.")),
            ExpertScore("orasa", 92, Text("Flawless buds, generous cup.", "Búp hoàn hảo, chén trà hào phóng.")),
        ),
        pairings=(
            Pairing("LL-3025", Text(
                "Red tea against grey ash glaze looks like the last coal in a hearth. It also stays hot in a thick "
                "wall.",
                "Nước trà đỏ trên men tro xám trông như hòn than cuối cùng trong bếp. Thành chén dày cũng giữ nóng "
                "lâu."), "vy"),
        ),
        similar=("LL-1212", "LL-1215", "LL-1135"),
    ),
    Product(
        sku="LL-1212",
        ean13="8938505912127",
        category="tea/black",
        art=ArtSpec("tube", "vietnam", "black", "black", ("Hà Giang", "Honey", "Black"), "80 g", 1),
        title=Text("Hà Giang Honey Black", "Hồng trà mật Hà Giang"),
        subtitle=Text("Black tea from the far north of Vietnam", "Hồng trà từ địa đầu phía bắc Việt Nam"),
        short=Text(
            "Old-tree leaf, withered long and oxidised slowly. Buckwheat honey, dried apricot, a touch of "
            "rosewood.",
            "Lá cây cổ thụ, làm héo lâu, oxy hóa chậm. Mật tam giác mạch, mơ khô, phảng phất gỗ hồng.",
        ),
        long=Text(
            paragraphs(
                "The same trees as our ancient-tree green, a month later in the year. By May the leaf is broad and "
                "strong, too strong for green tea and just right for black.",
                "Lò Mẩy Phin withers it for twenty hours on the wooden floor above her kitchen. The warmth from "
                "below does half the work.",
                "In autumn the buckwheat flowers around her house are pink for three weeks. The honey in this cup "
                "is theirs by coincidence only.",
            ),
            paragraphs(
                "Vẫn những cây cho lứa trà xanh cổ thụ, nhưng hái muộn hơn một tháng. Sang tháng Năm lá to và "
                "khỏe, quá khỏe cho trà xanh mà vừa đẹp cho hồng trà.",
                "Chị Lò Mẩy Phin làm héo lá hai mươi tiếng trên sàn gỗ phía trên bếp. Hơi ấm từ dưới lên làm giúp "
                "một nửa công việc.",
                "Mùa thu, hoa tam giác mạch quanh nhà chị hồng suốt ba tuần. Vị mật trong chén trà này giống mật "
                "hoa ấy chỉ là tình cờ.",
            ),
        ),
        use=Text(
            "4 g for 120 ml at 92 °C: 25 s, then 10 s more each time, six infusions.",
            "4 g cho 120 ml nước 92 °C: 25 giây, mỗi nước thêm 10 giây, được sáu nước.",
        ),
        keywords=Text("black tea, old trees, honey, apricot, Hà Giang",
            "hồng trà, cổ thụ, mật ong, mơ khô, Hà Giang"),
        grower="lo-tay-con-linh",
        attributes=tea(
            Text("Shan Tuyết", "Shan tuyết"), 1350, Text("Withered 20 hours, fully oxidised",
                "Làm héo 20 tiếng, oxy hóa hoàn toàn"),
            Text("May 2026", "Tháng 5/2026"), "black", MEDIUM, Text("buckwheat honey, dried apricot, rosewood",
                "mật tam giác mạch, mơ khô, gỗ hồng"),
        ),
        profile=leaf_profile(1, 8, 5, 6, 2),
        net_g=80, shipping_g=178, size_mm=(75, 75, 160), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=20,
        prices=prices(("240000", "11.60"), ("216000", "10.40"), (20, "165000", "7.90"), (80, "159000", "7.60")),
        unit_cost_vnd="78000", safety_stock=20, stock=stock((80, 300), (60, 200), (12, 40)),
        experts=(
            ExpertScore("khoa", 92, Text("Apricot and wild honey; ours, at last.",
                "Mơ khô và mật rừng; cuối cùng ta cũng có.")),
            ExpertScore("lin", 90, Text("A cousin of Dianhong with its own voice.",
                "Họ hàng với Điền Hồng, nhưng có giọng riêng.")),
        ),
        pairings=(
            Pairing("LL-3014", Text(
                "Give it a clay pot and boiling water. Old-tree leaf can take both, and the clay rounds the wood "
                "out of it.",
                "Cho trà này một chiếc ấm đất và nước thật sôi. Lá cổ thụ chịu được cả hai, còn đất thì làm tròn "
                "vị gỗ."), "arthit"),
        ),
        similar=("LL-1208", "LL-1135", "LL-1215"),
    ),
    Product(
        sku="LL-1215",
        ean13="8938505912158",
        category="tea/black",
        art=ArtSpec("pouch", "thailand", "black", "black", ("Chiang Dao", "Assam", "Black"), "100 g", 2),
        title=Text("Chiang Dao Assam Black", "Hồng trà Assam Chiang Dao"),
        subtitle=Text("Black tea from Chiang Mai, northern Thailand", "Hồng trà từ Chiang Mai, miền bắc Thái Lan"),
        short=Text(
            "Strong, brisk and red as brick: the tea for milk, for ice and for early mornings.",
            "Đậm, mạnh, đỏ như gạch: trà để pha sữa, uống đá và cho những sáng dậy sớm.",
        ),
        long=Text(
            paragraphs(
                "Wild Assam bushes were growing under the cliffs of Chiang Dao long before anyone planted tea "
                "there; people chewed the leaf, fermented, with salt.",
                "Boonmee Chaiwan makes black tea of it, cut small on purpose, because this leaf is meant to meet "
                "milk.",
                "Three minutes, condensed milk, a tall glass of ice. That is the afternoon taken care of.",
            ),
            paragraphs(
                "Dưới vách đá Chiang Dao, trà Assam hoang đã mọc từ rất lâu trước khi có người trồng; dân bản ủ lá "
                "với muối rồi nhai.",
                "Anh Boonmee Chaiwan làm thành hồng trà, cố ý cắt nhỏ, vì thứ lá này sinh ra để gặp sữa.",
                "Ba phút, sữa đặc, một ly đá cao. Buổi chiều thế là xong.",
            ),
        ),
        use=Text(
            "3 g for 200 ml at 98 °C, three to four minutes. For milk tea: 6 g for 200 ml, five minutes.",
            "3 g cho 200 ml nước 98 °C, ba đến bốn phút. Pha trà sữa: 6 g cho 200 ml, năm phút.",
        ),
        keywords=Text("black tea, Assam, milk tea, iced tea, breakfast, Thailand",
            "hồng trà, Assam, trà sữa, trà đá, bữa sáng, Thái Lan"),
        grower="chaiwan-chiang-dao",
        attributes=tea(
            Text("Assamica, wild seed", "Assamica, giống hoang"), 900, Text("Cut, fully oxidised",
                "Cắt nhỏ, oxy hóa hoàn toàn"),
            Text("August 2026", "Tháng 8/2026"), "black", HIGH, Text("malt, brick-red, brisk",
                "mạch nha, đỏ gạch, mạnh"),
        ),
        profile=leaf_profile(1, 4, 1, 9, 6),
        net_g=100, shipping_g=124, size_mm=(130, 70, 200), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=30,
        prices=prices(("135000", "6.80"), ("121500", "6.10"), (30, "89000", "4.30"), (120, "85000", "4.10"), (360,
            "80000", "3.90")),
        unit_cost_vnd="37000", safety_stock=30, stock=stock((90, 300), (90, 300), (150, 900)),
        experts=(
            ExpertScore("orasa", 87, Text("The backbone of a good milk tea.",
                "Xương sống của một ly trà sữa ngon.")),
            ExpertScore("khoa", 84, Text("Strong and simple, as it should be.",
                "Đậm và đơn giản, đúng như nên thế.")),
        ),
        pairings=(
            Pairing("LL-3008", Text(
                "Tea for milk is made in quantity or not at all. Six hundred millilitres is where it starts to "
                "make sense.",
                "Trà pha sữa đã làm thì phải làm nhiều. Từ sáu trăm mililít trở lên mới bõ công."), "vy"),
        ),
        similar=("LL-1208", "LL-1212"),
    ),
    Product(
        sku="LL-1312",
        ean13="8938505913124",
        category="tea/puer",
        art=ArtSpec("cake", "yunnan", "puer", "yellow", ("Jingmai Forest", "Raw Pu’er 2019"), "357 g", 0),
        title=Text("Jingmai Forest Raw Pu’er 2019", "Bánh Phổ Nhĩ sống rừng Cảnh Mại 2019"),
        subtitle=Text("Pu’er cake from southern Yunnan", "Bánh trà Phổ Nhĩ từ miền nam Vân Nam"),
        short=Text(
            "Forest-garden leaf, stone-pressed in 2019 and kept dry in Kunming. Orchid, apricot stone, a wide "
            "bitter-sweet.",
            "Lá vườn rừng, ép cối đá năm 2019, trữ khô ở Côn Minh. Hoa lan, hạt mơ, vị đắng ngọt mở rộng.",
        ),
        long=Text(
            paragraphs(
                "On Jingmai mountain the tea was never cleared of its forest. Orchids sit in the forks of the old "
                "trees, and people there will tell you that the cup knows.",
                "Ai Nan pressed this cake in April 2019 from a single week’s leaf. Seven years on, the greenness "
                "has turned to apricot and the bite to a bitterness that walks over into sweetness.",
                "Drink it now for the orchid, or forget half of it until 2030.",
            ),
            paragraphs(
                "Trên núi Cảnh Mại, trà chưa bao giờ bị tách khỏi rừng. Phong lan đậu trên chạc cây già, và người "
                "ở đó bảo rằng chén trà biết điều ấy.",
                "Ông Ngải Nam ép bánh này tháng 4/2019 từ lá của đúng một tuần. Bảy năm sau, vị xanh đã thành vị "
                "mơ, còn vị chát thành vị đắng bước sang ngọt.",
                "Uống bây giờ để có hương lan, hoặc cất một nửa rồi quên đến năm 2030.",
            ),
        ),
        use=Text(
            "7 g for 120 ml at 98 °C: rinse once, then 10 s and 5 s more each time, ten infusions or more.",
            "7 g cho 120 ml nước 98 °C: tráng một lần, rồi 10 giây, mỗi nước thêm 5 giây, được mười nước trở lên.",
        ),
        keywords=Text("pu’er, raw, sheng, cake, Jingmai, 2019, ageing",
            "Phổ Nhĩ, trà sống, bánh trà, Cảnh Mại, 2019, trữ lâu năm"),
        grower="ai-jingmai",
        attributes=tea(
            Text("Assamica, forest garden", "Assamica, vườn rừng"), 1550, Text("Sun-dried, stone-pressed",
                "Phơi nắng, ép cối đá"),
            Text("April 2019", "Tháng 4/2019"), "yellow", HIGH, Text("orchid, apricot stone, bitter-sweet",
                "hoa lan, hạt mơ, đắng ngọt"),
        ),
        profile=leaf_profile(0, 7, 7, 8, 6),
        net_g=357, shipping_g=402, size_mm=(205, 205, 35), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=7,
        prices=prices(("1450000", "69.00"), None, (7, "1010000", "48.40")),
        unit_cost_vnd="560000", safety_stock=0, stock=stock((0, 0), (6, 0), (0, 0)),
        experts=(
            ExpertScore("lin", 96, Text("Orchid without end. Buy two and be patient with one.",
                "Hương lan không dứt. Nên mua hai bánh và kiên nhẫn với một bánh.")),
            ExpertScore("khoa", 95, Text("The bitterness opens like a door.", "Vị đắng mở ra như cánh cửa.")),
            ExpertScore("orasa", 93, Text("Superb material, clean storage.", "Nguyên liệu tuyệt vời, trữ sạch.")),
        ),
        pairings=(
            Pairing("LL-3014", Text(
                "Ten infusions in one evening is a conversation, and clay remembers conversations. Keep the pot "
                "for raw pu’er only.",
                "Mười nước một tối là một cuộc trò chuyện, mà đất thì nhớ chuyện. Hãy để riêng chiếc ấm này cho "
                "Phổ Nhĩ sống."), "arthit"),
        ),
        similar=("LL-1330", "LL-1126"),
    ),
    Product(
        sku="LL-1330",
        ean13="8938505913308",
        category="tea/puer",
        art=ArtSpec("cake", "yunnan", "puer", "ripe", ("Menghai", "Ripe Cake"), "200 g", 1),
        title=Text("Menghai Ripe Pu’er Cake", "Bánh Phổ Nhĩ chín Mãnh Hải"),
        subtitle=Text("Pu’er cake from southern Yunnan", "Bánh trà Phổ Nhĩ từ miền nam Vân Nam"),
        short=Text(
            "Dark, soft and earthy, pressed small. Date, cedar and cocoa; kind to the stomach after a heavy meal.",
            "Sẫm, mềm, vị đất, bánh nhỏ. Táo tàu, gỗ tuyết tùng, ca cao; dễ chịu sau bữa ăn nhiều.",
        ),
        long=Text(
            paragraphs(
                "Ripe pu’er is heaped, watered and turned for six weeks, like good compost, and can smell like it "
                "if hurried. Yang Chunmei does not hurry.",
                "After the heap the leaf rested two years in cloth sacks before it was pressed. What was fishy is "
                "gone; what is left is date and old wood.",
                "Break off a piece as big as a walnut. It lasts the whole evening.",
            ),
            paragraphs(
                "Phổ Nhĩ chín được ủ đống, tưới nước và đảo suốt sáu tuần như ủ phân tốt, và nếu làm vội thì mùi "
                "cũng giống thế. Bà Dương Xuân Mai không vội.",
                "Sau khi ủ, lá nghỉ hai năm trong bao vải rồi mới đem ép. Mùi tanh đã hết; còn lại là táo tàu và "
                "gỗ cũ.",
                "Bẻ một miếng bằng quả óc chó. Đủ uống cả buổi tối.",
            ),
        ),
        use=Text(
            "6 g for 150 ml of boiling water: rinse twice, then 15 s and 5 s more each time, eight infusions.",
            "6 g cho 150 ml nước sôi: tráng hai lần, rồi 15 giây, mỗi nước thêm 5 giây, được tám nước.",
        ),
        keywords=Text("pu’er, ripe, shou, cake, Menghai, after dinner",
            "Phổ Nhĩ, trà chín, bánh trà, Mãnh Hải, sau bữa tối"),
        grower="yang-menghai",
        attributes=tea(
            Text("Assamica, large leaf", "Assamica, lá to"), 1200, Text(
                "Heaped 42 days, rested two years, pressed", "Ủ đống 42 ngày, nghỉ hai năm, ép bánh"),
            Text("Leaf of 2023, pressed 2026", "Lá năm 2023, ép năm 2026"), "ripe", MEDIUM, Text(
                "date, cedar, cocoa", "táo tàu, gỗ tuyết tùng, ca cao"),
        ),
        profile=leaf_profile(2, 7, 0, 9, 2),
        net_g=200, shipping_g=240, size_mm=(160, 160, 30), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=10,
        prices=prices(("420000", "20.20"), ("378000", "18.20"), (10, "291000", "13.90"), (50, "281000", "13.45")),
        unit_cost_vnd="138000", safety_stock=10, stock=stock((40, 120), (50, 160), (20, 80)),
        experts=(
            ExpertScore("lin", 90, Text("Clean heap, good rest, honest cake.",
                "Ủ sạch, nghỉ đủ, bánh trà thật thà.")),
            ExpertScore("khoa", 88, Text("Date and cedar. No cellar.", "Táo tàu, tuyết tùng. Không mùi hầm.")),
        ),
        pairings=(
            Pairing("LL-3014", Text(
                "Ripe pu’er and Jianshui clay come from the same province and the same taste: dark, smooth, in no "
                "hurry.",
                "Phổ Nhĩ chín và gốm Kiến Thủy cùng một tỉnh, cùng một tính: sẫm, mượt và thong thả."), "arthit"),
        ),
        similar=("LL-1312", "LL-1208"),
    ),
    Product(
        sku="LL-1701",
        ean13="8938505917016",
        category="gifts/boxes",
        art=ArtSpec("carton", "vietnam", "roasted", "roasted", ("Mid-Autumn", "Gift Box", "2026"), "3 × 40 g", 2),
        title=Text("Mid-Autumn Gift Box 2026", "Hộp quà Trung Thu 2026"),
        subtitle=Text("Three teas for mooncakes", "Ba loại trà cho bánh Trung Thu"),
        short=Text(
            "Lotus green, red oolong and ripe pu’er, 40 g of each, in a box printed for one moon only. Not made "
            "any more.",
            "Trà sen, ô long đỏ và Phổ Nhĩ chín, mỗi loại 40 g, trong chiếc hộp in riêng cho một mùa trăng. Không "
            "còn sản xuất.",
        ),
        long=Text(
            paragraphs(
                "A mooncake is rich, and each filling asks for another tea: lotus seed for the green, mixed nuts "
                "for the red oolong, salted yolk for the pu’er.",
                "The box was folded by hand in Hội An and printed with the hills of Lâm Hà at full moon.",
                "The moon of 2026 has passed, and so has the box. The page stays for those who would like to look "
                "up what they were given.",
            ),
            paragraphs(
                "Bánh Trung Thu béo ngọt, nhân nào hợp trà nấy: hạt sen với trà xanh, thập cẩm với ô long đỏ, "
                "trứng muối với Phổ Nhĩ.",
                "Hộp được gấp tay ở Hội An, in hình đồi Lâm Hà đêm trăng tròn.",
                "Trăng năm 2026 đã qua, chiếc hộp cũng vậy. Trang này còn đây cho ai muốn xem mình được tặng những "
                "gì.",
            ),
        ),
        use=Text(
            "Lotus at 80 °C for two minutes; red oolong at 95 °C for 40 s; pu’er with boiling water, rinse first.",
            "Trà sen 80 °C, hai phút; ô long đỏ 95 °C, 40 giây; Phổ Nhĩ nước sôi, nhớ tráng trà.",
        ),
        keywords=Text("gift box, Mid-Autumn, mooncake, three teas", "hộp quà, Trung Thu, bánh nướng, ba loại trà"),
        grower="kieu-lam-ha",
        attributes=tea(
            Text("Three teas", "Ba loại trà"), 980, Text("Boxed by hand", "Đóng hộp bằng tay"),
            Text("2026", "Năm 2026"), "roasted", MEDIUM, Text("lotus, plum jam, date",
                "hương sen, mứt mận, táo tàu"),
        ),
        profile=leaf_profile(4, 7, 5, 6, 2),
        net_g=120, shipping_g=560, size_mm=(260, 180, 80), hs_code="0902.30", tax_category="tea_coffee",
            case_quantity=10,
        prices=prices(("620000", "29.80"), None, (10, "456000", "21.90")),
        unit_cost_vnd="214000", safety_stock=0, stock=stock((0, 0), (0, 0), (0, 0)),
        experts=(
            ExpertScore("khoa", 88, Text("Three right answers to one cake.", "Ba đáp án đúng cho một chiếc bánh.")),
        ),
        pairings=(
            Pairing("LL-3025", Text(
                "Four cups and three teas: somebody always wants the lotus twice.",
                "Bốn chén, ba loại trà: thế nào cũng có người xin thêm trà sen."), "vy"),
        ),
        similar=("LL-1505", "LL-1135", "LL-1330"),
        lifecycle="discontinued",
    ),
)
