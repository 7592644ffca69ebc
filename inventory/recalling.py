"""Recall: who got pieces of a lot, who holds some, and what still lies where. Read only."""

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from inventory.models import Lot, LotLevel, Reservation, ReservationStatus, StockMovement


def lots_with_sums() -> QuerySet[Lot]:
    """Every lot with what lies of it (`on_hand`, of that `reserved`) and what left to customers (`sent`). One query."""
    levels = LotLevel.objects.filter(lot=OuterRef("pk")).order_by().values("lot")
    sent = StockMovement.objects.filter(lot=OuterRef("pk"), reason="dispatched").order_by().values("lot")
    return Lot.objects.annotate(
        on_hand=_sum(levels.annotate(n=Sum("on_hand"))),
        reserved=_sum(levels.annotate(n=Sum("reserved"))),
        sent=_sum(sent.annotate(n=Sum("quantity"))),
    )


def _sum(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("n")), Value(0), output_field=IntegerField())


def concerned(lot_id: int) -> QuerySet[Reservation]:
    """Every order line that got pieces of the lot, or holds some, with its order and customer: nothing that was let go."""
    rows = Reservation.objects.filter(lot=lot_id).exclude(status=ReservationStatus.RELEASED)
    return rows.select_related("order_line__order__channel", "order_line__order__customer", "location__warehouse")


def lying(lot_id: int) -> list[LotLevel]:
    """Where pieces of a lot lie, with zone and warehouse. One query."""
    rows = LotLevel.objects.filter(lot=lot_id, on_hand__gt=0).select_related("location__zone__warehouse")
    return list(rows.order_by("location__warehouse_id", "location__walking_order", "pk"))


def came_back(lot_id: int) -> int:
    """Pieces of a lot that customers sent back. One query."""
    found = StockMovement.objects.filter(lot=lot_id, reason="returned").aggregate(n=Coalesce(Sum(F("quantity")), 0))
    return int(found["n"])
