"""Words for what a job refuses while an order is taken. The job gives a code, the screen says it."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.money import Money, format_money
from shop.order.quotes import OrderQuote, Problem

FIELDS = {
    "name": gettext_lazy("the name"),
    "phone": gettext_lazy("the telephone"),
    "line1": gettext_lazy("street and number"),
    "city": gettext_lazy("the city"),
    "country": gettext_lazy("the country"),
    "delivery_code": gettext_lazy("a day of delivery"),
    "method_code": gettext_lazy("a way to pay"),
}


def say(refusal: DomainError) -> str:
    """A sentence for a refusal; what to do about it is part of it."""
    return sentence(refusal.code)


def sentence(code: str) -> str:
    sentences = {
        "out_of_stock": _("Somebody else just took the last of it. The draft is kept; lower the quantity or take it out."),
        "quote_changed": _("Prices or dates changed since you read them out. They are new below: read them again, then place."),
        "credit_exceeded": _("The order is above what is left of the account's credit. Choose another way to pay."),
        "method_not_offered": _("This way to pay is not offered for this order. Choose another one."),
        "delivery_not_offered": _("This delivery is not offered for the address. Choose another one."),
        "nothing_serves_address": _("No delivery goes to this address. Check country and postcode."),
        "not_sellable": _("This is not sold here: it is discontinued, not in this channel's range, or has no price."),
        "bad_quantity": _("Between 1 and 99,999 pieces, please."),
        "basket_not_open": _("This draft was placed or removed meanwhile."),
        "draft_incomplete": _("Something is still to be asked; see the list beside the button."),
        "below_minimum": _("The order is below this channel's smallest amount."),
        "offer_gone": _("Somebody else took the last of an offer. The total is new below: read it again, then place."),
        "voucher_used": _("This customer used the voucher before. It is taken off: read the total again, then place."),
        "seal_broken": _("Prices may have changed since the page was opened. They are new below: read them again, then place."),
    }
    return sentences.get(code, _("That was not possible (%(code)s). Nothing was changed.") % {"code": code})


def voucher(problem: str) -> str:
    """Why a voucher does not count, as the shop says it; nothing when it does."""
    sentences = {
        "voucher_unknown": _("We know no such voucher. Is a letter missing?"),
        "voucher_not_yet": _("This voucher does not count yet."),
        "voucher_over": _("The time of this voucher is over."),
        "voucher_used_up": _("This voucher was used up already."),
        "voucher_elsewhere": _("This voucher does not count in this shop."),
        "voucher_not_reached": _("It does not count for what is in the basket so far."),
        "voucher_less": _("The offers in the basket give as much already. The voucher stays unused."),
    }
    return sentences.get(problem, _("This voucher does not count here.")) if problem else ""


def voucher_gave(quote: OrderQuote) -> str:
    """What the voucher takes off, to be read out; nothing when it does not count."""
    gave = quote.offered.by_voucher
    if not gave:
        return ""
    amount = {"amount": format_money(Money(gave, quote.currency), get_language() or "en")}
    if quote.offered.is_shared:
        return _("It takes %(amount)s off where it gives more; the other lines keep their offer.") % amount
    return _("It takes %(amount)s off.") % amount


def why_no_voucher(refusal: DomainError) -> str:
    """Why a code was not taken."""
    if refusal.code == "basket_not_open":
        return sentence(refusal.code)
    return voucher(refusal.data.get("problem", refusal.code))


def problem(found: Problem, quote: OrderQuote) -> str:
    """A sentence for a problem of the quote, with the product's name."""
    title = next((line.title for line in quote.lines if line.product_id == found.product_id), "")
    if found.code == "out_of_stock":
        return _("%(title)s: only %(n)s can be promised now.") % {"title": title, "n": found.data.get("available", 0)}
    if found.code == "basket_empty":
        return _("Nothing is in the order yet.")
    return f"{title}: {sentence(found.code)}" if title else sentence(found.code)
