"""One-line messages to the person at the terminal."""

import os
import sys
from typing import NoReturn

COLOURED = sys.stderr.isatty() and "NO_COLOR" not in os.environ


def progress(sentence: str) -> None:
    """Say what is being done, on stderr so that a command's own output stays clean."""
    mark = "\033[36m·\033[0m" if COLOURED else "·"
    print(f"{mark} {sentence}", file=sys.stderr, flush=True)


def give_up(sentence: str) -> NoReturn:
    """Say what is wrong and what to do about it, and end with status 1."""
    mark = "\033[31m✗\033[0m" if COLOURED else "✗"
    print(f"{mark} {sentence}", file=sys.stderr, flush=True)
    raise SystemExit(1)
