"""Cash on delivery: what the courier took, what it handed over, and parcels nobody accepted."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounting import recipes
from accounting.crediting import Cost, credit_goods
from accounting.holding import held_for, lock_order, owed, settle, total_left
from accounting.invoicing import dispatched, invoice_taken
from accounting.models import (
    CourierRemittance,
    CreditNote,
    Debtor,
    EntryKind,
    Invoice,
    JournalEntry,
    OpenItem,
    RefusedGoods,
    RemittanceLine,
    Settlement,
)
from accounting.periods import day_of, open_day
from accounting.posting import Dimensions, is_booked, post, post_last
from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from fulfillment.models import Shipment, ShipmentStatus
from shop.channels.models import RevenuePolicy
from shop.order.models import OrderStatus
from shop.order.timeline import add_entry
from shop.payment.models import Payment
from shop.payment.refunding import request_refund, to_be_returned


class NotInvoicedYet(DomainError):
    """The cash was told before the invoice was issued; the event is delivered again later."""

    code = "not_invoiced_yet"


class NotCreditedYet(DomainError):
    """A return was closed before its refusal was booked; the event is delivered again later."""

    code = "not_credited_yet"


class NothingToRemit(DomainError):
    """A remittance names no parcel, one that is settled already, one of another currency, or more than was taken."""

    code = "nothing_to_remit"


class RemittanceKnown(DomainError):
    """A remittance with this bank reference is booked already."""

    code = "remittance_known"


class NotRefused(DomainError):
    """Nothing of this shipment was refused, or it never left; nothing was booked."""

    code = "not_refused"


class CostKnown(DomainError):
    """What this refused parcel cost is booked already."""

    code = "cost_known"


class Bearer(models.TextChoices):
    SELLER = "seller", _("We bear it")
    CUSTOMER = "customer", _("The customer owes it")


def book_cash_taken(*, shipment_id: int, order_id: int, amount: Decimal, currency: str, at: dt.datetime, actor: Actor) -> None:
    """The courier took cash at the door and owes it now. Once per shipment.

    Raises:
        NotInvoicedYet
    """
    source = f"cash:{shipment_id}"
    if amount <= 0:
        return
    with transaction.atomic():
        order = lock_order(order_id)
        if is_booked(source):
            return
        if not Invoice.objects.filter(source=f"shipment:{shipment_id}").exists():
            raise NotInvoicedYet(shipment_id=shipment_id)
        dues = owed(order)
        towards = min(amount, total_left(dues))
        about = Dimensions.of(order)

        def then(entry: JournalEntry) -> None:
            settle(dues=dues, amount=towards, entry=entry)
            OpenItem.objects.create(
                debtor=Debtor.COURIER,
                order_id=order.pk,
                customer_id=order.customer_id,
                channel_id=order.channel_id,
                shipment_id=shipment_id,
                currency=currency,
                amount=amount,
                due_on=entry.date,
                entry=entry,
            )

        post_last(
            then=then,
            date=open_day(day_of(at)),
            kind=EntryKind.DELIVERED_COD,
            lines=recipes.cash_taken(amount=amount, towards_invoices=towards, currency=currency, about=about),
            source_event=source,
            memo=order.number,
            actor=actor,
            order_id=order.pk,
        )


def take_back_refused(*, shipment_id: int, lines: Sequence[tuple[int, int]], cost: Decimal, reason: str, actor: Actor) -> None:
    """Parcels were refused: credit what was in them; it is on its way back. Once per shipment; no `lines` means all of it.

    Where revenue waits for the delivery there is no invoice yet: what was taken is invoiced now, the rest stays in transit.

    Raises:
        NotDispatchedYet
    """
    with transaction.atomic():
        goods = dispatched(shipment_id)
        order = lock_order(goods.order_id)
        invoice = Invoice.objects.filter(source=f"shipment:{shipment_id}").first()
        waits = order.market.revenue_policy == RevenuePolicy.AT_DELIVERY
        if RefusedGoods.objects.filter(shipment_id=shipment_id).exists() or (invoice is None and not waits):
            return
        refused = RefusedGoods.objects.create(
            shipment_id=shipment_id,
            order=order,
            lines=[list(line) for line in lines or goods.lines],
            cost=cost if lines else goods.cost,
            cost_currency=goods.cost_currency,
        )
        if invoice is None:
            invoice_taken(order=order, goods=goods, refused=refused, actor=actor)
            return
        credit_goods(
            invoice=invoice,
            pieces=dict(refused.lines),
            reason=reason or "refused",
            actor=actor,
            source=f"refused:{shipment_id}",
            cost=Cost(refused.cost, refused.cost_currency),
        )


def return_what_was_paid(*, shipment_id: int, actor: Actor) -> None:
    """The refused goods of a shipment are home: what was paid for them is due back, unless the order was called off with all
    that was paid for it. A second person decides, as wherever money leaves.

    Raises:
        NotCreditedYet
    """
    with transaction.atomic():
        note = CreditNote.objects.filter(source=f"refused:{shipment_id}").select_related("invoice").first()
        if note is None:
            _require_credited(shipment_id)
            return
        order = lock_order(note.invoice.order_id)
        if order.status == OrderStatus.CANCELLED:
            return
        charged = order.invoices.aggregate(sum=models.Sum("total_incl_tax"))["sum"] or Decimal(0)
        not_charged_yet = max(order.total_incl_tax - charged, Decimal(0))
        left = min(note.total_incl_tax, held_for(order).deposits - not_charged_yet)
        for payment in Payment.objects.filter(order=order, captured__gt=0).order_by("-pk"):
            part = min(left, to_be_returned(payment))
            if part > 0:
                request_refund(payment=payment, amount=part, reason="goods_returned", actor=actor)
                left -= part


def _require_credited(shipment_id: int) -> None:
    is_invoiced = Invoice.objects.filter(source=f"shipment:{shipment_id}").exists()
    if is_invoiced and not RefusedGoods.objects.filter(shipment_id=shipment_id).exists():
        raise NotCreditedYet(shipment_id=shipment_id)


def charge_refusal(*, shipment_id: int, amount: Decimal, bearer: str, actor: Actor, reference: str = "") -> JournalEntry:
    """Book what the courier charges for a refused parcel, and who bears it. In the order's currency, once per shipment.

    `reference` is the courier's own, of its bill.

    Raises:
        NotRefused, CostKnown: nothing was booked.
    """
    source = f"refusal-cost:{shipment_id}"
    if not was_refused(shipment_id) or amount <= 0:
        raise NotRefused(shipment_id=shipment_id, amount=str(amount))
    goods = dispatched(shipment_id)
    with transaction.atomic():
        order = lock_order(goods.order_id)
        if is_booked(source):
            raise CostKnown(shipment_id=shipment_id)
        audit.record(actor=actor, action="accounting.refusal_charged", subject=order, bearer=str(bearer), amount=str(amount))
        to_customer = bearer == Bearer.CUSTOMER
        entry = post(
            date=open_day(clock.today()),
            kind=EntryKind.REFUSAL_COST,
            lines=recipes.refusal_cost(
                amount=amount, currency=order.currency, borne_by_customer=to_customer, about=Dimensions.of(order)
            ),
            source_event=source,
            memo=" · ".join(part for part in (order.number, reference) if part),
            actor=actor,
            order_id=order.pk,
        )
        add_entry(
            order_id=order.pk,
            kind="refusal_charged",
            actor=actor,
            amount=str(amount),
            currency=order.currency,
            bearer=str(bearer),
        )
        if to_customer:
            OpenItem.objects.create(
                debtor=Debtor.CUSTOMER,
                order_id=order.pk,
                customer_id=order.customer_id,
                channel_id=order.channel_id,
                shipment_id=shipment_id,
                currency=order.currency,
                amount=amount,
                due_on=entry.date,
                entry=entry,
            )
    return entry


def was_refused(shipment_id: int) -> bool:
    """Whether a shipment came back from the door: the books credited it, or the warehouse says so. At most two queries."""
    if CreditNote.objects.filter(source=f"refused:{shipment_id}").exists():
        return True
    back = (ShipmentStatus.REFUSED, ShipmentStatus.RETURNED)
    return Shipment.objects.filter(pk=shipment_id, status__in=back).exists()


def record_remittance(
    *, reference: str, received_on: dt.date, currency: str, received: Mapping[int, Decimal], actor: Actor
) -> CourierRemittance:
    """A courier paid for parcels: open item id → amount. What is missing becomes a claim that has to be cleared.

    Raises:
        NothingToRemit, RemittanceKnown: nothing was booked.
    """
    with transaction.atomic():
        if CourierRemittance.objects.filter(reference=reference).exists():
            raise RemittanceKnown(reference=reference)
        items = _items_to_remit(currency, received)
        parcels = [(item, item.amount, received[item.pk]) for item in items]
        entry = post(
            date=open_day(received_on),
            kind=EntryKind.REMITTANCE,
            lines=recipes.remitted(
                parcels=[(expected, got, Dimensions.of(item.order)) for item, expected, got in parcels],
                currency=currency,
            ),
            source_event=f"remittance:{reference}"[:120],
            memo=reference,
            actor=actor,
        )
        remittance = CourierRemittance.objects.create(
            reference=reference,
            received_on=received_on,
            currency=currency,
            received=sum((got for _item, _expected, got in parcels), Decimal(0)),
            expected=sum((expected for _item, expected, _got in parcels), Decimal(0)),
            entry=entry,
        )
        RemittanceLine.objects.bulk_create(
            RemittanceLine(remittance=remittance, item=item, expected=expected, received=got) for item, expected, got in parcels
        )
        Settlement.objects.bulk_create(Settlement(item=item, entry=entry, amount=expected) for item, expected, _got in parcels)
        audit.record(actor=actor, action="accounting.remittance_recorded", subject=remittance)
    return remittance


def _items_to_remit(currency: str, received: Mapping[int, Decimal]) -> list[OpenItem]:
    """The named parcels, locked; all of them open, of this currency, and with no more than was taken."""
    found = OpenItem.objects.select_for_update(of=("self",)).select_related("order").filter(
        pk__in=received, debtor=Debtor.COURIER, currency=currency
    )  # fmt: skip
    items = list(found.order_by("pk"))
    settled = Settlement.objects.filter(item__in=items).exists()
    wrong = [item.pk for item in items if not 0 <= received[item.pk] <= item.amount]
    if not items or len(items) != len(received) or settled or wrong:
        raise NothingToRemit(items=sorted(received), wrong=wrong)
    return items
