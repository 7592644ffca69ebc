"""The parts of a quote, as `quote_basket` answers it: amounts are `Decimal` in the market's currency, quantities pieces."""

from dataclasses import dataclass, field
from decimal import Decimal

from shop.channels.models import ChannelMarket
from shop.customer.models import TradeAccount
from shop.offer.applying import Offered
from shop.payment.models import PaymentMethod
from shop.pricing.resolving import Rate
from shop.quota.deciding import Kept
from shop.shipping.promising import DeliveryChoice
from shop.voucher.models import Voucher

NOTHING = Decimal(0)


@dataclass(frozen=True)
class QuotedLine:
    """One product of the basket. `available` is pieces to promise to this channel, None for what has no stock (a service);
    `free` those to promise to anybody, of which quotas have `kept` some for others.

    `line_excl` and `line_incl` are what is charged, after `discount` (on the stated side); `before_...` are without it.
    """

    product_id: int
    sku: str
    title: str
    quantity: int
    unit_excl: Decimal
    unit_incl: Decimal
    line_excl: Decimal
    line_incl: Decimal
    tax: Rate
    stock_record_id: int | None
    is_stocked: bool
    requires_shipping: bool
    weight_g: int
    explanation: dict
    available: int | None
    discount: Decimal = NOTHING
    before_excl: Decimal = NOTHING
    before_incl: Decimal = NOTHING
    free: int = 0
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Why the basket cannot be placed as it is.

    Codes: basket_empty, not_sellable (data: reason), out_of_stock (wanted, available), nothing_serves_address,
    delivery_not_offered, method_not_offered, below_minimum (minimum), credit_exceeded (left), account_needed, closed.
    """

    code: str
    product_id: int | None = None
    data: dict = field(default_factory=dict)


@dataclass(frozen=True)
class OrderQuote:
    """The whole calculation. `taxes` maps a rate's code to what it was taken on and how much it is."""

    basket_id: int
    channel_market: ChannelMarket
    account_id: int | None
    account: TradeAccount | None
    currency: str
    prices_include_tax: bool
    lines: list[QuotedLine]
    choices: list[DeliveryChoice]
    delivery: DeliveryChoice | None
    methods: list[PaymentMethod]
    method: PaymentMethod | None
    goods_excl: Decimal
    goods_incl: Decimal
    fee_excl: Decimal
    fee_incl: Decimal
    fee_tax: Rate
    total_excl: Decimal
    total_incl: Decimal
    taxes: dict[str, tuple[Decimal, Decimal]]
    problems: list[Problem]
    offered: Offered = field(default_factory=Offered)
    voucher: Voucher | None = None

    @property
    def requires_shipping(self) -> bool:
        return any(line.requires_shipping for line in self.lines)

    @property
    def shipping_excl(self) -> Decimal:
        return self.delivery.excl_tax if self.delivery else NOTHING

    @property
    def shipping_incl(self) -> Decimal:
        return self.delivery.incl_tax if self.delivery else NOTHING

    @property
    def discount(self) -> Decimal:
        """What offers take off, on the stated side."""
        return sum((line.discount for line in self.lines), NOTHING)

    @property
    def total_tax(self) -> Decimal:
        return self.total_incl - self.total_excl

    @property
    def pieces(self) -> int:
        return sum(line.quantity for line in self.lines)
