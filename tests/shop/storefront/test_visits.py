"""Visits are counted once a day for each visitor and door, without a cookie; bots and staff are left out."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from core import clock
from shop.channels.counting import DayAtDoor, count_at_door, count_at_doors, fold_sightings
from shop.channels.models import Door, DoorDay, DoorKind, DoorSighting
from shop.order.doors import door_effectiveness, visits_by_day
from shop.order.models import Order
from shop.storefront import visits
from tests.factories import people, shop

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture
def door():
    cache.clear()
    return Door.objects.create(code="web", name="Web", kind=DoorKind.PATH, value="*", channel_market=shop.channel_market())


def visitor(browser: str = BROWSER, address: str = "203.0.113.7") -> Client:
    return Client(headers={"user-agent": browser}, REMOTE_ADDR=address)


def counted() -> list[tuple[int, int]]:
    fold_sightings()
    return list(DoorDay.objects.values_list("visits", "baskets"))


def test_a_visitor_counts_once_a_day_and_another_one_counts_too(door):
    for _page in range(3):
        answer = visitor().get("/")
        assert answer.status_code == 200
    assert counted() == [(1, 0)]
    visitor(address="203.0.113.8").get("/")
    assert counted() == [(2, 0)]
    with clock.at(clock.now() + dt.timedelta(days=1)):
        visitor().get("/")
    fold_sightings()
    assert DoorDay.objects.count() == 2


@pytest.mark.parametrize("browser", ["", "Googlebot/2.1", "curl/8.5", "python-requests/2.32", "HeadlessChrome/140"])
def test_bots_are_not_counted(door, browser):
    visitor(browser).get("/")
    assert counted() == []


def test_staff_parts_of_pages_and_prefetches_are_not_counted(door):
    staff = visitor()
    staff.force_login(people.staff_member("accountant"), backend="django.contrib.auth.backends.ModelBackend")
    staff.get("/")
    visitor().get("/", headers={"HX-Request": "true"})
    visitor().get("/", headers={"Sec-Purpose": "prefetch"})
    visitor().get("/no-such-page/")
    assert counted() == []


def test_no_cookie_is_set_and_nothing_that_names_the_visitor_is_kept(door):
    answer = visitor().get("/")
    assert not [name for name in answer.cookies if name not in ("csrftoken",)]
    for kept in (DoorDay, DoorSighting):
        assert {field.name for field in kept._meta.fields} == {"id", "door", "day", "visits", "baskets"}


def test_a_page_goes_out_when_it_cannot_be_counted(door, monkeypatch):
    def broken(**_what):
        raise DatabaseError

    monkeypatch.setattr(visits, "count_at_door", broken)
    assert visitor().get("/").status_code == 200
    assert counted() == []


def test_filling_a_basket_is_counted_once_for_each_visitor(door):
    product = shop.product_on_sale(door.channel_market)
    client = visitor()
    client.get("/")
    for _twice in range(2):
        client.post(reverse("basket:add", args=[product.pk]), {"quantity": "1"})
    assert counted() == [(1, 1)]


def test_a_sighting_counts_once_before_and_after_it_is_folded_and_a_second_fold_adds_nothing(door, assert_budget):
    today = clock.today()
    told = {today: (3, 1)}
    for _visitor in range(3):
        count_at_door(door_id=door.pk, day=today, visits=1)
    count_at_door(door_id=door.pk, day=today, baskets=1)
    assert visits_by_day(start=today, end=today) == told
    with assert_budget(1):
        assert fold_sightings() == 4
    assert visits_by_day(start=today, end=today) == told
    assert fold_sightings() == 0
    count_at_door(door_id=door.pk, day=today, visits=1)
    assert visits_by_day(start=today, end=today) == {today: (4, 1)}
    assert list(DoorDay.objects.values_list("visits", "baskets")) == [(3, 1)]


def test_the_question_sets_visits_baskets_and_orders_of_a_door_beside_each_other(door, assert_budget):
    today = clock.today()
    count_at_door(door_id=door.pk, day=today, visits=40, baskets=10)
    count_at_door(door_id=door.pk, day=today, visits=10)
    order = shop.order_placed()
    Order.objects.filter(pk=order.pk).update(door=door)
    with assert_budget(3):
        (row,) = door_effectiveness(start=today, end=today)
    assert (row.visits, row.baskets, row.orders, row.basket_rate, row.order_rate) == (50, 10, 1, 0.2, 0.02)
    assert visits_by_day(start=today, end=today) == {today: (50, 10)}
    assert door_effectiveness(start=today - dt.timedelta(days=9), end=today - dt.timedelta(days=1)) == []


def test_several_days_at_doors_are_counted_in_one_statement(door, assert_budget):
    today = clock.today()
    counted_now = [DayAtDoor(door.pk, today, visits=3, baskets=1), DayAtDoor(door.pk, today - dt.timedelta(days=1), visits=5)]
    with assert_budget(1):
        count_at_doors(counted_now)
    count_at_doors(counted_now)
    count_at_doors([])
    assert visits_by_day(start=today - dt.timedelta(days=1), end=today) == {today: (6, 2), today - dt.timedelta(days=1): (10, 0)}


def test_the_screen_and_the_file_tell_the_same(door, signed_in):
    count_at_door(door_id=door.pk, day=clock.today(), visits=7, baskets=2)
    page = signed_in.get(reverse("backoffice:door_report"))
    assert page.context["total"] == {"visits": 7, "baskets": 2, "orders": 0}
    file = signed_in.get(reverse("backoffice:door_report"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "Web,path," in file
    assert ",7,2,0" in file
    for query in ({"since": "x"}, {"since": "0001-01-01"}, {"market": "99"}):
        assert signed_in.get(reverse("backoffice:door_report"), query).status_code == 200


@pytest.fixture
def signed_in(db) -> Client:
    client = Client()
    client.force_login(people.staff_member("accountant"), backend="django.contrib.auth.backends.ModelBackend")
    client.get("/office/me/")
    return client
