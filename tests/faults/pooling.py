"""Poolers in transaction mode before PostgreSQL: one of our own that forgets everything, and PgBouncer where there is one.

`Shuffler` lends a connection of the server for one transaction, any of them, and says DISCARD ALL before the next: whatever code
leaves behind in a session is gone, or is somebody else's. That proves more than a real pooler, which forgets only now and then.
"""

import os
import random
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from pwd import getpwuid

from django.conf import settings
from environ import Env

SSL_ASKED, GSS_ASKED = 80877103, 80877104
HOST = "127.0.0.1"
#: What sessions begin with; a pooler gives it to its connections.
SESSION = "; ".join([f"SET {name} = '{value}'" for name, value in settings.DATABASE_SESSION.items()] + ["SET TIME ZONE 'UTC'"])


def _server_of(address: str) -> tuple[str, str, str]:
    """The socket of the tests' own server, the role, the database."""
    found = Env.db_url_config(address)
    return str(next(Path(found["HOST"]).glob(".s.PGSQL.*[0-9]"))), found["USER"], found["NAME"]


def _read(link: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        part = link.recv(length - len(found))
        if not part:
            raise ConnectionError("the other side has gone")
        found += part
    return found


def _message(link: socket.socket) -> tuple[bytes, bytes]:
    """One message: its kind, and the whole of it."""
    head = _read(link, 5)
    return head[:1], head + _read(link, struct.unpack("!I", head[1:])[0] - 4)


class _Backend:
    """A connection of the server, and what it said of itself."""

    def __init__(self, address: str, user: str, database: str) -> None:
        self.link = socket.socket(socket.AF_UNIX)
        self.link.connect(address)
        words = b"".join(part.encode() + b"\0" for part in ("user", user, "database", database)) + b"\0"
        self.link.sendall(struct.pack("!II", 8 + len(words), 196608) + words)
        self.parameters: list[bytes] = []
        while True:
            kind, message = _message(self.link)
            if kind == b"S":
                self.parameters.append(message)
            assert kind != b"E", message
            if kind == b"Z":
                break

    def say(self, statement: str) -> None:
        """One statement of our own; its answer is thrown away."""
        text = statement.encode() + b"\0"
        self.link.sendall(b"Q" + struct.pack("!I", 4 + len(text)) + text)
        while True:
            kind, message = _message(self.link)
            assert kind != b"E", message
            if kind == b"Z":
                return


class Shuffler:
    """Listens on the loopback: `size` connections of the server for however many come. `lent` counts what each did."""

    def __init__(self, address: str, size: int = 4) -> None:
        self.server, self.user, self.database = _server_of(address)
        self.free: list[_Backend] = [_Backend(self.server, self.user, self.database) for _ in range(size)]
        self.change = threading.Condition()
        self.lent: dict[int, int] = {}
        self.listener = socket.create_server((HOST, 0), backlog=200)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"postgres://{self.user}@{HOST}:{self.port}/{self.database}"

    def close(self) -> None:
        self.listener.close()
        for backend in self.free:
            backend.link.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _from = self.listener.accept()
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _lend(self, name: str) -> _Backend:
        with self.change:
            self.change.wait_for(lambda: self.free, timeout=60)
            backend = self.free.pop(random.randrange(len(self.free)))
        backend.say("DISCARD ALL")
        backend.say(f"{SESSION}; SET application_name = '{name}'")
        self.lent[id(backend)] = self.lent.get(id(backend), 0) + 1
        return backend

    def _take_back(self, backend: _Backend) -> None:
        with self.change:
            self.free.append(backend)
            self.change.notify()

    def _greet(self, client: socket.socket) -> str:
        """Answer as a server does; the name of the application."""
        while True:
            length, version = struct.unpack("!II", _read(client, 8))
            words = _read(client, length - 8)
            if version not in (SSL_ASKED, GSS_ASKED):
                break
            client.sendall(b"N")
        told = words.decode().split("\0")
        given = dict(zip(told[::2], told[1::2], strict=False))
        assert "options" not in given, "a pooler does not pass start-up options on"
        with self.change:
            self.change.wait_for(lambda: self.free, timeout=60)
            known = self.free[0].parameters
        client.sendall(b"R" + struct.pack("!II", 8, 0) + b"".join(known) + b"Z" + struct.pack("!I", 5) + b"I")
        return given.get("application_name", "")

    def _serve(self, client: socket.socket) -> None:
        backend: _Backend | None = None
        with suppress(ConnectionError, OSError), client:
            name = self._greet(client)
            while True:
                kind, message = _message(client)
                if kind == b"X":
                    break
                backend = backend or self._lend(name)
                backend.link.sendall(message)
                if kind in (b"d",):
                    continue
                if self._answer(backend, client):
                    self._take_back(backend)
                    backend = None
        if backend is not None:  # whoever goes in the middle of a transaction takes it back
            backend.say("ROLLBACK")
            self._take_back(backend)

    def _answer(self, backend: _Backend, client: socket.socket) -> bool:
        """Pass the answer on; whether the transaction is over."""
        while True:
            kind, message = _message(backend.link)
            client.sendall(message)
            if kind == b"Z":
                return message[5:6] == b"I"
            if kind == b"G":  # the server waits for rows
                return False


@contextmanager
def shuffled(address: str) -> Iterator[str]:
    """The address of a shuffler before this database."""
    shuffler = Shuffler(address)
    try:
        yield shuffler.address
        assert len(shuffler.lent) > 1, "every connection of the server was in use"
    finally:
        shuffler.close()


def pgbouncer() -> str:
    """Where PgBouncer is on this machine; "" where it is not."""
    return (
        os.environ.get("STOREHOUSE_PGBOUNCER", "")
        or shutil.which("pgbouncer")
        or shutil.which("pgbouncer", path="/usr/sbin")
        or ""
    )


CONFIGURATION = """
[databases]
{database} = host={folder} port={server_port} dbname={database} user={user} connect_query='{session}'
[pgbouncer]
listen_addr = {host}
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 6
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
logfile = {log}
"""


@contextmanager
def bounced(address: str) -> Iterator[str]:
    """The address of a PgBouncer in transaction mode before this database."""
    server, user, database = _server_of(address)
    folder = Path(tempfile.mkdtemp(prefix="storehouse-pooler-"))
    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    told = {
        "database": database,
        "folder": Path(server).parent,
        "server_port": server.rpartition(".")[2],
        "user": user,
        "session": SESSION.replace("'", "''"),
        "host": HOST,
        "port": port,
        "log": folder / "log",
    }
    (folder / "ini").write_text(CONFIGURATION.format(**told))
    # PgBouncer refuses to run as root: it goes in as whoever may open the server's socket.
    owner = Path(server).parent.stat().st_uid
    as_owner = ["--user", getpwuid(owner).pw_name] if os.geteuid() == 0 else []
    folder.chmod(0o755)
    if as_owner:
        shutil.chown(folder, owner)
    process = subprocess.Popen([pgbouncer(), *as_owner, "--quiet", str(folder / "ini")])
    try:
        _wait_for(port, process, folder / "log")
        yield f"postgres://{user}@{HOST}:{port}/{database}"
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"PgBouncer does not listen: {log.read_text() if log.exists() else 'no word of it'}")
