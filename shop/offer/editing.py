"""Making and changing offers and vouchers. What orders hold of them is never touched here."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from shop.catalogue.models import Category, Product
from shop.channels.models import ChannelMarket
from shop.offer.models import Benefit, Condition, ConditionalOffer, Range, RangeProduct  # type: ignore[attr-defined]
from shop.voucher.models import Voucher
from shop.voucher.using import normal_code


class OfferAmountTooFine(DomainError):
    """More decimals than the market's currency has."""

    code = "amount_too_fine"


class CapBelowTaken(DomainError):
    """Orders hold more of the offer already than the new cap allows."""

    code = "cap_below_taken"


def save_offer(
    *,
    actor: Actor,
    name: str,
    channel_market: ChannelMarket,
    kind: str,
    value: Decimal,
    offer: ConditionalOffer | None = None,
    needs_voucher: bool = False,
    least_pieces: int = 1,
    least_amount: Decimal | None = None,
    categories: Iterable[Category] = (),
    products: Iterable[Product] = (),
    starts: datetime | None = None,
    ends: datetime | None = None,
    most_orders: int | None = None,
    most_discount: Decimal | None = None,
    priority: int = 0,
    is_active: bool = True,
    **titles: str | None,
) -> ConditionalOffer:
    """Create an offer, or change `offer`. `kind` is "Percentage" or "Absolute"; titles are `title_en`, `title_vi`, ...

    Without categories and products it holds for everything of the channel.

    Raises:
        OfferAmountTooFine, CapBelowTaken: nothing is changed.
    """
    currency = channel_market.market.currency
    for amount in (value if kind == Benefit.FIXED else None, least_amount, most_discount):
        if amount is not None and round_amount(amount, currency) != amount:
            raise OfferAmountTooFine(amount=str(amount), currency=currency)
    with transaction.atomic():
        row = _locked(offer) if offer else ConditionalOffer(channel_market=channel_market)
        _refuse_low_caps(row, most_orders, most_discount)
        held_for = _range(row, name, list(categories), list(products))
        row.benefit = _saved(row.benefit if offer else Benefit(), type=kind, value=value, range=held_for)
        by_value = least_amount is not None
        row.condition = _saved(
            row.condition if offer else Condition(),
            type=Condition.VALUE if by_value else Condition.COUNT,
            value=least_amount if by_value else Decimal(least_pieces),
            range=held_for,
        )
        row.name, row.channel_market, row.priority = name, channel_market, priority
        row.offer_type = ConditionalOffer.VOUCHER if needs_voucher else ConditionalOffer.SITE
        row.start_datetime, row.end_datetime = starts, ends
        row.max_global_applications, row.max_discount = most_orders, most_discount
        row.status = ConditionalOffer.OPEN if is_active else ConditionalOffer.SUSPENDED
        for field, text in titles.items():
            setattr(row, field, text)
        row.full_clean(exclude=["slug", "benefit", "condition"])
        row.save()
        audit.record(actor=actor, action="offer.saved", subject=row, subject_label=name, kind=kind, value=str(value))
    return row


def _locked(offer: ConditionalOffer) -> ConditionalOffer:
    return ConditionalOffer.objects.select_for_update(of=("self",)).select_related("benefit", "condition").get(pk=offer.pk)


def _refuse_low_caps(row: ConditionalOffer, most_orders: int | None, most_discount: Decimal | None) -> None:
    if most_orders is not None and most_orders < row.num_applications:
        raise CapBelowTaken(taken=row.num_applications)
    if most_discount is not None and most_discount < row.total_discount:
        raise CapBelowTaken(taken=f"{row.total_discount:f}")


def _saved(row, **values):
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    return row


def _range(row: ConditionalOffer, name: str, categories: list[Category], products: list[Product]) -> Range | None:
    """What the offer holds for; None for everything. A range belongs to its offer alone."""
    known = row.benefit.range if row.pk else None
    if not categories and not products:
        return None
    held_for = known or Range()
    held_for.name = name[:128]
    held_for.save()
    held_for.included_categories.set(categories)
    RangeProduct.objects.filter(range=held_for).delete()
    RangeProduct.objects.bulk_create(RangeProduct(range=held_for, product=product) for product in products)
    return held_for


def save_voucher(
    *,
    actor: Actor,
    code: str,
    name: str,
    offer: ConditionalOffer,
    usage: str,
    starts: datetime,
    ends: datetime,
    voucher: Voucher | None = None,
) -> Voucher:
    """Create a voucher, or change `voucher`; `usage` is one of Oscar's three. It opens one offer."""
    with transaction.atomic():
        row = Voucher.objects.select_for_update(of=("self",)).get(pk=voucher.pk) if voucher else Voucher()
        row.code, row.name, row.usage = normal_code(code), name, usage
        row.start_datetime, row.end_datetime = starts, ends
        row.full_clean()
        row.save()
        row.offers.set([offer])
        audit.record(actor=actor, action="voucher.saved", subject=row, subject_label=row.code, offer=offer.pk)
    return row
