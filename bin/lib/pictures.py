"""bin/pictures: the README's pictures, taken of a running demo house by the system's Chromium.

Only the demo company is in them, so that they can be taken again whenever the look changes. They are kept small: WebP,
at the width a reader sees them.
"""

import argparse
import os
import subprocess
import sys

import machine
import setup
from places import CHECKOUT, PYTHON


def main() -> int:
    """Have the packages and a browser, then take the pictures in the project's environment."""
    parser = argparse.ArgumentParser(prog="bin/pictures", description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=8000, help="where bin/run listens (default: 8000)")
    parser.add_argument("names", nargs="*", help="only these pictures")
    asked = parser.parse_args()
    setup.install_packages(setup.DEVELOPMENT)
    environment = os.environ | {"STOREHOUSE_CHROMIUM": machine.require_pango_and_chromium(), "PYTHONPATH": str(CHECKOUT)}
    program = CHECKOUT / "bin" / "lib" / "picturing.py"
    command = [str(PYTHON), str(program), f"http://127.0.0.1:{asked.port}", *asked.names]
    return subprocess.run(command, cwd=CHECKOUT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
