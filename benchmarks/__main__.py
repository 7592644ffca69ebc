"""bin/bench: fills and starts what is compared, measures it in turn, writes docs/performance.md, stops everything.

It ends with 1 when a gate does not hold. Whatever ends it (an interrupt, too), its programs end with it and its copies of
databases are removed; the filled ones stay, so that the next run begins at once.
"""

import argparse
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import gates, machine, peers, report, stages, targets
from benchmarks.databases import Databases
from benchmarks.figures import Results
from benchmarks.parts import CHECKOUT, PartFailed

#: No run takes longer, in seconds: quick, and whole. Filling databases for the first time is not counted.
LONGEST = {True: 1800, False: 7200}
STAGES = ("statements", "checkouts", "confirm", "pages", "live", "gates", "work", "history")


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure this shop against its peers.")
    parser.add_argument("--quick", action="store_true", help="short windows and the gates' shorter half: under five minutes")
    parser.add_argument("--against", metavar="TAG", help="compare with this project at a git tag, too")
    parser.add_argument("--only", metavar="STAGES", help=f"some of {', '.join(STAGES)}; nothing is written then")
    parser.add_argument("--rounds", type=int, default=3, help="how often each figure is taken (3)")
    given = parser.parse_args(arguments)
    given.stages = given.only.split(",") if given.only else STAGES
    unknown = sorted(set(given.stages) - set(STAGES))
    if unknown:
        parser.error(f"there is no stage {', '.join(unknown)}")
    if given.rounds < 3 and not given.only:
        parser.error("a figure is taken at least three times")
    return given


def say(text: str) -> None:
    """What happens just now."""
    sys.stderr.write(f"· {time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()


class Former:
    """This project at a tag, in a git worktree of its own that is removed again."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.folder: Path | None = None

    def check_out(self) -> Path | None:
        """The folder of the tag, ready to run; None, said plainly, where there is nothing to compare with."""
        if not self.tag or _git("rev-parse", "--verify", "--quiet", f"refs/tags/{self.tag}").returncode != 0:
            say(f"there is no tag {self.tag}: compared without it" if self.tag else "no tag was named: compared without one")
            return None
        folder = Path(tempfile.mkdtemp(prefix="storehouse-bench-")) / "checkout"
        if _git("worktree", "add", "--detach", str(folder), f"refs/tags/{self.tag}").returncode != 0:
            say(f"{self.tag} could not be checked out: compared without it")
            return None
        self.folder = folder
        if not (folder / "benchmarks" / "filling.py").exists():
            say(f"{self.tag} has no benchmarks to fill it with: compared without it")
            return None
        for name in (".venv", "node_modules", "build"):
            if (CHECKOUT / name).exists() and not (folder / name).exists():
                (folder / name).symlink_to((CHECKOUT / name).resolve())
        for compiled in CHECKOUT.glob("locale/*/LC_MESSAGES/*.mo"):
            target = folder / compiled.relative_to(CHECKOUT)
            if target.parent.exists():
                shutil.copy(compiled, target)
        return folder

    def remove(self) -> None:
        """Leave nothing behind."""
        if self.folder is not None:
            _git("worktree", "remove", "--force", str(self.folder))
            shutil.rmtree(self.folder.parent, ignore_errors=True)


def _git(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(["git", "-C", str(CHECKOUT), *arguments], capture_output=True, text=True)


def gather_peers(given: argparse.Namespace, databases: Databases, run_dir: Path, former: Former) -> list[peers.Peer]:
    """Everything that is compared, filled."""
    redis = os.environ["REDIS_URL"]
    found = [peers.house(databases, redis, run_dir), peers.oscar(databases, run_dir)]
    if given.against is not None and (folder := former.check_out()) is not None:
        found.append(peers.house(databases, redis, run_dir, name=given.against, checkout=folder))
    for peer in found:
        say(f"{peer.title}: filled with {peers.PRODUCTS:,} products, or filling")
        peer.prepare()
    return found


def measure(run: stages.Run, given: argparse.Namespace) -> None:
    """Every stage that was asked for."""
    steps: dict[str, Callable[[], Any]] = {
        "statements": lambda: stages.statements(run),
        "checkouts": lambda: stages.checkouts(run),
        "confirm": lambda: stages.confirm_step(run),
        "pages": lambda: stages.pages(run),
        "live": lambda: stages.checkouts(run, live=True),
    }
    for peer in run.peers:
        peer.open()
    for name, step in steps.items():
        if name in given.stages:
            step()
    for peer in run.peers:
        peer.close()
    if "gates" in given.stages:
        say("gates")
        gates.run_all(run.house, run.results, quick=given.quick)
    for name in ("work", "history"):
        if name in given.stages and importlib.util.find_spec(f"benchmarks.{name}"):
            say(name)
            importlib.import_module(f"benchmarks.{name}").measure(run, quick=given.quick)


def tell(results: Results, compared: list[peers.Peer], given: argparse.Namespace, seconds: float, run_dir: Path) -> None:
    """Keep the figures, write the page, say what was reached."""
    kept = run_dir / "bench" / "results.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(asdict(results), indent=1))
    if not given.only:
        how = {
            "products": peers.PRODUCTS,
            "categories": peers.CATEGORIES,
            "rounds": given.rounds,
            "seconds": seconds,
            "oscar": version("django-oscar"),
            "quick": given.quick,
        }
        report.write(results, compared, how)
    for one in targets.reached(results):
        if one.value is not None:
            print(f"{one.verdict.strip('*'):>7}  {one.figure}: {one.said} (target {one.target})")
    for gate in results.gates:
        print(f"{'holds' if gate['passed'] else 'BROKEN':>7}  {gate['name']}: {'; '.join(gate['complaints']) or gate['said']}")


def stop(*_: object) -> None:
    """End as on Ctrl-C; what is cleaned up then is not interrupted again."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(name, signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> int:
    """One run."""
    given = parse(sys.argv[1:])
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(name, stop)
    run_dir = Path(os.environ.get("BENCH_RUN_DIR") or CHECKOUT / ".run")
    databases, former, results = Databases(os.environ["DATABASE_URL"]), Former(given.against or ""), Results()
    results.facts["machine"] = machine.description()
    compared: list[peers.Peer] = []
    seconds = 4.0 if given.quick else 15.0
    try:
        databases.drop_used()
        compared = gather_peers(given, databases, run_dir, former)
        signal.alarm(LONGEST[given.quick])
        run = stages.Run(compared, given.rounds, seconds, say, results)
        measure(run, given)
        tell(results, compared, given, seconds, run_dir)
    except KeyboardInterrupt:
        say("stopped before the end; nothing is written")
        return 130
    except PartFailed as failed:
        say(str(failed))
        return 2
    finally:
        for peer in compared:
            peer.close()
        databases.drop_used()
        former.remove()
    return 1 if results.broken_gates else 0


if __name__ == "__main__":
    sys.exit(main())
