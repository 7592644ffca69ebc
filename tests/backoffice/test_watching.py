"""The audit trail is read, dead letters are looked at and replayed."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from core import audit
from core.access import Actor
from core.audit.models import AuditEntry
from core.events.models import Delivery, OutboxEvent
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Delivery:
    event = OutboxEvent.objects.create(name="shop.order.OrderPlaced", payload={"order_id": 7})
    return Delivery.objects.create(
        event=event, handler="sales.handlers.check", state="dead", attempts=8, last_error="Traceback\nValueError: <b>no</b>"
    )


def test_a_dead_letter_is_shown_with_its_error_and_replayed_once(signed_in_as, letter):
    client = signed_in_as("administrator")
    listed = client.get(reverse("backoffice:dead_letters"), follow=True).content.decode()
    assert "ValueError: &lt;b&gt;no&lt;/b&gt;" in listed
    shown = client.get(reverse("backoffice:dead_letter", args=[letter.pk])).content.decode()
    assert "&quot;order_id&quot;: 7" in shown
    for _ in range(2):
        client.post(reverse("backoffice:dead_letters_replay"), {"delivery": letter.pk})
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("waiting", 0)
    assert AuditEntry.objects.filter(action="events.replayed", actor_id=client.user.pk).count() == 1


def test_all_dead_letters_are_replayed_at_once(signed_in_as, letter):
    signed_in_as("administrator").post(reverse("backoffice:dead_letters_replay"), {"delivery": "all"})
    assert not Delivery.objects.filter(state="dead").exists()


@pytest.mark.parametrize("wanted", ["", "x", "9" * 30, "0"])
def test_nonsense_replays_nothing(signed_in_as, letter, wanted):
    answer = signed_in_as("administrator").post(reverse("backoffice:dead_letters_replay"), {"delivery": wanted}, follow=True)
    assert "Nothing was replayed" in answer.content.decode()


def test_no_dead_letter_is_good_news(signed_in_as):
    page = signed_in_as("administrator").get(reverse("backoffice:dead_letters"), follow=True)
    assert "Every event reached everybody it concerns." in page.content.decode()


def test_the_audit_trail_is_searched_within_its_budget(signed_in_as, assert_budget):
    client = signed_in_as("administrator")
    audit.record(actor=Actor.system("night"), action="channel.opened", subject_label="Reseller", prefix="3")
    client.get(reverse("backoffice:audit"))
    with assert_budget(12):
        page = client.get(reverse("backoffice:audit"), {"q": "channel.op"}).content.decode()
    assert "Reseller" in page and "prefix" in page
    assert "Reseller" not in client.get(reverse("backoffice:audit"), {"q": "nothing like it"}).content.decode()


def test_who_may_not_read_the_trail_is_refused(signed_in_as):
    assert signed_in_as("sales_manager").get(reverse("backoffice:audit")).status_code == 403


def test_the_trail_is_narrowed_by_who_what_and_which_record_and_opens_it(signed_in_as):
    cache.clear()
    order, client = order_row(), signed_in_as("administrator")
    audit.record(actor=Actor.of(client.user), action="order.held", subject=order, subject_label=order.number)
    audit.record(actor=Actor.system("sweep"), action="order.expired", subject=order, subject_label=order.number)
    trail = reverse("backoffice:audit")
    for asked, deeds in (
        (f"who={client.user.pk}", {"order.held"}),
        ("deed=order.expired", {"order.expired"}),
        ("deed=order.", {"order.held", "order.expired"}),
        (f"record=order.Order&number={order.pk}", {"order.held", "order.expired"}),
        ("day=today&kind=system&deed=order.", {"order.expired"}),
    ):
        page = client.get(f"{trail}?{asked}")
        assert {row.action for row in page.context["rows"]} == deeds, asked
    entry = AuditEntry.objects.get(action="order.held")
    assert client.get(reverse("backoffice:audited_record", args=[entry.pk])).url == reverse(
        "backoffice:order", args=[order.number]
    )


def test_a_deed_about_no_record_opens_nothing(signed_in_as):
    entry = audit.record(actor=Actor.system("sweep"), action="house.cleaned")
    assert signed_in_as("administrator").get(reverse("backoffice:audited_record", args=[entry.pk])).status_code == 404
