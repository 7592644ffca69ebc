"""Orders after placing, and accounts: who may see what, in the same words for everybody."""

import re

import pytest
from django.test import Client

from core.access import User
from core.events import deliver_everything
from shop.basket.models import Basket
from shop.order.models import Order, OrderStatus
from tests.factories import shop

PASSWORD = "a long enough password"


@pytest.fixture
def order(consumer) -> Order:
    return shop.order_placed(shop.product_on_sale(consumer))


def find(client: Client, number: str, contact: str):
    return client.post("/orders/", {"number": number, "contact": contact})


@pytest.mark.parametrize("contact", ["hanh@example.vn", " HANH@example.vn ", "0901234567", "+84 90 123 4567"])
def test_a_guest_finds_their_order_however_the_number_is_typed(visitor, order, contact):
    number = f" {order.number[:1]}-{order.number[1:5]} {order.number[5:]} "
    assert find(visitor, number, contact)["Location"] == f"/orders/{order.number}/"
    assert visitor.get(f"/orders/{order.number}/").status_code == 200


def test_a_wrong_pair_is_told_like_an_unknown_number_and_a_slip_is_told_apart(visitor, order):
    unknown = shop.order_placed(shop.product_on_sale())
    number = unknown.number
    Order.objects.filter(pk=unknown.pk).update(number="6" + "0" * 12)
    wrong = find(visitor, order.number, "somebody@example.com")
    missing = find(visitor, number, "hanh@example.vn")
    slip = find(visitor, order.number[:-1] + str((int(order.number[-1]) + 1) % 10), "hanh@example.vn")
    assert wrong.context["pair_error"] == missing.context["pair_error"]
    assert "number_error" in slip.context and "pair_error" not in slip.context


@pytest.mark.parametrize("number", ["", "abc", "1" * 60, "６２０４８３１７７５９１３", "-1"])
def test_any_number_typed_is_answered(visitor, consumer, number):
    assert find(visitor, number, "x@example.com").status_code == 422


def test_somebody_elses_order_is_not_there(visitor, order):
    visitor.force_login(shop.user())
    for path in ("/", "/payment/", "/payment/standing/", "/papers/invoice/INV-2026-000001/"):
        assert visitor.get(f"/orders/{order.number}{path}").status_code == 404
    for path in ("/cancel/", "/again/", "/payment/retry/", "/payment/change/"):
        assert visitor.post(f"/orders/{order.number}{path}").status_code == 404
    order.refresh_from_db()
    assert order.status == OrderStatus.PLACED


def test_an_order_that_nobody_picks_yet_can_be_called_off(visitor, order):
    find(visitor, order.number, "hanh@example.vn")
    visitor.post(f"/orders/{order.number}/cancel/")
    order.refresh_from_db()
    assert order.status == OrderStatus.CANCELLED


def test_ordering_again_fills_the_basket(visitor, order):
    find(visitor, order.number, "hanh@example.vn")
    visitor.post(f"/orders/{order.number}/again/")
    assert visitor.get("/basket/").context["pieces"] == 1


def test_sign_in_answers_known_and_unknown_addresses_alike(visitor, consumer):
    person = shop.user("known@example.com")
    known = visitor.post("/account/login/", {"email": person.email, "password": "wrong"})
    unknown = visitor.post("/account/login/", {"email": "nobody@example.com", "password": "wrong"})
    assert known.status_code == unknown.status_code == 422
    assert known.context["form"].errors == unknown.context["form"].errors


def test_the_guest_s_basket_comes_along(visitor, consumer, buyer):
    person, product = shop.user("known@example.com"), shop.product_on_sale(consumer)
    buyer.put_in(product, 2)
    answer = visitor.post("/account/login/?next=/basket/", {"email": "KNOWN@example.com", "password": PASSWORD})
    assert answer["Location"] == "/basket/"
    assert Basket.objects.get(owner=person, status=Basket.OPEN).lines.get().quantity == 2
    assert visitor.get("/basket/").context["pieces"] == 2


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_away(visitor, consumer, next_page):
    shop.user("known@example.com")
    answer = visitor.post("/account/login/", {"email": "known@example.com", "password": PASSWORD, "next": next_page})
    assert answer["Location"] == "/account/"


