"""Bars as SVG, drawn by hand: readable on light and on dark pages, with the figures written beside them."""

from html import escape

from benchmarks.figures import written

WIDTH, BAR, GAP, LABEL, HEAD = 760, 18, 26, 250, 44
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #2b2621; }
.title { font-weight: 600; font-size: 15px; }
.quiet { fill: #6b6259; }
.ours { fill: #1f6f54; } .theirs { fill: #b98b4e; } .third { fill: #7a7f87; }
.whisker { stroke: #2b2621; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
  text { fill: #ece6dd; } .quiet { fill: #a89f94; }
  .ours { fill: #55b08d; } .theirs { fill: #d3a868; } .third { fill: #9aa1ab; } .whisker { stroke: #ece6dd; }
}
"""
KINDS = {"house": "ours", "oscar": "theirs"}


def bars(title: str, unit: str, groups: list[tuple[str, list[tuple[str, str, list[float]]]]]) -> str:
    """Groups of bars: per peer its key, its name and the values of all rounds, the median as bar, the spread as a line."""
    shown = [(label, [one for one in peers if one[2]]) for label, peers in groups]
    most = max((max(values) for _label, peers in shown for _key, _name, values in peers), default=1.0) or 1.0
    scale = (WIDTH - LABEL - 120) / most
    y, drawn = HEAD, []
    for label, peers in shown:
        drawn.append(f'<text x="0" y="{y + 13}">{escape(label)}</text>')
        for key, name, values in peers:
            drawn += _bar(y, KINDS.get(key, "third"), name, values, scale)
            y += BAR + 4
        y += GAP - 4 if peers else BAR + GAP
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>\n'
        f'<text class="title" x="0" y="18">{escape(title)}</text><text class="quiet" x="{WIDTH}" y="18" '
        f'text-anchor="end">{escape(unit)}</text>\n{body}\n</svg>\n'
    )


def _bar(y: float, kind: str, name: str, values: list[float], scale: float) -> list[str]:
    middle = sorted(values)[len(values) // 2]
    least, most = min(values) * scale, max(values) * scale
    end = max(middle * scale, most)
    return [
        f'<rect class="{kind}" x="{LABEL}" y="{y}" width="{max(middle * scale, 1):.1f}" height="{BAR}" rx="2"/>',
        f'<line class="whisker" x1="{LABEL + least:.1f}" x2="{LABEL + most:.1f}" y1="{y + BAR / 2}" y2="{y + BAR / 2}"/>',
        f'<text x="{LABEL + end + 8:.1f}" y="{y + 13}">{escape(written(middle))} '
        f'<tspan class="quiet">{escape(name)}</tspan></text>',
    ]
