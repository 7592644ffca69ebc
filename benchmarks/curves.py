"""Curves as SVG, drawn by hand: how long things take as a number grows. Both axes by powers of ten; the ends are told."""

import math
from collections.abc import Sequence
from html import escape

from benchmarks.figures import written

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 64, 236, 44, 44
#: Colours that are told apart on light and on dark, and marks for whoever tells no colours apart.
COLOURS = ("#1f8a63", "#c07a2b", "#4f6fc4", "#b0467f", "#7a7f87", "#8a6a1f", "#2b8fa8", "#a5502f")
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #2b2621; } .title { font-weight: 600; font-size: 15px; } .quiet { fill: #6b6259; }
.grid { stroke: #8886; stroke-width: 1; } path { fill: none; stroke-width: 2; }
@media (prefers-color-scheme: dark) { text { fill: #ece6dd; } .quiet { fill: #a89f94; } }
"""


class Axis:
    """A power of ten at each line; where a value lies between two ends."""

    def __init__(self, least: float, most: float, begin: float, end: float) -> None:
        self.low, self.high = math.floor(math.log10(least)), math.ceil(math.log10(most))
        self.high = max(self.high, self.low + 1)
        self.begin, self.end = begin, end

    def at(self, value: float) -> float:
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return self.begin + part * (self.end - self.begin)

    def powers(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def lines(title: str, unit: str, counted: str, sizes: Sequence[int], series: dict[str, Sequence[float]]) -> str:
    """One line for each of the series, with a mark at every size."""
    values = [value for line in series.values() for value in line]
    x, y = Axis(min(sizes), max(sizes), LEFT, WIDTH - RIGHT), Axis(min(values), max(values), HEIGHT - BOTTOM, TOP)
    drawn = []
    for power in x.powers():
        drawn.append(f'<line class="grid" x1="{x.at(power):.1f}" x2="{x.at(power):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        drawn.append(f'<text class="quiet" x="{x.at(power):.1f}" y="{HEIGHT - 22}" text-anchor="middle">{power:,.0f}</text>')
    for power in y.powers():
        drawn.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y.at(power):.1f}" y2="{y.at(power):.1f}"/>')
        drawn.append(f'<text class="quiet" x="{LEFT - 8}" y="{y.at(power) + 4:.1f}" text-anchor="end">{power:,g}</text>')
    places = _apart({name: y.at(line[-1]) for name, line in series.items()})
    for number, (name, line) in enumerate(series.items()):
        points = [(x.at(size), y.at(value)) for size, value in zip(sizes, line, strict=True)]
        drawn += _line(name, points, line[-1], number, places[name])
    body = "\n".join(drawn)
    middle = (LEFT + WIDTH - RIGHT) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>\n<text class="title" x="0" y="18">{escape(title)}</text>'
        f'<text class="quiet" x="{WIDTH}" y="18" text-anchor="end">{escape(unit)}</text>\n{body}\n'
        f'<text class="quiet" x="{middle}" y="{HEIGHT - 4}" text-anchor="middle">{escape(counted)}</text></svg>\n'
    )


def _line(name: str, points: list[tuple[float, float]], last: float, number: int, place: float) -> list[str]:
    colour = COLOURS[number % len(COLOURS)]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    marks = [_mark(x, y, number, colour) for x, y in points]
    said = f"{escape(written(last))} {escape(name)}"
    words = f'<text x="{WIDTH - RIGHT + 12}" y="{place + 4:.1f}" style="fill: {colour}">{said}</text>'
    return [f'<path d="{path}" style="stroke: {colour}"/>', *marks, words]


def _mark(x: float, y: float, number: int, colour: str) -> str:
    """A dot, a square or a diamond."""
    if number % 3 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" style="fill: {colour}"/>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if number % 3 == 2 else ""
    return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" style="fill: {colour}"{turned}/>'


def _apart(wanted: dict[str, float], least: float = 17.0) -> dict[str, float]:
    """The names beside the ends of their lines, none upon another."""
    places: dict[str, float] = {}
    before = -math.inf
    for name, place in sorted(wanted.items(), key=lambda one: one[1]):
        places[name] = before = max(place, before + least)
    over = max(before - (HEIGHT - BOTTOM + 8), 0.0)
    return {name: place - over for name, place in places.items()}
