"""Buying: suppliers and their terms, purchase orders, what a truck brings of them, suggestions, the sell-out ladder."""

import uuid
from datetime import timedelta
from typing import Any

from django.test import Client

from core import clock
from inventory import lotting
from inventory.models import ReorderSuggestion, ZoneKind
from inventory.reordering.suggesting import suggest_all
from inventory.warehousing import add_locations
from tests.backoffice.hostile.filling import AMOUNT, CODE, DAY, GIVEN, ODD_DAYS, PIECES, Form, at, form
from tests.factories import buying
from tests.factories import warehouse as make


def _wares():
    return buying.product_bought(stock=5, pack_size=6)


@form("backoffice:purchase_order_new")
def _purchase(desk: Client) -> Form:
    product = _wares()
    supplier = product.suppliers.get().supplier
    quantity, price = f"q-{product.pk}", f"p-{product.pk}"
    sound = {"key": str(uuid.uuid4()), quantity: "12", price: "39000", "expected_on": "", "note": ""}
    hurt = {quantity: PIECES, price: AMOUNT, "key": (*CODE, ""), "expected_on": (*DAY, "9999-12-31")}
    return Form(f"{at('purchase_order_new')}?supplier={supplier.pk}&warehouse={make.warehouse().code}", sound, hurt)


@form("backoffice:purchase_order_change")
def _change_purchase(desk: Client) -> Form:
    product = _wares()
    order, quantity = buying.drafted(product), f"q-{product.pk}"
    sound = {"key": str(order.key), quantity: "30", "expected_on": "", "note": ""}
    hurt = {quantity: PIECES, f"p-{product.pk}": AMOUNT, "expected_on": (*DAY, "9999-12-31")}
    return Form(at("purchase_order_change", order.number), sound, hurt)


@form("backoffice:purchase_order_move")
def _expect(desk: Client) -> Form:
    order = buying.sent(_wares())
    day = clock.today() + timedelta(days=30)
    return Form(at("purchase_order_move", order.number), {"on": day.isoformat()}, {"on": (*DAY, "9999-12-31", "")})


def _delivery(product) -> tuple[str, dict[str, Any], int]:
    house = make.warehouse()
    quarantine = make.zone(house, ZoneKind.QUARANTINE)
    if not quarantine.locations.exists():
        add_locations(actor=make.ACTOR, zone=quarantine, codes=["Q-01"])
    order = buying.sent(product, quantity=12)
    head = {"key": str(uuid.uuid4()), "reference": "DN-3", "place": "B-01-01"}
    return at("purchase_order_receive", order.number), head, order.lines.get().pk


@form("backoffice:purchase_order_receive")
def _arrive(desk: Client) -> Form:
    product = _wares()
    lotting.keep_lots(product=product, actor=make.ACTOR, days_before_expiry=30)
    address, head, line = _delivery(product)
    came = {f"g-{line}": "11", f"d-{line}": "1", f"l-{line}": "B-01-01", f"b-{line}": "A1", f"x-{line}": "2030-01-31"}
    hurt = {
        f"g-{line}": (*GIVEN, "99"), f"d-{line}": (*GIVEN, "99"), f"l-{line}": CODE, f"b-{line}": ("",), f"x-{line}": (*DAY, ""),
        "freight": AMOUNT, "duty": AMOUNT, "key": (*CODE, ""),
    }  # fmt: skip
    odd = {"freight": ("9" * 15,), "place": CODE, f"x-{line}": ODD_DAYS}
    return Form(address, {**head, **came, "freight": "9000", "step": "book"}, hurt, odd=odd)


@form("backoffice:purchase_order_receive scan")
def _arrive_scan(desk: Client) -> Form:
    product = _wares()
    address, head, line = _delivery(product)
    sound = {**head, "code": product.sku, f"g-{line}": "1"}
    return Form(address, sound, {"code": CODE}, odd={"place": CODE, f"g-{line}": PIECES, "freight": AMOUNT}, is_scan=True)


SUPPLIER = {
    "name": "Lò số 9", "email": "lo9@example.vn", "country": "vn", "language": "vi", "currency": "vnd", "lead_time_days": "12",
    "lead_time_spread_days": "3", "is_active": "on",
}  # fmt: skip
OF_SUPPLIER = {"lead_time_days": PIECES, "lead_time_spread_days": PIECES, "country": CODE, "currency": CODE, "language": CODE}


@form("backoffice:supplier_new")
def _new_supplier(desk: Client) -> Form:
    return Form(at("supplier_new"), SUPPLIER, OF_SUPPLIER)


@form("backoffice:supplier")
def _supplier(desk: Client) -> Form:
    return Form(at("supplier", buying.supplier().pk), SUPPLIER, OF_SUPPLIER)


@form("backoffice:supplier_terms")
def _terms(desk: Client) -> Form:
    product, supplier = make.product_in_stock(0), buying.supplier()
    sound = {"product": product.sku, "pack_size": "6", "minimum_quantity": "6", "from_quantity": "1", "unit_price": "90000"}
    hurt = {
        "product": (*CODE, ""),
        "pack_size": PIECES,
        "minimum_quantity": PIECES,
        "from_quantity": PIECES,
        "unit_price": AMOUNT,
    }
    return Form(at("supplier_terms", supplier.pk), sound, {**hurt, "lead_time_days": GIVEN})


@form("backoffice:stock_ladder")
def _ladder(desk: Client) -> Form:
    product = make.product_in_stock(5)
    days = {"sell_through_on": "2190-01-01", "discontinue_on": "2190-02-01"}
    address = at("stock_ladder", product.sku)
    # The ladder is the catalogue's: a taken step changes no stock.
    return Form(address, days, dict.fromkeys(days, DAY), odd=dict.fromkeys(days, ODD_DAYS), is_scan=True)


@form("backoffice:reorder_bulk")
def _order_suggested(desk: Client) -> Form:
    product = _wares()
    buying.foreseen(product)
    suggest_all(actor=make.ACTOR)
    row = ReorderSuggestion.objects.get(product=product)
    sound = {"action": "order", "ticked": row.pk, "confirmed": "1"}
    return Form(
        at("reorder_bulk"), sound, {"ticked": (*PIECES, *CODE), "action": CODE}, odd={"all": CODE, "run": (*PIECES, *CODE)}
    )


@form("backoffice:service_level_new")
def _level(desk: Client) -> Form:
    product = make.product_in_stock(5)
    sound = {"abc_class": "", "sku": product.sku, "percent": "97.5", "order_days": "14", "reason": "high season"}
    hurt = {"sku": CODE, "percent": (*AMOUNT, "100"), "order_days": PIECES, "abc_class": CODE}
    return Form(at("service_level_new"), sound, hurt)
