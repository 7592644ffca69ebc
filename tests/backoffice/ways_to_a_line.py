"""Every way on which a line comes into a basket, an order, a purchase order or a suggestion of what to buy.

`WAYS` is the table: the name of an address (or of a job that runs by the clock), and what prepares everything for a product up
to the last press. `ways_of_the_source` reads from the source which ways there are: whatever leads to a line, down to the
address that is posted to. A test holds the two against each other, so a new way is noticed before it is walked by somebody.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from core import clock
from core.errors import DomainError
from inventory import tasks as inventory_tasks
from inventory.models import PurchaseOrderLine, ReorderSuggestion
from inventory.reordering.suggesting import suggest_all
from shop.basket.filling import copy_of
from shop.basket.models import Line as BasketLine
from shop.catalogue.models import AssortmentItem
from shop.catalogue.publishing import set_assortment
from shop.channels.editing import open_door
from shop.channels.models import Door
from shop.customer.registering import let_act_for, register_customer
from shop.order.models import Line as OrderLine
from shop.payment import tasks as payment_tasks
from shop.payment.models import PaymentKind
from shop.storefront import account_jobs
from shop.storefront.models import PendingAccount
from support import api_tokens, drafting
from tests.architecture import callers
from tests.factories import buying, people, shop
from tests.factories import warehouse as make
from tests.factories.branch_files import file_of

ACTOR = shop.ACTOR
Press = Callable[[], Any]
#: By name: what prepares a product for its way, as (product, somebody signed in at the office) → the last press.
WAYS: dict[str, Callable[[Any, Callable[..., Client]], Press]] = {}
#: Jobs of the clock that do their part by another of these.
BY_ANOTHER = {"inventory.tasks.forecast": "inventory.tasks.suggest"}
#: Tries everything and keeps nothing: it answers 200 for what can be placed and 422 for what cannot.
DRY = {"backoffice:branch_files"}
#: Classes whose rows are lines, with their tables. A supplier is asked by sending, which writes no line of its own.
LINES = {
    "shop.basket.models.Line": "basket_line",
    "shop.order.models.order.Line": "order_line",
    "inventory.models.purchasing.PurchaseOrderLine": "inventory_purchaseorderline",
    "inventory.models.forecasting.ReorderSuggestion": "inventory_reordersuggestion",
}
SENDS = "inventory.buying.ordering.send_purchase_order"
PHONE = "+84912047718"
TYPED = {
    "name": "Trần Thu Hà", "phone": PHONE, "line1": "14 Quán Thánh", "city": "Hà Nội", "country": "VN", "postcode": "11114",
}  # fmt: skip


def lines_of(product) -> set[tuple]:
    """Every line that names the product. A basket that came back because nobody paid holds what it held: wishes."""
    baskets = BasketLine.objects.filter(product=product).exclude(basket__draft__has_key="copy_of")
    bought = PurchaseOrderLine.objects.filter(product=product)
    return {
        *(("basket", *row) for row in baskets.values_list("basket", "quantity")),
        *(("order", *row) for row in OrderLine.objects.filter(product=product).values_list("order", "quantity")),
        *(("bought", *row) for row in bought.values_list("pk", "quantity", "purchase_order__status")),
        *(("suggested", pk) for pk in ReorderSuggestion.objects.filter(product=product).values_list("pk", flat=True)),
    }


def ways_of_the_source() -> set[str]:
    """Addresses that are posted to and jobs of the clock from which a line is reached, by name."""
    reached = callers.reaching({unit for unit in callers.units() if _makes_lines(unit)} | {SENDS})
    begins = {unit for unit in reached if _module(unit) == "tasks"}
    alone = {unit for unit in callers.outermost(reached) if not _module(unit).endswith("urls")}
    views = {unit: name for name, unit in _posted()}
    return {views[unit] for unit in reached & set(views)} | begins | (alone - set(views))


def _makes_lines(unit: str) -> bool:
    ways = ("", ".objects.create", ".objects.bulk_create", ".objects.get_or_create", ".objects.update_or_create")
    if callers.calls_in(unit) & {f"{model}{way}" for model in LINES for way in ways}:
        return True
    return any(f"INSERT INTO {table}" in text for text in callers.texts_in(unit) for table in LINES.values())


def _module(unit: str) -> str:
    return unit.split(".")[-2]


def _posted(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, str]]:
    """Name and unit of every address that changes something; a list's bulk bar is the list's, whose actions it does."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _posted(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            continue
        rule = getattr(pattern.callback, "access", None)
        if rule is not None and set(rule.methods) - {"GET"}:
            bulk = getattr(pattern.callback, "bulk", None)
            of = bulk.listing if bulk is not None else pattern.callback
            yield f"{space}{pattern.name}", f"{of.__module__}.{of.__qualname__}"


def way(name: str) -> Callable:
    def register(prepare: Callable) -> Callable:
        WAYS[name] = prepare
        return prepare

    return register


