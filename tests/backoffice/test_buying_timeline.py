"""A purchase order tells who did what with it, and when: from its draft to its last piece, or to its end."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from backoffice.buying.telling import timeline_of
from backoffice.roles import ensure_roles
from core import audit, clock
from core.events import deliver_everything
from inventory.buying.arriving import Came, receive_delivery
from inventory.buying.ordering import (
    Wanted,
    cancel_purchase_order,
    change_purchase_order,
    close_short,
    expect_on,
    send_purchase_order,
)
from tests.budget import assert_budget
from tests.factories import buying
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
ACTOR = buying.ACTOR


def told(order):
    """Sentence and second line of every entry, the oldest first."""
    days = timeline_of(order, may_read_paper=True)["days"]
    return [(str(item["text"]), item["detail"]) for day in days for item in day["entries"]][::-1]


def came(order, product, pieces):
    place = make.location(make.warehouse(), "E-01-01")
    return receive_delivery(order=order, came=[Came(product.pk, pieces, 0, place)], actor=ACTOR, key=uuid.uuid4())


def test_the_whole_way_of_an_order_is_told_in_its_order():
    product = buying.product_bought()
    order = buying.drafted(product, quantity=10)
    order = change_purchase_order(order=order, lines=[Wanted(product.pk, 20)], actor=ACTOR)
    order = send_purchase_order(order=order, actor=ACTOR)
    deliver_everything()
    later = order.expected_on + timedelta(days=3)
    expect_on(order=order, on=later, actor=ACTOR)
    first, second = came(order, product, 8), came(order, product, 12)

    story = told(order)

    assert [sentence for sentence, _detail in story] == [
        "drafted the order",
        "changed the draft",
        "ordered the goods",
        "took the order to the supplier",
        "named another day of arrival",
        "received goods",
        "received goods",
    ]
    assert story[0][1] == "1 product"
    assert str(later.day) in story[4][1] and "→" in story[4][1]
    assert story[5][1] == f"{first.number} · 8 pieces"
    assert story[6][1] == f"{second.number} · 12 pieces · all of it has come"


def test_a_cancelled_order_says_why_and_that_the_supplier_was_told():
    order = buying.sent(buying.product_bought())
    deliver_everything()
    cancel_purchase_order(order=order, reason="Grower has none", actor=ACTOR)
    deliver_everything()

    assert told(order)[-2:] == [
        ("cancelled the order", "Grower has none"),
        ("told the supplier that it is cancelled", ""),
    ]


def test_a_cancelled_draft_was_mailed_to_nobody():
    order = buying.drafted(buying.product_bought())
    cancel_purchase_order(order=order, reason="Wrong grower", actor=ACTOR)
    deliver_everything()

    assert [sentence for sentence, _detail in told(order)] == ["drafted the order", "cancelled the order"]


def test_an_order_closed_short_says_why():
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)
    came(order, product, 4)
    close_short(order=order, reason="The kiln broke", actor=ACTOR)

    assert told(order)[-1] == ("closed it short: nothing more will come", "The kiln broke")


def test_a_mail_that_is_delivered_twice_is_told_once():
    order = buying.sent(buying.product_bought())
    deliver_everything()
    deliver_everything()

    assert audit.history(order).filter(action="purchase_order.mailed").count() == 1


def test_days_stand_above_what_happened_on_them_the_newest_first(frozen_clock):
    order = buying.sent(buying.product_bought())

    (day,) = timeline_of(order, may_read_paper=False)["days"]

    assert day["entries"][0]["day"] == clock.today()
    assert [str(item["text"]) for item in day["entries"]] == ["ordered the goods", "drafted the order"]
    assert "url" not in day["entries"][0]


def test_the_page_shows_it_with_the_paper_and_costs_one_statement_whatever_happened(signed_in_as):
    ensure_roles()
    desk = signed_in_as("stock_controller")
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)
    deliver_everything()
    for _n in range(3):
        expect_on(order=order, on=order.expected_on + timedelta(days=1), actor=ACTOR)
    at = reverse("backoffice:purchase_order", args=[order.number])

    page = desk.get(at).content.decode()

    assert "What happened" in page
    assert "took the order to the supplier" in page
    assert page.count(f"{order.number}.pdf") == 2
    assert ACTOR.label in page
    with assert_budget(1):
        timeline_of(order, may_read_paper=True)
