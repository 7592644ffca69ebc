"""Turning promises into held units, and back, on order lines and stock record together.

Inventory calls this inside the transaction in which it writes its reservations. The order's row is locked first, so
that cancelling and reserving the same order never interleave.
"""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from core.errors import DomainError
from shop.order.models import Line, Order
from shop.partner import stock


class OrderIsOver(DomainError):
    """The order was cancelled or completed: nothing is to be held for it any more."""

    code = "order_is_over"


class PromiseExceeded(DomainError):
    """More pieces of a line were to be located than are still promised, or given up than were located."""

    code = "promise_exceeded"


_ORDER = """
SELECT orders.*, address.country_id AS to_country, address.line4 AS to_city
FROM order_order AS orders LEFT JOIN order_shippingaddress AS address ON address.id = orders.shipping_address_id
WHERE orders.id = %s FOR NO KEY UPDATE OF orders
"""
_LINES = "SELECT * FROM order_line WHERE order_id = %s ORDER BY id FOR NO KEY UPDATE"


def lock_lines(*, order_id: int) -> list[Line]:
    """The order's lines, locked behind the order's own row. Two statements, inside the caller's transaction.

    Raises:
        OrderIsOver
    """
    return lock_order_and_lines(order_id=order_id)[1]


def lock_order_and_lines(*, order_id: int) -> tuple[Order, list[Line]]:
    """As `lock_lines`, with the order as it stands under its lock, and where it goes (`to_country`, `to_city`).

    Raises:
        OrderIsOver
    """
    order = next(iter(Order.objects.raw(_ORDER, [order_id])), None)
    if order is None:
        raise Order.DoesNotExist(f"order {order_id}")
    if not order.is_open:
        raise OrderIsOver(order=order_id, status=order.status)
    return order, list(Line.objects.raw(_LINES, [order_id]))


def locate_lines(*, order_id: int, pieces: Mapping[int, int]) -> None:
    """Pieces of these lines (line id to quantity) are held at locations now: promised becomes reserved.

    Raises:
        OrderIsOver, PromiseExceeded: nothing is changed.
    """
    with transaction.atomic():
        locate_locked(lines=lock_lines(order_id=order_id), pieces=pieces)


def locate_locked(*, lines: Iterable[Line], pieces: Mapping[int, int]) -> None:
    """`locate_lines` for the lines of an order that the caller has locked with them, in the caller's transaction.

    Raises:
        PromiseExceeded: nothing is changed.
    """
    by_id = {line.pk: line for line in lines}
    for line_id, quantity in pieces.items():
        if line_id not in by_id or quantity > by_id[line_id].promised_quantity:
            raise PromiseExceeded(line=line_id, quantity=quantity)
    _change_promised({line_id: -quantity for line_id, quantity in pieces.items()})
    stock.locate(per_record(by_id, pieces))


def unlocate_lines(*, order_id: int, pieces: Mapping[int, int]) -> None:
    """A reservation was given up while the line is still wanted: reserved becomes promised again.

    Raises:
        OrderIsOver, PromiseExceeded: nothing is changed.
    """
    with transaction.atomic():
        lines = {line.pk: line for line in lock_lines(order_id=order_id)}
        for line_id, quantity in pieces.items():
            line = lines.get(line_id)
            if line is None or quantity > line.open_quantity - line.promised_quantity:
                raise PromiseExceeded(line=line_id, quantity=quantity)
        _change_promised(pieces)
        stock.unlocate(per_record(lines, pieces))


def owe_again(*, order_id: int, pieces: Mapping[int, int]) -> None:
    """Pieces that were picked for these lines (line id to quantity) are missing: a bare promise again, nothing reserved.

    Raises:
        OrderIsOver, PromiseExceeded: nothing is changed.
    """
    with transaction.atomic():
        lines = {line.pk: line for line in lock_lines(order_id=order_id)}
        for line_id, quantity in pieces.items():
            line = lines.get(line_id)
            if line is None or quantity > line.open_quantity - line.promised_quantity:
                raise PromiseExceeded(line=line_id, quantity=quantity)
        _change_promised(pieces)
        stock.owe(per_record(lines, pieces))


def drop_promise(*, line_id: int) -> int:
    """Give back what a line of an order that is over is still promised. Returns the pieces; an open order keeps its own.

    Inside the caller's transaction.
    """
    order_id = Line.objects.values_list("order_id", flat=True).get(pk=line_id)
    order = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order_id)
    line = Line.objects.select_for_update(of=("self",), no_key=True).get(pk=line_id)
    if order.is_open or not line.promised_quantity:
        return 0
    pieces = line.promised_quantity
    Line.objects.filter(pk=line_id).update(promised_quantity=0)
    if line.stockrecord_id is not None:
        stock.give_back({line.stockrecord_id: pieces})
    return pieces


_PROMISED = """
UPDATE order_line AS line SET promised_quantity = line.promised_quantity + v.pieces
FROM (VALUES {rows}) AS v (id, pieces) WHERE line.id = v.id
"""


def _change_promised(pieces: Mapping[int, int]) -> None:
    """Add to (or, negative, take from) what locked lines are promised. One statement, whatever the number of lines."""
    if not pieces:
        return
    rows = ", ".join(["(%s::bigint, %s::int)"] * len(pieces))
    with connection.cursor() as cursor:
        cursor.execute(_PROMISED.format(rows=rows), [number for change in sorted(pieces.items()) for number in change])


def per_record(lines: Mapping[int, Line], pieces: Mapping[int, int]) -> dict[int, int]:
    """Pieces per stock record; lines without one (services) have none to hold."""
    sums: dict[int, int] = {}
    for line_id, quantity in pieces.items():
        record = lines[line_id].stockrecord_id
        if record is not None and quantity:
            sums[record] = sums.get(record, 0) + quantity
    return sums
