"""What a shop needs to sell one thing, and what becomes of it: a channel, a product on sale, a basket, an order placed, paid.

Each maker fills in what the test doesn't say. Amounts are VND unless another market is given.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from core.access import Actor, User
from core.events import deliver_everything
from core.numbering import ensure_transaction_series
from core.verification import checks
from shop.address.models import Country
from shop.basket import filling
from shop.basket.models import Basket
from shop.catalogue.models import AssortmentItem, Lifecycle, Product, ProductClass
from shop.channels.doors import Entrance
from shop.channels.models import Channel, ChannelMarket, Door, DoorKind, Market, TaxDisplay
from shop.customer.models import TradeAccount
from shop.customer.registering import open_trade_account, register_customer
from shop.order.models import Order
from shop.order.placing import Contact, PlacedOrder, PostalAddress, place_order
from shop.order.quoting import OrderQuote, quote_basket, seal
from shop.partner.models import Partner, StockRecord
from shop.payment.capturing import capture
from shop.payment.models import Payment, PaymentKind, PaymentMethod, Refund
from shop.payment.refunding import approve_refund
from shop.pricing.models import Price, PriceList, TaxCategory, TaxRate
from shop.shipping.models import Carrier, DeliveryOption, DeliveryProfile

ACTOR = Actor.system("test")
LONG_AGO = date(2020, 1, 1)
CONTACT = Contact(name="Nguyễn Thị Hạnh", email="hanh@example.vn", phone="+84901234567", language="en")
ADDRESS = PostalAddress(name="Nguyễn Thị Hạnh", line1="12 Hàng Bạc", city="Hà Nội", country="VN", postcode="10000")
_numbers = count(1)


def market(code: str = "vietnam", **values) -> Market:
    defaults = {"name": "Vietnam", "currency": "VND", "countries": ["VN"], "languages": ["vi", "en"]}
    found, _created = Market.objects.get_or_create(code=code, defaults={**defaults, **values})
    for country in found.countries:
        Country.objects.get_or_create(pk=country, defaults={"name": country, "printable_name": country})
    return found


def channel(code: str = "consumer", prefix: str = "6", **values) -> Channel:
    found, created = Channel.objects.get_or_create(code=code, defaults={"name": code, "prefix": prefix, **values})
    if created:
        ensure_transaction_series(prefix)
    return found


def channel_market(code: str = "consumer", prefix: str = "6", in_market: Market | None = None, **values) -> ChannelMarket:
    """A channel open in a market, with its pool, tax, a delivery option and ways to pay by card, transfer and cash."""
    place = in_market or market()
    found = ChannelMarket.objects.filter(channel__code=code, market=place).select_related("channel", "market", "pool").first()
    if found:
        return found
    made = ChannelMarket.objects.create(
        channel=channel(code, prefix, **values),
        market=place,
        pool=Partner.objects.get_or_create(code="main", defaults={"name": "Main pool"})[0],
    )
    tax_category()
    delivery_option(made)
    for kind in (PaymentKind.GATEWAY, PaymentKind.TRANSFER, PaymentKind.COD):
        payment_method(made, kind)
    return made


def trade_channel_market(**values) -> ChannelMarket:
    """The distributors' channel: without tax, on accounts only, on terms."""
    made = channel_market("distributor", "7", tax_display=TaxDisplay.WITHOUT_TAX, is_trade=True, **values)
    payment_method(made, PaymentKind.TERMS)
    return made


def tax_category(code: str = "goods", rate: str = "0.08", regime: str = "vat") -> TaxCategory:
    category, _created = TaxCategory.objects.get_or_create(code=code, defaults={"name": code})
    TaxRate.objects.get_or_create(
        regime=regime,
        category=category,
        valid_from=LONG_AGO,
        defaults={"code": f"VAT{Decimal(rate) * 100:.0f}", "rate": Decimal(rate)},
    )
    return category


