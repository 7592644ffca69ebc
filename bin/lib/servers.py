"""The private PostgreSQL and Redis of this checkout, shared by every command that needs them.

Each server has a keeper: a detached process that starts it, restarts it when it dies and stops it when nobody uses it
any more. To use a server is to hold a shared lock, which the kernel drops with its holder. So `bin/manage` beside a
running `bin/run` takes part in its servers, the last one to end stops them, and a killed command leaves nothing behind.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import locks
from places import RUN_DIR
from postgresql import PostgreSQL
from redis_server import Redis
from say import give_up, progress

KINDS = {"postgresql": PostgreSQL, "redis": Redis}
VARIABLES = {"postgresql": "DATABASE_URL", "redis": "REDIS_URL"}
PATIENCE = 60.0


class Keeping:
    """The files by which the users of one server and its keeper find each other."""

    def __init__(self, run_dir: Path, kind: str) -> None:
        self.kind = kind
        folder = run_dir / "servers"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.used = folder / f"{kind}.used"
        self.kept = folder / f"{kind}.kept"
        self.starting = folder / f"{kind}.starting"
        self.url = folder / f"{kind}.url"
        self.log = folder / f"{kind}.log"


class InUse:
    """Servers that are running for us until `release`, or until this process ends."""

    def __init__(self, run_dir: Path) -> None:
        self.run_dir = run_dir
        self.environment: dict[str, str] = {}
        self.descriptors: dict[str, int] = {}

    def release(self) -> None:
        """Stop using the servers; where nobody else does, wait until they have stopped."""
        for kind, descriptor in self.descriptors.items():
            keeping = Keeping(self.run_dir, kind)
            alone = locks.try_exclusive(descriptor)
            os.close(descriptor)
            deadline = time.monotonic() + 20
            while alone and locks.is_held(keeping.kept) and time.monotonic() < deadline:
                time.sleep(0.05)
        self.descriptors.clear()

    def hand_over(self) -> None:
        """Let the program that replaces this process hold the locks on."""
        for descriptor in self.descriptors.values():
            os.set_inheritable(descriptor, True)


def use(run_dir: Path = RUN_DIR, *, careless: bool = False) -> InUse:
    """Have both servers running, and their addresses in `environment`.

    An address that the environment already gives is used as it is.
    """
    servers = InUse(run_dir)
    needed = [kind for kind, variable in VARIABLES.items() if not os.environ.get(variable)]
    for kind in needed:
        KINDS[kind].ensure()
    keepings = [Keeping(run_dir, kind) for kind in needed]
    for keeping in keepings:
        descriptor = locks.open_lock(keeping.used)
        locks.share(descriptor)
        servers.descriptors[keeping.kind] = descriptor
    keepers = {keeping.kind: _ensure_keeper(keeping, run_dir, careless) for keeping in keepings}
    for keeping in keepings:
        servers.environment[VARIABLES[keeping.kind]] = _wait_for_url(keeping, keepers[keeping.kind])
    for kind, variable in VARIABLES.items():
        if kind not in needed:
            servers.environment[variable] = os.environ[variable]
    return servers


def _ensure_keeper(keeping: Keeping, run_dir: Path, careless: bool) -> subprocess.Popen | None:
    with locks.exclusive(keeping.starting):
        if locks.is_held(keeping.kept):
            return None
        keeping.url.unlink(missing_ok=True)
        progress(f"starting {'PostgreSQL' if keeping.kind == 'postgresql' else 'Redis'}")
        command = [sys.executable, __file__, "keep", keeping.kind, str(run_dir), "careless" if careless else "careful"]
        with keeping.log.open("wb") as output:
            keeper = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", start_new_session=True
            )
        deadline = time.monotonic() + PATIENCE
        while keeper.poll() is None and not locks.is_held(keeping.kept) and time.monotonic() < deadline:
            time.sleep(0.02)
        return keeper


def _wait_for_url(keeping: Keeping, keeper: subprocess.Popen | None) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if keeping.url.exists():
            return keeping.url.read_text()
        if keeper is not None and keeper.poll() is not None:
            break
        time.sleep(0.02)
    last_words = "\n".join(keeping.log.read_text(errors="replace").splitlines()[-8:])
    give_up(f"The private {keeping.kind} server did not start. Its log ends with:\n{last_words}")


def keep(kind: str, run_dir: Path, *, careless: bool) -> None:
    """The keeper's life: start the server, watch it, stop it when the last user is gone."""
    keeping = Keeping(run_dir, kind)
    being_kept = locks.open_lock(keeping.kept)
    locks.take(being_kept)
    used = locks.open_lock(keeping.used)
    server = KINDS[kind](run_dir, careless=careless)
    child = _start(server, keeping)
    if child.poll() is not None:
        raise SystemExit(1)
    try:
        failures = 0
        while not locks.try_exclusive(used):
            if child.poll() is not None:
                failures += 1
                time.sleep(min(0.1 * 2**failures, 5))
                child = _start(server, keeping)
            else:
                failures = 0
            time.sleep(0.2)
    finally:
        keeping.url.unlink(missing_ok=True)
        _stop(child, server.stop_signal)
        os.close(being_kept)
        # `used` is let go last, by our end: a new user then finds no keeper and starts one.


def _start(server: PostgreSQL | Redis, keeping: Keeping) -> subprocess.Popen:
    child = server.start(keeping.log)
    deadline = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < deadline:
        if server.answers():
            unfinished = keeping.url.with_suffix(".new")
            unfinished.write_text(server.url)
            unfinished.rename(keeping.url)
            break
        time.sleep(0.03)
    return child


def _stop(child: subprocess.Popen, gently: signal.Signals) -> None:
    child.send_signal(gently)
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    keep(sys.argv[2], Path(sys.argv[3]), careless=sys.argv[4] == "careless")
