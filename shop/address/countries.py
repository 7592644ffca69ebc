"""The countries of the world, by ISO code; addresses and orders point to them."""

import pycountry
from django.db import transaction

from core import audit
from core.access import Actor
from shop.address.models import Country  # type: ignore[attr-defined]


def ensure_countries(*, actor: Actor) -> int:
    """Add the countries that are missing; those there stay as they are. Returns how many were added. Two statements."""
    with transaction.atomic():
        known = set(Country.objects.values_list("pk", flat=True))
        missing = [_country(entry) for entry in pycountry.countries if entry.alpha_2 not in known]
        Country.objects.bulk_create(missing)
        if missing:
            audit.record(actor=actor, action="countries.added", count=len(missing))
    return len(missing)


def _country(entry) -> Country:
    return Country(
        iso_3166_1_a2=entry.alpha_2,
        iso_3166_1_a3=entry.alpha_3,
        iso_3166_1_numeric=entry.numeric,
        name=getattr(entry, "official_name", entry.name)[:128],
        printable_name=getattr(entry, "common_name", entry.name)[:128],
        is_shipping_country=True,
    )
