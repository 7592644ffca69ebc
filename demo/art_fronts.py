"""Printed fronts of packs that are not laid out in the usual way: band, low, frame and split."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demo.art_colour import light, n, tone
from demo.art_landscape import landscape
from demo.art_model import Art
from demo.art_type import text

PAPER, DARK, PALE = "#F4EFE2", "#1B241F", "#F6F2E8"


@dataclass(frozen=True)
class Front:
    """The box that is printed on, and its colours."""

    art: Art
    box: tuple[float, float, float, float]
    ground: str
    liquor: str
    ink: str
    prefix: str

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def margin(self) -> float:
        """Round packs turn away at their sides."""
        return self.width * (0.14 if self.art.form in ("caddy", "tube") else 0.10)


def _size(front: Front, lines: Sequence[str], share: float = 0.77, most: float = 24.5) -> float:
    longest = max((len(line) for line in lines), default=1)
    return min(front.width * 0.13, most, front.width * share / (longest * 0.54))


def _name(front: Front, x: float, y: float, ink: str, anchor: str = "start", share: float = 0.77) -> list[str]:
    size = _size(front, front.art.lines, share)
    return [text(line, x, y + place * size * 1.12, size, ink, anchor=anchor) for place, line in enumerate(front.art.lines)]


def _foot(front: Front, ink: str) -> list[str]:
    x0, _y0, x1, y1 = front.box
    y = y1 - (11 if front.art.form in ("caddy", "tube") else 15)
    said = [text("Lantern & Leaf", x0 + front.margin, y, 10.5, ink, 500)]
    if front.width > 150:
        said.append(text(front.art.net, x1 - front.margin, y, 10.5, ink, 500, "end"))
    return said


def _on(colour: str) -> str:
    return DARK if light(colour) else PALE


def _deep(ground: str) -> str:
    return tone(ground, -0.20) if light(ground) else tone(ground, 0.20)


def band(front: Front, rnd: random.Random) -> list[str]:
    """Hills to the top of a paper band that bears the name; the disc stands above them."""
    x0, y0, x1, y1 = front.box
    w, h = front.width, front.height
    top, high = y0 + h * 0.56, h * (0.12 + 0.085 * len(front.art.lines))
    r, cx = w * rnd.uniform(0.17, 0.22), x0 + w * rnd.choice((0.32, 0.5, 0.68))
    out = [f'<circle cx="{n(cx)}" cy="{n(y0 + h * 0.27)}" r="{n(r)}" fill="{front.liquor}"/>']
    out.append(landscape(front.art.origin, rnd, x0 - 4, x1 + 4, y0 + h * 0.30, y1 + 14, front.ground))
    out.append(f'<path fill="{PAPER}" d="M{n(x0 - 4)},{n(top)}H{n(x1 + 4)}V{n(top + high)}H{n(x0 - 4)}Z"/>')
    edge = front.liquor
    out.append(
        f'<path fill="{edge}" d="M{n(x0 - 4)},{n(top)}h{n(w + 8)}v4h{n(-w - 8)}ZM{n(x0 - 4)},{n(top + high - 4)}h{n(w + 8)}v4h{n(-w - 8)}Z"/>'
    )
    size = _size(front, front.art.lines)
    out += _name(front, x0 + front.margin, top + (high - size * 1.12 * len(front.art.lines)) / 2 + size * 0.95, DARK)
    return out + _foot(front, _on(_deep(front.ground)))


def low(front: Front, rnd: random.Random) -> list[str]:
    """Hills above, and below them a plain field with the name."""
    x0, y0, x1, y1 = front.box
    w, h = front.width, front.height
    field = y0 + h * (0.66 - 0.055 * len(front.art.lines))
    base = _deep(front.ground)
    r, cx = w * rnd.uniform(0.19, 0.25), x0 + w * rnd.choice((0.30, 0.5, 0.70))
    out = [f'<circle cx="{n(cx)}" cy="{n(y0 + h * rnd.uniform(0.20, 0.26))}" r="{n(r)}" fill="{front.liquor}"/>']
    out.append(landscape(front.art.origin, rnd, x0 - 4, x1 + 4, y0 + h * 0.28, field + h * 0.2, front.ground))
    out.append(f'<path fill="{base}" d="M{n(x0 - 4)},{n(field)}H{n(x1 + 4)}V{n(y1 + 20)}H{n(x0 - 4)}Z"/>')
    out += _name(front, x0 + front.margin, field + h * 0.115, _on(base))
    return out + _foot(front, _on(base))


def frame(front: Front, rnd: random.Random) -> list[str]:
    """A window with an arch: the hills are seen through it, and the name stands below."""
    x0, y0, x1, _y1 = front.box
    w, h = front.width, front.height
    a, b = x0 + w * 0.17, x1 - w * 0.17
    sill, lintel = y0 + h * (0.66 - 0.05 * len(front.art.lines)), y0 + h * 0.10
    r = (b - a) / 2
    window = f"M{n(a)},{n(sill)}V{n(lintel + r)}A{n(r)},{n(r)} 0 0 1 {n(b)},{n(lintel + r)}V{n(sill)}Z"
    sky = tone(front.ground, 0.10 if light(front.ground) else 0.16)
    clip = f"{front.prefix}-w"
    out = [f'<clipPath id="{clip}"><path d="{window}"/></clipPath><g clip-path="url(#{clip})"><path fill="{sky}" d="{window}"/>']
    out.append(
        f'<circle cx="{n((a + b) / 2 + rnd.choice((-0.12, 0, 0.12)) * w)}" cy="{n(lintel + r * 0.95)}" r="{n(r * 0.46)}" fill="{front.liquor}"/>'
    )
    out.append(landscape(front.art.origin, rnd, a - 4, b + 4, lintel + r * 1.05, sill + 12, front.ground) + "</g>")
    out.append(f'<path fill="none" stroke="{front.ink}" stroke-opacity=".55" stroke-width="1.6" d="{window}"/>')
    size = _size(front, front.art.lines, 0.7)
    out += _name(front, (x0 + x1) / 2, sill + size * 1.55, front.ink, "middle", 0.7)
    return out + _foot(front, front.ink)


def split(front: Front, rnd: random.Random) -> list[str]:
    """A great disc half behind the hills; the name above it."""
    x0, y0, x1, y1 = front.box
    w, h = front.width, front.height
    top = y0 + h * 0.68
    r = w * rnd.uniform(0.33, 0.38)
    out = [
        f'<circle cx="{n(x0 + w * rnd.choice((0.42, 0.5, 0.58)))}" cy="{n(top + r * 0.12)}" r="{n(r)}" fill="{front.liquor}"/>'
    ]
    out.append(landscape(front.art.origin, rnd, x0 - 4, x1 + 4, top, y1 + 14, front.ground))
    y = y0 + h * (0.145 if front.art.form in ("caddy", "tube") else 0.12)
    size = _size(front, front.art.lines)
    out += _name(front, (x0 + x1) / 2, y, front.ink, "middle")
    rule = y + size * 1.12 * (len(front.art.lines) - 1) + size * 0.5
    out.append(f'<path fill="{front.liquor}" d="M{n((x0 + x1) / 2 - 16)},{n(rule)}h32v2h-32Z"/>')
    return out + _foot(front, _on(_deep(front.ground)))


FRONTS: dict[str, Callable[[Front, random.Random], list[str]]] = {"band": band, "low": low, "frame": frame, "split": split}
