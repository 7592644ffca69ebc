"""The forms of the checkout and the address book: a label, the right keyboard, the right autofill, and help where it helps."""

import re
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from shop.customer.registering import PhoneNotUnderstood, normal_phone
from shop.customer.tax_numbers import TaxNumberNotUnderstood, normal_tax_number
from shop.order.models import ShippingAddress
from shop.order.placing import BillingDetails, Contact, PostalAddress
from shop.storefront.countries import country_choices, country_name
from shop.storefront.inputs import EmailInput, TextInput


def text_input(autocomplete: str, **attributes: str) -> forms.TextInput:
    return TextInput(attrs={"class": "form-control", "autocomplete": autocomplete, **attributes})


def email_input(autocomplete: str = "email") -> forms.EmailInput:
    return EmailInput(attrs={"class": "form-control", "autocomplete": autocomplete, "inputmode": "email"})


def phone_input() -> forms.TextInput:
    return TextInput(attrs={"class": "form-control", "type": "tel", "autocomplete": "tel", "inputmode": "tel"})


def postcode_problem(country: str, postcode: str) -> str:
    """What is wrong with a postcode of a country, or nothing. Countries without a known pattern take anything."""
    pattern = ShippingAddress.POSTCODES_REGEX.get(country)
    compact = postcode.replace(" ", "").upper()
    if not compact:
        return _("Without the postcode we cannot tell the date.") if pattern else ""
    if country == "VN" and not re.fullmatch(r"[0-9]{5,6}", compact):
        return _("A postcode in Vietnam has five digits, for example 71006.")
    if pattern and not re.match(pattern, compact):
        return _("That is no postcode of this country. Is a digit missing?")
    return ""


def phone_problem(text: str, country: str) -> str:
    """What is wrong with a telephone number, as a sentence with an example."""
    digits = re.sub(r"\D", "", text)
    if country == "VN" and not text.strip().startswith("+") and digits.startswith("0") and len(digits) == 9:
        return _("This number has 9 digits and ours have 10. Is one missing at the end?")
    if country == "VN":
        return _("This is no telephone number we can call. Write it like 090 123 4567.")
    return _("This is no telephone number we can call. Begin with + and the country code, like +84 90 123 4567.")


#: What is said of a field that was left empty: what to write, with an example where one helps.
MISSING = {
    "email": gettext_lazy("Write your e-mail, like hanh@example.vn."),
    "phone": gettext_lazy("Write a number that the courier can ring, like 090 123 4567."),
    "name": gettext_lazy("Write the name of whoever takes the parcel."),
    "line1": gettext_lazy("Write the house number and the street."),
    "city": gettext_lazy("Write the city or province."),
}


class AddressFields(forms.Form):
    """Name, telephone and where to bring it."""

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=120, widget=text_input("name"))
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=30,
        widget=phone_input(),
        help_text=gettext_lazy("The courier rings ten minutes before. Never used for advertising."),
    )
    line1 = forms.CharField(label=gettext_lazy("House number and street"), max_length=120, widget=text_input("address-line1"))
    line2 = forms.CharField(
        label=gettext_lazy("Flat, floor, building"), max_length=120, required=False, widget=text_input("address-line2")
    )
    district = forms.CharField(
        label=gettext_lazy("Ward or district"), max_length=80, required=False, widget=text_input("address-level3")
    )
    city = forms.CharField(label=gettext_lazy("City or province"), max_length=80, widget=text_input("address-level2"))

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        for name, sentence in MISSING.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = sentence

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        try:
            found = normal_phone(typed, self.country or None)
        except PhoneNotUnderstood as error:
            raise ValidationError(phone_problem(typed, self.country)) from error
        if self.country == "VN" and found.startswith("+84") and not phonenumbers.is_valid_number(phonenumbers.parse(found)):
            raise ValidationError(phone_problem(typed, self.country))
        return found


