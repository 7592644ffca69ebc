"""Orders by API: a key lets a program in, an order is placed once, and whatever is wrong is told by field."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from core import clock
from core.access import machines
from core.audit.models import AuditEntry
from shop.channels.editing import open_door
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.quota.editing import Scope, Terms, set_quota
from shop.quota.models import Contest, Outcome
from support import api_tokens, branch_orders
from support.models import ApiOrder, ApiToken, BranchFileOrder
from tests.factories import shop
from tests.factories.branch_files import file_of
from tests.factories.people import staff_member

pytestmark = pytest.mark.django_db
URL = "/api/v1/orders/"


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


@pytest.fixture
def door():
    return open_door(actor=shop.ACTOR, code="hang-bong", kind="counter", channel_market=shop.channel_market("branch", "9"))


@pytest.fixture
def tea(door):
    return shop.product_on_sale(door.channel_market, stock=5)


@pytest.fixture
def key(door):
    return api_tokens.make_token(door=door, name="Till", scopes=api_tokens.SCOPES, actor=shop.ACTOR)[1]


def body_of(tea, quantity=2, **values):
    return {
        "reference": "HB-1",
        "customer": {"name": "Trần Thu Hà", "phone": "0912 047 718", "email": "ha@example.vn"},
        "address": {"line1": "14 Quán Thánh", "city": "Hà Nội", "postcode": "11114", "country": "VN"},
        "delivery": "standard-vietnam-branch", "payment": "transfer-vietnam",
        "lines": [{"sku": tea.sku, "quantity": quantity}], **values,
    }  # fmt: skip


def send(client, key, body, **headers):
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(URL, text, content_type="application/json", headers={"Authorization": f"Bearer {key}", **headers})


def nothing_was_placed():
    return not Order.objects.exists() and not StockRecord.objects.exclude(promised=0).exists() and not ApiOrder.objects.exists()


def test_a_program_places_an_order_of_its_branch(client, key, tea, door):
    answer = send(client, key, body_of(tea))

    assert answer.status_code == 201, answer.content
    told, order = answer.json(), Order.objects.get()
    assert (told["number"], told["reference"], told["currency"]) == (order.number, "HB-1", "VND")
    assert order.number.startswith("9")
    assert (order.door, order.door_reason) == (door, "api")
    assert answer.headers["Location"] == f"{URL}{order.number}/"
    assert StockRecord.objects.get(product=tea).promised == 2
    assert AuditEntry.objects.get(action="api.order_placed").actor_kind == "api"


def test_the_same_key_is_the_same_order_and_another_order_under_it_is_refused(client, key, tea):
    first = send(client, key, body_of(tea), **{"Idempotency-Key": "a-1"})
    again = send(client, key, body_of(tea), **{"Idempotency-Key": "a-1"})
    other = send(client, key, body_of(tea, quantity=1), **{"Idempotency-Key": "a-1"})
    reference = send(client, key, body_of(tea, quantity=1))

    assert (again.status_code, again.json()["number"], again.json()["is_repeat"]) == (200, first.json()["number"], True)
    assert (other.status_code, other.json()["number"]) == (409, first.json()["number"])
    assert reference.status_code == 409
    assert Order.objects.count() == 1


def test_a_reference_is_the_same_whether_by_file_or_by_api(client, key, tea, door):
    agent = staff_member()
    raw = file_of({"sku": tea.sku})
    seen = branch_orders.check_file(door=door, raw=raw, agent=agent, actor=shop.ACTOR).seen
    (placed,) = branch_orders.place_file(door=door, raw=raw, agent=agent, seen=seen, actor=shop.ACTOR).results

    answer = send(client, key, body_of(tea))

    assert (answer.status_code, answer.json()["number"]) == (200, placed.order.number)
    assert Order.objects.count() == 1


def test_a_quota_keeps_pieces_from_a_program_and_the_refusal_is_written_down(client, key, tea, door):
    web = shop.channel_market()
    set_quota(actor=shop.ACTOR, scope=Scope(web.pool, web.channel, tea), terms=Terms(units=4), reason="Launch")

    refused = send(client, key, body_of(tea, quantity=2))

    assert refused.status_code == 422
    (problem,) = refused.json()["problems"]
    assert (problem["field"], problem["code"]) == ("lines[0].quantity", "out_of_stock")
    assert "1" in problem["message"]
    assert nothing_was_placed()
    contest = Contest.objects.get()
    assert (contest.outcome, contest.channel) == (Outcome.REFUSED, door.channel_market.channel)
    assert send(client, key, body_of(tea, quantity=1)).status_code == 201


def test_a_branchs_file_meets_the_same_quota(tea, door):
    web = shop.channel_market()
    set_quota(actor=shop.ACTOR, scope=Scope(web.pool, web.channel, tea), terms=Terms(units=4), reason="Launch")

    report = branch_orders.check_file(
        door=door, raw=file_of({"sku": tea.sku, "quantity": "2"}), agent=staff_member(), actor=shop.ACTOR
    )

    (fault,) = report.faults
    assert (fault.column, fault.code, fault.data) == ("quantity", "out_of_stock", {"available": 1})


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nothing", "Basic abc", "Bearer " + "x" * 5000, "Bearer é"])
def test_without_a_key_that_holds_nobody_comes_in(client, tea, header):
    answer = client.post(URL, json.dumps(body_of(tea)), content_type="application/json", headers={"Authorization": header})

    assert (answer.status_code, answer.json()["error"]) == (401, "key_needed")
    assert nothing_was_placed()


def test_a_session_is_no_key(client, signed_in_as, tea):
    assert signed_in_as("administrator").post(URL, "{}", content_type="application/json").status_code == 401


def test_a_revoked_key_and_a_closed_door_let_nobody_in(client, key, tea, door):
    api_tokens.revoke_token(token_id=ApiToken.objects.get().pk, actor=shop.ACTOR)
    assert send(client, key, body_of(tea)).status_code == 401

    other = api_tokens.make_token(door=door, name="Till 2", scopes=[api_tokens.PLACE], actor=shop.ACTOR)[1]
    type(door).objects.filter(pk=door.pk).update(is_open=False)
    assert send(client, other, body_of(tea)).status_code == 401
    assert nothing_was_placed()


def test_a_key_does_only_what_its_scopes_say(client, door, tea):
    reader = api_tokens.make_token(door=door, name="Screen", scopes=[api_tokens.READ], actor=shop.ACTOR)[1]

    assert send(client, reader, body_of(tea)).status_code == 403
    assert nothing_was_placed()


def test_an_order_is_looked_up_through_its_own_door_only(client, key, tea):
    number = send(client, key, body_of(tea)).json()["number"]
    elsewhere = open_door(actor=shop.ACTOR, code="nimman", kind="counter", channel_market=shop.channel_market("branch", "9"))
    foreign = api_tokens.make_token(door=elsewhere, name="Other", scopes=api_tokens.SCOPES, actor=shop.ACTOR)[1]

    mine = client.get(f"{URL}{number}/", headers={"Authorization": f"Bearer {key}"})
    theirs = client.get(f"{URL}{number}/", headers={"Authorization": f"Bearer {foreign}"})

    assert (mine.status_code, mine.json()["number"], mine.json()["shipments"]) == (200, number, [])
    assert theirs.status_code == 404


def test_a_key_is_kept_as_a_digest_and_its_use_is_dated(client, key, tea):
    token = ApiToken.objects.get()
    assert key not in (token.digest, token.begins) and token.used_at is None

    send(client, key, body_of(tea))

    token.refresh_from_db()
    assert clock.now() - token.used_at < timedelta(minutes=1)


def test_too_many_requests_a_minute_are_slowed_down(client, key, tea, monkeypatch, frozen_clock):
    monkeypatch.setattr(machines, "MOST_REQUESTS", 2)
    answers = [send(client, key, "{}").status_code for _time in range(3)]

    assert answers == [422, 422, 429]


def test_wrong_keys_are_slowed_down_by_address(client, monkeypatch, frozen_clock):
    monkeypatch.setattr(machines, "MOST_WRONG_KEYS", 2)

    assert [send(client, "wrong", "{}").status_code for _time in range(3)] == [401, 401, 429]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 415),
        ("{", 400),
        ("[]", 400),
        ("null", 400),
        (b"\xff\xfe", 400),
        ('{"reference": "a", "reference": "b"}', 400),
        ('{"lines": NaN}', 400),
        ('{"lines": 1e400}', 400),
        ("[" * 20_000, 400),
        ('{"a":' * 30 + "1" + "}" * 30, 400),
        ('{"lines": ' + "9" * 5_000 + "}", 400),
        ('{"x": "' + "y" * 70_000 + '"}', 413),
        ("{}", 422),
    ],
    ids=str,
)
def test_a_hostile_body_is_refused_and_nothing_is_placed(client, key, body, status):
    assert send(client, key, body).status_code == status
    assert nothing_was_placed()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lines": []}, "lines"),
        ({"lines": "x"}, "lines"),
        ({"lines": [{"sku": "T", "quantity": 1}] * 101}, "lines"),
        ({"lines": [{"sku": "T", "quantity": -1}]}, "lines[0].quantity"),
        ({"lines": [{"sku": "T", "quantity": 10**9}]}, "lines[0].quantity"),
        ({"lines": [{"sku": "T", "quantity": True}]}, "lines[0].quantity"),
        ({"lines": [{"sku": "T", "quantity": "2"}]}, "lines[0].quantity"),
        ({"lines": [{"sku": "nobody-knows", "quantity": 1}]}, "lines[0].sku"),
        ({"lines": [{"sku": "t", "quantity": 1}, {"sku": "T", "quantity": 1}]}, "lines[1].sku"),
        ({"lines": [7]}, "lines[0]"),
        ({"price": 1}, "price"),
        ({"reference": ""}, "reference"),
        ({"reference": "=1+1"}, "reference"),
        ({"reference": "a\u0000b"}, "reference"),
        ({"reference": "\ud800"}, "reference"),
        ({"reference": "x" * 41}, "reference"),
        ({"reference": {"$ne": ""}}, "reference"),
        ({"customer": {"name": "A", "phone": "+84912047718", "role": "admin"}}, "customer.role"),
        ({"customer": []}, "customer"),
        ({"customer": {"name": "A", "phone": "12"}}, "customer.phone"),
        ({"customer": {"name": "A", "phone": "0912 047 718", "email": "no"}}, "customer.email"),
        ({"delivery": "teleport"}, "delivery"),
        ({"payment": "shells"}, "payment"),
        (
            {"address": {"line1": "x", "city": "y", "country": "XX"}, "customer": {"name": "A", "phone": "+84912047718"}},
            "address",
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_placed(client, key, tea, change, field):
    answer = send(client, key, body_of(tea, **change))

    assert answer.status_code == 422
    assert field in [problem["field"] for problem in answer.json()["problems"]], answer.json()
    assert all(problem["message"] for problem in answer.json()["problems"])
    assert nothing_was_placed() and not BranchFileOrder.objects.exists()


def test_other_methods_and_kinds_of_body_are_refused(client, key):
    bearer = {"Authorization": f"Bearer {key}"}

    assert client.post(URL, {"a": "b"}, headers=bearer).status_code == 415
    assert client.get(URL, headers=bearer).status_code == 405
    assert client.put(URL, "{}", content_type="application/json", headers=bearer).status_code == 405


def test_a_partner_buys_for_its_account_on_terms(client):
    place = shop.trade_channel_market()
    account = shop.trade_account(place)
    entrance = open_door(actor=shop.ACTOR, code="partner-api", kind="api", channel_market=place)
    tea = shop.product_on_sale(place, stock=5)
    with pytest.raises(api_tokens.AccountOfAnotherDoor):
        api_tokens.make_token(door=entrance, name="ERP", scopes=[api_tokens.PLACE], actor=shop.ACTOR)
    key = api_tokens.make_token(door=entrance, name="ERP", scopes=[api_tokens.PLACE], account=account, actor=shop.ACTOR)[1]

    answer = send(client, key, body_of(tea, delivery="standard-vietnam-distributor", payment="terms-vietnam"))

    assert answer.status_code == 201, answer.content
    order = Order.objects.get()
    assert (order.trade_account, order.customer, order.number[0]) == (account, account.customer, "7")


def at(name, *arguments):
    return reverse(f"backoffice:{name}", args=arguments)


def test_a_key_is_made_and_shown_once_and_revoked_by_screen(signed_in_as, door):
    administrator = signed_in_as("administrator")
    assert "No program has a key yet" in administrator.get(at("api_keys")).content.decode()

    told = administrator.post(at("api_key_new"), {"name": "Till", "door": door.pk, "scopes": ["place_orders"]})
    key, token = told.context["key"], ApiToken.objects.get()
    assert key in told.content.decode()
    assert key not in administrator.get(at("api_key", token.pk)).content.decode()

    asked = administrator.post(at("api_key_revoke", token.pk), {})
    administrator.post(at("api_key_revoke", token.pk), {"shown": asked.context["asked"].mark})
    assert api_tokens.find_token(key) is None
    assert "revoked" in administrator.get(at("api_key", token.pk)).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"scopes": []}, {"door": "0"}, {"name": ""}, {"account": "nobody"}, {"scopes": ["everything"]}]
)
def test_a_wrong_key_form_makes_nothing(signed_in_as, door, wrong):
    answer = signed_in_as("administrator").post(
        at("api_key_new"), {"name": "Till", "door": door.pk, "scopes": ["place_orders"], **wrong}
    )

    assert answer.status_code == 422
    assert not ApiToken.objects.exists()