def visitor() -> Client:
    """Somebody who comes through the shop's one plain door."""
    Door.objects.get_or_create(code="main", defaults={"name": "Shop", "kind": "host", "value": "*", "channel_market": _web()})
    return Client(HTTP_ACCEPT_LANGUAGE="en")


def _web():
    return shop.channel_market()


def _sell(product, at) -> None:
    """Put the product on sale in another channel too."""
    set_assortment(actor=ACTOR, channel_market=at, products=[*_sold_at(at), product])
    shop.set_price(product, at, 100_000)


def _sold_at(at) -> list:
    return [item.product for item in AssortmentItem.objects.filter(channel_market=at).select_related("product")]


def _door(kind: str, code: str, prefix: str) -> Door:
    found = Door.objects.filter(code=code).first()
    return found or open_door(
        actor=ACTOR, code=code, kind=kind, channel_market=shop.channel_market(code, prefix), name=code.title()
    )


@way("basket:add")
def _add(product, office) -> Press:
    client = visitor()
    return lambda: client.post(f"/basket/add/{product.pk}/")


@way("basket:add-many")
def _add_many(product, office) -> Press:
    client = visitor()
    return lambda: client.post("/basket/add/", {"product": [product.pk]})


@way("basket:undo")
def _undo(product, office) -> Press:
    client = visitor()
    client.post(f"/basket/add/{product.pk}/")
    client.post(f"/basket/lines/{product.pk}/", {"remove": "1"})
    return lambda: client.post(f"/basket/lines/{product.pk}/undo/", {"quantity": "1"})


@way("storefront:door")
def _other_door(product, office) -> Press:
    other = shop.channel_market("neighbour", "5")
    _sell(product, other)
    client, door = visitor(), shop.door(other)
    client.post(f"/basket/add/{product.pk}/")
    return lambda: client.post("/door/", {"door": door.value})


@way("customer:login")
def _sign_in(product, office) -> Press:
    client, person = visitor(), people.shopper()
    client.post(f"/basket/add/{product.pk}/")
    return lambda: client.post("/account/login/", {"email": person.email, "password": people.PASSWORD})


@way("customer:confirm")
def _sign_up(product, office) -> Press:
    client, email = visitor(), f"new{product.pk}@example.com"
    account_jobs.ask_for_account(
        email=email, full_name="Trần Thu Hà", password=people.PASSWORD, language="en", origin="http://testserver", actor=ACTOR
    )
    client.post(f"/basket/add/{product.pk}/")
    return lambda: client.post(f"/account/confirm/{PendingAccount.objects.get(email=email).key}/")


@way("checkout:place")
def _check_out(product, office) -> Press:
    client = visitor()
    client.post(f"/basket/add/{product.pk}/")
    chosen = {"country": "VN", "postcode": "10000", "delivery": "standard-vietnam-consumer", "go": "1"}
    client.post("/checkout/delivery/", chosen)
    typed = {**TYPED, "phone": "091 204 7718", "email": "ha@example.vn", "line2": "", "district": "", "gift_message": ""}
    client.post("/checkout/details/", typed)
    client.post("/checkout/method/", {"method": "cod-vietnam"})
    seal = client.get("/checkout/").context["seal"]
    return lambda: client.post("/checkout/place/", {"seal": seal, "method": "cod-vietnam"})


@way("storefront:order-again")
def _order_again(product, office) -> Press:
    client, person = visitor(), shop.user()
    order = shop.order_placed(product, user=person)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return lambda: client.post(reverse("storefront:order-again", args=[order.number]))


@way("storefront:trade")
def _quick_order(product, office) -> Press:
    at = shop.trade_channel_market()
    Door.objects.get_or_create(code="trade", defaults={"name": "Trade", "kind": "account", "channel_market": at})
    _sell(product, at)
    account, person = shop.trade_account(at), shop.user()
    let_act_for(actor=ACTOR, user=person, customer=account.customer)
    client = visitor()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return lambda: client.post("/trade/", {"sku-1": product.sku, "n-1": "2"})


def _draft(product, agent: Client):
    """A draft by telephone for somebody new, as its agent holds it."""
    desk = _door("desk", "desk", "8")
    _sell(product, desk.channel_market)
    caller = register_customer(actor=ACTOR, name=TYPED["name"], phone=PHONE, language="vi")
    basket = drafting.start_draft(agent=agent.user, customer=caller, door=desk, actor=ACTOR)
    return drafting.find_draft(draft_id=basket.pk, agent=agent.user)


@way("backoffice:draft_add")
def _add_to_draft(product, office) -> Press:
    agent = office("support_agent")
    draft = _draft(product, agent)
    return lambda: agent.post(reverse("backoffice:draft_add", args=[draft.pk]), {"q": product.sku})


