"""What happened to an order, for people to read. Screens choose the sentence by `kind`; a note has its own words."""

from datetime import datetime

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from shop.order.models import Order, TimelineEntry

#: The longest note; longer texts belong into a case.
LONGEST_NOTE = 4000


class EmptyNote(DomainError):
    """A note needs words, and not more than 4,000 characters."""

    code = "empty_note"


def add_entry(*, order_id: int, kind: str, actor: Actor, happened_at: datetime | None = None, **data) -> TimelineEntry:
    """Tell what happened (now, unless said otherwise). `data` holds ids, codes and amounts as text. One statement."""
    return TimelineEntry.objects.create(
        order_id=order_id,
        kind=kind,
        at=happened_at or clock.now(),
        actor_label=actor.label[:120],
        actor_id=_person(actor),
        data=data,
    )


def add_note(*, order: Order, text: str, actor: Actor) -> TimelineEntry:
    """Write a note on an order.

    Raises:
        EmptyNote
    """
    words = text.strip()
    if not words or len(words) > LONGEST_NOTE:
        raise EmptyNote(length=len(words), most=LONGEST_NOTE)
    entry = TimelineEntry.objects.create(
        order=order, kind="note", at=clock.now(), actor_label=actor.label[:120], actor_id=_person(actor), body=words
    )
    audit.record(actor=actor, action="order.note_added", subject=entry, subject_label=order.number, order=order.pk)
    return entry


def _person(actor: Actor) -> int | None:
    return actor.user_id if actor.kind in ("user", "customer") else None
