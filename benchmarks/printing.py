"""Papers: CPU time of an invoice in each script, and a batch of many, by `papers.py` in a process with the house's settings."""

import json

from benchmarks import parts
from benchmarks.parts import PYTHON
from benchmarks.stages import Run

#: How often a page is drawn for one figure.
TIMES = 10
#: Seconds for a batch.
PATIENCE = 3000.0


def measure(run: Run) -> None:
    """On a copy of the data: each script in every round, then the batch."""
    house, results = run.house, run.results
    house.address = house.databases.clone(house.template, house.name)
    for _round in range(run.rounds):
        run.note_load("papers")
        for name, value in _said(run, "scripts", TIMES).items():
            results.add(f"invoice/{name}", house.name, value)
    batch = _said(run, "batch", run.sizes.papers)
    results.add("batch/papers a second", house.name, batch["rate"])
    results.facts["batch"] = batch


def _said(run: Run, what: str, number: int) -> dict:
    command = [str(PYTHON), "-m", "benchmarks.papers", what, str(number)]
    said = parts.run(command, environment=run.house.environment(), folder=run.house.checkout, patience=PATIENCE)
    return json.loads(said.splitlines()[-1])
