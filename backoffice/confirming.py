"""Ask once, showing what will happen: a form, then its preview, then the job.

The first POST checks what was typed and answers with the preview; nothing is changed by it. Confirming sends the same
values again, which are checked again. "Change it" goes back to the form with everything that was typed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.access import Actor

Word = str | Promise
#: A job that could not be done says so beside a field and answers None; else it answers where to go.
Job = Callable[[Any, Actor], str | None]


ASK = _("See what will happen")
LEAVE = _("Back without booking")
WRONG = _("Nothing was booked: some fields need another look.")


@dataclass(frozen=True)
class Preview:
    """What a job would do: `rows` (what, now, after), `lines` of an entry (account, debit, credit, currency), sentences."""

    rows: Sequence[Mapping[str, Any]] = ()
    lines: Sequence[Mapping[str, Any]] = ()
    effects: Sequence[Word] = ()


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
    """Show the form, its preview, or do the job and go where it says. Who may post is the view's access rule."""
    step = request.POST.get("step", "preview") if request.method == "POST" else ""
    shown = None
    if step and step != "change" and form.is_valid():
        if step == "confirm":
            goes_to = job(form, Actor.of(request.user, request))  # type: ignore[arg-type]
            if goes_to is not None:
                return redirect(goes_to)
        else:
            shown = preview(form)
    wrong = bool(form.errors) and step != "change"
    whole = {
        "form": form,
        "question": question,
        "preview": shown,
        "hidden": [one.as_hidden() for one in form] if shown else [],
        "typed": [_said(form, one) for one in form.visible_fields()] if shown else [],
        "back": back,
        "title": title,
        "crumbs": crumbs,
        **context,
    }
    return render(request, template, whole, status=422 if wrong else 200)


def _said(form: Any, bound: Any) -> dict[str, Any]:
    """A field as a person reads it: the label of what was chosen, the text that was typed."""
    value = form.cleaned_data.get(bound.name)
    choices = dict(getattr(bound.field, "choices", ()) or ()) if not hasattr(bound.field, "queryset") else {}
    if value in choices:
        value = choices[value]
    return {"label": bound.label, "value": "–" if value in (None, "") else value}
