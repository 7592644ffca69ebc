"""Two webs and two pools of workers share one database, directly and through poolers: nothing lost, nothing done twice."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.house_walks import TOKEN
from benchmarks.load import Browser, once
from benchmarks.walks import Ask, follow
from core.events.models import Delivery
from core.verification import verify
from shop.channels.models import Door, DoorKind
from shop.order.models import Order
from shop.payment.models import Payment
from tests.factories import people, shop, warehouse
from tests.faults import pooling, two_of_each
from tests.faults.two_of_each import Hosts, hosts, rows, until, waiting

pytestmark = [pytest.mark.fault, pytest.mark.slow]

APART = "papers,bulk"
#: Orders for each of the two webs; a pool that idles gets none of so many only by a fault.
EACH = 6
MOST = 40
#: Ways to the database; PgBouncer's where this machine has one.
POOLERS = {"shuffled": pooling.shuffled, **({"pgbouncer": pooling.bounced} if pooling.pgbouncer() else {})}
WAYS = ["direct", *POOLERS]


@contextmanager
def way_to(name: str, address: str) -> Iterator[dict[str, str]]:
    """The environment of whoever goes this way to the database."""
    if name == "direct":
        yield {"DATABASE_URL": address}
        return
    with POOLERS[name](address) as pooled:
        yield {"DATABASE_URL": pooled, "DATABASE_DIRECT_URL": address, "STOREHOUSE_POOLER": "transaction"}


@pytest.fixture
def shop_with_stock(committed_db):
    """A shop that everybody enters, a product with plenty of pieces, and a witness of who delivers."""
    at = shop.channel_market()
    Door.objects.create(code="main", name="Shop", kind=DoorKind.HOST, value="*", channel_market=at)
    product = warehouse.product_in_stock(stock=200, price=100_000)
    with connection.cursor() as cursor:
        cursor.execute(two_of_each.WITNESS)
    return product


@pytest.fixture
def running(request, committed_db, shop_with_stock, empty_redis, tmp_path) -> Iterator[Hosts]:
    """Two webs, a pool for what is quick and one for papers and bulk too, and beat; each with its own environment."""
    with way_to(request.param, committed_db) as way, hosts(way.pop("DATABASE_URL"), tmp_path, **way) as started:
        started.environment["STOREHOUSE_LANES_APART"] = APART
        for name in ("web-one", "web-two"):
            started.start_web(name)
        started.start_workers("quick", "celery")
        started.start_workers("papers", f"celery,{APART}")
        started.start_beat()
        started.wait_for_webs()
        yield started


def delivered_by(lane: str) -> set[str]:
    return {who for (who,) in rows("SELECT DISTINCT who FROM witness WHERE lane = %s", lane)}


def buy_until_both_have_delivered(running: Hosts, product: int) -> int:
    """Orders through both webs in turn; how many."""
    bought = 0
    while bought < 2 * EACH or (delivered_by("main") != {"quick", "papers"} and bought < MOST):
        running.buy(running.webs[bought % 2], product)
        bought += 1
    until(lambda: waiting() == 0, "every event to be delivered", running)
    return bought


@pytest.mark.parametrize("running", WAYS, indirect=True)
def test_two_webs_and_two_pools_are_one_house(running, shop_with_stock):
    """Orders through both webs are handled once; what is changed through one is seen through the other at once."""
    product = shop_with_stock.pk
    bought = buy_until_both_have_delivered(running, product)

    assert Order.objects.count() == Payment.objects.count() == bought
    assert delivered_by("main") == {"quick", "papers"}
    assert delivered_by("papers") == {"papers"}
    assert not Delivery.objects.exclude(attempts=1).exists()
    assert rows("SELECT count(*) FROM witness") == [(Delivery.objects.count(),)]
    assert rows("SELECT count(*) FROM witness GROUP BY delivery HAVING count(*) > 1") == []
    mails = [mail.read_text() for mail in (running.folder / "mail").iterdir()]
    for number in Order.objects.values_list("number", flat=True):
        assert sum(mail.count("\nSubject:") for mail in mails if number in mail.replace(" ", "")) == 1
    assert warehouse.counters(shop_with_stock) == (200, bought, 0)

    a_price_changed_through_one_is_seen_through_both(running, product)
    the_last_piece_sold_through_one_is_gone_through_both(running)
    until(lambda: waiting() == 0, "every event to be delivered", running)
    assert verify() == []


def a_price_changed_through_one_is_seen_through_both(running: Hosts, product: int) -> None:
    one, two = running.webs
    for port in (one, two, one, two):  # every process keeps the page by now
        assert "100,000" in running.page_of(port, product)

    office = signed_in_office(one)
    made = post(office, reverse("backoffice:offer_new"), offer_form())
    assert made.status == 200 and made.path != reverse("backoffice:offer_new")
    for port in (two, one, two, one):
        assert "90,000" in running.page_of(port, product)


def the_last_piece_sold_through_one_is_gone_through_both(running: Hosts) -> None:
    one, two = running.webs
    last = warehouse.product_in_stock(stock=1, price=50_000)
    for port in (two, one, two, one):
        assert "1 left" in running.page_of(port, last.pk)
    running.buy(one, last.pk)
    for port in (two, one, two, one):
        page = running.page_of(port, last.pk)
        assert "Sold out" in page and "1 left" not in page


def signed_in_office(port: int) -> Browser:
    """An administrator's browser; the session stands in the database that both webs share."""
    client = Client()
    client.force_login(people.staff_member("administrator"), backend="django.contrib.auth.backends.ModelBackend")
    browser = Browser(port)
    browser.cookies |= {name: morsel.value for name, morsel in client.cookies.items()} | {"csrftoken": TOKEN}
    return browser


def post(browser: Browser, path: str, form: dict[str, str]):
    return once(browser, follow(Ask("post", path, {"csrfmiddlewaretoken": TOKEN, **form})))


def offer_form() -> dict[str, str]:
    return {
        "name": "Lantern week", "title_en": "Lantern week", "channel_market": str(shop.channel_market().pk), "kind": "Percentage",
        "value": "10", "least_pieces": "1", "priority": "0", "is_active": "on",
    }  # fmt: skip
