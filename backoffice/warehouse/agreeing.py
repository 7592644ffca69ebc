"""The agreement of a branch's owner: recorded with its day, revoked with a reason; both asked for once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.forms import OfficeForm
from core import clock
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from inventory import branches
from inventory.models import Warehouse

REFUSALS: dict[str, tuple[str | None, str | Promise]] = {
    "not_a_branch": (None, gettext_lazy("This is the company's own warehouse: nobody has to agree.")),
    "agreed_already": (None, gettext_lazy("An agreement holds already. Revoke it first.")),
    "agreed_in_the_future": ("agreed_on", gettext_lazy("That day is still to come.")),
    "nobody_agreed": (None, gettext_lazy("No agreement holds that could be revoked.")),
    "branch_holds_orders": (
        None,
        gettext_lazy("Pieces there are held for orders: %(numbers)s. Let them leave, or ship them from elsewhere, first."),
    ),
}


class AgreementForm(OfficeForm):
    agreed_by = forms.CharField(label=gettext_lazy("Agreed by"), max_length=120)
    agreed_on = forms.DateField(
        label=gettext_lazy("Agreed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    terms = forms.CharField(
        label=gettext_lazy("What was agreed"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class RevokeForm(OfficeForm):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200)


@staff(GET="inventory.warehouses", POST="inventory.warehouses")
def agree(request: HttpRequest, code: str) -> HttpResponse:
    house = _house(code)
    form = AgreementForm(request.POST or None, initial={"agreed_by": house.owner_name, "agreed_on": clock.today()})
    return _page(
        request,
        house,
        form,
        lambda data, actor: branches.record_agreement(warehouse=house, actor=actor, **data),
        head=_("The owner agreed"),
        confirm=_("Record the agreement"),
        effect=_("Orders can be shipped from there as soon as a stock pool sells from its shelves."),
        done=_("Recorded. Choose the stock pool that sells from there, and save."),
    )


@staff(GET="inventory.warehouses", POST="inventory.warehouses")
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    house = _house(code)
    return _page(
        request,
        house,
        RevokeForm(request.POST or None),
        lambda data, actor: branches.revoke_agreement(warehouse=house, actor=actor, **data),
        head=_("Revoke the agreement"),
        confirm=_("Revoke the agreement"),
        effect=_("Nothing that lies there is sold or shipped any more, from now on."),
        done=_("Revoked. Nothing there is sold any more."),
        is_danger=True,
    )


def _house(code: str) -> Warehouse:
    found = Warehouse.objects.filter(code__iexact=code).first()
    if found is None:
        raise Http404("no such warehouse")
    return found


def _page(
    request: HttpRequest, house: Warehouse, form: OfficeForm, deed: Any, *, head: str, confirm: str, effect: str, done: str,
    is_danger: bool = False,
) -> HttpResponse:  # fmt: skip
    back = reverse("backoffice:warehouse", args=[house.code])

    def job(filled: Any, actor: Actor) -> str | None:
        try:
            deed(filled.cleaned_data, actor)
        except DomainError as refusal:
            if refusal.code not in REFUSALS:
                raise
            field, words = REFUSALS[refusal.code]
            filled.add_error(field, str(words) % {"numbers": ", ".join(refusal.data.get("numbers", ()))})
            return None
        messages.success(request, done)
        return back

    return confirm_and_do(
        request,
        form,
        question=Question(
            head=head,
            confirm=confirm,
            facts=[{"label": _("Branch"), "value": house.name}, {"label": _("Owner"), "value": house.owner_name}],
            is_danger=is_danger,
            leave=_("Back without saving"),
            wrong=_("Nothing was changed: some fields need another look."),
        ),
        preview=lambda _form: Preview(effects=[effect]),
        job=job,
        back=back,
        title=head,
        crumbs=[{"title": _("Warehouses"), "url": reverse("backoffice:warehouses")}, {"title": house.name, "url": back}],
    )
