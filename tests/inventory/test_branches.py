"""A branch is a source only while its owner agrees; without it nothing there is sold or shipped."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.verification import verify
from inventory import branches
from inventory.models import BranchAgreement, HouseKind, PoolZone, Reservation, SourcingDecision, Warehouse
from inventory.warehousing import OwnerHasNotAgreed, save_warehouse, sell_from_zone, serve_market
from shop.order.releasing import release
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def branch(code: str = "HB") -> Warehouse:
    """A branch that serves the market and has shelves, and sells nothing yet."""
    found = save_warehouse(
        actor=make.ACTOR, code=code, name="Branch Hàng Bông", kind=HouseKind.BRANCH, owner_name="Trần Thị Mai",
        cut_off=dt.time(16),
    )  # fmt: skip
    make.add_locations(actor=make.ACTOR, zone=make.zone(found), codes=["E-01-01"])
    serve_market(actor=make.ACTOR, warehouse=found, market=shop.channel_market().market)
    return found


def agreed(found: Warehouse) -> BranchAgreement:
    agreement = branches.record_agreement(
        warehouse=found, agreed_by="Trần Thị Mai", agreed_on=clock.today(), terms="Web orders", actor=make.ACTOR
    )
    sell_from_zone(actor=make.ACTOR, zone=make.zone(found), pool=shop.channel_market().pool)
    return agreement


def test_a_branch_sells_nothing_before_its_owner_agreed():
    found = branch()

    with pytest.raises(OwnerHasNotAgreed):
        sell_from_zone(actor=make.ACTOR, zone=make.zone(found), pool=shop.channel_market().pool)

    assert not PoolZone.objects.filter(zone__warehouse=found).exists()


def test_a_branch_that_agreed_ships_an_order():
    found = branch()
    agreed(found)
    product = make.product_in_stock(2, found)

    order = make.order_reserved(product)

    assert Reservation.objects.get(order_line__order=order).location.warehouse == found
    assert verify() == []


def test_a_branch_that_has_not_agreed_is_left_out_and_the_decision_says_so():
    make.warehouse()
    found = branch()
    product = make.product_in_stock(2)
    make.put_on_shelf(product, 5, found)

    order = make.order_reserved(product)

    decision = SourcingDecision.objects.get(order=order)
    assert decision.chosen["warehouses"] == ["HP"]
    assert decision.left_out == [{"code": "HB", "name": "Branch Hàng Bông", "pieces": 5, "why": "not_agreed"}]


def test_a_revoked_branch_neither_sells_nor_ships():
    found = branch()
    agreed(found)
    product = make.product_in_stock(2, found)
    make.put_on_shelf(product, 3, make.warehouse())

    revoked = branches.revoke_agreement(warehouse=found, reason="Needs the goods itself", actor=make.ACTOR)

    assert (revoked.revoked_at, revoked.revoked_by) != (None, "")
    assert make.counters(product) == (3, 0, 0)
    order = make.order_reserved(product)
    assert Reservation.objects.get(order_line__order=order).location.warehouse.code == "HP"
    assert verify() == []


def test_an_agreement_is_not_revoked_while_orders_are_held_there():
    found = branch()
    agreed(found)
    order = make.order_reserved(make.product_in_stock(2, found))

    with pytest.raises(branches.BranchHoldsOrders) as refused:
        branches.revoke_agreement(warehouse=found, reason="Needs the goods itself", actor=make.ACTOR)

    assert refused.value.data["numbers"] == [order.number]
    assert BranchAgreement.objects.get().revoked_at is None
    assert PoolZone.objects.filter(zone__warehouse=found).exists()


def test_an_own_warehouse_needs_no_agreement_and_a_second_one_is_refused():
    with pytest.raises(branches.NotABranch):
        branches.record_agreement(warehouse=make.warehouse(), agreed_by="Mai", agreed_on=clock.today(), actor=make.ACTOR)
    found = branch()
    with pytest.raises(branches.AgreedInTheFuture):
        branches.record_agreement(
            warehouse=found, agreed_by="Mai", agreed_on=clock.today() + dt.timedelta(days=1), actor=make.ACTOR
        )
    agreed(found)
    with pytest.raises(branches.AgreedAlready):
        branches.record_agreement(warehouse=found, agreed_by="Mai", agreed_on=clock.today(), actor=make.ACTOR)
    assert BranchAgreement.objects.count() == 1


def test_a_warehouse_that_sells_does_not_become_a_branch_without_an_agreement():
    house = make.warehouse()

    with pytest.raises(OwnerHasNotAgreed):
        save_warehouse(actor=make.ACTOR, code=house.code, kind=HouseKind.BRANCH, owner_name="Trần Thị Mai")

    house.refresh_from_db()
    assert house.kind == HouseKind.OWN


@pytest.mark.parametrize(
    "change", [{"kind": "branch", "owner_name": ""}, {"kind": "shed"}], ids=["a branch without owner", "an unknown kind"]
)
def test_the_database_refuses(change):
    house = make.warehouse()

    with pytest.raises(IntegrityError), transaction.atomic():
        Warehouse.objects.filter(pk=house.pk).update(**change)


def test_the_database_keeps_one_agreement_at_a_time():
    found = branch()
    one = agreed(found)

    with pytest.raises(IntegrityError, match="branch_agreement_holds_once"), transaction.atomic():
        BranchAgreement.objects.create(warehouse=found, agreed_by="Mai", agreed_on=one.agreed_on, recorded_by="x")
    with pytest.raises(IntegrityError, match="branch_agreement_revoked_with_reason"), transaction.atomic():
        BranchAgreement.objects.filter(pk=one.pk).update(revoked_at=clock.now())


def test_the_order_that_waits_is_held_when_the_owner_agrees():
    found = branch()
    product = make.product_in_stock(1)
    order = shop.order_placed(product)
    make.take_away(product, 1)
    make.put_on_shelf(product, 1, found)
    release(order=order, actor=make.ACTOR)
    make.deliver_everything()
    assert SourcingDecision.objects.get(order=order).missing == 1

    agreed(found)
    from inventory.tasks import retry_short

    assert retry_short() == 1
    assert Reservation.objects.get(order_line__order=order).location.warehouse == found
