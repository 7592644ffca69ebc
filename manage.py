#!/usr/bin/env python
"""Django's commands; `bin/manage` runs this with the project's environment and servers."""

import gc
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # Commands migrate, load and prove: each wants a session of its own for long, which a pooler of transactions does not give.
    # Only the doctor goes the way of the house, to look at it.
    direct = os.environ.get("DATABASE_DIRECT_URL")
    if direct and sys.argv[1:2] != ["doctor"]:
        os.environ["DATABASE_URL"] = direct
        os.environ.pop("STOREHOUSE_POOLER", None)
    # Migrating makes millions of short-lived models; looking for garbage less often saves a quarter of the time.
    gc.set_threshold(100_000, 50, 100)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
