"""Whole font files for documents, built once from the npm packages of the screens (`python -m core.documents.fonts`).

The packages hold each face in slices by script. WeasyPrint tells fonts apart by family and style only and mixes up the
glyphs of slices, so slices are merged: one file per family and weight, which a private fontconfig offers to Pango.
"""

import fcntl
import io
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "build" / "fonts"
WEIGHTS = (400, 600, 700)
#: Package and the slices that make up what documents need of it.
FACES = {
    "inter": ("latin", "latin-ext", "vietnamese"),
    "noto-sans-thai": ("thai",),
    "noto-sans-sc": ("chinese-simplified",),
}
#: Hints and bitmaps are for screens; the rest describes the whole family and no longer fits a merged file.
_NOT_FOR_PAPER = ("kern", "DSIG", "STAT", "fpgm", "prep", "cvt ", "gasp", "hdmx", "VDMX")
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""

log = logging.getLogger(__name__)


def packages() -> Path:
    """Where the npm packages of the fonts are."""
    return ROOT / "node_modules" / "@fontsource"


def ensure() -> Path | None:
    """The private fontconfig file, building the fonts first when they are missing.

    None without the npm packages: documents then use whatever fonts the machine has.
    """
    configuration = BUILT / "fonts.conf"
    if configuration.exists():
        return configuration
    if not all((packages() / face).is_dir() for face in FACES):
        log.warning("documents use the machine's own fonts: %s is not installed", packages())
        return None
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not configuration.exists():
            build(BUILT)
    return configuration


def build(folder: Path) -> None:
    """Write every face to `folder`, the configuration last, so that its presence means all is there."""
    for face, slices in FACES.items():
        for weight in WEIGHTS:
            sources = [packages() / face / "files" / f"{face}-{part}-{weight}-normal.woff2" for part in slices]
            _replace(folder / f"{face}-{weight}.ttf", _merged(sources))
    _replace(folder / "fonts.conf", _CONFIGURATION.format(folder=escape(str(folder))).encode())


def _merged(sources: Iterable[Path]) -> bytes:
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    slices = []
    for source in sources:
        font = TTFont(source, recalcTimestamp=False)
        font.flavor = None
        for table in _NOT_FOR_PAPER:
            if table in font:
                del font[table]
        plain = io.BytesIO()
        font.save(plain)
        plain.seek(0)
        slices.append(plain)
    if len(slices) == 1:
        return slices[0].getvalue()
    whole = io.BytesIO()
    merged = Merger().merge(slices)
    merged.recalcTimestamp = False
    merged.save(whole)
    return whole.getvalue()


def _replace(file: Path, content: bytes) -> None:
    unfinished = file.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.rename(file)


if __name__ == "__main__":
    sys.exit(0 if ensure() else "The fonts' npm packages are not installed.")
