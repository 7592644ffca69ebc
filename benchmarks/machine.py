"""The machine during a run: what it is, and what others do on it."""

import os
import platform
import time
from pathlib import Path

from benchmarks.parts import Part

TICKS = os.sysconf("SC_CLK_TCK")


def load_average() -> float:
    """Processes that ran or wanted to in the past minute."""
    return os.getloadavg()[0]


def busy_share(seconds: float = 0.5) -> float:
    """The share of all processors that is busy just now; asked while our own programs idle, it is what others take."""
    first = _ticks()
    if first is None:
        return 0.0
    time.sleep(seconds)
    second = _ticks()
    assert second is not None
    passed = sum(second) - sum(first)
    idle = second[3] + second[4] - first[3] - first[4]
    return 1 - idle / passed if passed else 0.0


def arithmetic() -> float:
    """CPU milliseconds of the same piece of arithmetic: where others crowd the processor, all CPU times grow with it."""
    began = time.process_time()
    total = 0
    for number in range(300_000):
        total += number * number % 7
    return (time.process_time() - began) * 1000


def _ticks() -> list[int] | None:
    try:
        return [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    except OSError:
        return None


def _of_group(group: int) -> list[tuple[Path, list[str]]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            found.append((folder, fields))
    return found


def cpu_of_group(group: int) -> float:
    """CPU seconds that the living programs of a group have taken so far."""
    return sum(int(fields[11]) + int(fields[12]) for _folder, fields in _of_group(group)) / TICKS


def cpu_of(processes: list[int]) -> float:
    """CPU seconds that these processes have taken so far, to the nanosecond."""
    return sum(int(Path(f"/proc/{one}/schedstat").read_text().split()[0]) for one in processes) / 1e9


def memory_of(processes: list[int]) -> float:
    """The resident megabytes of these processes together."""
    return sum(_resident(Path(f"/proc/{one}")) for one in processes)


def cpu_seconds(part: Part) -> float:
    """CPU seconds that a program and its living children have taken so far."""
    return cpu_of_group(part.child.pid)


def memory_of_children(part: Part) -> list[float]:
    """The resident megabytes of each child of a program, largest first."""
    found = []
    for folder, _fields in _of_group(part.child.pid):
        if folder.name == str(part.child.pid):
            continue
        try:
            found.append(_resident(folder))
        except OSError:
            continue
    return sorted(found, reverse=True)


def _resident(folder: Path) -> float:
    lines = (folder / "smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Rss:")) / 1024


def description() -> dict[str, object]:
    """What the machine is."""
    model = ""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        model = platform.processor()
    return {"processors": os.cpu_count() or 1, "model": model, "python": platform.python_version()}
