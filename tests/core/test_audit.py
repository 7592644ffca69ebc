"""The audit trail: written with the deed or not at all, and never changed afterwards."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from core import audit
from core.access import Actor, Role, User
from core.audit.middleware import RequestContextMiddleware, client_ip
from core.audit.models import AuditEntry, StatusChange
from core.audit.recording import record_status_change

ACTOR = Actor("user", 7, "Mai", "192.0.2.7", "packing-3")


@pytest.fixture
def role(db) -> Role:
    return Role.objects.create(code="trail", name="Picker of tea")


def test_an_entry_says_who_did_what_to_which_record_and_from_where(role, frozen_clock):
    entry = audit.record(actor=ACTOR, action="role.renamed", subject=role, old="Runner")
    entry.refresh_from_db()
    assert (entry.actor_kind, entry.actor_id, entry.actor_label, entry.ip, entry.machine) == (
        "user",
        7,
        "Mai",
        "192.0.2.7",
        "packing-3",
    )
    assert (entry.subject_type, entry.subject_id, entry.subject_label) == ("access.Role", str(role.pk), "Picker of tea")
    assert (entry.action, entry.data, entry.at) == ("role.renamed", {"old": "Runner"}, frozen_clock)


def test_an_entry_goes_with_the_deed_that_failed(role):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(actor=ACTOR, action="role.renamed", subject=role)
        _ = 1 / 0
    assert not AuditEntry.objects.exists()


def test_the_history_of_a_record_is_read_newest_first_in_one_query(role, assert_budget):
    other = Role.objects.create(code="other-trail", name="Other trail")
    for action in ("one", "two"):
        audit.record(actor=ACTOR, action=action, subject=role)
        audit.record(actor=ACTOR, action=action, subject=other)
    with assert_budget(1):
        assert [entry.action for entry in audit.history(role)] == ["two", "one"]


@pytest.mark.parametrize("table", ["audit_auditentry", "audit_statuschange"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET actor_label = 'nobody'", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_written_stays_written(role, table, deed):
    audit.record(actor=ACTOR, action="seen", subject=role)
    record_status_change(actor=ACTOR, subject=role, field="status", old="a", new="b")
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed.format(table))
    assert AuditEntry.objects.get().actor_label == StatusChange.objects.get().actor_label == "Mai"


@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("audit_entry_has_action", lambda: AuditEntry.objects.create(actor_kind="user", actor_label="x", action="")),
        ("audit_entry_actor_kind_known", lambda: AuditEntry.objects.create(actor_kind="ghost", actor_label="x", action="x")),
        ("audit_status_moves", lambda: _change(old="a", new="a")),
        ("audit_status_actor_kind_known", lambda: _change(actor_kind="ghost")),
        ("audit_status_has_subject", lambda: _change(subject_id="")),
    ],
)
def test_the_database_holds_the_trail_to_its_law(db, constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def _change(**fields: str) -> StatusChange:
    values = {"actor_kind": "user", "actor_label": "x", "subject_type": "t", "subject_id": "1", "field": "f"}
    return StatusChange.objects.create(**{**values, "old": "a", "new": "b", **fields})


def test_every_version_of_a_tracked_record_is_kept_whoever_writes_it(role):
    from core.access.models import RoleHistory

    Role.objects.filter(pk=role.pk).update(name="Runner of tea")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_role SET name_en = 'Packer of tea' WHERE code = 'trail'")
    role.delete()
    assert list(RoleHistory.objects.filter(code="trail").order_by("pgh_id").values_list("pgh_label", "name_en")) == [
        ("insert", "Picker of tea"),
        ("update", "Runner of tea"),
        ("update", "Packer of tea"),
        ("delete", "Packer of tea"),
    ]
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        RoleHistory.objects.update(name="x")


@pytest.mark.parametrize(
    ("hops", "forwarded", "peer", "expected"),
    [
        (0, "198.51.100.9", "192.0.2.1", "192.0.2.1"),
        (1, "198.51.100.9", "192.0.2.1", "198.51.100.9"),
        (1, "6.6.6.6, 198.51.100.9", "192.0.2.1", "198.51.100.9"),
        (2, "6.6.6.6, 198.51.100.9, 203.0.113.1", "192.0.2.1", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1", "192.0.2.1"),
        (1, "<script>", "192.0.2.1", None),
        (0, "", "", None),
        (0, "", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_taken_at_the_depth_of_our_own_proxies(hops, forwarded, peer, expected):
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})
    with override_settings(STOREHOUSE_PROXY_HOPS=hops):
        assert client_ip(request) == expected


def test_what_a_record_is_called_in_another_language_is_kept_too(role):
    from core.access.models import RoleHistory

    Role.objects.filter(pk=role.pk).update(name_vi="Người hái trà")

    assert RoleHistory.objects.get(code="trail", pgh_label="update").name_vi == "Người hái trà"


def test_a_change_through_a_request_is_kept_with_person_and_address(role):
    from core.access.models import RoleHistory

    def view(request):
        Role.objects.filter(code="trail").update(name="Runner of tea")
        audit.record(actor=Actor.of(request.user, request), action="role.renamed", subject=role)
        return HttpResponse()

    request = RequestFactory().post("/roles", REMOTE_ADDR="192.0.2.8")
    request.user = User.objects.create_user("mai@example.com", full_name="Mai", is_staff=True)
    request.machine = "office-1"
    RequestContextMiddleware(view)(request)
    kept = RoleHistory.objects.get(code="trail", pgh_label="update").pgh_context.metadata
    assert (kept["user"], kept["ip"], kept["machine"]) == (request.user.pk, "192.0.2.8", "office-1")
    entry = AuditEntry.objects.get()
    assert (entry.actor_label, entry.ip, entry.machine) == ("Mai", "192.0.2.8", "office-1")


def test_reading_a_page_asks_nothing_of_the_session(db, assert_budget):
    class Untouchable:
        def __getattr__(self, name):
            raise AssertionError("the session was read")

    request = RequestFactory().get("/")
    request.user = Untouchable()
    with assert_budget(0):
        assert RequestContextMiddleware(lambda r: HttpResponse("tea"))(request).content == b"tea"


def test_a_guests_change_is_kept_without_a_person(db):
    request = RequestFactory().post("/basket", REMOTE_ADDR="192.0.2.9")
    request.user = AnonymousUser()
    seen = []

    def view(inner):
        seen.append(Actor.customer("guest"))
        return HttpResponse()

    RequestContextMiddleware(view)(request)
    assert seen == [Actor("customer", None, "guest", "192.0.2.9", None)]


def test_customers_are_labelled_by_id_since_the_trail_outlives_an_erased_name(db):
    person = User.objects.create_user("lan@example.com", full_name="Lan")
    assert Actor.of(person).label == f"customer #{person.pk}"
