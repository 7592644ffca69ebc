"""What support shows in the navigation."""

from django.utils.translation import gettext_lazy as _

from backoffice.navigating import Item

ITEMS = [
    Item(_("Support"), "headset", _("Search"), "backoffice:search", "support.search", key="s", beside=("support/customers/",)),
    Item(_("Support"), "headset", _("Phone and counter orders"), "backoffice:drafts", "support.order"),
    Item(_("Support"), "headset", _("Branch orders from a file"), "backoffice:branch_files", "support.order_files"),
]
