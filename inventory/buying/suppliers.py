"""Suppliers, what each of them sells us, and at which price from how many pieces on."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.money import decimals, round_amount
from inventory.models import Supplier, SupplierPrice, SupplierProduct
from shop.catalogue.models import Product

#: More than anybody orders at once, and less than would overflow a sum.
MOST_PIECES, HIGHEST_PRICE = 1_000_000, Decimal(1_000_000_000)
MOST_IN_A_PACK, LONGEST_LEAD = 100_000, 730


class BadSupplier(DomainError):
    """A language or currency that the house does not know; nothing was saved."""

    code = "bad_supplier"


class BadTerms(DomainError):
    """A pack, minimum, lead time, price or break that cannot be; `field` says which. Nothing was saved."""

    code = "bad_terms"


class NotBought(DomainError):
    """A service is not bought as goods; nothing was saved."""

    code = "not_bought"


def save_supplier(*, actor: Actor, code: str, **values: Any) -> Supplier:
    """Open a supplier or change it.

    Raises:
        BadSupplier: nothing was saved.
    """
    if "language" in values and values["language"] not in dict(settings.LANGUAGES):
        raise BadSupplier(field="language", value=values["language"])
    if "currency" in values:
        decimals(values["currency"])
    with transaction.atomic():
        supplier, created = Supplier.objects.update_or_create(code=code, defaults=values)
        audit.record(actor=actor, action="supplier.saved", subject=supplier, created=created)
    return supplier


def list_product(*, actor: Actor, supplier: Supplier, product: Product, **terms: Any) -> SupplierProduct:
    """Say that a supplier sells us a product.

    `terms`: `supplier_sku`, `pack_size`, `minimum_quantity`, `lead_time_days`. The first supplier of a product is preferred.

    Raises:
        BadTerms, NotBought: nothing was saved.
    """
    if not product.is_stocked:
        raise NotBought(product=product.sku)
    _require("pack_size", terms.get("pack_size", 1), 1, MOST_IN_A_PACK)
    _require("minimum_quantity", terms.get("minimum_quantity", 1), 1, MOST_PIECES)
    _require("lead_time_days", terms.get("lead_time_days") or 0, 0, LONGEST_LEAD)
    with transaction.atomic():
        Product.objects.select_for_update(of=("self",), no_key=True).get(pk=product.pk)
        is_first = not SupplierProduct.objects.filter(product=product, is_preferred=True).exists()
        listed, created = SupplierProduct.objects.update_or_create(supplier=supplier, product=product, defaults=terms)
        if is_first:
            SupplierProduct.objects.filter(pk=listed.pk).update(is_preferred=True)
            listed.is_preferred = True
        audit.record(actor=actor, action="supplier.product_listed", subject=supplier, product=product.sku, created=created)
    return listed


def prefer(*, actor: Actor, supplier_product: SupplierProduct) -> None:
    """Buy the product from this supplier unless somebody says otherwise."""
    with transaction.atomic():
        Product.objects.select_for_update(of=("self",), no_key=True).get(pk=supplier_product.product_id)
        of_product = SupplierProduct.objects.filter(product_id=supplier_product.product_id)
        of_product.filter(is_preferred=True).exclude(pk=supplier_product.pk).update(is_preferred=False)
        of_product.filter(pk=supplier_product.pk).update(is_preferred=True)
        supplier_product.is_preferred = True
        audit.record(
            actor=actor, action="supplier.preferred", subject=supplier_product.supplier, product=supplier_product.product.sku
        )


def set_price(
    *,
    actor: Actor,
    supplier_product: SupplierProduct,
    unit_price: Decimal,
    from_quantity: int = 1,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> SupplierPrice:
    """What a piece costs from so many pieces on. A break that begins on the same day is replaced.

    Raises:
        BadTerms: nothing was saved.
    """
    begins = valid_from or clock.today()
    _require("from_quantity", from_quantity, 1, MOST_PIECES)
    if not unit_price.is_finite() or not 0 < unit_price <= HIGHEST_PRICE:
        raise BadTerms(field="unit_price", value=str(unit_price))
    if unit_price != round_amount(unit_price, supplier_product.supplier.currency):
        raise BadTerms(field="unit_price", value=str(unit_price))
    if valid_until is not None and valid_until < begins:
        raise BadTerms(field="valid_until", value=str(valid_until))
    with transaction.atomic():
        price, _created = SupplierPrice.objects.update_or_create(
            supplier_product=supplier_product,
            from_quantity=from_quantity,
            valid_from=begins,
            defaults={"unit_price": unit_price, "valid_until": valid_until},
        )
        audit.record(
            actor=actor,
            action="supplier.price_set",
            subject=supplier_product.supplier,
            product=supplier_product.product.sku,
            price=str(unit_price),
            from_quantity=from_quantity,
        )
    return price


def withdraw_price(*, actor: Actor, price: SupplierPrice) -> None:
    """Take a price away; its history keeps it."""
    with transaction.atomic():
        of = price.supplier_product
        audit.record(
            actor=actor,
            action="supplier.price_withdrawn",
            subject=of.supplier,
            product=of.product.sku,
            price=str(price.unit_price),
        )
        price.delete()


def prices_for(quantities: dict[int, int], on: date | None = None) -> dict[int, Decimal]:
    """What a piece costs when so many are bought: supplier product id → pieces. Those without a price are missing. One query."""
    best: dict[int, tuple[tuple[int, date], Decimal]] = {}
    for price in _valid(quantities, on or clock.today()):
        rank = (price.from_quantity, price.valid_from)
        pk = price.supplier_product_id
        if price.from_quantity <= quantities[pk] and (pk not in best or rank > best[pk][0]):
            best[pk] = (rank, price.unit_price)
    return {pk: amount for pk, (_rank, amount) in best.items()}


def _valid(supplier_product_ids: Iterable[int], on: date) -> Iterable[SupplierPrice]:
    return SupplierPrice.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), supplier_product__in=list(supplier_product_ids), valid_from__lte=on
    )


def _require(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise BadTerms(field=field, value=value)
