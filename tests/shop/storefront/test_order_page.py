"""What a customer reads on the order's page while it travels, and who may look how often."""

import pytest
from django.core.cache import cache
from django.test import Client

from core.events import deliver_everything
from shop.channels.models import Door, DoorKind
from shop.order.models import Order
from shop.payment.models import PaymentState
from shop.storefront import order_page
from shop.storefront.tries import MOST_TRIES
from tests.factories import bank, shop, warehouse


def stops(order: Order) -> dict[str, dict[str, str]]:
    fresh = Order.objects.select_related("channel", "market", "shipping_address__country").get(pk=order.pk)
    payment, entries = order_page.payment_of(fresh), list(fresh.timeline.order_by("at", "pk"))
    return {stop["word"]: stop for stop in order_page.stops_of(fresh, payment, entries)}


def find(client: Client, number: str, contact: str = "hanh@example.vn", **more):
    return client.post("/orders/", {"number": number, "contact": contact}, **more)


def test_each_stop_that_was_reached_tells_when(db):
    shipment = warehouse.shipment_packed(warehouse.product_in_stock(5))
    told = stops(shipment.order)
    assert told["Packed"]["state"] == "done" and ":" in told["Packed"]["detail"]
    assert told["On its way"]["state"] == "now" and ":" not in told["On its way"]["detail"]

    shipment = warehouse.shipment_dispatched(warehouse.product_in_stock(5))
    told = stops(shipment.order)
    assert told["On its way"]["state"] == "now" and ":" in told["On its way"]["detail"]

    warehouse.carrier_tells(shipment)
    deliver_everything()
    assert ":" in stops(shipment.order)["Delivered"]["detail"]


def test_the_address_stays_on_the_page_when_the_parcel_has_left(visitor):
    shipment = warehouse.shipment_dispatched(warehouse.product_in_stock(5))
    order = shipment.order
    assert find(visitor, order.number, order.email).status_code == 302
    page = visitor.get(f"/orders/{order.number}/")
    assert page.context["parcels"]
    assert shop.ADDRESS.line1 in page.content.decode()
    assert "1 piece<" in page.content.decode()


def test_a_parcel_that_was_refused_is_shown_beside_the_one_that_was_taken_and_what_was_taken_off(visitor):
    tea = warehouse.product_in_stock(5, price=108_000, title="Green tea")
    pot = warehouse.product_in_stock(5, price=216_000, title="Iron pot")
    shipment = warehouse.shipment_in_parcels(tea, pot, quantity=2)
    deliver_everything()
    first, second = shipment.parcels.order_by("position")
    warehouse.carrier_tells_of(first)
    warehouse.carrier_tells_of(second, "refused")
    deliver_everything()
    order = shipment.order
    find(visitor, order.number, order.email)

    page = visitor.get(f"/orders/{order.number}/")

    told = [(row["state"]["word"], row["lines"][0]["title"], bool(row["delivered"])) for row in page.context["parcels"]]
    assert told == [("Delivered", "Green tea", True), ("Going back to us", "Iron pot", False)]
    taken = page.context["credits"][0]
    assert [line["name"] for line in taken["lines"]] == ["2 × Iron pot"]
    assert "432,000" in taken["total"]
    assert "Taken off your bill" in page.content.decode()


def test_too_many_tries_are_refused_before_anything_is_looked_up(visitor, consumer):
    cache.clear()
    order = shop.order_placed(shop.product_on_sale(consumer))
    for _try in range(MOST_TRIES):
        assert find(visitor, order.number, "wrong@example.com").status_code == 422
    refused = find(visitor, order.number)
    assert refused.status_code == 429
    assert visitor.get(f"/orders/{order.number}/").status_code == 404
    assert find(visitor, order.number, REMOTE_ADDR="192.0.2.7").status_code == 302
    cache.clear()


@pytest.mark.django_db(transaction=False)
def test_whoever_is_back_before_the_bank_s_message_is_told_the_outcome(buyer, consumer):
    with bank.bank_within_reach():
        buyer.put_in(shop.product_on_sale(consumer))
        buyer.press(buyer.fill_in("gateway"), "gateway")
        order = Order.objects.get()
        visit = bank.BankSession.objects.get()
        bank.decided(visit, "approved")
        landed = buyer.client.get(visit.return_url, follow=True)
    assert shop.payment_of(order).state == PaymentState.CAPTURED
    assert landed.redirect_chain[-1][0] == f"/checkout/thank-you/{order.number}/"
    assert landed.context["standing"] == "paid"


def test_no_case_is_offered_that_saves_nothing(visitor, consumer):
    product = shop.product_on_sale(consumer, price=100_000, case_quantity=12)
    shop.set_price(product, consumer, 100_000, min_quantity=12)
    page = visitor.get(f"/catalogue/{product.slug}_{product.pk}/")
    assert page.context["case"] is None
    shop.set_price(product, consumer, 90_000, min_quantity=12)
    page = visitor.get(f"/catalogue/{product.slug}_{product.pk}/")
    assert page.context["case"]["percent"] == 10


def test_mail_links_lead_to_the_door_s_host_or_the_house_s_address(settings, consumer):
    from shop.storefront.addresses import order_address

    settings.STOREHOUSE_ORIGIN = "http://127.0.0.1:8123"
    order = shop.order_placed(shop.product_on_sale(consumer))
    assert order_address(order).startswith("http://127.0.0.1:8123/orders/")
    Door.objects.filter(pk=order.door_id).update(kind=DoorKind.HOST, value="tea.example.com")
    assert order_address(Order.objects.get(pk=order.pk)).startswith(("http://tea.example.com/", "https://tea.example.com/"))
