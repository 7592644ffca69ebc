"""The detective's screens: who holds what, and leaks that one press resolves."""

import pytest
from django.db import connection
from django.urls import reverse

from fulfillment.auditing import audit_held_units
from inventory.models import LeakStatus, StockLeak
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller(signed_in_as):
    return signed_in_as("stock_controller")


def test_every_held_unit_says_who_why_and_what_next(controller, assert_budget):
    product = make.product_in_stock(5)
    order = make.order_reserved(product, quantity=2)
    make.order_reserved(product)

    with assert_budget(12):
        page = controller.get(reverse("backoffice:held_units"))

    text = page.content.decode()
    assert order.contact_name in text
    assert "Pick" in text
    assert controller.get(reverse("backoffice:held_units") + "?week=yes").context["rows"] == []
    assert controller.get(reverse("backoffice:held_units") + "?suspect=yes").context["rows"] == []


def test_a_leak_is_resolved_by_one_press_and_a_second_press_says_so(controller):
    product = make.product_in_stock(5)
    order = make.order_reserved(product, quantity=2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE order_order SET status = 'cancelled' WHERE id = %s", [order.pk])
    controller.post(reverse("backoffice:leaks_look"))
    leak = StockLeak.objects.get()
    assert len(controller.get(reverse("backoffice:held_units") + "?suspect=yes").context["rows"]) == 1
    assert b"Give back" in controller.get(reverse("backoffice:leaks")).content

    url = reverse("backoffice:leak_resolve", args=[leak.pk])
    controller.post(url)
    again = controller.post(url, follow=True)

    assert b"does not leak any more" in again.content
    assert make.counters(product) == (5, 0, 0)
    leak.refresh_from_db()
    assert (leak.status, audit_held_units(actor=make.ACTOR)) == (LeakStatus.RESOLVED, 0)
