"""Which state of the code runs: what is kept in the cache is made anew after each release."""

from functools import cache
from pathlib import Path

import django
from django.conf import settings

#: What answers are made of: code, templates, words, styles and scripts.
CODE = ("accounting", "backoffice", "config", "core", "fulfillment", "inventory", "sales", "shop", "support")
MADE_OF = ("templates", "locale", "build")


@cache
def release() -> str:
    """A word that differs between two states of the code. The files' times are read once in a process."""
    folders = [settings.BASE_DIR / name for name in (*CODE, *MADE_OF)]
    files = (path for folder in folders for path in Path(folder).rglob("*") if path.suffix != ".pyc" and path.is_file())
    newest = max((path.stat().st_mtime_ns for path in files), default=0)
    return f"{django.__version__}-{newest:x}"
