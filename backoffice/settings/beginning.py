"""What an empty installation needs before its first order, step by step: shown on the start page until all of it stands."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounting.models import Company
from core.access import User
from inventory.models import PoolZone, Warehouse
from shop.channels.models import ChannelMarket, Door, Market
from shop.payment.models import PaymentMethod
from shop.pricing.models import TaxRate
from shop.shipping.models import DeliveryOption

Word = str | Promise
#: Name, words, why, address, and the rows that show it is done. In the order in which one needs the other.
STEPS: tuple[tuple[str, Word, Word, str, Any], ...] = (
    ("seller", _("Say who sells"), _("Name, address and tax number stand on every invoice."), "seller", Company.objects),
    ("tax", _("Enter the tax rates"), _("By category and regime, from a day on."), "tax_rates", TaxRate.objects),
    ("market", _("Add a market"), _("Countries, currency, languages and how it is taxed."), "market_new", Market.objects),
    ("warehouse", _("Add a warehouse"), _("Its shelves hold what is sold."), "warehouse_new", Warehouse.objects),
    ("pool", _("Let a stock pool sell from it"),
     _("The warehouse’s page says which zone sells for which pool."), "warehouses", PoolZone.objects),
    ("channel", _("Open a channel in the market"),
     _("It gives orders their first digit, and decides prices and goods."), "channel_new", ChannelMarket.objects),
    ("door", _("Open a door"), _("The address, desk or sign-in by which customers come in."), "doors", Door.objects),
    ("delivery", _("Offer a delivery"),
     _("By which carrier, to where, for how much."), "delivery_options", DeliveryOption.objects),
    ("payment", _("Offer a way to pay"),
     _("Transfer, on delivery, on account or by a gateway."), "payment_methods", PaymentMethod.objects),
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    title: Word
    why: Word
    url: str
    is_done: bool
    is_next: bool


def steps(user: User) -> list[Step]:
    """The steps, for who may take them; none once all are done. One statement."""
    if not user.can("settings.people"):
        return []
    row = {name: Exists(rows.all()) for name, _title, _why, _to, rows in STEPS}
    found = User.objects.filter(pk=user.pk).annotate(**{f"has_{name}": one for name, one in row.items()}, one=Value(1))
    stands = next(iter(found.values()), {})
    done = [bool(stands.get(f"has_{name}")) for name, *_rest in STEPS]
    if all(done):
        return []
    first = done.index(False)
    return [
        Step(title, why, reverse(f"backoffice:{to}"), is_done, at == first)
        for at, ((_name, title, why, to, _rows), is_done) in enumerate(zip(STEPS, done, strict=True))
    ]
