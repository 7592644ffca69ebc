"""Hostile input to the stock's screens and the API: refused with a sentence, nothing booked; and pressed twice, booked once."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from backoffice.roles import ensure_roles
from core.access import machines
from core.access.http import declared_views
from tests.backoffice.hostile import FLOOR, FORMS, LONG, PRESSES, books, tables

pytestmark = pytest.mark.django_db
UNDER = ("office/warehouse/", "office/support/branch-orders/", "api/")
#: Only what was looked at before is placed: walked with its signature in test_branch_files.
SIGNED = {"backoffice:branch_files_place"}


@pytest.fixture
def desk(signed_in_as, monkeypatch):
    ensure_roles()
    cache.clear()
    monkeypatch.setattr(machines, "MOST_REQUESTS", 10_000)
    client = signed_in_as("stock_controller", "support_agent")
    client.raise_request_exception = False
    return client


def test_every_form_is_walked():
    """A new address that is posted to is either given hostile values here, or is a press that takes none."""
    posted = {
        view.name for view in declared_views() if view.route.startswith(UNDER) and view.rule and set(view.rule.methods) - {"GET"}
    }
    floor = {name for name in posted if name.removeprefix("backoffice:").startswith(FLOOR)}
    walked = {name.split()[0] for name in FORMS}

    assert walked | PRESSES | SIGNED == posted - floor
    assert not walked & PRESSES


@pytest.mark.parametrize("name", sorted(FORMS))
def test_hostile_values_are_refused_with_a_sentence_and_book_nothing(desk, name):
    made, wrong, names = FORMS[name](desk), [], tables()
    before = books(names)

    for field, values in made.hurt.items():
        for value in (*values, *nul(values)):
            status, said, after = tried(desk, made, names, **{field: value})
            changed = [table for table in names if after[table] != before[table]]
            if status >= 500 or changed or not said:
                wrong.append(f"{field}={shown(value)}: {status}, {'says nothing, ' * (not said)}changed {changed}")
    for field, values in made.odd.items():
        for value in (*values, *nul(values)):
            status, _said, _after = tried(desk, made, names, **{field: value})
            if status >= 500:
                wrong.append(f"{field}={shown(value)}: {status}")

    assert wrong == []


@pytest.mark.parametrize("name", sorted(FORMS))
def test_an_honest_press_is_booked_once_however_often_it_is_sent(desk, name):
    made, names = FORMS[name](desk), tables()
    before = books(names)

    first = made.send(desk)
    once = counted(books(names))
    again = made.send(desk)

    assert first.status_code < 400 and again.status_code < 500
    assert (books(names) == before) == made.is_scan
    assert counted(books(names)) == once


def nul(values: tuple) -> tuple[str, ...]:
    """A text field is also sent the one letter that no database keeps."""
    return ("7\0",) if any(isinstance(value, str) for value in values) else ()


def tried(desk, made, names: list[str], **changed: Any) -> tuple[int, str, dict[str, str]]:
    """Send the form with something changed, and take back whatever it did: status, what it said, and what the books were then."""
    with transaction.atomic():
        answer = made.send(desk, **changed)
        found = answer.status_code, sentence(answer), books(names) if answer.status_code < 500 else dict.fromkeys(names, "?")
        transaction.set_rollback(True)
    return found


def sentence(answer) -> str:
    """What the answer says of its refusal: the page, the panel of a scan, or the message of the page that follows."""
    if answer.status_code == 302:
        return " ".join(str(one) for one in answer.wsgi_request._messages._queued_messages)
    text = answer.content.decode(errors="replace")
    if answer.status_code >= 400:
        return text
    return text if 'data-result="wrong"' in text else ""


#: Rows that somebody would count as booked twice.
BOOKED = (
    "inventory_stockmovement",
    "inventory_reservation",
    "inventory_goodsreceipt",
    "inventory_purchaseorder",
    "inventory_purchaseorderline",
    "inventory_transfer",
    "inventory_transferline",
    "inventory_transferreceipt",
    "inventory_countentry",
    "inventory_stocksheet",
    "order_order",
    "order_line",
)


def counted(found: dict[str, str]) -> dict[str, str]:
    return {table: found[table].split()[0] for table in BOOKED}


def shown(value: Any) -> str:
    return "LONG" if value == LONG else repr(value)[:60]
