"""The weights of sourcing: shown with what they would have chosen of late, saved by a second press, kept with their past."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.settings.editing import SettingsForm, Word, number_in_words, plain
from backoffice.settings.editing import edit as edit_setting
from core.access import Actor
from core.access.http import staff
from core.audit.models import AuditEntry
from inventory.costing import company_currency
from inventory.models import SourcingPolicy
from inventory.sourcing import Weights
from inventory.weighing import chosen_otherwise, set_weights

#: Earlier weights on the page.
SHOWN = 10
AMOUNT: dict[str, Any] = {"min_value": 0, "max_digits": 14, "decimal_places": 4}


class WeightsForm(SettingsForm):
    further_parcel = forms.DecimalField(
        label=gettext_lazy("Each further parcel"), **AMOUNT,
        help_text=gettext_lazy("As if each parcel beyond the first cost so much more. High: fewest parcels before all else."),
    )  # fmt: skip
    day_late = forms.DecimalField(
        label=gettext_lazy("Each day after the promise"), **AMOUNT,
        help_text=gettext_lazy("For a warehouse that can no longer send it on the promised day."),
    )  # fmt: skip
    cost_percent = forms.IntegerField(
        label=gettext_lazy("Cost of the parcels, per cent"), min_value=0, max_value=1000,
        help_text=gettext_lazy("100 counts what a parcel from there costs as it is; 0 does not count it."),
    )  # fmt: skip
    kilometre = forms.DecimalField(
        label=gettext_lazy("Each kilometre"), **AMOUNT,
        help_text=gettext_lazy("Beside what distance costs already: nearer is also sooner and safer."),
    )  # fmt: skip
    most_parcels = forms.IntegerField(
        label=gettext_lazy("Parcels at most"), min_value=1, max_value=9,
        help_text=gettext_lazy("What cannot be sent in so many waits for stock."),
    )  # fmt: skip

    @classmethod
    def initial_of(cls, subject: Any) -> dict[str, Any]:
        return {name: plain(value) if isinstance(value := getattr(subject, name), Decimal) else value for name in cls.base_fields}

    def effects(self) -> Iterable[Word]:
        if self.changes():
            looked, others = chosen_otherwise(Weights(**self.cleaned_data))
            yield ngettext(
                "Of the latest %(looked)s choices among several warehouses, %(n)s would have been another.",
                "Of the latest %(looked)s choices among several warehouses, %(n)s would have been others.",
                others,
            ) % {"looked": looked, "n": others}
            yield _("It holds from the next choice on; what is reserved stays where it is.")

    def save(self, actor: Actor) -> SourcingPolicy:
        return set_weights(actor=actor, **self.cleaned_data)


def _past() -> list[dict[str, Any]]:
    """Who set which weights when, the latest first. One query."""
    entries = AuditEntry.objects.filter(action="sourcing.weights_set").order_by("-pk")[:SHOWN]
    return [
        {"at": one.at, "by": one.actor_label, **{name: number_in_words(value) for name, value in one.data.items()}}
        for one in entries
    ]


@staff(GET="settings.view", POST="settings.edit")
def sourcing(request: HttpRequest) -> HttpResponse:
    return edit_setting(
        request,
        WeightsForm,
        SourcingPolicy.objects.first() or SourcingPolicy(),
        title=_("Sourcing"),
        back=request.path,
        crumbs=[{"title": _("Settings")}],
        template="backoffice/settings/sourcing.html",
        read_only=not request.user.can("settings.edit"),
        sub=_("Which warehouse ships an order. Covering all of it comes first; this says what counts how much after that."),
        currency=company_currency(),
        past=_past(),
    )
