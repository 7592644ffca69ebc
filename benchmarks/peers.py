"""The shops that are compared: how each is filled, started, walked through and stopped."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from benchmarks import house_walks, oscar_walks, parts
from benchmarks.databases import Databases, cursor, digest
from benchmarks.filling import SCARCE_SKU, STRIDE
from benchmarks.parts import CHECKOUT, PYTHON, Part

PRODUCTS, CATEGORIES = 10_000, 20
PASSWORD = "lantern-and-leaf-2026"  # the demo's published one
#: Filling takes a minute or two on two quiet cores.
PATIENCE = 1800.0


@dataclass
class Peer:
    """One shop with its databases and processes."""

    name: str
    title: str
    module: str
    walks: ModuleType
    settings: str
    buyer: str
    databases: Databases
    folder: Path
    redis: str = ""
    checkout: Path = CHECKOUT
    port: int = 0
    address: str = ""
    template: str = ""
    web: Part | None = None
    workers: list[Part] = field(default_factory=list)

    def prepare(self) -> None:
        """Have a filled database to clone."""
        mark = digest(self._made_from(), self.checkout)
        self.template = self.databases.kept(self.name, mark, self._fill)

    def _made_from(self) -> list[Path]:
        if self.name == "oscar":
            return [CHECKOUT / "requirements.lock", *(CHECKOUT / "benchmarks" / "oscar_peer").rglob("*.py")]
        patterns = ("*/migrations/*.py", "*/*/migrations/*.py", "demo/**/*.py", "benchmarks/filling.py")
        return [file for pattern in patterns for file in self.checkout.glob(pattern)]

    def _fill(self, address: str) -> None:
        program = "benchmarks.oscar_peer.filling" if self.name == "oscar" else "benchmarks.filling"
        more = [str(CATEGORIES), PASSWORD] if self.name == "oscar" else []
        command = [str(PYTHON), "-m", program, str(PRODUCTS), *more]
        parts.run(command, environment=self.environment(address), folder=self.checkout, patience=PATIENCE)

    def environment(self, address: str = "") -> dict[str, str]:
        """What its programs are told."""
        told = {
            "DATABASE_URL": address or self.address,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "STOREHOUSE_RUN_DIR": str(self.folder),
            "STOREHOUSE_DEMO": "0",
            "BENCH_FOLDER": str(self.folder),
            "PYTHONWARNINGS": "ignore",
        }
        if self.redis:
            told["REDIS_URL"] = self.redis
        return {name: value for name, value in os.environ.items() if not name.startswith("STOREHOUSE_")} | told

    def open(self, *, threads: int = 0, processes: int = 4, fresh: bool = True) -> None:
        """Start its web processes on a fresh copy of the filled database, or go on with the present one."""
        self.close()
        if fresh or not self.address:
            self.address = self.databases.clone(self.template, self.name)
        (self.folder / "static").mkdir(parents=True, exist_ok=True)
        self.port = parts.free_port()
        self.web = parts.web(
            self.module,
            self.port,
            environment=self.environment(),
            folder=self.checkout,
            log=self.folder / f"{self.name}-web.log",
            threads=threads,
            processes=processes,
        )

    def be_open(self) -> None:
        """Go on if it is open with all its processes, else start them on a fresh copy."""
        if self.web is None or not self.web.alive:
            self.open()

    def open_workers(self, *, niceness: int = 0) -> None:
        """Start the house's worker and beat beside the web, as bin/run does."""
        celery = [str(PYTHON), "-m", "celery", "-q", "-A", "config"]
        beat = ["beat", "--loglevel", "ERROR", "-s", str(self.folder / f"beat-{time.monotonic_ns()}"), "--pidfile="]
        for name, command in (("worker", [*celery, "worker", "--loglevel", "ERROR"]), ("beat", [*celery, *beat])):
            self.workers.append(
                Part(
                    command,
                    environment=self.environment(),
                    folder=self.checkout,
                    log=self.folder / f"{self.name}-{name}.log",
                    niceness=niceness,
                )
            )

    def close_workers(self) -> None:
        """Stop worker and beat."""
        for part in self.workers:
            part.stop(20)
        self.workers.clear()

    def close(self) -> None:
        """Stop everything of it."""
        self.close_workers()
        if self.web is not None:
            self.web.stop()
            self.web = None

    def products(self) -> list[int]:
        """The ids of what there is plenty of."""
        if self.name == "oscar":
            return list(range(101, PRODUCTS + 1))
        return self._ids(f"id > {STRIDE} AND sku NOT LIKE '{SCARCE_SKU}%%'")

    def scarce(self) -> list[int]:
        """The ids of products of which there are fifty pieces and nobody has bought one."""
        if self.name == "oscar":
            return list(range(1, 100))
        untouched = "SELECT product_id FROM partner_stockrecord WHERE promised = 0 AND reserved = 0 AND on_hand = 50"
        return self._ids(f"sku LIKE '{SCARCE_SKU}%%' AND id IN ({untouched})")

    def categories(self) -> list[str]:
        """The paths of the twenty categories."""
        with cursor(self.address) as asked:
            pattern = "shelf-%" if self.name == "oscar" else "measured-%"
            asked.execute("SELECT slug, id FROM catalogue_category WHERE slug LIKE %s ORDER BY id", [pattern])
            return [f"/catalogue/category/{slug}_{number}/" for slug, number in asked.fetchall()]

    @property
    def home(self) -> str:
        """The path of the page that shows the shop's goods first."""
        return "/catalogue/" if self.name == "oscar" else "/"

    def _ids(self, condition: str) -> list[int]:
        with cursor(self.address) as asked:
            asked.execute(f"SELECT id FROM catalogue_product WHERE {condition} ORDER BY id", [])
            return [number for (number,) in asked.fetchall()]

    def verify(self) -> str:
        """What `bin/manage verify` complains of; nothing when all promises hold."""
        command = [str(PYTHON), "manage.py", "verify"]
        try:
            parts.run(command, environment=self.environment(), folder=self.checkout, patience=300)
        except parts.PartFailed as broken:
            return str(broken)
        return ""


def redis_of(server: str, number: int) -> str:
    """Another database of the same Redis."""
    bare = server.split("?")[0]
    if bare.startswith("unix:"):
        return f"{bare}?db={number}"
    head, _slash, last = bare.rpartition("/")
    return f"{head if last.isdigit() else bare}/{number}"


def house(databases: Databases, redis: str, run_dir: Path, *, name: str = "house", checkout: Path = CHECKOUT) -> Peer:
    """This checkout, or the checkout of a tag."""
    return Peer(
        name=name,
        title="Storehouse" if name == "house" else name,
        module="config.wsgi:application",
        walks=house_walks,
        settings="config.settings",
        buyer="ngan.pham@example.vn",
        databases=databases,
        folder=run_dir / "bench" / name,
        redis=redis_of(redis, 41 if name == "house" else 43),
        checkout=checkout,
    )


def oscar(databases: Databases, run_dir: Path) -> Peer:
    """Plain django-oscar."""
    return Peer(
        name="oscar",
        title="django-oscar",
        module="benchmarks.oscar_peer.wsgi:application",
        walks=oscar_walks,
        settings="benchmarks.oscar_peer.settings",
        buyer="buyer@example.com",
        databases=databases,
        folder=run_dir / "bench" / "oscar",
    )
