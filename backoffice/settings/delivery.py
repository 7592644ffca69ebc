"""Carriers and delivery areas: their forms and lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backoffice.listing import ChoiceFilter, Sort
from backoffice.settings.editing import SettingsForm, plain
from backoffice.settings.listing import Cell, SettingsList
from core.access import Actor
from fulfillment.carriers.registry import ADAPTERS
from shop.shipping.editing import save_area, save_carrier
from shop.shipping.models import Carrier, DeliveryArea, DeliveryOption


class CarrierForm(SettingsForm):
    """Who carries parcels. The key itself never stands here: only the name under which the server's surroundings hold it."""

    code = forms.SlugField(label=_("Code"), max_length=30, help_text=_("Short and fixed: swift-post"))
    name = forms.CharField(label=_("Name"), max_length=80)
    service = forms.CharField(label=_("Service"), max_length=60, required=False, help_text=_("As the carrier calls it: next day"))
    adapter = forms.ChoiceField(label=_("Spoken to by"), choices=lambda: [(name, name) for name in sorted(ADAPTERS)])
    credentials = forms.RegexField(
        r"^[A-Z][A-Z0-9_]*$",
        label=_("Credentials reference"),
        max_length=60,
        required=False,
        help_text=_("Name of the environment variable that holds the key, never the key: SWIFT_POST_KEY"),
        error_messages={"invalid": _("Capitals, digits and underscores only: the name of a variable, not the key itself.")},
    )
    takes_cash = forms.BooleanField(label=_("Collects cash on delivery"), required=False)
    is_active = forms.BooleanField(
        label=_("Carries for us"),
        required=False,
        initial=True,
        help_text=_("Off: its delivery options are no longer offered; parcels on their way go on."),
    )

    def __init__(self, subject: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        self.fields["code"].disabled = subject is not None

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if self.subject is None and Carrier.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another carrier has this code."))
        return code

    def save(self, actor: Actor) -> Carrier:
        return save_carrier(actor=actor, **self.cleaned_data)


class Carriers(SettingsList):
    name, caption, opens = "carriers", _("Carriers"), "carrier"
    sorts = {"name": Sort(_("Name"), "name")}
    cells = (
        Cell(_("Carrier"), lambda row: row.name),
        Cell(_("Service"), lambda row: row.service or "–"),
        Cell(_("Spoken to by"), lambda row: row.adapter),
        Cell(_("Credentials reference"), lambda row: row.credentials or "–"),
        Cell(_("Collects cash"), lambda row: _("yes") if row.takes_cash else _("no")),
        Cell(_("Carries for us"), lambda row: _("yes") if row.is_active else _("no")),
    )
    empty_head = _("No carrier yet")

    def queryset(self) -> QuerySet:
        return Carrier.objects.all()


class DeliveryAreaForm(SettingsForm):
    """Where an option goes, and where it costs more or takes longer."""

    refusals = {"amount_too_fine": "surcharge"}

    option = forms.ModelChoiceField(label=_("Delivery option"), queryset=DeliveryOption.objects.select_related("market"))
    country = forms.RegexField(
        r"^([A-Za-z]{2}|\*)$",
        label=_("Country"),
        help_text=_("Two letters, or * for every country of the market"),
        error_messages={"invalid": _("Two letters, or *.")},
    )
    postcode_prefix = forms.RegexField(
        r"^[A-Za-z0-9]*$",
        label=_("Postcode begins with"),
        max_length=10,
        required=False,
        help_text=_("Without blanks; empty: the whole country. The longest that fits wins."),
    )
    extra_days = forms.IntegerField(label=_("Further working days"), min_value=0, max_value=60, initial=0)
    surcharge = forms.DecimalField(label=_("Surcharge"), min_value=0, max_digits=14, decimal_places=4, initial=0)
    is_served = forms.BooleanField(label=_("Served"), required=False, initial=True)

    def __init__(self, subject: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        for name in ("option", "country", "postcode_prefix"):
            self.fields[name].disabled = subject is not None

    @classmethod
    def initial_of(cls, subject: DeliveryArea) -> dict[str, Any]:
        return {**super().initial_of(subject), "surcharge": plain(subject.surcharge)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["country"] = str(data.get("country", "")).upper()
        data["postcode_prefix"] = str(data.get("postcode_prefix", "")).upper()
        option = data.get("option")
        known = {"option": option, "country": data["country"], "postcode_prefix": data["postcode_prefix"]}
        if self.subject is None and option is not None and DeliveryArea.objects.filter(**known).exists():
            self.add_error("postcode_prefix", _("This option has this area already: change that one."))
        return data

    def save(self, actor: Actor) -> DeliveryArea:
        return save_area(actor=actor, **self.cleaned_data)


class DeliveryAreas(SettingsList):
    name, caption, opens = "delivery_areas", _("Delivery areas"), "delivery_area"
    sorts = {"option": Sort(_("Option"), "option")}
    filters = (
        ChoiceFilter(
            "option",
            _("Delivery option"),
            lambda: [(str(pk), name) for pk, name in DeliveryOption.objects.values_list("pk", "name")],
        ),
    )
    cells = (
        Cell(_("Option"), lambda row: row.option.name),
        Cell(_("Market"), lambda row: row.option.market.name),
        Cell(_("Country"), lambda row: row.country),
        Cell(_("Postcode begins with"), lambda row: row.postcode_prefix or "–"),
        Cell(_("Further working days"), lambda row: row.extra_days, num=True),
        Cell(_("Surcharge"), lambda row: f"{row.option.market.currency} {plain(row.surcharge)}", num=True),
        Cell(_("Served"), lambda row: _("yes") if row.is_served else _("no")),
    )
    empty_head = _("No area yet: every option goes everywhere in its market")

    def queryset(self) -> QuerySet:
        return DeliveryArea.objects.select_related("option__market")
