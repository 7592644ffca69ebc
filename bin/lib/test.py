"""bin/test: everything that CI runs, or a part of it.

Without arguments it runs bin/check, then the tests that mind their own business on two processes, then those that start
the whole house or kill parts of it: two houses at most, each with a database and a Redis database of its own, for more
would take each other's time (tests/conftest.py says which test goes to which). With a path or any of pytest's options it
runs pytest alone, in one process.
"""

import os
import signal
import subprocess
import sys

import check
import machine
import servers
import setup
from places import CHECKOUT, PYTHON, TEST_RUN_DIR
from processes import before_exec
from say import progress

#: Journeys and faults: see above.
HOUSES = "journey or fault"
#: Tests differ in length a thousandfold: a process that has run dry takes over what waits for the other.
TWO = ["-n", "2", "--dist", "worksteal"]
SLOWEST = "--durations=15"
TWO_HOUSES = ["-n", "2", "--dist", "loadgroup"]
PARTS = ([*TWO, SLOWEST, "-m", f"not ({HOUSES})"], [*TWO_HOUSES, SLOWEST, "-m", HOUSES])


def run_pytest(arguments: list[str], environment: dict[str, str]) -> int:
    """Run the tests against the tests' own servers; pytest's exit status."""
    child = subprocess.Popen(
        [str(PYTHON), "-m", "pytest", *arguments],
        cwd=CHECKOUT,
        env=environment,
        preexec_fn=before_exec(die_with=signal.SIGTERM),
    )
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # pytest received it too, and is winding up


def main() -> int:
    """Set up, check, test."""
    arguments = sys.argv[1:]
    setup.prepare(setup.DEVELOPMENT)
    browser = machine.require_pango_and_chromium()
    in_use = servers.use(TEST_RUN_DIR, careless=True)
    try:
        environment = os.environ | in_use.environment | {"STOREHOUSE_CHROMIUM": browser}
        environment["STOREHOUSE_RUN_DIR"] = str(TEST_RUN_DIR)
        checked = True if arguments else check.run_all()
        parts = [arguments] if arguments else PARTS
        # A pytest that was killed answers with a negative status, which is a failure too.
        tested = next((1 if code < 0 else code for code in [run_pytest(part, environment) for part in parts] if code), 0)
        if not checked:
            progress("the tests ran, but bin/check failed: see above")
        return tested or (0 if checked else 1)
    finally:
        in_use.release()


if __name__ == "__main__":
    sys.exit(main())
