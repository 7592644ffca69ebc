"""Tables of sales: order checks, and who owns which customer."""

from sales.models.checking import CheckRule, OrderCheck, Outcome, RuleKind
from sales.models.owning import Owner, OwnerKind, Ownership, Territory

__all__ = ["CheckRule", "OrderCheck", "Outcome", "Owner", "OwnerKind", "Ownership", "RuleKind", "Territory"]
