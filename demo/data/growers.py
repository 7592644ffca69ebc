"""Who grew or made what the shop sells, and where; all of them invented, the places real."""

# fmt: off
from __future__ import annotations

from demo.data.schema import Grower, Text

VIETNAM = Text("Vietnam", "Việt Nam")
YUNNAN = Text("Yunnan", "Vân Nam")
THAILAND = Text("Northern Thailand", "Miền bắc Thái Lan")
COLOMBIA = Text("Colombia", "Colombia")


def _grower(key: str, name: tuple[str, str], place: tuple[str, str], region: Text, story: tuple[str, str]) -> Grower:
    origin = {VIETNAM: "vietnam", YUNNAN: "yunnan", THAILAND: "thailand", COLOMBIA: "colombia"}[region]
    area = Text(*(said.rpartition(", ")[2] for said in place))
    return Grower(key, Text(*name), Text(*place), area, region, origin, Text(*story))


GROWERS = (
    _grower("saelee", ("Saelee family, 2.4 hectares", "Gia đình Saelee, 2,4 ha"), ("Mae Salong Nok, Chiang Rai",
        "Mae Salong Nok, Chiang Rai"), THAILAND,
            ("Three generations on one slope, planted in 1994.",
                "Ba thế hệ trên một sườn đồi, trồng từ năm 1994.")),
    _grower("mae-salong-growers", ("Mae Salong Growers, 14 households", "Nhóm trồng trà Mae Salong, 14 hộ"), (
        "Mae Salong, Chiang Rai", "Mae Salong, Chiang Rai"), THAILAND,
            ("Neighbours who share one scenting house and one lorry.",
                "Những người hàng xóm chung một nhà ướp hương và một chiếc xe tải.")),
    _grower("lertsin-doi-tung", ("Kanya Lertsin, 1.8 hectares", "Bà Kanya Lertsin, 1,8 ha"), (
        "Doi Tung, Chiang Rai", "Doi Tung, Chiang Rai"), THAILAND,
            ("She waits for the leafhopper that others spray.", "Bà chờ loài rầy mà người khác phun thuốc.")),
    _grower("yodmani-mae-chan", ("Somsak Yodmani, 3 hectares", "Ông Somsak Yodmani, 3 ha"), (
        "Mae Chan, Chiang Rai", "Mae Chan, Chiang Rai"), THAILAND,
            ("Picks in December, on dry mornings only.", "Hái vào tháng Chạp dương lịch, chỉ những sáng khô ráo.")),
    _grower("chaiwan-chiang-dao", ("Boonmee Chaiwan, 6 hectares", "Anh Boonmee Chaiwan, 6 ha"), (
        "Chiang Dao, Chiang Mai", "Chiang Dao, Chiang Mai"), THAILAND,
            ("Keeps wild Assam trees below the cliffs.", "Giữ những cây Assam hoang dưới chân vách đá.")),
    _grower("mae-rim-kitchen", ("Mae Rim herb kitchen, nine women", "Bếp thảo mộc Mae Rim, chín chị em"), (
        "Mae Rim, Chiang Mai", "Mae Rim, Chiang Mai"), THAILAND,
            ("Cut at dawn, dried by noon.", "Cắt lúc rạng sáng, trưa đã sấy khô.")),
    _grower("becheku-doi-chang", ("Becheku family, 5 hectares", "Gia đình Becheku, 5 ha"), (
        "Doi Chang, Chiang Rai", "Doi Chang, Chiang Rai"), THAILAND,
            ("They turn the beans every hour for three weeks.", "Suốt ba tuần, cứ mỗi giờ họ lại đảo hạt.")),
    _grower("inthanon-san-kamphaeng", ("Duangjai Inthanon, potter", "Bà Duangjai Inthanon, thợ gốm"), (
        "San Kamphaeng, Chiang Mai", "San Kamphaeng, Chiang Mai"), THAILAND,
            ("Fires twice a month with wood and patience.", "Mỗi tháng đốt lò hai lần, bằng củi và sự kiên nhẫn.")),
    _grower("vi-moc-chau", ("Vì family, 2.1 hectares", "Gia đình họ Vì, 2,1 ha"), ("Mộc Châu, Sơn La",
        "Mộc Châu, Sơn La"), VIETNAM,
            ("Tea between plum trees and dairy meadows.", "Trà mọc giữa vườn mận và đồng cỏ bò sữa.")),
    _grower("cau-dat", ("Cầu Đất roasting house", "Xưởng rang Cầu Đất"), ("Cầu Đất, Lâm Đồng",
        "Cầu Đất, Lâm Đồng"), VIETNAM,
            ("The last charcoal pits of the plateau, closed in 2026.",
                "Những lò than cuối cùng của cao nguyên, đóng cửa năm 2026.")),
    _grower("ba-vi-coop", ("Ba Vì tea co-operative, 31 members", "Hợp tác xã trà Ba Vì, 31 thành viên"), (
        "Ba Vì, Hà Nội", "Ba Vì, Hà Nội"), VIETNAM,
            ("An hour from Hà Nội, and cool in the morning all the same.",
                "Cách trung tâm Hà Nội một giờ xe mà sáng nào cũng mát.")),
    _grower("kieu-lam-ha", ("Kiều Thị Mơ, 1.6 hectares", "Chị Kiều Thị Mơ, 1,6 ha"), ("Lâm Hà, Lâm Đồng",
        "Lâm Hà, Lâm Đồng"), VIETNAM,
            ("Tea on red earth, between mulberry rows.", "Trà trên đất đỏ, xen giữa những luống dâu tằm.")),
    _grower("sung-suoi-giang", ("Sùng A Páo’s family, forty old trees",
        "Gia đình ông Sùng A Páo, bốn mươi gốc cổ thụ"), ("Suối Giàng, Yên Bái", "Suối Giàng, Yên Bái"), VIETNAM,
            ("They climb for their tea.", "Muốn có trà, họ phải trèo cây.")),
    _grower("lo-tay-con-linh", ("Lò Mẩy Phin and eleven neighbours", "Chị Lò Mẩy Phin và mười một nhà hàng xóm"), (
        "Tây Côn Lĩnh, Hà Giang", "Tây Côn Lĩnh, Hà Giang"), VIETNAM,
            ("Old trees among cardamom and mist.", "Cây cổ thụ giữa thảo quả và sương mù.")),
    _grower("ngo-tan-cuong", ("Ngô Thị Lành, 0.7 hectares", "Cô Ngô Thị Lành, 0,7 ha"), ("Tân Cương, Thái Nguyên",
        "Tân Cương, Thái Nguyên"), VIETNAM,
            ("A garden by the Công river and one iron drum.",
                "Một mảnh vườn bên sông Công và một chiếc tôn quay.")),
    _grower("tam-coc-lotus", ("Tam Cốc lotus boats, six families", "Xóm thuyền sen Tam Cốc, sáu nhà"), (
        "Tam Cốc, Ninh Bình", "Tam Cốc, Ninh Bình"), VIETNAM,
            ("Out on the water before the tourists.", "Ra đầm trước khi du khách thức dậy.")),
    _grower("nie-buon-ho", ("H’Lan Niê, 4.5 hectares", "Chị H’Lan Niê, 4,5 ha"), ("Buôn Hồ, Đắk Lắk",
        "Buôn Hồ, Đắk Lắk"), VIETNAM,
            ("Pays by the day, so that only red cherries are picked.",
                "Trả công theo ngày, nên chỉ hái quả chín đỏ.")),
    _grower("kbrim-tram-hanh", ("K’Brim and cousins, 3.2 hectares", "Anh K’Brim và anh em họ, 3,2 ha"), (
        "Trạm Hành, Lâm Đồng", "Trạm Hành, Lâm Đồng"), VIETNAM,
            ("Arabica in the four o’clock mist.", "Arabica trong màn sương bốn giờ chiều.")),
    _grower("thu-duc-roastery", ("Lantern & Leaf roastery", "Xưởng rang Lantern & Leaf"), (
        "Thủ Đức, Hồ Chí Minh City", "Thủ Đức, Thành phố Hồ Chí Minh"), VIETNAM,
            ("Our own roasters, two drums of fifteen kilograms.",
                "Xưởng của chính chúng tôi, hai lồng rang mười lăm ký.")),
    _grower("bat-trang-kiln-7", ("Bát Tràng Kiln 7", "Lò số 7 Bát Tràng"), ("Bát Tràng, Hà Nội",
        "Bát Tràng, Hà Nội"), VIETNAM,
            ("Nine potters, one gas kiln, four hundred years of neighbours.",
                "Chín người thợ, một lò ga, bốn trăm năm làng nghề.")),
    _grower("ta-phu-lang", ("Tạ Thị Nhàn, potter", "Chị Tạ Thị Nhàn, thợ gốm"), ("Phù Lãng, Bắc Ninh",
        "Phù Lãng, Bắc Ninh"), VIETNAM,
            ("Red clay by the Cầu river, fired with wood.", "Đất đỏ bên sông Cầu, nung bằng củi.")),
    _grower("loi-tan-phu", ("Phạm Hữu Lợi’s metal workshop", "Xưởng cơ khí Phạm Hữu Lợi"), (
        "Tân Phú, Hồ Chí Minh City", "Tân Phú, Thành phố Hồ Chí Minh"), VIETNAM,
            ("Presses, polishes and tests every piece with water.", "Dập, đánh bóng và thử nước từng chiếc.")),
    _grower("duan-tengchong", ("Duan Wenhui, 3.5 hectares", "Ông Đoàn Văn Huy, 3,5 ha"), ("Tengchong, Yunnan",
        "Đằng Xung, Vân Nam"), YUNNAN,
            ("Oolong on old volcanoes, laughed at for two winters.",
                "Ô long trên núi lửa cổ, bị cười suốt hai mùa đông.")),
    _grower("luo-simao", ("Luo Meizhen, 9 hectares", "Bà La Mỹ Trân, 9 ha"), ("Simao, Yunnan", "Tư Mao, Vân Nam"),
        YUNNAN,
            ("Mows the leaf and withers it slowly, and says so.",
                "Cắt lá bằng máy, làm héo chậm, và nói thẳng như vậy.")),
    _grower("zhao-yiwu", ("Zhao Lanying, 1.2 hectares", "Bà Triệu Lan Anh, 1,2 ha"), ("Yiwu, Yunnan",
        "Dịch Vũ, Vân Nam"), YUNNAN,
            ("One of the few who still wrap yellow tea in paper.",
                "Một trong số ít người còn ủ hoàng trà bằng giấy.")),
    _grower("he-fengqing", ("He Jinhua’s family, 2.8 hectares", "Gia đình ông Hà Kim Hoa, 2,8 ha"), (
        "Fengqing, Yunnan", "Phượng Khánh, Vân Nam"), YUNNAN,
            ("Five thousand buds a tin, sorted at the kitchen table.",
                "Mỗi hộp năm nghìn búp, nhặt lựa trên bàn bếp.")),
    _grower("ai-jingmai", ("Ai Nan, forest garden", "Ông Ngải Nam, vườn rừng"), ("Jingmai mountain, Yunnan",
        "Núi Cảnh Mại, Vân Nam"), YUNNAN,
            ("Tea under the forest, never cleared from it.", "Trà dưới tán rừng, chưa bao giờ tách khỏi rừng.")),
    _grower("yang-menghai", ("Yang Chunmei’s workshop", "Xưởng bà Dương Xuân Mai"), ("Menghai, Yunnan",
        "Mãnh Hải, Vân Nam"), YUNNAN,
            ("Turns the heap herself and rests it for two years.", "Tự tay đảo đống ủ và cho trà nghỉ hai năm.")),
    _grower("xiang-jianshui", ("Xiang Jin, potter", "Thợ gốm Hướng Cẩm"), ("Jianshui, Yunnan",
        "Kiến Thủy, Vân Nam"), YUNNAN,
            ("Eleven pots a week, polished with river stones.",
                "Mỗi tuần mười một chiếc ấm, đánh bóng bằng đá sông.")),
    _grower("ordonez-huila", ("Ordóñez family, 4 hectares", "Gia đình Ordóñez, 4 ha"), ("Pitalito, Huila",
        "Pitalito, Huila"), COLOMBIA,
            ("Five rounds of picking, because Caturra ripens as it pleases.",
                "Hái năm lượt, vì Caturra chín theo ý nó.")),
    _grower("bastidas-narino", ("Marleny Bastidas, 1.9 hectares", "Bà Marleny Bastidas, 1,9 ha"), (
        "La Unión, Nariño", "La Unión, Nariño"), COLOMBIA,
            ("Typica on the cold side of a volcano.", "Typica ở phía lạnh của ngọn núi lửa.")),
)
