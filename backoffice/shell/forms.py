"""Forms of the door: signing in, changing one's password."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backoffice.forms import OfficeForm


class SignInForm(OfficeForm):
    """Fields only: who fits is decided by the view, so that every failure reads the same."""

    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True, "class": "form-control-lg"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "form-control-lg"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class PasswordForm(OfficeForm):
    """The password one has, and the one to have."""

    current = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=256,
        help_text=_("At least 15 characters. Four unrelated words are easy to keep in mind and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_current(self) -> str:
        current = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise ValidationError(_("This is not your present password."))
        return str(current)

    def clean_new(self) -> str:
        new = self.cleaned_data["new"]
        password_validation.validate_password(new, self.user)
        return str(new)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new") and data.get("again") is not None and data["new"] != data["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return data
