"""bin/run: the whole house under one supervisor, until Ctrl-C.

The supervisor starts web, worker and beat, prefixes what they say, restarts one that dies and stops them all in order.
Children are told of the supervisor's death by the kernel (Linux), so that even `kill -9` leaves nothing running.
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

import machine
import processes
import servers
import setup
from places import CHECKOUT, PYTHON, RUN_DIR, VENV_BIN
from say import COLOURED, give_up, progress

ADDRESS = "127.0.0.1"
WEB_WORKERS = 4
#: What is written of a request. Whose browser it was says nothing on one's own machine, and buries who may sign in.
ASKED = "%(t)s %(r)s %(s)s %(M)s ms"
COLOURS = {"web": 34, "worker": 35, "beat": 33}
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: A child that has lived this long is well again: its next restart is immediate.
WELL_AFTER = 30.0


@dataclass
class Part:
    """One long-running program of the house."""

    name: str
    command: list[str]
    child: subprocess.Popen | None = None
    started: float = 0.0
    failures: int = 0
    again_at: float = 0.0


class Supervisor:
    """Keeps the parts running until it is asked to stop."""

    def __init__(self, port: int, environment: dict[str, str]) -> None:
        self.port = port
        self.environment = environment
        # No control socket: its default place is shared by all checkouts of a user.
        web = ["gunicorn", "config.wsgi:application", "--bind", f"{ADDRESS}:{port}", "--workers", str(WEB_WORKERS)]
        web += [
            "--preload",
            "--access-logfile",
            "-",
            "--access-logformat",
            ASKED,
            "--graceful-timeout",
            "10",
            "--no-control-socket",
        ]
        celery = ["celery", "-q", "-A", "config"]
        beat = ["beat", "--loglevel", "WARNING", "-s", str(RUN_DIR / "beat-schedule"), "--pidfile="]
        self.parts = [
            Part("worker", [*celery, "worker", "--loglevel", "WARNING"]),
            Part("beat", [*celery, *beat]),
            Part("web", web),
        ]

    def start_all(self) -> None:
        """Start every part, the web last."""
        for part in self.parts:
            self._start(part)

    def _start(self, part: Part) -> None:
        part.started = time.monotonic()
        part.child = subprocess.Popen(
            [str(VENV_BIN / part.command[0]), *part.command[1:]],
            cwd=CHECKOUT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            process_group=0,  # Ctrl-C reaches the supervisor alone, which stops them in order
            preexec_fn=processes.before_exec(die_with=signal.SIGTERM),
        )
        threading.Thread(target=self._relay, args=(part.name, part.child), daemon=True).start()

    @staticmethod
    def _relay(name: str, child: subprocess.Popen) -> None:
        prefix = f"{name:<7}│ "
        if COLOURED:
            prefix = f"\033[{COLOURS[name]}m{prefix}\033[0m"
        assert child.stdout is not None
        for line in child.stdout:
            sys.stderr.write(prefix + line.decode(errors="replace").rstrip("\n") + "\n")
            sys.stderr.flush()

    def watch(self) -> None:
        """Restart what dies, later each time, until interrupted."""
        while True:
            time.sleep(0.3)
            now = time.monotonic()
            for part in self.parts:
                if part.child is not None and part.child.poll() is not None:
                    self._plan_restart(part, now)
                if part.child is None and now >= part.again_at:
                    self._start(part)

    def _plan_restart(self, part: Part, now: float) -> None:
        assert part.child is not None
        status = part.child.returncode
        processes.end_group(part.child)  # what it started must not run beside its successor
        part.failures = 1 if now - part.started > WELL_AFTER else part.failures + 1
        wait = 0 if part.failures == 1 else min(2 ** (part.failures - 2), 30)
        part.child, part.again_at = None, now + wait
        progress(f"{part.name} ended with status {status}; starting it again{f' in {wait} s' if wait else ''}")

    def wait_until_it_answers(self) -> None:
        """Return when the web answers HTTP."""
        while True:
            for part in self.parts:
                if part.name == "web" and part.child is not None and part.child.poll() is not None:
                    give_up("The web server did not start; what it said stands above.")
            connection = http.client.HTTPConnection(ADDRESS, self.port, timeout=30)
            try:
                connection.request("GET", "/")
                connection.getresponse()
                return
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()

    def stop_all(self) -> None:
        """Stop in order: first nothing new comes in, then work under way is finished."""
        for part in reversed(self.parts):
            if part.child is not None and part.child.poll() is None:
                part.child.terminate()
        deadline = time.monotonic() + 12
        for part in reversed(self.parts):
            if part.child is not None:
                patience = max(0.1, deadline - time.monotonic())
                processes.wait_or_kill(part.child, patience)


def refuse_taken_port(port: int) -> None:
    """End with a sentence, before anything is started, when another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError:
            give_up(f"Port {port} may not be used by this user. Choose another: bin/run --port 8000")
        except OSError:
            give_up(f"Port {port} is taken by another program. Choose another: bin/run --port {port + 1}")


