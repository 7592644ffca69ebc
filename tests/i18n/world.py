"""A small company in which every page has something to show: orders in each state, paper, mail, money that fits nothing."""

from dataclasses import dataclass, replace
from datetime import timedelta

from babel import Locale
from django.apps import apps
from django.db import models

from core import clock
from core.access import User
from core.events import deliver_everything
from shop.catalogue.models import Product, ProductCategory
from shop.catalogue.organising import save_category
from shop.customer.models import CustomerUser
from shop.customer.registering import register_customer
from shop.order.cancelling import cancel
from shop.order.releasing import hold
from shop.order.timeline import add_note
from shop.payment.capturing import capture
from shop.payment.expiring import expire_due
from shop.payment.models import PaymentKind
from tests.factories import bank, people, shop
from tests.factories import warehouse as make
from tests.i18n.pseudo import LANGUAGE

PASSWORD = people.PASSWORD
#: Tables whose texts are words of the house or records of its machinery, not names that somebody gave.
NOT_DATA = {"contenttypes", "sessions", "events", "audit", "pgtrigger", "axes", "thumbnail", "documents"}
CODES = {"kind", "reason", "action", "state", "status", "template", "door_reason", "cause", "result", "event", "step"}


@dataclass(frozen=True)
class World:
    """Who looks, and at what."""

    shopper: User
    trader: User
    manager: User
    teas: tuple[Product, ...]


def make_world() -> World:
    """Sell, hold, pick, pack, dispatch, deliver, refuse, pay, fail, expire and cancel, all by the house's own jobs."""
    consumers, traders = shop.channel_market(), shop.trade_channel_market()
    shop.door(consumers).__class__.objects.filter(channel_market=consumers).update(value="*")
    shopper, trader = (
        people.shopper("lan@example.vn", full_name="Lan Chi"),
        people.shopper("bao@example.vn", full_name="Bao Long"),
    )
    teas = tuple(_tea(n) for n in range(1, 5))
    for tea in teas:
        shop.AssortmentItem.objects.create(channel_market=traders, product=tea)
        shop.set_price(tea, traders, 90_000)
    _sell(teas, shopper)
    _money(teas)
    account = shop.trade_account(traders)
    CustomerUser.objects.create(customer=account.customer, user=trader)
    manager = people.staff_member(full_name="Mai Mai")
    User.objects.filter(pk=manager.pk).update(is_superuser=True, language="vi")
    shelf = save_category(actor=make.ACTOR, slug="tra", name_en="Kệ Trà")
    ProductCategory.objects.bulk_create([ProductCategory(product=tea, category=shelf) for tea in teas])
    return World(shopper, trader, User.objects.get(pk=manager.pk), teas)


def _tea(number: int) -> Product:
    tea = make.product_in_stock(
        60 if number < 4 else 0,
        title=f"Trà Suối {number}",
        subtitle="Lá Bạc",
        description="Chát Nhẹ",
        brewing="Tám Mươi Độ",
        grower="Hợp Tác Xã",
        region="Tà Xùa",
        origin="vietnam",
        family="green",
        liquor="green",
        sold_as="Hộp Thiếc",
        cups=40,
        case_quantity=12,
        net_weight_g=100,
        length_mm=90,
        width_mm=90,
        height_mm=120,
    )
    return tea


def _sell(teas: tuple[Product, ...], shopper: User) -> None:
    """Orders on their way through the house, several of them the shopper's."""
    first, second, third, _sold_out = teas
    vietnamese = {"contact": replace(shop.CONTACT, language="vi")}
    owner = register_customer(actor=make.ACTOR, name="Lan Chi", email=shopper.email, language="vi", user=shopper)
    own = {**vietnamese, "user": shopper, "customer": owner}
    for tell in ("delivered", "refused"):
        shipment = make.shipment_dispatched(first, **own)
        deliver_everything()
        make.carrier_tells(shipment, tell)
        deliver_everything()
    make.shipment_packed(second, **own, gift_message="Chúc Mừng")
    make.shipment_picked(third, **own)
    make.order_reserved(second, **own)
    make.pick_list_started()
    make.order_reserved(third, **own)
    noted = shop.order_placed(first, **own)
    add_note(order=noted, text="Gọi Trước", actor=make.ACTOR)
    hold(order=noted, reason="fraud", actor=make.ACTOR)
    cancel(order=shop.order_placed(first, **own), reason="customer", actor=make.ACTOR)
    deliver_everything()


def _money(teas: tuple[Product, ...]) -> None:
    """Transfers that come, come too late or never, and the bank's page that says no."""
    tea = teas[0]
    vietnamese = {"contact": replace(shop.CONTACT, language="vi")}
    paid = shop.payment_of(shop.order_placed(tea, kind=PaymentKind.TRANSFER, **vietnamese))
    capture(payment=paid, amount=paid.amount, reference="bank-1", actor=shop.ACTOR)
    with bank.bank_within_reach():
        _session, visit = bank.session_started(shop.payment_of(shop.order_placed(tea, kind=PaymentKind.GATEWAY, **vietnamese)))
        bank.post(bank.message_about(bank.decided(visit, "declined")))
    deliver_everything()
    late = shop.payment_of(shop.order_placed(tea, kind=PaymentKind.TRANSFER, **vietnamese))
    with clock.at(clock.now() + timedelta(days=4)):
        expire_due()
        deliver_everything()
    late.refresh_from_db()
    capture(payment=late, amount=late.amount, reference="bank-2", actor=shop.ACTOR)
    shop.order_placed(tea, kind=PaymentKind.TRANSFER, **vietnamese)
    deliver_everything()


def data_values() -> set[str]:
    """Every text in the company's tables that somebody gave it: what pages may show as it is."""
    found: set[str] = set()
    for model in apps.get_models():
        if model._meta.app_label in NOT_DATA or model._meta.proxy or not model._meta.managed or "History" in model.__name__:
            continue
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in CODES
        ]
        if names:
            found |= {value for row in model._base_manager.values_list(*names) for value in row if value}
    people_of = {word for name in User.objects.values_list("full_name", flat=True) for word in name.split()}
    countries = set(Locale.parse(LANGUAGE).territories.values())
    return found | people_of | countries | {"Lantern & Leaf", "Tiếng Việt"}
