"""The screens of counting: blind on the floor, and decided by a second person in the office."""

import uuid

import pytest
from django.urls import reverse

from inventory.counting import planning
from inventory.models import AbcLimits, Count, CountPlan, CountStatus, StockMovement
from tests.factories import warehouse as make
from tests.factories.counts import planned, somebody, told, waiting

pytestmark = pytest.mark.django_db
#: A number that stands nowhere else on a page.
SECRET = 4711


def signed_in(client, *permissions):
    person = make.picker(*permissions)
    client.force_login(person)
    return person


def scan(client, count, code, scan_id=None):
    url = reverse("backoffice:count_bin", args=[count.pk])
    return client.post(url, {"code": code, "scan_id": str(scan_id or uuid.uuid4())})


def test_no_page_and_no_answer_says_what_is_expected(client):
    product = make.product_in_stock(SECRET)
    count = planned(product)
    signed_in(client, "inventory.count", "inventory.view")

    pages = [client.get(reverse("backoffice:count_walk"))]
    pages.append(client.post(reverse("backoffice:count_next"), follow=True))
    for code in (count.location.barcode, "nonsense", product.barcodes.first().code, "-3", "99999999999", "7"):
        pages.append(scan(client, count, code))
    count.refresh_from_db()
    assert count.status == CountStatus.AGAIN
    pages.append(client.get(reverse("backoffice:count_bin", args=[count.pk])))
    pages.append(client.get(reverse("backoffice:count", args=[count.pk])))
    pages.append(client.get(reverse("backoffice:counts")))
    pages.append(client.get(reverse("backoffice:counts") + "?export=csv"))

    for page in pages:
        text = b"".join(page.streaming_content) if page.streaming else page.content
        assert page.status_code == 200
        assert b"4711" not in text
        assert b"4,711" not in text
        assert b"4704" not in text


def test_wrong_scans_change_nothing_and_are_written_down(client):
    product = make.product_in_stock(10)
    count = planned(product)
    signed_in(client, "inventory.count")

    for code in ("E-01-05", "7", product.sku):
        assert b'data-result="wrong"' in scan(client, count, code).content
    count.refresh_from_db()
    assert (count.step, count.status) == (0, CountStatus.OPEN)
    scan(client, count, "E-01-01")
    for code in ("nobody-knows", "5"):
        assert b'data-result="wrong"' in scan(client, count, code).content
    scan(client, count, product.sku)
    for code in ("-1", "1.5", "9999999", "E-01-01"):
        assert b'data-result="wrong"' in scan(client, count, code).content

    count.refresh_from_db()
    assert (count.step, count.status, count.entries.count()) == (2, CountStatus.OPEN, 0)


def test_pieces_can_be_scanned_one_by_one_and_a_repeated_scan_counts_once(client):
    product = make.product_in_stock(3)
    count = planned(product)
    signed_in(client, "inventory.count")
    code, same = product.barcodes.first().code, uuid.uuid4()

    scan(client, count, "E-01-01")
    scan(client, count, code)
    for scan_id in (None, same, same, None):
        scan(client, count, code, scan_id)
    answer = scan(client, count, "CMD-FINISH")

    count.refresh_from_db()
    assert count.entries.get().counted == 3
    assert count.status == CountStatus.AGREED
    assert b"Every bin is counted" in answer.content


def test_an_empty_bin_is_told_by_a_nought(client):
    product = make.product_in_stock(10)
    count = planned(product)
    signed_in(client, "inventory.count")

    scan(client, count, "E-01-01")
    scan(client, count, "0")

    assert count.entries.get().counted == 0


def test_a_second_person_books_and_a_counter_is_refused_with_a_sentence(client):
    product = make.product_in_stock(10)
    count = waiting(product)
    client.force_login(count.last_by)
    count.last_by.roles.first().permissions.append("inventory.approve_counts")
    role = count.last_by.roles.first()
    role.permissions = ["inventory.view", "inventory.approve_counts"]
    role.save()
    url = reverse("backoffice:count_approve", args=[count.pk])

    refused = client.post(url, follow=True)
    assert b"you counted it" in refused.content
    assert StockMovement.objects.filter(source_type="inventory.Count").count() == 0

    signed_in(client, "inventory.view", "inventory.approve_counts")
    page = client.get(reverse("backoffice:count", args=[count.pk]))
    assert b"Booked then" in page.content
    client.post(url)
    again = client.post(url, follow=True)

    assert b"decided already" in again.content
    assert StockMovement.objects.filter(source_type="inventory.Count").count() == 1
    assert make.level(product, make.location(make.warehouse())) == (2, 0)


def test_a_refusal_without_a_reason_changes_nothing(client):
    count = waiting(make.product_in_stock(10))
    signed_in(client, "inventory.view", "inventory.approve_counts")
    url = reverse("backoffice:count_refuse", args=[count.pk])

    client.post(url, {"reason": " "})
    count.refresh_from_db()
    assert count.status == CountStatus.TO_APPROVE
    client.post(url, {"reason": "look again"})

    count.refresh_from_db()
    assert count.status == CountStatus.AGAIN


def test_lists_stay_within_their_statements(client, assert_budget):
    for n in range(1, 5):
        make.product_in_stock(3, code=f"E-01-0{n}")
    planning.set_plan(warehouse=make.warehouse(), actor=make.ACTOR)
    planning.plan_counts(warehouse=make.warehouse(), actor=make.ACTOR)
    told(Count.objects.first(), 3, somebody())
    signed_in(client, "inventory.view", "inventory.count", "inventory.counting")
    client.get(reverse("backoffice:counts"))

    with assert_budget(14):
        assert client.get(reverse("backoffice:counts") + "?sort=walk").status_code == 200
    with assert_budget(14):
        assert client.get(reverse("backoffice:count_classes")).status_code == 200


def test_plans_and_limits_are_data_with_a_form(client):
    house = make.warehouse()
    make.product_in_stock(3)
    signed_in(client, "inventory.view", "inventory.counting")
    plan = reverse("backoffice:count_plan", args=[house.code])
    values = {"basis": "value", "days_a": 7, "days_b": 30, "days_c": 90, "most_per_day": 5, "limit_pieces": 3, "is_active": "on"}

    assert client.post(plan, {**values, "days_a": 60}).status_code == 422
    assert not CountPlan.objects.exists()
    assert client.post(plan, values).status_code == 302
    assert CountPlan.objects.get().limit_value is None
    limits = reverse("backoffice:count_limits")
    assert client.post(limits, {"a_until": 90, "b_until": 80, "days": 30}).status_code == 422
    assert client.post(limits, {"a_until": 70, "b_until": 90, "days": 30}).status_code == 302
    assert AbcLimits.objects.first().a_until == 70
    assert Count.objects.count() == 1
