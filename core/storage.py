"""Addresses of styles, scripts and pictures, each worked out once: a page asks for some ninety."""

from functools import lru_cache
from typing import Any

from whitenoise.storage import CompressedStaticFilesStorage


class StaticStorage(CompressedStaticFilesStorage):
    """Whitenoise's storage with a memory."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = lru_cache(maxsize=5_000)(super().url)
