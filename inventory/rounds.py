"""In which order open tasks are walked: what orders wait for, then what runs out first, each along the route. Read only."""

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from inventory.alerting import rank_of_product
from inventory.models import StockTask, TaskKind, TaskStatus

#: Ranks of a task: orders wait; then those of inventory.alerting.URGENT, one further; then everything else.
WAITED_FOR, AT_LEISURE = 0, 4


def open_tasks() -> QuerySet[StockTask]:
    """Open tasks in walking order, with `rank` and everything a list of them shows. One query."""
    rank = Case(
        When(cause="orders_wait", then=Value(WAITED_FOR)),
        When(kind=TaskKind.REPLENISH, then=Coalesce(rank_of_product() + 1, AT_LEISURE)),
        default=Value(AT_LEISURE),
        output_field=IntegerField(),
    )
    return (
        StockTask.objects.filter(status=TaskStatus.OPEN)
        .annotate(rank=rank)
        .select_related("product", "from_location__warehouse", "to_location")
        .order_by("-kind", "from_location__warehouse__code", "rank", "from_location__walking_order", "from_location__code", "pk")
    )
