"""The warehouse's screens: what they show, what they refuse, and what they cost."""

import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from backoffice.roles import ensure_roles
from core import clock
from core.events import deliver_everything
from fulfillment.carriers import sandbox
from fulfillment.models import PickLine, ScanEvent, Shipment, ShipmentStatus
from fulfillment.picking import current_line
from inventory import lotting
from inventory.models import Lot, StockTask, Warehouse
from inventory.receiving import ReceivedLine, receive_stock
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor(signed_in_as):
    ensure_roles()
    return signed_in_as("stock_controller")


def at(name, *args):
    return reverse(f"backoffice:{name}", args=args)


def scan(client, address, code, scan_id=None):
    return client.post(address, {"code": code, "scan_id": scan_id or uuid.uuid4()}, headers={"HX-Request": "true"})


def test_an_order_is_picked_packed_and_handed_over_by_screens_only(floor, settings):
    settings.SANDBOX_CARRIER = True
    make.order_reserved(make.product_in_stock(5), make.product_in_stock(5, code="E-01-02"), quantity=2)

    assert "To pick" in floor.get(at("pick")).content.decode()
    walk = floor.post(at("pick_next"), follow=True).redirect_chain[-1][0]
    pick_list = Shipment.objects.get().pick_list
    while line := current_line(pick_list):
        answer = scan(floor, walk, make.scan_code(line)).content.decode()
        assert 'data-result="right"' in answer
    assert "The list is done" in answer

    shipment = Shipment.objects.get()
    station = at("pack_station", shipment.number)
    assert "Label blocked" in floor.get(station).content.decode()
    for line in shipment.lines.all():
        for _piece in range(2):
            answer = scan(floor, station, line.product.barcodes.get().code).content.decode()
            assert 'data-result="right"' in answer
    assert 'data-result="right"' in scan(floor, station, "CMD-FINISH").content.decode()
    deliver_everything()
    assert floor.get(at("packing_slip", shipment.number))["Content-Type"] == "application/pdf"
    assert floor.get(at("parcel_label", shipment.number, 1))["Content-Type"] == "image/svg+xml"

    assert shipment.number in floor.get(at("board")).content.decode()
    floor.post(at("board_dispatch"), {"shipment": [shipment.pk]})
    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.DISPATCHED

    deliver_everything()
    floor.post(at("shipment_carrier", shipment.number), {"kind": "delivered"})
    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.DELIVERED


def test_whoever_walks_a_list_stands_in_its_warehouse_and_takes_the_next_one_there(floor):
    of = make.warehouse("SGN")
    make.order_reserved(make.product_in_stock(5, of=of))
    floor.post(at("pick_next"), {"warehouse": "SGN"})
    make.warehouse("AAA")
    own = floor.get(f"{at('pick')}?warehouse=AAA")
    assert own.context["own"].number in own.content.decode()
    assert own.context["house"] == of
    assert "?warehouse=AAA" not in own.content.decode()
    assert floor.session["warehouse"] == "SGN"


def test_a_parcel_with_a_recalled_lot_stays_and_the_board_says_which(floor):
    product = make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    day = clock.today() + timedelta(days=90)
    line = ReceivedLine(product, 3, 40_000, make.location(make.warehouse(), "E-01-01"), lot="L-7", expires_on=day)
    receive_stock(warehouse=make.warehouse(), lines=[line], actor=make.ACTOR)
    shipment = make.shipment_packed(product)
    lotting.block_lot(lot=Lot.objects.get(code="L-7"), reason="metal found", actor=make.ACTOR)

    for answer in (
        floor.post(at("board_dispatch"), {"shipment": [shipment.pk]}, follow=True),
        floor.post(at("shipment_dispatch", shipment.number), follow=True),
    ):
        assert "blocked lot L-7" in answer.content.decode()
    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.PACKED


def test_a_wrong_scan_is_red_changes_nothing_and_shows_on_the_exceptions_board(floor):
    make.order_reserved(make.product_in_stock(5))
    walk = floor.post(at("pick_next"), follow=True).redirect_chain[-1][0]

    answer = scan(floor, walk, "E-01-04").content.decode()

    assert 'data-result="wrong"' in answer
    assert 'data-result-wanted="E-01-01"' in answer
    assert PickLine.objects.get().step == 0
    assert "E-01-04" in floor.get(at("exceptions")).content.decode()


def test_a_replayed_scan_is_answered_again_and_counted_once(floor):
    make.order_reserved(make.product_in_stock(5), quantity=3)
    walk = floor.post(at("pick_next"), follow=True).redirect_chain[-1][0]
    scan(floor, walk, "E-01-01")
    same, code = uuid.uuid4(), PickLine.objects.get().product.barcodes.get().code

    for _time in range(2):
        assert scan(floor, walk, code, same).status_code == 200

    assert PickLine.objects.get().counted == 1
    assert ScanEvent.objects.count() == 2