def manage(environment: dict[str, str], *arguments: str, capture: bool = False) -> str:
    """Run one of Django's commands; its output where asked for."""
    done = subprocess.run(
        [PYTHON, CHECKOUT / "manage.py", *arguments],
        env=environment,
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if capture else None,
        text=True,
        preexec_fn=processes.before_exec(die_with=signal.SIGTERM),
    )
    if done.returncode != 0:
        give_up(f"`bin/manage {' '.join(arguments)}` failed; what it said stands above.")
    return done.stdout or ""


def has_command(name: str) -> bool:
    """Whether the demo company brings this command."""
    return (CHECKOUT / "demo" / "management" / "commands" / f"{name}.py").exists()


def prepare_data(environment: dict[str, str], *, demo: bool) -> str:
    """Bring the database up to this version, load the demo company once, and say who may sign in."""
    (RUN_DIR / "static").mkdir(exist_ok=True)  # WhiteNoise serves the built files from where they are, and asks for this
    progress("migrating the database")
    manage(environment, "upgrade", "--verbosity", "0")
    if not demo:
        return manage(environment, "first_administrator", "--hint", capture=True)
    if has_command("seed_demo"):
        progress("looking after the demo company")
        manage(environment, "seed_demo")
    return manage(environment, "demo_signins", capture=True) if has_command("demo_signins") else ""


def interrupt(*_: object) -> None:
    """Begin to stop; further signals do not interrupt the stopping."""
    for name in STOP_SIGNALS:
        signal.signal(name, signal.SIG_IGN)
    raise KeyboardInterrupt


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bin/run", description="Run Storehouse on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="where the web listens (8000)")
    parser.add_argument("--no-demo", action="store_true", help="an empty house, without the demo company")
    given = parser.parse_args(arguments)
    if not 1 <= given.port <= 65535:
        parser.error("a port is a number from 1 to 65535")
    return given


def main() -> int:
    """Set up, start, watch, stop."""
    given = parse(sys.argv[1:])
    refuse_taken_port(given.port)
    for name in STOP_SIGNALS:
        signal.signal(name, interrupt)
    in_use = None
    supervisor = None
    try:
        setup.prepare()
        machine.require_pango()
        in_use = servers.use()
        environment = os.environ | in_use.environment
        environment["STOREHOUSE_DEMO"] = "0" if given.no_demo else "1"
        # Mail is written without a request to ask for the host: its links lead to this port.
        environment.setdefault("STOREHOUSE_ORIGIN", f"http://{ADDRESS}:{given.port}")
        environment["PYTHONUNBUFFERED"] = "1"
        environment["PYTHONWARNINGS"] = "ignore:You're running the worker with superuser privileges"
        sign_ins = prepare_data(environment, demo=not given.no_demo)
        supervisor = Supervisor(given.port, environment)
        supervisor.start_all()
        supervisor.wait_until_it_answers()
        print(f"Storehouse is ready at http://{ADDRESS}:{given.port}", flush=True)
        if sign_ins:
            print(sign_ins.rstrip(), flush=True)
        supervisor.watch()
    except KeyboardInterrupt:
        progress("stopping")
    finally:
        if supervisor is not None:
            supervisor.stop_all()
        if in_use is not None:
            in_use.release()
    return 0


if __name__ == "__main__":
    sys.exit(main())
