"""Who may have it and where it lies: quotas, transfers, warehouses, branches, shipping from elsewhere."""

import uuid
from typing import Any

from django.test import Client

from inventory.models import Transfer
from tests.backoffice.hostile.filling import AMOUNT, CODE, DAY, GIVEN, HUGE, ODD_DAYS, PIECES, Form, at, form
from tests.factories import shop
from tests.factories import warehouse as make
from tests.inventory.test_branches import branch


@form("backoffice:quota_new")
def _quota(desk: Client) -> Form:
    web, phone, product = shop.channel_market(), shop.channel_market("phone", "8"), make.product_in_stock(20)
    sound = {
        "pool": web.pool_id, "channel": web.channel_id, "sku": product.sku, "units": "8", "rank": "1", "reason": "Launch week",
        "borrowers": [phone.channel_id], "protected": "3",
    }  # fmt: skip
    hurt = {
        "units": PIECES, "rank": PIECES, "protected": GIVEN, "sku": CODE, "pool": (*CODE, HUGE), "channel": (*CODE, HUGE),
        "borrowers": (*CODE, HUGE), "category": (*CODE, HUGE), "share": GIVEN, "starts": DAY, "ends": DAY, "lent_until": DAY,
    }  # fmt: skip
    return Form(at("quota_new"), sound, hurt, odd={"ends": ODD_DAYS, "lent_until": ODD_DAYS})


def _transfer(product) -> dict[str, Any]:
    line = {"product": product.sku, "location": "E-01-01", "quantity": "6", "lot": ""}
    head = {"key": str(uuid.uuid4()), "origin": "HP", "target": "DN", "expected_on": "", "note": ""}
    return {**head, "step": "book", **{f"line-0-{name}": value for name, value in line.items()}}


def _two_houses():
    make.warehouse("DN")
    return make.product_in_stock(10, make.warehouse("HP"))


@form("backoffice:transfer_new")
def _new_transfer(desk: Client) -> Form:
    hurt = {
        "line-0-quantity": PIECES,
        "line-0-product": (*CODE, ""),
        "line-0-location": (*CODE, ""),
        "line-0-lot": CODE,
        "origin": CODE,
        "target": CODE,
        "key": (*CODE, ""),
        "expected_on": ("2026-13-45", "=1+1"),
    }
    return Form(at("transfer_new"), _transfer(_two_houses()), hurt, odd={"expected_on": ODD_DAYS})


@form("backoffice:transfer_new scan")
def _scan_transfer(desk: Client) -> Form:
    sound = {**_transfer(_two_houses()), "step": "", "code": "E-01-01"}
    odd = {"place": CODE, "line-0-product": CODE, "line-0-quantity": PIECES, "origin": CODE}
    return Form(at("transfer_new"), sound, {"code": CODE}, odd=odd, is_scan=True)


def _written_down(desk: Client):
    desk.post(at("transfer_new"), _transfer(_two_houses()))
    return Transfer.objects.get()


@form("backoffice:transfer_dispatch")
def _dispatch(desk: Client) -> Form:
    transfer = _written_down(desk)
    sent = f"line-{transfer.lines.get().pk}-sent"
    return Form(at("transfer_dispatch", transfer.number), {sent: "6"}, {sent: (*PIECES, "11")})


def _on_its_way(desk: Client) -> tuple[str, dict[str, Any], str]:
    transfer = _written_down(desk)
    line = f"line-{transfer.lines.get().pk}"
    desk.post(at("transfer_dispatch", transfer.number), {f"{line}-sent": "6"})
    typed = {f"{line}-good": "6", f"{line}-damaged": "0", f"{line}-location": "E-01-01"}
    sound = {"key": str(uuid.uuid4()), "step": "book", "place": "E-01-01", **typed}
    return at("transfer_receive", transfer.number), sound, line


@form("backoffice:transfer_receive")
def _unload(desk: Client) -> Form:
    address, sound, line = _on_its_way(desk)
    hurt = {
        f"{line}-good": (*PIECES, "13"),
        f"{line}-damaged": (*PIECES, "7"),
        f"{line}-location": (*CODE, ""),
        "key": (*CODE, ""),
    }
    return Form(address, sound, hurt, odd={"place": CODE})


@form("backoffice:transfer_receive scan")
def _scan_unloaded(desk: Client) -> Form:
    address, sound, line = _on_its_way(desk)
    odd = {"place": CODE, f"{line}-good": PIECES, f"{line}-location": CODE}
    return Form(address, {**sound, "step": "", "code": "E-01-01"}, {"code": CODE}, odd=odd, is_scan=True)


def _house(**values: Any) -> dict[str, Any]:
    at_web = shop.channel_market()
    return {
        "code": "CM", "name": "Chiang Mai", "country": "TH", "cut_off": "15:30", "handling_days": "1", "replenish_below": "6",
        "replenish_to": "24", "working_weekdays": [0, 1, 2, 3, 4], "markets": [at_web.market.pk], "parcel_cost": "30000",
        "pool": at_web.pool.pk, "is_active": "on", "latitude": "", "longitude": "", **values,
    }  # fmt: skip


OF_HOUSE = {
    "handling_days": PIECES, "replenish_below": PIECES, "replenish_to": PIECES, "parcel_cost": (*AMOUNT, ""), "latitude": AMOUNT,
    "longitude": AMOUNT, "cut_off": ("25:00", "=1+1"), "working_weekdays": CODE, "markets": (*CODE, HUGE), "pool": (*CODE, HUGE),
    "holidays": DAY[:3], "country": ("=1+1", "x" * 5_000),
}  # fmt: skip


@form("backoffice:warehouse_new")
def _new_house(desk: Client) -> Form:
    return Form(at("warehouse_new"), _house(), {**OF_HOUSE, "code": ("=1+1", "x" * 5_000, "")}, odd={"holidays": ODD_DAYS})


@form("backoffice:warehouse")
def _change_house(desk: Client) -> Form:
    return Form(at("warehouse", make.warehouse("CM").code), _house(), OF_HOUSE, odd={"holidays": ODD_DAYS})


@form("backoffice:warehouse_locations")
def _locations(desk: Client) -> Form:
    sound = {"kind": "ecommerce", "codes": "E-09-01"}
    return Form(at("warehouse_locations", make.warehouse().code), sound, {"codes": ("=1+1", "x" * 5_000, ""), "kind": CODE})


@form("backoffice:branch_agree")
def _agree(desk: Client) -> Form:
    sound = {"agreed_by": "Trần Thị Mai", "agreed_on": "2020-01-31", "terms": ""}
    hurt = {"agreed_on": ("2026-13-45", "=1+1", "9999-12-31", ""), "agreed_by": ("", "x" * 5_000)}
    return Form(at("branch_agree", branch().code), sound, hurt, odd={"agreed_on": ("0001-01-01",)})


@form("backoffice:ship_from")
def _ship_from(desk: Client) -> Form:
    here, there = make.warehouse("HP", parcel_cost=10_000), make.warehouse("DN", parcel_cost=50_000)
    product = make.product_in_stock(5, here)
    make.put_on_shelf(product, 5, there)
    order = make.order_reserved(product, quantity=2)
    sound = {"warehouses": [there.pk], "reason": "The road is closed"}
    return Form(at("ship_from", order.number), sound, {"warehouses": (*CODE, HUGE, here.pk)})
