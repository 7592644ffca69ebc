"""What a picture is drawn from. The same Art always gives the same bytes."""

from dataclasses import dataclass

FORMS = ("caddy", "tube", "pouch", "carton", "sachet", "cake", "gaiwan", "teapot", "cup", "phin", "pitcher", "kettle")
ORIGINS = ("vietnam", "yunnan", "thailand", "colombia")


@dataclass(frozen=True)
class Art:
    """All that varies between two packs; what is left to chance is seeded by the SKU."""

    sku: str  # prefixes ids and seeds everything that is left to chance
    form: str  # one of FORMS
    origin: str = "vietnam"  # one of ORIGINS: which landscape
    family: str = "green"  # key of GROUND
    liquor: str = "green"  # key of LIQUOR: colour of the disc
    lines: tuple[str, ...] = ()  # the name as printed on the pack, up to three short lines
    net: str = ""  # "100 g"
    ground: int | None = None  # overrides the seed's choice of ground
    layout: str = ""  # of a pack: "" has the name above the landscape; band, low, frame and split vary it
    colours: tuple[str, str] | None = None  # of ware: glaze and the second one above it, instead of a ground
    decor: str = ""  # of ware: brush, speckled, banded, ribbed, brushed, hammered
    shape: int = 0  # of ware: which of a form's outlines
