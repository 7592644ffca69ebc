"""The trade-off of each buyer as SVG, drawn by hand: stock to the right, share of pieces delivered upwards."""

from collections.abc import Sequence
from html import escape

from inventory.simulating.buyers import FIXED, FORECAST, RENEWED
from inventory.simulating.comparing import Point

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 64, 24, 64, 52
#: A colour and a mark for each, told apart on light and dark, and by whoever tells no colours apart.
KINDS = {
    FORECAST: ("#1f8a63", "forecast"),
    FIXED: ("#c07a2b", "min/max, set once"),
    RENEWED: ("#4f6fc4", "min/max, renewed daily"),
}
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #2b2621; } .title { font-weight: 600; font-size: 15px; } .quiet { fill: #6b6259; }
.grid { stroke: #8886; stroke-width: 1; } path { fill: none; stroke-width: 2; }
@media (prefers-color-scheme: dark) { text { fill: #ece6dd; } .quiet { fill: #a89f94; } }
"""
#: Steps between lines of the grid, of which the first is taken that needs at most eight.
STEPS = (0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)


def tradeoff(title: str, currency: str, points: Sequence[Point]) -> str:
    """A line for each kind through its settings."""
    lowest = min(point.service for point in points)
    step = next((one for one in STEPS if (1 - lowest) / one <= 8), STEPS[-1])
    floor = 1 - -(-(1 - lowest) // step) * step
    floor = min(floor, 1 - step)
    most = max(point.stock_value for point in points)
    wide = _round_up(most / 6)
    right = -(-most // wide) * wide

    def at(point: Point) -> tuple[float, float]:
        return (
            LEFT + point.stock_value / right * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - (point.service - floor) / (1 - floor) * (HEIGHT - TOP - BOTTOM),
        )

    drawn = _grid(floor, step, right, wide)
    for kind, (colour, name) in KINDS.items():
        places = [at(point) for point in sorted(points, key=lambda one: one.setting) if point.kind == kind]
        drawn += _line(kind, colour, name, places)
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>\n<text class="title" x="0" y="18">{escape(title)}</text>\n{body}\n'
        f'<text class="quiet" x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 6}" text-anchor="middle">'
        f"mean value of the stock, million {escape(currency)}</text></svg>\n"
    )


def _grid(floor: float, step: float, right: float, wide: float) -> list[str]:
    drawn = []
    for n in range(round((1 - floor) / step) + 1):
        share = floor + n * step
        y = HEIGHT - BOTTOM - n * step / (1 - floor) * (HEIGHT - TOP - BOTTOM)
        drawn.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        drawn.append(f'<text class="quiet" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{100 * share:.4g} %</text>')
    for n in range(round(right / wide) + 1):
        x = LEFT + n * wide / right * (WIDTH - LEFT - RIGHT)
        said = f"{n * wide / 1e6:,.10g}"
        drawn.append(f'<text class="quiet" x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{said}</text>')
    return drawn


def _line(kind: str, colour: str, name: str, places: Sequence[tuple[float, float]]) -> list[str]:
    number = list(KINDS).index(kind)
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    x = LEFT + number * 190
    key = [_mark(x + 5, 38, number, colour), f'<text x="{x + 16}" y="42" style="fill: {colour}">{escape(name)}</text>']
    return [f'<path d="{path}" style="stroke: {colour}"/>', *(_mark(*place, number, colour) for place in places), *key]


def _mark(x: float, y: float, number: int, colour: str) -> str:
    """A dot, a square or a diamond."""
    if number == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" style="fill: {colour}"/>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if number == 2 else ""
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" style="fill: {colour}"{turned}/>'


def _round_up(value: float) -> float:
    """The next 1, 2 or 5 with zeros behind it."""
    power = 10.0 ** (len(str(max(int(value), 1))) - 1)
    return next((one * power for one in (1, 2, 5) if one * power >= value), 10 * power)
