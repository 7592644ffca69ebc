"""Questions about stock: what is where, who holds it, what happened to it. Read only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from core import clock
from inventory.models import Reservation, ReservationStatus, StockLevel, StockMovement, ZoneKind
from shop.catalogue.models import Product
from shop.partner.models import StockRecord

HOLDING = (ReservationStatus.ACTIVE, ReservationStatus.PICKED)


@dataclass(frozen=True)
class Holder:
    """Who holds pieces at a location, for whom, since when."""

    reservation: Reservation
    order_id: int
    number: str
    channel: Any
    contact: str
    quantity: int
    location: str
    status: str
    status_word: str
    since: datetime
    age: timedelta
    dispatch_by: datetime | None


def holders(product_id: int, limit: int = 50) -> list[Holder]:
    """Every reservation that holds pieces of a product, oldest first. One query."""
    rows = (
        Reservation.objects.filter(product_id=product_id, status__in=HOLDING)
        .select_related("order_line__order__channel", "location")
        .order_by("created_at", "pk")[:limit]
    )
    now = clock.now()
    return [
        Holder(
            reservation=row,
            order_id=row.order_line.order_id,
            number=row.order_line.order.number,
            channel=row.order_line.order.channel,
            contact=row.order_line.order.contact_name,
            quantity=row.quantity,
            location=row.location.code,
            status=row.status,
            status_word=row.get_status_display(),
            since=row.created_at,
            age=now - row.created_at,
            dispatch_by=row.order_line.order.dispatch_by,
        )
        for row in rows
    ]


def _zone_sum(kind: str, column: str = "on_hand") -> Coalesce:
    levels = StockLevel.objects.filter(product=OuterRef("pk"), location__zone__kind=kind).values("product")
    return Coalesce(Subquery(levels.annotate(n=Sum(column)).values("n")), 0, output_field=IntegerField())


def _record_sum(column: str) -> Coalesce:
    records = StockRecord.objects.filter(product=OuterRef("pk")).values("product")
    return Coalesce(Subquery(records.annotate(n=Sum(column)).values("n")), 0, output_field=IntegerField())


def stocked_products() -> QuerySet[Product]:
    """Products that have stock, each with its sums: e-commerce, bulk, staging, reserved, promised, safety, atp."""
    return (
        Product.objects.filter(product_class__track_stock=True)
        .annotate(
            ecommerce=_zone_sum(ZoneKind.ECOMMERCE),
            bulk=_zone_sum(ZoneKind.BULK),
            staging=_zone_sum(ZoneKind.STAGING),
            quarantine=_zone_sum(ZoneKind.QUARANTINE),
            on_hand=_record_sum("on_hand"),
            reserved=_record_sum("reserved"),
            promised=_record_sum("promised"),
            safety=_record_sum("safety_stock"),
        )
        .annotate(
            atp=Case(
                When(pk__isnull=False, then=_record_sum("on_hand") - _record_sum("reserved") - _record_sum("promised")
                     - _record_sum("safety_stock")),
                default=Value(0),
                output_field=IntegerField(),
            )
        )
    )  # fmt: skip


def stock_list(*, text: str = "", view: str = "", after: str = "", limit: int = 50) -> list[Product]:
    """A page of products with their stock, by item number, after the given one. One query.

    `view` is "" (all), "short" (nothing left to promise) or "low" (the e-commerce zone is empty while bulk is not).
    Ask for one more than is shown to learn whether there is another page.
    """
    rows = stocked_products()
    if text:
        rows = rows.filter(Q(sku__icontains=text) | Q(title__icontains=text) | Q(barcodes__code=text))
    if view == "short":
        rows = rows.filter(atp__lte=0)
    if view == "low":
        rows = rows.filter(ecommerce__lte=0, bulk__gt=0)
    if after:
        rows = rows.filter(sku__gt=after)
    return list(rows.order_by("sku").distinct()[:limit])


def levels_of(product_id: int) -> list[StockLevel]:
    """Where a product lies, with zone and warehouse. One query."""
    return list(
        StockLevel.objects.filter(product_id=product_id, on_hand__gt=0)
        .select_related("location__zone__warehouse", "location__warehouse")
        .order_by("location__warehouse_id", "location__zone_id", "location__walking_order", "pk")
    )


def records_of(product_id: int) -> list[StockRecord]:
    """What each pool counts of a product. One query."""
    return list(StockRecord.objects.filter(product_id=product_id).select_related("partner").order_by("pk"))


def movements(
    *, product_id: int | None = None, reason: str = "", before: int | None = None, limit: int = 50
) -> list[StockMovement]:
    """A page of movements, newest first, older than the given id. One query."""
    rows = StockMovement.objects.select_related("product", "lot", "from_location__warehouse", "to_location__warehouse")
    if product_id is not None:
        rows = rows.filter(product_id=product_id)
    if reason:
        rows = rows.filter(reason=reason)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:limit])


def balance_after(rows: Sequence[StockMovement], *, together: int) -> dict[int, int]:
    """What was on hand in the whole company after each of one product's newest movements; `together` is what is there now."""
    total = together
    balances = {}
    for row in rows:
        balances[row.pk] = total
        if row.from_location_id is None:
            total -= row.quantity
        elif row.to_location_id is None:
            total += row.quantity
    return balances
