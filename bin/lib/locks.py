"""Locks between processes. The kernel drops them with their holder, so nothing a crash leaves needs cleaning up."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_lock(path: Path) -> int:
    """A descriptor to lock with; it is not inherited by programs started later."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def try_exclusive(descriptor: int) -> bool:
    """Take the lock alone if nobody else holds it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def take(descriptor: int) -> None:
    """Hold the lock alone; waits."""
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def share(descriptor: int) -> None:
    """Hold the lock together with others; waits for a holder that has it alone."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock alone for a while; waits."""
    descriptor = open_lock(path)
    try:
        take(descriptor)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether some living process holds the lock."""
    descriptor = open_lock(path)
    try:
        return not try_exclusive(descriptor)
    finally:
        os.close(descriptor)
