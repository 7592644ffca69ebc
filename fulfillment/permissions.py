"""What a person may do on the floor."""

from django.utils.translation import gettext_lazy as _

from core.access.permissions import declare

declare(
    "fulfillment",
    {
        "fulfillment.view": _("See shipments, parcels and scans"),
        "fulfillment.pick": _("Pick"),
        "fulfillment.pack": _("Pack"),
        "fulfillment.dispatch": _("Dispatch shipments and plan pick lists"),
        "fulfillment.take_back": _("Take returned parcels in"),
        "fulfillment.override": _("Let work advance without a scan"),
    },
)
