"""Finds what the code and the templates offer for translation, with Babel: the same set that bin/messages gathers."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
LEFT_OUT = {"node_modules", "build", "static", "media", "tests", "bin"}
PLAIN, PLURAL, CONTEXT, CONTEXT_PLURAL = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {"_": PLAIN, "gettext_noop": PLAIN} | {
    f"{name}{suffix}": shape
    for name, shape in {"gettext": PLAIN, "ngettext": PLURAL, "pgettext": CONTEXT, "npgettext": CONTEXT_PLURAL}.items()
    for suffix in ("", "_lazy")
}


def catalog(folder: str) -> Catalog:
    """The committed words of one language."""
    with (ROOT / "locale" / folder / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source)


def offered_strings() -> set[tuple[str | None, str]]:
    """Every (context, string) that is offered for translation."""
    return {pair for file in source_files() for pair in strings_of(file)}


def source_files() -> Iterator[Path]:
    """Python and templates of the house, without its tests and tools."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in LEFT_OUT and not name.startswith(".")]
        yield from (Path(folder, name) for name in files if name.endswith((".py", ".html", ".txt")))


def strings_of(file: Path) -> Iterator[tuple[str | None, str]]:
    """The strings of one file."""
    text = file.read_text()
    code = text if file.suffix == ".py" else flush_left(templatize(text, origin=str(file)))
    for _line, words, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
        yield context, words if isinstance(words, str) else words[0]


def flush_left(code: str) -> str:
    """What Django makes of a template is Python but for its indentation, which Python's tokenizer minds."""
    return "\n".join(line.lstrip() for line in code.splitlines())
