#!/usr/bin/env python
"""Django's commands; `bin/manage` runs this with the project's environment and servers."""

import gc
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # Migrating makes millions of short-lived models; looking for garbage less often saves a quarter of the time.
    gc.set_threshold(100_000, 50, 100)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