def delivery_option(at: ChannelMarket, code: str = "", price: int = 30_000, **values) -> DeliveryOption:
    carrier, _created = Carrier.objects.get_or_create(code="swift", defaults={"name": "Swift", "takes_cash": True})
    code = code or f"standard-{at.market.code}-{at.channel.code}"
    DeliveryProfile.objects.get_or_create(
        pool=at.pool, market=at.market, defaults={"cut_off": "15:00", "working_weekdays": [0, 1, 2, 3, 4, 5]}
    )
    defaults = {
        "market": at.market,
        "carrier": carrier,
        "name": "Standard",
        "price": price,
        "tax_category": tax_category(),
        "transit_days": 2,
        "for_trade": at.channel.is_trade,
    }
    return DeliveryOption.objects.get_or_create(code=code, defaults={**defaults, **values})[0]


def payment_method(at: ChannelMarket, kind: str = PaymentKind.COD, code: str = "", **values) -> PaymentMethod:
    expires = {PaymentKind.GATEWAY: 30, PaymentKind.TRANSFER: 3 * 24 * 60}
    defaults = {
        "market": at.market,
        "kind": kind,
        "name": str(kind),
        "adapter": "sandbox" if kind == PaymentKind.GATEWAY else "",
        "expires_after": expires.get(PaymentKind(kind)),
    }
    code = code or f"{kind}-{at.market.code}"
    method, _created = PaymentMethod.objects.get_or_create(code=code, defaults={**defaults, **values})
    method.channels.add(at.channel)
    return method


def product_on_sale(
    at: ChannelMarket | None = None, stock: int | None = 10, price: int | str = 108_000, is_service: bool = False, **values
) -> Product:
    """A published product in the channel's assortment with a price (stated as the channel shows it) and `stock` pieces."""
    at = at or channel_market()
    kind, _created = ProductClass.objects.get_or_create(
        slug="service" if is_service else "goods",
        defaults={"name": "Goods", "track_stock": not is_service, "requires_shipping": not is_service},
    )
    number = next(_numbers)
    defaults = {
        "product_class": kind,
        "title": f"Tea {number}",
        "slug": f"tea-{number}",
        "sku": f"T-{number:04d}",
        "upc": None,
        "is_public": True,
        "lifecycle": Lifecycle.ACTIVE,
        "tax_category": tax_category(),
        "shipping_weight_g": 250,
    }
    product = Product.objects.create(**{**defaults, **values})
    AssortmentItem.objects.create(channel_market=at, product=product)
    set_price(product, at, price)
    if not is_service and stock is not None:
        StockRecord.objects.create(partner=at.pool, product=product, partner_sku=product.sku, on_hand=stock)
    return product


def set_price(product: Product, at: ChannelMarket, amount: int | str, **values) -> Price:
    price_list, _created = PriceList.objects.get_or_create(
        channel_market=at,
        account=None,
        defaults={
            "name": f"{at.channel.code} {at.market.currency}",
            "currency": at.market.currency,
            "includes_tax": at.channel.tax_display == TaxDisplay.WITH_TAX,
        },
    )
    values = {"min_quantity": 1, "valid_from": LONG_AGO, **values}
    return Price.objects.update_or_create(price_list=price_list, product=product, **values, defaults={"amount": Decimal(amount)})[
        0
    ]


def door(at: ChannelMarket, kind: str = DoorKind.PATH) -> Door:
    return Door.objects.get_or_create(
        code=f"door-{at.pk}", defaults={"name": "Door", "kind": kind, "value": f"door-{at.pk}", "channel_market": at}
    )[0]


def entrance(at: ChannelMarket, account: TradeAccount | None = None) -> Entrance:
    at = ChannelMarket.objects.select_related("channel", "market", "pool").get(pk=at.pk)
    reason = "trade_account" if account else "path"
    return Entrance(door(at), at, reason, account.pk if account else None)


