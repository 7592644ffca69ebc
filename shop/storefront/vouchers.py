"""What a customer reads about vouchers and what offers take off."""

from collections.abc import Callable
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
        "voucher_less": _("The offers in the basket give as much already. The voucher stays yours for another order."),
        "voucher_used": _("This voucher was used before with this e-mail or telephone, and counts once for each customer."),
    }.get(problem, _("This voucher does not count here."))


def what_it_gave(quote: OrderQuote, money: Callable[[Any], str]) -> str:
    """What the voucher takes off, in a sentence; nothing when it does not count."""
    gave = quote.offered.by_voucher
    if not gave:
        return ""
    if quote.offered.is_shared:
        return _("It takes %(amount)s off where it gives more; the other lines keep their offer.") % {"amount": money(gave)}
    return _("It takes %(amount)s off.") % {"amount": money(gave)}


def voucher_context(visit: Visit, quote: OrderQuote) -> dict[str, Any]:
    """The voucher of a quoted basket and what all offers take off. No query."""
    problem = quote.offered.voucher_problem
    return {
        "voucher": quote.voucher.code if quote.voucher else "",
        "voucher_name": quote.voucher.name if quote.voucher else "",
        "voucher_why_not": why_not(problem) if problem else "",
        "voucher_gave": what_it_gave(quote, visit.money),
        "saved": visit.money(quote.discount) if quote.discount else "",
        "saved_by": ", ".join(dict.fromkeys(given.title for given in quote.offered.given)),
    }
