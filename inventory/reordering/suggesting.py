"""Writing down what to buy.

Open suggestions follow the figures, what is no longer needed is withdrawn, what was ordered stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from core import audit, clock
from core.access import Actor
from core.transitions import move_to
from inventory.models import ReorderSuggestion, SuggestionStatus
from inventory.reordering.arithmetic import Advice, advise
from inventory.reordering.facts import Case, cases

_FIGURES = (
    "warehouse", "source", "quantity", "abc_class", "percent", "a_day", "spread", "lead_days", "lead_spread_days", "review_days",
    "order_days", "pack_size", "minimum_quantity", "on_hand", "owed", "coming", "safety_stock", "reorder_point", "up_to",
    "runs_out_on", "made_at",
)  # fmt: skip
#: Further off than this it makes no difference.
FURTHEST = timedelta(days=730)


@dataclass(frozen=True)
class Run:
    """Suggestions that are new, that changed or stand, and that are no longer needed."""

    new: int
    kept: int
    withdrawn: int


def suggest_all(*, actor: Actor, products: Iterable[int] | None = None) -> Run:
    """Bring the open suggestions up to date with demand and stock (of these products only, when some are named)."""
    only = None if products is None else set(products)
    with transaction.atomic(), connection.cursor() as cursor:
        # Two at once would both open the same suggestion: the second waits, and finds it.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reorder suggestions'))")
        open_now = ReorderSuggestion.objects.select_for_update().filter(status=SuggestionStatus.OPEN).order_by("pk")
        if only is not None:
            open_now = open_now.filter(product__in=only)
        standing = {(row.product_id, row.pool_id): row for row in open_now}
        new: list[ReorderSuggestion] = []
        kept: list[ReorderSuggestion] = []
        for case in cases(only):
            advice = advise(case.demand, case.stock, case.terms)
            if not advice.quantity:
                continue
            row = standing.pop((case.product_id, case.pool_id), None)
            (kept if row else new).append(_written(row or ReorderSuggestion(), case, advice))
        ReorderSuggestion.objects.bulk_create(new)
        ReorderSuggestion.objects.bulk_update(kept, _FIGURES, batch_size=500)
        for row in standing.values():
            move_to(row, "status", SuggestionStatus.WITHDRAWN, actor=actor, also={"done_at": clock.now()})
        run = Run(len(new), len(kept), len(standing))
        if new or standing:
            audit.record(actor=actor, action="reorder.suggested", new=run.new, kept=run.kept, withdrawn=run.withdrawn)
    return run


def _written(row: ReorderSuggestion, case: Case, advice: Advice) -> ReorderSuggestion:
    for name, value in _figures(case, advice).items():
        setattr(row, name, value)
    return row


def _figures(case: Case, advice: Advice) -> dict[str, Any]:
    demand, stock, terms = case.demand, case.stock, case.terms
    return {
        "product_id": case.product_id,
        "pool_id": case.pool_id,
        "warehouse": case.warehouse,
        "source": case.source,
        "quantity": advice.quantity,
        "abc_class": case.abc_class,
        "percent": terms.percent,
        "a_day": demand.a_day,
        "spread": demand.spread,
        "lead_days": terms.lead_days,
        "lead_spread_days": terms.lead_spread_days,
        "review_days": terms.review_days,
        "order_days": terms.order_days,
        "pack_size": terms.pack_size,
        "minimum_quantity": terms.minimum_quantity,
        "on_hand": stock.on_hand,
        "owed": stock.owed,
        "coming": stock.coming,
        "safety_stock": advice.safety,
        "reorder_point": advice.reorder_point,
        "up_to": advice.up_to,
        "runs_out_on": _runs_out(case),
        "made_at": clock.now(),
    }


def _runs_out(case: Case) -> date:
    """The day on which what is there and not owed is gone, at the foreseen demand."""
    days = max(case.stock.on_hand - case.stock.owed, 0) / case.demand.a_day
    return clock.today() + min(timedelta(days=min(days, FURTHEST.days)), FURTHEST)
