"""What the books do when told. One job per function; a job that finds its fact already booked does nothing."""

from accounting import cashing, collecting, invoicing, printing, stocking
from accounting.events import CreditNoteIssued, InvoiceIssued
from core.access import Actor
from core.events import Lane, handles
from fulfillment.events import ReturnClosed, ShipmentDelivered, ShipmentDispatched, ShipmentRefused
from inventory.events import StockAdjusted, StockReceived
from shop.order.events import OrderCancelled, OrderCompleted, OrderReadyToShip
from shop.payment.events import PaymentCaptured, PaymentRefunded, UnappliedCashReceived

BOOKS = Actor.system("accounting")


@handles(PaymentCaptured)
def book_capture(event: PaymentCaptured) -> None:
    cashing.book_capture(
        payment_id=event.payment_id,
        movement_id=event.movement_id,
        amount=event.amount,
        at=event.captured_at,
        unapplied_id=event.unapplied_id,
        actor=BOOKS,
    )


@handles(PaymentRefunded)
def book_refund(event: PaymentRefunded) -> None:
    cashing.book_refund(
        payment_id=event.payment_id,
        movement_id=event.movement_id,
        amount=event.amount,
        at=event.refunded_at,
        actor=BOOKS,
    )


@handles(UnappliedCashReceived)
def book_unapplied(event: UnappliedCashReceived) -> None:
    cashing.book_unapplied(unapplied_id=event.unapplied_id, at=event.received_at, actor=BOOKS)


@handles(OrderCancelled)
def book_cancellation(event: OrderCancelled) -> None:
    cashing.book_cancellation(order_id=event.order_id, actor=BOOKS)


@handles(ShipmentDispatched)
def issue_invoice(event: ShipmentDispatched) -> None:
    invoicing.book_dispatch(
        shipment_id=event.shipment_id,
        order_id=event.order_id,
        lines=event.lines,
        cost=event.cost,
        cost_currency=event.cost_currency,
        closes_order=event.closes_order,
        dispatched_at=event.dispatched_at,
        actor=BOOKS,
    )


@handles(ShipmentDelivered)
def issue_invoice_at_delivery(event: ShipmentDelivered) -> None:
    invoicing.invoice_delivered(shipment_id=event.shipment_id, actor=BOOKS)


@handles(ShipmentDelivered)
def book_cash_taken(event: ShipmentDelivered) -> None:
    collecting.book_cash_taken(
        shipment_id=event.shipment_id,
        order_id=event.order_id,
        amount=event.cash_collected,
        currency=event.currency,
        at=event.delivered_at,
        actor=BOOKS,
    )


@handles(ShipmentRefused)
def take_back_refused(event: ShipmentRefused) -> None:
    collecting.take_back_refused(
        shipment_id=event.shipment_id, lines=event.lines, cost=event.cost, reason=event.reason, actor=BOOKS
    )


@handles(ShipmentRefused)
def book_cash_for_what_was_taken(event: ShipmentRefused) -> None:
    collecting.book_cash_taken(
        shipment_id=event.shipment_id,
        order_id=event.order_id,
        amount=event.cash_collected,
        currency=event.currency,
        at=event.refused_at,
        actor=BOOKS,
    )


@handles(ReturnClosed)
def write_off_what_did_not_come_back(event: ReturnClosed) -> None:
    stocking.book_lost_on_the_way(
        shipment_id=event.shipment_id, value=event.lost, currency=event.currency, at=event.closed_at, actor=BOOKS
    )


@handles(ReturnClosed)
def return_what_was_paid(event: ReturnClosed) -> None:
    collecting.return_what_was_paid(shipment_id=event.shipment_id, actor=BOOKS)


@handles(OrderReadyToShip)
def invoice_order_without_goods(event: OrderReadyToShip) -> None:
    if invoicing.ships_nothing(event.order_id):
        invoicing.invoice_services(order_id=event.order_id, actor=BOOKS)


@handles(OrderCompleted)
def invoice_what_is_left(event: OrderCompleted) -> None:
    invoicing.invoice_services(order_id=event.order_id, actor=BOOKS)


@handles(StockReceived)
def book_goods_receipt(event: StockReceived) -> None:
    stocking.book_receipt(receipt=event.receipt, value=event.value, currency=event.currency, at=event.received_at, actor=BOOKS)


@handles(StockAdjusted)
def book_stock_adjustment(event: StockAdjusted) -> None:
    value = abs(event.value) if event.quantity > 0 else -abs(event.value)
    stocking.book_adjustment(
        movement_id=event.movement_id,
        value=value,
        currency=event.currency,
        reason=event.reason,
        at=event.adjusted_at,
        actor=BOOKS,
    )


@handles(InvoiceIssued, lane=Lane.PAPERS)
def print_invoice(event: InvoiceIssued) -> None:
    printing.print_invoice(invoice_id=event.invoice_id, actor=BOOKS)


@handles(CreditNoteIssued, lane=Lane.PAPERS)
def print_credit_note(event: CreditNoteIssued) -> None:
    printing.print_credit_note(credit_note_id=event.credit_note_id, actor=BOOKS)
