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
