"""What this department shows in the navigation."""

from django.utils.translation import gettext_lazy as _

from backoffice.accounting.listing import unapplied_waiting, waiting_payments
from backoffice.accounting.open_matters import refunds_waiting
from backoffice.navigating import Item

GROUP = _("Accounting")
VIEW = "accounting.view"

ITEMS: list[Item] = [
    Item(GROUP, "scale", _("Accounting today"), "backoffice:accounting", VIEW),
    Item(GROUP, "scale", _("Payments to confirm"), "backoffice:payments", VIEW, key="a", count=waiting_payments),
    Item(GROUP, "scale", _("Unapplied cash"), "backoffice:unapplied", VIEW, count=unapplied_waiting),
    Item(GROUP, "scale", _("Refunds"), "backoffice:refunds", "accounting.sign", count=refunds_waiting),
    Item(GROUP, "scale", _("Journal"), "backoffice:journal", VIEW),
    Item(GROUP, "scale", _("Invoices"), "backoffice:invoices", VIEW),
    Item(GROUP, "scale", _("Revenue by channel"), "backoffice:revenue", VIEW),
    Item(GROUP, "scale", _("Receivables"), "backoffice:receivables", VIEW),
    Item(GROUP, "scale", _("Cash at couriers"), "backoffice:couriers", VIEW),
    Item(GROUP, "scale", _("Short-paid parcels"), "backoffice:short_pays", VIEW),
    Item(GROUP, "scale", _("Refused parcels"), "backoffice:refused_parcels", VIEW),
    Item(GROUP, "scale", _("Trial balance"), "backoffice:accounts", VIEW),
    Item(GROUP, "scale", _("Period close"), "backoffice:periods", VIEW),
]
