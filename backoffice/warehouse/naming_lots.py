"""Naming a lot where goods come in: what is asked of a product that keeps lots, in words, whichever page asks."""

from datetime import date

from django.utils.translation import gettext as _

from core.dates import say
from inventory.models import Lot, LotKeeping
from shop.catalogue.models import Product

#: A lot expires within these days; any other is a slip of the pen.
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


def wrong_lot(*, product: Product, kept: LotKeeping, code: str, expires_on: date | None) -> tuple[str, str] | None:
    """The field (`lot`, `expires_on`) and what is wrong with it; None where the lot can come in. At most one query."""
    known = Lot.objects.filter(product=product, code=code).first() if code else None
    if not code:
        return "lot", _("This product keeps lots: say which one came.")
    if expires_on is not None and not EARLIEST <= expires_on <= LATEST:
        return "expires_on", _("This is no day: %(word)s.") % {"word": expires_on.isoformat()}
    if known is None and expires_on is None and kept.needs_expiry:
        return "expires_on", _("A new lot needs the day on which it expires.")
    if known is not None and expires_on is not None and known.expires_on != expires_on:
        there = say(known.expires_on, "day") if known.expires_on else _("no day is known")
        return "expires_on", _("This lot is known with another day: %(day)s.") % {"day": there}
    return None
