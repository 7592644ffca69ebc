"""One of several parcels is refused: only what was in it is credited, and everything else stays as it was sold."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounting.crediting import MoreThanInvoiced, credit_invoice
from accounting.models import CreditNote, CreditNoteLine, Invoice, OpenItem, RefusedGoods, Role
from accounting.reports import control_balance
from accounting.transit import goods_on_the_way
from core.events import deliver_everything
from core.verification import verify
from fulfillment.models import ParcelStatus, ShipmentStatus
from fulfillment.returning import Disposition, close_return, decide, scan_back, take_in
from shop.channels.models import Market, RevenuePolicy
from shop.order.models import FulfillmentView, OrderStatus
from shop.payment.models import PaymentKind, Refund
from tests.factories import books, shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def sent(kind=PaymentKind.COD, quantity=2):
    """Two parcels of one shipment: tea at 108,000 and a pot at 216,000 a piece, delivery 30,000; cost 40,000 a piece."""
    tea = make.product_in_stock(9, price=108_000)
    pot = make.product_in_stock(9, price=216_000)
    shipment = make.shipment_in_parcels(tea, pot, kind=kind, quantity=quantity)
    deliver_everything()
    return shipment, *shipment.parcels.order_by("position")


def second_is_refused(kind=PaymentKind.COD, quantity=2):
    shipment, first, second = sent(kind, quantity)
    make.carrier_tells_of(second, "refused")
    make.carrier_tells_of(first)
    deliver_everything()
    shipment.refresh_from_db()
    return shipment, first, second


def comes_home(shipment, parcel):
    """The refused parcel is booked in at the returns desk, put on its shelf, and the return is closed."""
    shipment = take_in(code=parcel.tracking_number, actor=make.ACTOR)
    for inside in parcel.lines.select_related("shipment_line__product"):
        line = inside.shipment_line
        for _piece in range(inside.quantity):
            code = line.product.barcodes.first().code
            assert scan_back(shipment=shipment, code=code, scan_id=uuid.uuid4(), actor=make.ACTOR).is_ok
        decide(line=line, quantity=inside.quantity, disposition=Disposition.RESTOCK, actor=make.ACTOR)
    close_return(shipment=shipment, actor=make.ACTOR)
    deliver_everything()


def left_to_pay() -> Decimal:
    return sum((item.left for item in OpenItem.objects.filter(debtor="customer").with_left()), Decimal(0))


def in_transit() -> Decimal:
    return control_balance(Role.IN_TRANSIT).get("VND", Decimal(0))


def test_only_the_goods_of_the_refused_parcel_are_credited_and_delivery_stays_charged():
    shipment, _first, second = second_is_refused()

    note = CreditNote.objects.get()
    line = note.lines.get()
    charged = Invoice.objects.get().lines.get(sku=second.lines.get().shipment_line.order_line.sku)
    assert (line.invoice_line, line.quantity) == (charged, 2)
    assert (line.excl_tax, line.tax, line.incl_tax) == (charged.excl_tax, charged.tax, charged.incl_tax)
    assert note.total_incl_tax == Decimal(432_000) == charged.incl_tax
    assert note.taxes == [{"code": charged.tax_code, "rate": "0.08", "base": "400000.0000", "tax": "32000.0000"}]
    assert books.sides(note.entry) == [
        ("5212", "Dr", Decimal(400_000), "VND"),
        ("3331", "Dr", Decimal(32_000), "VND"),
        ("1311", "Cr", Decimal(432_000), "VND"),
        ("1570", "Dr", Decimal(80_000), "VND"),
        ("6320", "Cr", Decimal(80_000), "VND"),
    ]
    assert RefusedGoods.objects.get().lines == [[charged.order_line_id, 2]]
    assert in_transit() == Decimal(80_000) == goods_on_the_way()["VND"]
    assert shipment.status == ShipmentStatus.REFUSED
    assert verify() == []


def test_the_courier_takes_the_cash_of_the_parcel_that_was_taken_and_nothing_stays_owed():
    shipment, _first, _second = second_is_refused()

    order = shipment.order
    kept = order.total_incl_tax - 432_000
    assert shipment.cash_collected == kept
    assert shop.payment_of(order).captured == kept
    assert left_to_pay() == 0
    assert OpenItem.objects.get(debtor="courier").amount == kept
    assert [parcel.status for parcel in shipment.parcels.order_by("position")] == [ParcelStatus.DELIVERED, ParcelStatus.REFUSED]


def test_when_the_refused_parcel_is_home_the_order_is_done_and_goods_in_transit_are_clear():
    shipment, first, second = second_is_refused()

    comes_home(shipment, second)

    order = shipment.order
    order.refresh_from_db()
    assert (order.status, order.fulfillment_view) == (OrderStatus.COMPLETED, FulfillmentView.PART_RETURNED)
    assert in_transit() == 0
    assert make.counters(second.lines.get().shipment_line.product) == (9, 0, 0)
    assert make.counters(first.lines.get().shipment_line.product) == (7, 0, 0)
    assert not Refund.objects.exists()
    assert verify() == []


def test_what_was_paid_for_refused_goods_is_due_back_when_they_are_home():
    shipment, first, second = sent(PaymentKind.COD)
    order = shipment.order
    # The courier took all of the cash with the first parcel, whatever its label said.
    first_cash = order.total_incl_tax
    _told_delivered(first, first_cash)
    make.carrier_tells_of(second, "refused")
    deliver_everything()
    assert left_to_pay() == 0
    assert not Refund.objects.exists()

    comes_home(shipment, second)

    refund = Refund.objects.get()
    assert (refund.amount, refund.reason, str(refund.state)) == (Decimal(432_000), "goods_returned", "due")
    assert verify() == []


def _told_delivered(parcel, cash):
    from core import clock
    from fulfillment.carriers.port import CarrierEvent
    from fulfillment.tracking import record_event

    event = CarrierEvent(
        event_id=f"{parcel.tracking_number}-delivered",
        tracking_number=parcel.tracking_number,
        kind="delivered",
        happened_at=clock.now(),
        cash_collected=cash,
    )
    record_event(adapter="sandbox", event=event, actor=make.ACTOR)


def test_pieces_of_a_refused_parcel_that_are_missing_are_written_off_and_only_those():
    shipment, _first, second = second_is_refused()
    shipment = take_in(code=second.tracking_number, actor=make.ACTOR)

    closed = close_return(shipment=shipment, actor=make.ACTOR)
    deliver_everything()

    assert (closed.lost_pieces, closed.lost_value) == (2, Decimal(80_000))
    assert in_transit() == 0
    assert verify() == []


def test_a_shipment_of_which_every_parcel_is_refused_is_credited_with_its_delivery():
    shipment, first, second = sent()
    for parcel in (first, second):
        make.carrier_tells_of(parcel, "refused")
    deliver_everything()

    note = CreditNote.objects.get()
    assert note.total_incl_tax == shipment.order.total_incl_tax
    assert note.lines.count() == Invoice.objects.get().lines.count() == 3
    assert left_to_pay() == 0
    assert in_transit() == Decimal(160_000)
    assert verify() == []


def test_one_line_in_two_parcels_is_credited_by_its_pieces_to_the_last_coin():
    order = shop.order_placed(shop.product_on_sale(price=100_001), kind=PaymentKind.COD, quantity=3)
    line = order.lines.get()
    shipment = books.dispatched(order, cost=30_001)

    books.refused(order, shipment, pieces={line.pk: 1}, cost=10_000)

    charged = Invoice.objects.get().lines.get(kind="goods")
    taken = CreditNoteLine.objects.get()
    assert (taken.quantity, taken.incl_tax) == (1, Decimal(100_001))
    assert taken.tax == round(charged.tax / 3)
    assert in_transit() == Decimal(10_000)


def test_where_revenue_waits_for_delivery_only_what_was_taken_is_invoiced():
    Market.objects.update(revenue_policy=RevenuePolicy.AT_DELIVERY)
    make.warehouse()
    Market.objects.update(revenue_policy=RevenuePolicy.AT_DELIVERY)
    shipment, first, second = sent()
    assert not Invoice.objects.exists()
    assert in_transit() == Decimal(160_000)

    make.carrier_tells_of(first)
    make.carrier_tells_of(second, "refused")
    deliver_everything()

    invoice = Invoice.objects.get()
    assert invoice.total_incl_tax == shipment.order.total_incl_tax - 432_000
    assert not CreditNote.objects.exists()
    assert in_transit() == Decimal(80_000) == goods_on_the_way()["VND"]
    assert left_to_pay() == 0
    comes_home(shipment, second)
    assert in_transit() == 0
    assert verify() == []


def test_a_refusal_after_a_reduction_takes_no_more_than_is_left_of_the_line():
    _shipment, first, second = sent()
    invoice = Invoice.objects.get()
    credit_invoice(invoice=invoice, amount=Decimal(100_000), reason="goodwill", actor=make.ACTOR, source="by-hand:1")
    reduced = CreditNote.objects.get()
    assert [line.quantity for line in reduced.lines.all()] == [0, 0, 0]
    assert sum(line.incl_tax for line in reduced.lines.all()) == Decimal(100_000)

    make.carrier_tells_of(first)
    make.carrier_tells_of(second, "refused")
    deliver_everything()

    note = CreditNote.objects.exclude(pk=reduced.pk).get()
    before = reduced.lines.get(invoice_line=note.lines.get().invoice_line).incl_tax
    assert note.total_incl_tax == 432_000 - before
    assert verify() == []


def test_more_than_is_left_is_not_credited_and_nothing_is_written():
    _shipment, _first, _second = second_is_refused()
    invoice = Invoice.objects.get()

    with pytest.raises(MoreThanInvoiced):
        credit_invoice(invoice=invoice, amount=invoice.total_incl_tax, reason="goodwill", actor=make.ACTOR, source="by-hand:1")

    assert CreditNote.objects.count() == 1


def test_the_database_credits_no_more_of_a_line_than_was_invoiced():
    second_is_refused()
    line = CreditNoteLine.objects.get()
    note = line.credit_note
    note.pk, note.number, note.source, note.entry = None, "CN-X", "x", Invoice.objects.get().entry
    note.total_excl_tax, note.total_tax, note.total_incl_tax = Decimal(1), Decimal(0), Decimal(1)
    with pytest.raises(IntegrityError, match="more of a line"), transaction.atomic():
        note.save(force_insert=True)
        CreditNoteLine.objects.create(
            credit_note=note, position=1, invoice_line=line.invoice_line, quantity=1, excl_tax=1, tax=0, incl_tax=1
        )
    with pytest.raises(IntegrityError, match="do not add up"), transaction.atomic():
        note.save(force_insert=True)
        connection.check_constraints()
    assert CreditNote.objects.count() == 1


@pytest.mark.parametrize("table", ["accounting_creditnoteline", "accounting_refusedgoods"])
def test_what_was_credited_and_refused_is_written_once(table):
    second_is_refused()
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")


def test_a_credit_note_that_differs_from_its_lines_is_told():
    second_is_refused()
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE accounting_creditnoteline SET excl_tax = excl_tax - 1, incl_tax = incl_tax - 1")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")

    assert "credit notes equal their lines" in {broken.promise for broken in verify()}
