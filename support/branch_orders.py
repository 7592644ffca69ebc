"""Orders that a branch sends as a file: all of them are placed or none, by the same job as an order of the web.

The dry run is the real run, rolled back: prices, stock, delivery and payment are tried against each other, so that a file which
passed can be placed. Only the sequence behind transaction numbers moves on; its numbers are not gapless. What a reader could
get wrong: a file holds many orders in one transaction, so all its stock rows are locked first and in key order.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from core import audit
from core.access import Actor, User
from core.errors import DomainError
from shop.basket.filling import add, open_basket, open_draft
from shop.catalogue.listing import visible_products
from shop.catalogue.models import Product
from shop.channels.doors import Entrance
from shop.channels.models import Door
from shop.customer.models import Customer, TradeAccount
from shop.customer.registering import guest_customer, normal_phone, phone_digits, search_words
from shop.order.models import Order
from shop.order.placing import Contact, PostalAddress, place_order
from shop.order.quoting import quote_basket
from shop.order.sealing import seal
from shop.partner import stock
from shop.partner.models import StockRecord
from support.models import BranchFileOrder
from support.order_files import Fault, FileLine, FileOrder, OrderFile, read_orders

REASON = "branch_file"


class UnknownSku(DomainError):
    """The branch's channel sells nothing by that item number."""

    code = "unknown_sku"


class NotAnEmail(DomainError):
    """The text is no e-mail address."""

    code = "not_an_email"


class OrdersNotAsChecked(DomainError):
    """The file would now place something else than the dry run told: prices changed, or rows are wrong. Nothing was placed."""

    code = "orders_not_as_checked"


@dataclass(frozen=True)
class FileResult:
    """An order of the file. `order` is None after a dry run; `is_repeat`: it had been placed from an earlier file."""

    row: int
    reference: str
    name: str
    pieces: int
    total: Decimal
    currency: str
    order: Order | None = None
    is_repeat: bool = False


@dataclass
class FileReport:
    results: list[FileResult] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def fresh(self) -> list[FileResult]:
        return [result for result in self.results if not result.is_repeat]

    @property
    def seen(self) -> str:
        """A digest of what the dry run told, to be agreed to by placing."""
        told = [(result.reference, str(result.total), result.currency) for result in self.fresh]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def check_file(*, door: Door, raw: bytes, agent: User, actor: Actor) -> FileReport:
    """What placing the file would do, order by order; nothing is kept.

    Raises:
        OrderFileRefused: the file as a whole cannot be read.
    """
    file = read_orders(raw)
    with transaction.atomic():
        report = _place_all(file, door, agent, actor)
        transaction.set_rollback(True)
    report.results = [result if result.is_repeat else _without_order(result) for result in report.results]
    return report


def place_file(*, door: Door, raw: bytes, agent: User, seen: str, actor: Actor) -> FileReport:
    """Place every order of the file that was not placed before, or none.

    `seen` is the dry run's digest; a file whose orders have all been placed since is answered with them.

    Raises:
        OrderFileRefused, OrdersNotAsChecked: nothing is placed.
    """
    file = read_orders(raw)
    with transaction.atomic():
        report = _place_all(file, door, agent, actor)
        if report.faults or (report.fresh and report.seen != seen):
            raise OrdersNotAsChecked(faults=len(report.faults))
        if report.fresh:
            numbers = [result.order.number for result in report.fresh if result.order]
            audit.record(actor=actor, action="branch_file.placed", subject=door, orders=numbers)
    return report


def _without_order(result: FileResult) -> FileResult:
    return FileResult(result.row, result.reference, result.name, result.pieces, result.total, result.currency)


def _place_all(file: OrderFile, door: Door, agent: User, actor: Actor) -> FileReport:
    """Place what can be placed, each order under its own savepoint, and tell what cannot."""
    door = (
        Door.objects.select_for_update(of=("self",), no_key=True)
        .select_related("channel_market__channel", "channel_market__market", "channel_market__pool")
        .get(pk=door.pk)
    )
    products = products_of([line for order in file.orders for line in order.lines], door)
    _lock_stock(products, door)
    references = [order.reference for order in file.orders]
    known = {one.reference: one for one in door.file_orders.filter(reference__in=references).select_related("order__channel")}
    report = FileReport(faults=list(file.faults))
    for each in file.orders:
        before = known.get(each.reference)
        if before is not None and before.fingerprint != fingerprint(each):
            report.faults.append(Fault(each.row, "reference", "reference_taken", {"number": before.order.number}))
            continue
        if before is not None:
            report.results.append(_result(each, before.order, is_repeat=True))
            continue
        try:
            with transaction.atomic():
                report.results.append(_result(each, place_one(each, door, products, agent=agent, actor=actor), is_repeat=False))
        except DomainError as refusal:
            report.faults.append(_fault(each, refusal, products))
    report.faults.sort(key=lambda fault: fault.row)
    return report


