"""Words that many products share, and short ways to write their facts down."""

from __future__ import annotations

from demo.data.schema import WAREHOUSES, Attribute, Break, Opening, Prices, Text

LIQUORS = {
    "white": Text("White", "Trắng"),
    "green": Text("Green", "Xanh"),
    "yellow": Text("Yellow", "Vàng"),
    "oolong": Text("Light oolong", "Ô long nhạt"),
    "roasted": Text("Dark oolong", "Ô long đậm"),
    "black": Text("Black", "Hồng trà"),
    "ripe": Text("Ripe pu’er", "Phổ Nhĩ chín"),
    "coffee": Text("Filter coffee", "Cà phê lọc"),
    "dark": Text("Espresso", "Espresso"),
    "herbal": Text("Herbal", "Thảo mộc"),
    "cascara": Text("Cascara", "Vỏ cà phê"),
    "lotus": Text("Lotus", "Hương sen"),
}

NO_CAFFEINE = Text("None", "Không có")
LOW = Text("Low, about 15 mg a cup", "Thấp, khoảng 15 mg một chén")
MEDIUM = Text("Medium, about 30 mg a cup", "Vừa, khoảng 30 mg một chén")
HIGH = Text("High, about 50 mg a cup", "Cao, khoảng 50 mg một chén")
COFFEE_FILTER = Text("High, about 120 mg a mug", "Cao, khoảng 120 mg một cốc")
COFFEE_ROBUSTA = Text("Very high, about 180 mg a glass", "Rất cao, khoảng 180 mg một ly")

LIGHT_ROAST = Text("Light", "Nhạt")
MEDIUM_ROAST = Text("Medium", "Vừa")
DARK_ROAST = Text("Dark", "Đậm")

# Names of the bars under "How it tastes"; each value is out of 10.
PROFILE_NAMES = {
    "roast": Text("Roast", "Vị rang"),
    "sweetness": Text("Sweetness", "Vị ngọt"),
    "flower": Text("Flower", "Hương hoa"),
    "fruit": Text("Fruit", "Hương trái cây"),
    "acidity": Text("Acidity", "Vị chua"),
    "body": Text("Body", "Độ đậm"),
    "bitterness": Text("Bitterness", "Vị đắng"),
}

ATTRIBUTE_NAMES = {
    "variety": Text("Variety", "Giống"),
    "altitude_m": Text("Altitude, metres", "Độ cao, mét"),
    "process": Text("Process", "Cách chế biến"),
    "harvest": Text("Picked", "Thu hái"),
    "liquor": Text("In the cup", "Màu nước"),
    "caffeine": Text("Caffeine", "Caffein"),
    "taste": Text("Taste", "Hương vị"),
    "roast": Text("Roast", "Độ rang"),
    "material": Text("Material", "Chất liệu"),
    "capacity_ml": Text("Capacity, millilitres", "Dung tích, mililít"),
    "made_in": Text("Made in", "Nơi làm"),
    "duration_min": Text("Duration, minutes", "Thời lượng, phút"),
    "place": Text("Place", "Địa điểm"),
    "people_at_most": Text("People at most", "Số người tối đa"),
}


def tea(
    variety: Text, altitude_m: int, process: Text, harvest: Text, liquor: str, caffeine: Text, taste: Text
) -> tuple[Attribute, ...]:
    """Facts of a tea or an infusion."""
    return (
        Attribute("variety", variety),
        Attribute("altitude_m", altitude_m),
        Attribute("process", process),
        Attribute("harvest", harvest),
        Attribute("liquor", LIQUORS[liquor]),
        Attribute("caffeine", caffeine),
        Attribute("taste", taste),
    )


def coffee(
    variety: Text, altitude_m: int, process: Text, roast: Text, harvest: Text, liquor: str, caffeine: Text, taste: Text
) -> tuple[Attribute, ...]:
    """Facts of a roasted coffee: those of a leaf, and the roast."""
    return (*tea(variety, altitude_m, process, harvest, liquor, caffeine, taste), Attribute("roast", roast))


def ware(material: Text, capacity_ml: int, made_in: Text) -> tuple[Attribute, ...]:
    """Facts of a thing to brew in or drink from."""
    return (Attribute("material", material), Attribute("capacity_ml", capacity_ml), Attribute("made_in", made_in))


def leaf_profile(roast: int, sweetness: int, flower: int, body: int, bitterness: int) -> tuple[tuple[str, int], ...]:
    """The five bars of a tea."""
    return (
        ("roast", roast),
        ("sweetness", sweetness),
        ("flower", flower),
        ("body", body),
        ("bitterness", bitterness),
    )


def bean_profile(sweetness: int, fruit: int, acidity: int, body: int, bitterness: int) -> tuple[tuple[str, int], ...]:
    """The five bars of a coffee."""
    return (
        ("sweetness", sweetness),
        ("fruit", fruit),
        ("acidity", acidity),
        ("body", body),
        ("bitterness", bitterness),
    )


def prices(consumer: tuple[str, str], case: tuple[str, str] | None, *trade: tuple[int, str, str]) -> Prices:
    """Consumer price of a piece and, by the case, of each piece in it; then the trade breaks. Dong first, dollars second."""
    case_vnd, case_usd = case or (None, None)
    return Prices(consumer[0], consumer[1], case_vnd, case_usd, tuple(Break(*step) for step in trade))


ON_REQUEST = Prices(None, None, None, None, ())


def stock(*by_warehouse: tuple[int, int]) -> tuple[Opening, ...]:
    """Opening pieces (e-commerce zone, bulk zone) for Hải Phòng, Hồ Chí Minh City and Chiang Mai, in this order."""
    return tuple(Opening(warehouse, *pieces) for warehouse, pieces in zip(WAREHOUSES, by_warehouse, strict=True))
