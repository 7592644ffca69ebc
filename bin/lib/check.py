"""bin/check: everything that can be said about the code without running the shop."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import servers
import setup
from places import CHECKOUT, PYTHON, TEST_RUN_DIR, VENV_BIN
from say import progress


@dataclass(frozen=True)
class Check:
    """One tool and what it holds."""

    name: str
    command: tuple[str, ...]


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """A command of the virtual environment."""
    return (str(VENV_BIN / name), *arguments)


def manage(*arguments: str) -> tuple[str, ...]:
    """A command of Django's."""
    return (str(PYTHON), str(CHECKOUT / "manage.py"), *arguments)


#: The slowest first, so that the others run beside it.
CHECKS = (
    Check("types", tool("mypy")),
    Check("templates", tool("djlint", "templates", "--lint", "--quiet")),
    Check("import floors", tool("lint-imports", "--no-cache")),
    Check("migrations", manage("makemigrations", "--check", "--dry-run")),
    Check("system checks", manage("check", "--fail-level", "WARNING")),
    Check("lint", tool("ruff", "check", "--quiet", ".")),
    Check("formatting", tool("ruff", "format", "--check", "--quiet", ".")),
)


def run_check(check: Check, environment: dict[str, str]) -> bool:
    """Run one; say how long it took, and everything it said if it failed."""
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    passed = done.returncode == 0
    verdict = "ok" if passed else "FAILED"
    words = "" if passed else f"\n{done.stdout.rstrip()}\n"
    progress(f"{check.name}: {verdict} ({time.monotonic() - began:.1f} s){words}")
    return passed


def run_all() -> bool:
    """Run every check, two at a time; whether all passed."""
    in_use = servers.use(TEST_RUN_DIR, careless=True)
    environment = os.environ | in_use.environment
    try:
        with ThreadPoolExecutor(max_workers=2) as pool:
            verdicts = list(pool.map(lambda check: run_check(check, environment), CHECKS))
            return all(verdicts)
    finally:
        in_use.release()


def main() -> int:
    """Set up and check."""
    setup.prepare(setup.DEVELOPMENT)
    return 0 if run_all() else 1


if __name__ == "__main__":
    sys.exit(main())