class DetailsForm(AddressFields):
    """Who it is for and how to reach them. Services need no address."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=email_input(),
        help_text=gettext_lazy("For the confirmation and the parcel’s progress. Nothing else unless you ask."),
        error_messages={"invalid": MISSING["email"]},
    )
    gift_message = forms.CharField(
        label=gettext_lazy("A line for the card"),
        max_length=300,
        required=False,
        widget=text_input("off"),
        help_text=gettext_lazy("If it is a present: printed on the packing slip, without prices."),
    )
    company = forms.CharField(
        label=gettext_lazy("Company"), max_length=200, required=False, widget=text_input("billing organization")
    )
    tax_number = forms.CharField(label=gettext_lazy("Tax number"), max_length=40, required=False, widget=text_input("off"))
    bill_line1 = forms.CharField(
        label=gettext_lazy("Registered address"), max_length=120, required=False, widget=text_input("billing address-line1")
    )
    bill_city = forms.CharField(
        label=gettext_lazy("City or province of the company"),
        max_length=80,
        required=False,
        widget=text_input("billing address-level2"),
    )
    bill_postcode = forms.CharField(
        label=gettext_lazy("Postcode of the company"), max_length=12, required=False, widget=text_input("billing postal-code")
    )
    bill_country = forms.CharField(
        label=gettext_lazy("Country of the company"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select", "autocomplete": "billing country"}),
    )
    field_order = ("email", "phone", "name", "line1", "line2", "district", "city", "gift_message")
    #: What an invoice to a company names; all of it belongs together.
    OF_COMPANY = ("company", "tax_number", "bill_line1", "bill_city", "bill_postcode", "bill_country")

    def __init__(self, *args: Any, ships: bool, asks_company: bool, countries: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ships = ships
        self.asks_company = asks_company
        offered = country_choices(countries or [self.country], get_language() or "en")
        self.fields["bill_country"].widget.choices = offered  # type: ignore[attr-defined]
        self.fields["bill_country"].initial = self.country
        for name in self.OF_COMPANY:
            # Needed as soon as one of them is typed: none of them is optional by itself.
            self.fields[name].goes_together = True  # type: ignore[attr-defined]
        if not asks_company:
            for name in self.OF_COMPANY:
                del self.fields[name]
        if not ships:
            for name in ("line1", "line2", "district", "city", "gift_message"):
                del self.fields[name]
            self.fields["phone"].help_text = _("To agree on the appointment. Never used for advertising.")

    def clean_bill_country(self) -> str:
        chosen = self.cleaned_data["bill_country"]
        offered = dict(self.fields["bill_country"].widget.choices)  # type: ignore[attr-defined]
        return chosen if chosen in offered else self.country

    @property
    def is_for_company(self) -> bool:
        """Whether anything of a company was typed: then the rest is needed, too."""
        return self.asks_company and any(self[name].value() for name in ("company", "tax_number", "bill_line1", "bill_city"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.is_for_company:
            return found
        country = found.get("bill_country") or self.country
        for name, said in (
            ("company", _("Whom should the invoice name?")),
            ("tax_number", _("An invoice to a company needs its tax number.")),
            ("bill_line1", _("An invoice to a company needs its registered address.")),
            ("bill_city", _("Which city or province?")),
        ):
            if name not in self.errors and not found.get(name):
                self.add_error(name, said)
        if found.get("tax_number"):
            self._judge_tax_number(found, country)
        return found

    def _judge_tax_number(self, found: dict[str, Any], country: str) -> None:
        try:
            found["tax_number"] = normal_tax_number(found["tax_number"], country)
        except TaxNumberNotUnderstood as refusal:
            said = _("This is no tax number of %(country)s.") % {"country": country_name(country, get_language() or "en")}
            if refusal.data["example"]:
                said += " " + _("It looks like %(example)s. Is a digit missing?") % {"example": refusal.data["example"]}
            self.add_error("tax_number", said)

    def billing(self) -> BillingDetails | None:
        """Whom the invoice names, when it is a company."""
        found = self.cleaned_data
        if not self.is_for_company:
            return None
        return BillingDetails(
            name=found["name"],
            company=found["company"],
            tax_number=found["tax_number"],
            line1=found["bill_line1"],
            city=found["bill_city"],
            postcode=found["bill_postcode"],
            country=found["bill_country"] or self.country,
        )

    def contact(self, language: str) -> Contact:
        found = self.cleaned_data
        return Contact(name=found["name"], email=found["email"], phone=found["phone"], language=language)

    def address(self, postcode: str) -> PostalAddress | None:
        found = self.cleaned_data
        if not self.ships:
            return None
        return PostalAddress(
            name=found["name"],
            line1=found["line1"],
            line2=found["line2"],
            city=found["city"],
            district=found["district"],
            postcode=postcode,
            country=self.country,
            phone=found["phone"],
        )
