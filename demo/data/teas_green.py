"""White, green, yellow and scented teas."""

# fmt: off
from __future__ import annotations

from demo.data.schema import ArtSpec, ExpertScore, Pairing, Product, Text, paragraphs
from demo.data.vocabulary import LOW, MEDIUM, leaf_profile, prices, stock, tea

PRODUCTS = (
    Product(
        sku="LL-1001",
        ean13="8938505910017",
        category="tea/white",
        art=ArtSpec("caddy", "vietnam", "white", "white", ("Suối Giàng", "Snow", "White"), "50 g", 1),
        title=Text("Suối Giàng Snow White", "Bạch trà Shan tuyết Suối Giàng"),
        subtitle=Text("White tea from Yên Bái, northern Vietnam", "Bạch trà từ Yên Bái, miền bắc Việt Nam"),
        short=Text(
            "Downy buds from trees older than the village. Hay, melon and a sweetness that comes late.",
            "Búp phủ lông tơ từ những cây già hơn cả bản làng. Cỏ khô, dưa lê và vị ngọt đến muộn.",
        ),
        long=Text(
            paragraphs(
                "The Shan trees of Suối Giàng are climbed, not bent over. Sùng A Páo’s family has forty of them, "
                "the thickest as wide as a table.",
                "Only the bud and one leaf are taken, spread on bamboo, and left alone for three days. White tea "
                "is made by not interfering.",
                "Put a little more in the cup than you think is right. It cannot turn bitter.",
            ),
            paragraphs(
                "Hái trà Shan ở Suối Giàng là phải trèo chứ không cúi. Nhà ông Sùng A Páo có bốn mươi gốc, gốc to "
                "nhất rộng bằng mặt bàn.",
                "Chỉ lấy một tôm một lá, trải lên nong tre rồi để yên ba ngày. Làm bạch trà là biết không can "
                "thiệp.",
                "Hãy cho nhiều trà hơn bạn nghĩ một chút. Trà này không thể đắng.",
            ),
        ),
        use=Text(
            "4 g for 150 ml at 85 °C: 60 s, then 20 s more each time, five infusions.",
            "4 g cho 150 ml nước 85 °C: 60 giây, mỗi nước thêm 20 giây, được năm nước.",
        ),
        keywords=Text("white tea, Shan, snow, old trees, buds, Yên Bái",
            "bạch trà, Shan tuyết, cổ thụ, búp trà, Yên Bái"),
        grower="sung-suoi-giang",
        attributes=tea(
            Text("Shan Tuyết", "Shan tuyết"), 1400, Text("Withered three days, dried in the sun",
                "Làm héo ba ngày, phơi nắng"),
            Text("20 March to 2 April 2026", "20/3 đến 2/4/2026"), "white", LOW,
            Text("hay, melon, late honey", "cỏ khô, dưa lê, hậu mật"),
        ),
        profile=leaf_profile(0, 7, 6, 3, 0),
        net_g=50, shipping_g=162, size_mm=(90, 90, 130), hs_code="0902.10", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("360000", "17.30"), ("324000", "15.60"), (24, "248000", "11.90"), (96, "239000", "11.50")),
        unit_cost_vnd="121000", safety_stock=12, stock=stock((72, 192), (48, 120), (12, 24)),
        experts=(
            ExpertScore("khoa", 92, Text("Melon and morning air.", "Dưa lê và khí trời buổi sớm.")),
            ExpertScore("lin", 91, Text("As good as the better whites of Yunnan.",
                "Ngang những bạch trà khá của Vân Nam.")),
            ExpertScore("orasa", 90, Text("Quiet, sweet, very clean.", "Tĩnh, ngọt, rất sạch.")),
        ),
        pairings=(
            Pairing("LL-3020", Text(
                "So pale a tea disappears in a dark cup. On celadon you see it, and then you taste more of it.",
                "Trà nhạt thế này chìm mất trong chén sẫm. Trên men ngọc, mắt thấy rồi miệng mới nếm được hết."),
                "vy"),
        ),
        similar=("LL-1052", "LL-1508", "LL-1021"),
    ),
    Product(
        sku="LL-1021",
        ean13="8938505910215",
        category="tea/green",
        art=ArtSpec("tube", "vietnam", "green", "green", ("Hà Giang", "Ancient Tree", "Green"), "50 g", 0),
        title=Text("Hà Giang Ancient Tree Green", "Trà xanh cổ thụ Hà Giang"),
        subtitle=Text("Green tea from the far north of Vietnam", "Trà xanh từ địa đầu phía bắc Việt Nam"),
        short=Text(
            "Leaf from trees above 1,300 m, fired in an iron pan. Chestnut, young bamboo, and a sweetness that "
            "returns.",
            "Lá từ những cây trên 1.300 m, sao chảo gang. Hạt dẻ, măng non và vị ngọt hậu quay trở lại.",
        ),
        long=Text(
            paragraphs(
                "On the slopes of Tây Côn Lĩnh the tea trees stand among cardamom and mist, some of them three "
                "hundred years old. Nobody sprays them; nobody could reach.",
                "Lò Mẩy Phin and eleven neighbours pick in spring and again in autumn, and fire the leaf by hand "
                "within four hours. This is the autumn picking, drier and nuttier than spring.",
                "The second infusion is the best. Wait half a minute after swallowing: the sweetness comes back.",
            ),
            paragraphs(
                "Trên sườn Tây Côn Lĩnh, cây trà đứng giữa thảo quả và sương mù, có cây đã ba trăm tuổi. Không ai "
                "phun thuốc; có muốn cũng không với tới.",
                "Chị Lò Mẩy Phin cùng mười một nhà hàng xóm hái vụ xuân rồi vụ thu, sao tay trong vòng bốn tiếng. "
                "Đây là lứa thu, khô và bùi hơn lứa xuân.",
                "Nước thứ hai ngon nhất. Nuốt xong hãy đợi nửa phút: vị ngọt sẽ quay lại.",
            ),
        ),
        use=Text(
            "4 g for 150 ml at 80 °C: 40 s, then 10 s more each time, four infusions.",
            "4 g cho 150 ml nước 80 °C: 40 giây, mỗi nước thêm 10 giây, được bốn nước.",
        ),
        keywords=Text("green tea, ancient trees, Shan, Hà Giang, autumn picking",
            "trà xanh, cổ thụ, Shan tuyết, Hà Giang, vụ thu"),
        grower="lo-tay-con-linh",
        attributes=tea(
            Text("Shan Tuyết", "Shan tuyết"), 1350, Text("Fired by hand in an iron pan", "Sao tay trong chảo gang"),
            Text("5 to 18 October 2026", "5 đến 18/10/2026"), "green", MEDIUM,
            Text("chestnut, young bamboo, returning sweetness", "hạt dẻ, măng non, ngọt hậu"),
        ),
        profile=leaf_profile(2, 6, 4, 5, 3),
        net_g=50, shipping_g=128, size_mm=(75, 75, 150), hs_code="0902.10", tax_category="tea_coffee",
            case_quantity=40,
        prices=prices(("285000", "13.70"), ("256500", "12.30"), (40, "190000", "9.10"), (80, "184000", "8.80"), (
            200, "177000", "8.50")),
        unit_cost_vnd="92000", safety_stock=40, stock=stock((120, 1000), (100, 240), (20, 40)),
        experts=(
            ExpertScore("khoa", 95, Text("Three hundred years, and not a wrinkle.",
                "Ba trăm năm tuổi mà không một nếp nhăn.")),
            ExpertScore("orasa", 94, Text("The sweetness returns like a tide.", "Vị ngọt trở lại như thủy triều.")),
            ExpertScore("lin", 91, Text("Firm and nutty; a fine autumn lot.", "Chắc và bùi; một lứa thu đẹp.")),
        ),
        pairings=(
            Pairing("LL-3041", Text(
                "Eighty degrees is not a suggestion for this leaf. The kettle holds it and pours as slowly as you "
                "dare.",
                "Tám mươi độ không phải là gợi ý đối với lá này. Ấm giữ đúng nhiệt và rót chậm tùy tay bạn."),
                "arthit"),
        ),
        similar=("LL-1024", "LL-1001", "LL-1505"),
    ),
    Product(
        sku="LL-1024",
        ean13="8938505910246",
        category="tea/green",
        art=ArtSpec("pouch", "vietnam", "green", "green", ("Tân Cương", "Hook", "Green"), "100 g", 1),
        title=Text("Tân Cương Hook Green", "Trà móc câu Tân Cương"),
        subtitle=Text("Green tea from Thái Nguyên, northern Vietnam", "Trà xanh từ Thái Nguyên, miền bắc Việt Nam"),
        short=Text(
            "The tea of northern Vietnam as it is drunk at home: young rice on the nose, a bite, then sweet.",
            "Trà bắc đúng vị nhà: hương cốm, chát dịu, rồi ngọt hậu.",
        ),
        long=Text(
            paragraphs(
                "Curled like a fish hook, grey-green, smelling of young rice: in Thái Nguyên a tea is judged "
                "before the water boils.",
                "Ngô Thị Lành’s garden lies by the Công river. She picks one bud and two leaves every five weeks "
                "and turns the drum herself, forty minutes a batch.",
                "It has a bite, and should have. If you would rather do without, let the water stand three minutes "
                "longer.",
            ),
            paragraphs(
                "Cánh cong như móc câu, màu xanh xám, thơm mùi cốm: ở Thái Nguyên, trà được chấm từ khi nước chưa "
                "sôi.",
                "Vườn của cô Ngô Thị Lành nằm bên sông Công. Cứ năm tuần cô hái một lứa một tôm hai lá, rồi tự tay "
                "quay tôn, bốn mươi phút một mẻ.",
                "Trà có vị chát, và phải thế. Nếu không thích chát, bạn để nước nguội thêm ba phút.",
            ),
        ),
        use=Text(
            "4 g for 150 ml at 80 °C: 30 s, then 10 s more each time, four infusions.",
            "4 g cho 150 ml nước 80 °C: 30 giây, mỗi nước thêm 10 giây, được bốn nước.",
        ),
        keywords=Text("green tea, hook tea, Thái Nguyên, young rice, everyday",
            "trà xanh, móc câu, Thái Nguyên, hương cốm, trà bắc"),
        grower="ngo-tan-cuong",
        attributes=tea(
            Text("Trung Du (seed-grown)", "Trung du (gieo hạt)"), 120, Text("Drum fired, curled",
                "Sao tôn quay, cánh cong"),
            Text("September 2026", "Tháng 9/2026"), "green", MEDIUM,
            Text("young rice, spinach, lively bite", "cốm non, rau chân vịt, chát thanh"),
        ),
        profile=leaf_profile(3, 5, 3, 6, 5),
        net_g=100, shipping_g=126, size_mm=(130, 70, 200), hs_code="0902.10", tax_category="tea_coffee",
            case_quantity=30,
        prices=prices(("145000", "7.20"), ("130500", "6.50"), (30, "96000", "4.60"), (120, "92000", "4.40"), (300,
            "87000", "4.20")),
        unit_cost_vnd="43000", safety_stock=48, stock=stock((180, 900), (150, 600), (0, 0)),
        experts=(
            ExpertScore("khoa", 89, Text("What my grandfather called tea.", "Thứ mà ông tôi gọi là trà.")),
            ExpertScore("lin", 86, Text("Young rice, firm bite, honest price.", "Hương cốm, chát chắc, giá thật.")),
        ),
        pairings=(
            Pairing("LL-3008", Text(
                "At home in the north a pot stands on the table all day. This one is large enough to be that pot.",
                "Nhà miền bắc lúc nào cũng có ấm trà trên bàn. Chiếc ấm này đủ lớn để làm việc ấy."), "arthit"),
        ),
        similar=("LL-1021", "LL-1505"),
    ),
    Product(
        sku="LL-1052",
        ean13="8938505910529",
        category="tea/yellow",
        art=ArtSpec("tube", "yunnan", "white", "yellow", ("Yiwu", "Yellow", "Leaf"), "50 g", 0),
        title=Text("Yiwu Yellow Leaf", "Hoàng trà Dịch Vũ"),
        subtitle=Text("Yellow tea from southern Yunnan", "Hoàng trà từ miền nam Vân Nam"),
        short=Text(
            "Big autumn leaf, wrapped warm in paper until it turns gold. Sweetcorn, hay, no bite at all.",
            "Lá thu to bản, gói giấy lúc còn ấm cho đến khi ngả vàng. Bắp ngọt, cỏ khô, không chút chát.",
        ),
        long=Text(
            paragraphs(
                "Yellow tea starts as a green one. Then the warm leaf is wrapped in paper and left to itself for "
                "two nights; the green goes out of it, and the bite with it.",
                "Few people take the trouble. Zhao Lanying in Yiwu does, with the large autumn leaf that others "
                "sell cheaply.",
                "It is the gentlest tea we have, and the one to give to somebody who has given up on tea.",
            ),
            paragraphs(
                "Hoàng trà khởi đầu như trà xanh. Rồi lá còn ấm được gói trong giấy, để yên hai đêm; màu xanh nhạt "
                "đi, vị chát cũng đi theo.",
                "Ít ai chịu tốn công như vậy. Bà Triệu Lan Anh ở Dịch Vũ thì chịu, với thứ lá thu to mà người khác "
                "bán rẻ.",
                "Đây là trà hiền nhất của chúng tôi, hợp để tặng người đã bỏ uống trà.",
            ),
        ),
        use=Text(
            "4 g for 150 ml at 85 °C: 50 s, then 15 s more each time, four infusions.",
            "4 g cho 150 ml nước 85 °C: 50 giây, mỗi nước thêm 15 giây, được bốn nước.",
        ),
        keywords=Text("yellow tea, mild, sweetcorn, Yiwu, Yunnan", "hoàng trà, dịu, bắp ngọt, Dịch Vũ, Vân Nam"),
        grower="zhao-yiwu",
        attributes=tea(
            Text("Assamica, large leaf", "Assamica, lá to"), 1250, Text("Pan fired, wrapped warm for two nights",
                "Sao chảo, ủ gói giấy hai đêm"),
            Text("October 2026", "Tháng 10/2026"), "yellow", LOW, Text("sweetcorn, hay, pear",
                "bắp ngọt, cỏ khô, lê"),
        ),
        profile=leaf_profile(1, 8, 4, 4, 0),
        net_g=50, shipping_g=126, size_mm=(75, 75, 150), hs_code="0902.10", tax_category="tea_coffee",
            case_quantity=40,
        prices=prices(("235000", "11.40"), None, (40, "163000", "7.80"), (120, "157000", "7.50")),
        unit_cost_vnd="78000", safety_stock=12, stock=stock((48, 80), (36, 40), (20, 80)),
        experts=(
            ExpertScore("lin", 90, Text("Patience made this, and you can tell.",
                "Trà này làm bằng sự kiên nhẫn, uống là biết.")),
            ExpertScore("orasa", 87, Text("Gentle to a fault.", "Hiền đến mức hơi quá.")),
        ),
        pairings=(
            Pairing("LL-3001", Text(
                "Lift the lid after half a minute and smell it: the whole point of yellow tea is under there.",
                "Sau nửa phút, hãy nhấc nắp lên ngửi: cái hay của hoàng trà nằm cả ở đó."), "arthit"),
        ),
        similar=("LL-1001", "LL-1021"),
    ),
    Product(
        sku="LL-1505",
        ean13="8938505915050",
        category="tea/scented",
        art=ArtSpec("carton", "vietnam", "green", "lotus", ("Tam Cốc", "Lotus", "Green"), "20 bags", 3),
        title=Text("Tam Cốc Lotus Green", "Trà sen Tam Cốc"),
        subtitle=Text("Scented green tea from Ninh Bình, northern Vietnam",
            "Trà xanh ướp sen từ Ninh Bình, miền bắc Việt Nam"),
        short=Text(
            "Green tea laid with lotus stamens four times. Twenty bags that smell of a pond at six in the morning.",
            "Trà xanh ướp gạo sen bốn lần. Hai mươi túi thơm như đầm sen lúc sáu giờ sáng.",
        ),
        long=Text(
            paragraphs(
                "The lotus of Tam Cốc opens before the boats set out. The flowers are cut by torchlight, and by "
                "breakfast the white anthers, which carry the scent, lie between layers of tea.",
                "Four nights, four lots of fresh anthers: about nine hundred flowers for a kilogram. No oil, no "
                "flavouring.",
                "Do not make it too strong. Lotus is shy and goes when it is pushed.",
            ),
            paragraphs(
                "Sen Tam Cốc nở trước khi thuyền rời bến. Hoa được cắt dưới ánh đuốc, và đến giờ ăn sáng thì gạo "
                "sen, phần giữ hương, đã nằm giữa các lớp trà.",
                "Bốn đêm, bốn lượt gạo sen mới: chừng chín trăm bông cho một ki-lô-gam. Không tinh dầu, không "
                "hương liệu.",
                "Đừng pha đậm quá. Hương sen nhút nhát, ép là bay mất.",
            ),
        ),
        use=Text(
            "One bag for 200 ml at 80 °C, two minutes; once more for three.",
            "Một túi cho 200 ml nước 80 °C, hai phút; pha lần hai ba phút.",
        ),
        keywords=Text("lotus tea, scented green, tea bags, Ninh Bình, gift",
            "trà sen, trà ướp hương, túi lọc, Ninh Bình, quà tặng"),
        grower="tam-coc-lotus",
        attributes=tea(
            Text("Trung Du (seed-grown)", "Trung du (gieo hạt)"), 90, Text(
                "Scented four times with lotus anthers, in bags", "Ướp gạo sen bốn lần, đóng túi"),
            Text("Flowers June 2026, leaf April 2026", "Hoa tháng 6/2026, lá tháng 4/2026"), "lotus", MEDIUM,
            Text("lotus, anise, fresh straw", "hương sen, hồi, rơm tươi"),
        ),
        profile=leaf_profile(0, 6, 9, 4, 2),
        net_g=40, shipping_g=88, size_mm=(130, 70, 90), hs_code="0902.10", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("195000", "9.40"), ("175500", "8.50"), (24, "133000", "6.40"), (96, "128000", "6.15")),
        unit_cost_vnd="64000", safety_stock=24, stock=stock((144, 480), (96, 240), (24, 48)),
        experts=(
            ExpertScore("khoa", 92, Text("Real lotus, and it knows when to stop.",
                "Hương sen thật, và biết dừng đúng lúc.")),
            ExpertScore("lin", 90, Text("Delicate, with anise underneath.", "Thanh, phảng phất hồi.")),
            ExpertScore("orasa", 88, Text("Best of the bagged teas here.",
                "Hay nhất trong các loại túi lọc ở đây.")),
        ),
        pairings=(
            Pairing("LL-3025", Text(
                "Ash glaze has the grey-green of a lotus leaf seen from below. We noticed it only when they stood "
                "side by side.",
                "Men tro có màu xanh xám như mặt dưới lá sen. Đặt cạnh nhau rồi chúng tôi mới nhận ra."), "vy"),
        ),
        similar=("LL-1508", "LL-1024", "LL-1132"),
    ),
    Product(
        sku="LL-1508",
        ean13="8938505974477",
        category="tea/scented",
        art=ArtSpec("pouch", "thailand", "white", "white", ("Jasmine", "Silver", "Needle"), "100 g", 2),
        title=Text("Jasmine Silver Needle", "Trà nhài Ngân Châm"),
        subtitle=Text("Scented tea from Chiang Rai, northern Thailand",
            "Trà ướp nhài từ Chiang Rai, miền bắc Thái Lan"),
        short=Text(
            "Slim spring buds, six nights with jasmine. A scent that stays in the empty cup.",
            "Búp xuân thon nhỏ, sáu đêm ướp nhài. Hương còn vương trong chén đã cạn.",
        ),
        long=Text(
            paragraphs(
                "Jasmine opens after sunset and is at its strongest near midnight, so the people who scent this "
                "tea sleep by day.",
                "The growers of Mae Salong lay the buds with fresh flowers for six nights and sift every petal out "
                "again. If you see flowers in a jasmine tea, they are there to be looked at.",
                "The price is low because the buds are small and broken here and there. The cup does not mind.",
            ),
            paragraphs(
                "Hoa nhài nở sau khi mặt trời lặn và thơm nhất lúc gần nửa đêm, nên thợ ướp trà này ngủ ban ngày.",
                "Những người trồng trà ở Mae Salong ướp búp với hoa tươi sáu đêm, rồi sàng bỏ từng cánh hoa. Trà "
                "nhài mà còn thấy hoa thì hoa ấy chỉ để ngắm.",
                "Giá mềm vì búp nhỏ, đôi chỗ gãy. Chén trà thì không để ý chuyện đó.",
            ),
        ),
        use=Text(
            "3 g for 150 ml at 80 °C: 50 s, then 15 s more each time, four infusions.",
            "3 g cho 150 ml nước 80 °C: 50 giây, mỗi nước thêm 15 giây, được bốn nước.",
        ),
        keywords=Text("jasmine, scented, buds, light, gift, Thailand",
            "trà nhài, ướp hương, búp trà, nhẹ, quà tặng, Thái Lan"),
        grower="mae-salong-growers",
        attributes=tea(
            Text("Qing Xin, buds", "Thanh Tâm, búp"), 1200, Text("Scented six nights with jasmine",
                "Ướp nhài sáu đêm"),
            Text("Buds April 2026, flowers July 2026", "Búp tháng 4/2026, hoa tháng 7/2026"), "white", LOW,
            Text("jasmine, pear, cream", "hương nhài, lê, kem sữa"),
        ),
        profile=leaf_profile(0, 6, 10, 3, 1),
        net_g=100, shipping_g=130, size_mm=(130, 70, 210), hs_code="0902.10", tax_category="tea_coffee",
            case_quantity=24,
        prices=prices(("152000", "7.50"), ("136800", "6.80"), (24, "108000", "5.20"), (72, "104000", "5.00"), (240,
            "99000", "4.75")),
        unit_cost_vnd="48000", safety_stock=120, stock=stock((126, 1240), (96, 360), (88, 240)),
        experts=(
            ExpertScore("orasa", 90, Text("Six nights well spent.", "Sáu đêm không uổng.")),
            ExpertScore("lin", 88, Text("The scent is deep, the leaf plain.", "Hương sâu, lá bình thường.")),
        ),
        pairings=(
            Pairing("LL-3020", Text(
                "When the cup is empty, keep it under your nose a little longer. A wide celadon lip holds the "
                "jasmine best.",
                "Chén cạn rồi, hãy giữ dưới mũi thêm một lát. Miệng chén men ngọc rộng giữ hương nhài lâu nhất."),
                "arthit"),
        ),
        similar=("LL-1505", "LL-1001"),
    ),
)
