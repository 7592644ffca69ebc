"""What sales shows in the navigation."""

from django.utils.translation import gettext_lazy as _

from backoffice.navigating import Item
from sales.waiting import count_held


def _waiting() -> tuple[int, int]:
    return count_held(), 0


GROUP = _("Sales")

ITEMS = [
    Item(GROUP, "users", _("Held for approval"), "backoffice:held", "sales.view", count=_waiting),
    Item(GROUP, "users", _("Trade customers"), "backoffice:owned_customers", "sales.view"),
    Item(GROUP, "users", _("Owners and territories"), "backoffice:portfolio", "sales.view"),
    Item(GROUP, "users", _("Order checks"), "backoffice:check_rules", "sales.rules"),
    Item(GROUP, "users", _("Territories"), "backoffice:territories", "sales.view"),
    Item(GROUP, "users", _("Owners"), "backoffice:owners", "sales.view"),
]