def products_of(lines: Iterable[FileLine], door: Door) -> dict[str, Product]:
    """What the door's channel shows of these item numbers, by their small letters. One query."""
    skus = {line.sku for line in lines}
    found = visible_products(door.channel_market).filter(sku__in={*skus, *(sku.upper() for sku in skus)})
    return {product.sku.lower(): product for product in found}


def _lock_stock(products: dict[str, Product], door: Door) -> None:
    """Take every stock row of the file at once, in key order."""
    ids = StockRecord.objects.filter(partner=door.channel_market.pool_id, product__in=[p.pk for p in products.values()])
    stock.lock(list(ids.values_list("pk", flat=True)))


def fingerprint(each: FileOrder) -> str:
    """A digest of what was said about an order: the same for the same."""
    lines = sorted((line.sku.lower(), line.quantity) for line in each.lines)
    return hashlib.sha256(json.dumps([each.reference, sorted(each.said.items()), lines]).encode()).hexdigest()


def _result(each: FileOrder, order: Order, *, is_repeat: bool) -> FileResult:
    pieces = sum(line.quantity for line in each.lines)
    name = each.said["name"]
    return FileResult(each.row, each.reference, name, pieces, order.total_incl_tax, order.currency, order, is_repeat)


def _fault(each: FileOrder, refusal: DomainError, products: dict[str, Product]) -> Fault:
    """Where in the file a refusal belongs: the line of the product that it names, else the order's first row."""
    columns = {"phone_not_understood": "phone", "not_an_email": "email", "unknown_sku": "sku", "not_sellable": "sku"}
    row = refusal.data.get("row", each.row)
    data: dict = {}
    wanted = refusal.data.get("product_id")
    if isinstance(refusal, stock.OutOfStock):
        wanted, data = refusal.shortages[0].product_id, {"available": refusal.shortages[0].available}
    for line in each.lines:
        product = products.get(line.sku.lower())
        if wanted and product and product.pk == wanted:
            row = line.row
    column = "quantity" if isinstance(refusal, stock.OutOfStock) else columns.get(refusal.code, "")
    return Fault(row, column, refusal.code, data)


def place_one(
    each: FileOrder,
    door: Door,
    products: dict[str, Product],
    *,
    agent: User | None,
    actor: Actor,
    reason: str = REASON,
    account: TradeAccount | None = None,
) -> Order:
    """Place one order at a door that the caller has locked: for somebody by name and telephone, or for a trade account.

    Raises:
        DomainError: whatever placing refuses, and what is wrong with the customer (the caller's savepoint undoes it).
    """
    said = each.said
    market = door.channel_market.market
    country = said["country"].upper() or next(iter(market.countries), "")
    phone = normal_phone(said["phone"], country or None)
    _refuse_no_email(said["email"])
    language = next((code for code in market.languages if code in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)
    customer = account.customer if account else _customer(said, phone, language, actor)
    account_id = account.pk if account else None
    if agent is not None:
        basket = open_draft(channel_market=door.channel_market, drafted_by=agent, customer=customer)
    else:
        basket = open_basket(channel_market=door.channel_market)
    for line in each.lines:
        if line.sku.lower() not in products:
            raise UnknownSku(row=line.row)
        add(basket=basket, product=products[line.sku.lower()], quantity=line.quantity, account_id=account_id)
    address = _address(said, country, phone) if said["line1"] else None
    quote = quote_basket(
        basket=basket,
        channel_market=door.channel_market,
        account_id=account_id,
        country=address.country if address else "",
        postcode=address.postcode if address else "",
        delivery_code=said["delivery"],
        method_code=said["payment"],
    )
    order = place_order(
        basket_id=basket.pk,
        seen=seal(quote),
        entrance=Entrance(door, door.channel_market, reason, account_id),
        contact=Contact(name=said["name"], email=said["email"], phone=phone, language=language),
        address=address,
        delivery_code=said["delivery"],
        method_code=said["payment"],
        actor=actor,
        customer=customer,
        placed_by=agent,
        buyer_reference=each.reference,
    ).order
    BranchFileOrder.objects.create(door=door, reference=each.reference, fingerprint=fingerprint(each), order=order)
    return order


def _refuse_no_email(text: str) -> None:
    try:
        if text:
            validate_email(text)
    except ValidationError as error:
        raise NotAnEmail from error


def _customer(said: dict[str, str], phone: str, language: str, actor: Actor) -> Customer:
    """Whoever has that name and telephone, else that name and e-mail, else somebody new."""
    known = Customer.objects.filter(
        phone_digits=phone_digits(phone), search_name=search_words(said["name"]), trade_account__isnull=True
    )
    return known.order_by("pk").first() or guest_customer(
        actor=actor, name=said["name"], email=said["email"], phone=phone, language=language, came_by="branch"
    )


def _address(said: dict[str, str], country: str, phone: str) -> PostalAddress:
    return PostalAddress(
        name=said["name"],
        line1=said["line1"],
        line2=said["line2"],
        city=said["city"],
        district=said["district"],
        postcode=said["postcode"],
        country=country,
        phone=phone,
    )
