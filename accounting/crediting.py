"""Credit notes: taking an invoice back, in whole or by an amount. The invoice itself is never touched."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounting import recipes
from accounting.events import CreditNoteIssued
from accounting.holding import lock_order, owed, settle, total_left
from accounting.models import CreditNote, EntryKind, Invoice, JournalEntry
from accounting.periods import open_day
from accounting.posting import Dimensions, LineDraft, post
from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish, run_last
from core.money import Money, allocate, split_tax
from core.numbering import ensure_series, next_document_number
from shop.customer.registering import give_credit_back
from shop.order.models import Order
from shop.payment.models import PaymentKind

SERIES = "credit_note"
PATTERN = "CN-{year}-{n:06d}"


class MoreThanInvoiced(DomainError):
    """The invoice has less left than was to be credited; nothing was credited."""

    code = "more_than_invoiced"


@dataclass(frozen=True)
class TaxGroup:
    """What is left of an invoice under one tax code, and after `taken`, what a credit note takes of it."""

    code: str
    rate: Decimal
    base: Decimal
    tax: Decimal

    @property
    def incl_tax(self) -> Decimal:
        return self.base + self.tax


def open_credit_note_series() -> None:
    """Open the series of credit note numbers; it starts again each year."""
    ensure_series(SERIES, PATTERN)


def left_of(invoice: Invoice) -> list[TaxGroup]:
    """What no credit note has taken back yet, by tax code. One query."""
    groups = {(one["code"], Decimal(one["rate"])): [Decimal(one["base"]), Decimal(one["tax"])] for one in invoice.taxes}
    for note in invoice.credit_notes.all():
        for one in note.taxes:
            group = groups[one["code"], Decimal(one["rate"])]
            group[0] -= Decimal(one["base"])
            group[1] -= Decimal(one["tax"])
    return [TaxGroup(code, rate, base, tax) for (code, rate), (base, tax) in groups.items()]


def share_out(groups: list[TaxGroup], amount: Decimal, currency: str) -> list[TaxGroup]:
    """Spread an amount with tax over what is left, in proportion; taking everything takes it exactly."""
    parts = allocate(Money(amount, currency), [max(group.incl_tax, Decimal(0)) for group in groups])
    shared = []
    for group, part in zip(groups, parts, strict=True):
        if part.amount == group.incl_tax:
            shared.append(group)
        else:
            split = split_tax(part.amount, group.rate, True, currency)
            shared.append(TaxGroup(group.code, group.rate, split.excl_tax, split.tax))
    return [group for group in shared if group.incl_tax or group.base]


def credit_invoice(
    *,
    invoice: Invoice,
    reason: str,
    actor: Actor,
    source: str,
    amount: Decimal | None = None,
    most_from_receivable: Decimal | None = None,
    returned_cost: Decimal = Decimal(0),
    cost_currency: str = "VND",
) -> None:
    """Issue a credit note over `amount` with tax (all that is left when None). Once per `source`.

    It lowers what is owed first (at most `most_from_receivable`); what was paid already is then held for the customer.
    `returned_cost` is the cost of goods that come back with it.

    Raises:
        MoreThanInvoiced: nothing was credited.
    """
    with transaction.atomic():
        order = lock_order(invoice.order_id)
        if CreditNote.objects.filter(source=source).exists():
            return
        groups = left_of(invoice)
        left = sum((group.incl_tax for group in groups), Decimal(0))
        wanted = left if amount is None else amount
        if wanted > left or wanted <= 0:
            raise MoreThanInvoiced(invoice=invoice.number, left=str(left), wanted=str(wanted))
        taken = share_out(groups, wanted, invoice.currency)
        audit.record(actor=actor, action="accounting.invoice_credited", subject=invoice, amount=str(wanted))
        _issue(order, invoice, taken, reason, source, most_from_receivable, (returned_cost, cost_currency), actor)


def _issue(
    order: Order,
    invoice: Invoice,
    taken: list[TaxGroup],
    reason: str,
    source: str,
    most_from_receivable: Decimal | None,
    cost: tuple[Decimal, str],
    actor: Actor,
) -> None:
    base = sum((group.base for group in taken), Decimal(0))
    tax = sum((group.tax for group in taken), Decimal(0))
    dues = [due for due in owed(order) if due.item.invoice_id == invoice.pk]
    from_receivable = min(base + tax, total_left(dues))
    if most_from_receivable is not None:
        from_receivable = min(from_receivable, most_from_receivable)
    lines = recipes.credited(
        excl_tax=base,
        tax=tax,
        currency=invoice.currency,
        from_receivable=from_receivable,
        about=Dimensions.of(order),
        returned_cost=cost[0],
        cost_currency=cost[1],
    )
    note = CreditNote(
        date=clock.today(),
        currency=invoice.currency,
        language=invoice.language,
        total_excl_tax=base,
        total_tax=tax,
        total_incl_tax=base + tax,
        taxes=[{"code": one.code, "rate": str(one.rate), "base": str(one.base), "tax": str(one.tax)} for one in taken],
        invoice=invoice,
        reason=reason[:200],
        source=source,
    )
    if invoice.payment_kind == PaymentKind.TERMS and order.trade_account_id and from_receivable:
        give_credit_back(account_id=order.trade_account_id, amount=from_receivable)
    date = open_day(note.date)

    def settle_dues(entry: JournalEntry) -> None:
        settle(dues=dues, amount=from_receivable, entry=entry)

    run_last(_writing(note, lines, date, order, actor, settle_dues))


def _writing(
    note: CreditNote, lines: list[LineDraft], date: dt.date, order: Order, actor: Actor, then: Callable[[JournalEntry], None]
) -> Callable[[], None]:
    def write() -> None:
        note.number = next_document_number(SERIES)
        note.entry = post(
            date=date,
            kind=EntryKind.CREDIT_NOTE,
            lines=lines,
            source_event=f"credit:{note.source}",
            memo=f"{note.number} · {note.invoice.number} · {note.reason}",
            actor=actor,
            order_id=order.pk,
        )
        note.save(force_insert=True)
        then(note.entry)
        publish(CreditNoteIssued(credit_note_id=note.pk, number=note.number, order_id=order.pk), actor=actor)

    return write
