"""Bulk actions: tick rows, see what will happen to each, press once, read what happened to each.

    class Hold(BulkAction):
        code, title, icon, permission = "hold", _("Hold…"), "hand-stop", "orders.hold"
        question, submit = _("Hold these orders?"), _("Hold them")
        form_class = ReasonForm
        def refusal(self, row): return "" if may_hold(row) else _("it is released")
        def act(self, row, actor, data): hold(order=row, reason=data["reason"], actor=actor); return _("held")

    orders_bulk = bulk_view(Orders, (Hold(), …), back="backoffice:orders", permission="orders.view")

Each row is a transaction of its own: what one refuses does not keep the others. A row that changed between the preview
and the press is refused by the job itself and stands in the report by name. "All that match" instead of ticked rows is
done by the workers: see backoffice/lists/running.py.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.forms import OfficeForm
from backoffice.lists import running
from backoffice.models import BulkRun, RunState
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError

if TYPE_CHECKING:
    from backoffice.listing import Listing

Word = str | Promise
log = logging.getLogger("backoffice")
#: Rows that one press may change. A page of a list holds fewer.
MOST = 200
REPORT = "bulk_report"


class BulkAction:
    """What can be done with ticked rows. `refusal` says beforehand why not; `act` calls the job and says what was done."""

    code: ClassVar[str]
    title: ClassVar[Word]
    icon: ClassVar[str] = ""
    permission: ClassVar[str]
    question: ClassVar[Word]
    text: ClassVar[Word] = ""
    submit: ClassVar[Word]
    is_danger: ClassVar[bool] = False
    #: Whether it may be done to everything that a filter matches; what answers with a file may not.
    takes_all: ClassVar[bool] = True
    form_class: ClassVar[type[OfficeForm] | None] = None
    #: Words for refusals of the job, by code.
    words: ClassVar[Mapping[str, Word]] = {}

    def refusal(self, row: Any) -> Word:
        return ""

    def effect(self, row: Any) -> Word:
        """What will happen to the row, for the preview."""
        return self.submit

    def act(self, row: Any, actor: Actor, data: Mapping[str, Any]) -> Word:
        """Change one row by its job; what became of it, in words. An action that answers with a file changes nothing."""
        return ""

    def answer(self, rows: Sequence[Any], actor: Actor) -> HttpResponse | None:
        """A file instead of a change (slips to print); None: the rows are changed one by one after a preview."""
        return None

    def shown(self) -> dict[str, Any]:
        return {"title": self.title, "name": "action", "value": self.code, "icon": self.icon}


def shown(actions: Sequence[BulkAction], user: Any) -> list[dict[str, Any]]:
    """The actions of a list this person may use, as parts/bulk.html takes them."""
    return [action.shown() for action in actions if user.can(action.permission)]


@dataclass(frozen=True)
class Bulk:
    """What a list's bulk bar is posted to; the view carries it as `bulk`, where the workers find it by its address."""

    listing: "type[Listing]"
    known: Mapping[str, BulkAction]
    back: str
    permission: str
    name: Callable[[Any], dict[str, Any]]

    def plain_name(self, row: Any) -> dict[str, Any]:
        return _plain(self.name(row))


def bulk_view(
    listing_class: "type[Listing]",
    actions: Sequence[BulkAction],
    *,
    back: str,
    permission: str,
    name: Callable[[Any], dict[str, Any]],
) -> Callable[..., HttpResponse]:
    """The address a list's bulk bar posts to: preview, then the deed, then (GET) the report of the last one.

    `name` says what a row is called: number, channel and url, or title and url (see parts/report.html).
    """
    known = {action.code: action for action in actions}
    about = Bulk(listing_class, known, back, permission, name)

    @staff(GET=permission, POST=permission)
    def bulk(request: HttpRequest) -> HttpResponse:
        if request.method == "GET":
            return _report(request, back)
        action = known.get(request.POST.get("action", ""))
        if action is not None and ("all" in request.POST or "run" in request.POST):
            return _whole(request, about, action)
        keys = [int(key) for key in request.POST.getlist("ticked") if key.isdecimal() and len(key) < 19][:MOST]
        if action is None or not keys:
            messages.warning(request, _("Nothing was changed: no row was ticked."))
            return redirect(back)
        if not request.user.can(action.permission):
            raise PermissionDenied(action.permission)
        rows = list(listing_class(request).queryset().filter(pk__in=keys).order_by("pk"))
        actor = Actor.of(request.user, request)
        answer = action.answer(rows, actor)
        if answer is not None:
            return answer
        form = action.form_class(request.POST if "confirmed" in request.POST else None) if action.form_class else None
        if "confirmed" not in request.POST or (form is not None and not form.is_valid()):
            return _preview(request, action, rows, form, back, name)
        _run(request, action, rows, actor, form.cleaned_data if form else {}, name)
        return redirect(request.path)

    bulk.bulk = about  # type: ignore[attr-defined]
    return bulk


