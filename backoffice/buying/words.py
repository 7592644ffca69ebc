"""What buying refuses, in sentences."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.numbers import say_number
from core.ui_statuses import look
from shop.catalogue.models import Product


def _skus(values: Iterable[Any]) -> str:
    """Products by number or key, as item numbers."""
    keys = [value for value in values if isinstance(value, int)]
    known = Product.objects.filter(pk__in=keys).order_by("sku").values_list("sku", flat=True) if keys else []
    return ", ".join([*known, *(value for value in values if isinstance(value, str))])


def _too_many(data: dict[str, Any]) -> str:
    said = _("%(sku)s: %(most)s pieces at most can still come on this order. Count again; nothing was booked.")
    return said % {"sku": _skus([data["product"]]), "most": say_number(data["most"])}


def _moved_on(data: dict[str, Any]) -> str:
    return _("Nothing was done: the order is “%(state)s” by now.") % {"state": look("purchase_order", data["status"]).word}


SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    "nothing_wanted": lambda data: _("Nothing was saved: say of at least one product how many pieces you want."),
    "quantity_out_of_bounds": lambda data: (
        _("%(sku)s: between 1 and 1,000,000 pieces, please.") % {"sku": _skus([data["product"]])}
    ),
    "not_supplied": lambda data: _("This supplier does not sell us: %(skus)s.") % {"skus": _skus(data["products"]) or "–"},
    "never_bought_again": lambda data: (
        _("Sold until nothing is left, and never bought again: %(skus)s.") % {"skus": _skus(data["products"])}
    ),
    "no_purchase_price": lambda data: (
        _("No price of the supplier holds today for: %(skus)s. Write one beside it.") % {"skus": _skus(data["products"])}
    ),
    "purchase_order_moved_on": _moved_on,
    "bad_arrival_day": lambda data: _("Goods arrive today or later, within two years."),
    "cannot_be_mailed": lambda data: _("Nothing was sent: the supplier has no e-mail address."),
    "not_on_this_order": lambda data: _("Not on this order: %(skus)s. Nothing was booked.") % {"skus": _skus(data["products"])},
    "too_many_came": _too_many,
    "no_place_given": lambda data: _(
        "Nothing was booked: good pieces need a location, damaged ones a location in the quarantine zone."
    ),
    "bad_charges": lambda data: _("Freight, duty or exchange rate cannot be. Nothing was booked."),
    "lot_wanted": lambda data: _("This product keeps lots: say which one came."),
    "expiry_differs": lambda data: (
        _("Nothing was booked: lot %(lot)s is said to expire on different days.") % {"lot": data["lot"]}
    ),
    "nothing_received": lambda data: _("Nothing was booked: scan what the truck brought first."),
    "wrong_warehouse": lambda data: _("This warehouse has no such location to receive at."),
    "bad_supplier": lambda data: _("This language is not one of the house."),
    "bad_terms": lambda data: _("Nothing was saved: a pack, minimum, lead time, price or day cannot be."),
    "not_bought": lambda data: _("This is a service: it keeps no stock."),
    "unknown_currency": lambda data: _("No currency has this code."),
}


def said(refusal: DomainError) -> str:
    """Why buying refused, in a sentence.

    What it has no words for is raised again.
    """
    words = SAID.get(refusal.code)
    if words is None:
        raise refusal
    return words(refusal.data)
