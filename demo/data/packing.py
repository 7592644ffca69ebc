"""What one piece is called in the shop."""

from demo.data.schema import Text

PACKS = {
    "caddy": Text("{} tin", "hộp thiếc {}"),
    "tube": Text("{} tube", "ống {}"),
    "pouch": Text("{} bag", "túi {}"),
    "carton": Text("{} box", "hộp {}"),
    "sachet": Text("{} sachet", "gói {}"),
    "cake": Text("{} cake", "bánh {}"),
}
EACH = Text("each", "mỗi chiếc")
BY_PERSON = Text("per person", "mỗi người")
TEA_BAGS = Text("{} tea bags", "{} túi lọc")
SUBTITLE = Text("{kind} from {place}", "{kind} từ {place}", "{place}{kind}", "{kind}จาก{place}", "{kind} de {place}")
