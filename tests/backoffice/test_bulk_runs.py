"""Bulk actions over everything that a filter matches: seen first, done by the workers, exactly once, refusals by name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backoffice.lists import running
from backoffice.models import BulkRow, BulkRun
from core import clock
from core.audit.models import AuditEntry
from core.events import deliver_everything, deliver_pending
from shop.order.models import Order
from tests.factories.owners import owned, owner
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db
BULK = "/office/orders/bulk/"
WHY = {"reason": "customer_asked", "words": ""}


@pytest.fixture
def manager(signed_in_as):
    return signed_in_as("sales_manager")


def status(order) -> str:
    return Order.objects.get(pk=order.pk).status


def shown(client, action="hold", query="status=placed", **more):
    return client.post(BULK, {"action": action, "all": query, **more})


def confirmed(client, page, **typed):
    run = page.context["run"]
    return client.post(BULK, {"action": run.action, "run": run.pk, **typed})


def test_looking_at_everything_that_matches_counts_it_and_changes_nothing(manager):
    placed = [order_row() for _n in range(3)]
    order_row(status="completed")
    page = shown(manager, query="")
    assert (page.status_code, page.context["going"], page.context["refusals"]) == (200, 3, [("it is completed", 1)])
    assert {status(order) for order in placed} == {"placed"}
    assert BulkRow.objects.count() == 4
    assert "1 is left as it is: it is completed" in page.content.decode()


def test_what_was_seen_is_done_by_the_workers_and_told_row_by_row(manager):
    orders = [order_row() for _n in range(running.TURN + 3)]
    page = shown(manager)
    late, moved = order_row(), orders[0]
    Order.objects.filter(pk=moved.pk).update(status="completed")
    answer = confirmed(manager, page, **WHY)
    run_page = answer["Location"]
    assert {status(order) for order in orders[1:]} == {"placed"}
    assert "You may leave this page".lower() in manager.get(run_page).content.decode().lower()
    deliver_everything()
    assert {status(order) for order in orders[1:]} == {"held"}
    assert (status(late), status(moved)) == ("placed", "completed")
    told = manager.get(run_page)
    assert (told.context["done"], told.context["refused"]) == (len(orders) - 1, 1)
    assert [(row["number"], row["word"]) for row in told.context["rows"]] == [(moved.number, "it is completed")]
    file = manager.get(reverse("backoffice:bulk_run_report", args=[page.context["run"].pk])).content.decode()
    assert file.count("\r\n") == len(orders) + 1 and moved.number in file
    assert AuditEntry.objects.filter(action="order.held", actor_id=manager.user.pk).count() == len(orders) - 1


def test_pressing_twice_and_a_turn_that_comes_twice_do_it_once(manager):
    order = order_row()
    page = shown(manager)
    for _twice in range(2):
        confirmed(manager, page, **WHY)
    assert AuditEntry.objects.filter(action="bulk.confirmed").count() == 1
    deliver_everything()
    running.go_on(run_id=page.context["run"].pk)
    assert AuditEntry.objects.filter(action="order.held").count() == 1 and status(order) == "held"


def test_progress_is_told_turn_by_turn(manager):
    for _n in range(running.TURN + 1):
        order_row()
    run_page = confirmed(manager, shown(manager), **WHY)["Location"]
    deliver_pending(limit=1)
    part = manager.get(run_page, headers={"HX-Request": "true"})
    assert part.context["done"] == running.TURN and "HX-Refresh" not in part
    deliver_everything()
    assert manager.get(run_page, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_form_that_lacks_something_starts_nothing(manager):
    order = order_row()
    page = shown(manager)
    assert confirmed(manager, page).status_code == 422
    deliver_everything()
    assert status(order) == "placed" and BulkRun.objects.get().state == "asked"


def test_more_than_the_bound_is_refused_and_nothing_written_down(manager, monkeypatch):
    monkeypatch.setattr(running, "MOST", 1)
    for _n in range(2):
        order_row()
    answer = shown(manager)
    assert answer.status_code == 302 and answer["Location"].endswith("?status=placed")
    assert not BulkRun.objects.exists()


def test_who_may_no_longer_do_it_is_refused_row_by_row(manager):
    order = order_row()
    page = shown(manager)
    confirmed(manager, page, **WHY)
    manager.user.roles.clear()
    deliver_everything()
    row = BulkRow.objects.get()
    assert (row.outcome, row.word) == ("refused", "your role may not do this any more")
    assert status(order) == "placed"


def test_somebody_else_neither_confirms_nor_sees_it(manager, signed_in_as):
    order = order_row()
    page = shown(manager)
    other = signed_in_as("sales_manager")
    assert confirmed(other, page, **WHY).status_code == 404
    confirmed(manager, page, **WHY)
    for name in ("bulk_run", "bulk_run_report"):
        assert other.get(reverse(f"backoffice:{name}", args=[page.context["run"].pk])).status_code == 404
    assert signed_in_as("accountant").post(BULK, {"action": "hold", "all": ""}).status_code == 403
    assert status(order) == "placed"


@pytest.mark.parametrize("typed", [{"run": "x"}, {"run": "9" * 30}, {"run": "0"}])
def test_a_run_that_does_not_exist_is_not_found(manager, typed):
    assert manager.post(BULK, {"action": "hold", **typed}).status_code == 404


def test_printing_is_for_ticked_rows(signed_in_as):
    order_row()
    answer = shown(signed_in_as("stock_controller"), action="slips", query="")
    assert answer.status_code == 302 and not BulkRun.objects.exists()


def test_all_that_match_is_offered_only_where_a_page_does_not_show_it_all(manager):
    order_row()
    assert manager.get("/office/orders/").context["bulk_all"] is None
    for _n in range(50):
        order_row()
    offered = manager.get("/office/orders/?status=placed").context["bulk_all"]
    assert offered == {"query": "status=placed", "said": "51 rows"}


def test_many_customers_are_given_away_with_refusals_of_the_job_by_name(manager):
    customers = [owned("le-hong"), owned("kamol")]
    page = manager.post(reverse("backoffice:owned_customers_bulk"), {"action": "give", "all": ""})
    typed = {"action": "give", "run": page.context["run"].pk, "owner": owner("kamol").pk, "reason": "Moved"}
    manager.post(reverse("backoffice:owned_customers_bulk"), typed)
    deliver_everything()
    assert {one.owner.code for customer in customers for one in customer.ownerships.filter(until=None)} == {"kamol"}
    assert sorted(row.outcome for row in BulkRow.objects.all()) == ["done", "refused"]


def test_old_runs_are_forgotten_and_others_kept(manager):
    order_row()
    page = shown(manager)
    with clock.at(clock.now() + timedelta(days=2)):
        assert running.prune() == 1
    done = confirmed(manager, shown(manager), **WHY)
    deliver_everything()
    with clock.at(clock.now() + timedelta(days=29)):
        assert running.prune() == 0 and manager.get(done["Location"]).status_code in (200, 302)
    with clock.at(clock.now() + timedelta(days=31)):
        assert running.prune() == 1
    assert page.context["run"].pk and not BulkRow.objects.exists()


@pytest.mark.parametrize(
    ("broken", "values"),
    [
        ("bulk_run_state_known", {"state": "odd", "confirmed_at": clock.now()}),
        ("bulk_run_is_confirmed_before_it_runs", {"state": "waiting"}),
        ("bulk_run_done_has_its_moment", {"state": "done", "confirmed_at": clock.now()}),
    ],
)
def test_the_database_refuses_a_run_that_makes_no_sense(manager, broken, values):
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        BulkRun.objects.create(path=BULK, action="hold", started_by=manager.user, **values)


def test_a_record_stands_once_in_a_run_with_a_known_outcome(manager):
    run = BulkRun.objects.create(path=BULK, action="hold", started_by=manager.user)
    BulkRow.objects.create(run=run, key=1)
    for broken, values in (("bulk_row_once_in_a_run", {"key": 1}), ("bulk_row_outcome_known", {"key": 2, "outcome": "odd"})):
        with pytest.raises(IntegrityError, match=broken), transaction.atomic():
            BulkRow.objects.create(run=run, **values)
