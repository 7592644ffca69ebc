"""What the steps of the seeding hand on to each other: the records by the codes of demo.data, and who is at work."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from modeltranslation.utils import build_localized_fieldname

from core.access import Actor, User
from demo.data import schema as data
from demo.data.catalogue import HAND_WRITTEN, Catalogue
from demo.data.crowd import Crowd, gather
from demo.data.schema import LANGUAGES, Text
from inventory.models import Location, Warehouse
from shop.catalogue.models import AttributeOption, Product
from shop.channels.models import Channel, ChannelMarket, Door, Market
from shop.customer.models import Customer, TradeAccount
from shop.partner.models import Partner

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FOUNDING = Actor.system("demo company")


@dataclass
class House:
    """The demo company as far as it stands; `now` is the moment of the loading."""

    now: datetime
    catalogue: Catalogue = HAND_WRITTEN
    crowd: Crowd = field(default_factory=gather)
    seed: int = 1
    prints_papers: bool = False
    markets: dict[str, Market] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    places: dict[tuple[str, str], ChannelMarket] = field(default_factory=dict)
    doors: dict[str, Door] = field(default_factory=dict)
    pool: Partner | None = None
    products: dict[str, Product] = field(default_factory=dict)
    options: dict[tuple[str, str, str], AttributeOption] = field(default_factory=dict)
    warehouses: dict[str, Warehouse] = field(default_factory=dict)
    bins: dict[tuple[str, str, str], Location] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)
    logins: dict[str, User] = field(default_factory=dict)
    accounts: dict[str, TradeAccount] = field(default_factory=dict)

    def at(self, days_ago: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment by the company's clock so many days before the loading."""
        day = self.now.astimezone(ZONE).date() - timedelta(days=days_ago)
        return datetime.combine(day, time(hour, minute), tzinfo=ZONE)

    def grower(self, product: data.Product) -> data.Grower:
        """Who grew or made a product."""
        return next(grower for grower in self.catalogue.growers if grower.key == product.grower)

    def open_places(self, product_channels: tuple[str, ...]) -> list[ChannelMarket]:
        """Where products of these channels are sold."""
        return [place for (channel, _market), place in self.places.items() if channel in product_channels]


def said(name: str, text: Text) -> dict[str, str]:
    """Keyword arguments of a translated field: `name_en`, `name_vi`, ...; what is not translated yet is left out."""
    return {build_localized_fieldname(name, language): text.said_in(language) for language in LANGUAGES if text.said_in(language)}
