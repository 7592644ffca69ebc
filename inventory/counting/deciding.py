"""A second person decides about a variance: books it, or has the bin counted anew. Never somebody who counted it."""

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from inventory.counting.by_lot import UNTOUCHED
from inventory.counting.telling import book_variance
from inventory.models import Count, CountStatus


class CounterDecides(DomainError):
    """Whoever counted a bin cannot approve the variance; nothing was booked."""

    code = "counter_decides"


class AlreadyDecided(DomainError):
    """Nothing waits here for a second person any more."""

    code = "already_decided"


class NoReason(DomainError):
    """A refusal says why."""

    code = "no_reason"


def approve_variance(*, count: Count, actor: Actor, note: str = "") -> Count:
    """Book a variance that waits. A second press is refused by the count's state.

    Raises:
        AlreadyDecided, CounterDecides, UnitsAreHeld, NothingToBook: nothing is booked.
    """
    with transaction.atomic():
        row = _lock(count)
        if actor.user_id is None or row.entries.filter(by_id=actor.user_id).exists():
            raise CounterDecides(count=row.pk)
        movement = book_variance(count=row, variance=row.variance or 0, actor=actor, note=note)
        also = {"decided_by_id": actor.user_id, "finished_at": clock.now(), "movement_id": movement.pk if movement else None}
        move_to(row, "status", CountStatus.BOOKED, actor=actor, reason=note, also=also)
        audit.record(actor=actor, action="counting.approved", subject=row, variance=row.variance, value=str(row.variance_value))
    return row


def refuse_variance(*, count: Count, actor: Actor, reason: str) -> Count:
    """Do not believe a variance: the bin is counted anew, twice where it differs again. Nothing is booked.

    Raises:
        NoReason, AlreadyDecided
    """
    if not reason.strip():
        raise NoReason(count=count.pk)
    with transaction.atomic():
        row = _lock(count)
        also = {
            **UNTOUCHED,
            "judged_from": row.entries.count() + 1,
            "counter_id": None,
            "first_by_id": None,
            "last_by_id": None,
            "variance": None,
            "variance_value": None,
            "lots_differ": False,
            "needs_second": False,
            "due_on": clock.today(),
        }
        move_to(row, "status", CountStatus.AGAIN, actor=actor, reason=reason.strip()[:200], also=also)
        audit.record(actor=actor, action="counting.refused", subject=row, reason=reason.strip()[:200])
    return row


def _lock(count: Count) -> Count:
    row = Count.objects.select_for_update(of=("self",)).select_related("product", "location").get(pk=count.pk)
    if row.status != CountStatus.TO_APPROVE:
        raise AlreadyDecided(count=row.pk, status=row.status)
    return row
