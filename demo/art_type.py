"""Type as outlines: a picture in an <img> cannot use the fonts of the page, so names on packs are drawn from Fraunces itself."""

from functools import lru_cache
from pathlib import Path
from typing import Any

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


def text(
    words: str, x: float, y: float, size: float, fill: str, weight: int = 560, anchor: str = "start", track: float = 0
) -> str:
    """Words as one path. A character that no slice has is left out."""
    width, glyphs = 0.0, []
    for letter in words:
        for cmap, glyph_set, em in fonts(weight):
            if ord(letter) in cmap:
                glyph = glyph_set[cmap[ord(letter)]]
                glyphs.append((glyph, glyph_set, size / em, width))
                width += glyph.width * size / em + track
                break
    x -= {"start": 0, "middle": width / 2, "end": width}[anchor]
    commands = []
    for glyph, glyph_set, scale, offset in glyphs:
        pen = SVGPathPen(glyph_set, ntos=n)
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x + offset, y)))
        commands.append(pen.getCommands())
    return f'<path fill="{fill}" d="{"".join(commands)}"/>'
