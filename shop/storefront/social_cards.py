"""The picture that a shared link shows: 1200 × 630 pixels, drawn from what the pack is drawn from.

Networks take no SVG, so the card is composed anew from the product's own colours: the disc in the colour of its liquor above
the hills of its origin, and its name. The same product always gives the same picture.
"""

import io
import textwrap
import zlib
from functools import lru_cache
from math import sin
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from shop.storefront.mail_style import LIGHT, LIQUORS

WIDTH, HEIGHT = 1200, 630
#: Shapes are drawn larger and brought down, so that their edges are smooth.
FINE = 2
#: Ground and hills by origin, from far to near.
HILLS = {
    "vietnam": ("#e4eae0", ("#b9cbb4", "#7fa083", "#3f6f55")),
    "yunnan": ("#e9e4d8", ("#c9bda2", "#93855f", "#5a5138")),
    "thailand": ("#dfe7ea", ("#aebfc6", "#7390a0", "#3d5b6c")),
    "colombia": ("#eae2dc", ("#cbb1a0", "#a06f57", "#6a3f31")),
}
FONTS = {"th": "noto-sans-thai-600.ttf", "zh-hans": "noto-sans-sc-600.ttf"}


@lru_cache(maxsize=8)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    path = Path(settings.BASE_DIR, "build", "fonts", name)
    return ImageFont.truetype(str(path), size) if path.exists() else ImageFont.load_default(size)


def draw(*, sku: str, title: str, under: str, origin: str, liquor: str, company: str, language: str) -> bytes:
    """The card as PNG."""
    ground, hills = HILLS.get(origin, HILLS["vietnam"])
    large = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
    pen = ImageDraw.Draw(large)
    seed = zlib.crc32(sku.encode())
    _disc(pen, seed, LIQUORS.get(liquor, LIQUORS["white"]))
    for depth, colour in enumerate(hills):
        pen.polygon([(x * FINE, y * FINE) for x, y in _ridge(seed, depth)], fill=colour)
    picture = large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    _words(ImageDraw.Draw(picture), title, under, company, FONTS.get(language, "inter-600.ttf"))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _disc(pen: ImageDraw.ImageDraw, seed: int, colour: str) -> None:
    x, y, radius = 930 + seed % 60, 225 + seed // 60 % 40, 150
    pen.ellipse([side * FINE for side in (x - radius, y - radius, x + radius, y + radius)], fill=colour)


def _ridge(seed: int, depth: int) -> list[tuple[float, float]]:
    """A line of hills, nearer ones lower and steeper."""
    base, swing = 420 + depth * 62, 46 - depth * 8
    shift = (seed >> (depth * 5)) % 628 / 100
    line = [
        (x, base + swing * sin(x / (210 - depth * 30) + shift) + swing / 3 * sin(x / 71 + shift * 2))
        for x in range(0, WIDTH + 12, 12)
    ]
    return [*line, (WIDTH, HEIGHT), (0, HEIGHT)]


def _words(pen: ImageDraw.ImageDraw, title: str, under: str, company: str, font: str) -> None:
    size, width = (68, 19) if len(title) <= 34 else (54, 24)
    lines = textwrap.wrap(title, width)[:3] or [title]
    y = 84
    for line in lines:
        pen.text((72, y), line, font=_font(font, size), fill=LIGHT["ink"])
        y += round(size * 1.22)
    pen.text((72, y + 14), under, font=_font(font, 30), fill=LIGHT["muted"])
    pen.ellipse((72, HEIGHT - 78, 100, HEIGHT - 50), fill=LIGHT["lantern"])
    pen.text((116, HEIGHT - 84), company, font=_font("inter-600.ttf", 32), fill="#ffffff")
