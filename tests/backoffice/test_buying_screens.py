"""Suppliers, purchase orders and the door where they arrive: what is typed is kept, what cannot be is said and books nothing."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse

from backoffice.roles import ensure_roles
from core.events import deliver_everything
from inventory import lotting
from inventory.models import GoodsReceipt, Lot, PurchaseOrder, StockMovement, Supplier, SupplierPrice, ZoneKind
from inventory.warehousing import add_locations
from shop.catalogue.models import Lifecycle, Product
from tests.budget import assert_budget
from tests.factories import buying
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in_as):
    ensure_roles()
    return signed_in_as("stock_controller")


def at(name, *args):
    return reverse(f"backoffice:{name}", args=args)


def sheet(supplier, house):
    return f"{at('purchase_order_new')}?supplier={supplier.pk}&warehouse={house.code}"


def test_who_only_looks_neither_buys_nor_books_in(signed_in_as):
    ensure_roles()
    visitor = signed_in_as("administrator")
    order = buying.sent(buying.product_bought())

    assert visitor.get(at("purchase_orders")).context["primary"] is None
    assert visitor.get(at("purchase_order", order.number)).context["primary"] is None
    assert visitor.get(at("purchase_order_receive", order.number)).status_code == 403
    assert visitor.post(at("purchase_order_cancel", order.number), {"reason": "no"}).status_code == 403
    order.refresh_from_db()
    assert order.status == "sent"


def test_a_supplier_is_added_with_a_product_and_its_price(desk):
    product = make.product_in_stock(0)
    who = {
        "name": "Lò số 9", "email": "lo9@example.vn", "country": "vn", "language": "vi", "currency": "vnd",
        "lead_time_days": "12", "lead_time_spread_days": "3", "is_active": "on",
    }  # fmt: skip

    assert desk.post(at("supplier_new"), who).status_code == 302
    supplier = Supplier.objects.get(name="Lò số 9")
    wares = {"product": product.sku, "pack_size": 6, "minimum_quantity": 12, "from_quantity": 1, "unit_price": "90000"}
    assert desk.post(at("supplier_terms", supplier.pk), wares).status_code == 302

    assert (supplier.country, supplier.currency) == ("VN", "VND")
    assert SupplierPrice.objects.get().unit_price == Decimal(90_000)
    assert product.sku in desk.get(at("supplier", supplier.pk)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"product": "nonsense"}, {"pack_size": 0}, {"unit_price": "-1"}, {"unit_price": "0.5"}, {"from_quantity": "9" * 30}],
)
def test_terms_that_cannot_be_are_said_beside_the_field_and_save_nothing(desk, wrong):
    product, supplier = make.product_in_stock(0), buying.supplier()
    wares = {"product": product.sku, "pack_size": 6, "minimum_quantity": 6, "from_quantity": 1, "unit_price": "90000", **wrong}

    answer = desk.post(at("supplier_terms", supplier.pk), wares)

    assert answer.status_code == 422
    assert answer.context["terms_form"].errors
    assert not SupplierPrice.objects.exists()


def test_an_unknown_currency_or_language_is_said(desk):
    who = {"name": "X", "country": "VN", "language": "vi", "currency": "QQQ", "lead_time_days": 1, "lead_time_spread_days": 0}

    answer = desk.post(at("supplier_new"), who)

    assert answer.status_code == 422
    assert "currency" in answer.context["form"].errors
    assert not Supplier.objects.exists()


def test_the_sheet_is_filled_saved_once_and_sent_with_its_paper_in_the_suppliers_language(desk):
    house, product = make.warehouse(), buying.product_bought(of=buying.supplier(language="vi"), pack_size=6)
    supplier = product.suppliers.get().supplier
    page = desk.get(sheet(supplier, house))
    typed = {"key": page.context["head_form"]["key"].value(), f"q-{product.pk}": "10", "note": "Gói kỹ"}

    answers = [desk.post(sheet(supplier, house), typed) for _time in range(2)]
    order = PurchaseOrder.objects.get()
    desk.post(at("purchase_order_send", order.number))
    deliver_everything()

    assert [answer.status_code for answer in answers] == [302, 302]
    assert order.lines.get().quantity == 12
    (letter,) = mail.outbox
    assert letter.to == [supplier.email]
    assert letter.attachments[0][0] == f"{order.number}.pdf"
    paper = desk.get(at("purchase_order_paper", order.number))
    assert paper.content.startswith(b"%PDF")


@pytest.mark.parametrize("quantity", ["-3", "1.5", "many", "99999999", "=1+1"])
def test_a_quantity_that_cannot_be_read_is_said_in_its_row_and_kept(desk, quantity):
    house, product = make.warehouse(), buying.product_bought()
    supplier = product.suppliers.get().supplier

    answer = desk.post(sheet(supplier, house), {"key": uuid.uuid4(), f"q-{product.pk}": quantity})

    assert answer.status_code == 422
    assert answer.context["rows"][0]["quantity"] == quantity
    assert "error" in answer.context["rows"][0]
    assert not PurchaseOrder.objects.exists()


def test_an_empty_sheet_and_a_price_that_is_missing_are_said(desk):
    house, product = make.warehouse(), buying.product_bought()
    supplier = product.suppliers.get().supplier
    SupplierPrice.objects.all().delete()

    empty = desk.post(sheet(supplier, house), {"key": uuid.uuid4()})
    unpriced = desk.post(sheet(supplier, house), {"key": uuid.uuid4(), f"q-{product.pk}": "5"})

    assert empty.status_code == unpriced.status_code == 422
    assert product.sku in unpriced.context["problem"]
    assert not PurchaseOrder.objects.exists()


def test_what_is_sold_out_for_good_is_not_on_the_sheet(desk):
    house, product = make.warehouse(), buying.product_bought()
    Product.objects.filter(pk=product.pk).update(lifecycle=Lifecycle.SELL_THROUGH)

    assert desk.get(sheet(product.suppliers.get().supplier, house)).context["rows"] == []


def test_an_order_is_moved_and_cancelled_with_a_reason_and_the_supplier_is_told(desk):
    order = buying.sent(buying.product_bought())
    deliver_everything()

    desk.post(at("purchase_order_cancel", order.number), {"reason": ""})
    order.refresh_from_db()
    assert order.status == "sent"
    desk.post(at("purchase_order_move", order.number), {"on": "1999-01-01"})
    desk.post(at("purchase_order_cancel", order.number), {"reason": "Grower has none"})
    deliver_everything()

    order.refresh_from_db()
    assert order.status == "cancelled"
    assert order.expected_on.year > 2000
    assert "Grower has none" in mail.outbox[-1].body


def test_lists_cost_the_same_whatever_they_hold(desk):
    for _n in range(3):
        buying.sent(buying.product_bought())

    for name in ("suppliers", "purchase_orders", "expected_arrivals"):
        desk.get(at(name))
        with assert_budget(12):
            assert desk.get(at(name)).status_code == 200


def deliveries(order, **typed):
    return {"key": uuid.uuid4(), "reference": "DN-3", "place": "B-01-01", **typed}


def test_scans_count_good_and_damaged_pieces_and_are_booked_once(desk):
    house = make.warehouse()
    if not make.zone(house, ZoneKind.QUARANTINE).locations.exists():
        add_locations(actor=make.ACTOR, zone=make.zone(house, ZoneKind.QUARANTINE), codes=["Q-01"])
    product = buying.product_bought()
    order = buying.sent(product, quantity=3)
    line, code = order.lines.get(), product.barcodes.get().code
    here, typed = at("purchase_order_receive", order.number), deliveries(order)

    answer = desk.post(here, {**typed, "code": code})
    row = answer.context["rows"][0]
    assert (row["good"], row["damaged"], row["place"], row["short"]) == ("1", "0", "B-01-01", 2)
    typed |= {f"g-{line.pk}": "2", f"l-{line.pk}": "B-01-01"}
    answer = desk.post(here, {**typed, "code": code, "damaged": "yes"})
    assert answer.context["rows"][0]["damaged"] == "1"
    typed |= {f"d-{line.pk}": "1", "freight": "9000", "step": "book"}
    answers = [desk.post(here, typed) for _time in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    order.refresh_from_db()
    assert order.status == "received"
    assert make.level(product, make.location(house, "B-01-01")) == (2, 0)
    assert GoodsReceipt.objects.get(purchase_order=order).lines.get().landed_value == Decimal(129_000)
    assert "DN-3" in desk.get(at("purchase_order", order.number)).content.decode()


@pytest.mark.parametrize(
    "typed", [{"g": "-1"}, {"g": "many"}, {"g": "99"}, {"g": "99999999"}, {"g": "1", "l": "NOWHERE"}, {"g": "0"}]
)
def test_a_delivery_that_cannot_be_is_said_and_books_nothing(desk, typed):
    make.warehouse()
    order = buying.sent(buying.product_bought(), quantity=3)
    line = order.lines.get()
    before = StockMovement.objects.count()

    sent = deliveries(order, step="book", **{f"{name}-{line.pk}": value for name, value in typed.items()})
    answer = desk.post(at("purchase_order_receive", order.number), sent)

    assert answer.status_code == 422
    assert answer.context["problem"]
    order.refresh_from_db()
    assert (order.status, StockMovement.objects.count()) == ("sent", before)


@pytest.mark.parametrize("code", ["4711", "other", "<script>"])
def test_a_wrong_scan_is_said_and_adds_nothing(desk, code):
    other = make.product_in_stock(0)
    order = buying.sent(buying.product_bought(), quantity=3)

    scanned = other.barcodes.get().code if code == "other" else code
    answer = desk.post(at("purchase_order_receive", order.number), deliveries(order, code=scanned))

    assert answer.status_code == 422
    assert answer.context["rows"][0]["good"] == "0"
    assert not GoodsReceipt.objects.filter(purchase_order=order).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "say which one came"),
        ({"b": "L-7"}, "needs the day on which it expires"),
        ({"b": "L-7", "x": "31.12."}, "valid date"),
        ({"b": "OLD", "x": "2031-01-01"}, "known with another day"),
    ],
)
def test_a_delivery_of_a_product_that_keeps_lots_says_which_came(desk, typed, said):
    make.warehouse()
    product = buying.product_bought()
    kept = lotting.keep_lots(product=product, actor=make.ACTOR)
    lotting.name_lot(product=product, kept=kept, code="OLD", expires_on=date(2030, 1, 1))
    order = buying.sent(product, quantity=3)
    line, before = order.lines.get(), StockMovement.objects.count()

    sent = deliveries(order, step="book", **{f"{name}-{line.pk}": value for name, value in ({"g": "2"} | typed).items()})
    answer = desk.post(at("purchase_order_receive", order.number), sent)

    assert answer.status_code == 422
    assert said in answer.context["rows"][0]["error"]
    assert answer.context["rows"][0]["lot"] == typed.get("b", "")
    assert StockMovement.objects.count() == before


def test_a_delivery_goes_into_the_lot_it_names(desk):
    make.warehouse()
    product = buying.product_bought()
    lotting.keep_lots(product=product, actor=make.ACTOR)
    order = buying.sent(product, quantity=3)
    pk = order.lines.get().pk

    typed = {f"g-{pk}": "3", f"b-{pk}": "l-7", f"x-{pk}": "2030-01-01"}
    answer = desk.post(at("purchase_order_receive", order.number), deliveries(order, step="book", **typed))

    assert answer.status_code == 302
    lot = Lot.objects.get(code="L-7")
    assert (lot.expires_on, lot.levels.get().on_hand) == (date(2030, 1, 1), 3)
