"""What a person may do with stock."""

from django.utils.translation import gettext_lazy as _

from core.access.permissions import declare

declare(
    "inventory",
    {
        "inventory.view": _("See stock, movements and reservations"),
        "inventory.move": _("Move and replenish stock"),
        "inventory.buy": _("Buy: suppliers, prices and purchase orders"),
        "inventory.receive": _("Receive goods"),
        "inventory.adjust": _("Count and adjust stock"),
        "inventory.count": _("Count bins blind"),
        "inventory.approve_counts": _("Decide about variances of counts"),
        "inventory.counting": _("Set up classes and counting plans"),
        "inventory.leaks": _("Give back units that leaked"),
        "inventory.quotas": _("Share stock out among channels"),
        "inventory.source": _("Choose by hand where an order ships from"),
        "inventory.warehouses": _("Set up warehouses, zones and locations"),
    },
)
