"""Stock at a past moment: what lay where, counted back from today's levels by the movements that came after it.

Levels are what all movements add up to (`bin/manage verify` holds it), so counting back from them gives the same answer
as adding up from the first movement, and a moment of last week reads last week's movements only. A pool is counted over
the zones that it sells from today.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from inventory.levels import Key
from inventory.models import StockLevel, StockMovement


def levels_then(moment: datetime) -> QuerySet[StockLevel]:
    """Every product × location that ever had pieces, with `then`: how many lay there when the moment had passed.

    One query. Movements are found by product, location and time in their indexes.
    """
    later = StockMovement.objects.filter(product=OuterRef("product"), at__gt=moment).order_by()
    came = later.filter(to_location=OuterRef("location")).values("to_location").annotate(n=Sum("quantity")).values("n")
    left = later.filter(from_location=OuterRef("location")).values("from_location").annotate(n=Sum("quantity")).values("n")
    return StockLevel.objects.annotate(then=F("on_hand") - _or_none(came) + _or_none(left))


def lay_where(moment: datetime, *, product_ids: Iterable[int] | None = None) -> dict[Key, int]:
    """Pieces by (product, location) at a moment, where there were any. One query."""
    rows = levels_then(moment).exclude(then=0)
    if product_ids is not None:
        rows = rows.filter(product__in=list(product_ids))
    return {(product, location): pieces for product, location, pieces in rows.values_list("product", "location", "then")}


def pieces_in_warehouses(moment: datetime, *, product_id: int) -> dict[int, int]:
    """Pieces of a product at a moment by warehouse. One query."""
    return _sums(moment, product_id, "location__warehouse")


def pieces_in_pools(moment: datetime, *, product_id: int) -> dict[int, int]:
    """Pieces of a product at a moment in the zones that each pool sells from. One query."""
    return {pool: pieces for pool, pieces in _sums(moment, product_id, "location__zone__pools__pool").items() if pool}


def _sums(moment: datetime, product_id: int, by: str) -> dict[int, int]:
    rows = levels_then(moment).filter(product=product_id).order_by().values_list(by).annotate(pieces=Sum("then"))
    return dict(rows.values_list(by, "pieces"))


def _or_none(sums: QuerySet) -> Coalesce:
    return Coalesce(Subquery(sums), 0, output_field=IntegerField())
