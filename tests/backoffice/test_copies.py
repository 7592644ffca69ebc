"""Reports are read from a copy that follows the database; never without one's own change, never silently late."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings as house
from django.db import connection, connections, router
from django.test import Client
from django.urls import reverse

from accounting.models import Invoice
from core import clock
from core.copies import DEED, REPORTS, Router, reading_reports, source_for
from core.doctor import database as doctor
from core.doctor.finding import Health
from core.freshness import pulse
from shop.order.models import Order
from tests import databases
from tests.factories import books, shop
from tests.factories.people import staff_member

REVENUE = reverse("backoffice:revenue")


@pytest.fixture
def settings_with_copy(settings, monkeypatch) -> None:
    settings.REPORTS_URL = "postgres:///copy"
    monkeypatch.setattr(router, "routers", [Router()])
    settings.MIDDLEWARE = list(house.MIDDLEWARE)


@pytest.fixture
def copied(committed_db, settings_with_copy) -> Iterator["Copying"]:
    """A copy on the same server that follows only when it is told to."""
    copying = Copying()
    yield copying
    copying.remove()


class Copying:
    """`follow()` brings the copy to the present state of the first database, pulse and all."""

    def __init__(self) -> None:
        self.name = databases.own_name()

    def follow(self) -> None:
        pulse.beat()
        self.remove()
        connection.close()
        databases.clone(connection.settings_dict["NAME"], self.name)
        connections.settings[REPORTS] = {**connections.settings["default"], "NAME": self.name}

    def remove(self) -> None:
        if REPORTS in connections.settings:
            connections[REPORTS].close()
            del connections.settings[REPORTS]
            delattr(connections._connections, REPORTS)
        databases.drop(self.name)


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(staff_member(*roles), backend="django.contrib.auth.backends.ModelBackend")
    return client


def invoice_of(price: int) -> None:
    """Goods of so much leave, which the books take as revenue."""
    books.dispatched(shop.order_paid(shop.product_on_sale(price=price)))


@pytest.fixture(autouse=True)
def _prints_nothing(monkeypatch):
    from accounting import printing

    for job in ("print_invoice", "print_credit_note"):
        monkeypatch.setattr(printing, job, lambda **_what: None)


def revenue_shown(client: Client):
    page = client.get(REVENUE)
    return page.context["report"].total, page.context["late_since"], page.content.decode()


def test_reports_are_read_from_the_copy_and_everything_else_is_not(copied):
    invoice_of(108_000)
    copied.follow()
    accountant = signed_in("accountant")
    before, late, page = revenue_shown(accountant)
    assert before > 0 and late is None and "as of" not in page
    invoice_of(216_000)

    assert revenue_shown(accountant)[0] == before
    portfolio = signed_in("sales_manager").get(reverse("backoffice:portfolio"))
    assert portfolio.status_code == 200
    listed = accountant.get(reverse("backoffice:invoices")).content.decode()
    assert all(number in listed for number in Invoice.objects.values_list("number", flat=True))

    copied.follow()
    assert revenue_shown(accountant)[0] > before


def test_a_file_of_a_list_is_read_from_the_copy(copied):
    first = shop.order_placed()
    copied.follow()
    second = shop.order_placed()
    boss = signed_in("administrator")
    answer = boss.get(reverse("backoffice:orders"), {"export": "csv"})
    told = b"".join(answer.streaming_content).decode()
    assert first.number in told and second.number not in told


def test_behind_a_pooler_a_file_has_every_row_in_the_same_order(committed_db, monkeypatch):
    for _time in range(5):
        shop.order_placed()
    boss = signed_in("administrator")
    monkeypatch.setattr("backoffice.lists.exporting.AT_A_TIME", 2)
    files = []
    for is_pooled in (False, True):
        monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", is_pooled)
        answer = boss.get(reverse("backoffice:orders"), {"export": "csv", "sort": "total"})
        files.append(b"".join(answer.streaming_content).decode().splitlines())
    assert files[0] == files[1] and len(files[0]) == 6


def test_whoever_changed_something_reads_the_first_database_until_the_copy_has_it(copied):
    copied.follow()
    accountant = signed_in("accountant")
    invoice_of(108_000)
    with clock.at(clock.now() + timedelta(seconds=3)):
        answer = accountant.post(reverse("backoffice:view_keep"), {"path": REVENUE, "query": "step=week", "title": "Weeks"})
    assert DEED in answer.cookies
    assert revenue_shown(accountant)[0] > 0
    assert revenue_shown(signed_in("accountant"))[0] == 0

    with clock.at(clock.now() + timedelta(seconds=10)):
        copied.follow()
        assert revenue_shown(accountant)[0] > 0
        assert source_for(accountant.get(REVENUE).wsgi_request).alias == REPORTS


def test_a_report_that_is_behind_says_of_what_time_it_is(copied, settings):
    copied.follow()
    accountant = signed_in("accountant")
    with clock.at(clock.now() + timedelta(seconds=settings.REPORTS_LATE + 5)):
        _total, late, page = revenue_shown(accountant)
        assert late == pulse.seen_in(REPORTS)
        assert "These figures are as of" in page
        for name in ("door_report", "portfolio"):
            assert "These figures are as of" in signed_in("administrator").get(reverse(f"backoffice:{name}")).content.decode()


def test_a_copy_that_is_away_or_without_a_pulse_is_not_read(copied, rf):
    copied.follow()
    request = rf.get("/")
    connections.settings[REPORTS]["NAME"] = "nowhere"
    connections[REPORTS].close()
    connections[REPORTS].settings_dict["NAME"] = "nowhere"
    assert source_for(request).alias == "default"
    (finding,) = doctor.copy_for_reports()
    assert finding.health is Health.WRONG

    copied.follow()
    assert source_for(request).alias == REPORTS
    with connections[REPORTS].cursor() as cursor:
        cursor.execute("DELETE FROM freshness_pulse")
    assert source_for(request).alias == "default"


def test_a_forged_deed_is_no_deed(copied, rf):
    copied.follow()
    for forged in ("soon", "nan", "1e400", "-1e18"):
        request = rf.get("/")
        request.COOKIES[DEED] = forged
        assert source_for(request).alias == REPORTS


def test_what_is_written_within_a_report_is_written_to_the_first_database(copied, rf):
    order = shop.order_placed()
    copied.follow()
    with reading_reports(rf.get("/")) as source:
        assert source.alias == REPORTS
        found = Order.objects.get(pk=order.pk)
        found.contact_name = "Somebody else"
        found.save(update_fields=["contact_name"])
        assert Order.objects.get(pk=order.pk).contact_name == order.contact_name
    assert Order.objects.get(pk=order.pk).contact_name == "Somebody else"


def test_without_a_copy_nothing_is_asked(db, rf, assert_budget):
    with assert_budget(0), reading_reports(rf.get("/")) as source:
        assert (source.alias, source.late_since) == ("default", None)
