"""What this department shows in the navigation."""

from django.utils.translation import gettext_lazy as _

from backoffice.navigating import Item

ITEMS: list[Item] = [Item(_("Orders"), "receipt", _("All orders"), "backoffice:orders", "orders.view", key="o")]
