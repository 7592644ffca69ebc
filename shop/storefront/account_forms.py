"""Forms of sign-up, sign-in and one's own data."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.access import User
from shop.storefront.checkout.forms import AddressFields, email_input, postcode_problem, text_input


def password_input(autocomplete: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"class": "form-control", "autocomplete": autocomplete})


class SignInForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=email_input("username"))
    password = forms.CharField(label=_("Password"), max_length=256, strip=False, widget=password_input("current-password"))


class RegisterForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=email_input())
    full_name = forms.CharField(label=_("Full name"), max_length=120, widget=text_input("name"))
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=password_input("new-password"),
        help_text=_("Ten characters or more. A short sentence is easy to remember."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("password"):
            likeness = User(email=found.get("email", ""), full_name=found.get("full_name", ""))
            _judge(self, "password", found["password"], likeness)
        return found


def _judge(form: forms.Form, name: str, password: str, user: User | None) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        form.add_error(name, error)


class EmailForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=email_input())


class NewPasswordForm(forms.Form):
    """A new password; with `current` for somebody who is signed in."""

    current = forms.CharField(label=_("Present password"), max_length=256, strip=False, widget=password_input("current-password"))
    password = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        widget=password_input("new-password"),
        help_text=_("Ten characters or more. A short sentence is easy to remember."),
    )

    def __init__(self, *args: Any, user: User, ask_current: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not ask_current:
            del self.fields["current"]

    def clean_current(self) -> str:
        typed = self.cleaned_data["current"]
        if not self.user.check_password(typed):
            raise ValidationError(_("That is not your present password."))
        return typed

    def clean_password(self) -> str:
        typed = self.cleaned_data["password"]
        validate_password(typed, self.user)
        return typed


class ProfileForm(forms.Form):
    full_name = forms.CharField(label=_("Full name"), max_length=120, widget=text_input("name"))


class BookForm(AddressFields):
    """An entry of the address book."""

    country = forms.ChoiceField(
        label=_("Country"), widget=forms.Select(attrs={"class": "form-select", "autocomplete": "country"})
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False, widget=text_input("postal-code"))
    is_default = forms.BooleanField(
        label=_("My usual address"), required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
    )
    field_order = ("name", "phone", "country", "postcode", "line1", "line2", "district", "city", "is_default")

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        data = args[0] if args else kwargs.get("data")
        country = (data or kwargs.get("initial") or {}).get("country", countries[0][0] if countries else "")
        super().__init__(*args, country=country, **kwargs)
        self.fields["country"].choices = countries  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        problem = postcode_problem(found.get("country", ""), found.get("postcode", ""))
        if problem:
            self.add_error("postcode", problem)
        return found
