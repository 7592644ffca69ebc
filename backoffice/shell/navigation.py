"""What this department shows in the navigation."""

from django.utils.translation import gettext_lazy as _

from backoffice.navigating import Item
from core.access.http import ANY_STAFF

ITEMS: list[Item] = [Item(_("Today"), "sun", _("Today"), "backoffice:home", ANY_STAFF, key="h")]