@way("backoffice:draft_place")
def _place_draft(product, office) -> Press:
    agent = office("support_agent")
    draft = _draft(product, agent)
    drafting.add_product(basket=draft, product=product)
    drafting.save_details(basket=draft, **TYPED, delivery_code="standard-vietnam-desk", method_code="cod-vietnam")
    seal = agent.get(reverse("backoffice:draft", args=[draft.pk])).context["seal"]
    return lambda: agent.post(reverse("backoffice:draft_place", args=[draft.pk]), {"seen": seal})


def _branch_file(product) -> dict[str, Any]:
    door = _door("counter", "branch", "9")
    _sell(product, door.channel_market)
    raw = file_of({"sku": product.sku, "reference": f"HB-{product.pk}"})
    return {"door": door.pk, "file": SimpleUploadedFile("orders.csv", raw)}


@way("backoffice:branch_files")
def _look_at_file(product, office) -> Press:
    agent, sent = office("support_agent"), _branch_file(product)
    return lambda: agent.post(reverse("backoffice:branch_files"), sent)


@way("backoffice:branch_files_place")
def _place_file(product, office) -> Press:
    agent = office("support_agent")
    token = agent.post(reverse("backoffice:branch_files"), _branch_file(product)).context["token"]
    return lambda: agent.post(reverse("backoffice:branch_files_place"), {"token": token})


@way("api_orders")
def _by_program(product, office) -> Press:
    door = _door("counter", "branch", "9")
    _sell(product, door.channel_market)
    key = api_tokens.make_token(door=door, name="Till", scopes=[api_tokens.PLACE], actor=ACTOR)[1]
    body = {
        "reference": f"HB-{product.pk}",
        "customer": {"name": TYPED["name"], "phone": PHONE, "email": "ha@example.vn"},
        "address": {name: TYPED[name] for name in ("line1", "city", "postcode", "country")},
        "delivery": "standard-vietnam-branch",
        "payment": "cod-vietnam",
        "lines": [{"sku": product.sku, "quantity": 1}],
    }
    headers = {"Authorization": f"Bearer {key}"}
    return lambda: Client().post("/api/v1/orders/", json.dumps(body), content_type="application/json", headers=headers)


@way("shop.payment.tasks.expire")
def _come_back_unpaid(product, office) -> Press:
    """The basket of an order that nobody paid comes back, and is placed again as it stands."""
    order = shop.order_placed(product, kind=PaymentKind.TRANSFER)

    def press() -> None:
        with clock.at(clock.now() + timedelta(days=9)):
            payment_tasks.expire()
            with suppress(DomainError):
                shop.place(copy_of(basket_id=order.basket_id))

    return press


def _sheet(product) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "expected_on": "", "note": "", f"q-{product.pk}": "12"}


@way("backoffice:purchase_order_new")
def _draft_purchase(product, office) -> Press:
    buyer, supplier = office("stock_controller"), product.suppliers.get().supplier
    address = f"{reverse('backoffice:purchase_order_new')}?supplier={supplier.pk}&warehouse={make.warehouse().code}"
    return lambda: buyer.post(address, _sheet(product))


@way("backoffice:purchase_order_change")
def _change_purchase(product, office) -> Press:
    buyer, order = office("stock_controller"), buying.drafted(product)
    return lambda: buyer.post(reverse("backoffice:purchase_order_change", args=[order.number]), _sheet(product))


@way("backoffice:purchase_order_send")
def _send_purchase(product, office) -> Press:
    buyer, order = office("stock_controller"), buying.drafted(product)
    return lambda: buyer.post(reverse("backoffice:purchase_order_send", args=[order.number]))


@way("backoffice:reorder_bulk")
def _order_suggestion(product, office) -> Press:
    buyer = office("stock_controller")
    buying.foreseen(product)
    suggest_all(actor=ACTOR, products=[product.pk])
    row = ReorderSuggestion.objects.get(product=product)
    typed = {"action": "order", "ticked": row.pk, "confirmed": "1"}
    return lambda: buyer.post(reverse("backoffice:reorder_bulk"), typed)


@way("backoffice:reorder_suggest")
def _suggest_now(product, office) -> Press:
    buyer = office("stock_controller")
    buying.foreseen(product)
    return lambda: buyer.post(reverse("backoffice:reorder_suggest"))


@way("backoffice:service_level_new")
def _set_level(product, office) -> Press:
    buyer, here = office("stock_controller"), reverse("backoffice:service_level_new")
    buying.foreseen(product)
    typed = {"abc_class": "A", "sku": "", "percent": "98", "order_days": "14", "reason": "The season begins"}

    def press() -> Any:
        asked = buyer.post(here, typed).context["asked"]
        return buyer.post(here, {**typed, "shown": asked.mark})

    return press


@way("inventory.tasks.suggest")
def _suggest_by_the_clock(product, office) -> Press:
    buying.foreseen(product)
    return inventory_tasks.suggest
