"""Child processes that never outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def before_exec(*, die_with: signal.Signals, user: tuple[int, int] | None = None) -> Callable[[], None]:
    """What a child does between fork and exec: become `user` (uid, gid), and ask to be told of its parent's death.

    Linux only for the latter; elsewhere the next start clears up what a killed parent left.
    """
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    parent = os.getpid()

    def prepare() -> None:
        if user is not None:
            uid, gid = user
            os.setgroups([])
            os.setgid(gid)
            os.setuid(uid)
        if libc is not None:
            # After setuid, which clears it.
            libc.prctl(PR_SET_PDEATHSIG, int(die_with))
            if os.getppid() != parent:
                os.kill(os.getpid(), die_with)

    return prepare


def wait_or_kill(child: subprocess.Popen, patience: float) -> None:
    """Wait for a child that was asked to stop; then kill whatever is left of its process group."""
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
    end_group(child)


def end_group(child: subprocess.Popen) -> None:
    """Kill whatever is left of the group that the child leads."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    child.wait()
