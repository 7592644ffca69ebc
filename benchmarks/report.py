"""Writes docs/performance.md and its plots from the figures of a run."""

from dataclasses import dataclass
from typing import Any

from benchmarks import drawing, targets
from benchmarks.figures import Results, spread, written
from benchmarks.parts import CHECKOUT

PAGE = CHECKOUT / "docs" / "performance.md"
PLOTS = CHECKOUT / "docs" / "performance"
#: What is told by hand (what dominated, what was tried): kept beside, put in as it is.
TOLD = CHECKOUT / "benchmarks" / "told.md"
RATES = [
    *((f"checkouts/{n}", f"whole checkouts at {n}, workers stopped") for n in (4, 16)),
    *((f"checkouts live/{n}", f"whole checkouts at {n}, workers live") for n in (4, 16)),
    *((f"{page}/{state}", f"{page} page, {said}") for page in ("home", "category", "product")
      for state, said in targets.STATES.items()),
]  # fmt: skip
#: How the figures come about.
HOW = CHECKOUT / "benchmarks" / "how.md"


@dataclass(frozen=True)
class Shop:
    """A peer as it is told of."""

    name: str
    title: str


def write(results: Results, peers: list[Shop], how: dict[str, Any]) -> None:
    """The page and its plots."""
    PLOTS.mkdir(parents=True, exist_ok=True)
    for name, plot in plots(results, peers).items():
        (PLOTS / f"{name}.svg").write_text(plot)
    PAGE.write_text(page(results, peers, how))


def page(results: Results, peers: list[Shop], how: dict[str, Any]) -> str:
    """docs/performance.md."""
    parts = [
        "# Performance\n\nWritten by `bin/bench`; run it again to repeat every figure. "
        "What is claimed is the ratio, taken in one run on one machine.\n",
        _machine(results, how),
        _left_out(results),
        _in_parts(results),
        *(f"The stage {name} broke: `{why}`\n" for name, why in results.facts.get("broken", {}).items()),
        "## Targets\n\n" + _targets(results),
        "## Gates\n\nIndependent of load; one that does not hold fails the run.\n\n" + _gates(results),
        "## Requests and checkouts a second\n\n"
        "![Whole checkouts a second](performance/checkouts.svg)\n\n![Pages a second](performance/pages.svg)\n\n"
        + _rates(results, peers),
        "## The confirm step and the statements\n\n![Confirm step](performance/confirm.svg)\n\n" + _confirm(results, peers),
        _statements(results, peers),
        _work(results),
        _history(results),
        *([TOLD.read_text().strip() + "\n"] if TOLD.exists() else []),
        "## How it is measured\n\n" + HOW.read_text().format(**how),
    ]
    return "\n".join(part for part in parts if part)


def _machine(results: Results, how: dict[str, Any]) -> str:
    loads, busy = [one["load"] for one in results.loads], [one["busy"] for one in results.loads]
    facts = results.facts.get("machine", {})
    arithmetic = [one["arithmetic"] for one in results.loads if "arithmetic" in one]
    others = f"{spread([one * 100 for one in busy])} % of the processors" if busy else "not measured"
    return (
        f"Run of {how['taken']} UTC{' (quick)' if how['quick'] else ''}, at {results.facts.get('commit')}, "
        f"on {facts.get('processors')} processors ({facts.get('model')}), Python {facts.get('python')}. "
        f"Load average while measuring: {spread(loads)}. "
        f"What others took of the machine just before each measurement: {others}. "
        f"CPU time of the same piece of arithmetic: {spread(arithmetic)} ms (all CPU times below grow as it does).\n"
    )


def _left_out(results: Results) -> str:
    names = results.facts.get("left out", [])
    return f"Left out of this run: the stages {', '.join(names)}.\n" if names else ""


