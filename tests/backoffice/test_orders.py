"""The page of an order: found however its number is typed, decided on once, refused with the reason."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from backoffice.orders.record import track
from backoffice.orders.telling import SENTENCES, item_of
from core.audit.models import AuditEntry
from core.numbering import draw_transaction_number, ensure_transaction_series, group_transaction_number
from shop.order.models import Order, TimelineEntry
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    ensure_transaction_series("6")
    return order_row(number=draw_transaction_number("6"), status="held", hold_reason="address_unclear")


def page(order: Order, name: str = "order") -> str:
    return reverse(f"backoffice:{name}", args=[order.number])


def test_the_number_is_found_with_spaces_and_dashes(signed_in_as, order):
    client = signed_in_as("sales_manager")
    for typed in (group_transaction_number(order.number), "-".join(order.number)):
        assert client.get(reverse("backoffice:order", args=[typed]))["Location"] == page(order)
    assert client.get(page(order)).status_code == 200


@pytest.mark.parametrize("typed", ["1", "nonsense", "6" * 13, "%00", "..", "'"])
def test_an_unknown_number_is_a_page_that_says_so(signed_in_as, typed):
    answer = signed_in_as("sales_manager").get(f"/office/orders/{typed}/")
    assert answer.status_code in (404, 400)


def test_releasing_twice_releases_once(signed_in_as, order):
    client = signed_in_as("sales_manager")
    for _ in range(2):
        assert client.post(page(order, "order_release")).status_code == 302
    order.refresh_from_db()
    assert order.status == "released" and order.released_at
    assert AuditEntry.objects.filter(action="order.released", actor_id=client.user.pk).count() == 1


def test_cancelling_needs_a_reason_and_is_told_on_the_timeline(signed_in_as, order):
    client = signed_in_as("support_agent")
    refused = client.post(page(order, "order_cancel"), {"cancel-reason": "other", "cancel-words": " "})
    assert refused.status_code == 422
    assert "Say in a few words why." in refused.content.decode()
    order.refresh_from_db()
    assert order.status == "held"
    client.post(page(order, "order_cancel"), {"cancel-reason": "other", "cancel-words": "moved abroad"})
    order.refresh_from_db()
    assert order.status == "cancelled"
    text = client.get(page(order)).content.decode()
    assert "moved abroad" in text and "Nothing: this is done." in text


def test_a_reason_that_is_too_long_stays_in_its_dialog_and_changes_nothing(signed_in_as, order):
    words = "the customer rang twice and wants it another day, " * 2
    answer = signed_in_as("support_agent").post(page(order, "order_cancel"), {"cancel-reason": "other", "cancel-words": words})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words.strip() in text
    assert 'id="cancel" aria-labelledby="cancel-h" data-open' in text
    order.refresh_from_db()
    assert order.status == "held"


def test_what_has_left_the_house_cannot_be_cancelled(signed_in_as):
    ensure_transaction_series("6")
    gone = order_row(number=draw_transaction_number("6"), status="released", fulfillment_view="shipped")
    client = signed_in_as("support_agent")
    assert "They come back as a return" in client.get(page(gone)).content.decode()
    answer = client.post(page(gone, "order_cancel"), {"cancel-reason": "customer_asked"}, follow=True)
    assert "goods have left the house" in answer.content.decode()
    gone.refresh_from_db()
    assert gone.status == "released"


def test_a_role_that_may_not_sees_why_and_is_refused(signed_in_as, order):
    client = signed_in_as("accountant")
    assert "Blocked for you: your role may not release orders." in client.get(page(order)).content.decode()
    assert client.post(page(order, "order_release")).status_code == 403
    order.refresh_from_db()
    assert order.status == "held"


def test_somebody_elses_decision_is_said_not_overwritten(signed_in_as, order):
    Order.objects.filter(pk=order.pk).update(status="cancelled")
    answer = signed_in_as("sales_manager").post(page(order, "order_release"), follow=True)
    assert "meanwhile this order is cancelled" in answer.content.decode()


def test_notes_are_escaped_signed_and_never_empty(signed_in_as, order):
    client = signed_in_as("stock_controller")
    client.post(page(order, "order_note"), {"note": "<script>alert(1)</script>"})
    client.post(page(order, "order_note"), {"note": "   "})
    client.post(page(order, "order_note"), {"note": "x" * 4001})
    assert TimelineEntry.objects.filter(order=order, kind="note").count() == 1
    text = client.get(page(order)).content.decode()
    assert "&lt;script&gt;" in text and "<script>alert" not in text
    assert client.user.get_full_name() in text


def test_the_timeline_is_narrowed_by_area_and_tells_unknown_kinds_too(signed_in_as, order):
    TimelineEntry.objects.create(order=order, kind="something_new", actor_label="A machine")
    TimelineEntry.objects.create(
        order=order, kind="payment_captured", actor_label="Bank", data={"amount": "108000", "currency": "VND"}
    )
    client = signed_in_as("accountant")
    text = client.get(page(order)).content.decode()
    assert "something new" in text and "108,000" in text
    assert "something new" not in client.get(page(order), {"show": "money"}).content.decode()


def test_every_sentence_is_told_with_and_without_its_data(order):
    for kind in SENTENCES:
        for data in ({}, {"amount": "1", "currency": "VND", "reason": "customer_asked", "shipment": "SH-1"}):
            item = item_of(TimelineEntry.objects.create(order=order, kind=kind, actor_label="Somebody", data=data))
            assert item["text"] and "%" not in str(item["detail"])


def test_the_page_of_an_order_keeps_its_budget(signed_in_as, order, assert_budget):
    client = signed_in_as("administrator")
    client.get(page(order))
    with assert_budget(25):
        client.get(page(order))


@pytest.mark.parametrize(("label", "said"), [("guest", "Lan"), ("customer #7", "Lan"), ("Diego Rivas", "Diego Rivas")])
def test_a_customer_in_the_timeline_is_called_by_the_name_on_the_order(order, label, said):
    order.contact_name = "Lan"
    entry = TimelineEntry.objects.create(order=order, kind="placed", actor_label=label)
    assert item_of(entry)["actor"] == said


def test_the_house_is_called_by_words_of_the_reader(order):
    entry = TimelineEntry.objects.create(order=order, kind="reserved", actor_label="reserving")
    with override("vi"):
        assert str(item_of(entry)["actor"]) != "reserving"


def test_a_cancelled_order_ends_its_steps_where_it_ended(order):
    order.status = "cancelled"
    assert [step["word"] for step in track(order)] == ["Placed", "Cancelled"]
