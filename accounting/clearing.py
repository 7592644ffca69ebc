"""Clearing what a courier kept of the cash it took: paid after all, set off against its bill, or written off with a reason."""

from decimal import Decimal

from django.db import transaction

from accounting import recipes
from accounting.models import Clearing, EntryKind, JournalEntry, RemittanceLine, Role, ShortPayClearing
from accounting.periods import open_day
from accounting.posting import Dimensions, post
from core import audit, clock
from core.access import Actor
from core.errors import DomainError

#: Where each way takes the amount from.
OUT_OF = {
    Clearing.RECOVERED: Role.BANK,
    Clearing.SET_OFF: Role.COURIER_PAYABLE,
    Clearing.WRITTEN_OFF: Role.WRITE_OFF,
}


class MoreThanShort(DomainError):
    """The courier kept less than was to be cleared, or it is cleared already; nothing was booked."""

    code = "more_than_short"


def clear_short_pay(*, line_id: int, amount: Decimal, how: str, reason: str, actor: Actor) -> JournalEntry:
    """Book what became of a short pay, or of a part of it. `reason` stands on the entry: a bank reference, a letter, a name.

    Raises:
        MoreThanShort
    """
    with transaction.atomic():
        RemittanceLine.objects.select_for_update(no_key=True).get(pk=line_id)
        line = RemittanceLine.objects.with_short().select_related("item__order", "remittance").get(pk=line_id)
        if not 0 < amount <= line.short:
            raise MoreThanShort(line=line_id, short=str(line.short))
        order = line.item.order
        audit.record(
            actor=actor, action="accounting.short_pay_cleared", subject=line.remittance, amount=str(amount), how=str(how),
            reason=reason,
        )  # fmt: skip
        entry = post(
            date=open_day(clock.today()),
            kind=EntryKind.SHORT_PAY,
            lines=recipes.short_pay_cleared(
                amount=amount, currency=line.remittance.currency, out_of=OUT_OF[Clearing(how)], about=Dimensions.of(order)
            ),
            source_event=None,
            memo=f"{order.number} · {reason}",
            actor=actor,
            order_id=order.pk,
        )
        ShortPayClearing.objects.create(
            line=line, how=how, amount=amount, reason=reason[:200], entry=entry, created_at=entry.created_at
        )
    return entry
