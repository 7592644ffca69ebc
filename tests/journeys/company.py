"""What the journeys need of the company: channels, ways to pay and deliver, a warehouse of their own, staff, a distributor.

Everything goes through the public jobs, and what the demo company has already is used as it is. Products are made for
one journey each, and their stock lies in a warehouse that ships nothing else, so that no journey depends on another.
"""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from itertools import count

from backoffice.people import create_staff
from backoffice.roles import DEFAULT_ROLES, ensure_roles
from core.access import Actor, User
from inventory.models import Warehouse, Zone, ZoneKind
from inventory.receiving import ReceivedLine, receive_stock
from inventory.warehousing import add_locations, save_warehouse, sell_from_zone, serve_market
from shop.address.models import Country
from shop.catalogue.models import Category, Product
from shop.catalogue.organising import put_into, save_category, save_product_class, set_picture
from shop.catalogue.publishing import add_barcode, publish, save_product, set_assortment
from shop.channels.editing import enter_market, open_channel, open_door, save_market, save_pool
from shop.channels.models import Channel, ChannelMarket, Door, DoorKind, Market
from shop.customer.registering import let_act_for, open_trade_account, register_customer, save_address
from shop.partner.models import Partner
from shop.payment.editing import save_payment_method
from shop.payment.models import PaymentKind, PaymentMethod
from shop.pricing.editing import save_price_list, save_tax_category, set_price, set_tax_rate
from shop.pricing.models import PriceList, TaxCategory
from shop.shipping.editing import save_carrier, save_delivery_option
from shop.shipping.models import DeliveryOption
from tests.factories.shop import LONG_AGO

ACTOR = Actor.system("journeys")
PASSWORD = "a walk through the whole house"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><rect width="4" height="5" fill="#c98a3b"/></svg>'
ROLES = ("picker", "stock_controller", "accountant", "support_agent", "sales_manager", "administrator")
_numbers = count(1)


@dataclass(frozen=True)
class Item:
    """A product of one journey, where it lies and what a scanner reads on it."""

    product: Product
    title: str
    barcode: str
    location: str
    location_barcode: str


@dataclass(frozen=True)
class Company:
    """What journeys stand on."""

    consumer: ChannelMarket
    distributor: ChannelMarket
    desk: ChannelMarket
    warehouse: Warehouse
    buyer_email: str

    def warehouse_of_its_own(self) -> Warehouse:
        """A warehouse in which nothing but one journey's goods lie, so that its picker meets no other orders."""
        return _warehouse(self.consumer.market, self.consumer.pool, f"J{next(_numbers)}")

    def product(
        self,
        title: str = "",
        *,
        pieces: int = 50,
        price: int = 108_000,
        trade_price: int = 60_000,
        case: int = 6,
        warehouse: Warehouse | None = None,
    ) -> Item:
        """A product on sale in every channel: `price` with tax, `trade_price` without; its shelf holds `pieces`."""
        number, warehouse = next(_numbers), warehouse or self.warehouse
        title = f"{title or 'Morning tea'} {number}"
        product = _publish(self, f"JRN-{number:03d}", title, {"case_quantity": case}, price, trade_price)
        code = f"89399{number:08d}"
        add_barcode(actor=ACTOR, product=product, code=code)
        shelves = Zone.objects.get(warehouse=warehouse, kind=ZoneKind.ECOMMERCE)
        place = add_locations(actor=ACTOR, zone=shelves, codes=[f"E-{number:02d}-01"])[0]
        receive_stock(
            warehouse=warehouse,
            lines=[ReceivedLine(product, pieces, Decimal(40_000), place)],
            reference=f"JRN-{number}",
            actor=ACTOR,
        )
        return Item(product, title, code, place.code, place.barcode)


def staff_email(role: str) -> str:
    """Who holds a role."""
    return f"{role.replace('_', '-')}@journeys.example"


