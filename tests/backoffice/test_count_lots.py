"""Counting lots on the floor and in the office: lot after lot, blind, and each lot shown once it is told."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from inventory import lotting
from inventory.models import CountEntryLot, CountStatus, LotLevel
from inventory.receiving import ReceivedLine, receive_stock
from shop.catalogue.models import ProductBarcode
from tests.factories import warehouse as make
from tests.factories.counts import planned

pytestmark = pytest.mark.django_db


def tea(**lots: int):
    house, product = make.warehouse(), make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    for code, quantity in lots.items():
        last = clock.today() + timedelta(days=90)
        line = ReceivedLine(product, quantity, 40_000, make.location(house), lot=code, expires_on=last)
        receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)
    return product


def signed_in(client, *permissions):
    person = make.picker(*permissions)
    client.force_login(person)
    return person


def scan(client, count, *codes):
    """The scans one after another; the last answer."""
    url = reverse("backoffice:count_bin", args=[count.pk])
    for code in codes:
        answer = client.post(url, {"code": code, "scan_id": str(uuid.uuid4())})
    return answer


def test_lots_are_told_one_after_another_and_nothing_says_what_is_expected(client):
    product = tea(SECRETLOT=4711, OTHERLOT=3)
    count = planned(product, limit_pieces=None)
    signed_in(client, "inventory.count", "inventory.view")

    pages = [scan(client, count, code) for code in ("E-01-01", product.sku, "nonsense")]
    pages.append(client.get(reverse("backoffice:count_bin", args=[count.pk])))
    for page in pages:
        for secret in (b"SECRETLOT", b"OTHERLOT", b"4711", b"4,711", b"4714"):
            assert secret not in page.content
    assert b"UNKNOWN" in pages[-1].content
    assert b'data-result="wrong"' in pages[2].content

    page = scan(client, count, "otherlot", "3")
    assert b"OTHERLOT: 3" in page.content
    scan(client, count, "SECRETLOT", "4700", "0")
    count.refresh_from_db()
    assert count.status == CountStatus.AGAIN
    told = {(row.lot.code, row.counted, row.expected) for row in CountEntryLot.objects.all()}
    assert told == {("SECRETLOT", 4700, 4711), ("OTHERLOT", 3, 3)}


def test_pieces_of_a_lot_can_be_scanned_one_by_one_also_by_codes_that_name_the_lot(client):
    product = tea(A=2, B=1)
    ProductBarcode.objects.create(product=product, code="8938505970012")
    count = planned(product)
    signed_in(client, "inventory.count")
    of_a, of_b = "010893850597001210A", "010893850597001210B"

    scan(client, count, "E-01-01", of_a, of_a, of_a)
    assert b'data-result="wrong"' in scan(client, count, of_b).content
    scan(client, count, "CMD-FINISH", "B", "1", "CMD-FINISH")

    count.refresh_from_db()
    assert count.status == CountStatus.AGREED
    assert dict(CountEntryLot.objects.values_list("lot__code", "counted")) == {"A": 2, "B": 1}


def test_an_empty_bin_is_told_by_a_nought_before_any_lot(client):
    product = tea(A=2)
    count = planned(product)
    signed_in(client, "inventory.count")

    scan(client, count, "E-01-01", "0")

    assert dict(CountEntryLot.objects.values_list("lot__code", "counted")) == {"A": 0}


def test_the_office_sees_each_lot_once_the_count_is_told(client):
    product = tea(KNOWNLOT=4, OTHERLOT=6)
    count = planned(product, limit_pieces=0)
    signed_in(client, "inventory.count")
    for _round in range(2):
        scan(client, count, "E-01-01", product.sku, "KNOWNLOT", "6", "OTHERLOT", "4", "0")
    signed_in(client, "inventory.view", "inventory.approve_counts")

    page = client.get(reverse("backoffice:count", args=[count.pk])).content.decode()
    client.post(reverse("backoffice:count_approve", args=[count.pk]))

    assert "KNOWNLOT" in page
    count.refresh_from_db()
    assert count.status == CountStatus.BOOKED
    rows = LotLevel.objects.filter(lot__product=product, on_hand__gt=0).values_list("lot__code", "on_hand")
    assert dict(rows) == {"KNOWNLOT": 6, "OTHERLOT": 4}


def test_a_count_on_the_stock_card_asks_for_the_lot(client):
    product = tea(A=4, B=6)
    signed_in(client, "inventory.view", "inventory.adjust")
    url = reverse("backoffice:stock_count", args=[product.sku])
    lot = product.lots.get(code="B")
    newest = product.movements.order_by("-pk").first().pk
    typed = {
        "count-level": product.levels.get().pk,
        "count-counted": 5,
        "count-reason": "count_loss",
        "count-as_of": newest,
    }

    assert client.post(url, typed).status_code == 422
    assert product.movements.count() == 2
    client.post(url, {**typed, "count-lot": lot.pk})

    rows = LotLevel.objects.filter(lot__product=product).values_list("lot__code", "on_hand")
    assert dict(rows) == {"A": 4, "B": 5}
