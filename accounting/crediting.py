"""Credit notes: taking an invoice back, in whole, by an amount, or by the goods that come back. The invoice is never touched.

A credit note names lines of its invoice, so that what is left of each is known, whatever was credited before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from accounting import recipes
from accounting.charging import breakdown, cumulative_share
from accounting.events import CreditNoteIssued
from accounting.holding import lock_order, owed, settle, total_left
from accounting.models import ChargeKind, CreditNote, CreditNoteLine, EntryKind, Invoice, InvoiceLine
from accounting.periods import open_day
from accounting.posting import Dimensions, is_booked, post, post_last
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
class Why:
    """What a credit note says about itself, and what it is for: one credit note per source."""

    reason: str
    source: str


@dataclass(frozen=True)
class Cost:
    """What goods that come back had cost us."""

    amount: Decimal = Decimal(0)
    currency: str = "VND"


@dataclass(frozen=True)
class Share:
    """A part of an invoice line: what is left of it, or what a credit note takes. Without pieces, a part of the amount only."""

    line: InvoiceLine
    quantity: int
    excl_tax: Decimal
    tax: Decimal

    @property
    def incl_tax(self) -> Decimal:
        return self.excl_tax + self.tax

    @property
    def tax_code(self) -> str:
        return self.line.tax_code

    @property
    def tax_rate(self) -> Decimal:
        return self.line.tax_rate

    @property
    def is_something(self) -> bool:
        return bool(self.quantity or self.incl_tax)


def open_credit_note_series() -> None:
    """Open the series of credit note numbers; it starts again each year."""
    ensure_series(SERIES, PATTERN)


def left_of(invoice: Invoice) -> list[Share]:
    """What no credit note has taken back yet, by line. Two queries."""
    taken: dict[int, tuple[int, Decimal, Decimal]] = {
        row["invoice_line"]: (row["n"], row["net"], row["all_tax"])
        for row in CreditNoteLine.objects.filter(credit_note__invoice=invoice)
        .order_by()
        .values("invoice_line")
        .annotate(n=Sum("quantity"), net=Sum("excl_tax"), all_tax=Sum("tax"))
    }
    left = []
    for line in invoice.lines.all():
        quantity, net, tax = taken.get(line.pk, (0, Decimal(0), Decimal(0)))
        left.append(Share(line, line.quantity - quantity, line.excl_tax - net, line.tax - tax))
    return left


def amount_of(shares: Iterable[Share]) -> Decimal:
    """Their sum with tax."""
    return sum((share.incl_tax for share in shares), Decimal(0))


def by_amount(left: list[Share], amount: Decimal, currency: str) -> list[Share]:
    """Spread an amount with tax over the lines, in proportion to what is left; taking all of a line takes its pieces too."""
    if amount == amount_of(left):
        return [share for share in left if share.is_something]
    parts = allocate(Money(amount, currency), [share.incl_tax for share in left])
    taken = []
    for share, part in zip(left, parts, strict=True):
        if part.amount and part.amount == share.incl_tax:
            taken.append(share)
        else:
            tax = min(split_tax(part.amount, share.tax_rate, True, currency).tax, share.tax)
            net = min(part.amount - tax, share.excl_tax)
            taken.append(Share(share.line, 0, net, part.amount - net))
    return [share for share in taken if share.is_something]


def by_goods(left: list[Share], pieces: Mapping[int, int], currency: str) -> list[Share]:
    """The lines of these goods, by order line and quantity. Delivery, fees and services stay charged while some goods are kept;
    when all are taken back, so is everything.

    Pieces carry their cumulative share of the line, as they did when they were invoiced, but no more than is left of it.
    """
    goods = [share for share in left if share.line.kind == ChargeKind.GOODS]
    if all(pieces.get(share.line.order_line_id or 0, 0) >= share.quantity for share in goods):
        return [share for share in left if share.is_something]
    taken = (_pieces_of(share, pieces.get(share.line.order_line_id or 0, 0), currency) for share in goods)
    return [share for share in taken if share.is_something]


def _pieces_of(left: Share, wanted: int, currency: str) -> Share:
    line, now = left.line, min(wanted, left.quantity)
    if now == left.quantity:
        return left
    before, is_gross = line.quantity - left.quantity, line.invoice.prices_include_tax
    stated = cumulative_share(line.incl_tax if is_gross else line.excl_tax, before, now, line.quantity, currency)
    tax = cumulative_share(line.tax, before, now, line.quantity, currency)
    net = stated - tax if is_gross else stated
    return Share(line, now, min(net, left.excl_tax), min(tax, left.tax))


def credit_invoice(
    *,
    invoice: Invoice,
    reason: str,
    actor: Actor,
    source: str,
    amount: Decimal | None = None,
    most_from_receivable: Decimal | None = None,
) -> None:
    """Issue a credit note over `amount` with tax (all that is left when None). Once per `source`.

    It lowers what is owed first (at most `most_from_receivable`); what was paid already is then held for the customer.

    Raises:
        MoreThanInvoiced: nothing was credited.
    """
    with transaction.atomic():
        order = lock_order(invoice.order_id)
        if is_booked(f"credit:{source}"):
            return
        left = left_of(invoice)
        most = amount_of(left)
        wanted = most if amount is None else amount
        if wanted > most or wanted <= 0:
            raise MoreThanInvoiced(invoice=invoice.number, left=str(most), wanted=str(wanted))
        taken = by_amount(left, wanted, invoice.currency)
        _issue(order, invoice, taken, Why(reason, source), Cost(), most_from_receivable, actor)


def credit_goods(*, invoice: Invoice, pieces: Mapping[int, int], reason: str, actor: Actor, source: str, cost: Cost) -> None:
    """Issue a credit note over goods that come back, by order line and quantity; `cost` is what they had cost. Once per `source`.

    Goods that were free, or credited before, need no credit note: only their cost comes back.
    """
    with transaction.atomic():
        order = lock_order(invoice.order_id)
        if is_booked(f"credit:{source}"):
            return
        taken = by_goods(left_of(invoice), pieces, invoice.currency)
        if amount_of(taken) > 0:
            _issue(order, invoice, taken, Why(reason, source), cost, None, actor)
        elif cost.amount:
            _bring_cost_back(order, source, cost, actor)


def _bring_cost_back(order: Order, source: str, cost: Cost, actor: Actor) -> None:
    about = Dimensions.of(order)
    post_last(
        date=open_day(clock.today()),
        kind=EntryKind.COST_OF_GOODS,
        lines=recipes.goods_back_on_the_way(cost=cost.amount, currency=cost.currency, about=about),
        source_event=f"credit:{source}",
        memo=order.number,
        actor=actor,
        order_id=order.pk,
    )


def _issue(
    order: Order,
    invoice: Invoice,
    taken: list[Share],
    why: Why,
    cost: Cost,
    most_from_receivable: Decimal | None,
    actor: Actor,
) -> None:
    """Prepare everything, then write it in the last step, behind the number."""
    base = sum((share.excl_tax for share in taken), Decimal(0))
    tax = sum((share.tax for share in taken), Decimal(0))
    audit.record(actor=actor, action="accounting.invoice_credited", subject=invoice, amount=str(base + tax))
    dues = [due for due in owed(order) if due.item.invoice_id == invoice.pk]
    from_receivable = min(base + tax, total_left(dues))
    if most_from_receivable is not None:
        from_receivable = min(from_receivable, most_from_receivable)
    drafts = recipes.credited(
        excl_tax=base,
        tax=tax,
        currency=invoice.currency,
        from_receivable=from_receivable,
        about=Dimensions.of(order),
        returned_cost=cost.amount,
        cost_currency=cost.currency,
    )
    note = CreditNote(
        date=clock.today(),
        currency=invoice.currency,
        language=invoice.language,
        total_excl_tax=base,
        total_tax=tax,
        total_incl_tax=base + tax,
        taxes=breakdown(taken),
        invoice=invoice,
        reason=why.reason[:200],
        source=why.source,
    )
    if invoice.payment_kind == PaymentKind.TERMS and order.trade_account_id and from_receivable:
        give_credit_back(account_id=order.trade_account_id, amount=from_receivable)
    date = open_day(note.date)

    def write() -> None:
        note.number = next_document_number(SERIES)
        note.entry = post(
            date=date,
            kind=EntryKind.CREDIT_NOTE,
            lines=drafts,
            source_event=f"credit:{note.source}",
            memo=f"{note.number} · {invoice.number} · {note.reason}",
            actor=actor,
            order_id=order.pk,
        )
        _write(note, taken)
        settle(dues=dues, amount=from_receivable, entry=note.entry)
        publish(CreditNoteIssued(credit_note_id=note.pk, number=note.number, order_id=order.pk), actor=actor)

    run_last(write)


def _write(note: CreditNote, taken: list[Share]) -> None:
    note.save(force_insert=True)
    CreditNoteLine.objects.bulk_create(
        CreditNoteLine(
            credit_note=note,
            position=position,
            invoice_line=share.line,
            quantity=share.quantity,
            excl_tax=share.excl_tax,
            tax=share.tax,
            incl_tax=share.incl_tax,
        )
        for position, share in enumerate(taken, 1)
    )
