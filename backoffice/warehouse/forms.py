"""Forms of the warehouse: each says beside the field what is wrong, and keeps what was typed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.forms import OfficeForm
from backoffice.settings.editing import plain
from backoffice.settings.tongues import Multilingual
from backoffice.warehouse.weekdays import WEEKDAYS
from inventory.adjusting import LOSS_REASONS
from inventory.costing import company_currency
from inventory.disposing import Disposition
from inventory.models import HouseKind, Location, Lot, StockLevel, Warehouse, ZoneKind
from shop.catalogue.models import Product
from shop.channels.models import Market
from shop.partner.models import Partner

#: Days off that a warehouse may name at once.
MOST_HOLIDAYS = 200
#: Zones that people lay out; what is on its way between warehouses has its place by itself.
ZONES = [pair for pair in ZoneKind.choices if pair[0] != ZoneKind.TRANSIT]


class LevelChoice(forms.ModelChoiceField):
    """A location with what is booked there."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.location.warehouse.code} {obj.location.code} · {obj.on_hand} ({obj.reserved})"


class LocationChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.warehouse.code} {obj.code}"


def levels_of(product: Product) -> Any:
    """Where a product lies for a hand to reach; what is on its way between warehouses arrives or is written off there."""
    here = StockLevel.objects.filter(product=product).exclude(location__zone__kind=ZoneKind.TRANSIT)
    return here.select_related("location__warehouse").order_by("location_id")


class CountForm(OfficeForm):
    """What was counted at one location, against the figures that were shown (`as_of`, the last movement among them).

    Of a product that keeps lots each lot is counted by itself.
    """

    level = LevelChoice(StockLevel.objects.none(), label=_("Location"), help_text=_("Booked there, and of it reserved"))
    lot = forms.ModelChoiceField(Lot.objects.none(), label=_("Lot"), help_text=_("Of this lot only"))
    counted = forms.IntegerField(label=_("Counted, pieces"), min_value=0, max_value=1_000_000)
    reason = forms.ChoiceField(label=_("If there are fewer"), choices=[(reason.value, reason.label) for reason in LOSS_REASONS])
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    as_of = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, *args: Any, product: Product, keeps_lots: bool, **kwargs: Any) -> None:
        super().__init__(*args, prefix="count", **kwargs)
        self.fields["level"].queryset = levels_of(product)  # type: ignore[attr-defined]
        self.fields["lot"].queryset = Lot.objects.filter(product=product)  # type: ignore[attr-defined]
        if not keeps_lots:
            del self.fields["lot"]


class MoveForm(OfficeForm):
    level = LevelChoice(StockLevel.objects.none(), label=_("From"), help_text=_("Booked there, and of it reserved"))
    to = LocationChoice(Location.objects.none(), label=_("To"))
    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=1_000_000)
    as_of = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, *args: Any, product: Product, **kwargs: Any) -> None:
        super().__init__(*args, prefix="move", **kwargs)
        self.fields["level"].queryset = levels_of(product).filter(on_hand__gt=0)  # type: ignore[attr-defined]
        self.fields["to"].queryset = (  # type: ignore[attr-defined]
            Location.objects.filter(is_active=True)
            .exclude(zone__kind__in=[ZoneKind.STAGING, ZoneKind.TRANSIT])
            .select_related("warehouse")
        )


class TakeOutForm(OfficeForm):
    """Free pieces that cannot be sold as they are: where they lie, of which lot, what becomes of them, why."""

    level = LevelChoice(StockLevel.objects.none(), label=_("Lies at"), help_text=_("Booked there, and of it reserved"))
    lot = forms.ModelChoiceField(
        Lot.objects.none(), label=_("Lot"), required=False, empty_label=_("what expires first"), help_text=_("Of this lot only")
    )
    to = forms.ChoiceField(label=_("What becomes of them"), choices=Disposition.choices)
    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=1_000_000)
    reason = forms.CharField(label=_("Reason"), max_length=200)
    as_of = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, *args: Any, product: Product, keeps_lots: bool, **kwargs: Any) -> None:
        super().__init__(*args, prefix="out", **kwargs)
        self.fields["level"].queryset = levels_of(product).filter(on_hand__gt=0)  # type: ignore[attr-defined]
        self.fields["lot"].queryset = Lot.objects.filter(product=product, levels__on_hand__gt=0).distinct()  # type: ignore[attr-defined]
        if not keeps_lots:
            del self.fields["lot"]


