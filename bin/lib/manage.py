"""bin/manage: manage.py with the project's packages and its servers."""

import os
import sys

import servers
import setup
from places import CHECKOUT, PYTHON


def main() -> None:
    """Become manage.py. The servers stay as long as that process lives."""
    setup.prepare()
    in_use = servers.use()
    in_use.hand_over()
    os.environ.update(in_use.environment)
    os.execv(PYTHON, [str(PYTHON), str(CHECKOUT / "manage.py"), *sys.argv[1:]])


if __name__ == "__main__":
    main()
