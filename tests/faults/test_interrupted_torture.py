"""The long count can be stopped at any moment: it says how far it came and leaves nothing running, nothing stored."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from core.events.torture import orders
from core.events.torture.run import longest, torture
from tests.databases import ROOT, maintenance

pytestmark = [pytest.mark.fault, pytest.mark.slow]


def scratch_databases() -> list[str]:
    with maintenance() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'storehouse\\_torture\\_%'")
        return [row[0] for row in cursor.fetchall()]


def processes_of(folder: Path) -> list[int]:
    """Whoever has this folder in its environment or among its arguments."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "environ").read_bytes() + (place / "cmdline").read_bytes()
        except OSError:  # it ended while we looked, or is none of ours
            continue
        if str(folder).encode() in words:
            found.append(int(place.name))
    return found


def test_an_interrupted_count_returns_its_tally_and_ends_its_processes(committed_db, tmp_path):
    folder = tmp_path / "stand"
    folder.mkdir()

    def interrupt_when_something_happened() -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not processes_of(folder):
            time.sleep(0.05)
        time.sleep(1)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt_when_something_happened, daemon=True).start()
    outcome = torture(number=1000, kills=60, seed=1, folder=folder)
    assert outcome.was_interrupted
    assert outcome.broken == []
    assert 0 < outcome.taken < 1000
    assert outcome.taken == orders.count("SELECT count(*) FROM torture_order")
    assert "Interrupted" in str(outcome)
    assert not folder.exists()
    assert processes_of(folder) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_drops_its_scratch_database(committed_db, number):
    command = [sys.executable, str(ROOT / "manage.py"), "event_torture", "--orders", "10", "--kills", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert "minutes at the latest" in process.stdout.readline()
        deadline = time.monotonic() + 30
        while not scratch_databases() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 1
    assert "Interrupted. Its processes have ended, its scratch database is dropped." in said
    assert scratch_databases() == []


def test_a_count_says_beforehand_when_it_is_over():
    assert longest(number=1000, kills=50) < 600
    assert longest(number=10_000, kills=500) < 3700
