"""What a person may do in the books."""

from django.utils.translation import gettext_lazy as _

from core.access.permissions import declare

declare(
    "accounting",
    {
        "accounting.view": _("See the journal, invoices, receivables and reports"),
        "accounting.confirm_payment": _("Confirm that money has arrived"),
        "accounting.return_money": _("Return money that belongs to no order"),
        "accounting.remit": _("Record courier remittances and what refused parcels cost"),
        "accounting.reverse": _("Reverse journal entries"),
        "accounting.credit": _("Issue credit notes"),
        "accounting.close_period": _("Close and open fiscal periods"),
        "accounting.export": _("Export accounting figures"),
    },
)
