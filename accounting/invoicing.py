"""Issuing invoices: for what was dispatched (or delivered, where the market says so), and for services.

An invoice takes its gapless number as the very last step of its transaction. Delivery and the fee of the way to pay
stand on an order's first invoice, services on the one that closes the order. docs/invoices.md tells the whole story.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounting import charging, recipes, snapshots
from accounting.chart import the_company
from accounting.events import InvoiceIssued
from accounting.holding import held_for, lock_order
from accounting.models import (
    Debtor,
    DispatchedGoods,
    EntryKind,
    Invoice,
    InvoiceLine,
    JournalEntry,
    OpenItem,
    RefusedGoods,
    Role,
)
from accounting.periods import day_of, open_day
from accounting.posting import Dimensions, post, post_last
from core import clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish, run_last
from core.numbering import ensure_series, next_document_number
from shop.channels.models import RevenuePolicy
from shop.order.models import Order
from shop.payment.models import PaymentKind

SERIES = "invoice"
PATTERN = "INV-{year}-{n:06d}"


class NotDispatchedYet(DomainError):
    """A delivery or refusal was told before its dispatch was booked; the event is delivered again later."""

    code = "not_dispatched_yet"


@dataclass(frozen=True)
class Cost:
    """What the goods of an invoice cost us, and where they were in the books."""

    amount: Decimal = Decimal(0)
    currency: str = "VND"
    comes_from: str = Role.INVENTORY


def open_invoice_series() -> None:
    """Open the series of invoice numbers; it starts again each year."""
    ensure_series(SERIES, PATTERN)


def book_dispatch(
    *,
    shipment_id: int,
    order_id: int,
    lines: Sequence[tuple[int, int]],
    cost: Decimal,
    cost_currency: str,
    closes_order: bool,
    dispatched_at: dt.datetime,
    actor: Actor,
) -> None:
    """Goods left: invoice them, or carry them as goods in transit where revenue is earned at delivery. Once per shipment."""
    with transaction.atomic():
        order = lock_order(order_id)
        goods, is_new = DispatchedGoods.objects.get_or_create(
            shipment_id=shipment_id,
            defaults={
                "order": order,
                "lines": [list(line) for line in lines],
                "cost": cost,
                "cost_currency": cost_currency,
                "closes_order": closes_order,
                "dispatched_at": dispatched_at,
            },
        )
        if not is_new:
            return
        if order.market.revenue_policy == RevenuePolicy.AT_DELIVERY:
            _carry_in_transit(order, goods, actor)
        else:
            _invoice_all(order, goods, actor, Role.INVENTORY)


def invoice_delivered(*, shipment_id: int, actor: Actor) -> None:
    """The goods arrived: invoice them where revenue is earned at delivery. Once per shipment.

    Raises:
        NotDispatchedYet
    """
    with transaction.atomic():
        goods = dispatched(shipment_id)
        order = lock_order(goods.order_id)
        if order.market.revenue_policy == RevenuePolicy.AT_DELIVERY:
            _invoice_all(order, goods, actor, Role.IN_TRANSIT)


def invoice_taken(*, order: Order, goods: DispatchedGoods, refused: RefusedGoods, actor: Actor) -> None:
    """Some parcels of a shipment that was to be invoiced at delivery were taken: invoice those. The order is locked."""
    back = dict(refused.lines)
    taken = [(line, quantity - back.get(line, 0)) for line, quantity in goods.lines if quantity > back.get(line, 0)]
    if taken:
        cost = Cost(goods.cost - refused.cost, goods.cost_currency, Role.IN_TRANSIT)
        _invoice_goods(order, goods, actor, cost, taken)


def dispatched(shipment_id: int) -> DispatchedGoods:
    """What accounting knows of a shipment.

    Raises:
        NotDispatchedYet
    """
    goods = DispatchedGoods.objects.filter(shipment_id=shipment_id).first()
    if goods is None:
        raise NotDispatchedYet(shipment_id=shipment_id)
    return goods


def invoice_services(*, order_id: int, actor: Actor) -> None:
    """Invoice what nobody ships and no invoice charges yet: of an order without goods, or of a completed one."""
    with transaction.atomic():
        order = lock_order(order_id)
        waiting = charging.services(order)
        if waiting:
            lines = [*waiting, *charging.once_per_order(order)]
            _issue(order, lines, source=f"services:{order.pk}", cost=Cost(), dispatched_on=None, actor=actor)


def ships_nothing(order_id: int) -> bool:
    """Whether no line of the order is shipped. One query."""
    return not Order.objects.filter(pk=order_id, lines__requires_shipping=True).exists()


def _carry_in_transit(order: Order, goods: DispatchedGoods, actor: Actor) -> None:
    if not goods.cost:
        return
    date = open_day(clock.today())
    lines = recipes.goods_on_the_way(cost=goods.cost, currency=goods.cost_currency, about=Dimensions.of(order))
    post_last(
        date=date,
        kind=EntryKind.COST_OF_GOODS,
        lines=lines,
        source_event=f"transit:{goods.shipment_id}",
        memo=order.number,
        actor=actor,
        order_id=order.pk,
    )


def _invoice_goods(order: Order, goods: DispatchedGoods, actor: Actor, cost: Cost, quantities: Sequence[tuple[int, int]]) -> None:
    if Invoice.objects.filter(source=f"shipment:{goods.shipment_id}").exists():
        return
    lines = charging.goods(order, quantities)
    if goods.closes_order:
        lines += charging.services(order)
    if lines:
        lines += charging.once_per_order(order)
        _issue(
            order,
            lines,
            source=f"shipment:{goods.shipment_id}",
            cost=cost,
            dispatched_on=day_of(goods.dispatched_at),
            actor=actor,
        )


def _invoice_all(order: Order, goods: DispatchedGoods, actor: Actor, comes_from: str) -> None:
    cost = Cost(goods.cost, goods.cost_currency, comes_from)
    _invoice_goods(order, goods, actor, cost, [(line, quantity) for line, quantity in goods.lines])


def _issue(
    order: Order,
    lines: Sequence[charging.LineToInvoice],
    *,
    source: str,
    cost: Cost,
    dispatched_on: dt.date | None,
    actor: Actor,
) -> None:
    """Prepare everything, then write it in the last step, behind the number."""
    payment = order.payments.order_by("-pk").first()
    kind = payment.kind if payment else ""
    total = sum((line.incl_tax for line in lines), Decimal(0))
    deposit = min(held_for(order).deposits, total)
    today = clock.today()
    terms = order.trade_account.terms_days if kind == PaymentKind.TERMS and order.trade_account else 0
    invoice = Invoice(
        date=today,
        currency=order.currency,
        language=order.language,
        total_excl_tax=sum((line.excl_tax for line in lines), Decimal(0)),
        total_tax=sum((line.tax for line in lines), Decimal(0)),
        total_incl_tax=total,
        taxes=charging.breakdown(lines),
        order=order,
        customer=order.customer,
        channel=order.channel,
        market=order.market,
        source=source,
        due_on=today + dt.timedelta(days=terms),
        dispatched_on=dispatched_on,
        prices_include_tax=order.prices_include_tax,
        payment_kind=kind,
        payment_reference=payment.reference if payment else "",
        deposit_used=deposit,
        seller=snapshots.seller(the_company()),
        buyer=snapshots.buyer(order),
        delivered_to=snapshots.recipient(order) if dispatched_on else {},
    )
    draft = recipes.sold(
        charges=charging.by_kind(lines),
        currency=order.currency,
        from_deposit=deposit,
        cost=cost.amount,
        cost_currency=cost.currency,
        cost_from=cost.comes_from,
        about=Dimensions.of(order),
    )
    booked_on = open_day(today)

    def write() -> None:
        invoice.number = next_document_number(SERIES)
        if any(line.debit or line.credit for line in draft):
            invoice.entry = post(
                date=booked_on,
                kind=EntryKind.INVOICE,
                lines=draft,
                source_event=f"invoice:{source}",
                memo=f"{invoice.number} · {order.number}",
                actor=actor,
                order_id=order.pk,
            )
        _write(invoice, lines, total - deposit, invoice.entry)
        publish(InvoiceIssued(invoice_id=invoice.pk, number=invoice.number, order_id=order.pk), actor=actor)

    run_last(write)


def _write(invoice: Invoice, lines: Sequence[charging.LineToInvoice], owed: Decimal, entry: JournalEntry | None) -> None:
    invoice.save(force_insert=True)
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            position=position,
            kind=line.kind,
            order_line_id=line.order_line_id,
            sku=line.sku,
            title=line.title[:255],
            quantity=line.quantity,
            unit_price=line.unit_price,
            tax_code=line.tax_code,
            tax_rate=line.tax_rate,
            discount=line.discount,
            excl_tax=line.excl_tax,
            tax=line.tax,
            incl_tax=line.incl_tax,
        )
        for position, line in enumerate(lines, 1)
    )
    if owed and entry is not None:
        OpenItem.objects.create(
            debtor=Debtor.CUSTOMER,
            order_id=invoice.order_id,
            customer_id=invoice.customer_id,
            channel_id=invoice.channel_id,
            invoice=invoice,
            currency=invoice.currency,
            amount=owed,
            due_on=invoice.due_on,
            entry=entry,
        )