class WarehouseForm(Multilingual, OfficeForm):
    """A warehouse, what it serves and what sells from it. `subject` is the one being changed."""

    spoken = ("name",)

    code = forms.SlugField(label=_("Code"), max_length=10, help_text=_("Short, as on papers: HP"))
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Whose it is"), choices=HouseKind.choices, initial=HouseKind.OWN, required=False)
    owner_name = forms.CharField(
        label=_("Owner of the branch"),
        max_length=120,
        required=False,
        help_text=_("Nothing is shipped from a branch before its owner agreed."),
    )
    line1 = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    country = forms.CharField(label=_("Country"), min_length=2, max_length=2, initial="VN", help_text=_("Two letters"))
    latitude = forms.DecimalField(label=_("Latitude"), required=False, min_value=-90, max_value=90, decimal_places=5)
    longitude = forms.DecimalField(label=_("Longitude"), required=False, min_value=-180, max_value=180, decimal_places=5)
    cut_off = forms.TimeField(label=_("Cut-off"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    handling_days = forms.IntegerField(label=_("Working days to pick and pack"), min_value=0, max_value=30, initial=0)
    replenish_below = forms.IntegerField(label=_("Replenish below, pieces"), min_value=0, max_value=1_000_000, initial=12)
    replenish_to = forms.IntegerField(label=_("Replenish up to, pieces"), min_value=0, max_value=1_000_000, initial=36)
    working_weekdays = forms.TypedMultipleChoiceField(
        label=_("Works on"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple, initial=[0, 1, 2, 3, 4, 5]
    )
    holidays = forms.CharField(
        label=_("Closed on"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Days on which nothing leaves, as 2027-02-05, separated by blanks."),
    )
    markets = forms.ModelMultipleChoiceField(
        Market.objects.all(), label=_("Ships to"), widget=forms.CheckboxSelectMultiple, required=False
    )
    parcel_cost = forms.DecimalField(min_value=0, max_digits=14, decimal_places=4, initial=0)
    pool = forms.ModelChoiceField(
        Partner.objects.all(),
        label=_("Stock pool"),
        required=False,
        empty_label=_("sells nothing"),
        help_text=_("Sells what lies in the e-commerce zone"),
    )
    is_active = forms.BooleanField(label=_("Ships orders"), required=False, initial=True)

    def __init__(self, subject: Warehouse | None = None, *args: Any, **kwargs: Any) -> None:
        self.subject = subject
        if subject is not None:
            kwargs["initial"] = initial_of(subject)
        super().__init__(*args, **kwargs)
        self.add_languages()
        self.fields["parcel_cost"].label = gettext("Cost of a parcel, %(currency)s") % {"currency": company_currency()}
        if subject is not None:
            self.fields["code"].disabled = True

    def clean_holidays(self) -> list[date]:
        found = set()
        for word in str(self.cleaned_data["holidays"]).replace(",", " ").replace(";", " ").split()[:MOST_HOLIDAYS]:
            try:
                found.add(date.fromisoformat(word))
            except ValueError as error:
                raise forms.ValidationError(_("This is no day: %(word)s."), params={"word": word[:20]}) from error
        return sorted(found)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("replenish_to", 0) < data.get("replenish_below", 0):
            self.add_error("replenish_to", _("This is less than the figure below which shelves are filled."))
        data["kind"] = data.get("kind") or HouseKind.OWN
        if data["kind"] == HouseKind.BRANCH and not data.get("owner_name"):
            self.add_error("owner_name", _("A branch has an owner: say who."))
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        return data


class LocationsForm(OfficeForm):
    kind = forms.ChoiceField(label=_("Zone"), choices=ZONES, initial=ZoneKind.ECOMMERCE)
    codes = forms.RegexField(
        r"^[A-Za-z0-9\-,;\s]+$",
        label=_("Location codes"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In walking order, separated by blanks: E-04-12 E-04-13"),
    )

    def wanted(self) -> list[str]:
        text = self.cleaned_data["codes"].replace(",", " ").replace(";", " ")
        return [code.upper() for code in text.split()][:500]

    def clean_codes(self) -> str:
        codes = str(self.cleaned_data["codes"])
        long = [code for code in codes.replace(",", " ").replace(";", " ").split() if len(code) > 20 or code.startswith("-")]
        if long:
            raise forms.ValidationError(_("These are no location codes: %(codes)s."), params={"codes": ", ".join(long[:5])})
        return codes


def initial_of(warehouse: Warehouse) -> dict[str, Any]:
    """A warehouse's present values for its form."""
    names = (
        "code name kind owner_name line1 city country latitude longitude cut_off handling_days replenish_below replenish_to "
        "working_weekdays is_active"
    )
    serves = list(warehouse.serves.all())
    shelf = warehouse.zones.filter(kind=ZoneKind.ECOMMERCE, pools__isnull=False).first()
    sells = shelf.pools.first() if shelf else None
    return {
        **{name: getattr(warehouse, name) for name in names.split()},
        "holidays": " ".join(day.isoformat() for day in warehouse.holidays),
        "markets": [row.market_id for row in serves],
        "parcel_cost": plain(serves[0].parcel_cost) if serves else 0,
        "pool": sells.pool_id if sells else None,
    }
