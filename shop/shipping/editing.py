"""Carriers, delivery options and where they cost more or take longer."""

from decimal import Decimal

from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from shop.shipping.models import Carrier, DeliveryArea, DeliveryOption


class DeliveryPriceTooFine(DomainError):
    """More decimals than the market's currency has."""

    code = "amount_too_fine"


def save_carrier(
    *,
    actor: Actor,
    code: str,
    name: str,
    adapter: str = "sandbox",
    takes_cash: bool = False,
    service: str = "",
    credentials: str = "",
    is_active: bool = True,
) -> Carrier:
    """Create or change a carrier, found by its code. `credentials` names where the key is kept, never the key."""
    values = {
        "name": name,
        "adapter": adapter,
        "takes_cash": takes_cash,
        "service": service,
        "credentials": credentials,
        "is_active": is_active,
    }
    with transaction.atomic():
        carrier, _created = Carrier.objects.update_or_create(code=code, defaults=values)
        audit.record(actor=actor, action="carrier.saved", subject=carrier)
    return carrier


def save_delivery_option(*, actor: Actor, code: str, **values) -> DeliveryOption:
    """Create or change a delivery option, found by its code. Texts are `name_en`, `name_vi`, `description_en`, ...

    Raises:
        DeliveryPriceTooFine: nothing is changed.
    """
    with transaction.atomic():
        option = DeliveryOption.objects.filter(code=code).first() or DeliveryOption(code=code)
        for field, value in values.items():
            setattr(option, field, value)
        for field in ("price", "free_from", "price_per_kg"):
            _refuse_too_fine(getattr(option, field), option.market.currency)
        option.full_clean()
        option.save()
        audit.record(actor=actor, action="delivery_option.saved", subject=option)
    return option


def _refuse_too_fine(amount: Decimal | None, currency: str) -> None:
    if amount is not None and round_amount(Decimal(amount), currency) != amount:
        raise DeliveryPriceTooFine(amount=str(amount), currency=currency)


def save_area(
    *,
    actor: Actor,
    option: DeliveryOption,
    country: str,
    postcode_prefix: str = "",
    extra_days: int = 0,
    surcharge: Decimal = Decimal(0),
    is_served: bool = True,
) -> DeliveryArea:
    """Say where an option goes, and where it costs more or takes longer. Without any area an option goes everywhere.

    Raises:
        DeliveryPriceTooFine: nothing is changed.
    """
    _refuse_too_fine(surcharge, option.market.currency)
    with transaction.atomic():
        area, _created = DeliveryArea.objects.update_or_create(
            option=option,
            country=country,
            postcode_prefix=postcode_prefix,
            defaults={"extra_days": extra_days, "surcharge": surcharge, "is_served": is_served},
        )
        audit.record(actor=actor, action="delivery_area.saved", subject=option, country=country, prefix=postcode_prefix)
    return area
