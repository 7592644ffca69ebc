"""What is done to the surface of ware: brushwork, specks, bands, ribs; brushing and hammering of metal."""

import random

from demo.art_colour import n, tone
from demo.art_model import Art

Span = tuple[float, float]


def decorated(a: Art, rnd: random.Random, across: Span, y: float, colour: str) -> str:
    """Marks on the part of a piece between two x, around a height; nothing for a plain one."""
    x0, x1 = across
    if a.decor == "brush" and a.colours:
        return _branch(rnd, x0, x1, y, a.colours[1])
    if a.decor == "speckled":
        dots = "".join(
            f'<circle cx="{n(rnd.uniform(x0, x1))}" cy="{n(rnd.uniform(y - 110, y + 120))}" r="{n(rnd.uniform(0.9, 2.6))}"/>'
            for _ in range(90)
        )
        return f'<g fill="{tone(colour, -0.28)}" fill-opacity=".55">{dots}</g>'
    if a.decor == "banded":
        rows = "".join(f'<path d="M{n(x0 - 10)},{n(y + d)}H{n(x1 + 10)}"/>' for d in (18, 26, 52, 58))
        return f'<g stroke="{tone(colour, -0.20)}" stroke-width="3" stroke-opacity=".7">{rows}</g>'
    if a.decor == "ribbed":
        step = (x1 - x0) / 15
        ribs = "".join(
            f'<path d="M{n(x0 + step * i)},{n(y - 150)}Q{n((x0 + x1) / 2 + (step * i - (x1 - x0) / 2) * 0.86)},{n(y)} {n((x0 + x1) / 2 + (step * i - (x1 - x0) / 2) * 0.7)},{n(y + 130)}"/>'
            for i in range(1, 15)
        )
        return f'<g fill="none" stroke="#000" stroke-opacity=".13" stroke-width="2.4">{ribs}</g>'
    return ""


def _branch(rnd: random.Random, x0: float, x1: float, y: float, ink: str) -> str:
    """A branch with leaves in one stroke each, and a ring below the rim."""
    width = x1 - x0
    start, bend = x0 + width * rnd.uniform(0.12, 0.24), rnd.uniform(-16, 10)
    end, lift = x0 + width * rnd.uniform(0.72, 0.86), rnd.uniform(-34, -12)
    out = [
        f'<path fill="none" stroke="{ink}" stroke-width="3" stroke-linecap="round" d="M{n(start)},{n(y + 34)}Q{n((start + end) / 2)},{n(y + bend)} {n(end)},{n(y + lift)}"/>'
    ]
    for i in range(1, 8):
        t = i / 8
        cx = (1 - t) ** 2 * start + 2 * (1 - t) * t * (start + end) / 2 + t**2 * end
        cy = (1 - t) ** 2 * (y + 34) + 2 * (1 - t) * t * (y + bend) + t**2 * (y + lift)
        turn, long = rnd.choice((-1, 1)) * rnd.uniform(35, 70), width * rnd.uniform(0.055, 0.085)
        out.append(
            f'<path transform="translate({n(cx)} {n(cy)}) rotate({n(turn)})" fill="{ink}" fill-opacity="{rnd.choice((".95", ".75", ".55"))}" d="M0,0Q{n(long)},{n(-long * 0.55)} {n(long * 2)},0Q{n(long)},{n(long * 0.45)} 0,0Z"/>'
        )
    out.append(f'<circle cx="{n(end + 6)}" cy="{n(y + lift - 4)}" r="5" fill="{ink}"/>')
    return "".join(out)


def metalwork(a: Art, path: str, across: Span, down: Span, prefix: str) -> str:
    """Fine lines or hammer marks inside a path; nothing for polished metal."""
    (x0, x1), (y0, y1) = across, down
    rnd = random.Random(a.sku + a.decor)
    if a.decor == "brushed":
        marks = "".join(f'<path d="M{n(x0)},{n(y)}H{n(x1)}"/>' for y in (y0 + (y1 - y0) * i / 26 for i in range(1, 26)))
        inner = f'<g stroke="#fff" stroke-opacity=".22" stroke-width="1">{marks}</g>'
    elif a.decor == "hammered":
        marks = "".join(
            f'<ellipse cx="{n(x + rnd.uniform(-3, 3))}" cy="{n(y + rnd.uniform(-3, 3))}" rx="7" ry="6"/>'
            for y in range(int(y0), int(y1), 13)
            for x in range(int(x0), int(x1), 15)
        )
        inner = f'<g fill="#fff" fill-opacity=".16" stroke="#000" stroke-opacity=".12">{marks}</g>'
    else:
        return ""
    return f'<clipPath id="{prefix}-m"><path d="{path}"/></clipPath><g clip-path="url(#{prefix}-m)">{inner}</g>'
