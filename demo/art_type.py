"""Type as outlines: a picture in an <img> cannot use the fonts of the page, so names on packs are drawn from Fraunces itself."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from demo.art_colour import n

ROOT = Path(__file__).resolve().parent.parent
# The package, or what the build made of it.
FONT_FOLDERS = (ROOT / "node_modules/@fontsource-variable/fraunces/files", ROOT / "build/assets/fonts")


@lru_cache
def fonts(weight: int) -> list[tuple[dict[int, str], Any, int]]:
    """The slices of Fraunces at a weight: which characters, their glyphs, units per em."""
    folder = next((folder for folder in FONT_FOLDERS if (folder / "fraunces-latin-wght-normal.woff2").exists()), None)
    if folder is None:
        raise FileNotFoundError("Fraunces is missing: build the assets first (node bin/assets.mjs)")
    found = []
    for part in ("latin", "vietnamese", "latin-ext"):
        path = folder / f"fraunces-{part}-wght-normal.woff2"
        if path.exists():
            font = TTFont(path)
            found.append((font.getBestCmap(), font.getGlyphSet(location={"wght": weight}), font["head"].unitsPerEm))
    return found


@lru_cache(maxsize=2000)
def outline(letter: str, weight: int) -> tuple[DecomposingRecordingPen, float, Any] | None:
    """How a letter is drawn, its width, and its glyphs with their units per em; working a variable font out is slow, so once."""
    for cmap, glyph_set, em in fonts(weight):
        if ord(letter) in cmap:
            glyph = glyph_set[cmap[ord(letter)]]
            pen = DecomposingRecordingPen(glyph_set)
            glyph.draw(pen)
            return pen, glyph.width, (glyph_set, em)
    return None


def text(
    words: str, x: float, y: float, size: float, fill: str, weight: int = 560, anchor: str = "start", track: float = 0
) -> str:
    """Words as one path. A character that no slice has is left out."""
    width, glyphs = 0.0, []
    for letter in words:
        drawn = outline(letter, weight)
        if drawn is not None:
            pen, advance, (glyph_set, em) = drawn
            glyphs.append((pen, glyph_set, size / em, width))
            width += advance * size / em + track
    x -= {"start": 0, "middle": width / 2, "end": width}[anchor]
    commands = []
    for drawing, glyph_set, scale, offset in glyphs:
        path = SVGPathPen(glyph_set, ntos=n)
        drawing.replay(TransformPen(path, (scale, 0, 0, -scale, x + offset, y)))
        commands.append(path.getCommands())
    return f'<path fill="{fill}" d="{"".join(commands)}"/>'
