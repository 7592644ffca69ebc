"""Whatever goes wrong with an order, nothing stays held or promised for it; and what leaked is found and given back."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from core import clock
from core.events import deliver_everything
from core.verification import verify
from fulfillment.auditing import audit_held_units, picked_without_shipment
from fulfillment.models import Shipment, ShipmentStatus
from fulfillment.picking import pick_short
from fulfillment.returning import close_return, take_in
from inventory.availability import HOLDING
from inventory.detecting import LeakIsOver, find_leaks, held_units, resolve_leak
from inventory.models import LeakKind, LeakStatus, Reservation, StockLeak, StockTask
from shop.order.cancelling import cancel
from shop.order.models import Line, Order
from shop.payment.expiring import expire
from shop.payment.failing import fail_payment
from shop.payment.models import PaymentKind
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def nothing_survives(order) -> None:
    """No hold, no promise, no leak, and every counter equals the rows under it."""
    deliver_everything()
    assert not Reservation.objects.filter(order_line__order=order, status__in=HOLDING).exists()
    assert not Line.objects.filter(order=order, promised_quantity__gt=0).exists()
    assert find_leaks() == []
    assert picked_without_shipment() == []
    assert [broken.sentence for broken in verify()] == []


def paid_by_gateway(product):
    order = make.order_released(product, kind=PaymentKind.GATEWAY, quantity=2)
    deliver_everything()
    return order, order.payments.get()


def run_out(payment) -> None:
    """The time to pay is over."""
    with clock.at(payment.expires_at + timedelta(minutes=1)):
        assert expire(payment=payment, actor=make.ACTOR)
        deliver_everything()


def called_off(order) -> None:
    cancel(order=Order.objects.get(pk=order.pk), reason="changed their mind", actor=make.ACTOR)


def test_a_payment_that_fails_and_expires_holds_nothing():
    product = make.product_in_stock(5)
    order, payment = paid_by_gateway(product)
    assert make.counters(product) == (5, 2, 0)

    fail_payment(payment=payment, code="declined", actor=make.ACTOR)
    payment.refresh_from_db()
    run_out(payment)

    nothing_survives(order)
    assert make.counters(product) == (5, 0, 0)


def test_a_payment_that_expires_before_anything_was_found_promises_nothing():
    product = make.product_in_stock(5)
    order = shop.order_placed(product, kind=PaymentKind.GATEWAY, quantity=2)
    assert make.counters(product) == (5, 0, 2)

    run_out(order.payments.get())

    nothing_survives(order)
    assert make.counters(product) == (5, 0, 0)


def test_an_order_that_was_held_back_and_called_off_promises_nothing():
    product = make.product_in_stock(5)
    order = make.order_placed_on_paper(product, quantity=2)

    called_off(order)

    nothing_survives(order)
    assert make.counters(product) == (5, 0, 0)


def test_a_short_pick_that_is_called_off_holds_nothing():
    product = make.product_in_stock(3)
    order = make.order_reserved(product, quantity=3)
    pick_short(pick_list=make.pick_list_started(), found=1, reason="fewer", scan_id=uuid.uuid4(), actor=make.ACTOR)
    deliver_everything()

    called_off(order)

    nothing_survives(order)


def test_an_order_that_is_called_off_in_picking_holds_nothing():
    product = make.product_in_stock(5)
    order = make.order_reserved(product, quantity=2)
    make.pick_list_started()

    called_off(order)

    nothing_survives(order)
    assert make.counters(product) == (5, 0, 0)


@pytest.mark.parametrize("stage", [make.shipment_picked, make.shipment_packed])
def test_an_order_that_is_called_off_in_the_house_holds_nothing_and_is_put_back(stage):
    shipment = stage(make.product_in_stock(5), quantity=2)

    called_off(shipment.order)

    nothing_survives(shipment.order)
    assert StockTask.objects.get(kind="put_back").quantity == 2


def test_a_refused_parcel_holds_nothing():
    shipment = make.shipment_dispatched(make.product_in_stock(5), quantity=2)
    deliver_everything()

    make.carrier_tells(shipment, "refused")

    nothing_survives(shipment.order)


def test_a_parcel_that_was_lost_on_its_way_back_holds_nothing():
    shipment = make.shipment_dispatched(make.product_in_stock(5), quantity=2)
    deliver_everything()
    make.carrier_tells(shipment, "refused")
    deliver_everything()
    back = take_in(code=shipment.parcels.first().tracking_number, actor=make.ACTOR)

    close_return(shipment=back, actor=make.ACTOR)

    nothing_survives(shipment.order)


# -- leaks, made by hand since no job makes them


def leaking(statement: str, *stage, quantity: int = 2) -> StockLeak:
    order = make.order_reserved(make.product_in_stock(5), quantity=quantity)
    with connection.cursor() as cursor:
        cursor.execute(statement, [order.pk])
    assert audit_held_units(actor=make.ACTOR) == 1
    assert audit_held_units(actor=make.ACTOR) == 0
    return StockLeak.objects.get()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE order_order SET status = 'cancelled' WHERE id = %s", LeakKind.HELD_CANCELLED),
        ("UPDATE order_order SET status = 'completed' WHERE id = %s", LeakKind.HELD_COMPLETED),
        ("UPDATE order_order SET fulfillment_view = 'returned' WHERE id = %s", LeakKind.HELD_RETURNED),
        ("UPDATE order_line SET cancelled_quantity = quantity WHERE order_id = %s", LeakKind.HELD_TOO_MANY),
    ],
)
def test_what_is_held_for_nobody_is_found_and_given_back_by_one_press(statement, kind):
    leak = leaking(statement)
    assert (leak.kind, leak.pieces) == (kind, 2)

    resolve_leak(leak=leak, actor=make.ACTOR)

    product = leak.product
    assert make.counters(product) == (5, 0, 0)
    assert make.level(product, make.location(make.warehouse())) == (5, 0)
    assert StockLeak.objects.get().status == LeakStatus.RESOLVED
    with pytest.raises(LeakIsOver):
        resolve_leak(leak=leak, actor=make.ACTOR)
    assert make.counters(product) == (5, 0, 0)
    assert find_leaks() == []


def test_only_the_surplus_of_a_line_is_given_back():
    leak = leaking("UPDATE order_line SET cancelled_quantity = 2 WHERE order_id = %s", quantity=3)

    resolve_leak(leak=leak, actor=make.ACTOR)

    assert leak.pieces == 2
    assert make.counters(leak.product) == (5, 1, 0)
    assert verify() == []


def test_a_promise_of_an_order_that_is_over_is_found_and_given_back():
    product = make.product_in_stock(5)
    order = make.order_placed_on_paper(product, quantity=2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE order_order SET status = 'completed' WHERE id = %s", [order.pk])
    audit_held_units(actor=make.ACTOR)

    resolve_leak(leak=StockLeak.objects.get(kind=LeakKind.PROMISED), actor=make.ACTOR)

    assert make.counters(product) == (5, 0, 0)
    assert find_leaks() == []


def test_picked_pieces_of_a_cancelled_shipment_are_owed_again():
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)
    Shipment.objects.filter(pk=shipment.pk).update(status=ShipmentStatus.CANCELLED)
    assert audit_held_units(actor=make.ACTOR) == 1
    leak = StockLeak.objects.get()

    resolve_leak(leak=leak, actor=make.ACTOR)
    deliver_everything()

    assert leak.kind == LeakKind.SHIPMENT_CANCELLED
    assert StockTask.objects.get(kind="put_back").quantity == 2
    assert make.counters(leak.product) == (3, 2, 0)
    assert verify() == []


def test_a_leak_that_went_by_itself_is_closed_by_the_next_audit():
    leak = leaking("UPDATE order_order SET status = 'cancelled' WHERE id = %s")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE order_order SET status = 'released'")

    audit_held_units(actor=make.ACTOR)

    leak.refresh_from_db()
    assert leak.status == LeakStatus.GONE
    with pytest.raises(LeakIsOver):
        resolve_leak(leak=leak, actor=make.ACTOR)


def test_every_held_unit_says_when_its_payment_expires():
    order, payment = paid_by_gateway(make.product_in_stock(5))

    row = held_units().get()

    assert row.payment_expires_at == payment.expires_at
    assert row.order_line.order == order
