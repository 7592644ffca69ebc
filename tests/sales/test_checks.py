"""Incoming orders run through rules that are data: released, or held with the evidence, decided by a person."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.events import deliver_everything
from sales import checks
from sales.models import CheckRule, OrderCheck, Outcome, RuleKind
from sales.waiting import count_held, held_orders
from shop.order.models import Order, OrderStatus
from shop.partner.models import StockRecord
from tests.factories.shop import ACTOR, market, order_placed, product_on_sale

pytestmark = pytest.mark.django_db


def rule(amount=100_000, kind=RuleKind.AMOUNT, **values):
    return checks.save_rule(actor=ACTOR, name=f"{kind} {amount}", kind=kind, market=market(), amount=Decimal(amount), **values)


def test_without_rules_every_order_is_released():
    order = order_placed()
    assert checks.run_checks(order_id=order.pk) == Outcome.PASSED
    assert Order.objects.get().status == OrderStatus.RELEASED


def test_letting_an_order_through_costs_at_most_nine_statements(assert_budget):
    order = order_placed()
    with assert_budget(9):
        checks.run_checks(order_id=order.pk)


def test_an_order_worth_the_limit_is_held_with_the_evidence_and_keeps_its_promise():
    order = order_placed(product_on_sale(price=500_000, stock=5), quantity=2)
    rule(1_000_000)
    assert checks.run_checks(order_id=order.pk) == Outcome.HELD
    order.refresh_from_db()
    assert order.status == OrderStatus.HELD
    evidence = OrderCheck.objects.get().evidence
    assert Decimal(evidence["limit"]) == 1_000_000
    assert StockRecord.objects.get().promised == 2
    assert [held.objections[0].rule_name for held in held_orders()] == ["amount 1000000"]


def test_a_rule_of_another_channel_or_out_of_force_says_nothing():
    order = order_placed()
    rule(1, is_active=False)
    assert checks.run_checks(order_id=order.pk) == Outcome.PASSED


def test_only_a_customers_first_order_is_looked_at():
    rule(1, kind=RuleKind.FIRST_ORDER)
    first, second = order_placed(), order_placed()
    assert first.customer_id == second.customer_id
    assert checks.run_checks(order_id=first.pk) == Outcome.HELD
    assert checks.run_checks(order_id=second.pk) == Outcome.PASSED


def test_cash_on_delivery_above_the_limit_is_held_and_other_ways_to_pay_pass():
    rule(1, kind=RuleKind.CASH_ON_DELIVERY)
    assert checks.run_checks(order_id=order_placed(kind="cod").pk) == Outcome.HELD
    assert checks.run_checks(order_id=order_placed(kind="transfer").pk) == Outcome.PASSED


def test_the_event_may_come_twice():
    order = order_placed()
    checks.run_checks(order_id=order.pk)
    assert checks.run_checks(order_id=order.pk) is None
    assert OrderCheck.objects.count() == 1


def test_a_person_releases_or_cancels_and_only_once():
    rule(1)
    released, cancelled = order_placed(), order_placed()
    for order in (released, cancelled):
        checks.run_checks(order_id=order.pk)
    assert count_held() == 2
    checks.approve(order_id=released.pk, actor=ACTOR)
    checks.reject(order_id=cancelled.pk, reason="Not reachable", actor=ACTOR)
    with pytest.raises(checks.NotHeld):
        checks.reject(order_id=released.pk, reason="Too late", actor=ACTOR)
    released.refresh_from_db()
    cancelled.refresh_from_db()
    assert (released.status, cancelled.status) == (OrderStatus.RELEASED, OrderStatus.CANCELLED)


def test_what_a_rule_said_is_never_rewritten():
    checks.run_checks(order_id=order_placed().pk)
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        OrderCheck.objects.update(outcome=Outcome.HELD)


def test_a_rule_without_an_amount_is_refused():
    with pytest.raises(IntegrityError, match="check_rule_amount_positive"), transaction.atomic():
        CheckRule.objects.create(name="Odd", kind=RuleKind.AMOUNT, market=market(), amount=0)


def test_held_orders_cost_two_statements(assert_budget):
    rule(1)
    for _n in range(3):
        checks.run_checks(order_id=order_placed().pk)
    with assert_budget(2):
        assert len(held_orders()) == 3


def test_placing_alone_leads_to_a_released_order_by_the_event():
    order = order_placed()
    deliver_everything()
    order.refresh_from_db()
    assert order.status == OrderStatus.RELEASED
