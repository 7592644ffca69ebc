"""What buyers wrote about teas and infusions, each in the language they wrote in; praise, doubt and complaint."""

# fmt: off
from __future__ import annotations

from demo.data.schema import Review

REVIEWS: dict[str, tuple[Review, ...]] = {
    "LL-1001": (
        Review("Thu Hà", 5, "Ngọt đến muộn mà ở lâu", "Nước đầu tưởng nhạt, uống xong mới thấy ngọt.", "vi"),
        Review("Hannah", 5, "Quiet and lovely", "I brewed it too weak at first. Double the leaf and it sings.", "en"),
        Review("Minh Châu", 4, "Đẹp để tặng", "Búp rất đẹp, mẹ tôi thích. Giá hơi cao cho 50 g.", "vi"),
        Review("Oliver", 3, "Too subtle for me", "Well made, I am sure. I need more taste.", "en"),
    ),
    "LL-1021": (
        Review("Quốc Bảo", 5, "Ngọt hậu đúng như mô tả", "Nuốt xong đợi nửa phút, ngọt quay lại thật.", "vi"),
        Review("Grace", 5, "The best green I have bought", "Chestnut and something like bamboo shoots. I reorder every "
            "month.", "en"),
        Review("Thanh Tâm", 5, "Ông nội khen", "Ông tôi uống trà sáu mươi năm, chê nhiều hơn khen. Lần này khen.", "vi"),
        Review("Daniel", 4, "Mind the temperature", "At 80 degrees wonderful, at 95 bitter. Buy a thermometer.", "en"),
        Review("Ngọc Diệp", 4, "Hộp giấy hơi mỏng", "Trà ngon, vỏ hộp bị móp khi giao nhưng túi trong còn nguyên.",
            "vi"),
    ),
    "LL-1024": (
        Review("Văn Lộc", 5, "Đúng trà bắc", "Chát dịu, hậu ngọt, nước xanh. Ở Sài Gòn mà như ở nhà.", "vi"),
        Review("Bích Phượng", 4, "Giá tốt", "Uống hằng ngày không xót tiền.", "vi"),
        Review("Emily", 3, "Rather bitter", "I followed the card and it still bit me. Cooler water helps.", "en"),
    ),
    "LL-1052": (
        Review("Khánh Linh", 5, "Không hề chát", "Bụng tôi yếu, uống trà này không sao cả.", "vi"),
        Review("Thomas", 4, "Sweetcorn, really", "I laughed at the description and then tasted it.", "en"),
        Review("Hải Yến", 3, "Hơi nhạt", "Dịu quá so với ý tôi, nhưng người lớn tuổi sẽ thích.", "vi"),
    ),
    "LL-1104": (
        Review("Thu Hà", 5, "Hai tuần là hết hộp", "Mua để đãi khách mà tự uống hết. Ấm thứ tư vẫn còn ngọt.", "vi"),
        Review("Marcus", 4, "Stronger roast than I thought", "Good tea, but start with less leaf than the label says. 4 "
            "g was plenty for me.", "en"),
        Review("Quốc Bảo", 4, "Rang đậm hơn tôi nghĩ", "Trà ngon, nhưng nên bớt lá so với hướng dẫn. 4 g là đủ.", "vi"),
        Review("Somying", 5, "The taste of home", "I live in Chiang Mai and still order it here, because the tin is "
            "fresher.", "en"),
        Review("Hữu Nghĩa", 5, "Mùi hạt dẻ rõ", "Mở hộp ra là cả phòng thơm. Giao đúng ngày đã hẹn.", "vi"),
        Review("Lucía", 2, "Arrived late", "The tea is fine. The parcel took four days longer than promised.", "en"),
    ),
    "LL-1109": (
        Review("Phương Anh", 5, "Thơm như dành dành", "Pha quên mười phút vẫn uống được, quá hợp với tôi.", "vi"),
        Review("Sophie", 5, "My way into oolong", "Soft, flowery, forgiving. I have given it to three friends.", "en"),
        Review("Trung Kiên", 4, "Ngon nhưng nhanh nhạt", "Đến nước thứ tư là hết hương.", "vi"),
    ),
    "LL-1115": (
        Review("Hannah", 5, "Cold brew of the year", "Overnight in the fridge. Peach and honey with no sugar in it.",
            "en"),
        Review("Diệu Linh", 4, "Vị mật thật", "Không gắt, không tẩm. Tiếc là ít hàng quá.", "vi"),
        Review("Marco", 4, "Delicate", "Needs a quiet moment; not a breakfast tea.", "en"),
    ),
    "LL-1120": (
        Review("Thành Đạt", 4, "Tiếc vì ngừng làm", "Pha sữa rất hợp. Tôi mua thêm ba hộp để dành.", "vi"),
        Review("Emily", 4, "Toast in a cup", "Smoky in a friendly way.", "en"),
        Review("Bảo Ngọc", 3, "Hơi khét", "Có túi khói nhiều, có túi vừa.", "vi"),
    ),
    "LL-1126": (
        Review("Daniel", 5, "Lilac to the last cup", "Sixth infusion and still there.", "en"),
        Review("Minh Tú", 5, "Mát và sạch", "Uống xong miệng mát rất lâu.", "vi"),
        Review("Grace", 4, "Slow to open", "The first cup is nearly water. Then it begins.", "en"),
    ),
    "LL-1132": (
        Review("Ngân", 5, "Cả văn phòng uống", "Hai túi một bình, ai cũng hỏi mua ở đâu.", "vi"),
        Review("Oliver", 4, "Good for a tea bag", "Creamy without being perfumed.", "en"),
        Review("Khánh Linh", 5, "Không hương liệu", "Mùi sữa nhẹ, tự nhiên. Túi phân hủy được càng tốt.", "vi"),
        Review("Tuấn Anh", 3, "Bình thường", "Tiện thì tiện, nhưng không bằng trà lá.", "vi"),
    ),
    "LL-1135": (
        Review("Hồng Nhung", 5, "Như uống mứt mận", "Ngọt mà không đường. Trà quen của tôi từ nay.", "vi"),
        Review("Thomas", 5, "For people who miss black tea", "Round, warm, a little like plum cake.", "en"),
        Review("Văn Lộc", 4, "Đậm vừa phải", "Pha ấm đất ngon hơn hẳn.", "vi"),
    ),
    "LL-1138": (
        Review("Bích Phượng", 4, "Đáng tiền", "Thơm hương lan, túi có khóa tiện.", "vi"),
        Review("Sophie", 4, "A solid everyday tea", "No fireworks, no faults.", "en"),
        Review("Hải Yến", 5, "Mua lần thứ năm", "Nhà tôi uống hết một túi mỗi tháng.", "vi"),
    ),
    "LL-1141": (
        Review("Somying", 5, "Worth the wait", "I set a reminder every December.", "en"),
        Review("Thu Hà", 5, "Sánh như bơ", "Chưa từng uống ô long nào dày như vậy.", "vi"),
        Review("Marcus", 4, "Always sold out", "Splendid, when one can get it.", "en"),
    ),
    "LL-1208": (
        Review("Hannah", 5, "Gold indeed", "My fingers were golden after opening the tin. Sweet potato and cocoa.",
            "en"),
        Review("Ngọc Diệp", 5, "Êm và ngọt", "Người không uống hồng trà như tôi cũng mê.", "vi"),
        Review("Minh Châu", 5, "Quà cho sếp", "Sếp hỏi lại mua ở đâu, thế là đạt.", "vi"),
        Review("Wang Lihua", 4, "Honest Fengqing", "As at home, and fresher than I expected.", "en"),
    ),
    "LL-1212": (
        Review("Quốc Bảo", 5, "Hồng trà Việt ngon nhất", "Mơ khô và mật, nước thứ năm vẫn ngọt.", "vi"),
        Review("Grace", 4, "Apricot and wood", "A little shy on the nose, generous in the mouth.", "en"),
        Review("Trung Kiên", 5, "Cùng cây với trà xanh", "Uống song song hai loại mới thấy thú vị.", "vi"),
    ),
    "LL-1215": (
        Review("Tuấn Anh", 5, "Trà sữa chuẩn", "Năm phút, sữa đặc, đá. Hết ý.", "vi"),
        Review("Oliver", 4, "A proper breakfast", "Takes milk like a champion.", "en"),
        Review("Diệu Linh", 2, "Đậm quá", "Uống không thì gắt, chỉ nên pha sữa.", "vi"),
    ),
    "LL-1312": (
        Review("Wang Lihua", 5, "Dry storage, clean taste", "I own the 2018 as well; this one is better.", "en"),
        Review("Hữu Nghĩa", 5, "Đáng để dành", "Mua hai bánh, cất một bánh đúng như lời khuyên.", "vi"),
        Review("Thomas", 4, "Demanding", "Bitter if you dawdle. Pour at once and it is magnificent.", "en"),
    ),
    "LL-1330": (
        Review("Văn Lộc", 5, "Ấm bụng", "Sau bữa lẩu uống trà này rất dễ chịu.", "vi"),
        Review("Marco", 4, "Like a cedar chest", "My first pu’er. No fishiness at all.", "en"),
        Review("Phương Anh", 3, "Chưa quen", "Vị đất lạ miệng, chồng tôi thì thích.", "vi"),
    ),
    "LL-1505": (
        Review("Hồng Nhung", 5, "Nhớ bà ngoại", "Bà tôi từng ướp sen. Mùi này giống đến tám phần.", "vi"),
        Review("Emily", 5, "A pond at dawn", "I have never smelled anything like it.", "en"),
        Review("Thành Đạt", 4, "Túi lọc mà thơm", "Hương nhẹ, đừng pha lâu.", "vi"),
        Review("Lucía", 3, "Faint", "Pretty, but gone after one cup.", "en"),
    ),
    "LL-1508": (
        Review("Khánh Linh", 5, "Hương còn trong chén cạn", "Đúng như lời giới thiệu.", "vi"),
        Review("Daniel", 4, "Great value", "Broken buds here and there, as they say. Who cares.", "en"),
        Review("Bảo Ngọc", 4, "Một hộp bị móp", "Shop đổi ngay không hỏi nhiều. Trà thơm.", "vi"),
        Review("Sophie", 5, "Deep jasmine", "Not soapy, not sharp. I am on my third pouch.", "en"),
    ),
    "LL-1601": (
        Review("Marco", 4, "Red and sour-sweet", "With soda and lime it replaced my aperitif.", "en"),
        Review("Minh Tú", 4, "Lạ miệng", "Chua ngọt như nước atiso đỏ, uống lạnh rất đã.", "vi"),
        Review("Grace", 3, "An acquired taste", "Interesting. Once.", "en"),
    ),
    "LL-1610": (
        Review("Ngân", 5, "Tối nào cũng uống", "Thơm sả và lá dứa, ngủ ngon.", "vi"),
        Review("Somying", 5, "Exactly like the guest house", "We stayed in Mae Rim in May. This is the drink.", "en"),
        Review("Hải Yến", 4, "Cho mẹ bầu", "Không caffein nên yên tâm.", "vi"),
    ),
    "LL-1701": (
        Review("Minh Châu", 5, "Hộp quá đẹp", "Khách nhận xong giữ lại cả hộp.", "vi"),
        Review("Hữu Nghĩa", 4, "Ba loại đều ngon", "Giá như mỗi loại nhiều hơn chút.", "vi"),
        Review("Thomas", 5, "The right tea for each cake", "The card inside explains which. It was right.", "en"),
    ),
}
