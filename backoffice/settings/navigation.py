"""What this department shows in the navigation."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backoffice.navigating import Item
from backoffice.settings.watching import dead

GROUP = _("Settings")
ICON = "settings"

ITEMS: list[Item] = [
    Item(GROUP, ICON, _("Channels"), "backoffice:channels", "settings.view", key="c", beside=("settings/channel-markets/",)),
    Item(GROUP, ICON, _("Markets"), "backoffice:markets", "settings.view"),
    Item(GROUP, ICON, _("Doors"), "backoffice:doors", "settings.view"),
    Item(GROUP, ICON, _("Ways to pay"), "backoffice:payment_methods", "settings.view"),
    Item(GROUP, ICON, _("Delivery options"), "backoffice:delivery_options", "settings.view"),
    Item(GROUP, ICON, _("Delivery areas"), "backoffice:delivery_areas", "settings.view"),
    Item(GROUP, ICON, _("Delivery profiles"), "backoffice:delivery_profiles", "settings.view"),
    Item(GROUP, ICON, _("Sourcing"), "backoffice:sourcing", "settings.view"),
    Item(GROUP, ICON, _("Carriers"), "backoffice:carriers", "settings.view"),
    Item(GROUP, ICON, _("Price lists"), "backoffice:price_lists", "settings.view", beside=("settings/prices/",)),
    Item(GROUP, ICON, _("Offers"), "backoffice:offers", "settings.view"),
    Item(GROUP, ICON, pgettext_lazy("shop", "Vouchers"), "backoffice:vouchers", "settings.view"),
    Item(GROUP, ICON, _("Tax categories"), "backoffice:tax_categories", "settings.view"),
    Item(GROUP, ICON, _("Tax rates"), "backoffice:tax_rates", "settings.view"),
    Item(GROUP, ICON, _("Stock pools"), "backoffice:pools", "settings.view"),
    Item(GROUP, ICON, _("API keys"), "backoffice:api_keys", "settings.view"),
    Item(GROUP, ICON, _("The seller"), "backoffice:seller", "settings.view"),
    Item(GROUP, ICON, _("People"), "backoffice:people", "settings.people"),
    Item(GROUP, ICON, _("Roles"), "backoffice:roles", "settings.people"),
    Item(GROUP, ICON, _("Second factor"), "backoffice:factor_policy", "settings.people"),
    Item(_("Admin"), "shield-lock", _("Sessions"), "backoffice:sessions", "settings.people"),
    Item(_("Admin"), "shield-lock", _("Audit trail"), "backoffice:audit", "audit.view"),
    Item(_("Admin"), "shield-lock", _("Dead letters"), "backoffice:dead_letters", "events.view", count=dead),
]
