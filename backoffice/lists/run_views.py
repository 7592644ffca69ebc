"""The page of a bulk action that the workers do: how far it is, then what became of each row."""

import csv
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from backoffice.lists.exporting import attached, cell
from backoffice.models import BulkRun, Outcome, RunState
from core import audit
from core.access import Actor
from core.access.http import ANY_STAFF, staff
from core.dates import say

#: Refusals that the page tells; the file tells all.
TOLD = 200


def _run(request: HttpRequest, pk: int) -> BulkRun:
    """Only one's own, once confirmed."""
    return get_object_or_404(BulkRun.objects.exclude(state=RunState.ASKED), pk=pk, started_by=request.user.pk)


@staff(GET=ANY_STAFF)
def bulk_run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, asked for every two seconds until it is done. Three queries."""
    run = _run(request, pk)
    counts = dict(run.rows.order_by().values_list("outcome").annotate(n=Count("pk")))
    done, refused, left = counts.get(Outcome.DONE, 0), counts.get(Outcome.REFUSED, 0), counts.get("", 0)
    is_done, total = run.state == RunState.DONE, done + refused + left
    progress: dict[str, Any] = {
        "title": _("Done") if is_done else _("Under way: you may leave this page and come back"),
        "said": _("%(done)d done, %(refused)d refused, %(left)d to go") % {"done": done, "refused": refused, "left": left},
        "done": total - left,
        "total": total,
        "poll_url": "" if is_done else request.path,
    }
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "backoffice/parts/progress.html", progress)
        if is_done:
            answer["HX-Refresh"] = "true"
        return answer
    bulk = resolve(run.path).func.bulk  # type: ignore[attr-defined]
    rows = [{**row.named, "word": row.word, "tone": "warn"} for row in run.rows.filter(outcome=Outcome.REFUSED)[:TOLD]]
    context = {
        "title": str(bulk.known[run.action].title).rstrip("…"),
        "sub": _("Confirmed %(at)s.") % {"at": say(run.confirmed_at, "short")},
        "progress": progress,
        "is_done": is_done,
        "rows": rows,
        "done": done,
        "refused": refused,
        "more": max(refused - TOLD, 0),
        "report_url": reverse("backoffice:bulk_run_report", args=[pk]),
        "back": f"{reverse(bulk.back)}?{run.query}" if run.query else reverse(bulk.back),
    }
    return render(request, "backoffice/bulk_run.html", context)


@staff(GET=ANY_STAFF)
def bulk_run_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row with what became of it, as a file."""
    run = _run(request, pk)
    audit.record(actor=Actor.of(request.user, request), action="list.exported", subject_label="bulk", run=run.pk)  # type: ignore[arg-type]
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(["record", "result", "in_words"])
    for row in run.rows.all().iterator(chunk_size=1000):
        name = row.named.get("number") or row.named.get("title") or row.key
        writer.writerow([cell(value) for value in (name, row.outcome or "waiting", row.word)])
    return attached(response, f"bulk_{run.pk}", "csv")  # type: ignore[return-value]
