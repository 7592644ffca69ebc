"""Show what a press would do before it does it: the one way to ask for a form's second press.

A form that is valid is turned into a `Preview`. `ask` answers None when exactly that preview was shown before the press, for
exactly what was typed; then the job may run. Else it answers what to show first, and nothing is done. If what the job would
do has changed since it was shown (somebody else decided, money arrived), the new preview is shown with a sentence that says so.

`confirm_and_do` is the whole page for a job; forms that stay in sight include templates/backoffice/parts/asked.html.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.access import Actor
from core.dates import say
from core.numbers import say_number

Word = str | Promise
#: A job that could not be done says so beside a field and answers None; else it answers where to go.
Job = Callable[[Any, Actor], str | None]

ASK = _("See what will happen")
LEAVE = _("Back without booking")
WRONG = _("Nothing was booked: some fields need another look.")
#: The hidden field that carries the mark of what was shown.
SHOWN = "shown"


@dataclass(frozen=True)
class Preview:
    """What a job would do: `rows` (what, now, after), `lines` of an entry (account, debit, credit, currency), sentences.

    `effects` have to hold at the press; `leads_to` has figures of the moment, such as how many baskets are open: they may move.
    """

    rows: Sequence[Mapping[str, Any]] = ()
    lines: Sequence[Mapping[str, Any]] = ()
    effects: Sequence[Word] = ()
    leads_to: Sequence[Word] = ()


@dataclass(frozen=True)
class Asked:
    """What to show before anything is done. `mark` goes into the form; `has_changed` when it is not what was pressed on."""

    preview: Preview
    mark: str
    has_changed: bool


def ask(request: HttpRequest, preview: Preview, typed: Mapping[str, Any], facts: Iterable[Any] = ()) -> Asked | None:
    """None when this was shown before the press; else what to show.

    `typed` is what the form was given, `facts` what stood beside it.
    """
    words = _mark(_plain(typed))
    shown = _mark(_plain([preview.rows, preview.lines, preview.effects, list(facts)]))
    before, _dot, then = request.POST.get(SHOWN, "").partition(".")
    if (before, then) == (words, shown):
        return None
    return Asked(preview, f"{words}.{shown}", has_changed=before == words)


def _mark(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    """A value as it was shown, the same whenever the same was shown."""
    if isinstance(value, Mapping):
        return [(str(key), _plain(each)) for key, each in value.items()]
    if isinstance(value, Model):
        return f"{value._meta.label}:{value.pk}"
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Promise)):
        return [_plain(each) for each in value]
    return str(value)


@dataclass(frozen=True)
class Question:
    """The words around a form: `ask` is the button of the form, `confirm` that of the preview, `head` the form's heading.

    `leave` goes back without doing anything; `wrong` stands above a form that was not understood.
    """

    head: Word
    confirm: Word
    ask: Word = ASK
    facts: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    note: Word = ""
    is_danger: bool = False
    leave: Word = LEAVE
    wrong: Word = WRONG


def confirm_and_do(
    request: HttpRequest,
    form: Form,
    *,
    question: Question,
    preview: Callable[[Any], Preview],
    job: Job,
    back: str,
    title: Word,
    crumbs: list[dict[str, Any]],
    template: str = "backoffice/confirming.html",
    **context: Any,
) -> HttpResponse:
    """Show the form, its preview, or do the job and go where it says. Who may post is the view's access rule.

    "Change it" goes back to the form with everything that was typed.
    """
    step = request.POST.get("step", "preview") if request.method == "POST" else ""
    asked = None
    if step and step != "change" and form.is_valid():
        facts = [fact.get("value", fact.get("order")) for fact in question.facts]
        asked = ask(request, preview(form), form.cleaned_data, facts)
        if asked is None:
            goes_to = job(form, Actor.of(request.user, request))  # type: ignore[arg-type]
            if goes_to is not None:
                return redirect(goes_to)
    wrong = bool(form.errors) and step != "change"
    whole = {
        "form": form,
        "question": question,
        "asked": asked,
        "preview": asked.preview if asked else None,
        "hidden": [one.as_hidden() for one in form] if asked else [],
        "typed": [_said(form, one) for one in form.visible_fields()] if asked else [],
        "back": back,
        "title": title,
        "crumbs": crumbs,
        **context,
    }
    return render(request, template, whole, status=422 if wrong else 409 if asked and asked.has_changed else 200)


def _said(form: Any, bound: Any) -> dict[str, Any]:
    """A field as a person reads it: the label of what was chosen, the text that was typed."""
    value = form.cleaned_data.get(bound.name)
    choices = dict(getattr(bound.field, "choices", ()) or ()) if not hasattr(bound.field, "queryset") else {}
    if value in choices:
        value = choices[value]
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        value = say_number(value)
    elif isinstance(value, dt.date):
        value = say(value, "moment" if isinstance(value, dt.datetime) else "day")
    return {"label": bound.label, "value": "–" if value in (None, "") else value}
