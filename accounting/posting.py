"""Writing a journal entry, and reversing one. The only code that writes to the journal.

A recipe (accounting/recipes) says which lines; `post` draws the gapless number and writes entry and lines. The number's
counter stays locked until the transaction ends: inside an event handler `post` is called from `core.events.run_last`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounting.chart import Accounts
from accounting.models import EntryKind, EntryLine, JournalEntry, Role
from accounting.periods import ensure_period
from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import run_last
from core.money import round_amount
from core.numbering import ensure_series, next_document_number

SERIES = "journal"
PATTERN = "JE-{year}-{n:06d}"


class AlreadyBooked(DomainError):
    """This event has an entry already; nothing was booked."""

    code = "already_booked"


class Unbalanced(DomainError):
    """Debits and credits differ in a currency, or there are fewer than two lines; nothing was booked."""

    code = "unbalanced"


class AlreadyReversed(DomainError):
    """The entry has a reversal already, or is one itself."""

    code = "already_reversed"


class HasDocument(DomainError):
    """The entry stands behind an invoice, a credit note or an open item: take that back by a credit note instead."""

    code = "has_document"


@dataclass(frozen=True, kw_only=True)
class Dimensions:
    """What a line is about, for reports: ids of channel, market, order and customer."""

    channel_id: int | None = None
    market_id: int | None = None
    order_id: int | None = None
    customer_id: int | None = None

    @classmethod
    def of(cls, order: Any) -> "Dimensions":
        return cls(channel_id=order.channel_id, market_id=order.market_id, order_id=order.pk, customer_id=order.customer_id)


NOTHING = Dimensions()


@dataclass(frozen=True)
class LineDraft:
    """One side of an entry to be: an account's role, debit or credit, currency."""

    role: str
    debit: Decimal
    credit: Decimal
    currency: str
    about: Dimensions = NOTHING
    account_id: int | None = None

    def swapped(self) -> "LineDraft":
        return replace(self, debit=self.credit, credit=self.debit)


def debit(role: str, amount: Decimal, currency: str, about: Dimensions = NOTHING) -> LineDraft:
    """A debit; a negative amount becomes a credit."""
    value = round_amount(amount, currency)
    return LineDraft(role, max(value, Decimal(0)), max(-value, Decimal(0)), currency, about)


def credit(role: str, amount: Decimal, currency: str, about: Dimensions = NOTHING) -> LineDraft:
    """A credit; a negative amount becomes a debit."""
    return debit(role, -amount, currency, about)


def is_booked(source_event: str) -> bool:
    """Whether something has an entry already. One query."""
    return JournalEntry.objects.filter(source_event=source_event).exists()


def post(
    *,
    date: dt.date,
    kind: str,
    lines: Iterable[LineDraft],
    source_event: str | None,
    memo: str,
    actor: Actor,
    order_id: int | None = None,
    reverses: JournalEntry | None = None,
) -> JournalEntry:
    """Write one entry. Lines of nothing are left out. Call it last: it draws a gapless number.

    Raises:
        Unbalanced, NoAccountForRole: nothing was booked.
        IntegrityError: the event has an entry, or the day is in a closed period (the database refuses).
    """
    drafts = [line for line in lines if line.debit or line.credit]
    _require_balance(drafts)
    accounts = Accounts()
    account_ids = [line.account_id or accounts.id_of(line.role, line.currency) for line in drafts]
    ensure_period(date)
    with transaction.atomic():
        entry = JournalEntry.objects.create(
            number=next_document_number(SERIES),
            date=date,
            kind=kind,
            source_event=source_event,
            reverses=reverses,
            memo=memo[:300],
            order_id=order_id,
            created_at=clock.now(),
            actor_label=actor.label[:200],
            actor_id=actor.user_id if actor.kind == "user" else None,
        )
        EntryLine.objects.bulk_create(
            EntryLine(
                entry=entry,
                position=position,
                account_id=account_id,
                currency=line.currency,
                debit=line.debit,
                credit=line.credit,
                channel_id=line.about.channel_id,
                market_id=line.about.market_id,
                order_id=line.about.order_id,
                customer_id=line.about.customer_id,
            )
            for position, (line, account_id) in enumerate(zip(drafts, account_ids, strict=True), 1)
        )
    return entry


def post_last(*, then: Callable[[JournalEntry], None] | None = None, **what: Any) -> None:
    """`post` as the last step of the event being handled (outside one: now); `then` writes what hangs on the entry."""

    def step() -> None:
        entry = post(**what)
        if then is not None:
            then(entry)

    run_last(step)


def _require_balance(drafts: Sequence[LineDraft]) -> None:
    sums: dict[str, Decimal] = {}
    for line in drafts:
        sums[line.currency] = sums.get(line.currency, Decimal(0)) + line.debit - line.credit
    off = {currency: str(difference) for currency, difference in sums.items() if difference}
    if off or len(drafts) < 2:
        raise Unbalanced(differences=off, lines=len(drafts))


def open_journal_series() -> None:
    """Open the series of entry numbers; it starts again each year."""
    ensure_series(SERIES, PATTERN)


def reverse(*, entry: JournalEntry, reason: str, actor: Actor, date: dt.date | None = None) -> JournalEntry:
    """Undo an entry by a second one that names it; both stay.

    Raises:
        AlreadyReversed, HasDocument: nothing was booked.
    """
    with transaction.atomic():
        entry = JournalEntry.objects.select_for_update(no_key=True).get(pk=entry.pk)
        if entry.kind == EntryKind.REVERSAL or JournalEntry.objects.filter(reverses=entry).exists():
            raise AlreadyReversed(entry=entry.number)
        if why_not_reversible(entry):
            raise HasDocument(entry=entry.number)
        lines = [_draft_of(line).swapped() for line in entry.lines.all()]
        audit.record(actor=actor, action="accounting.entry_reversed", subject=entry, reason=reason)
        return post(
            date=date or clock.today(),
            kind=EntryKind.REVERSAL,
            lines=lines,
            source_event=f"reversal:{entry.pk}",
            memo=reason,
            actor=actor,
            order_id=entry.order_id,
            reverses=entry,
        )


def why_not_reversible(entry: JournalEntry) -> str:
    """The code of what forbids a reversal, or nothing. Entries with an open item or document are taken back by theirs."""
    if entry.kind == EntryKind.REVERSAL or hasattr(entry, "reversed_by"):
        return AlreadyReversed.code
    bound = (
        hasattr(entry, "invoice")
        or hasattr(entry, "credit_note")
        or hasattr(entry, "remittance")
        or hasattr(entry, "short_pay_clearing")
        or entry.open_items.exists()
        or entry.settlements.exists()
    )
    return HasDocument.code if bound else ""


def _draft_of(line: EntryLine) -> LineDraft:
    about = Dimensions(channel_id=line.channel_id, market_id=line.market_id, order_id=line.order_id, customer_id=line.customer_id)
    return LineDraft(Role.BANK, line.debit, line.credit, line.currency, about, account_id=line.account_id)
