"""Landscapes of the four origins: terraces, old forest, soft ridges, the faceted cordillera."""

import math
import random

from demo.art_colour import light, n, tone

Point = tuple[float, float]


def ridge(rnd: random.Random, x0: float, x1: float, y: float, amp: float, step: float = 14.0, rough: float = 1.0) -> list[Point]:
    """The line of a hill from x0 to x1 around y."""
    a, b, c = rnd.uniform(0, 6.3), rnd.uniform(0, 6.3), rnd.uniform(0.010, 0.018)
    pts, x = [], x0
    while x < x1 + step:
        pts.append((x, y - amp * (0.6 * math.sin(c * x + a) + 0.4 * rough * math.sin(2.7 * c * x + b))))
        x += step
    return pts


def smooth(pts: list[Point]) -> str:
    """A curve through the points (Catmull-Rom)."""
    d = f"M{n(pts[0][0])},{n(pts[0][1])}"
    for i in range(len(pts) - 1):
        (xa, ya), (xb, yb), (xc, yc), (xd, yd) = pts[max(i - 1, 0)], pts[i], pts[i + 1], pts[min(i + 2, len(pts) - 1)]
        d += f"C{n(xb + (xc - xa) / 6)},{n(yb + (yc - ya) / 6)} {n(xc - (xd - xb) / 6)},{n(yc - (yd - yb) / 6)} {n(xc)},{n(yc)}"
    return d


def landscape(origin: str, rnd: random.Random, x0: float, x1: float, top: float, bottom: float, base: str) -> str:
    """The lower part of a pack or the whole of a banner: hills in tones of `base`."""
    h, w, out = bottom - top, x1 - x0, []
    s = -1 if light(base) else 1
    tones = [tone(base, s * d) for d in (0.07, 0.13, 0.20)]
    close = f"V{n(bottom + 20)}H{n(x0)}Z"
    if origin == "thailand":  # soft ridges, one behind another
        for i, t in enumerate(tones):
            pts = ridge(rnd, x0, x1, top + h * (0.12 + 0.27 * i), h * 0.13, 22)
            out.append(f'<path fill="{t}" d="{smooth(pts)}{close}"/>')
    elif origin == "vietnam":  # terraces: one hill cut in even steps
        pts = ridge(rnd, x0, x1, top + h * 0.16, h * 0.15, 20, 0.6)
        out.append(f'<path fill="{tones[0]}" d="{smooth(pts)}{close}"/>')
        lean = rnd.uniform(-0.10, 0.10)
        for i in range(1, 9):
            y = top + h * (0.16 + 0.115 * i)
            line = [(px, y + (py - top - h * 0.16) * (1 - i / 11) + lean * (px - x0)) for px, py in pts]
            fill = tones[1] if i % 2 else tones[0]
            out.append(f'<path fill="{fill}" d="{smooth(line)}{close}"/>')
        pts = ridge(rnd, x0, x1, top + h * 0.86, h * 0.10, 26)
        out.append(f'<path fill="{tones[2]}" d="{smooth(pts)}{close}"/>')
    elif origin == "yunnan":  # old forest: crowns on trunks
        pts = ridge(rnd, x0, x1, top + h * 0.30, h * 0.12, 24)
        out.append(f'<path fill="{tones[0]}" d="{smooth(pts)}{close}"/>')
        for row, t in enumerate(tones[1:]):
            x, y = x0 - 10, top + h * (0.50 + 0.26 * row)
            while x < x1 + 20:
                r = h * rnd.uniform(0.09, 0.16)
                cy = y + rnd.uniform(-0.05, 0.05) * h
                out.append(
                    f'<ellipse cx="{n(x)}" cy="{n(cy)}" rx="{n(r)}" ry="{n(r * 1.25)}" fill="{t}"/>'
                    f'<path stroke="{tones[0]}" stroke-width="{n(max(1.2, w / 120))}" d="M{n(x)},{n(cy - r * 0.4)}V{n(cy + r * 1.1)}"/>'
                )
                x += r * rnd.uniform(1.25, 1.7)
            out.append(f'<path fill="{t}" d="M{n(x0 - 20)},{n(y + h * 0.1)}H{n(x1 + 20)}{close}"/>')
    else:  # colombia: the cordillera, faceted
        for i, t in enumerate(tones):
            y, x, pts, up = top + h * (0.20 + 0.25 * i), x0 - 30, [], bool(i % 2)
            while x < x1 + 60:
                pts.append((x, y + h * (rnd.uniform(-0.16, -0.05) if up else rnd.uniform(0.05, 0.13))))
                x += w * rnd.uniform(0.13, 0.24)
                up = not up
            d = "M" + "L".join(f"{n(a)},{n(b)}" for a, b in pts)
            out.append(f'<path fill="{t}" d="{d}{close}"/>')
            for (xa, ya), (xb, yb) in zip(pts, pts[1:]):  # the shaded side of every peak
                if ya < yb:
                    out.append(
                        f'<path fill="{tone(t, 0.045 * s)}" d="M{n(xa)},{n(ya)}L{n(xb)},{n(yb)}L{n(xa + (xb - xa) * 0.25)},{n(yb + h * 0.16)}Z"/>'
                    )
    return "".join(out)
