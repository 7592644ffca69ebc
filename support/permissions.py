"""What a person may do in support."""

from django.utils.translation import gettext_lazy as _

from core.access.permissions import declare

declare(
    "support",
    {
        "support.search": _("Search for orders, customers and products"),
        "support.view": _("See customers and their orders"),
        "support.order": _("Take orders by phone and at the counter"),
        "support.order_files": _("Place a branch's orders from a file"),
        "support.edit": _("Change customers and write notes"),
    },
)
