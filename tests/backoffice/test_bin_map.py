"""The map: bins along the walk with what lies there, drawn and as a list; each opens to its contents."""

import pytest
from django.urls import reverse

from inventory.models import Count
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller(signed_in_as):
    return signed_in_as("stock_controller")


def test_bins_are_drawn_by_zone_with_what_lies_there(controller, assert_budget):
    make.product_in_stock(7)
    make.product_in_stock(14, code="E-01-02")

    with assert_budget(12):
        page = controller.get(reverse("backoffice:bin_map"))

    shelves = next(sheet for sheet in page.context["zones"] if sheet["zone"].kind == "ecommerce")
    drawn = [(one.location.code, one.percent) for one in shelves["bins"][:3]]
    assert drawn == [
        ("E-01-01", 50),
        ("E-01-02", 100),
        ("E-01-03", 0),
    ]
    assert b"style=" not in page.content
    assert page.content.count(b"E-01-02") >= 2


def test_a_bin_opens_to_its_contents_and_can_be_asked_for_once(controller):
    product = make.product_in_stock(7)
    place = make.location(make.warehouse())
    url = reverse("backoffice:bin", args=[place.pk])
    assert product.sku.encode() in controller.get(url).content

    for _press in range(2):
        controller.post(reverse("backoffice:bin_ask", args=[place.pk]))
    empty = make.location(make.warehouse(), "E-01-05")
    controller.post(reverse("backoffice:bin_ask", args=[empty.pk]))

    assert Count.objects.get().location == place
    assert next(one for one in controller.get(reverse("backoffice:bin_map")).context["zones"] if one["due"])["due"] == 1


def test_the_bar_is_drawn_against_what_the_bin_holds_where_that_is_known(controller, assert_budget):
    make.product_in_stock(7)
    make.product_in_stock(14, code="E-01-02")
    house = make.warehouse()
    for code, pieces in (("E-01-01", 28), ("E-01-03", 10)):
        url = reverse("backoffice:bin_room", args=[make.location(house, code).pk])
        controller.post(url, {"pieces": pieces})
    room_url = reverse("backoffice:bin_room", args=[make.location(house, "E-01-02").pk])
    controller.post(room_url, {"pieces": 10})

    with assert_budget(12):
        page = controller.get(reverse("backoffice:bin_map"))

    shelves = next(sheet for sheet in page.context["zones"] if sheet["zone"].kind == "ecommerce")
    drawn = [(one.location.code, one.percent, one.is_known, one.bar) for one in shelves["bins"][:4]]
    assert drawn == [
        ("E-01-01", 25, True, 17),
        ("E-01-02", 140, True, 68),
        ("E-01-03", 0, True, 0),
        ("E-01-04", 0, False, 0),
    ]
    assert b"140 % full" in page.content
    assert b"filled over" in page.content


def test_what_a_bin_holds_is_said_on_its_page_and_nonsense_changes_nothing(controller):
    place = make.location(make.warehouse())
    url = reverse("backoffice:bin_room", args=[place.pk])

    for typed in ({"pieces": "0"}, {"pieces": "-3"}, {"litres": "many"}, {"litres": "99999999999"}):
        controller.post(url, typed)
    place.refresh_from_db()
    assert (place.capacity_pieces, place.capacity_litres) == (None, None)
    page = controller.post(url, {"pieces": "40", "litres": "", "whole_zone": "on"}, follow=True)

    place.refresh_from_db()
    assert place.capacity_pieces == 40
    assert place.zone.locations.filter(capacity_pieces=40).count() == 5
    assert b"40 pieces" in page.content


def test_putting_away_and_replenishing_say_what_does_not_fit_and_book_it_all_the_same(controller):
    from inventory.models import StockTask
    from inventory.replenishing import plan_replenishment

    house, product = make.warehouse(), make.product_in_stock(1)
    make.put_on_shelf(product, 40, house, "B-01-01")
    controller.post(reverse("backoffice:bin_room", args=[make.location(house).pk]), {"pieces": 20})
    plan_replenishment(warehouse=house, actor=make.ACTOR)
    task = StockTask.objects.get()

    assert b"does not fit there" in controller.get(reverse("backoffice:stock_tasks")).content
    page = controller.post(reverse("backoffice:stock_task_done", args=[task.pk]), follow=True)

    said = " ".join(str(message) for message in page.context["messages"])
    assert "E-01-01 is 180 % full" in said
    assert make.level(product, make.location(house)) == (36, 0)
