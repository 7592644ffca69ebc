"""Draws the pictures of the demo shop as SVG text: packs, teaware, cups, leaves and landscapes.

Files are SVG and stay SVG (see docs/adr/0003-pictures-are-svg.md): about 8.5 kB each after gzip, sharp at every size, the same bytes
on every machine. `to_file` writes one.
"""

import math
import random
from html import escape
from pathlib import Path

from demo.art_colour import LIQUOR, mix, n, tone
from demo.art_landscape import landscape
from demo.art_model import FORMS, ORIGINS, Art
from demo.art_packs import PACKS, pack
from demo.art_ware import ware

__all__ = [
    "FORMS",
    "LIQUOR",
    "ORIGINS",
    "PLACES",
    "Art",
    "banner_svg",
    "cup_svg",
    "leaf_svg",
    "place_svg",
    "product_svg",
    "to_file",
]

# The growers' places: origin, colour of the disc, ground, seed of the hills.
PLACES = {
    "vietnam": ("vietnam", "green", "#31605C", "vietnam7"),
    "yunnan": ("yunnan", "ripe", "#B9A374", "yunnan7"),
    "thailand": ("thailand", "roasted", "#20394A", "thailand7"),
    "colombia": ("colombia", "coffee", "#D4654A", "colombia7"),
}


def svg(inner: str, box: str = "28 66 344 378", label: str = "") -> str:
    """An SVG file; without a label it is decoration."""
    about = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {about} focusable="false">{inner}</svg>'


def product_svg(a: Art, label: str = "") -> str:
    """The picture of a product: its pack, or the thing itself. 344 by 378."""
    rnd = random.Random(a.sku)
    return svg(pack(a, rnd) if a.form in PACKS else ware(a, rnd), label=label)


def cup_svg(liquor: str, p: str = "cup", label: str = "", box: str = "0 0 240 240") -> str:
    """A porcelain cup from above, full of this colour. Square, unless another view box frames it."""
    c = LIQUOR[liquor]
    return svg(
        f'<defs><radialGradient id="{p}-l" cx=".42" cy=".38" r=".72"><stop offset="0" stop-color="{mix(c, "#FFFFFF", 0.16)}"/><stop offset=".62" stop-color="{c}"/><stop offset="1" stop-color="{mix(c, "#1A0D06", 0.30)}"/></radialGradient>'
        f'<linearGradient id="{p}-r" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#FFFFFF"/><stop offset="1" stop-color="#DCE1DA"/></linearGradient>'
        f'<radialGradient id="{p}-g"><stop offset=".72" stop-color="#0B130F" stop-opacity=".26"/><stop offset="1" stop-color="#0B130F" stop-opacity="0"/></radialGradient></defs>'
        f'<circle cx="124" cy="128" r="112" fill="url(#{p}-g)"/><circle cx="120" cy="120" r="102" fill="url(#{p}-r)"/><circle cx="120" cy="120" r="93" fill="#D9DED7"/><circle cx="120" cy="121" r="88" fill="url(#{p}-l)"/>'
        f'<path fill="none" stroke="#fff" stroke-opacity=".38" stroke-width="3.5" stroke-linecap="round" d="M58,92A70,70 0 0 1 100,55"/>',
        box,
        label,
    )


def leaf_svg(liquor: str, sku: str, kind: str = "leaf", label: str = "") -> str:
    """What is in the bag: rolled leaf or beans, scattered from the seed. Same box as a pack."""
    rnd, out = random.Random(sku + kind), []
    base = {
        "white": "#8E8F78",
        "green": "#4E6238",
        "yellow": "#6E6A35",
        "oolong": "#4B5A36",
        "roasted": "#4A3524",
        "black": "#2B1C16",
        "ripe": "#3A2018",
    }.get(liquor, "#5A3420")
    for _ in range(120):
        t, d = rnd.uniform(0, 6.283), min(128, abs(rnd.gauss(0, 62)))
        x, y, r, rot = 200 + d * math.cos(t) * 1.15, 250 + d * math.sin(t), rnd.uniform(11, 19), rnd.randrange(360)
        c = tone(base, rnd.uniform(-0.05, 0.12))
        if kind == "bean":
            out.append(
                f'<g transform="translate({n(x)} {n(y)}) rotate({rot})"><ellipse rx="{n(r)}" ry="{n(r * 0.68)}" fill="{c}"/><path stroke="{tone(c, -0.08)}" stroke-width="2" fill="none" d="M{n(-r * 0.9)},0Q0,{n(r * 0.3)} {n(r * 0.9)},0"/></g>'
            )
        else:
            out.append(
                f'<g transform="translate({n(x)} {n(y)}) rotate({rot})"><path fill="{c}" d="M{n(-r)},0C{n(-r)},{n(-r * 0.8)} {n(r * 0.5)},{n(-r)} {n(r)},{n(-r * 0.1)}C{n(r * 1.1)},{n(r * 0.6)} {n(-r * 0.3)},{n(r * 0.9)} {n(-r)},0Z"/>'
                f'<path fill="none" stroke="{tone(c, 0.13)}" stroke-width="1.3" d="M{n(-r * 0.7)},{n(-r * 0.1)}Q0,{n(-r * 0.55)} {n(r * 0.7)},{n(-r * 0.15)}"/></g>'
            )
    return svg("".join(out), label=label)


def banner_svg(origin: str, liquor: str, ground: str, seed: str, w: int = 640, h: int = 360) -> str:
    """A grower's place: the same hills as on the pack, wide."""
    rnd = random.Random(seed)
    cx, r = w * rnd.uniform(0.28, 0.74), h * 0.19
    p = "b" + seed
    return svg(
        f'<defs><clipPath id="{p}"><path d="M0,0H{w}V{h}H0Z"/></clipPath></defs><g clip-path="url(#{p})"><path fill="{ground}" d="M0,0H{w}V{h}H0Z"/>'
        f'<circle cx="{n(cx)}" cy="{n(h * 0.42)}" r="{n(r)}" fill="{LIQUOR[liquor]}"/>{landscape(origin, rnd, -6, w + 6, h * 0.42, h + 6, ground)}</g>',
        f"0 0 {w} {h}",
    )


def place_svg(place: str) -> str:
    """The banner of one of the four places, 640 by 480."""
    origin, liquor, ground, seed = PLACES[place]
    return banner_svg(origin, liquor, ground, seed, 640, 480)


def to_file(text: str, path: Path) -> Path:
    """Write a picture; an unchanged file is left alone, so that its time stamp stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path
