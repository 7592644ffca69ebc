"""What was translated from English into the later languages: one file of English words and their translation per language."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "tongues"


@cache
def remembered(language: str) -> dict[str, str]:
    """Translations into one language by the English words."""
    path = FOLDER / f"{language}.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def remember(language: str, words: dict[str, str]) -> None:
    """Add translations to a language's file; what was known is replaced."""
    known = dict(remembered(language)) | words
    text = json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=1)
    (FOLDER / f"{language}.json").write_text(text + "\n", encoding="utf-8")
    remembered.cache_clear()
