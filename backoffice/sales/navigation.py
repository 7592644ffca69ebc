"""What sales shows in the navigation."""

from django.utils.translation import gettext_lazy as _

from backoffice.navigating import Item
from sales.waiting import count_held


def _waiting() -> tuple[int, int]:
    return count_held(), 0


ITEMS = [
    Item(_("Sales"), "users", _("Held for approval"), "backoffice:held", "sales.view", count=_waiting),
    Item(_("Sales"), "users", _("Order checks"), "backoffice:check_rules", "sales.rules"),
]
