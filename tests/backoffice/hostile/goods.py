"""Goods in and out: the stock card's forms, receiving, and stock from a sheet."""

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inventory import lotting
from inventory.models import StockMovement
from tests.backoffice.hostile.filling import AMOUNT, CODE, DAY, HEAD, HUGE, ODD_DAYS, PIECES, SHEETS, Form, Posts, at, form
from tests.factories import warehouse as make


def _newest(product) -> int:
    return StockMovement.objects.filter(product=product).order_by("-pk").values_list("pk", flat=True)[0]


@form("backoffice:stock_count")
def _count(desk: Client) -> Form:
    product = make.product_in_stock(20)
    typed = {"level": product.levels.get().pk, "counted": "17", "reason": "count_loss", "note": "", "as_of": _newest(product)}
    hurt = {"count-counted": PIECES, "count-level": (*CODE, HUGE), "count-as_of": PIECES, "count-reason": CODE}
    return Form(at("stock_count", product.sku), {f"count-{name}": value for name, value in typed.items()}, hurt)


@form("backoffice:stock_move")
def _move(desk: Client) -> Form:
    product = make.product_in_stock(20, code="B-01-01")
    target = make.location(make.warehouse())
    typed = {"level": product.levels.get().pk, "to": target.pk, "quantity": "4", "as_of": _newest(product)}
    hurt = {"move-quantity": (*PIECES, "21"), "move-level": (*CODE, HUGE), "move-to": (*CODE, HUGE), "move-as_of": PIECES}
    return Form(at("stock_move", product.sku), {f"move-{name}": value for name, value in typed.items()}, hurt)


@form("backoffice:stock_take_out")
def _take_out(desk: Client) -> Form:
    product = make.product_in_stock(20)
    typed = {"level": product.levels.get().pk, "to": "scrapped", "quantity": "4", "reason": "wet", "as_of": _newest(product)}
    hurt = {"out-quantity": (*PIECES, "21"), "out-level": (*CODE, HUGE), "out-to": CODE, "out-as_of": PIECES}
    return Form(at("stock_take_out", product.sku), {f"out-{name}": value for name, value in typed.items()}, hurt)


@form("backoffice:stock_keep_lots")
def _keep_lots(desk: Client) -> Form:
    product = make.product_in_stock(20)
    return Form(at("stock_keep_lots", product.sku), {"days_before_expiry": "7"}, {"days_before_expiry": PIECES})


def _truck(product, **typed: Any) -> dict[str, Any]:
    line = {"product": product.sku, "location": "B-01-01", "quantity": "12", "unit_cost": "40000", **typed}
    head = {"key": str(uuid.uuid4()), "warehouse": make.warehouse().code, "reference": "DN-7", "place": "B-01-01"}
    return {**head, "step": "book", **{f"line-0-{name}": value for name, value in line.items()}}


@form("backoffice:receive")
def _receive(desk: Client) -> Form:
    product = make.product_in_stock(5)
    lotting.keep_lots(product=product, actor=make.ACTOR, days_before_expiry=30)
    hurt = {
        "line-0-quantity": PIECES,
        "line-0-unit_cost": (*AMOUNT, ""),
        "line-0-product": (*CODE, ""),
        "line-0-location": (*CODE, ""),
        "line-0-expires_on": (*DAY, ""),
        "line-0-lot": ("", "x" * 5_000),
        "warehouse": CODE,
        "key": (*CODE, ""),
    }
    sound = _truck(product, lot="A1", expires_on="2030-01-31")
    return Form(at("receive"), sound, hurt, odd={"line-0-expires_on": ODD_DAYS, "line-0-unit_cost": ("9999999999",)})


@form("backoffice:receive scan")
def _receive_scan(desk: Client) -> Form:
    sound = {**_truck(make.product_in_stock(5)), "step": "", "code": "E-01-01"}
    odd = {"place": CODE, "line-0-product": CODE, "line-0-quantity": PIECES, "warehouse": CODE}
    return Form(at("receive"), sound, {"code": CODE}, odd=odd, is_scan=True)


def _sheet_of(product, file: bytes) -> dict[str, Any]:
    return {
        "warehouse": make.warehouse().code,
        "file": SimpleUploadedFile("stock.csv", file.replace(b"{sku}", product.sku.encode())),
    }


def _upload(product) -> Posts:
    """The file is read anew for every press: an upload is read once."""

    def post(client: Client, address: str, data: dict[str, Any]) -> Any:
        typed = {**_sheet_of(product, data["file"]), **({"warehouse": data["warehouse"]} if "warehouse" in data else {})}
        return client.post(address, typed)

    return post


@form("backoffice:stock_sheets")
def _look_at_sheet(desk: Client) -> Form:
    product = make.product_in_stock(5)
    sound = {"file": f"{HEAD}{{sku}},E-01-01,7,\n".encode()}
    return Form(at("stock_sheets"), sound, {"file": SHEETS, "warehouse": (*CODE, "")}, is_scan=True, post=_upload(product))


@form("backoffice:stock_sheets_book")
def _book_sheet(desk: Client) -> Form:
    product = make.product_in_stock(5)
    page = desk.post(at("stock_sheets"), _sheet_of(product, f"{HEAD}{{sku}},E-01-01,7,\n".encode()))
    return Form(at("stock_sheets_book"), {"token": page.context["token"]}, {"token": (*CODE, "")})