def user(email: str = "", **values) -> User:
    email = email or f"user{next(_numbers)}@example.com"
    return User.objects.create_user(email=email, password="a long enough password", full_name="Some One", **values)


def trade_account(at: ChannelMarket, limit: int = 100_000_000) -> TradeAccount:
    buyer = register_customer(actor=ACTOR, name="Phố Trà Co.", kind="company")
    return open_trade_account(
        actor=ACTOR, customer=buyer, channel_market=at, number=f"D{next(_numbers):05d}", terms_days=30, credit_limit=limit
    )


def basket_with(*products: Product, at: ChannelMarket | None = None, quantity: int = 1, owner: User | None = None) -> Basket:
    """An open basket with `quantity` of each product (of one new product when none is given)."""
    at = at or channel_market()
    basket = filling.open_basket(channel_market=at, owner=owner)
    for product in products or (product_on_sale(at),):
        filling.add(basket=basket, product=product, quantity=quantity)
    return basket


def quote_for(basket: Basket, kind: str = PaymentKind.COD, account: TradeAccount | None = None, **values) -> OrderQuote:
    at = basket.channel_market
    return quote_basket(
        basket=basket,
        channel_market=at,
        account_id=account.pk if account else None,
        **{
            "country": ADDRESS.country,
            "postcode": ADDRESS.postcode,
            "delivery_code": f"standard-{at.market.code}-{at.channel.code}",
            "method_code": f"{kind}-{at.market.code}",
            **values,
        },
    )


def place(
    basket: Basket,
    kind: str = PaymentKind.COD,
    *,
    account: TradeAccount | None = None,
    seen: str | None = None,
    actor: Actor = ACTOR,
    **values,
) -> PlacedOrder:
    """Place a basket as a customer does who saw its present quote (or gives an older seal in `seen`)."""
    at = basket.channel_market
    details = {
        "contact": CONTACT,
        "address": ADDRESS,
        "delivery_code": f"standard-{at.market.code}-{at.channel.code}",
        "method_code": f"{kind}-{at.market.code}",
        **values,
    }
    if seen is None:
        address = details["address"] or replace(ADDRESS, country="")
        seen = seal(
            quote_for(
                basket,
                account=account,
                country=address.country,
                postcode=address.postcode,
                delivery_code=details["delivery_code"],
                method_code=details["method_code"],
            )
        )
    return place_order(basket_id=basket.pk, seen=seen, entrance=entrance(at, account), actor=actor, **details)


def order_placed(*products: Product, kind: str = PaymentKind.COD, quantity: int = 1, **values) -> Order:
    """An order as the customer left it; its events are still waiting."""
    return place(basket_with(*products, quantity=quantity), kind, **values).order


def payment_of(order: Order) -> Payment:
    return Payment.objects.select_related("method", "order").filter(order=order).latest("pk")


def approved(refund: Refund) -> Refund:
    """The refund after a second person has agreed to it."""
    return approve_refund(refund=refund, actor=second_person())


def second_person() -> Actor:
    """Somebody who asked for nothing and may agree."""
    number = next(_numbers)
    return Actor.of(User.objects.create_user(f"second{number}@example.com", is_staff=True, full_name=f"Second {number}"))


def order_paid(*products: Product, kind: str = PaymentKind.TRANSFER, quantity: int = 1) -> Order:
    """An order whose money arrived in full, all events delivered."""
    order = order_placed(*products, kind=kind, quantity=quantity)
    payment = payment_of(order)
    capture(payment=payment, amount=payment.amount, reference=f"bank-{payment.reference}", actor=ACTOR)
    deliver_everything()
    order.refresh_from_db()
    return order


def breaks() -> list[str]:
    """What the shop's own checks find broken. Stock made here has no movements, so inventory's are not asked."""
    return [told for one in checks() if one.look.__module__.startswith("shop.") for told in one.look()]
