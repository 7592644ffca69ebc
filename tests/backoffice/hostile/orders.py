"""Orders that come as files of a branch and from programs."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.catalogue.models import AssortmentItem
from shop.channels.editing import open_door
from support import api_tokens
from tests.backoffice.hostile.filling import CODE, PIECES, Form, at, form
from tests.factories import shop
from tests.factories import warehouse as make
from tests.factories.branch_files import file_of


def _branch():
    door = open_door(actor=shop.ACTOR, code="hang-bong", kind="counter", channel_market=shop.channel_market("branch", "9"))
    product = make.product_in_stock(20)
    AssortmentItem.objects.create(channel_market=door.channel_market, product=product)
    shop.set_price(product, door.channel_market, 108_000)
    return door, product


@form("backoffice:branch_files")
def _branch_file(desk: Client) -> Form:
    door, product = _branch()

    def post(client: Client, address: str, data: dict[str, Any]) -> Any:
        file = data["file"] if isinstance(data["file"], bytes) else file_of({"sku": product.sku, **data["file"]})
        return client.post(address, {"door": data["door"], "file": SimpleUploadedFile("orders.csv", file)})

    rows = [{"quantity": one} for one in PIECES] + [{"sku": one} for one in CODE] + [{"reference": "=1+1"}, {"payment": "shells"}]
    files = (*rows, b"", b"\x00\x01", b"\xff\xfe\xfa", b"sku;quantity\n")
    hurt = {"file": files, "door": (*CODE, "")}
    return Form(at("branch_files"), {"door": door.pk, "file": {"quantity": "2"}}, hurt, is_scan=True, post=post)


@form("api_orders")
def _by_program(desk: Client) -> Form:
    door, product = _branch()
    key = api_tokens.make_token(door=door, name="Till", scopes=[api_tokens.PLACE], actor=shop.ACTOR)[1]
    said = {
        "customer": {"name": "Trần Thu Hà", "phone": "0912 047 718"},
        "address": {"line1": "14 Quán Thánh", "city": "Hà Nội", "postcode": "11114", "country": "VN"},
        "delivery": "standard-vietnam-branch",
    }

    def post(client: Client, address: str, data: dict[str, Any]) -> Any:
        line = {"sku": data["sku"], "quantity": data["quantity"]}
        body = {**said, "reference": data["reference"], "payment": data["payment"], "lines": [line] * data.get("lines", 1)}
        headers = {"Authorization": f"Bearer {key}"}
        return Client(raise_request_exception=False).post(
            address, json.dumps(body), content_type="application/json", headers=headers
        )

    sound = {"sku": product.sku, "quantity": 2, "reference": "HB-1", "payment": "transfer-vietnam"}
    numbers = (-1, 0, 10**30, 1.5, True, None, [], {}, *PIECES)
    texts = (*CODE, "", "a\0b", None, 7, [])
    hurt = {
        "quantity": numbers,
        "sku": texts,
        "reference": ("=1+1", "x" * 5_000, "", "a\0b", None, 7),
        "payment": texts,
        "lines": (0, 2, 101),
    }
    return Form("/api/v1/orders/", sound, hurt, post=post)