def _whole(request: HttpRequest, about: Bulk, action: BulkAction) -> HttpResponse:
    """Everything that the filter matches: shown first; confirmed, the workers do it."""
    if not request.user.can(action.permission):  # type: ignore[union-attr]
        raise PermissionDenied(action.permission)
    if not action.takes_all:
        messages.warning(request, _("Nothing was changed: this is for ticked rows only."))
        return redirect(about.back)
    actor = Actor.of(request.user, request)  # type: ignore[arg-type]
    if "run" not in request.POST:
        return _look(request, about, action, actor)
    key = request.POST["run"]
    mine = {"pk": key if key.isdecimal() and len(key) < 18 else 0, "started_by": request.user, "path": request.path}
    run = get_object_or_404(BulkRun, **mine, action=action.code)
    form = action.form_class(request.POST) if action.form_class else None
    if run.state == RunState.ASKED and form is not None and not form.is_valid():
        return _show_whole(request, about, action, {"run": run, "going": run.rows.count()}, form)
    typed = QueryDict(mutable=True)
    for name in form.fields if form is not None else ():
        typed.setlist(name, request.POST.getlist(name))
    running.confirm(run=run, form=typed.urlencode(), actor=actor)
    return redirect("backoffice:bulk_run", pk=run.pk)


def _look(request: HttpRequest, about: Bulk, action: BulkAction, actor: Actor) -> HttpResponse:
    query = request.POST["all"].replace("\x00", "")[:1000]
    try:
        seen = running.look(bulk=about, action=action, query=query, path=request.path, actor=actor, user=request.user)
    except running.TooMany as refusal:
        said = _("Nothing was changed: the filter matches more than %(most)s rows. Narrow it.")
        messages.warning(request, said % {"most": f"{refusal.data['most']:,}"})
        return redirect(f"{reverse(about.back)}?{query}")
    return _show_whole(request, about, action, vars(seen), action.form_class() if action.form_class else None)


def _show_whole(request: HttpRequest, about: Bulk, action: BulkAction, seen: Mapping[str, Any], form: Any) -> HttpResponse:
    going, run = seen["going"], seen["run"]
    listing = running.narrowed(about, request.user, run.query)
    context = {
        **seen,
        "title": action.question,
        "action": action,
        "form": form,
        "said": ngettext("%(count)d will be changed", "%(count)d will be changed", going) % {"count": going},
        "filters": [
            {"label": one.label, "value": one.say(listing.active[one.name])}
            for one in listing.filters
            if one.name in listing.active
        ],
        "back": f"{reverse(about.back)}?{run.query}",
    }
    return render(request, "backoffice/bulk_whole.html", context, status=422 if form is not None and form.errors else 200)


def _preview(request: HttpRequest, action: BulkAction, rows: list[Any], form: Any, back: str, name: Any) -> HttpResponse:
    told = [{**name(row), "refusal": action.refusal(row), "effect": action.effect(row), "pk": row.pk} for row in rows]
    going = [row for row in told if not row["refusal"]]
    context = {
        "title": action.question,
        "action": action,
        "form": form,
        "rows": sorted(told, key=lambda row: bool(row["refusal"])),
        "going": len(going),
        "said": ngettext("%(count)d will be changed", "%(count)d will be changed", len(going)) % {"count": len(going)},
        "left": len(told) - len(going),
        "back": reverse(back),
    }
    return render(request, "backoffice/bulk_preview.html", context, status=422 if form is not None and form.errors else 200)


def _run(request: HttpRequest, action: BulkAction, rows: list[Any], actor: Actor, data: Mapping[str, Any], name: Any) -> None:
    """Do it row by row and keep what happened in the session, where the report finds it after the redirect."""
    told = []
    for row in rows:
        word, tone = action.refusal(row), "warn"
        if not word:
            try:
                word, tone = action.act(row, actor, data), "ok"
            except DomainError as refusal:
                word = action.words.get(refusal.code) or _("refused: %(code)s") % {"code": refusal.code}
                log.info("bulk %s refused for %s: %s", action.code, row.pk, refusal)
        told.append({**_plain(name(row)), "word": str(word), "tone": tone})
    done = sum(1 for row in told if row["tone"] == "ok")
    request.session[REPORT] = {
        "path": request.path,
        "caption": str(action.title).rstrip("…"),
        "said": _("%(done)d done, %(left)d not.") % {"done": done, "left": len(told) - done},
        "rows": told,
    }


def _plain(named: Mapping[str, Any]) -> dict[str, Any]:
    """A row's name as a session can keep it."""
    channel = named.get("channel")
    kept = {"prefix": channel.prefix, "name": channel.name} if channel is not None else None
    return {**{key: str(value) for key, value in named.items() if key != "channel"}, "channel": kept}


def _report(request: HttpRequest, back: str) -> HttpResponse:
    kept = request.session.get(REPORT)
    if not kept or kept["path"] != request.path:
        return redirect(back)
    context = {**kept, "title": _("What happened"), "back": reverse(back)}
    return render(request, "backoffice/bulk_report.html", context)
