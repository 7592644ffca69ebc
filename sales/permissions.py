"""What a person may do in sales."""

from django.utils.translation import gettext_lazy as _

from core.access.permissions import declare

declare(
    "sales",
    {
        "sales.view": _("See order checks and held orders"),
        "sales.approve": _("Release or cancel held orders"),
        "sales.rules": _("Write the rules that hold orders"),
        "sales.owners": _("Decide who owns which customer, and keep owners and territories"),
    },
)
