"""Programs that a run starts: each in a group of its own, ended with the run however the run ends."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.append(str(CHECKOUT / "bin" / "lib"))

import processes  # noqa: E402 - found beside the commands of bin/

ADDRESS = "127.0.0.1"
PYTHON = CHECKOUT / ".venv" / "bin" / "python"


class PartFailed(Exception):
    """A program ended, or did not begin, when it should have run."""


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]


class Part:
    """A program that runs until it is stopped. What it says goes to a log."""

    def __init__(self, command: list[str], *, environment: dict[str, str], folder: Path, log: Path, niceness: int = 0) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.log = log
        before_exec = processes.before_exec(die_with=signal.SIGTERM)

        def prepare() -> None:
            before_exec()
            if niceness:
                os.nice(niceness)

        with log.open("ab") as output:
            self.child = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                process_group=0,
                preexec_fn=prepare,
            )

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self.child.poll() is None

    def stop(self, patience: float = 10.0) -> None:
        """Ask it to end; kill what is left."""
        if self.alive:
            self.child.terminate()
        processes.wait_or_kill(self.child, patience)

    def last_words(self) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])


def web(
    module: str, port: int, *, environment: dict[str, str], folder: Path, log: Path, threads: int = 0, processes: int = 4
) -> Part:
    """Gunicorn with four processes: one request at a time each, or `threads` of them. Returns when it answers."""
    command = [str(PYTHON), "-m", "gunicorn", module, "--bind", f"{ADDRESS}:{port}", "--workers", str(processes), "--preload"]
    command += ["--log-level", "warning", "--no-control-socket", "--backlog", "512", "--timeout", "120"]
    if threads:
        command += ["--worker-class", "gthread", "--threads", str(threads)]
    part = Part(command, environment=environment, folder=folder, log=log)
    deadline = time.monotonic() + 90
    while part.alive and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(ADDRESS, port, timeout=60)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return part
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    said = part.last_words()
    part.stop()
    raise PartFailed(f"{module} does not answer:\n{said}")


def run(command: list[str], *, environment: dict[str, str], folder: Path, patience: float, may_fail: bool = False) -> str:
    """Run a program to its end; what it printed.

    Raises:
        PartFailed: it failed or took longer than `patience` seconds.
    """
    child = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
        preexec_fn=processes.before_exec(die_with=signal.SIGTERM),
    )
    try:
        said, complained = child.communicate(timeout=patience)
    except BaseException:
        processes.wait_or_kill(child, 0.1)
        raise
    if child.returncode != 0 and not may_fail:
        raise PartFailed(f"{' '.join(command[-4:])} failed:\n{said[-2000:]}\n{complained[-3000:]}")
    return said
