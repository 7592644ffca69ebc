"""Incoming orders run through the company's rules: released, or held with the reason.

A rule is data (`CheckRule`); its kind names one of the functions below, which answers with evidence when it holds the
order. Held orders keep their promised stock and wait in the approval inbox.
"""

from collections.abc import Callable
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from core import audit
from core.access import Actor
from core.errors import DomainError
from sales.models import CheckRule, OrderCheck, Outcome, RuleKind
from shop.channels.models import Channel, Market
from shop.order.cancelling import cancel
from shop.order.models import Order, OrderStatus
from shop.order.releasing import hold, release_locked

Evidence = dict[str, str]
ACTOR = Actor.system("order checks")


class NotHeld(DomainError):
    """The order is not waiting for approval (any more): somebody else has decided."""

    code = "order_not_held"


def _amount(order: Order, rule: CheckRule) -> Evidence | None:
    if order.total_incl_tax < rule.amount:
        return None
    return {"total": str(order.total_incl_tax), "limit": str(rule.amount)}


def _first_order(order: Order, rule: CheckRule) -> Evidence | None:
    if order.total_incl_tax < rule.amount:
        return None
    earlier = Order.objects.filter(customer=order.customer_id, pk__lt=order.pk).exclude(status=OrderStatus.CANCELLED)
    if earlier.exists():
        return None
    return {"total": str(order.total_incl_tax), "limit": str(rule.amount), "earlier_orders": "0"}


def _cash_on_delivery(order: Order, rule: CheckRule) -> Evidence | None:
    payment = order.payments.filter(kind="cod").first()
    if payment is None or payment.amount < rule.amount:
        return None
    return {"cash": str(payment.amount), "limit": str(rule.amount)}


KINDS: dict[str, Callable[[Order, CheckRule], Evidence | None]] = {
    RuleKind.AMOUNT: _amount,
    RuleKind.FIRST_ORDER: _first_order,
    RuleKind.CASH_ON_DELIVERY: _cash_on_delivery,
}


def run_checks(*, order_id: int, actor: Actor = ACTOR) -> Outcome | None:
    """Let every rule of the order's market and channel look at it; release it when none objects, else hold it.

    Returns None when the order has been decided on already (the event came twice, or it was cancelled meanwhile).
    """
    with transaction.atomic():
        order = Order.objects.select_for_update(of=("self",)).get(pk=order_id)
        if order.status != OrderStatus.PLACED or order.checks.exists():
            return None
        objections = _objections(order)
        if not objections:
            OrderCheck.objects.create(order=order, outcome=Outcome.PASSED)
            release_locked(order=order, actor=actor)
            return Outcome.PASSED
        OrderCheck.objects.bulk_create(
            [
                OrderCheck(order=order, rule=rule, rule_name=rule.name, outcome=Outcome.HELD, evidence=evidence)
                for rule, evidence in objections
            ]
        )
        hold(order=order, reason=objections[0][0].name, actor=actor)
        return Outcome.HELD


def _objections(order: Order) -> list[tuple[CheckRule, Evidence]]:
    rules = CheckRule.objects.filter(
        Q(channel=order.channel_id) | Q(channel__isnull=True), market=order.market_id, is_active=True
    )
    found = ((rule, KINDS[rule.kind](order, rule)) for rule in rules)
    return [(rule, evidence) for rule, evidence in found if evidence is not None]


def approve(*, order_id: int, actor: Actor) -> Order:
    """A person lets a held order go on.

    Raises:
        NotHeld
    """
    with transaction.atomic():
        order = _held(order_id)
        release_locked(order=order, actor=actor)
        audit.record(actor=actor, action="order.approved", subject=order)
    return order


def reject(*, order_id: int, reason: str, actor: Actor) -> Order:
    """A person cancels a held order.

    Raises:
        NotHeld
    """
    with transaction.atomic():
        order = _held(order_id)
        cancel(order=order, reason=reason, actor=actor)
        audit.record(actor=actor, action="order.rejected", subject=order)
    return order


def _held(order_id: int) -> Order:
    order = Order.objects.select_for_update(of=("self",)).get(pk=order_id)
    if order.status != OrderStatus.HELD:
        raise NotHeld(order=order.number, status=order.status)
    return order


def save_rule(
    *, actor: Actor, name: str, kind: str, market: Market, amount: Decimal, channel: Channel | None = None, is_active: bool = True
) -> CheckRule:
    """Create or change a rule, found by its name. Orders already decided on are not looked at again."""
    with transaction.atomic():
        rule = CheckRule.objects.filter(name=name).first() or CheckRule(name=name)
        rule.kind, rule.market, rule.amount, rule.channel, rule.is_active = kind, market, amount, channel, is_active
        rule.full_clean()
        rule.save()
        audit.record(actor=actor, action="check_rule.saved", subject=rule, amount=str(amount))
    return rule
