"""The demo company loads by public jobs, once, proven by `verify`, and the same each time."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from core import clock, verification
from core.access import User
from core.events.models import Delivery
from demo.data.people import CONSUMERS, DEMO_PASSWORD, STAFF
from demo.seeding import loading, selling, words
from demo.seeding.stories import Fate, Way, stories
from shop.catalogue.models import Product, ProductImage
from shop.channels.doors import find_entrance
from shop.order.models import Order, OrderStatus, PaymentView

#: A Thursday morning in Hải Phòng.
NOW = dt.datetime(2026, 11, 19, 3, 0, tzinfo=dt.UTC)


@pytest.fixture
def small_company(committed_db, settings, tmp_path) -> Iterator[list[str]]:
    """The company with twelve orders; yields what the loading said."""
    settings.MEDIA_ROOT = tmp_path
    said: list[str] = []
    with clock.at(NOW):
        loading.load(orders=12, say=said.append)
        yield said


def test_the_company_loads_with_every_state_and_keeps_every_promise(small_company, capsys):
    statuses = Counter(Order.objects.values_list("status", flat=True))
    payments = set(Order.objects.values_list("payment_view", flat=True))
    prefixes = {number[0] for number in Order.objects.values_list("number", flat=True)}

    assert sum(statuses.values()) == 12
    assert set(statuses) >= {OrderStatus.RELEASED, OrderStatus.HELD, OrderStatus.COMPLETED, OrderStatus.CANCELLED}
    assert payments >= {PaymentView.PAID, PaymentView.UNPAID, PaymentView.CASH_DUE}
    assert prefixes == {"6", "7", "8"}
    assert verification.verify() == []
    assert not Delivery.objects.exclude(state=Delivery.State.DONE).exists()
    assert any("12 orders" in line for line in small_company)

    _a_second_run_changes_nothing(capsys)
    _the_plain_address_opens_the_shop_in_vietnam()
    _every_product_has_its_pictures()
    _texts_read_without_a_language_are_english()
    _everybody_can_sign_in()


def _a_second_run_changes_nothing(capsys) -> None:
    before = (Order.objects.count(), Product.objects.count(), User.objects.count())
    call_command("seed_demo")
    assert "loaded already" in capsys.readouterr().out
    assert (Order.objects.count(), Product.objects.count(), User.objects.count()) == before


def _the_plain_address_opens_the_shop_in_vietnam() -> None:
    plain, chosen = find_entrance(host="127.0.0.1"), find_entrance(host="127.0.0.1", path="world")
    assert (plain.channel_market.channel.code, plain.channel_market.market.code) == ("consumer", "vn")
    assert (chosen.channel_market.channel.code, chosen.channel_market.market.code) == ("consumer", "intl")


def _every_product_has_its_pictures() -> None:
    shown = set(ProductImage.objects.filter(role="pack").values_list("product__sku", flat=True))
    assert shown == set(Product.objects.values_list("sku", flat=True))


def _texts_read_without_a_language_are_english() -> None:
    oolong = ProductImage.objects.filter(product__sku="LL-1104").values("product__title", "product__title_vi").first()
    assert oolong == {"product__title": "Mae Salong Roasted Oolong", "product__title_vi": "Ô long rang Mae Salong"}
    picked = Product.objects.get(sku="LL-1104").attribute_values.get(attribute__code="harvest")
    assert (picked.value_text_en[:11], picked.value_text_vi[:5]) == ("3 to 9 Octo", "3 đến")


def _everybody_can_sign_in() -> None:
    for person in (STAFF[0], STAFF[-1], CONSUMERS[0]):
        assert User.objects.get(email=person.email).check_password(DEMO_PASSWORD)


def test_the_same_month_is_told_each_time():
    assert stories(NOW, 60) == stories(NOW, 60)
    assert len(stories(NOW, 60)) == 60
    assert stories(NOW, 12)[0] in stories(NOW, 60)


def test_the_month_shows_every_fate_and_every_way():
    told = stories(NOW, 60)
    assert {story.fate for story in told} == set(Fate)
    assert {story.way for story in told} == set(Way)
    assert all(story.moment <= NOW for story in told)


def test_a_case_code_has_fourteen_digits_and_the_check_digit_of_the_trade():
    code = words.case_code("8938505911090")
    assert code == "18938505911097"
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(code[:13]))
    assert (total + int(code[13])) % 10 == 0


def test_a_company_that_breaks_a_promise_is_not_kept(committed_db, monkeypatch):
    monkeypatch.setattr(loading, "_found", lambda house, progress: selling.open_for_business(house))
    monkeypatch.setattr(loading.month, "live", lambda house, number: "")
    broken = [verification.Break("nothing is lost", "one piece is missing")]
    monkeypatch.setattr(verification, "verify", lambda: broken)
    with clock.at(NOW), pytest.raises(loading.DemoBroken):
        loading.load(orders=0, say=lambda line: None)
    assert not loading.is_loaded()