def _in_parts(results: Results) -> str:
    """Which stages stand at which commit, where a run was stopped and gone on with after something had changed."""
    by_commit: dict[str, list[str]] = {}
    for name, taken in results.stages.items():
        by_commit.setdefault(taken["commit"], []).append(f"{name} ({taken['at']})")
    if len(by_commit) < 2:
        return ""
    return (
        "The run was stopped and gone on with: "
        + "; ".join(f"at {at} {', '.join(names)}" for at, names in by_commit.items())
        + ".\n"
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def _targets(results: Results) -> str:
    rows = [[one.figure, one.target, one.said, one.said_at_worst, one.verdict] for one in targets.reached(results)]
    return _table(["figure", "target", "reached", "worst round", ""], rows)


def _gates(results: Results) -> str:
    rows = [
        [gate["name"], "holds" if gate["passed"] else "**broken**", "; ".join(gate["complaints"])[:300] or gate["said"]]
        for gate in results.gates
    ]
    return _table(["gate", "", "what came out"], rows) if rows else "None was run.\n"


def _rates(results: Results, peers: list[Shop]) -> str:
    rows = []
    for key, said in RATES:
        if any(results.values(key, peer.name) for peer in peers):
            ratio = results.ratio(key) or results.live_ratio(key)
            rows.append([said, *(spread(results.values(key, peer.name)) for peer in peers), f"{ratio:.2f}×" if ratio else "–"])
    cpu = [
        [
            f"CPU of the web processes for a checkout at {n}, ms",
            *(spread(results.values(f"cpu of a checkout/{n}", peer.name)) for peer in peers),
            f"{ratio:.2f}×" if (ratio := results.ratio(f"cpu of a checkout/{n}")) else "–",
        ]
        for n in (4, 16)
    ]
    return _table(["a second", *(peer.title for peer in peers), "ours / Oscar"], rows + cpu)


def _confirm(results: Results, peers: list[Shop]) -> str:
    names = [*((peer.name, peer.title) for peer in peers), ("raw", "raw statements")]
    least = results.median("confirm", "raw")
    rows = []
    for name, title in names:
        middle = results.median("confirm", name)
        times = f"{middle / least:.1f}×" if middle and least else "–"
        rows.append([title, spread(results.values("confirm", name)), times])
    rates = spread(results.values("checkouts/4", "raw"))
    return _table(["confirm step at concurrency 1", "median, ms", "by raw statements"], rows) + (
        f"\nRaw statements at concurrency 4: {rates} orders a second.\n"
    )


def _statements(results: Results, peers: list[Shop]) -> str:
    counted = results.facts.get("statements", {})
    if not counted:
        return ""
    known = [peer for peer in peers if peer.name in counted]
    asked = [
        ("1 line", "confirm", "confirm step, 1 line"),
        ("10 lines", "confirm", "confirm step, 10 lines"),
        *((who, page, f"{page} page, {who}") for who in ("guest", "guest with a basket", "signed in")
          for page in ("home", "category", "product")),
    ]  # fmt: skip
    rows = []
    for case, step, said in asked:
        rows.append([said, *(_counted(counted[peer.name], case, step) for peer in known)])
    return "Statements (transaction control not counted) / CPU milliseconds of the web process:\n\n" + _table(
        ["step", *(peer.title for peer in known)], rows
    )


def _counted(found: dict[str, dict[str, float]], case: str, step: str) -> str:
    return f"{found.get(case, {}).get(step, '–')} / {written(found.get(f'{case}, ms', {}).get(step, 0))}"


def _work(results: Results) -> str:
    rows = [
        [key, spread(values)]
        for key, by_peer in results.figures.items()
        if key.split("/")[0] in ("reserved", "events", "invoice", "batch", "backlog") and (values := by_peer.get("house"))
    ]
    for kind in ("batch", "backlog", "memory"):
        facts = results.facts.get(kind, {})
        rows += [[f"{kind}: {name}", written(value)] for name, value in facts.items() if value is not None and name != "rate"]
    return "## Work behind the shop\n\n" + _table(["figure", "reached"], rows) if rows else ""


def _history(results: Results) -> str:
    history = results.facts.get("history")
    if history is None:
        return ""
    few, many = history["orders"]["few"], history["orders"]["many"]
    rows = [
        [name, written(row["few ms"]), written(row["many ms"]), f"{row['ratio']:.2f}×"] for name, row in history["pages"].items()
    ]
    head = ["page of the office, ms", f"{few:,} orders", f"{many:,} orders", "ratio"]
    return "## The office with a long past\n\n" + _table(head, rows)


def plots(results: Results, peers: list[Shop]) -> dict[str, str]:
    """The drawings by name."""

    def group(key: str, label: str) -> tuple[str, list[tuple[str, str, list[float]]]]:
        return label, [(peer.name, peer.title, results.values(key, peer.name)) for peer in peers]

    def shown(prefixes: tuple[str, ...]) -> list[tuple[str, list[tuple[str, str, list[float]]]]]:
        groups = [group(key, label) for key, label in RATES if key.startswith(prefixes)]
        return [one for one in groups if any(values for _key, _name, values in one[1])]

    confirm = group("confirm", "confirm step")
    confirm[1].append(("raw", "raw statements", results.values("confirm", "raw")))
    return {
        "checkouts": drawing.bars("Whole checkouts", "a second; more is better", shown(("checkouts",))),
        "pages": drawing.bars("Pages", "requests a second; more is better", shown(("home", "category", "product"))),
        "confirm": drawing.bars("The confirm step", "milliseconds at concurrency 1; less is better", [confirm]),
    }
