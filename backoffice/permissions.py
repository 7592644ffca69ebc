"""What a person may do at the screens that belong to no department: orders, settings, the audit trail, dead letters."""

from django.utils.translation import gettext_lazy as _

from core.access.permissions import declare

declare(
    "orders",
    {
        "orders.view": _("See orders"),
        "orders.note": _("Write notes on orders"),
        "orders.hold": _("Hold orders"),
        "orders.release": _("Release held orders"),
        "orders.cancel": _("Cancel orders"),
    },
)
declare(
    "settings",
    {
        "settings.view": _("See how channels, markets and prices are set up"),
        "settings.edit": _("Change channels, markets, doors, ways to pay and deliver"),
        "settings.prices": _("Change prices and tax rates"),
        "settings.people": _("See and change staff accounts and roles"),
    },
)
declare("audit", {"audit.view": _("Read the audit trail")})
declare("events", {"events.view": _("See dead letters"), "events.replay": _("Replay dead letters")})
