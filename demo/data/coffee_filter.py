"""Coffee to pour slowly: Colombia, Thailand and Đà Lạt, roasted in Thủ Đức."""

# fmt: off
from __future__ import annotations

from demo.data.schema import ArtSpec, ExpertScore, Pairing, Product, Text, paragraphs
from demo.data.vocabulary import (
    COFFEE_FILTER,
    LIGHT_ROAST,
    MEDIUM_ROAST,
    bean_profile,
    coffee,
    prices,
    stock,
)

PRODUCTS = (
    Product(
        sku="LL-2010",
        ean13="8938505920108",
        category="coffee/filter",
        art=ArtSpec("pouch", "colombia", "coffee", "coffee", ("Huila", "Washed", "Caturra"), "250 g", 0),
        title=Text("Huila Washed Caturra", "Cà phê Caturra sơ chế ướt Huila"),
        subtitle=Text("Filter coffee from Huila, Colombia", "Cà phê lọc từ Huila, Colombia"),
        short=Text(
            "Red apple, panela and a clean, bright end. Roasted every Wednesday, sent the same week.",
            "Táo đỏ, đường mía panela, kết thúc sáng và sạch. Rang mỗi thứ Tư, gửi đi ngay trong tuần.",
        ),
        long=Text(
            paragraphs(
                "The Ordóñez family farms four hectares above Pitalito, and picks each of them five times between "
                "April and July, because Caturra ripens as it pleases.",
                "The cherries are pulped the same evening, left eighteen hours in tiled tanks, washed and dried "
                "under cover. It is careful rather than clever.",
                "We roast it light enough to keep the apple and long enough to keep the sugar. Best from a week "
                "after roasting.",
            ),
            paragraphs(
                "Gia đình Ordóñez có bốn héc-ta phía trên Pitalito, mỗi vườn hái năm lượt từ tháng Tư đến tháng "
                "Bảy, vì Caturra chín theo ý nó.",
                "Quả được xát ngay trong tối, để mười tám tiếng trong bể lát gạch, rửa sạch rồi phơi dưới mái che. "
                "Cẩn thận chứ không cầu kỳ.",
                "Chúng tôi rang đủ nhạt để giữ vị táo và đủ lâu để giữ vị đường. Ngon nhất sau khi rang một tuần.",
            ),
        ),
        use=Text(
            "16 g, medium-fine, 260 ml at 94 °C, poured in three goes within two and a half minutes.",
            "16 g, xay vừa mịn, 260 ml nước 94 °C, rót ba lượt trong hai phút rưỡi.",
        ),
        keywords=Text("filter coffee, washed, Caturra, apple, Huila, Colombia",
            "cà phê lọc, sơ chế ướt, Caturra, táo, Huila, Colombia"),
        grower="ordonez-huila",
        attributes=coffee(
            Text("Caturra", "Caturra"), 1720, Text("Washed, dried under cover", "Sơ chế ướt, phơi dưới mái che"),
                LIGHT_ROAST,
            Text("April to July 2026", "Tháng 4 đến tháng 7/2026"), "coffee", COFFEE_FILTER, Text(
                "red apple, panela, almond", "táo đỏ, đường mía panela, hạnh nhân"),
        ),
        profile=bean_profile(7, 6, 6, 5, 2),
        net_g=250, shipping_g=278, size_mm=(140, 80, 240), hs_code="0901.21", tax_category="tea_coffee",
            case_quantity=12,
        prices=prices(("265000", "12.80"), ("238500", "11.50"), (12, "184000", "8.80"), (60, "177000", "8.50"), (
            180, "170000", "8.15")),
        unit_cost_vnd="98000", safety_stock=24, stock=stock((60, 120), (144, 360), (12, 24)),
        experts=(
            ExpertScore("catalina", 89, Text("Clean as a bell, apple all through.",
                "Trong như tiếng chuông, vị táo từ đầu đến cuối.")),
            ExpertScore("naree", 88, Text("Sweet and easy to brew well.", "Ngọt, dễ pha cho ngon.")),
            ExpertScore("bao", 86, Text("A filter coffee for people new to filter.",
                "Cà phê lọc cho người mới uống cà phê lọc.")),
        ),
        pairings=(
            Pairing("LL-3041", Text(
                "Apple notes come from an even pour, and an even pour comes from a thin spout. That is all the "
                "secret there is.",
                "Vị táo có được nhờ rót đều tay, mà rót đều được là nhờ vòi ấm mảnh. Bí quyết chỉ có vậy."), "hoa"),
        ),
        similar=("LL-2015", "LL-2018", "LL-2045"),
    ),
    Product(
        sku="LL-2015",
        ean13="8938505920153",
        category="coffee/filter",
        art=ArtSpec("pouch", "colombia", "coffee", "coffee", ("Nariño", "La Unión", "Typica"), "250 g", 2),
        title=Text("Nariño La Unión Typica", "Cà phê Typica La Unión Nariño"),
        subtitle=Text("Filter coffee from Nariño, Colombia", "Cà phê lọc từ Nariño, Colombia"),
        short=Text(
            "From 2,050 metres, near the limit of what coffee can stand. Orange blossom, brown sugar, silk.",
            "Từ độ cao 2.050 m, gần giới hạn mà cây cà phê chịu được. Hoa cam, đường nâu, mượt như lụa.",
        ),
        long=Text(
            paragraphs(
                "On the rim of the Galeras volcano the nights are so cold that a cherry takes ten months to ripen. "
                "Warm air rising from the canyon keeps it alive.",
                "Doña Marleny Bastidas still grows Typica, which bears little and falls ill easily, because her "
                "mother did and because of what it smells like in the cup.",
                "Flown, not shipped, twice a year: this is the second flight of 2026, 480 kilograms.",
            ),
            paragraphs(
                "Bên miệng núi lửa Galeras, đêm lạnh đến nỗi một quả cà phê phải mười tháng mới chín. Hơi ấm từ "
                "hẻm núi bốc lên giữ cho cây sống.",
                "Bà Marleny Bastidas vẫn trồng Typica, thứ cây ít quả và dễ bệnh, vì mẹ bà từng trồng và vì hương "
                "của nó trong tách.",
                "Chở bằng máy bay chứ không đường biển, mỗi năm hai chuyến: đây là chuyến thứ hai của năm 2026, "
                "480 kg.",
            ),
        ),
        use=Text(
            "15 g, medium, 250 ml at 93 °C, three minutes. Let it cool a little: the orange comes late.",
            "15 g, xay vừa, 250 ml nước 93 °C, ba phút. Để nguội một chút: vị cam đến muộn.",
        ),
        keywords=Text("filter coffee, Typica, high grown, orange blossom, Nariño, Colombia",
            "cà phê lọc, Typica, vùng cao, hoa cam, Nariño, Colombia"),
        grower="bastidas-narino",
        attributes=coffee(
            Text("Typica", "Typica"), 2050, Text("Washed", "Sơ chế ướt"), LIGHT_ROAST, Text("June 2026",
                "Tháng 6/2026"), "coffee", COFFEE_FILTER,
            Text("orange blossom, brown sugar, silk", "hoa cam, đường nâu, mượt"),
        ),
        profile=bean_profile(7, 7, 7, 4, 1),
        net_g=250, shipping_g=278, size_mm=(140, 80, 240), hs_code="0901.21", tax_category="tea_coffee",
            case_quantity=12,
        prices=prices(("345000", "16.60"), None, (12, "241000", "11.55"), (60, "233000", "11.15")),
        unit_cost_vnd="138000", safety_stock=12, stock=stock((30, 36), (66, 120), (0, 0)),
        experts=(
            ExpertScore("catalina", 92, Text("Typica as I remember it.", "Đúng là Typica trong trí nhớ của tôi.")),
            ExpertScore("naree", 91, Text("Orange blossom that lasts until the cup is cold.",
                "Hương hoa cam còn mãi đến khi tách nguội.")),
        ),
        pairings=(
            Pairing("LL-3020", Text(
                "Drink it from a tea cup. The wide lip does for orange blossom what it does for a light oolong.",
                "Hãy uống bằng chén trà. Miệng chén rộng nâng hương hoa cam như nâng một ô long nhạt."), "hoa"),
        ),
        similar=("LL-2010", "LL-2018"),
    ),
    Product(
        sku="LL-2018",
        ean13="8938505920184",
        category="coffee/filter",
        art=ArtSpec("pouch", "thailand", "coffee", "coffee", ("Doi Chang", "Honey", "Catuai"), "250 g", 3),
        title=Text("Doi Chang Honey Catuai", "Cà phê Catuai mật Doi Chang"),
        subtitle=Text("Filter coffee from Chiang Rai, northern Thailand",
            "Cà phê lọc từ Chiang Rai, miền bắc Thái Lan"),
        short=Text(
            "Dried with the fruit still clinging to the bean. Ripe papaya, toffee, a round and heavy cup.",
            "Phơi khi thịt quả còn bám quanh hạt. Đu đủ chín, kẹo bơ, tách cà phê tròn và đầy.",
        ),
        long=Text(
            paragraphs(
                "Honey coffee has no honey in it. The skin comes off, the sticky flesh stays on, and the beans "
                "have to be turned every hour for three weeks so that they do not stick together for good.",
                "The Becheku family on Doi Chang sleeps in turns during those weeks.",
                "If your coffee is usually too sour for you, start here.",
            ),
            paragraphs(
                "Cà phê mật không có mật. Vỏ được bóc đi, lớp thịt dính được giữ lại, và suốt ba tuần cứ mỗi giờ "
                "phải đảo một lần để hạt khỏi vón.",
                "Những tuần ấy, gia đình Becheku trên Doi Chang thay phiên nhau ngủ.",
                "Nếu bạn thường chê cà phê chua, hãy bắt đầu từ đây.",
            ),
        ),
        use=Text(
            "17 g, medium, 270 ml at 93 °C, three minutes; or 30 g in a half-litre press, four minutes.",
            "17 g, xay vừa, 270 ml nước 93 °C, ba phút; hoặc 30 g trong bình ép nửa lít, bốn phút.",
        ),
        keywords=Text("filter coffee, honey process, papaya, toffee, Thailand",
            "cà phê lọc, chế biến mật, đu đủ, kẹo bơ, Thái Lan"),
        grower="becheku-doi-chang",
        attributes=coffee(
            Text("Red Catuai", "Catuai đỏ"), 1400, Text("Honey, 21 days on raised beds",
                "Chế biến mật, 21 ngày trên giàn cao"), MEDIUM_ROAST,
            Text("January 2026", "Tháng 1/2026"), "coffee", COFFEE_FILTER, Text("ripe papaya, toffee, hazelnut",
                "đu đủ chín, kẹo bơ, hạt phỉ"),
        ),
        profile=bean_profile(8, 6, 3, 7, 3),
        net_g=250, shipping_g=278, size_mm=(140, 80, 240), hs_code="0901.21", tax_category="tea_coffee",
            case_quantity=12,
        prices=prices(("245000", "11.80"), ("220500", "10.60"), (12, "171000", "8.20"), (60, "165000", "7.90")),
        unit_cost_vnd="89000", safety_stock=18, stock=stock((36, 60), (84, 180), (72, 240)),
        experts=(
            ExpertScore("naree", 90, Text("Three weeks of turning, and not a flaw.",
                "Ba tuần đảo phơi mà không một lỗi.")),
            ExpertScore("bao", 87, Text("Toffee first, papaya as it cools.",
                "Kẹo bơ trước, nguội dần thì ra đu đủ.")),
        ),
        pairings=(
            Pairing("LL-3046", Text(
                "Brew a half-litre into the jug and let everyone help themselves. A honey coffee is better at "
                "fifty degrees than at ninety.",
                "Pha nửa lít vào bình rồi ai uống tự rót. Cà phê mật ở năm mươi độ ngon hơn ở chín mươi."), "hoa"),
        ),
        similar=("LL-2031", "LL-2010"),
    ),
    Product(
        sku="LL-2031",
        ean13="8938505920313",
        category="coffee/filter",
        art=ArtSpec("pouch", "vietnam", "coffee", "coffee", ("Đà Lạt", "Honey", "Arabica"), "500 g", 1),
        title=Text("Đà Lạt Honey Arabica, 500 g", "Arabica mật Đà Lạt, 500 g"),
        subtitle=Text("Filter coffee from Lâm Đồng, southern highlands",
            "Cà phê lọc từ Lâm Đồng, cao nguyên phía nam"),
        short=Text(
            "Our house filter: mandarin, caramel, a soft middle. Half a kilogram, because it goes quickly.",
            "Cà phê lọc uống hằng ngày của chúng tôi: quýt, caramel, vị giữa mềm. Nửa ký, vì hết rất nhanh.",
        ),
        long=Text(
            paragraphs(
                "At Trạm Hành the mist comes up from the coast at four in the afternoon and stays until seven. "
                "Arabica likes it; people put on a second pullover.",
                "K’Brim and his cousins pick Catimor and old Bourbon together, as they grow, and dry them "
                "half-washed on the roof.",
                "It is the coffee in the thermos at our own front desk.",
            ),
            paragraphs(
                "Ở Trạm Hành, bốn giờ chiều sương từ phía biển kéo lên và ở lại đến bảy giờ. Arabica thích thế; "
                "còn người thì mặc thêm áo len.",
                "Anh K’Brim và mấy anh em họ hái lẫn Catimor với Bourbon cũ, mọc sao hái vậy, rồi phơi kiểu mật "
                "trên mái nhà.",
                "Đó là cà phê trong bình giữ nhiệt ở quầy lễ tân của chính chúng tôi.",
            ),
        ),
        use=Text(
            "17 g, medium, 270 ml at 93 °C, three minutes. Cold: 70 g a litre, 14 hours.",
            "17 g, xay vừa, 270 ml nước 93 °C, ba phút. Ủ lạnh: 70 g một lít, 14 giờ.",
        ),
        keywords=Text("arabica, filter, honey process, mandarin, Đà Lạt",
            "arabica, cà phê lọc, chế biến mật, quýt, Đà Lạt, Cầu Đất"),
        grower="kbrim-tram-hanh",
        attributes=coffee(
            Text("Catimor and Bourbon", "Catimor và Bourbon"), 1550, Text("Honey, dried on the roof",
                "Chế biến mật, phơi trên mái"), MEDIUM_ROAST,
            Text("November 2025 to January 2026", "Tháng 11/2025 đến tháng 1/2026"), "coffee", COFFEE_FILTER, Text(
                "mandarin, caramel, cashew", "quýt, caramel, hạt điều"),
        ),
        profile=bean_profile(7, 5, 4, 6, 3),
        net_g=500, shipping_g=536, size_mm=(160, 95, 280), hs_code="0901.21", tax_category="tea_coffee",
            case_quantity=12,
        prices=prices(("298000", "14.40"), ("268200", "13.00"), (12, "206000", "9.85"), (48, "199000", "9.50"), (
            144, "191000", "9.15")),
        unit_cost_vnd="102000", safety_stock=36, stock=stock((88, 2016), (108, 480), (24, 48)),
        experts=(
            ExpertScore("bao", 88, Text("Mandarin and caramel; Đà Lạt on a clear day.",
                "Quýt và caramel; Đà Lạt một ngày quang mây.")),
            ExpertScore("catalina", 86, Text("Friendly and balanced.", "Thân thiện, cân bằng.")),
        ),
        pairings=(
            Pairing("LL-3041", Text(
                "Half a kilogram is thirty mornings. With a kettle that holds its temperature, all thirty taste "
                "alike.",
                "Nửa ký là ba mươi buổi sáng. Có chiếc ấm giữ nhiệt đúng, cả ba mươi sáng đều ngon như nhau."),
                "hoa"),
        ),
        similar=("LL-2018", "LL-2010", "LL-2024"),
    ),
    Product(
        sku="LL-2045",
        ean13="8938505920450",
        category="coffee/filter",
        art=ArtSpec("pouch", "colombia", "coffee", "coffee", ("Sugar-cane", "Decaf"), "250 g", 3),
        title=Text("Huila Sugar-cane Decaf", "Cà phê khử caffein Huila"),
        subtitle=Text("Decaffeinated filter coffee from Huila, Colombia",
            "Cà phê lọc khử caffein từ Huila, Colombia"),
        short=Text(
            "Freed of caffeine with an ester of sugar cane and plain water. Milk chocolate, plum, no excuse "
            "needed.",
            "Khử caffein bằng este từ mía và nước. Sô-cô-la sữa, mận, không cần lý do.",
        ),
        long=Text(
            paragraphs(
                "Decaf is usually made from beans nobody wanted otherwise. This begins as the Ordóñez family’s "
                "second picking, good enough to sell as it is.",
                "In Manizales the green beans are steamed and rinsed with ethyl acetate won from cane molasses, "
                "which takes the caffeine and leaves the sugar.",
                "At most one part in a thousand stays behind: about as much as in a piece of chocolate.",
            ),
            paragraphs(
                "Cà phê khử caffein thường làm từ loại hạt không ai muốn. Loại này bắt đầu từ lượt hái thứ hai của "
                "gia đình Ordóñez, để nguyên đem bán cũng được.",
                "Ở Manizales, hạt xanh được hấp rồi rửa bằng ethyl acetate lấy từ mật mía; chất này mang caffein "
                "đi và để lại vị đường.",
                "Còn lại nhiều nhất một phần nghìn: chừng bằng trong một miếng sô-cô-la.",
            ),
        ),
        use=Text(
            "17 g, medium, 260 ml at 92 °C, three minutes.",
            "17 g, xay vừa, 260 ml nước 92 °C, ba phút.",
        ),
        keywords=Text("decaf, decaffeinated, sugar cane, evening coffee, Colombia",
            "khử caffein, decaf, mật mía, cà phê buổi tối, Colombia"),
        grower="ordonez-huila",
        attributes=coffee(
            Text("Caturra and Castillo", "Caturra và Castillo"), 1680, Text(
                "Washed, decaffeinated with cane ester", "Sơ chế ướt, khử caffein bằng este mía"), MEDIUM_ROAST,
            Text("May 2026", "Tháng 5/2026"), "coffee", Text("Traces, below 0.1%", "Rất ít, dưới 0,1%"), Text(
                "milk chocolate, plum, cane", "sô-cô-la sữa, mận, mía"),
        ),
        profile=bean_profile(7, 4, 3, 6, 2),
        net_g=250, shipping_g=278, size_mm=(140, 80, 240), hs_code="0901.22", tax_category="tea_coffee",
            case_quantity=12,
        prices=prices(("255000", "12.30"), None, (12, "178000", "8.50"), (60, "172000", "8.25")),
        unit_cost_vnd="96000", safety_stock=12, stock=stock((30, 36), (54, 96), (12, 24)),
        experts=(
            ExpertScore("naree", 86, Text("I would not have guessed.", "Không ai nói thì tôi không đoán ra.")),
            ExpertScore("catalina", 85, Text("Sweet, and whole in spite of the process.",
                "Ngọt, và vẫn nguyên vẹn dù qua chế biến.")),
        ),
        pairings=(
            Pairing("LL-3025", Text(
                "Four cups after dinner, and everyone sleeps. The set looks as if it had been waiting for coffee.",
                "Bốn chén sau bữa tối, ai cũng ngủ ngon. Bộ chén trông như đã chờ cà phê từ lâu."), "vy"),
        ),
        similar=("LL-2010", "LL-2018"),
    ),
)