def test_a_short_pick_is_reported_with_its_reason(floor):
    make.order_reserved(make.product_in_stock(5), quantity=3)
    walk = floor.post(at("pick_next"), follow=True).redirect_chain[-1][0]
    number = Shipment.objects.get().pick_list.number

    floor.post(at("pick_short", number), {"found": "2", "reason": "damaged", "scan_id": uuid.uuid4()})

    line = PickLine.objects.get()
    assert (line.status, line.picked, line.short_reason) == ("short", 2, "damaged")
    assert "The list is done" in floor.get(walk).content.decode()


@pytest.mark.parametrize("found", ["-1", "1.5", "many", "=1+1", "9" * 5_000, "3"])
def test_a_count_of_found_pieces_that_cannot_be_is_said_and_reports_nothing(floor, found):
    make.order_reserved(make.product_in_stock(5), quantity=3)
    floor.post(at("pick_next"))
    number = Shipment.objects.get().pick_list.number

    answer = floor.post(at("pick_short", number), {"found": found, "reason": "damaged", "scan_id": uuid.uuid4()}, follow=True)

    assert "Nothing was reported" in answer.content.decode()
    assert PickLine.objects.get().status == "waiting"


def test_a_picker_may_neither_override_nor_count(signed_in_as):
    ensure_roles()
    client = signed_in_as("picker")
    product = make.product_in_stock(5)
    make.order_reserved(product)
    client.post(at("pick_next"))
    number = Shipment.objects.get().pick_list.number

    refused = client.post(at("pick_override", number), {"line": PickLine.objects.get().pk, "reason": "in a hurry"})

    assert refused.status_code == 403
    assert PickLine.objects.get().picked == 0
    assert client.post(at("stock_count", product.sku)).status_code == 403


def as_of(client, product, form):
    """What the stock card says of itself in a form of its own."""
    return client.get(at("stock_card", product.sku)).context[f"{form}_form"]["as_of"].value()


def test_a_count_on_old_figures_books_nothing_and_keeps_what_was_typed(floor):
    product = make.product_in_stock(5)
    level = product.levels.get()
    typed = {"count-level": level.pk, "count-counted": 3, "count-reason": "count_loss", "count-note": "two are torn"}

    typed["count-as_of"] = as_of(floor, product, "count")
    assert floor.post(at("stock_count", product.sku), typed).status_code == 302
    assert make.counters(product) == (3, 0, 0)

    again = floor.post(at("stock_count", product.sku), {**typed, "count-counted": 1})
    assert again.status_code == 422
    assert "the stock changed meanwhile" in again.content.decode()
    assert again.context["count_form"]["note"].value() == "two are torn"
    assert make.counters(product) == (3, 0, 0)


