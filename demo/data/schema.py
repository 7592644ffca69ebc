"""The shapes in which the demo company's texts and figures are written down.

Only data: nothing here touches the database. Amounts are strings of decimals, so that a reader sees exactly what is
stored; dong amounts are whole. Quantities are pieces, weights grams, lengths millimetres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from demo.data.memory import remembered

WAREHOUSES = ("HPH", "SGN", "CNX")

ART_FORMS = (
    "caddy", "tube", "pouch", "carton", "sachet", "cake", "gaiwan", "teapot", "cup", "phin", "pitcher", "kettle",
)  # fmt: skip
ART_ORIGINS = ("vietnam", "yunnan", "thailand", "colombia")
ART_LIQUORS = (
    "white", "green", "yellow", "oolong", "roasted", "black", "ripe", "coffee", "dark", "herbal", "cascara", "lotus",
)  # fmt: skip
ART_GROUNDS = dict.fromkeys(("white", "green", "oolong", "roasted", "black", "puer", "coffee", "dark", "herbal", "ware"), 6)

LIFECYCLES = ("draft", "active", "sell_through", "discontinued")
TAX_CATEGORIES = ("tea_coffee", "ware", "service")


LANGUAGES = ("en", "vi", "zh_hans", "th", "es")


@dataclass(frozen=True)
class Text:
    """One thing said in the five languages of the house.

    The three that were translated later may be left out where a text is written down: they are then looked up in `tongues/`
    by the English words. What nobody translated yet is empty.
    """

    en: str
    vi: str
    zh_hans: str = ""
    th: str = ""
    es: str = ""

    def __post_init__(self) -> None:
        for language in LANGUAGES[2:]:
            if not getattr(self, language):
                object.__setattr__(self, language, remembered(language).get(self.en, ""))

    def said_in(self, language: str) -> str:
        """The words in one of LANGUAGES."""
        return str(getattr(self, language))

    def each(self, change: Callable[[str], str]) -> Text:
        """The same change made in every language."""
        return Text(*(change(self.said_in(language)) for language in LANGUAGES))

    def missing(self) -> tuple[str, ...]:
        """The languages in which nothing is said."""
        return tuple(language for language in LANGUAGES if not self.said_in(language)) if self.en else ()


def paragraphs(*texts: str) -> str:
    """Wrap each text in a paragraph of plain HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


@dataclass(frozen=True)
class ArtSpec:
    """What the art generator needs besides the SKU; field names are those of its `Art`."""

    form: str
    origin: str
    family: str
    liquor: str
    lines: tuple[str, ...] = ()
    net: str = ""
    ground: int | None = None
    layout: str = ""
    colours: tuple[str, str] | None = None
    decor: str = ""
    shape: int = 0


@dataclass(frozen=True)
class Category:
    """A shelf of the shop; `path` holds the slugs from the root, joined by a slash."""

    path: str
    name: Text
    description: Text


@dataclass(frozen=True)
class Grower:
    """Who grew or made it, and where: the village, the province around it, the country or part of it."""

    key: str
    name: Text
    place: Text
    area: Text
    region: Text
    origin: str
    story: Text


@dataclass(frozen=True)
class Person:
    """A person who signs what is said about a product: one of ours, or a taster from outside."""

    key: str
    name: str
    role: Text
    panel: bool


@dataclass(frozen=True)
class Attribute:
    """A fact for facets and the product page; whole numbers carry their unit in the code (`altitude_m`)."""

    code: str
    value: Text | int


@dataclass(frozen=True)
class Break:
    """Price of one piece, without tax, from this many pieces on."""

    min_quantity: int
    vnd: str
    usd: str


@dataclass(frozen=True)
class Prices:
    """Consumer prices include tax; trade prices never do. No amounts at all means price on request."""

    consumer_vnd: str | None
    consumer_usd: str | None
    consumer_case_vnd: str | None
    consumer_case_usd: str | None
    trade: tuple[Break, ...]


@dataclass(frozen=True)
class Opening:
    """Pieces on the shelf of one warehouse on the first day, by zone."""

    warehouse: str
    ecommerce: int
    bulk: int


@dataclass(frozen=True)
class Review:
    """A buyer's own words, in the one language they were written in."""

    name: str
    score: int
    title: str
    body: str
    language: str


@dataclass(frozen=True)
class ExpertScore:
    """What a taster of the panel gave, out of 100, and said."""

    person: str
    score: int
    quote: Text


@dataclass(frozen=True)
class Pairing:
    """Another product that belongs with this one, why, and who says so."""

    sku: str
    reason: Text
    person: str


@dataclass(frozen=True)
class Product:
    """Everything the shop says and knows about one product on the first day."""

    sku: str
    ean13: str
    category: str
    art: ArtSpec
    title: Text
    subtitle: Text
    short: Text
    long: Text
    use: Text
    keywords: Text
    grower: str
    attributes: tuple[Attribute, ...]
    profile: tuple[tuple[str, int], ...]
    net_g: int
    shipping_g: int
    size_mm: tuple[int, int, int]
    hs_code: str
    tax_category: str
    case_quantity: int
    prices: Prices
    unit_cost_vnd: str
    safety_stock: int
    stock: tuple[Opening, ...]
    experts: tuple[ExpertScore, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    similar: tuple[str, ...] = ()
    lifecycle: str = "active"
    kind: str = "goods"
    channels: tuple[str, ...] = ("consumer", "distributor", "call_centre")

    @property
    def price_on_request(self) -> bool:
        """Whether nobody sees a price before asking."""
        return self.prices.consumer_vnd is None and not self.prices.trade