def test_signing_up_needs_the_mail_and_the_order_comes_along(visitor, order, mailoutbox):
    find(visitor, order.number, "hanh@example.vn")
    typed = {"email": "hanh@example.vn", "full_name": "Hạnh", "password": "tea before breakfast", "order": order.number}
    assert visitor.post("/account/register/", typed).status_code == 200
    assert not User.objects.filter(email="hanh@example.vn").exists()
    deliver_everything()
    mail = next(m for m in mailoutbox if "/account/confirm/" in m.body)
    path = re.search(r"(/account/confirm/\S+)", mail.body)[1]
    assert visitor.get(path).status_code == 200
    assert not User.objects.filter(email="hanh@example.vn").exists()
    assert visitor.post(path)["Location"] == "/account/"
    assert [row["number"] for row in visitor.get("/account/").context["rows"]] == [order.number]
    assert Client().get(path).status_code == 410


def test_signing_up_twice_tells_only_the_owner(visitor, consumer, mailoutbox):
    shop.user("known@example.com")
    typed = {"full_name": "X", "password": "tea before breakfast"}
    known = visitor.post("/account/register/", {**typed, "email": "known@example.com"})
    new = visitor.post("/account/register/", {**typed, "email": "other@example.com"})
    assert known.content.decode().replace("known@", "other@").count("@") == new.content.decode().count("@")
    deliver_everything()
    assert {mail.to[0]: "/account/confirm/" in mail.body for mail in mailoutbox} == {
        "known@example.com": False, "other@example.com": True,
    }  # fmt: skip


def test_a_forgotten_password_is_replaced_by_the_link(visitor, consumer, mailoutbox):
    person = shop.user("known@example.com")
    visitor.post("/account/password/forgotten/", {"email": person.email})
    visitor.post("/account/password/forgotten/", {"email": "nobody@example.com"})
    deliver_everything()
    assert [mail.to for mail in mailoutbox] == [["known@example.com"]]
    path = re.search(r"(/account/password/\S+)", mailoutbox[0].body)[1]
    assert visitor.post(path, {"password": "short"}).status_code == 422
    assert visitor.post(path, {"password": "tea before breakfast"}).status_code == 302
    person.refresh_from_db()
    assert person.check_password("tea before breakfast")
    assert visitor.post(path, {"password": "another long one"}).status_code == 410


def test_the_address_book_is_one_s_own(visitor, consumer):
    visitor.force_login(shop.user())
    typed = {"name": "A", "phone": "0901234567", "country": "VN", "postcode": "10000", "line1": "1", "city": "Hà Nội"}
    assert visitor.post("/account/addresses/new/", typed).status_code == 302
    pk = visitor.get("/account/").context["addresses"][0].pk
    stranger = Client()
    stranger.force_login(shop.user())
    assert stranger.get(f"/account/addresses/{pk}/").status_code == 404
    assert stranger.post(f"/account/addresses/{pk}/remove/").status_code == 404
    before = {name: getattr(visitor.get("/account/").context["addresses"][0], name) for name in typed if name != "country"}
    assert visitor.post(f"/account/addresses/{pk}/remove/").status_code == 302
    page = visitor.get("/account/")
    assert not page.context["addresses"] and "Put it back" in page.content.decode()
    assert visitor.get("/account/").context["address_out"] is None, "it is offered once"
    assert visitor.post("/account/addresses/new/", page.context["address_out"]).status_code == 302
    again = visitor.get("/account/").context["addresses"][0]
    assert {name: getattr(again, name) for name in before} == before
