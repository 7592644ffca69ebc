"""bin/bench: the benchmarks with the project's packages and this checkout's own servers."""

import os
import sys

import machine
import servers
import setup
from places import CHECKOUT, PYTHON, RUN_DIR


def main() -> None:
    """Become the benchmarks. The servers stay as long as that process lives."""
    setup.prepare()
    machine.require_pango()
    in_use = servers.use()
    in_use.hand_over()
    os.environ.update(in_use.environment)
    os.environ["BENCH_RUN_DIR"] = str(RUN_DIR)
    os.chdir(CHECKOUT)
    os.execv(PYTHON, [str(PYTHON), "-m", "benchmarks", *sys.argv[1:]])


if __name__ == "__main__":
    main()
