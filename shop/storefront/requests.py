"""What every view of the storefront asks of a request, with types."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import translation

from core.access import Actor, User
from core.money import Money, format_money
from shop.channels.doors import Entrance
from shop.channels.models import ChannelMarket, Market, TaxDisplay


@dataclass(frozen=True)
class Visit:
    """A request seen as a visit: who, through which door, in which language."""

    request: HttpRequest

    @property
    def entrance(self) -> Entrance:
        return self.request.entrance  # type: ignore[attr-defined]

    @property
    def channel_market(self) -> ChannelMarket:
        return self.entrance.channel_market

    @property
    def market(self) -> Market:
        return self.channel_market.market

    @property
    def currency(self) -> str:
        return self.market.currency

    @property
    def account_id(self) -> int | None:
        return self.entrance.account_id

    @property
    def is_trade(self) -> bool:
        return self.channel_market.channel.is_trade

    @property
    def with_tax(self) -> bool:
        return self.channel_market.channel.tax_display == TaxDisplay.WITH_TAX

    @property
    def user(self) -> User | None:
        user: Any = self.request.user
        return user if user.is_authenticated else None

    @property
    def actor(self) -> Actor:
        return Actor.of(self.user, self.request) if self.user else Actor.customer("guest")

    @property
    def language(self) -> str:
        return translation.get_language() or "en"

    @property
    def is_partial(self) -> bool:
        return bool(self.request.headers.get("HX-Request"))

    def money(self, amount: Any) -> str:
        """An amount of this market in the reader's language."""
        return format_money(Money(amount, self.currency), self.language)
