"""How sure the company wants to be of not running out, by class or product; every setting stays as history."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from inventory.models import AbcClass, ServiceLevel
from shop.catalogue.models import Product


@dataclass(frozen=True)
class Level:
    """Per cent of the waits that end without running out, and the days that an order is to last."""

    percent: Decimal
    order_days: int


#: Until somebody decides otherwise: dear and fast things are watched closely and ordered often.
BEGINNING: Mapping[str, Level] = {
    AbcClass.A: Level(Decimal("98"), 14),
    AbcClass.B: Level(Decimal("95"), 21),
    AbcClass.C: Level(Decimal("90"), 28),
}
LOWEST, HIGHEST, LONGEST = Decimal("50"), Decimal("99.9"), 180


class LevelOutOfBounds(DomainError):
    """Below half, above 99.9, or an order for no day or for more than half a year; nothing was changed."""

    code = "service_level_out_of_bounds"


class NoSuchClass(DomainError):
    """A level is of a class or of a product, not of both or neither; nothing was changed."""

    code = "no_such_class"


@dataclass(frozen=True)
class Levels:
    """What holds now."""

    by_class: Mapping[str, Level]
    by_product: Mapping[int, Level]

    def of(self, product_id: int, abc_class: str) -> Level:
        return self.by_product.get(product_id) or self.by_class[abc_class]


def service_levels() -> Levels:
    """The latest setting of every class and product. One query."""
    by_class, by_product = dict(BEGINNING), {}
    rows = ServiceLevel.objects.order_by("abc_class", "product_id", "-pk").distinct("abc_class", "product_id")
    for row in rows:
        if row.percent is None:
            continue
        level = Level(row.percent, row.order_days)
        if row.product_id is None:
            by_class[row.abc_class] = level
        else:
            by_product[row.product_id] = level
    return Levels(by_class, by_product)


def set_service_level(
    *,
    actor: Actor,
    percent: Decimal | None,
    order_days: int = 14,
    abc_class: str = "",
    product: Product | None = None,
    reason: str = "",
) -> ServiceLevel:
    """From now on be so sure. `percent` None: the product follows its class again.

    Raises:
        LevelOutOfBounds, NoSuchClass: nothing was changed.
    """
    if (product is None) == (abc_class == "") or (abc_class and (abc_class not in AbcClass.values or percent is None)):
        raise NoSuchClass(abc_class=abc_class, product=product.sku if product else "")
    if (percent is not None and not LOWEST <= percent <= HIGHEST) or not 1 <= order_days <= LONGEST:
        raise LevelOutOfBounds(percent=str(percent), order_days=order_days)
    with transaction.atomic():
        row = ServiceLevel.objects.create(
            abc_class=abc_class,
            product=product,
            percent=percent,
            order_days=order_days,
            reason=reason[:200],
            set_by=actor.label[:200],
            set_at=clock.now(),
        )
        told: dict[str, Any] = {
            "of": abc_class or (product.sku if product else ""),
            "percent": str(percent),
            "order_days": order_days,
        }
        audit.record(actor=actor, action="service_level.set", subject=row, **told)
    return row
