"""The demo company loads by public jobs, once, proven by `verify`, and the same each time."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from accounting.models import CreditNote, Invoice
from core import clock, verification
from core.access import User
from core.documents import Document
from core.events import deliver_everything
from core.events.models import Delivery
from demo.data.catalogue import HAND_WRITTEN
from demo.data.crowd import gather
from demo.data.markets import CHANNELS, MARKETS
from demo.data.people import CONSUMERS, DEMO_PASSWORD, STAFF
from demo.seeding import loading, selling, sharing, words
from demo.seeding.goods import Goods
from demo.seeding.house import ZONE
from demo.seeding.month import PAPERS
from demo.seeding.stories import Fate, Story, stories
from fulfillment.models import PickLine, Shipment
from inventory.models import SourcingCause, SourcingDecision
from shop.catalogue.models import Product, ProductImage
from shop.channels.doors import find_entrance
from shop.order.models import Order, TimelineEntry
from shop.payment.models import Payment, Refund
from shop.quota.models import Contest

#: A Thursday morning in Hải Phòng.
NOW = dt.datetime(2026, 11, 19, 3, 0, tzinfo=dt.UTC)


#: As small as the company can be and still show every state.
SMALL = loading.Size(orders=25, products=40, consumers=70, companies=20)
GOODS, CROWD = Goods.of(HAND_WRITTEN, 1), gather(consumers=70, companies=20)


def tell(number: int, seed: int = 1) -> list[Story]:
    return stories(NOW, number, goods=GOODS, crowd=CROWD, seed=seed)


@pytest.fixture
def small_company(committed_db, settings, tmp_path) -> Iterator[list[str]]:
    """The company with 25 orders; yields what the loading said."""
    settings.MEDIA_ROOT = tmp_path
    said: list[str] = []
    with clock.at(NOW):
        loading.load(SMALL, say=said.append)
        yield said


def test_the_company_loads_with_every_state_and_keeps_every_promise(small_company, capsys):
    prefixes = {number[0] for number in Order.objects.values_list("number", flat=True)}

    assert Order.objects.count() == SMALL.orders + sharing.ORDERS
    assert prefixes == set("456789")
    _every_state_is_there()
    assert verification.verify() == []
    left = Delivery.objects.exclude(state=Delivery.State.DONE).values_list("handler", flat=True)
    assert set(left) <= set(PAPERS)
    assert any("25 orders" in line for line in small_company)

    _a_second_run_changes_nothing(capsys)
    _the_plain_address_opens_the_shop_in_vietnam()
    _every_product_has_its_pictures()
    _texts_read_without_a_language_are_english()
    _everybody_can_sign_in()
    _papers_are_printed_by_whoever_works_next()


def _every_state_is_there() -> None:
    def found(model: type, field: str) -> set[str]:
        return set(model.objects.values_list(field, flat=True))

    assert found(Order, "status") == {"released", "held", "completed", "cancelled"}
    assert found(Order, "payment_view") >= {"paid", "unpaid", "cash_due", "part_paid", "refunded", "on_terms"}
    assert found(Payment, "state") >= {"pending", "captured", "failed", "expired", "cancelled"}
    assert found(Shipment, "status") >= {
        "waiting",
        "picking",
        "picked",
        "packed",
        "dispatched",
        "delivered",
        "refused",
        "returned_to_sender",
    }
    assert found(PickLine, "status") >= {"waiting", "picked", "short"}
    assert found(Refund, "state") >= {"due", "done"}
    assert found(CreditNote, "id")
    assert Payment.objects.filter(kind="terms", state="pending", order__fulfillment_view="delivered").exists()
    assert found(Contest, "outcome") == {"refused", "borrowed"}
    assert SourcingDecision.objects.filter(cause=SourcingCause.BY_HAND).exists()


def _papers_are_printed_by_whoever_works_next() -> None:
    # One by one, so that orders of today are not behind them.
    left = Delivery.objects.filter(handler__in=PAPERS, state=Delivery.State.WAITING)
    moments = list(left.order_by("available_at").values_list("available_at", flat=True))
    assert all(later - sooner == loading.PACE for sooner, later in itertools.pairwise(moments))
    unprinted = left.filter(handler=PAPERS[0]).order_by("available_at")
    unprinted.filter(pk=unprinted[0].pk).update(available_at=clock.now())
    invoice = Invoice.objects.get(pk=unprinted[0].event.payload["invoice_id"])
    unprinted.exclude(pk=unprinted[0].pk).delete()
    deliver_everything(leaving=PAPERS[1:])
    told = TimelineEntry.objects.get(order=invoice.order_id, kind="invoice_issued")
    assert Document.objects.get(kind="invoice").number == invoice.number
    assert told.at == invoice.created_at


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


def test_the_same_orders_are_told_for_the_same_seed_and_others_for_another():
    assert tell(60) == tell(60)
    assert len(tell(60)) == 60
    assert tell(60, seed=2) != tell(60)


def test_the_smallest_company_shows_every_fate_and_every_way():
    told = tell(SMALL.orders)
    assert {story.fate for story in told} == set(Fate)
    assert {story.channel for story in told} == {channel.code for channel in CHANNELS}
    assert all(story.moment <= NOW for story in told)


def test_orders_grow_over_three_months_and_rest_at_night_and_on_sundays():
    told = tell(1500)
    days = Counter(story.moment.astimezone(ZONE).date() for story in told)
    weekdays = Counter(story.moment.astimezone(ZONE).weekday() for story in told)
    assert max(days) - min(days) >= dt.timedelta(days=85)
    half = NOW.astimezone(ZONE).date() - dt.timedelta(days=45)
    assert sum(days[day] for day in days if day > half) > 1.2 * sum(days[day] for day in days if day <= half)
    assert weekdays[4] > 1.3 * weekdays[6]
    past = [story for story in told if story.moment < NOW - dt.timedelta(days=2)]
    assert all(7 <= story.moment.astimezone(ZONE).hour <= 22 for story in past)
    assert {(story.channel, story.market) for story in told} >= {("consumer", market.code) for market in MARKETS}


def test_a_case_code_has_fourteen_digits_and_the_check_digit_of_the_trade():
    code = words.case_code("8938505911090")
    assert code == "18938505911097"
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(code[:13]))
    assert (total + int(code[13])) % 10 == 0


#: What furnishes the house after the past three months.
LATER_STEPS = (
    (loading.supplying, "buy"),
    (loading.watching, "look_ahead"),
    (loading.counting, "count_bins"),
    (loading.batches, "bring_in_the_harvest"),
    (loading.offering, "open_the_day"),
    (loading.sharing, "share_out"),
)


def test_a_company_that_breaks_a_promise_is_not_kept(committed_db, monkeypatch):
    monkeypatch.setattr(loading, "_found", lambda house, progress: selling.open_for_business(house))
    monkeypatch.setattr(loading.month, "live", lambda house, number, told: "")
    for room, step in LATER_STEPS:
        monkeypatch.setattr(room, step, lambda house: "")
    broken = [verification.Break("nothing is lost", "one piece is missing")]
    monkeypatch.setattr(verification, "verify", lambda: broken)
    with clock.at(NOW), pytest.raises(loading.DemoBroken):
        loading.load(loading.Size(orders=0), say=lambda line: None)
    assert not loading.is_loaded()
