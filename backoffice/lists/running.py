"""Bulk actions over everything that a filter matches: looked at, confirmed once, done by the workers a few rows at a time.

The rows are written down when they are shown, so that exactly what was seen is done. Each turn is one delivery of an event:
its rows and the mark that they are done commit together, so that a killed worker neither loses nor repeats any. A refusal
keeps no other row; it stands in the report by name.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.urls import resolve
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backoffice.events import BulkRunAdvanced, BulkRunConfirmed
from backoffice.models import BulkRow, BulkRun, Outcome, RunState
from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.languages import speaking
from core.transitions import move_to

if TYPE_CHECKING:
    from backoffice.lists.bulk import Bulk, BulkAction

log = logging.getLogger("backoffice")
#: Rows that one run may hold, rows of one turn, and rows that the preview shows by name.
MOST, TURN, SHOWN = 5_000, 25, 20
#: How long a run that nobody confirmed is kept, and one that is done.
UNCONFIRMED_KEPT, DONE_KEPT = timedelta(days=1), timedelta(days=30)


class TooMany(DomainError):
    """The filter matches more rows than one run may hold; nothing was written down."""

    code = "too_many_rows"


@dataclass(frozen=True)
class Look:
    """What an action would do: rows that go, why the others do not, and the first rows by name."""

    run: BulkRun
    going: int
    refusals: list[tuple[str, int]]
    shown: list[dict[str, Any]]


def look(*, bulk: "Bulk", action: "BulkAction", query: str, path: str, actor: Actor, user: Any) -> Look:
    """Write down every row that the filter matches now, and say what would happen to them. Nothing is changed.

    Raises:
        TooMany
    """
    rows = narrowed(bulk, user, query).filtered.order_by("pk")[: MOST + 1]
    keys: list[int] = []
    refusals: Counter[str] = Counter()
    shown: list[dict[str, Any]] = []
    for row in rows.iterator(chunk_size=1000):
        why = str(action.refusal(row))
        keys.append(row.pk)
        if why:
            refusals[why] += 1
        elif len(shown) < SHOWN:
            shown.append({**bulk.name(row), "effect": action.effect(row)})
    if len(keys) > MOST:
        raise TooMany(most=MOST)
    with transaction.atomic():
        run = BulkRun.objects.create(
            path=path, query=query[:1000], action=action.code, started_by=user, ip=actor.ip, machine=actor.machine or "",
            language=get_language() or "en",
        )  # fmt: skip
        BulkRow.objects.bulk_create([BulkRow(run=run, key=key) for key in keys], batch_size=1000)
    return Look(run, len(keys) - sum(refusals.values()), refusals.most_common(), shown)


def narrowed(bulk: "Bulk", user: Any, query: str) -> Any:
    """The list as somebody sees it behind this query."""
    request = HttpRequest()
    request.method, request.user, request.GET = "GET", user, QueryDict(query)
    return bulk.listing(request)


def confirm(*, run: BulkRun, form: str, actor: Actor) -> None:
    """Let the workers begin. Confirming a run that has begun does nothing."""
    with transaction.atomic():
        row = BulkRun.objects.select_for_update().get(pk=run.pk)
        if row.state != RunState.ASKED:
            return
        move_to(row, "state", RunState.WAITING, actor=actor, also={"form": form, "confirmed_at": clock.now()})
        audit.record(actor=actor, action="bulk.confirmed", subject=row, deed=row.action, rows=row.rows.count())
        publish(BulkRunConfirmed(run_id=row.pk), actor=actor)


def go_on(*, run_id: int) -> None:
    """One turn of a run: a few rows, then tell that there are more, or that it is done. Inside a delivery's transaction."""
    run = BulkRun.objects.select_for_update(of=("self",)).select_related("started_by").filter(pk=run_id).first()
    if run is None or run.state != RunState.WAITING:
        return
    turn = list(run.rows.filter(outcome="").order_by("pk")[:TURN])
    actor = _actor(run)
    with speaking(run.language):
        _do(run, turn, actor)
    BulkRow.objects.bulk_update(turn, ["outcome", "word", "named"])
    if run.rows.filter(outcome="").exists():
        publish(BulkRunAdvanced(run_id=run_id), actor=actor)
    else:
        move_to(run, "state", RunState.DONE, actor=actor, also={"finished_at": clock.now()})


def _actor(run: BulkRun) -> Actor:
    """Who asked, from where they asked."""
    person = run.started_by
    return Actor("user", person.pk, person.get_full_name() or person.email, run.ip, run.machine or None)


def _do(run: BulkRun, turn: Sequence[BulkRow], actor: Actor) -> None:
    bulk: Bulk = resolve(run.path).func.bulk  # type: ignore[attr-defined]
    action, user = bulk.known[run.action], run.started_by
    form = action.form_class(QueryDict(run.form)) if action.form_class else None
    may = user.is_active and user.is_staff and user.can(bulk.permission) and user.can(action.permission)
    holds = form is None or form.is_valid()
    found = {row.pk: row for row in narrowed(bulk, user, "").queryset().filter(pk__in=[one.key for one in turn])}
    for one in turn:
        row = found.get(one.key)
        if row is not None:
            one.named = bulk.plain_name(row)
        why = _("your role may not do this any more") if not may else "" if holds else _("what was typed no longer holds")
        why = why or (_("it is not there any more") if row is None else str(action.refusal(row)))
        one.outcome, one.word = (Outcome.REFUSED, why) if why else _act(action, row, actor, form)
        one.word = str(one.word)[:300]


def _act(action: "BulkAction", row: Any, actor: Actor, form: Any) -> tuple[Outcome, str]:
    try:
        with transaction.atomic():
            return Outcome.DONE, str(action.act(row, actor, form.cleaned_data if form else {}))
    except DomainError as refusal:
        log.info("bulk %s refused for %s: %s", action.code, row.pk, refusal)
        return Outcome.REFUSED, str(action.words.get(refusal.code) or _("refused: %(code)s") % {"code": refusal.code})


def prune() -> int:
    """Forget runs that nobody confirmed, and those that are done for long."""
    now = clock.now()
    old = BulkRun.objects.filter(state=RunState.ASKED, created_at__lt=now - UNCONFIRMED_KEPT)
    done = BulkRun.objects.filter(state=RunState.DONE, finished_at__lt=now - DONE_KEPT)
    return sum(found.delete()[1].get("backoffice.BulkRun", 0) for found in (old, done))
