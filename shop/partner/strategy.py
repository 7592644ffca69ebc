"""Oscar's seam for price and stock: both come from the channel in the market, never from the first pool found.

Code of ours calls `shop.pricing.resolving` and `shop.catalogue.listing` directly, for many products at once; this
class serves what Oscar itself asks (basket lines, structured data).
"""

from oscar.apps.partner import strategy as oscar_strategy
from oscar.apps.partner.availability import Available, StockRequired, Unavailable
from oscar.apps.partner.prices import FixedPrice
from oscar.apps.partner.prices import Unavailable as NoPrice
from oscar.apps.partner.strategy import PurchaseInfo

from shop.channels.models import ChannelMarket
from shop.partner.models import StockRecord
from shop.pricing.resolving import resolve_prices
from shop.quota.taking import reaches


class ChannelStrategy(oscar_strategy.Base):
    """Prices and stock of one channel in one market, optionally for one trade account."""

    def __init__(self, channel_market: ChannelMarket, account_id: int | None = None, request=None) -> None:
        super().__init__(request)
        self.channel_market = channel_market
        self.account_id = account_id

    def fetch_for_product(self, product, stockrecord=None) -> PurchaseInfo:
        """The given stock record is ignored: a basket that changed door must not keep the old pool's."""
        record = StockRecord.objects.filter(partner=self.channel_market.pool_id, product=product).first()
        found = {}
        if not product.price_on_request:
            found = resolve_prices(
                products=[product.pk],
                channel_market=self.channel_market,
                account_id=self.account_id,
            )
        price = found.get(product.pk)
        if price is None or not product.is_sellable:
            return PurchaseInfo(price=NoPrice(), availability=Unavailable(), stockrecord=record)
        availability = StockRequired(self._within_reach(record)) if product.is_stocked else Available()
        fixed = FixedPrice(price.currency, price.excl_tax, price.incl_tax - price.excl_tax, price.tax.code)
        return PurchaseInfo(price=fixed, availability=availability, stockrecord=record)

    def _within_reach(self, record: StockRecord | None) -> int:
        if record is None:
            return 0
        here = self.channel_market
        found = reaches(pool=here.pool_id, channel=here.channel_id, free={record.pk: (record.product_id, record.atp)})
        return found[record.pk].total if found else record.atp

    def fetch_for_parent(self, product) -> PurchaseInfo:
        return PurchaseInfo(price=NoPrice(), availability=Unavailable(), stockrecord=None)


class Selector(oscar_strategy.Selector):
    def strategy(self, request=None, user=None, **kwargs):
        """The strategy of the door the request came through (`shop.storefront.middleware` sets `request.entrance`)."""
        entrance = getattr(request, "entrance", None)
        if entrance is None:
            raise RuntimeError("no entrance: a price exists only for a channel in a market")
        return ChannelStrategy(entrance.channel_market, entrance.account_id, request)
