"""An order that a program sends: read strictly, placed by the same job as an order of the web, once for each key it names.

Nothing is believed: a body is an object of known fields with texts and whole numbers. What is wrong is told by field, like
`lines[1].quantity`. A refusal for stock is kept like everybody's (`shop.quota.contests`), so nothing is raised once placing was
tried. A branch's references are the same whether they come by file or from here.
"""

import hashlib
import json
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import Any

from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from shop.channels.models import Door
from shop.order.models import Order
from shop.partner import stock
from shop.quota import contests
from support import branch_orders, order_files
from support.models import ApiOrder, ApiToken, BranchFileOrder
from support.order_files import FileLine, FileOrder

REASON = "api"
MOST_LINES, MOST_PIECES, LONGEST_KEY = 100, 99_999, 80
CUSTOMER = ("name", "phone", "email")
ADDRESS = ("line1", "line2", "district", "city", "postcode", "country")
FIELDS = ("reference", "customer", "address", "delivery", "payment", "lines")
#: Where a column of the branches' files stands in a body.
PLACES = {
    **{name: f"customer.{name}" for name in CUSTOMER},
    **{name: f"address.{name}" for name in ADDRESS},
}


class KeyUsed(DomainError):
    """The key, or the reference, was used for another order: `number`. Nothing was placed."""

    code = "key_used"


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where in the body; an empty field is about the order as a whole."""

    field: str
    code: str
    data: dict[str, Any] = made_by(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """`order` is None when there are problems; `is_repeat`: it had been placed by the same key before."""

    order: Order | None = None
    is_repeat: bool = False
    problems: tuple[Problem, ...] = ()


def place(*, token: ApiToken, key: str, body: Any, actor: Actor) -> Placed:
    """Place an order once. `key` may be empty: then the order's reference is its key.

    Raises:
        KeyUsed: the key or the reference stands for another order already.
    """
    asked, problems = read_body(body)
    if len(key) > LONGEST_KEY or not key.isprintable():
        problems.append(Problem("Idempotency-Key", "too_long"))
    if asked is None or problems:
        return Placed(problems=tuple(problems))
    key = key or asked.reference
    fingerprint = hashlib.sha256(json.dumps([branch_orders.fingerprint(asked), token.account_id]).encode()).hexdigest()
    with transaction.atomic():
        door = (
            Door.objects.select_for_update(of=("self",), no_key=True)
            .select_related("channel_market__channel", "channel_market__market", "channel_market__pool")
            .get(pk=token.door_id)
        )
        before = _placed_before(door, key, fingerprint, asked)
        if before is not None:
            return Placed(before, is_repeat=True)
        products = branch_orders.products_of(asked.lines, door)
        try:
            with transaction.atomic():
                order = branch_orders.place_one(
                    asked, door, products, agent=None, actor=actor, reason=REASON, account=token.account
                )
                ApiOrder.objects.create(token=token, door=door, key=key, fingerprint=fingerprint, order=order)
                audit.record(actor=actor, action="api.order_placed", subject=order, subject_label=order.number, token=token.pk)
        except DomainError as refusal:
            if isinstance(refusal, stock.OutOfStock):  # what placing wrote about it went back with the savepoint
                here = door.channel_market
                contests.refused(refusal.shortages, pool=here.pool_id, channel=here.channel_id, actor=actor)
            return Placed(problems=(_problem(asked, refusal, products),))
    return Placed(order)


def _placed_before(door: Door, key: str, fingerprint: str, asked: FileOrder) -> Order | None:
    known = ApiOrder.objects.filter(door=door, key=key).select_related("order__channel").first()
    if known is not None:
        if known.fingerprint != fingerprint:
            raise KeyUsed(number=known.order.number)
        return known.order
    by_reference = BranchFileOrder.objects.filter(door=door, reference=asked.reference).select_related("order__channel").first()
    if by_reference is not None:
        if by_reference.fingerprint != branch_orders.fingerprint(asked):
            raise KeyUsed(number=by_reference.order.number)
        return by_reference.order
    return None


def find_order(*, token: ApiToken, number: str) -> Order | None:
    """An order that came through the key's door, and of its account where it has one; nobody else's. One query."""
    found = Order.objects.filter(number=number, branch_file__door=token.door_id).select_related("channel")
    if token.account_id:
        found = found.filter(trade_account=token.account_id)
    return found.first()


def read_body(body: Any) -> tuple[FileOrder | None, list[Problem]]:
    """The order of a body, or what is wrong with it. Looks nothing up."""
    if not isinstance(body, dict):
        return None, [Problem("", "not_an_object")]
    problems = [Problem(str(name)[:40], "unknown_field") for name in body if name not in FIELDS]
    said, reference = _texts(body, problems)
    lines = _lines(body.get("lines"), problems)
    for name in ("name", "phone", "payment"):
        if not said[name]:
            problems.append(Problem(PLACES.get(name, name), "missing"))
    if problems:
        return None, problems
    return FileOrder(0, reference, said, tuple(lines)), []


def _texts(body: dict[str, Any], problems: list[Problem]) -> tuple[dict[str, str], str]:
    said = {}
    for group, names in (("customer", CUSTOMER), ("address", ADDRESS)):
        inner = body.get(group, {})
        if not isinstance(inner, dict):
            problems.append(Problem(group, "not_an_object"))
            inner = {}
        problems += [Problem(f"{group}.{str(name)[:40]}", "unknown_field") for name in inner if name not in names]
        for name in names:
            said[name] = _text(inner.get(name, ""), name, PLACES[name], problems)
    for name in ("delivery", "payment"):
        said[name] = _text(body.get(name, ""), name, name, problems)
    return said, _text(body.get("reference", ""), "reference", "reference", problems)


def _text(value: Any, column: str, place: str, problems: list[Problem]) -> str:
    if not isinstance(value, str):
        problems.append(Problem(place, "not_a_text"))
        return ""
    text = value.strip()
    if wrong := order_files.wrong(column, text):
        problems.append(Problem(place, wrong))
    return text


def _lines(rows: Any, problems: list[Problem]) -> list[FileLine]:
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_LINES:
        problems.append(Problem("lines", "bad_lines", {"most": MOST_LINES}))
        return []
    found, seen = [], set()
    for number, row in enumerate(rows):
        place = f"lines[{number}]"
        if not isinstance(row, dict) or set(row) - {"sku", "quantity"}:
            problems.append(Problem(place, "unknown_field" if isinstance(row, dict) else "not_an_object"))
            continue
        sku = _text(row.get("sku", ""), "sku", f"{place}.sku", problems)
        pieces = row.get("quantity")
        if not isinstance(pieces, int) or isinstance(pieces, bool) or not 0 < pieces <= MOST_PIECES:
            problems.append(Problem(f"{place}.quantity", "bad_quantity"))
            continue
        if sku.lower() in seen:
            problems.append(Problem(f"{place}.sku", "sku_twice"))
        seen.add(sku.lower())
        found.append(FileLine(number, sku, pieces))
    return found


def _problem(asked: FileOrder, refusal: DomainError, products: dict[str, Any]) -> Problem:
    """Where in the body a refusal belongs: the line of the product that it names, else the field it is about."""
    fields = {
        "phone_not_understood": "customer.phone", "not_an_email": "customer.email", "nothing_serves_address": "address",
        "delivery_not_offered": "delivery", "method_not_offered": "payment", "credit_exceeded": "payment",
    }  # fmt: skip
    wanted, data = refusal.data.get("product_id"), {}
    if isinstance(refusal, stock.OutOfStock):
        wanted, data = refusal.shortages[0].product_id, {"available": refusal.shortages[0].available}
    number = refusal.data.get("row")
    for line in asked.lines:
        product = products.get(line.sku.lower())
        if wanted and product is not None and product.pk == wanted:
            number = line.row
    if number is not None:
        return Problem(f"lines[{number}].{'quantity' if isinstance(refusal, stock.OutOfStock) else 'sku'}", refusal.code, data)
    return Problem(fields.get(refusal.code, ""), refusal.code, data)
