"""What a customer reads about vouchers and what offers take off."""

from typing import Any

from django.utils.translation import gettext as _

from shop.order.quotes import OrderQuote
from shop.storefront.requests import Visit


def why_not(problem: str) -> str:
    """Why a voucher does not count, and what to do, in a sentence."""
    return {
        "voucher_unknown": _("We know no such voucher. Is a letter missing?"),
        "voucher_not_yet": _("This voucher does not count yet."),
        "voucher_over": _("The time of this voucher is over."),
        "voucher_used_up": _("This voucher was used up already."),
        "voucher_elsewhere": _("This voucher does not count in this shop."),
        "voucher_not_reached": _("It does not count for what is in the basket so far."),
        "voucher_used": _("This voucher was used before with this e-mail or telephone, and counts once for each customer."),
    }.get(problem, _("This voucher does not count here."))


def voucher_context(visit: Visit, quote: OrderQuote) -> dict[str, Any]:
    """The voucher of a quoted basket and what all offers take off. No query."""
    problem = quote.offered.voucher_problem
    return {
        "voucher": quote.voucher.code if quote.voucher else "",
        "voucher_name": quote.voucher.name if quote.voucher else "",
        "voucher_why_not": why_not(problem) if problem else "",
        "saved": visit.money(quote.discount) if quote.discount else "",
        "saved_by": ", ".join(dict.fromkeys(given.title for given in quote.offered.given)),
    }
