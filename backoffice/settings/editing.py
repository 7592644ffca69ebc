"""How every settings form works: fields from a record, one job to save, the job's refusal beside the field it is about."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.confirming import Preview, Word, ask
from backoffice.forms import OfficeForm
from core.access import Actor
from core.errors import DomainError
from core.numbers import say_number

#: What a refusal's code means, for every form; a form may add its own in `refusals`.
WORDS: dict[str, Word] = {
    "amount_too_fine": gettext_lazy("%(currency)s has no such small amounts: write fewer decimals."),
    "prefix_taken": gettext_lazy("The prefix %(prefix)s cannot be told from %(taken)s of the channel %(channel)s."),
    "prefix_fixed": gettext_lazy("Numbers were drawn with the prefix %(prefix)s; it can never change."),
    "other_currency": gettext_lazy("That list is in %(source)s, this market sells in %(currency)s. Amounts are not converted."),
    "cap_below_taken": gettext_lazy("Orders hold more of it already: %(taken)s."),
    "still_has_customers": gettext_lazy("Customers have to be given to somebody else first: %(count)s."),
    "list_exists": gettext_lazy("This channel has a price list in this market. Change that one."),
}


def plain(value: Any) -> Any:
    """An amount without the zeros the database keeps behind it."""
    return f"{value.normalize():f}" if value is not None else None


class SettingsForm(OfficeForm):
    """`subject` is the record being changed, or None for a new one."""

    #: Code of a refusal → the field it is about (and, with a pair, its words).
    refusals: ClassVar[Mapping[str, str]] = {}
    #: What was done, said afterwards.
    done: ClassVar[Word] = gettext_lazy("Saved.")

    def __init__(self, subject: Any = None, *args: Any, **kwargs: Any) -> None:
        self.subject = subject
        if subject is not None:
            kwargs["initial"] = {**self.initial_of(subject), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    @classmethod
    def initial_of(cls, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in cls.base_fields if hasattr(subject, name)}

    def effects(self) -> Iterable[Word]:
        """What this change leads to, where it matters; with any, what changes is shown before it is saved."""
        return ()

    def changes(self) -> list[dict[str, Any]]:
        """What was typed and differs from what is kept: what, now, after; in words."""
        rows = []
        for name, one in self.fields.items():
            now, after = _in_words(one, self.initial.get(name)), _in_words(one, self.cleaned_data.get(name))
            if now != after:
                rows.append({"what": one.label, "now": now, "after": after})
        return rows

    def save(self, actor: Actor) -> Any:
        """Call the job. Its refusals are shown by `try_to_save`."""

    def try_to_save(self, actor: Actor) -> Any:
        """The saved record, or None with the refusal beside its field; then nothing was changed."""
        try:
            with transaction.atomic():
                return self.save(actor)
        except DomainError as refusal:
            field = self.refusals.get(refusal.code)
            words = WORDS.get(refusal.code, gettext_lazy("This was refused: %(code)s."))
            self._refuse(field, str(words) % {"code": refusal.code, **refusal.data})
        except ValidationError as error:
            for field, problems in (error.message_dict if hasattr(error, "error_dict") else {None: error.messages}).items():
                self._refuse(field, " ".join(problems))
        except IntegrityError:
            self._refuse(None, _("Something with the same code or name exists already."))
        return None

    def _refuse(self, field: str | None, words: str) -> None:
        name = field if field in self.fields else None
        self.add_error(name, words)
        if name:
            self.fields[name].widget.attrs["class"] = self.fields[name].widget.attrs.get("class", "") + " is-invalid"


def number_in_words(value: Any) -> str:
    """An amount or a count, grouped as the reader's language writes it; what is no number stays as it is."""
    try:
        return say_number(Decimal(plain(Decimal(str(value)))))
    except InvalidOperation:
        return str(value)


def _in_words(one: Any, value: Any) -> str:
    """A field's value as a person reads it."""
    if isinstance(one, forms.BooleanField):
        return str(_("yes") if value else _("no"))
    if isinstance(value, (list, tuple, QuerySet)):
        return ", ".join(_in_words(one, each) for each in value) or "–"
    if isinstance(one, (forms.DecimalField, forms.IntegerField)) and value not in (None, ""):
        return number_in_words(value)
    choices = dict(one.choices) if not hasattr(one, "queryset") and getattr(one, "choices", None) else {}
    said = choices.get(value, value)
    return "–" if said in (None, "") else str(said)


def edit(
    request: HttpRequest,
    form_class: type[SettingsForm],
    subject: Any,
    *,
    title: Word,
    back: str,
    crumbs: list[dict[str, Any]],
    template: str = "backoffice/settings/form.html",
    form_arguments: Mapping[str, Any] | None = None,
    onward: Callable[[Any], str] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show a form, or save it and go `onward` from what was saved, or `back` (addresses). Who may post is the view's rule."""
    data = request.POST if request.method == "POST" else None
    form = form_class(subject, data, **(form_arguments or {}))
    asked = None
    if data is not None and form.is_valid():
        effects = list(form.effects()) if subject is not None else []
        if effects:
            asked = ask(request, Preview(rows=form.changes(), leads_to=effects), form.cleaned_data)
        saved = form.try_to_save(Actor.of(request.user, request)) if asked is None else None  # type: ignore[arg-type]
        if saved is not None:
            messages.success(request, form.done)
            return redirect(onward(saved) if onward else back)
    status = 422 if form.errors else 409 if asked and asked.has_changed else 200
    return render(
        request,
        template,
        {
            "form": form,
            "subject": subject,
            "title": title,
            "back": back,
            "crumbs": crumbs,
            "asked": asked,
            **context,
        },
        status=status,
    )
