"""The whole house, running for journeys: the real command, real workers, never eager."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import databases

ROOT = databases.ROOT
PATIENCE = 120.0
#: The demo company of the journeys: every state once, and its papers printed.
SMALL_COMPANY = ("--orders", "40", "--products", "40", "--consumers", "70", "--companies", "20", "--print")
#: The sandbox carrier needs seconds instead of days, and hands every parcel over.
HURRIED = {"STOREHOUSE_SANDBOX_CARRIER_SECONDS": "3", "STOREHOUSE_SANDBOX_CARRIER_REFUSALS": "0"}


@dataclass(frozen=True)
class House:
    """Where a running house answers, and the database behind it."""

    url: str
    database: str
    log: Path


def manage(address: str, *arguments: str) -> str:
    """Run one of Django's commands on a database; what it printed. Its words are shown when it fails."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address, "STOREHOUSE_DEMO": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"manage.py {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def running_on(database: str, folder: Path) -> Iterator[House]:
    """`bin/run` on this database and this process's Redis, from ready to stopped."""
    port, log = _free_port(), folder / "house.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(ROOT / "bin" / "run"), "--port", str(port)],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": databases.address_of(database)} | HURRIED,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(process, log)
        yield House(f"http://127.0.0.1:{port}", database, log)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while b"Storehouse is ready at" not in log.read_bytes():
        ended = process.poll() is not None
        assert not ended and time.monotonic() < deadline, f"the house did not start:\n{log.read_text()[-4000:]}"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
