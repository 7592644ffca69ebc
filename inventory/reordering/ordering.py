"""From a suggestion to a purchase order, in one press.

What one person orders of one supplier for one warehouse on one day shares a draft.
"""

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from inventory.buying.ordering import NEVER_BOUGHT, Wanted, change_purchase_order, draft_purchase_order
from inventory.models import PurchaseOrder, PurchaseOrderLine, PurchaseOrderStatus, ReorderSuggestion, SuggestionStatus

#: What such a purchase order says it comes from.
CAUSE = "reorder_suggestions"


class NobodySellsIt(DomainError):
    """No supplier is named for the product; nothing was ordered."""

    code = "nobody_sells_it"


def order_suggestion(*, suggestion: ReorderSuggestion, actor: Actor) -> PurchaseOrder:
    """Put what was suggested on today's draft of this person for the supplier and warehouse, else on a new one.

    Raises:
        NobodySellsIt, StatusMovedOn, IllegalTransition (ordered or withdrawn meanwhile), and what drafting raises, such as
        NeverBoughtAgain and NoPurchasePrice: nothing was ordered.
    """
    source = suggestion.source
    if source is None:
        raise NobodySellsIt(product=suggestion.product_id)
    with transaction.atomic():
        move_to(suggestion, "status", SuggestionStatus.ORDERED, actor=actor, also={"done_at": clock.now()})
        wanted = Wanted(suggestion.product_id, suggestion.quantity)
        order = _draft_of_today(suggestion, actor)
        if order is None:
            order = draft_purchase_order(
                supplier=source.supplier, warehouse=suggestion.warehouse, lines=[wanted], actor=actor, cause=CAUSE
            )
        else:
            lines = [Wanted(line.product_id, line.quantity, line.unit_price) for line in order.lines.all()]
            order = change_purchase_order(
                order=order, lines=[*lines, wanted], actor=actor, expected_on=order.expected_on, note=order.note
            )
        ReorderSuggestion.objects.filter(pk=suggestion.pk).update(purchase_order=order)
        suggestion.purchase_order = order
        audit.record(actor=actor, action="reorder.ordered", subject=suggestion, order=order.number, quantity=suggestion.quantity)
    return order


def _draft_of_today(suggestion: ReorderSuggestion, actor: Actor) -> PurchaseOrder | None:
    """Locked, so that two presses at once do not overwrite each other's lines.

    A product it names already opens a new one, and so does a line that is never bought again: such a draft cannot be changed.
    """
    drafts = PurchaseOrder.objects.select_for_update().filter(
        supplier=suggestion.source.supplier_id,  # type: ignore[union-attr]
        warehouse=suggestion.warehouse_id,
        status=PurchaseOrderStatus.DRAFT,
        cause=CAUSE,
        actor_label=actor.label[:200],
        created_at__gte=clock.midnight(),
    )
    ended = PurchaseOrderLine.objects.filter(product__lifecycle__in=NEVER_BOUGHT).values("purchase_order")
    return drafts.exclude(lines__product=suggestion.product_id).exclude(pk__in=ended).order_by("-pk").first()
