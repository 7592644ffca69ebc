"""Counting: limits of the classes, a warehouse's plan, and the scans at a bin."""

import uuid
from datetime import date
from decimal import Decimal

from django.test import Client

from inventory import lotting
from inventory.receiving import ReceivedLine, receive_stock
from shop.catalogue.models import Product
from tests.backoffice.hostile.filling import AMOUNT, CODE, GIVEN, PIECES, Form, at, form
from tests.factories import warehouse as make
from tests.factories.counts import planned


@form("backoffice:count_limits")
def _limits(desk: Client) -> Form:
    sound = {"a_until": "70", "b_until": "90", "days": "30", "reason": ""}
    return Form(at("count_limits"), sound, {"a_until": PIECES, "b_until": PIECES, "days": PIECES})


@form("backoffice:count_plan")
def _plan(desk: Client) -> Form:
    numbers = {"days_a": "10", "days_b": "20", "days_c": "30", "most_per_day": "5"}
    limits = {"limit_pieces": "5", "limit_value": "100000", "limit_percent": "10"}
    sound = {"basis": "value", **numbers, **limits, "is_active": "on"}
    hurt = {**dict.fromkeys(numbers, PIECES), **dict.fromkeys(limits, GIVEN), "basis": CODE}
    return Form(at("count_plan", make.warehouse().code), sound, hurt | {"limit_value": AMOUNT})


@form("backoffice:count_bin place")
def _count_place(desk: Client) -> Form:
    count = planned(make.product_in_stock(10))
    sound = {"code": count.location.barcode, "scan_id": str(uuid.uuid4())}
    return Form(at("count_bin", count.pk), sound, {"code": (*CODE, *PIECES)}, odd={"scan_id": CODE})


@form("backoffice:count_bin pieces")
def _count_pieces(desk: Client) -> Form:
    product = make.product_in_stock(10)
    count = planned(product)
    for code in (count.location.barcode, product.sku):
        desk.post(at("count_bin", count.pk), {"code": code, "scan_id": str(uuid.uuid4())})
    sound = {"code": "10", "scan_id": str(uuid.uuid4())}
    return Form(at("count_bin", count.pk), sound, {"code": (*CODE, *PIECES)}, odd={"scan_id": CODE})


@form("backoffice:count_bin lot")
def _count_lot(desk: Client) -> Form:
    count = planned(tea_with_a_lot())
    for code in (count.location.barcode, count.product.sku):
        desk.post(at("count_bin", count.pk), {"code": code, "scan_id": str(uuid.uuid4())})
    sound = {"code": "LOT-A", "scan_id": str(uuid.uuid4())}
    return Form(at("count_bin", count.pk), sound, {"code": (*CODE, *PIECES)}, odd={"scan_id": CODE})


@form("backoffice:bin_room")
def _room(desk: Client) -> Form:
    sound = {"pieces": "40", "litres": "100", "whole_zone": ""}
    return Form(at("bin_room", make.location(make.warehouse()).pk), sound, {"pieces": (*GIVEN, "0"), "litres": (*GIVEN, "0")})


def tea_with_a_lot() -> Product:
    """A product that keeps lots, with ten pieces of LOT-A on a shelf."""
    house, product = make.warehouse(), make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    line = ReceivedLine(product, 10, Decimal(40_000), make.location(house), lot="LOT-A", expires_on=date(2031, 5, 31))
    receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)
    return product
