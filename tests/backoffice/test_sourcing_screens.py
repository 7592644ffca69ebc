"""Where orders ship from, on screen: the panel with what was rejected, the choice by hand, the weights, a branch's agreement."""

import pytest
from django.urls import reverse

from core import clock
from core.audit.models import AuditEntry
from inventory.models import BranchAgreement, Reservation, SourcingPolicy
from tests.factories import warehouse as make
from tests.inventory.test_branches import agreed, branch

pytestmark = pytest.mark.django_db


def at(name, *arguments):
    return reverse(f"backoffice:{name}", args=arguments)


def confirmed(client, address, data):
    asked = client.post(address, data)
    assert asked.status_code == 200, asked.content.decode()
    return client.post(address, {**data, "shown": asked.context["asked"].mark})


@pytest.fixture
def controller(signed_in_as):
    return signed_in_as("stock_controller")


@pytest.fixture
def houses():
    return make.warehouse("HP", parcel_cost=10_000), make.warehouse("DN", parcel_cost=50_000)


@pytest.fixture
def order(houses):
    product = make.product_in_stock(5, houses[0])
    make.put_on_shelf(product, 1, houses[1])
    return make.order_reserved(product, quantity=2)


def places(order):
    held = Reservation.objects.filter(order_line__order=order, status="active")
    return sorted(held.values_list("location__warehouse__code", flat=True))


def test_the_orders_page_shows_what_was_chosen_and_why_the_others_were_not(controller, order):
    page = controller.get(at("order", order.number)).content.decode()

    assert "Where it ships from" in page
    assert "Warehouse HP" in page and "Warehouse DN" in page
    assert "1 piece short" in page
    assert "nothing is sent at all" in page


def test_somebody_without_the_right_sees_the_panel_but_cannot_move_it(signed_in_as, order):
    agent = signed_in_as("support_agent")

    page = agent.get(at("order", order.number)).content.decode()

    assert "Where it ships from" in page
    assert "Ship from elsewhere" not in page
    assert agent.get(at("ship_from", order.number)).status_code == 403


def test_an_order_is_shipped_from_elsewhere_after_a_look_at_what_moves(controller, order, houses):
    make.put_on_shelf(order.lines.get().product, 4, houses[1])
    chosen = {"warehouses": [houses[1].pk], "reason": "Hải Phòng is flooded"}

    asked = controller.post(at("ship_from", order.number), chosen)
    assert places(order) == ["HP"]
    assert [row["after"] for row in asked.context["asked"].preview.rows][:2] == ["Warehouse DN", "1"]

    done = confirmed(controller, at("ship_from", order.number), chosen)

    assert done.url == at("order", order.number)
    assert places(order) == ["DN"]
    page = controller.get(done.url).content.decode()
    assert "Hải Phòng is flooded" in page
    assert "Chosen before" in page


def test_a_warehouse_that_has_too_few_is_refused_beside_the_field(controller, order, houses):
    refused = controller.post(at("ship_from", order.number), {"warehouses": [houses[1].pk], "reason": "Nearer"})

    assert refused.status_code == 422
    assert "missing there" in refused.content.decode()
    assert places(order) == ["HP"]


@pytest.mark.parametrize("data", [{}, {"warehouses": ["999999"], "reason": "x"}, {"warehouses": ["x"], "reason": "x"}])
def test_nonsense_moves_nothing(controller, order, data):
    assert controller.post(at("ship_from", order.number), data).status_code == 422
    assert places(order) == ["HP"]


TYPED = {"further_parcel": "0", "day_late": "0", "cost_percent": "100", "kilometre": "0", "most_parcels": "3"}


def test_weights_are_shown_with_what_they_would_have_chosen_and_kept_with_their_past(signed_in_as, order):
    administrator = signed_in_as("administrator")

    asked = administrator.post(at("sourcing"), TYPED)
    assert "Of the latest 1 choices" in asked.content.decode()
    assert not SourcingPolicy.objects.exists()

    confirmed(administrator, at("sourcing"), TYPED)

    policy = SourcingPolicy.objects.get()
    assert (policy.further_parcel, policy.most_parcels) == (0, 3)
    assert AuditEntry.objects.get(action="sourcing.weights_set").data["cost_percent"] == "100"
    assert len(administrator.get(at("sourcing")).context["past"]) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"further_parcel": "-1"}, {"cost_percent": "5000"}, {"most_parcels": "0"}, {"kilometre": "9" * 40}, {"day_late": "NaN"}],
)
def test_impossible_weights_are_refused_beside_their_field(signed_in_as, wrong):
    administrator = signed_in_as("administrator")

    refused = administrator.post(at("sourcing"), {**TYPED, **wrong})

    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == set(wrong)
    assert not SourcingPolicy.objects.exists()


def test_an_agreement_is_recorded_and_revoked_by_screen(controller):
    house = branch()
    assert "The owner has not agreed yet" in controller.get(at("warehouse", house.code)).content.decode()

    typed = {"agreed_by": "Trần Thị Mai", "agreed_on": clock.today().isoformat(), "terms": "Web orders"}
    confirmed(controller, at("branch_agree", house.code), typed)
    assert "holds" in controller.get(at("warehouse", house.code)).content.decode()

    confirmed(controller, at("branch_revoke", house.code), {"reason": "Needs the goods itself"})
    agreement = BranchAgreement.objects.get()
    assert (agreement.revoked_reason, agreement.revoked_at is None) == ("Needs the goods itself", False)


def test_an_agreement_is_not_revoked_by_screen_while_orders_are_held_there(controller):
    house = branch()
    agreed(house)
    order = make.order_reserved(make.product_in_stock(2, house))

    asked = controller.post(at("branch_revoke", house.code), {"reason": "x"})
    refused = controller.post(at("branch_revoke", house.code), {"reason": "x", "shown": asked.context["asked"].mark})

    assert order.number in refused.content.decode()
    assert BranchAgreement.objects.get().revoked_at is None


def test_the_panel_of_sources_costs_at_most_three_statements(order, assert_budget):
    from backoffice.warehouse.sourcing_words import panel_of

    with assert_budget(3):
        panel_of(order)
