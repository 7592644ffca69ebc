"""How the house is connected: as on one machine until the environment says otherwise."""

import gc
import os
import runpy
import sys

import pytest

from tests.databases import ROOT

NAMES = ("DATABASE_URL", "DATABASE_DIRECT_URL", "REPORTS_DATABASE_URL", "STOREHOUSE_POOLER", "STOREHOUSE_CONNECTION_AGE")
POOLED, DIRECT = "postgres://pooler/house", "postgres://database/house"


def read(monkeypatch, **environment: str) -> dict:
    """The settings of databases in this environment."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "config" / "settings" / "databases.py"))


def test_on_one_machine_sessions_say_how_they_begin_and_there_is_no_copy(monkeypatch):
    found = read(monkeypatch, DATABASE_URL=DIRECT)
    (only,) = found["DATABASES"].values()
    assert only["OPTIONS"]["options"] == ("-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c pgtrigger.ignore={}")
    assert (only["DISABLE_SERVER_SIDE_CURSORS"], only["CONN_MAX_AGE"]) == (False, 600)
    assert found["DATABASE_ROUTERS"] == []


def test_behind_a_pooler_nothing_is_asked_of_the_session(monkeypatch):
    found = read(monkeypatch, DATABASE_URL=POOLED, STOREHOUSE_POOLER="transaction", STOREHOUSE_CONNECTION_AGE="0")
    only = found["DATABASES"]["default"]
    assert "options" not in only["OPTIONS"]
    assert (only["DISABLE_SERVER_SIDE_CURSORS"], only["CONN_MAX_AGE"]) == (True, 0)


def test_a_copy_for_reports_cannot_be_written_to_and_is_not_waited_for(monkeypatch):
    found = read(monkeypatch, DATABASE_URL=DIRECT, REPORTS_DATABASE_URL="postgres://copy/house")
    copy = found["DATABASES"]["reports"]
    assert "default_transaction_read_only=on" in copy["OPTIONS"]["options"]
    assert copy["OPTIONS"]["connect_timeout"] == 2
    assert found["DATABASE_ROUTERS"] == ["core.copies.Router"]


@pytest.mark.parametrize(("command", "address"), [("migrate", DIRECT), ("verify", DIRECT), ("doctor", POOLED)])
def test_commands_go_past_the_pooler_but_the_doctor_goes_the_way_of_the_house(monkeypatch, command, address):
    read(monkeypatch, DATABASE_URL=POOLED, DATABASE_DIRECT_URL=DIRECT, STOREHOUSE_POOLER="transaction")
    gone: list[tuple[str, str]] = []
    went = lambda _arguments: gone.append((os.environ["DATABASE_URL"], os.environ.get("STOREHOUSE_POOLER", "")))  # noqa: E731
    monkeypatch.setattr("django.core.management.execute_from_command_line", went)
    monkeypatch.setattr(sys, "argv", ["manage.py", command])
    monkeypatch.setattr(gc, "set_threshold", lambda *_numbers: None)
    runpy.run_path(str(ROOT / "manage.py"))["main"]()
    assert gone == [(address, "transaction" if address == POOLED else "")]