def found_company() -> Company:
    """Make what is missing for people to buy, and for staff to carry what they bought."""
    market = Market.objects.filter(currency="VND").order_by("pk").first() or save_market(
        actor=ACTOR, code="vn", name="Vietnam", currency="VND", countries=["VN"], languages=["vi", "en"], tax_regime="vat"
    )
    Country.objects.get_or_create(pk="VN", defaults={"name": "Vietnam", "printable_name": "Viet Nam"})
    category = _taxed(market)
    consumer = _sells(market, "consumer", "6")
    distributor = _sells(market, "distributor", "7", tax_display="without_tax", is_trade=True)
    desk = _sells(market, "call_centre", "8", is_staffed=True)
    _doors(consumer, distributor, desk)
    _ways_to_pay(market, consumer, distributor, desk)
    _ways_to_deliver(market, category)
    warehouse = _warehouse(market, consumer.pool, "JRN")
    _staff()
    return Company(
        consumer=consumer,
        distributor=distributor,
        desk=desk,
        warehouse=warehouse,
        buyer_email=_buyer(distributor),
    )


def _taxed(market: Market) -> TaxCategory:
    category = save_tax_category(actor=ACTOR, code="journeys", name="Taxed at 8 per cent")
    set_tax_rate(actor=ACTOR, regime=market.tax_regime, category=category, code="VAT8", rate=Decimal("0.08"), valid_from=LONG_AGO)
    return category


def _sells(market: Market, code: str, prefix: str, **values) -> ChannelMarket:
    channel = Channel.objects.filter(prefix=prefix).first()
    channel = channel or open_channel(actor=ACTOR, code=code, name=code.replace("_", " ").capitalize(), prefix=prefix, **values)
    present = ChannelMarket.objects.select_related("channel", "market", "pool").filter(channel=channel, market=market).first()
    if present is None:
        pool = Partner.objects.order_by("pk").first() or save_pool(actor=ACTOR, code="main", name="Company stock")
        present = enter_market(actor=ACTOR, channel=channel, market=market, pool=pool)
    if not present.price_lists.filter(account=None).exists():
        save_price_list(
            actor=ACTOR,
            name=str(present),
            currency=market.currency,
            includes_tax=channel.tax_display == "with_tax",
            channel_market=present,
        )
    return present


def _doors(consumer: ChannelMarket, distributor: ChannelMarket, desk: ChannelMarket) -> None:
    if not Door.objects.filter(kind__in=[DoorKind.PATH, DoorKind.HOST], value="*").exists():
        open_door(actor=ACTOR, code="everybody", kind=DoorKind.PATH, value="*", channel_market=consumer)
    for kind, leads_to in ((DoorKind.ACCOUNT, distributor), (DoorKind.DESK, desk)):
        if not Door.objects.filter(kind=kind, channel_market=leads_to).exists():
            open_door(actor=ACTOR, code=f"journeys-{kind}", kind=kind, channel_market=leads_to)


def _ways_to_pay(market: Market, consumer: ChannelMarket, distributor: ChannelMarket, desk: ChannelMarket) -> None:
    persons = [consumer.channel, desk.channel]
    bank = {"bank": "Sông Xanh Bank", "account": "0071004455667", "holder": "Lantern & Leaf JSC"}
    wanted = (
        (PaymentKind.GATEWAY, "Card", persons, {"adapter": "sandbox", "expires_after": 60}),
        (PaymentKind.TRANSFER, "Bank transfer", [*persons, distributor.channel], {"expires_after": 1440, "bank_account": bank}),
        (PaymentKind.COD, "Cash on delivery", persons, {}),
        (PaymentKind.TERMS, "On account", [distributor.channel], {}),
    )
    for kind, name, channels, values in wanted:
        if not PaymentMethod.objects.filter(kind=kind, market=market, channels=channels[0], is_active=True).exists():
            save_payment_method(
                actor=ACTOR, code=f"journeys-{kind}", kind=kind, market=market, name_en=name, channels=channels, **values
            )


