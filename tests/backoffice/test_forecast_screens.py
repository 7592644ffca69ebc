"""Forecasts, alerts, what to buy and service levels on screen."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from backoffice.roles import ensure_roles
from core import clock
from inventory import alerting
from inventory.forecasting.running import forecast_all
from inventory.models import CoverAlert, PurchaseOrder, ReorderSuggestion, ServiceLevel, SuggestionStatus
from inventory.reordering.service_levels import set_service_level
from inventory.reordering.suggesting import suggest_all
from tests.budget import assert_budget
from tests.factories import buying, shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"backoffice:{name}", args=args)


@pytest.fixture
def controller(signed_in_as):
    ensure_roles()
    return signed_in_as("stock_controller")


def sold_each_week(pieces=60, quantity=2, weeks=10, **terms):
    """A product that somebody sells us and somebody orders every third day; `pieces` are left of it."""
    start = clock.midnight() - timedelta(days=7 * weeks + 2)
    with clock.at(start):
        product = make.product_in_stock(pieces + quantity * len(range(1, 7 * weeks, 3)))
        buying.listed(product, **terms)
    for days in range(1, 7 * weeks, 3):
        with clock.at(clock.midnight() - timedelta(days=days) + timedelta(hours=9)):
            shop.order_placed(product, quantity=quantity)
    forecast_all(actor=make.ACTOR)
    return product


def to_buy(pieces=3, **terms):
    product = sold_each_week(pieces, weeks=6, **{"pack_size": 6, "minimum_quantity": 12, **terms})
    suggest_all(actor=make.ACTOR)
    return product, ReorderSuggestion.objects.get(product=product)


def test_the_forecast_of_a_product_says_which_method_and_why(controller):
    product = sold_each_week()

    page = controller.get(at("forecast", product.sku)).content.decode()

    assert "All channels together" in page
    assert "Tested on the past" in page
    assert 'data-chart="lines"' in page
    assert "weeks of the past" in page
    assert 'data-line="forecast"' in page
    assert controller.get(at("forecast", product.sku), {"of": "99999"}).status_code == 404


def test_a_product_without_orders_has_an_empty_forecast(controller):
    product = make.product_in_stock(3)

    assert "Nothing is foreseen of it" in controller.get(at("forecast", product.sku)).content.decode()
    assert controller.get(at("forecast", "NO-SUCH")).status_code == 404


def test_the_lists_sort_filter_and_export(controller):
    product, _row = to_buy(1)
    alerting.look()

    for name in ("forecasts", "reorder", "cover_alerts", "service_levels"):
        with assert_budget(14):
            assert controller.get(at(name)).status_code == 200
        sheet = b"".join(controller.get(at(name), {"export": "csv"}).streaming_content).decode()
        assert name == "service_levels" or product.sku in sheet
    for sort in ("a_day", "-a_day", "error", "sku"):
        assert product.sku in controller.get(at("forecasts"), {"sort": sort}).content.decode()
    for sort in ("runs_out", "sku", "quantity"):
        assert product.sku in controller.get(at("reorder"), {"sort": sort}).content.decode()


def test_a_suggestion_explains_its_arithmetic(controller):
    _product, row = to_buy()

    page = controller.get(at("reorder_one", row.pk)).content.decode()

    for word in ("Safety stock", "Reorder point", "There and on its way", "Fill up to", "To order"):
        assert word in page
    assert f">{row.quantity}<" in page


def test_suggestions_are_looked_at_first_and_then_ordered(controller):
    _product, row = to_buy()

    asked = controller.post(at("reorder_bulk"), {"action": "order", "ticked": row.pk}).content.decode()
    assert f"{row.quantity} pieces of" in asked
    assert not PurchaseOrder.objects.exists()

    report = controller.post(at("reorder_bulk"), {"action": "order", "ticked": row.pk, "confirmed": "1"}, follow=True)

    order = PurchaseOrder.objects.get()
    assert order.number in report.content.decode()
    assert order.lines.get().quantity == row.quantity
    row.refresh_from_db()
    assert (row.status, row.purchase_order) == (SuggestionStatus.ORDERED, order)
    again = controller.post(at("reorder_bulk"), {"action": "order", "ticked": row.pk, "confirmed": "1"}, follow=True)
    assert "it is ordered" in again.content.decode()
    assert PurchaseOrder.objects.count() == 1


def test_who_only_looks_orders_nothing(signed_in_as):
    ensure_roles()
    support = signed_in_as("support_agent")
    _product, row = to_buy()

    answer = support.post(at("reorder_bulk"), {"action": "order", "ticked": row.pk, "confirmed": "1"})

    assert answer.status_code == 403
    assert not PurchaseOrder.objects.exists()


def test_an_alert_says_why_and_what_ended_it(controller):
    product = sold_each_week(0, weeks=6)
    alerting.look()
    page = controller.get(at("cover_alerts"), {"open": "yes"}).content.decode()
    assert product.sku in page
    assert "asked for a day" in page

    make.put_on_shelf(product, 50)
    alerting.look()

    assert CoverAlert.objects.get().ended_at is not None
    assert product.sku not in controller.get(at("cover_alerts"), {"open": "yes"}).content.decode()
    assert "It lasts again" in controller.get(at("cover_alerts"), {"open": ""}).content.decode()


def test_a_service_level_is_shown_before_it_holds(controller):
    _product, row = to_buy()
    typed = {"abc_class": row.abc_class, "sku": "", "percent": "99.5", "order_days": "7", "reason": "high season"}

    page = controller.post(at("service_level_new"), typed).content.decode()
    assert "Safety stock in all" in page
    assert not ServiceLevel.objects.exists()

    shown = page.split('name="shown" value="')[1].split('"')[0]
    controller.post(at("service_level_new"), {**typed, "shown": shown, "step": "confirm"})

    assert ServiceLevel.objects.get().percent == Decimal("99.50")
    row.refresh_from_db()
    assert row.percent == Decimal("99.50")
    assert "99.5" in controller.get(at("service_levels")).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"percent": "100"},
        {"percent": "-1"},
        {"percent": ""},
        {"percent": "=1+1"},
        {"abc_class": "", "sku": ""},
        {"sku": "NO-SUCH"},
        {"order_days": "0"},
        {"order_days": "99999999999"},
        {"reason": ""},
    ],
)
def test_a_level_that_makes_no_sense_is_refused_beside_its_field(controller, wrong):
    typed = {"abc_class": "A", "sku": "", "percent": "95", "order_days": "7", "reason": "why", **wrong}

    answer = controller.post(at("service_level_new"), typed)

    assert answer.status_code == 422
    assert "is-invalid" in answer.content.decode()
    assert not ServiceLevel.objects.exists()


def test_a_product_may_follow_its_class_again(controller):
    product, _row = to_buy()
    set_service_level(actor=make.ACTOR, percent=Decimal(80), product=product)
    typed = {"abc_class": "", "sku": product.sku, "percent": "", "order_days": "7", "reason": "no longer needed"}

    page = controller.post(at("service_level_new"), typed).content.decode()

    assert "as its class" in page


def test_a_list_whose_usual_view_is_empty_says_what_that_means_and_no_filter_is_blamed(signed_in_as):
    ensure_roles()
    controller = signed_in_as("stock_controller")
    assert "Nothing has to be bought" in controller.get(reverse("backoffice:reorder")).content.decode()
    assert "Nothing fits" in controller.get(reverse("backoffice:reorder"), {"status": "ordered"}).content.decode()