@pytest.mark.parametrize("counted", ["", "1,5", "-1", "1e9"])
def test_a_count_that_is_no_number_books_nothing_and_stands_open_with_what_was_typed(floor, counted):
    product = make.product_in_stock(5)
    typed = {"count-level": product.levels.get().pk, "count-counted": counted, "count-reason": "count_loss", "count-as_of": 0}
    answer = floor.post(at("stock_count", product.sku), {**typed, "count-note": "behind the pillar"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "behind the pillar" in text and 'id="count" aria-labelledby="count-h" data-open' in text
    assert make.counters(product) == (5, 0, 0)


def test_pressing_twice_moves_once(floor):
    product = make.product_in_stock(10, code="B-01-01")
    source = product.levels.get()
    target = make.location(make.warehouse())
    typed = {"move-level": source.pk, "move-to": target.pk, "move-quantity": 4, "move-as_of": as_of(floor, product, "move")}

    first, second = (floor.post(at("stock_move", product.sku), typed) for _time in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert "It has changed since you looked." in second.content.decode()
    source.refresh_from_db()
    assert source.on_hand == 6
    typed["move-as_of"] = second.context["move_form"]["as_of"].value()
    assert floor.post(at("stock_move", product.sku), typed).status_code == 302
    source.refresh_from_db()
    assert source.on_hand == 2


def test_replenishment_is_planned_and_done_by_screen(floor):
    product = make.product_in_stock(40, code="B-01-01")

    floor.post(at("stock_plan"))
    task = StockTask.objects.get()
    assert product.sku in floor.get(at("stock_tasks")).content.decode()
    for _time in range(2):
        floor.post(at("stock_task_done", task.pk))

    assert make.counters(product) == (36, 0, 0)


def test_a_warehouse_is_added_and_begins_to_sell_by_screen(floor):
    from shop.shipping.models import DeliveryProfile
    from tests.factories import shop

    at_channel = shop.channel_market()
    fields = {
        "code": "CM", "name": "Chiang Mai", "country": "TH", "cut_off": "15:30", "handling_days": 1,
        "replenish_below": 6, "replenish_to": 24, "working_weekdays": [0, 1, 2, 3, 4], "markets": [at_channel.market.pk],
        "parcel_cost": 30000, "pool": at_channel.pool.pk, "is_active": "on",
    }  # fmt: skip

    assert floor.post(at("warehouse_new"), fields).status_code == 302
    floor.post(at("warehouse_locations", "CM"), {"kind": "ecommerce", "codes": "E-01-01 E-01-02"})

    house = Warehouse.objects.get(code="CM")
    profile = DeliveryProfile.objects.get(pool=at_channel.pool, market=at_channel.market)
    assert house.locations.filter(zone__kind="ecommerce").count() == 2
    assert (profile.cut_off.hour, profile.handling_days) == (15, 1)


def test_a_carrier_tells_by_its_signed_door_and_nobody_else_does(client):
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    headers, body = sandbox.tell_now(shipment.parcels.get().tracking_number, "delivered")[0]
    door = at("carrier_events", "sandbox")

    forged = client.post(door, body, content_type="application/json", headers={**headers, sandbox.SIGNATURE: "0" * 64})
    broken = client.post(door, b"{", content_type="application/json")
    assert (forged.status_code, broken.status_code) == (400, 400)

    told = client.post(door, body, content_type="application/json", headers=headers)
    assert json.loads(told.content) == {"new": 1}


@pytest.mark.parametrize("name", ["stock", "movements", "shipments", "exceptions", "stock_tasks", "warehouses", "board", "pack"])
def test_a_list_costs_the_same_whatever_it_holds(floor, assert_budget, name):
    for _each in range(4):
        make.order_reserved(make.product_in_stock(5))
    floor.get(at(name))

    with assert_budget(12):
        answer = floor.get(at(name))

    assert answer.status_code == 200


def test_a_stock_card_names_who_holds_the_units(floor):
    product = make.product_in_stock(5)
    order = make.order_reserved(product, quantity=2)

    page = floor.get(at("stock_card", product.sku)).content.decode()

    assert order.number[-4:-2] in page
    assert "Consumer" in page or "consumer" in page
    assert "E-01-01" in page


def test_an_orders_page_shows_its_shipments(floor):
    shipment = make.shipment_packed(make.product_in_stock(5))

    page = floor.get(at("order", shipment.order.number)).content.decode()

    assert shipment.number in page
    assert shipment.parcels.get().tracking_number in page


def test_a_packer_reports_what_is_missing_and_breaks_off_with_a_reason(floor):
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)
    station, line = at("pack_station", shipment.number), shipment.lines.get()
    assert 'data-result="short"' in scan(floor, station, "CMD-SHORT").content.decode()
    assert 'data-result="abort"' in scan(floor, station, "CMD-ABORT").content.decode()
    scan(floor, station, line.product.barcodes.get().code)

    floor.post(at("pack_abort", shipment.number), {"reason": ""})
    assert shipment.lines.get().packed == 1
    floor.post(at("pack_abort", shipment.number), {"reason": "no_box"})
    assert shipment.lines.get().packed == 0
    sent = {"line": line.pk, "missing": "1", "reason": "damaged", "scan_id": uuid.uuid4()}
    floor.post(at("pack_short", shipment.number), {**sent, "missing": "9"})
    assert shipment.lines.get().picked == 2
    floor.post(at("pack_short", shipment.number), sent)
    assert shipment.lines.get().picked == 1


def test_a_supervisor_finds_the_override_on_the_pick_screen_and_a_picker_does_not(floor, signed_in_as):
    make.order_reserved(make.product_in_stock(5))
    walk = floor.post(at("pick_next"), follow=True).redirect_chain[-1][0]
    assert "Override…" in floor.get(walk).content.decode()

    floor.post(
        at("pick_override", Shipment.objects.get().pick_list.number), {"line": PickLine.objects.get().pk, "reason": "torn"}
    )

    assert PickLine.objects.get().status == "picked"
    make.order_reserved(make.product_in_stock(5, code="E-01-02"))
    picker = signed_in_as("picker")
    walk = picker.post(at("pick_next"), follow=True).redirect_chain[-1][0]
    assert "Override…" not in picker.get(walk).content.decode()
