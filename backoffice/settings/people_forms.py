"""Forms about who may come in and as what."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.forms import OfficeForm
from backoffice.settings.tongues import Multilingual
from core.access import Role, User
from core.access.permissions import vocabulary

#: What the first word of a permission is called.
DEPARTMENTS: dict[str, str | Promise] = {
    "orders": gettext_lazy("Orders"),
    "inventory": gettext_lazy("Inventory"),
    "fulfillment": gettext_lazy("Fulfilment"),
    "accounting": gettext_lazy("Accounting"),
    "sales": gettext_lazy("Sales"),
    "support": gettext_lazy("Support"),
    "settings": gettext_lazy("Settings"),
    "audit": gettext_lazy("Audit trail"),
    "events": gettext_lazy("Dead letters"),
}


class PersonForm(OfficeForm):
    """A staff account. Its e-mail address is given once, since the audit trail knows the account by it."""

    email = forms.EmailField(label=gettext_lazy("Work e-mail"), max_length=254)
    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    roles = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Roles"), queryset=Role.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("May sign in"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Without it the account stays, with all it did, and every session of it ends."),
    )

    def __init__(self, subject: User | None, *args: Any, **kwargs: Any) -> None:
        self.subject = subject
        if subject is not None:
            kwargs["initial"] = {
                "full_name": subject.full_name,
                "language": subject.language,
                "roles": list(subject.roles.all()),
                "is_active": subject.is_active,
            }
        super().__init__(*args, **kwargs)
        for gone in ("email",) if subject is not None else ("is_active",):
            del self.fields[gone]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("Somebody, staff or customer, signs in with this address already."))
        return str(email)


def permission_choices() -> list[tuple[str, list[tuple[str, str | Promise]]]]:
    """Every declared permission with its meaning, by department."""
    declared = vocabulary()
    known = [name for name in DEPARTMENTS if name in declared]
    return [(name, list(declared[name].items())) for name in (*known, *sorted(set(declared) - set(known)))]


class RoleForm(Multilingual, OfficeForm):
    """What a role is called and allows."""

    spoken = ("name",)

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    code = forms.SlugField(
        label=gettext_lazy("Code"), max_length=60, help_text=gettext_lazy("Small letters, digits, hyphens; stays as it is.")
    )
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("May"), required=False, widget=forms.CheckboxSelectMultiple, choices=permission_choices
    )

    def __init__(self, subject: Role | None, *args: Any, **kwargs: Any) -> None:
        self.subject = subject
        if subject is not None:
            kwargs["initial"] = {"name": subject.name, "permissions": subject.permissions}
        super().__init__(*args, **kwargs)
        if subject is not None:
            del self.fields["code"]
        self.add_languages()

    @property
    def names(self) -> dict[str, str | None]:
        """The name in the other languages, by column."""
        return {name: self.cleaned_data[name] or None for name in self.foreign}

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The permissions by department, each with whether it is ticked."""
        ticked = set(self["permissions"].value() or ())
        return [
            {
                "title": DEPARTMENTS.get(department, department),
                "choices": [{"code": code, "meaning": meaning, "ticked": code in ticked} for code, meaning in codes],
            }
            for department, codes in permission_choices()
        ]
