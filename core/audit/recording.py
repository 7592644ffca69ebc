"""Writing the audit trail, inside the transaction of the deed itself so that neither exists alone, and reading it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import models

from core import clock
from core.audit.models import AuditEntry, StatusChange


class Doer(Protocol):
    """What the trail needs to know of an actor (`core.access.Actor` is one)."""

    @property
    def kind(self) -> str: ...
    @property
    def user_id(self) -> int | None: ...
    @property
    def label(self) -> str: ...
    @property
    def ip(self) -> str | None: ...
    @property
    def machine(self) -> str | None: ...


def record(*, actor: Doer, action: str, subject: models.Model | None = None, subject_label: str = "", **data: Any) -> AuditEntry:
    """Write down a deed. `data` holds ids, codes and amounts, never names, addresses or other personal values."""
    entry = AuditEntry(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.user_id,
        actor_label=actor.label[:200],
        action=action,
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_label=(subject_label or (str(subject) if subject is not None else ""))[:200],
        data=data,
        ip=actor.ip,
        machine=actor.machine or "",
    )
    gathered = _gathered.get()
    if gathered is None:
        entry.save(force_insert=True)
    else:
        gathered.append(entry)
    return entry


_gathered: ContextVar[list[AuditEntry] | None] = ContextVar("audit_gathered", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Write the deeds of this block in one statement at its end, inside the caller's transaction; none when it fails."""
    entries: list[AuditEntry] = []
    token = _gathered.set(entries)
    try:
        yield
    finally:
        _gathered.reset(token)
    AuditEntry.objects.bulk_create(entries)


def record_status_change(*, actor: Doer, subject: models.Model, field: str, old: str, new: str, reason: str = "") -> StatusChange:
    """Write down one step of a status; `core.transitions.move_to` is the only caller."""
    return StatusChange.objects.create(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.user_id,
        actor_label=actor.label[:200],
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        field=field,
        old=old,
        new=new,
        reason=reason[:500],
    )


def history(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """What was done to a record, newest first. One query."""
    return AuditEntry.objects.filter(**_about(subject)).order_by("-at", "-id")


def status_history(subject: models.Model) -> models.QuerySet[StatusChange]:
    """The steps a record went through, oldest first. One query."""
    return StatusChange.objects.filter(**_about(subject)).order_by("at", "id")


def _about(subject: models.Model) -> dict[str, str]:
    return {"subject_type": subject._meta.label, "subject_id": str(subject.pk)}
