"""What buyers wrote about coffee, teaware and the tasting, each in the language they wrote in."""

# fmt: off
from __future__ import annotations

from demo.data.schema import Review

REVIEWS: dict[str, tuple[Review, ...]] = {
    "LL-2010": (
        Review("Daniel", 5, "Apple, really", "Roasted on Wednesday, in my kettle on Saturday.", "en"),
        Review("Thành Đạt", 5, "Trong và sạch", "Loại cà phê lọc đầu tiên tôi uống mà không cần đường.", "vi"),
        Review("Phương Anh", 4, "Hơi chua lúc đầu", "Xay thô hơn một nấc là vừa.", "vi"),
        Review("Marco", 4, "Proud of my neighbours", "I come from Bogotá. This is how Huila should taste.", "en"),
        Review("Tuấn Anh", 3, "Không hợp gu", "Quen uống phin nên thấy nhạt.", "vi"),
    ),
    "LL-2015": (
        Review("Grace", 5, "Orange blossom", "It comes when the cup is almost cold. Wait for it.", "en"),
        Review("Minh Tú", 5, "Thanh và mượt", "Uống bằng chén trà đúng là thơm hơn.", "vi"),
        Review("Oliver", 4, "Dear but deserved", "A treat for Sundays.", "en"),
    ),
    "LL-2018": (
        Review("Somying", 5, "Our mountains in a cup", "Toffee and papaya, never sour.", "en"),
        Review("Bích Phượng", 4, "Dễ uống", "Ai sợ chua nên thử.", "vi"),
        Review("Thomas", 4, "Round and sweet", "Best in a press.", "en"),
    ),
    "LL-2024": (
        Review("Trung Kiên", 5, "Robusta sạch", "Không bơ, không bắp, vẫn đậm. Pha phin bốn phút chuẩn.", "vi"),
        Review("Quốc Khánh", 5, "Mê mùi ca cao", "Hai muỗng sữa đặc là đủ.", "vi"),
        Review("Hannah", 4, "Changed my view of robusta", "Strong, but no rubber. One glass is enough until Tuesday.",
            "en"),
        Review("Daniel", 2, "Too strong", "My heart knew about it all day.", "en"),
        Review("Ngọc Diệp", 4, "Thơm gạo rang", "Bố tôi uống quen loại tẩm, giờ đổi sang loại này.", "vi"),
    ),
    "LL-2027": (
        Review("Hồng Nhung", 5, "Quán tôi dùng ba tháng", "Tháng nào cũng như tháng nào, khách không phàn nàn.", "vi"),
        Review("Văn Lộc", 4, "Crema dày", "Giá hợp lý cho một ký.", "vi"),
        Review("Emily", 3, "For milk only", "Fine as a flat white, harsh on its own.", "en"),
    ),
    "LL-2031": (
        Review("Khánh Linh", 5, "Uống cả ngày", "Ủ lạnh mười bốn tiếng, mùi quýt rất rõ.", "vi"),
        Review("Sophie", 4, "House coffee now", "Half a kilo lasts us two weeks.", "en"),
        Review("Hữu Nghĩa", 4, "Ngày rang mới", "Rang cách hôm giao bốn ngày. Túi có van.", "vi"),
    ),
    "LL-2045": (
        Review("Grace", 5, "At last", "Decaf that I choose instead of settle for.", "en"),
        Review("Hải Yến", 4, "Uống tối được", "Ngủ ngon, vị sô-cô-la nhẹ.", "vi"),
        Review("Marco", 3, "A little flat", "Good for a decaf, which says it all.", "en"),
    ),
    "LL-2060": (
        Review("Minh Tú", 5, "Nghe trước, rang sau", "Ba mẫu thử, chọn mẫu hai. Khách quen hỏi ngay.", "vi"),
        Review("Anchalee", 5, "Our hotels have one taste now", "Four hotels, one recipe card, no more guessing.", "en"),
        Review("Hoàng Sơn", 4, "Chờ hơi lâu", "Từ lúc nếm đến lô đầu mất năm tuần. Bù lại rất ưng.", "vi"),
    ),
    "LL-3001": (
        Review("Thu Hà", 5, "Không bỏng tay", "Chén khải đầu tiên tôi cầm mà không xuýt xoa.", "vi"),
        Review("Oliver", 5, "Just right", "Two cups, no drips, cool rim.", "en"),
        Review("Emily", 4, "Learn on cold water", "I spilled the first three. My fault.", "en"),
        Review("Bảo Ngọc", 4, "Men đẹp", "Màu thật nhạt hơn hình một chút.", "vi"),
    ),
    "LL-3008": (
        Review("Văn Lộc", 5, "Ấm đẹp, rót êm", "Không rỏ một giọt ra khăn.", "vi"),
        Review("Hannah", 4, "It sang for two days", "The crackling noise is charming once you know what it is.", "en"),
        Review("Diệu Linh", 5, "Đủ cho cả nhà", "Bốn người uống hai lượt.", "vi"),
    ),
    "LL-3014": (
        Review("Wang Lihua", 5, "True Jianshui", "The lid fits; the polish is by hand.", "en"),
        Review("Hữu Nghĩa", 5, "Đáng từng đồng", "Mới dùng một tháng mà ấm đã lên nước.", "vi"),
        Review("Thomas", 4, "Small", "Beautiful. Measure 150 ml before you order.", "en"),
    ),
    "LL-3020": (
        Review("Somying", 5, "Thin as promised", "I bought two and came back for four.", "en"),
        Review("Ngân", 5, "Tôn màu trà", "Rót ô long rang vào đẹp mê.", "vi"),
        Review("Phương Anh", 5, "Đóng gói kỹ", "Sáu chiếc đi từ Hải Phòng vào không sứt.", "vi"),
        Review("Lucía", 3, "One was cracked", "They replaced it within the week, so three stars and a thank-you.", "en"),
    ),
    "LL-3025": (
        Review("Lucía", 1, "Arrived in pieces", "Two of four were broken. Refunded at once; I wanted the cups.", "en"),
        Review("Bích Phượng", 5, "Dùng hằng ngày", "Bỏ máy rửa cả năm không sao.", "vi"),
        Review("Sophie", 4, "Sturdy", "Heavier than they look. One really is darker.", "en"),
        Review("Thanh Tâm", 4, "Màu trầm", "Hợp với ấm men ngọc.", "vi"),
    ),
    "LL-3032": (
        Review("Trung Kiên", 5, "Nắp ren đáng tiền", "Không ào, không tắc, bốn phút đúng.", "vi"),
        Review("Daniel", 5, "Travels with me", "No paper, no power. I have brewed on a ferry with it.", "en"),
        Review("Khánh Linh", 4, "Ly kèm đẹp", "Rửa dễ. Giá như có thêm nắp đậy.", "vi"),
        Review("Marco", 5, "Four minutes of peace", "You cannot hurry it, and that is the point.", "en"),
    ),
    "LL-3041": (
        Review("Grace", 5, "Pours like a pen", "I can write my name in the coffee bed.", "en"),
        Review("Thành Đạt", 4, "Nặng tiền nhưng xứng", "Nhiệt kế chính xác, quai không nóng.", "vi"),
        Review("Oliver", 4, "Handle wants care", "Mine spotted after I left it wet. Oil helps.", "en"),
    ),
    "LL-3046": (
        Review("Minh Châu", 5, "Khách nào cũng đều", "Đúng là chén tống, rót công bằng.", "vi"),
        Review("Emily", 4, "Lovely red clay", "The unglazed half feels warm in the hand.", "en"),
        Review("Tuấn Anh", 4, "Ít hàng", "Chờ hai tháng mới mua được, đẹp.", "vi"),
    ),
    "LL-9001": (
        Review("Ngọc Diệp", 5, "Vui và học được nhiều", "Tôi đoán sai năm trên sáu, cả bàn cười.", "vi"),
        Review("Thomas", 5, "The best morning of our trip", "Nobody tried to sell us anything.", "en"),
        Review("Hồng Nhung", 4, "Nên thêm ghế", "Ngồi hơi chật, nhưng chị Hoa giải thích rất hay.", "vi"),
    ),
}
