"""From what was told to the invoice: what is charged, by which number, out of which money."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from accounting.models import CreditNote, Invoice, InvoiceLine, JournalEntry, OpenItem, Settlement
from core import clock
from core.documents import find_document
from core.events import deliver_everything, deliver_pending
from core.events.models import Delivery
from fulfillment.events import ShipmentDelivered, ShipmentDispatched
from shop.channels.models import Market, RevenuePolicy
from shop.order.events import OrderCompleted, OrderReadyToShip
from shop.order.models import TimelineEntry
from shop.payment.confirming import confirm_transfer
from shop.payment.models import PaymentKind
from tests.factories import books, shop

pytestmark = pytest.mark.django_db


def test_a_prepaid_order_is_invoiced_at_dispatch_out_of_its_deposit():
    order = shop.order_paid()
    assert not Invoice.objects.exists()
    books.dispatched(order)
    invoice = books.invoice_of(order)
    assert invoice.total_incl_tax == order.total_incl_tax == Decimal(138_000)
    assert invoice.deposit_used == invoice.total_incl_tax
    assert not OpenItem.objects.exists()
    assert books.sides(invoice.entry) == [
        ("3387", "Dr", Decimal(138_000), "VND"),
        ("5111", "Cr", Decimal(100_000), "VND"),
        ("5113", "Cr", Decimal(27_778), "VND"),
        ("3331", "Cr", Decimal(10_222), "VND"),
        ("6320", "Dr", Decimal(40_000), "VND"),
        ("1561", "Cr", Decimal(40_000), "VND"),
    ]


def test_an_invoice_is_numbered_printed_and_told_on_the_orders_timeline():
    order = shop.order_paid()
    books.dispatched(order)
    invoice = books.invoice_of(order)
    document = find_document(kind="invoice", number=invoice.number)
    assert document is not None
    assert bytes(document.pdf).startswith(b"%PDF")
    assert TimelineEntry.objects.get(order=order, kind="invoice_issued").data["number"] == invoice.number


def test_the_same_dispatch_told_twice_is_invoiced_once():
    order = shop.order_paid()
    shipment = books.dispatched(order)
    again = ShipmentDispatched(
        shipment_id=shipment,
        order_id=order.pk,
        lines=tuple((line.pk, line.quantity) for line in order.lines.all()),
        cost=Decimal(40_000),
        cost_currency="VND",
        closes_order=True,
        dispatched_at=order.date_placed,
    )
    books.tell(again)
    assert Invoice.objects.count() == 1


def test_invoice_numbers_have_no_gaps_even_when_a_dispatch_fails():
    first, second, third = (shop.order_placed() for _ in range(3))
    books.dispatched(first)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        books.dispatched(second)
        raise ZeroDivisionError
    books.dispatched(third)
    numbers = [int(invoice.number[-6:]) for invoice in Invoice.objects.order_by("pk")]
    assert numbers == [1, 2]


def test_portions_of_an_order_add_up_to_its_totals_to_the_last_unit():
    product = shop.product_on_sale(price=33_335)
    order = shop.order_placed(product, quantity=7)
    line = order.lines.get()
    for pieces, closes in ((2, False), (1, False), (4, True)):
        books.dispatched(order, pieces={line.pk: pieces}, closes=closes)
    sums = Invoice.objects.aggregate(Sum("total_incl_tax"), Sum("total_excl_tax"), Sum("total_tax"))
    assert sums["total_incl_tax__sum"] == order.total_incl_tax
    assert sums["total_excl_tax__sum"] == order.total_excl_tax
    assert sums["total_tax__sum"] == order.total_incl_tax - order.total_excl_tax


def test_delivery_is_charged_on_the_first_invoice_only():
    order = shop.order_placed(shop.product_on_sale(), quantity=2)
    line = order.lines.get()
    books.dispatched(order, pieces={line.pk: 1}, closes=False)
    books.dispatched(order, pieces={line.pk: 1})
    charged = InvoiceLine.objects.filter(kind="delivery").values_list("invoice__number", flat=True)
    assert list(charged) == [Invoice.objects.earliest("pk").number]


def test_header_equals_breakdown_and_a_header_that_does_not_is_refused():
    order = shop.order_placed()
    books.dispatched(order)
    invoice = books.invoice_of(order)
    assert sum(Decimal(tax["tax"]) for tax in invoice.taxes) == invoice.total_tax
    assert sum(Decimal(tax["base"]) for tax in invoice.taxes) == invoice.total_excl_tax
    invoice.pk, invoice.number, invoice.source, invoice.entry = None, "INV-X", "shipment:0", None
    with pytest.raises(IntegrityError, match="do not add up"), transaction.atomic():
        invoice.save(force_insert=True)
        connection.check_constraints()
    assert Invoice.objects.count() == 1


@pytest.mark.parametrize("table", ["accounting_invoice", "accounting_invoiceline"])
def test_an_issued_invoice_is_never_changed(table):
    books.dispatched(shop.order_placed())
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")


def test_cash_on_delivery_is_owed_by_the_customer_then_by_the_courier():
    order = shop.order_placed(kind=PaymentKind.COD)
    shipment = books.dispatched(order)
    item = OpenItem.objects.get(debtor="customer")
    assert item.amount == order.total_incl_tax
    books.delivered(order, shipment, cash=order.total_incl_tax)
    assert Settlement.objects.get(item=item).amount == order.total_incl_tax
    assert OpenItem.objects.get(debtor="courier").amount == order.total_incl_tax


def test_a_refused_parcel_is_credited_in_full_and_nothing_is_owed():
    order = shop.order_placed(kind=PaymentKind.COD)
    shipment = books.dispatched(order)
    books.refused(order, shipment)
    books.refused(order, shipment)
    note = CreditNote.objects.get()
    assert note.total_incl_tax == order.total_incl_tax
    assert note.number.startswith("CN-")
    assert not [item for item in OpenItem.objects.with_left() if item.left]


def test_cash_told_before_the_dispatch_waits_for_it():
    order = shop.order_placed(kind=PaymentKind.COD)
    books.dispatched(order)
    unknown = ShipmentDelivered(
        shipment_id=1, order_id=order.pk, cash_collected=Decimal(1), currency="VND", delivered_at=clock.now()
    )
    books.tell(unknown, deliver=False)
    deliver_pending(until_empty=True)
    assert Delivery.objects.filter(event__name=ShipmentDelivered.event_name, state="waiting").count() == 2
    assert not OpenItem.objects.filter(debtor="courier").exists()


def test_revenue_at_delivery_is_invoiced_when_the_parcel_arrives():
    order = shop.order_placed(kind=PaymentKind.COD)
    Market.objects.update(revenue_policy=RevenuePolicy.AT_DELIVERY)
    shipment = books.dispatched(order)
    assert not Invoice.objects.exists()
    assert books.sides(JournalEntry.objects.get()) == [
        ("1570", "Dr", Decimal(40_000), "VND"),
        ("1561", "Cr", Decimal(40_000), "VND"),
    ]
    books.delivered(order, shipment)
    assert books.sides(books.invoice_of(order).entry)[-1] == ("1570", "Cr", Decimal(40_000), "VND")


def test_a_trade_order_on_terms_falls_due_after_its_days_and_states_prices_without_tax():
    place = shop.trade_channel_market()
    account = shop.trade_account(place)
    product = shop.product_on_sale(place, price=100_000)
    order = shop.place(shop.basket_with(product, at=place), PaymentKind.TERMS, account=account).order
    books.dispatched(order)
    invoice = books.invoice_of(order)
    assert (invoice.due_on - invoice.date).days == 30
    assert not invoice.prices_include_tax
    assert OpenItem.objects.get().amount == invoice.total_incl_tax


def test_money_that_comes_after_the_invoice_settles_it():
    place = shop.trade_channel_market()
    account = shop.trade_account(place)
    product = shop.product_on_sale(place, price=100_000)
    order = shop.place(shop.basket_with(product, at=place), PaymentKind.TERMS, account=account).order
    books.dispatched(order)
    payment = shop.payment_of(order)
    confirm_transfer(payment=payment, amount=payment.amount, bank_reference="FT1", actor=shop.ACTOR)
    deliver_everything()
    assert OpenItem.objects.with_left().get().left == 0
    account.refresh_from_db()
    assert account.credit_used == 0


def test_an_order_of_services_is_invoiced_without_a_shipment():
    service = shop.product_on_sale(is_service=True, price=216_000)
    order = shop.order_placed(service, kind=PaymentKind.TRANSFER)
    books.tell(OrderReadyToShip(order_id=order.pk))
    books.tell(OrderCompleted(order_id=order.pk, total_incl_tax=order.total_incl_tax, currency="VND"))
    invoice = Invoice.objects.get()
    assert invoice.total_incl_tax == order.total_incl_tax
    assert books.sides(invoice.entry)[1][0] == "5112"


def test_dollars_keep_their_cents():
    place = books.usd_channel_market()
    product = shop.product_on_sale(place, price="19.99")
    shop.delivery_option(place, code="usd-flat", price=Decimal("6.50"))
    address = shop.ADDRESS.__class__(name="Jo Smith", line1="1 Main St", city="Oakland", country="US", postcode="94110")
    order = shop.place(shop.basket_with(product, at=place, quantity=3), address=address, delivery_code="usd-flat").order
    books.dispatched(order)
    invoice = books.invoice_of(order)
    assert invoice.currency == "USD"
    assert invoice.total_incl_tax == Decimal("66.47") == order.total_incl_tax
    assert {line.currency for line in invoice.entry.lines.all()} == {"USD", "VND"}
