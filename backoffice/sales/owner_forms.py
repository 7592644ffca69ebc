"""Forms for owners and territories: names in every language, and what a change leads to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.settings.tongues import MultilingualForm
from core.access import Actor, User
from sales.models import Owner, OwnerKind, Territory
from sales.owning import save_owner, save_territory
from shop.channels.models import Market

Word = str | Promise


class OwnerForm(MultilingualForm):
    """Whom customers may belong to. A person's name needs no translation; the house's has one."""

    spoken = ("name",)
    refusals = {"still_has_customers": "is_active"}

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    code = forms.SlugField(label=gettext_lazy("Code"), max_length=40, help_text=gettext_lazy("Short and fixed: le-hong"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=OwnerKind.choices)
    user = forms.ModelChoiceField(
        label=gettext_lazy("Signs in as"),
        queryset=User.objects.filter(is_staff=True, is_active=True).order_by("full_name"),
        required=False,
        empty_label=gettext_lazy("Nobody: has no login here"),
    )
    is_active = forms.BooleanField(label=gettext_lazy("Takes customers"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == OwnerKind.HOUSE and data.get("user"):
            self.add_error("user", _("The house signs in nowhere."))
        return data

    def effects(self) -> Iterable[Word]:
        if self.cleaned_data["is_active"] != self.subject.is_active:
            yield (
                _("Customers can be given to this owner again.")
                if self.cleaned_data["is_active"]
                else _("No customer can be given to this owner any more; what was sold stays theirs.")
            )
        if self.cleaned_data["user"] != self.subject.user:
            yield _("The login decides nothing about customers; it says who the owner is.")

    def save(self, actor: Actor) -> Owner:
        return save_owner(actor=actor, owner=self.subject, **self.in_columns(self.cleaned_data))


class TerritoryForm(MultilingualForm):
    """A part of a market that somebody looks after."""

    spoken = ("name",)
    refusals = {"still_has_customers": "is_open"}

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    code = forms.SlugField(label=gettext_lazy("Code"), max_length=40, help_text=gettext_lazy("Short and fixed: mekong-delta"))
    market = forms.ModelChoiceField(label=gettext_lazy("Market"), queryset=Market.objects.all())
    is_open = forms.BooleanField(label=gettext_lazy("In use"), required=False, initial=True)

    def effects(self) -> Iterable[Word]:
        if self.cleaned_data["is_open"] != self.subject.is_open:
            yield (
                _("Customers can be put into this territory again.")
                if self.cleaned_data["is_open"]
                else _("No customer can be put into this territory any more; what was sold there stays told.")
            )

    def save(self, actor: Actor) -> Territory:
        return save_territory(actor=actor, territory=self.subject, **self.in_columns(self.cleaned_data))
