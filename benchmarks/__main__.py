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
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import gates, machine, peers, report, stages, targets
from benchmarks.databases import Databases
from benchmarks.figures import Results
from benchmarks.parts import CHECKOUT, PartFailed

#: No run takes longer, in seconds: quick, and whole. Filling databases for the first time is not counted.
LONGEST = {True: 1800, False: 7200}
#: A quick run is over by then, counted from when everything is filled; seconds that its stages take on two quiet cores. A stage
#: that would not fit any more is left out, and the page says so. What is not named here is for the whole run.
QUICKLY = 290.0
SPANS = {"statements": 30, "checkouts": 55, "confirm": 35, "gates": 35, "printing": 30, "work": 55, "memory": 12, "pages": 95}
KEPT = Path("bench") / "results.json"
STAGES = ("statements", "checkouts", "confirm", "pages", "live", "gates", "work", "memory", "printing", "backlog", "history")
#: Those for which every shop is open, and those that are a module of their name and open the house as they want it.
COMPARED = ("statements", "checkouts", "confirm", "pages", "live")
BEHIND = ("work", "memory", "printing", "backlog", "history", "growth")
#: What is measured when it is asked for: it takes longer than everything else together, and has a page of its own.
APART = ("growth",)
#: What makes databases of its own and compares no shops.
ALONE = {"history", "growth"}


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure this shop against its peers.")
    parser.add_argument("--quick", action="store_true", help="short windows and the gates' shorter half: under five minutes")
    parser.add_argument("--against", metavar="TAG", help="compare with this project at a git tag, too")
    parser.add_argument("--only", metavar="STAGES", help=f"some of {', '.join((*STAGES, *APART))}; nothing is written then")
    parser.add_argument("--report", action="store_true", help="write the page again from the figures of the last run")
    parser.add_argument("--go-on", action="store_true", help="take the stages that the last run was stopped before")
    parser.add_argument("--waiting", type=int, metavar="N", help="events that wait in the stage backlog (100,000)")
    parser.add_argument("--papers", type=int, metavar="N", help="invoices of the batch in the stage printing (10,000)")
    parser.add_argument("--requests", type=int, metavar="N", help="requests to one process in the stage memory (10,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each figure is taken (3)")
    given = parser.parse_args(arguments)
    given.stages = tuple(given.only.split(",")) if given.only else tuple(SPANS) if given.quick else STAGES
    chosen = {name: getattr(given, name) for name in ("waiting", "papers", "requests") if getattr(given, name) is not None}
    given.sizes = replace(stages.QUICK if given.quick else stages.WHOLE, **chosen)
    unknown = sorted(set(given.stages) - {*STAGES, *APART})
    if unknown:
        parser.error(f"there is no stage {', '.join(unknown)}")
    if given.rounds < 3 and not given.only:
        parser.error("a figure is taken at least three times")
    if given.go_on and given.only:
        parser.error("--only writes nothing: there is nothing to go on with")
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


def measure(run: stages.Run, given: argparse.Namespace, kept: Callable[[], None]) -> None:
    """Every stage that was asked for and fits; what is known so far is kept after each."""
    until = time.monotonic() + QUICKLY
    steps: dict[str, Callable[[], Any]] = {
        "statements": lambda: stages.statements(run),
        "checkouts": lambda: stages.checkouts(run),
        "confirm": lambda: stages.confirm_step(run),
        "pages": lambda: stages.pages(run),
        "live": lambda: stages.checkouts_beside_workers(run),
    }
    for name in BEHIND:
        if importlib.util.find_spec(f"benchmarks.{name}"):
            steps[name] = partial(importlib.import_module(f"benchmarks.{name}").measure, run)
    steps["gates"] = lambda: gates.run_all(run.house, run.results, quick=given.quick)
    left_out = run.results.facts["left out"] = [name for name in STAGES if name not in given.stages]
    for name in given.stages if given.quick else (*STAGES, *APART):
        if name not in given.stages or name in run.results.stages:
            continue
        if given.quick and not given.only and time.monotonic() + SPANS[name] > until:
            left_out.append(name)
            continue
        compared = run.peers if name in COMPARED else []
        for peer in run.peers:
            peer.be_open() if peer in compared else peer.close()
        attempt(name, steps[name], run.results)
        kept()
    for peer in run.peers:
        peer.close()


