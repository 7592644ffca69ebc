"""The doctor says what is wrong in sentences and what to do, never fails to look, and fails only for what is wrong."""

import io
import os
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from core import clock, doctor
from core.doctor import database, installation, machinery
from core.doctor.finding import Health, is_public
from core.events import publish
from core.events.models import Delivery
from core.events.tasks import SWEPT, sweep
from tests.core.happenings import TeaSold

OTHERS = ["shop.example.com"]


def said(look) -> list[tuple[Health, str]]:
    return [(one.health, f"{one.sentence} {one.advice}".strip()) for one in look()]


def only(look) -> tuple[Health, str]:
    (found,) = said(look)
    return found


def test_a_database_that_answers_is_named_with_its_version(db):
    health, words = only(database.database)
    assert health is Health.WELL
    assert "PostgreSQL" in words
    assert connection.settings_dict["NAME"] in words


def test_a_database_that_does_not_answer_is_told_and_nothing_else_breaks(db):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused\n  is the server running?")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connection, "cursor", refuse)
        health, words = only(database.database)
        found = list(doctor.examine((database.role, machinery.outbox, installation.disk)))
    assert health is Health.WRONG
    assert "connection refused is the server running?" in words
    assert "DATABASE_URL" in words
    assert [one.health for one in found[:2]] == [Health.WRONG, Health.WRONG]
    assert found[0].sentence == "Role could not be seen: connection refused"
    assert len(found) == 4


def test_a_role_that_owns_the_tables_is_wrong_only_where_others_come(db, settings):
    health, _ = only(database.role)
    assert health is Health.REMARK
    settings.ALLOWED_HOSTS = OTHERS
    assert only(database.role)[0] is Health.WRONG


def test_a_migration_that_is_not_applied_is_named(db):
    assert only(database.migrations)[0] is Health.WELL
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'events' AND name LIKE '0003%'")
    health, words = only(database.migrations)
    assert health is Health.WRONG
    assert "events.0003" in words
    assert "manage.py migrate" in words


def test_a_redis_that_answers_is_well_and_one_that_does_not_is_wrong(settings):
    assert only(machinery.message_broker)[0] is Health.WELL
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    health, words = only(machinery.message_broker)
    assert health is Health.WRONG
    assert "REDIS_URL" in words


def test_no_worker_is_told_with_how_to_start_one(empty_redis):
    health, words = only(machinery.workers)
    assert health is Health.WRONG
    assert "celery -A config worker" in words


def test_the_last_sweep_shows_whether_beat_runs(committed_db, empty_redis):
    cache.delete(SWEPT)
    assert only(machinery.sweep)[0] is Health.WRONG
    sweep()
    assert only(machinery.sweep)[0] is Health.WELL
    with clock.at(clock.now() + timedelta(minutes=1)):
        health, words = only(machinery.sweep)
    assert health is Health.WRONG
    assert "celery -A config beat" in words


def test_an_outbox_that_is_behind_and_dead_letters_are_told(db):
    assert only(machinery.outbox) == (Health.WELL, "Every event has been delivered.")
    publish(TeaSold(order_id=1))
    assert only(machinery.outbox)[0] is Health.WELL
    with clock.at(clock.now() + timedelta(minutes=10)):
        health, words = only(machinery.outbox)
        assert health is Health.WRONG
        assert "2 deliveries are due, the oldest for 10 minutes." in words
    Delivery.objects.update(state="dead")
    assert [health for health, _ in said(machinery.outbox)] == [Health.WELL, Health.WRONG]
    assert "2 dead letters wait" in said(machinery.outbox)[1][1]


def test_a_full_disk_is_told(settings, monkeypatch, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not" / "yet" / "there"
    assert all(health is not Health.WRONG for health, _ in said(installation.disk))
    usage = installation.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(installation.shutil, "disk_usage", lambda place: usage._replace(free=3 * 10**8))
    found = said(installation.disk)
    assert [health for health, _ in found] == [Health.WRONG, Health.WRONG]
    assert "0.3 GB left" in found[0][1]


def test_missing_fonts_assets_and_translations_are_told(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(installation.fonts, "BUILT", tmp_path)
    assert only(installation.fonts_of_documents)[0] is Health.WRONG
    monkeypatch.setattr(installation.finders, "find", lambda name: None)
    settings.STATIC_ROOT = tmp_path
    assert "node bin/assets.mjs" in only(installation.assets)[1]
    settings.LOCALE_PATHS = [tmp_path]
    health, words = only(installation.translations)
    assert health is Health.WRONG
    assert "vi is not compiled" in words


def test_translations_older_than_their_source_are_told(settings, tmp_path):
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS, settings.LANGUAGES = [tmp_path], [("en", "English"), ("vi", "Vietnamese")]
    for name, moment in (("django.mo", 1_000), ("django.po", 2_000)):
        (folder / name).touch()
        os.utime(folder / name, (moment, moment))
    assert "vi is older than its source" in only(installation.translations)[1]
    os.utime(folder / "django.mo", (3_000, 3_000))
    assert only(installation.translations)[0] is Health.WELL


def test_keys_and_mail_of_a_checkout_are_remarks_at_home_and_wrong_where_others_come(settings, monkeypatch):
    for name in installation.SECRETS:
        monkeypatch.delenv(name, raising=False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    for look in (installation.secrets, installation.mail, installation.encryption):
        assert {health for health, _ in said(look)} == {Health.REMARK}
    settings.ALLOWED_HOSTS = OTHERS
    for look in (installation.secrets, installation.mail, installation.encryption):
        assert {health for health, _ in said(look)} == {Health.WRONG}


def test_a_house_that_is_ready_for_others_is_well(settings, monkeypatch):
    for name in installation.SECRETS:
        monkeypatch.setenv(name, "k" * 50)
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.DEBUG = OTHERS, True, False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.example.com", 587
    settings.DEFAULT_FROM_EMAIL = "Shop <shop@example.com>"
    for look in (installation.secrets, installation.mail, installation.encryption):
        assert {health for health, _ in said(look)} == {Health.WELL}


@pytest.mark.parametrize(
    ("hosts", "public"),
    [
        (["127.0.0.1", "localhost", "[::1]", ".localhost"], False),
        (["shop.example.com"], True),
        (["*"], True),
        ([".example.com"], True),
    ],
)
def test_the_house_is_public_when_it_answers_to_foreign_names(settings, hosts, public):
    settings.ALLOWED_HOSTS = hosts
    assert is_public() is public


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("doctor", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_each_finding_and_fails_only_for_what_is_wrong(db, monkeypatch):
    monkeypatch.setattr(doctor, "LOOKS", (machinery.outbox,))
    assert run() == "✓ Every event has been delivered.\nNothing is wrong.\n"
    assert run("--brief") == ""
    publish(TeaSold(order_id=1))
    Delivery.objects.filter(handler__endswith="first").update(state="dead")
    with pytest.raises(CommandError, match="1 thing is wrong"):
        run("--brief")


def test_a_look_that_breaks_is_a_finding_itself():
    def tea_leaves():
        raise ValueError("they floated away")
        yield

    (found,) = doctor.examine((tea_leaves,))
    assert found.health is Health.WRONG
    assert found.sentence == "Tea leaves could not be seen: ValueError: they floated away"


def test_every_look_can_be_taken(db, empty_redis):
    assert len(list(doctor.examine())) >= len(doctor.LOOKS) - 4  # some have nothing to say here
