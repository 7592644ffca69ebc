"""The words that screens choose for codes: facets, refusals, states; and how days are written."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from core.money import Money, format_money

#: What is in the cup, from pale to dark: the order of the home page.
LIQUORS = {
    "white": pgettext_lazy("in the cup", "White"),
    "green": pgettext_lazy("in the cup", "Green"),
    "yellow": pgettext_lazy("in the cup", "Yellow"),
    "oolong": pgettext_lazy("in the cup", "Light oolong"),
    "roasted": pgettext_lazy("in the cup", "Dark oolong"),
    "black": pgettext_lazy("in the cup", "Black"),
    "ripe": pgettext_lazy("in the cup", "Ripe pu’er"),
    "coffee": pgettext_lazy("in the cup", "Filter coffee"),
    "dark": pgettext_lazy("in the cup", "Espresso"),
    "lotus": pgettext_lazy("in the cup", "Lotus"),
    "herbal": pgettext_lazy("in the cup", "Herbal"),
    "cascara": pgettext_lazy("in the cup", "Cascara"),
}
ORIGINS = {
    "vietnam": gettext_lazy("Vietnam"),
    "yunnan": gettext_lazy("Yunnan"),
    "thailand": gettext_lazy("Northern Thailand"),
    "colombia": gettext_lazy("Colombia"),
}
FAMILIES = {
    "white": gettext_lazy("White tea"),
    "green": gettext_lazy("Green tea"),
    "yellow": gettext_lazy("Yellow tea"),
    "oolong": gettext_lazy("Oolong"),
    "roasted": gettext_lazy("Roasted oolong"),
    "black": gettext_lazy("Black tea"),
    "puer": gettext_lazy("Pu’er"),
    "scented": gettext_lazy("Scented tea"),
    "herbal": gettext_lazy("Herbal infusion"),
    "coffee": gettext_lazy("Coffee"),
    "filter": gettext_lazy("Filter coffee"),
    "dark": gettext_lazy("Espresso"),
    "espresso": gettext_lazy("Espresso"),
    "ware": gettext_lazy("Teaware"),
    "service": gettext_lazy("Service"),
}
FACETS = {"family": FAMILIES, "origin": ORIGINS, "liquor": LIQUORS}
FACET_TITLES = {"liquor": gettext_lazy("In the cup"), "origin": gettext_lazy("Grown in"), "family": gettext_lazy("Kind")}

_SHORT = {"vi": "EEE, d/M", "zh-hans": "M月d日EEE"}
_LONG = {"vi": "EEEE, d MMMM", "zh-hans": "M月d日EEEE", "es": "EEEE d 'de' MMMM"}
_LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans_CN"}


def facet_word(facet: str, value: str) -> str:
    """`oolong` of the facet `liquor` is "Light oolong"; an unknown value is written as it stands."""
    return str(FACETS[facet].get(value, value.replace("-", " ").capitalize()))


def _locale() -> tuple[str, str]:
    language = get_language() or "en"
    return language, _LOCALES.get(language, language)


@lru_cache(maxsize=2_000)
def _written(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


def short_day(day: date | None) -> str:
    """Thu 26 Nov, in the reader's language."""
    language, locale = _locale()
    return _written(day, _SHORT.get(language, "EEE d MMM"), locale) if day else ""


def long_day(day: date | None) -> str:
    """Thursday 26 November, in the reader's language."""
    language, locale = _locale()
    return _written(day, _LONG.get(language, "EEEE d MMMM"), locale) if day else ""


def full_day(day: date | None) -> str:
    """26 November 2026, in the reader's language."""
    return format_date(day, "long", locale=_locale()[1]) if day else ""


def clock_time(moment: datetime) -> str:
    return format_datetime(moment, "H:mm", locale=_locale()[1])


def day_and_time(moment: datetime) -> str:
    """Wed 25 Nov, 17:40, in the moment's own time zone."""
    return f"{short_day(moment.date())}, {clock_time(moment)}"


def why_not_sellable(reason: str) -> str:
    """Why a product cannot be bought here, in a sentence."""
    return {
        "gone": _("It is not made any more, so it cannot be bought."),
        "not_assorted": _("It is not sold in this shop."),
        "on_request": _("Its price is given on request, so it cannot be put in a basket."),
        "no_price": _("It has no price here at the moment."),
    }.get(reason, _("It cannot be bought here at the moment."))


def language() -> str:
    """The language of this page."""
    return get_language() or "en"


def in_zone(moment: datetime | None, zone: str) -> datetime | None:
    return moment.astimezone(ZoneInfo(zone)) if moment else None


def _amount(data: dict, currency: str) -> str:
    try:
        return format_money(Money(Decimal(str(data.get("amount", "0"))), data.get("currency") or currency), language())
    except (InvalidOperation, TypeError):
        return ""


def history_sentence(kind: str, data: dict, currency: str) -> str:
    """What a customer is told of an entry of the order's timeline; empty for what is only ours."""
    sentences = {
        "placed": _("You placed the order."),
        "payment_captured": _("%(amount)s arrived.") % {"amount": _amount(data, currency)},
        "payment_failed": _("The payment did not go through."),
        "payment_expired": _("The time to pay ran out."),
        "payment_refunded": _("%(amount)s was sent back to you.") % {"amount": _amount(data, currency)},
        "method_changed": _("You chose another way to pay."),
        "held": _("We are checking the order."),
        "released": _("The order was checked and accepted."),
        "ready_to_ship": _("The goods are set aside for you."),
        "late_told": _("Some of it was not on its shelf. We wrote to you, and send it as soon as it is here."),
        "picking_started": _("Your goods are being picked."),
        "shipment_packed": _("A parcel was packed."),
        "packed": _("A parcel was packed."),
        "shipment_dispatched": _("A parcel left our house."),
        "dispatched": _("A parcel left our house."),
        "shipment_delivered": _("A parcel was delivered."),
        "delivered": _("A parcel was delivered."),
        "shipment_refused": _("A parcel was not accepted and comes back."),
        "refused": _("A parcel was not accepted and comes back."),
        "invoice_issued": _("Invoice %(number)s was issued.") % {"number": data.get("number", "")},
        "credit_note_issued": _("Credit note %(number)s was issued.") % {"number": data.get("number", "")},
        "cancelled": _("The order was cancelled."),
        "completed": _("The order is complete."),
    }
    return sentences.get(kind, "")
