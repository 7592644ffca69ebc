"""Customers belong to one owner at a time; who it was on a day is known for good."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounting import printing
from accounting.revenue import revenue_by_channel
from core import clock
from core.audit.models import AuditEntry
from sales import owning
from sales.models import Owner, Ownership, Territory
from sales.portfolio import owned_now, owned_when_placed, ownerships_of, portfolio, revenue_of
from shop.customer.models import TradeAccount
from shop.order.models import Order
from shop.payment.models import PaymentKind
from tests.factories import books, shop
from tests.factories.owners import company, give, owned, owner, territory
from tests.factories.placed import order_row
from tests.factories.shop import ACTOR, market

pytestmark = pytest.mark.django_db


def rows(customer) -> list[tuple[str, bool]]:
    return [(one.owner.code, one.until is None) for one in ownerships_of(customer.pk)]


def test_giving_a_customer_away_ends_one_ownership_and_begins_another_at_the_same_moment():
    customer = owned("le-hong")
    given = give(customer, "kamol")
    before = Ownership.objects.get(owner__code="le-hong")
    assert rows(customer) == [("kamol", True), ("le-hong", False)]
    assert before.until == given.since
    assert AuditEntry.objects.filter(action="customer.owner_changed").count() == 2


def test_without_a_territory_the_customer_stays_in_the_one_it_is_in():
    customer = owned("le-hong", "delta")
    assert give(customer, "kamol", territory_id=None).territory.code == "delta"


@pytest.mark.parametrize(
    ("refusal", "values"),
    [
        (owning.OwnerUnchanged, {}),
        (owning.OwnerChangedMeanwhile, {"to": "kamol", "seen": 0}),
        (owning.OwnerRetired, {"to": "retired"}),
        (owning.TerritoryClosed, {"where": "closed"}),
        (owning.TerritoryElsewhere, {"where": "far"}),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(refusal, values):
    customer = owned("le-hong", "delta")
    owner("kamol")
    owner("retired", is_active=False)
    territory("closed", is_open=False)
    territory("far", in_market=market("thailand"))
    audited = AuditEntry.objects.count()
    with pytest.raises(refusal):
        give(customer, **values)
    assert rows(customer) == [("le-hong", True)]
    assert AuditEntry.objects.count() == audited


def test_a_customer_that_nobody_owned_needs_a_territory():
    customer = company()
    with pytest.raises(owning.TerritoryElsewhere):
        give(customer, territory_id=None)
    assert rows(customer) == []


def test_what_was_seen_may_be_what_still_is():
    customer = owned("le-hong")
    give(customer, "kamol", seen=Ownership.objects.get().pk)
    assert rows(customer)[0] == ("kamol", True)


def test_the_database_refuses_two_owners_at_a_time():
    customer = owned()
    more = {"customer": customer, "owner": owner("kamol"), "territory": territory(), "reason": "x"}
    with pytest.raises(IntegrityError, match=r"customer_has_one_owner_now|ownerships_do_not_overlap"), transaction.atomic():
        Ownership.objects.create(**more)
    past = clock.now() - timedelta(days=9)
    with pytest.raises(IntegrityError, match="ownerships_do_not_overlap"), transaction.atomic():
        Ownership.objects.create(**more, since=past, until=clock.now() + timedelta(days=1))
    Ownership.objects.create(**more, since=past, until=past + timedelta(days=2))
    assert len(rows(customer)) == 2


@pytest.mark.parametrize(
    ("broken", "values"),
    [
        ("ownership_ends_after_it_begins", {"until": clock.now() - timedelta(days=900)}),
        ("ownership_has_a_reason", {"reason": ""}),
    ],
)
def test_the_database_refuses_an_ownership_that_makes_no_sense(broken, values):
    row = {"customer": company(), "owner": owner(), "territory": territory(), "reason": "x"}
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        Ownership.objects.create(**{**row, **values})


def test_the_past_is_neither_rewritten_nor_removed():
    customer = owned("le-hong")
    give(customer, "kamol")
    for change in ({"owner": owner("kamol")}, {"since": clock.now() - timedelta(days=9)}, {"until": clock.now()}):
        with pytest.raises(IntegrityError, match="ended once"), transaction.atomic():
            Ownership.objects.filter(until__isnull=False).update(**change)
    with pytest.raises(IntegrityError, match="ended once"), transaction.atomic():
        Ownership.objects.filter(until__isnull=True).update(owner=owner("le-hong"))
    with pytest.raises(IntegrityError, match="ended once"), transaction.atomic():
        Ownership.objects.all()._raw_delete("default")


def test_the_house_signs_in_nowhere_and_kinds_are_known():
    with pytest.raises(IntegrityError, match="house_owns_without_a_login"), transaction.atomic():
        Owner.objects.create(code="house", kind="house", name="House", user=shop.user())
    with pytest.raises(IntegrityError, match="owner_kind_known"), transaction.atomic():
        Owner.objects.create(code="odd", kind="odd", name="Odd")


def test_who_has_customers_is_not_retired_and_their_territory_stays():
    owned("le-hong", "delta")
    with pytest.raises(owning.StillHasCustomers):
        owning.save_owner(actor=ACTOR, owner=owner("le-hong"), code="le-hong", kind="agent", is_active=False)
    for values in ({"is_open": False, "market": market()}, {"market": market("thailand")}):
        with pytest.raises(owning.StillHasCustomers):
            owning.save_territory(actor=ACTOR, territory=territory("delta"), code="delta", **values)
    assert Owner.objects.get(code="le-hong").is_active
    assert Territory.objects.get(code="delta").is_open and Territory.objects.get(code="delta").market == market()


def test_an_order_counts_for_whoever_owned_its_customer_when_it_was_placed():
    customer = owned("le-hong")
    order = order_row(customer=customer, date_placed=clock.now())
    give(customer, "kamol")
    of = {code: Order.objects.filter(owned_when_placed(owner=owner(code))) for code in ("le-hong", "kamol")}
    assert list(of["le-hong"]) == [order] and not of["kamol"]
    assert TradeAccount.objects.filter(owned_now("customer", owner=owner("kamol"))).count() == 1
    today = clock.today()
    standing = {one.code: held for one, held in portfolio(since=today, until=today).owners}
    assert (standing["le-hong"].customers, standing["le-hong"].orders) == (0, 1)
    assert (standing["kamol"].customers, standing["kamol"].orders) == (1, 0)


def test_orders_of_the_days_before_are_the_comparison():
    with clock.at(clock.now() - timedelta(days=20)):
        customer = owned("le-hong", "delta")
    order_row(customer=customer, date_placed=clock.now())
    order_row(customer=customer, date_placed=clock.now() - timedelta(days=8))
    today = clock.today()
    (_territory, standing), *_others = portfolio(since=today - timedelta(days=6), until=today).territories
    assert (standing.orders, standing.before) == (1, 1)


def test_the_portfolio_costs_six_statements_and_counts_who_nobody_owns(assert_budget):
    company()
    for code in ("le-hong", "kamol"):
        owned(code, code)
    today = clock.today()
    with assert_budget(6):
        assert portfolio(since=today, until=today).unowned == 1


def test_revenue_is_the_ledgers_and_stays_with_whom_it_was_earned_by(monkeypatch, assert_budget):
    for job in ("print_invoice", "print_credit_note"):
        monkeypatch.setattr(printing, job, lambda **_what: None)
    place = shop.trade_channel_market()
    account = shop.trade_account(place)
    owned("le-hong", customer=account.customer)
    product = shop.product_on_sale(place, price=100_000)
    books.dispatched(shop.place(shop.basket_with(product, at=place), PaymentKind.TERMS, account=account).order)
    give(account.customer, "kamol")
    today = clock.today()
    earned = revenue_by_channel(start=today, end=today).total
    standing = {one.code: held for one, held in portfolio(since=today, until=today).owners}
    assert earned > 0 and standing["le-hong"].revenue == {"VND": earned} and standing["kamol"].revenue == {}
    with assert_budget(1):
        assert revenue_of([account.customer_id], since=today, until=today) == {account.customer_id: [("VND", earned)]}
