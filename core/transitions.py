"""Statuses move only along a table that stands beside them, from the value the mover saw, leaving a history row.

A model states `STATUS_TRANSITIONS = {Status.NEW: {Status.PAID, ...}, ...}` for its field `status`; a field named
`payment_state` has `PAYMENT_STATE_TRANSITIONS`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import models, transaction

from core.audit.models import StatusChange
from core.audit.recording import Doer, record_status_change
from core.errors import DomainError

Table = Mapping[str, set[str]]


class IllegalTransition(DomainError):
    """The table has no step from the present status to the wished one."""

    code = "illegal_transition"


class StatusMovedOn(IllegalTransition):
    """Somebody else moved the record since it was read; nothing was changed."""

    code = "status_moved_on"


def table_of(model: type[models.Model], field: str) -> Table:
    """The transition table of a model's status field."""
    return getattr(model, f"{field.upper()}_TRANSITIONS")  # type: ignore[no-any-return]


def may_move(instance: models.Model, field: str, new: str) -> bool:
    """Whether the table has a step from the present status to `new`."""
    return new in table_of(type(instance), field).get(getattr(instance, field), set())


def move_to(
    instance: models.Model,
    field: str,
    new: str,
    *,
    actor: Doer,
    reason: str = "",
    also: Mapping[str, Any] | None = None,
) -> StatusChange:
    """Move a record to its next status, provided it still has the status that `instance` shows.

    `also` sets further fields in the same UPDATE (say, the moment of dispatch). The instance is brought up to date.

    Raises:
        IllegalTransition: the table has no such step.
        StatusMovedOn: the row has another status by now.
    """
    old = getattr(instance, field)
    subject = {"subject": instance._meta.label, "pk": instance.pk, "old": str(old), "new": str(new)}
    if not may_move(instance, field, new):
        raise IllegalTransition(**subject)
    values = {field: new, **(also or {})}
    # Nothing is to be taken back: when the row has moved on, nothing was written. So no savepoint is needed.
    with transaction.atomic(savepoint=False):
        moved = type(instance)._base_manager.filter(pk=instance.pk, **{field: old}).update(**values)
        change = (
            record_status_change(actor=actor, subject=instance, field=field, old=str(old), new=str(new), reason=reason)
            if moved
            else None
        )
    if change is None:
        raise StatusMovedOn(**subject)
    for name, value in values.items():
        setattr(instance, name, value)
    return change


def tables() -> Iterator[tuple[type[models.Model], str, Table]]:
    """Every status field of the house that has a transition table: model, field, table."""
    for model in apps.get_models():
        for name in sorted(vars(model)):
            if name.endswith("_TRANSITIONS"):
                field = name.removesuffix("_TRANSITIONS").lower()
                yield model, field, table_of(model, field)


def diagram(model: type[models.Model], field: str) -> str:
    """The table as a Mermaid state diagram, for the docs."""
    table = table_of(model, field)
    status = model._meta.get_field(field)
    initial = status.get_default() if isinstance(status, models.Field) else ""
    lines = ["stateDiagram-v2"]
    if initial:
        lines.append(f"    [*] --> {initial}")
    for old, following in table.items():
        lines += [f"    {old} --> {new}" for new in sorted(map(str, following))] or [f"    {old} --> [*]"]
    return "\n".join(lines)
