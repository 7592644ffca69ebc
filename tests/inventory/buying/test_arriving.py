"""What a truck brings for a purchase order is booked once, with what it cost to bring it; a slip books nothing."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounting.models import EntryLine
from core.events import deliver_everything
from core.verification import verify
from inventory.buying import arriving
from inventory.buying.arriving import Came, Charges, receive_delivery
from inventory.buying.landing import land
from inventory.buying.ordering import PurchaseOrderMovedOn, Wanted, change_purchase_order, close_short, send_purchase_order
from inventory.models import GoodsReceipt, GoodsReceiptLine, ProductCost, PurchaseOrderLine, StockMovement, ZoneKind
from inventory.receiving import NothingReceived, WrongWarehouse
from inventory.warehousing import add_locations
from tests.factories import buying
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
ACTOR = buying.ACTOR


def deliver(order, *came, key=None, **values):
    return receive_delivery(order=order, came=list(came), actor=ACTOR, key=key or uuid.uuid4(), **values)


def good(product, pieces, damaged=0, code="E-01-01"):
    return Came(product.pk, pieces, damaged, make.location(make.warehouse(), code))


def quarantine():
    house = make.warehouse()
    zone = make.zone(house, ZoneKind.QUARANTINE)
    if not zone.locations.exists():
        add_locations(actor=ACTOR, zone=zone, codes=["Q-01"])
    return zone.locations.order_by("walking_order", "pk").first()


def test_a_full_delivery_is_on_the_shelf_and_closes_the_order():
    product = buying.product_bought()
    order = buying.sent(product, quantity=20)

    receipt = deliver(order, good(product, 20), reference="DN-9")

    order.refresh_from_db()
    assert (order.status, order.closed_at is not None) == ("received", True)
    assert (receipt.reference, receipt.supplier) == ("DN-9", order.supplier.name)
    assert make.counters(product) == (20, 0, 0)
    assert verify() == []


def test_part_of_it_now_and_the_rest_later():
    product = buying.product_bought()
    order = buying.sent(product, quantity=20)

    first = deliver(order, good(product, 8))
    order.refresh_from_db()
    assert order.status == "part_received"
    second = deliver(order, good(product, 12))

    order.refresh_from_db()
    assert order.status == "received"
    assert [(row.awaited, row.short, row.over) for row in GoodsReceiptLine.objects.order_by("pk")] == [(20, 12, 0), (12, 0, 0)]
    assert first.number != second.number
    assert verify() == []


def test_damaged_pieces_go_to_quarantine_and_are_not_sold():
    place, product = quarantine(), buying.product_bought()
    order = buying.sent(product, quantity=10)

    deliver(order, good(product, 7, damaged=3))

    line = order.lines.get()
    assert (line.received, line.damaged) == (10, 3)
    assert make.level(product, place) == (3, 0)
    assert make.counters(product) == (7, 0, 0)
    assert verify() == []


def test_more_than_asked_for_is_kept_with_the_line():
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)

    receipt = deliver(order, good(product, 12))

    assert (receipt.lines.get().over, order.lines.get().received) == (2, 12)
    assert verify() == []


def test_what_never_comes_is_no_longer_waited_for():
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)
    deliver(order, good(product, 6))
    order.refresh_from_db()

    close_short(order=order, reason="harvest was small", actor=ACTOR)

    order.refresh_from_db()
    assert order.status == "closed_short"
    with pytest.raises(PurchaseOrderMovedOn):
        deliver(order, good(product, 4))
    assert make.counters(product) == (6, 0, 0)
    assert verify() == []


def test_the_same_form_books_once():
    product, key = buying.product_bought(), uuid.uuid4()
    order = buying.sent(product, quantity=10)

    first, again = (deliver(order, good(product, 6), key=key) for _time in range(2))

    assert first == again
    assert make.counters(product) == (6, 0, 0)


def test_freight_and_duty_are_spread_by_value_and_lose_no_coin():
    """The example of docs/buying.md."""
    tin, cup = buying.product_bought(stock=50), make.product_in_stock(0)
    of = tin.suppliers.get().supplier
    buying.listed(cup, of, prices={1: 150_000})
    order = buying.drafted(tin, of=of)
    change_purchase_order(order=order, lines=[Wanted(tin.pk, 100), Wanted(cup.pk, 20)], actor=ACTOR)
    send_purchase_order(order=order, actor=ACTOR)
    deliver_everything()
    before = sum(line.debit for line in EntryLine.objects.all())

    deliver(order, good(tin, 100), good(cup, 20), charges=Charges(freight=Decimal(350_001), duty=Decimal(70_000)))
    deliver_everything()

    assert [row.landed_value for row in GoodsReceiptLine.objects.order_by("pk")] == [Decimal(4_240_001), Decimal(3_180_000)]
    assert ProductCost.objects.get(pk=tin.pk).value == Decimal(6_240_001)
    assert ProductCost.objects.get(pk=cup.pk).average == Decimal(159_000)
    assert sum(line.debit for line in EntryLine.objects.all()) - before == Decimal(7_420_001)
    assert verify() == []


def test_a_line_put_on_several_places_is_one_line_whose_value_is_whole():
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)

    deliver(order, good(product, 3), good(product, 4, code="E-01-02"), charges=Charges(freight=Decimal(10)))

    assert GoodsReceiptLine.objects.get().landed_value == Decimal(280_010)
    assert sum(row.value for row in StockMovement.objects.all()) == Decimal(280_010)
    assert verify() == []


def test_a_foreign_price_is_counted_at_the_rate_of_the_day():
    product = make.product_in_stock(0)
    buying.listed(product, buying.supplier(currency="USD", country="JP"), prices={1: "1.50"})
    order = buying.sent(product, quantity=10)

    deliver(order, good(product, 10), charges=Charges(exchange_rate=Decimal("25410.5")))

    assert ProductCost.objects.get(pk=product.pk).value == Decimal(381_158)
    assert verify() == []


def test_landed_cost_of_goods_that_cost_nothing_is_shared_alike():
    free = land(
        [(2, Decimal(0)), (5, Decimal(0))], freight=Decimal(11), duty=Decimal(0), exchange_rate=Decimal(1), currency="VND"
    )

    assert [one.total for one in free] == [Decimal(6), Decimal(5)]


def _nothing_is_booked(order):
    order.refresh_from_db()
    assert order.status == "sent"
    assert not GoodsReceipt.objects.filter(purchase_order=order).exists()
    assert not PurchaseOrderLine.objects.filter(purchase_order=order, received__gt=0).exists()


@pytest.mark.parametrize(("pieces", "damaged"), [(-1, 0), (5, -1), (21, 0), (10**9, 0), (0, 10**30)])
def test_a_count_that_cannot_be_books_nothing(pieces, damaged):
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)

    with pytest.raises(arriving.TooManyCame):
        deliver(order, good(product, pieces, damaged))

    _nothing_is_booked(order)


def test_a_delivery_of_nothing_books_nothing():
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)

    with pytest.raises(NothingReceived):
        deliver(order, good(product, 0))

    _nothing_is_booked(order)


def test_a_product_that_was_not_asked_for_books_nothing():
    product, other = buying.product_bought(), make.product_in_stock(0)
    order = buying.sent(product, quantity=10)

    with pytest.raises(arriving.NotOnThisOrder):
        deliver(order, good(product, 10), good(other, 1))

    _nothing_is_booked(order)


def test_a_place_in_another_house_or_none_books_nothing():
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)

    with pytest.raises(WrongWarehouse):
        deliver(order, Came(product.pk, 10, 0, make.location(make.warehouse("HCM"))))
    with pytest.raises(arriving.NoPlaceGiven):
        deliver(order, Came(product.pk, 10))

    _nothing_is_booked(order)


@pytest.mark.parametrize(
    "charges",
    [
        Charges(freight=Decimal(-1)),
        Charges(duty=Decimal("0.5")),
        Charges(freight=Decimal("NaN")),
        Charges(duty=Decimal("1e30")),
        Charges(exchange_rate=Decimal(0)),
        Charges(exchange_rate=Decimal(2)),
    ],
)
def test_charges_that_cannot_be_book_nothing(charges):
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)

    with pytest.raises(arriving.BadCharges):
        deliver(order, good(product, 10), charges=charges)

    _nothing_is_booked(order)


def test_a_draft_takes_no_delivery():
    product = buying.product_bought()
    order = buying.drafted(product)

    with pytest.raises(PurchaseOrderMovedOn):
        deliver(order, good(product, 1))

    assert make.level(product, make.location(make.warehouse())) == (0, 0)


def test_a_receipt_line_is_never_changed():
    product = buying.product_bought()
    deliver(buying.sent(product, quantity=10), good(product, 10))

    with pytest.raises(IntegrityError), transaction.atomic():
        GoodsReceiptLine.objects.update(good=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodsReceipt.objects.update(freight=-1)


def test_verify_tells_of_figures_that_were_tampered_with():
    product = buying.product_bought()
    order = buying.sent(product, quantity=10)
    receipt = deliver(order, good(product, 6))

    PurchaseOrderLine.objects.filter(purchase_order=order).update(received=10)
    GoodsReceipt.objects.filter(pk=receipt.pk).update(freight=5)

    sentences = " ".join(broken.sentence for broken in verify())
    assert f"Purchase order {order.number}, product {product.pk}: the line says 10 received" in sentences
    assert f"Receipt {receipt.number}: its lines are landed at 240000" in sentences
    assert f"Purchase order {order.number} is part_received, but 10 pieces came and 0 are missing." in sentences
