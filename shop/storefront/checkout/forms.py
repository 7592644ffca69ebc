"""The forms of the checkout and the address book: a label, the right keyboard, the right autofill, and help where it helps."""

import re
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.customer.registering import PhoneNotUnderstood, normal_phone
from shop.order.models import ShippingAddress
from shop.order.placing import Contact, PostalAddress


def text_input(autocomplete: str, **attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": autocomplete, **attributes})


def email_input(autocomplete: str = "email") -> forms.EmailInput:
    return forms.EmailInput(attrs={"class": "form-control", "autocomplete": autocomplete, "inputmode": "email"})


def phone_input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "type": "tel", "autocomplete": "tel", "inputmode": "tel"})


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
    )
    gift_message = forms.CharField(
        label=gettext_lazy("A line for the card"),
        max_length=300,
        required=False,
        widget=text_input("off"),
        help_text=gettext_lazy("If it is a present: printed on the packing slip, without prices."),
    )
    field_order = ("email", "phone", "name", "line1", "line2", "district", "city", "gift_message")

    def __init__(self, *args: Any, ships: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ships = ships
        if not ships:
            for name in ("line1", "line2", "district", "city", "gift_message"):
                del self.fields[name]
            self.fields["phone"].help_text = _("To agree on the appointment. Never used for advertising.")

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
