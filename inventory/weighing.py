"""What counts how much when warehouses are chosen: changed with a trace, and tried on the choices of the past."""

from decimal import Decimal

from django.db import transaction

from core import audit
from core.access import Actor
from inventory.models import SourcingDecision, SourcingPolicy
from inventory.sourcing import Weights, points_of

#: How many of the latest choices are weighed again.
LOOKED_AT = 200


def set_weights(
    *, further_parcel: Decimal, day_late: Decimal, cost_percent: int, kilometre: Decimal, most_parcels: int, actor: Actor
) -> SourcingPolicy:
    """Weigh by these from the next choice on. Amounts are in the company's currency; choices that were made stay."""
    weights = Weights(further_parcel, day_late, cost_percent, kilometre, most_parcels)
    with transaction.atomic():
        policy = SourcingPolicy.objects.select_for_update().filter(pk=1).first() or SourcingPolicy(pk=1)
        for name in Weights.__dataclass_fields__:
            setattr(policy, name, getattr(weights, name))
        policy.full_clean()
        policy.save()
        audit.record(actor=actor, action="sourcing.weights_set", subject=policy, **weights.as_row())
    return policy


def chosen_otherwise(weights: Weights) -> tuple[int, int]:
    """How many of the latest choices had several options, and how many would be others by these weights. One query."""
    looked, others = 0, 0
    for decision in SourcingDecision.objects.exclude(rejected=[]).exclude(cause="by_hand").order_by("-pk")[:LOOKED_AT]:
        if not decision.chosen.get("warehouses"):
            continue
        looked += 1
        mine = points_of(decision.chosen, weights)
        allowed = [row for row in decision.rejected if row["parcels"] <= weights.most_parcels and row["warehouses"]]
        others += any(points_of(row, weights) < mine for row in allowed)
    return looked, others