def attempt(name: str, step: Callable[[], Any], results: Results) -> None:
    """One stage. One that breaks is written down as broken and fails the run; the others go on."""
    say(name)
    began = datetime.now(UTC)
    try:
        step()
        results.facts.setdefault("stages", {})[name] = {"commit": results.facts["commit"], "at": f"{began:%Y-%m-%d %H:%M}"}
    except Exception as broken:  # whatever it was: it is told, and the run fails
        say(f"{name} broke: {broken}")
        results.facts.setdefault("broken", {})[name] = f"{type(broken).__name__}: {broken}"[:600]


def keep(run: stages.Run, given: argparse.Namespace, run_dir: Path) -> None:
    """Keep the figures so far beside the databases, so that the page can be written again without measuring."""
    how = {
        "products": peers.PRODUCTS,
        "categories": peers.CATEGORIES,
        "rounds": run.rounds,
        "seconds": run.seconds,
        "oscar": version("django-oscar"),
        "quick": given.quick,
        "taken": f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
    }
    kept = run_dir / KEPT
    kept.parent.mkdir(parents=True, exist_ok=True)
    titles = {peer.name: peer.title for peer in run.peers}
    kept.write_text(json.dumps({"results": asdict(run.results), "how": how, "titles": titles}, indent=1))


def tell(run_dir: Path, *, writes: bool) -> None:
    """Say what was reached by the kept figures; write the page where that is wanted."""
    kept = json.loads((run_dir / KEPT).read_text())
    results = Results(**kept["results"])
    if writes:
        report.write(results, [report.Shop(*one) for one in kept["titles"].items()], kept["how"])
    for one in targets.reached(results):
        if one.value is not None:
            print(f"{one.verdict.strip('*'):>7}  {one.figure}: {one.said} (target {one.target})")
    for gate in results.gates:
        print(f"{'holds' if gate['passed'] else 'BROKEN':>7}  {gate['name']}: {'; '.join(gate['complaints']) or gate['said']}")


def _begun(run_dir: Path, given: argparse.Namespace) -> Results:
    """The figures of the run that was stopped; what broke in it is tried again.

    Raises:
        SystemExit: there is none, or it was of another kind.
    """
    try:
        kept = json.loads((run_dir / KEPT).read_text())
    except FileNotFoundError:
        raise SystemExit("There is no run to go on with.") from None
    if kept["how"]["quick"] != given.quick or kept["how"]["rounds"] != given.rounds:
        raise SystemExit("The kept run was another: go on with the same --quick and --rounds.")
    results = Results(**kept["results"])
    results.facts.pop("broken", None)
    return results


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
    if given.report:
        tell(run_dir, writes=True)
        return 0
    databases, former, results = Databases(os.environ["DATABASE_URL"]), Former(given.against or ""), Results()
    if given.go_on:
        results = _begun(run_dir, given)
    results.facts["machine"] = machine.description()
    results.facts["commit"] = _git("describe", "--always", "--tags").stdout.strip()
    compared: list[peers.Peer] = []
    seconds = 3.0 if given.quick else 15.0
    try:
        databases.drop_used()
        compared = [] if ALONE.issuperset(given.stages) else gather_peers(given, databases, run_dir, former)
        signal.alarm(LONGEST[given.quick])
        run = stages.Run(compared, given.rounds, seconds, say, results, given.sizes)
        measure(run, given, lambda: keep(run, given, run_dir))
        tell(run_dir, writes=not given.only)
    except KeyboardInterrupt:
        say("stopped before the end; nothing is written, and --go-on takes what is missing")
        return 130
    except PartFailed as failed:
        say(str(failed))
        return 2
    finally:
        for peer in compared:
            peer.close()
        databases.drop_used()
        former.remove()
    return 1 if results.broken_gates or "broken" in results.facts else 0


if __name__ == "__main__":
    sys.exit(main())
