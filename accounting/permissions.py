"""What a person may do in the books."""

from django.utils.translation import gettext_lazy as _

from core.access.permissions import declare

declare(
    "accounting",
    {
        "accounting.view": _("See the journal, invoices, receivables and reports"),
        "accounting.confirm_payment": _("Confirm that money has arrived"),
        "accounting.apply_cash": _("Apply unapplied cash to an order"),
        "accounting.return_money": _("Ask that money is returned: refunds, and cash that belongs to no order"),
        "accounting.sign": _("Give the second signature where money leaves"),
        "accounting.remit": _("Record courier remittances and what refused parcels cost"),
        "accounting.reverse": _("Reverse journal entries"),
        "accounting.credit": _("Issue credit notes"),
        "accounting.close_period": _("Close and open fiscal periods"),
        "accounting.export": _("Export accounting figures"),
    },
)
