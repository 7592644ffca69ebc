"""What a hostile form is: an honest press, which of its fields are hurt with which values, and the books that must stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from backoffice.confirming import Asked

LONG, HUGE = "9" * 5_000, str(10**30)
GIVEN = ("-1", HUGE, "1.5", "many", "=1+1", LONG)
PIECES = (*GIVEN, "")
AMOUNT = ("-1", HUGE, "NaN", "Infinity", "many", "=1+1", LONG)
CODE = ("nobody-knows", "=1+1", "x" * 5_000, "'; DROP TABLE order_order; --")
DAY = ("2026-13-45", "=1+1", "yesterday", "0001-01-01")
#: Days that a calendar has and no shop: taken or refused, never a fault of the server.
ODD_DAYS = ("0001-01-01", "9999-12-31")
HEAD = "sku,location,quantity,unit_cost\n"
SHEETS = (
    b"",
    b"\x00\x01\x02",
    b"\xff\xfe\xfa",
    HEAD.encode(),
    b"PK\x03\x04 no workbook",
    *(
        f"{HEAD}{row}\n".encode()
        for row in (
            "{sku},E-01-01,-3,",
            "{sku},E-01-01,=1+1,",
            f"{{sku}},E-01-01,{HUGE},",
            f"{{sku}},E-01-01,{LONG},",
            "{sku},E-01-01,1.5,",
            "{sku},E-01-01,,",
            "{sku},E-01-01,7\0,",
            "{sku},nowhere,3,",
            "nobody-knows,E-01-01,3,",
            "=cmd|' /C calc'!A0,E-01-01,3,",
            "{sku},E-01-01,30,NaN",
            "{sku},E-01-01,30,-5",
            f"{{sku}},E-01-01,30,{HUGE}",
            "{sku},E-01-01,3,\n{sku},E-01-01,4,",
        )
    ),
)
Posts = Callable[[Client, str, dict[str, Any]], Any]


def _plain(client: Client, address: str, data: dict[str, Any]) -> Any:
    """One press; where the page asks first, the press that it asks for too."""
    answer = client.post(address, data)
    asked = answer.context.get("asked") if answer.status_code == 200 and answer.context else None
    return client.post(address, {**data, "shown": asked.mark}) if isinstance(asked, Asked) else answer


@dataclass(frozen=True)
class Form:
    """`sound` books something, unless it is only a scan; `odd` are values that may be taken or refused."""

    address: str
    sound: dict[str, Any]
    hurt: dict[str, tuple]
    odd: dict[str, tuple] = field(default_factory=dict)
    is_scan: bool = False
    post: Posts = _plain

    def send(self, client: Client, **changed: Any) -> Any:
        return self.post(client, self.address, {**self.sound, **changed})


FORMS: dict[str, Callable[[Client], Form]] = {}
#: They take a reason or nothing at all.
PRESSES = {
    "backoffice:bin_ask",
    "backoffice:branch_revoke",
    "backoffice:count_approve",
    "backoffice:count_next",
    "backoffice:count_refuse",
    "backoffice:count_strike",
    "backoffice:leak_resolve",
    "backoffice:leaks_look",
    "backoffice:lot_block",
    "backoffice:lot_unblock",
    "backoffice:purchase_order_cancel",
    "backoffice:purchase_order_close",
    "backoffice:purchase_order_send",
    "backoffice:quota_end",
    "backoffice:reorder_suggest",
    "backoffice:stock_plan",
    "backoffice:stock_stop_lots",
    "backoffice:stock_task_cancel",
    "backoffice:stock_task_done",
    "backoffice:transfer_cancel",
    "backoffice:transfer_write_off",
}
#: The floor's and the carriers' own, walked where they are tested: picking, packing, handing over, what comes back.
FLOOR = ("pick_", "pack_", "board_", "shipment_", "return_", "returns", "carrier_")


def form(name: str) -> Callable:
    def register(make_it: Callable[[Client], Form]) -> Callable[[Client], Form]:
        FORMS[name] = make_it
        return make_it

    return register


#: What is written down about refusals, not booked: scans, decisions of quotas, when a key was used.
WRITTEN_DOWN = ("fulfillment_scanevent", "quota_contest", "support_apitoken")
DEPARTMENTS = ("inventory_", "order_", "partner_", "quota_", "fulfillment_", "support_")


def tables() -> list[str]:
    """Where orders, stock, purchases and what belongs to them stand."""
    names = connection.introspection.table_names()
    return sorted(name for name in names if name.startswith(DEPARTMENTS) and not name.startswith(WRITTEN_DOWN))


def books(names: list[str]) -> dict[str, str]:
    """How many rows each table has, and a digest of all that stands in them. One statement."""
    asked = " UNION ALL ".join(
        f"SELECT '{name}', count(*) || ' ' || md5(coalesce(string_agg(one::text, '|' ORDER BY one::text), '')) FROM {name} AS one"
        for name in names
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def at(name: str, *arguments: Any) -> str:
    return reverse(f"backoffice:{name}", args=arguments)