def _ways_to_deliver(market: Market, category: TaxCategory) -> None:
    carrier = save_carrier(actor=ACTOR, code="journeys", name="Chim Én Express", takes_cash=True)
    for code, for_trade, price in (("journeys-home", False, 25_000), ("journeys-dock", True, 200_000)):
        if not DeliveryOption.objects.filter(market=market, for_trade=for_trade, is_active=True).exists():
            save_delivery_option(
                actor=ACTOR,
                code=code,
                market=market,
                carrier=carrier,
                name_en="To your dock" if for_trade else "To the door",
                price=Decimal(price),
                tax_category=category,
                transit_days=2,
                for_trade=for_trade,
            )


def _warehouse(market: Market, pool: Partner, code: str) -> Warehouse:
    found = save_warehouse(actor=ACTOR, code=code, name=f"Journeys {code}", city="Hải Phòng", cut_off=time(16))
    sell_from_zone(actor=ACTOR, zone=Zone.objects.get(warehouse=found, kind=ZoneKind.ECOMMERCE), pool=pool)
    serve_market(actor=ACTOR, warehouse=found, market=market, parcel_cost=Decimal(20_000))
    return found


def _staff() -> None:
    roles = {role.code: role for role in ensure_roles()}
    for code in ROLES:
        if not User.objects.filter(email=staff_email(code)).exists():
            name = DEFAULT_ROLES[code][0]
            create_staff(
                email=staff_email(code), full_name=f"{name} Nguyễn", language="en", password=PASSWORD,
                roles=[roles[code]], actor=ACTOR,
            )  # fmt: skip


def _buyer(distributor: ChannelMarket) -> str:
    """A company with an account on terms, and the login of who buys for it."""
    email = "buyer@journeys.example"
    if not User.objects.filter(email=email).exists():
        login = User.objects.create_user(email=email, password=PASSWORD, full_name="Bùi Thị Mai", language="en")
        company = register_customer(actor=ACTOR, name="Phố Trà Trading", kind="company", email=email, phone="+84903334444")
        let_act_for(actor=ACTOR, user=login, customer=company)
        open_trade_account(
            actor=ACTOR, customer=company, channel_market=distributor, number="JRN-7", terms_days=30, credit_limit=Decimal(10**9)
        )
        save_address(
            actor=ACTOR, customer=company, name="Phố Trà Trading", line1="25 Lạch Tray", city="Hải Phòng",
            postcode="04100", country_id="VN", phone="+84903334444",
        )  # fmt: skip
    return email


def _publish(company: Company, sku: str, title: str, values: dict, price: int, trade_price: int) -> Product:
    kind = save_product_class(actor=ACTOR, slug="journeys", name="Journeys", requires_shipping=True, track_stock=True)
    shelf = Category.objects.filter(slug="journeys").first() or save_category(actor=ACTOR, slug="journeys", name_en="Journeys")
    product = save_product(
        actor=ACTOR,
        sku=sku,
        product_class=kind,
        tax_category=TaxCategory.objects.get(code="journeys"),
        title_en=title,
        title_vi=f"{title} (vi)",
        subtitle_en="For tests of the whole house",
        description_en="<p>Leaves that exist in one database.</p>",
        sold_as_en="100 g tin",
        shipping_weight_g=250,
        length_mm=80,
        width_mm=80,
        height_mm=120,
        **values,
    )
    put_into(actor=ACTOR, product=product, categories=[shelf])
    set_picture(actor=ACTOR, product=product, name=f"{sku}.svg", content=PICTURE)
    for at, amount in ((company.consumer, price), (company.desk, price), (company.distributor, trade_price)):
        set_assortment(actor=ACTOR, channel_market=at, products=[product])
        own = PriceList.objects.get(channel_market=at, account=None)
        set_price(actor=ACTOR, price_list=own, product=product, amount=Decimal(amount), valid_from=LONG_AGO)
    return publish(actor=ACTOR, product=product)
