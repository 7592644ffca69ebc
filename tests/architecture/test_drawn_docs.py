"""What the docs draw from the code (event map, state machines) is as the code is now."""

import subprocess
import sys

from tests.architecture import tree


def test_no_drawn_page_is_stale():
    # In a process of its own: tests register events of theirs beside the house's.
    asked = subprocess.run(
        [sys.executable, "manage.py", "draw_docs", "--check"],
        cwd=tree.ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
