"""Growth curves: drawn by powers of ten, with names that can be read, and told as a page."""

import re
from itertools import pairwise
from xml.etree import ElementTree

from benchmarks import curves, growth

SERIES = {"order list": [12.0, 13.0, 15.5], "search <by name>": [12.1, 13.1, 15.6], "verify": [900.0, 9_000.0, 90_000.0]}


def heights(drawing: str) -> list[float]:
    return [float(y) for y in re.findall(r'<text x="536" y="([\d.]+)"', drawing)]


def test_a_drawing_is_well_formed_and_has_every_line_with_its_last_figure():
    drawing = curves.lines("Over orders", "milliseconds", "orders", [1_000, 10_000, 100_000], SERIES)
    ElementTree.fromstring(drawing)
    assert drawing.count("<path ") == 3
    assert "90,000 verify" in drawing and "search &lt;by name&gt;" in drawing


def test_names_at_the_ends_of_lines_do_not_cover_each_other():
    found = sorted(heights(curves.lines("Over orders", "ms", "orders", [1_000, 10_000, 100_000], SERIES)))
    assert all(later - earlier >= 16 for earlier, later in pairwise(found))


def test_a_line_that_does_not_grow_is_drawn_flat():
    drawing = curves.lines("Flat", "ms", "orders", [1_000, 100_000], {"page": [10.0, 10.0]})
    (path,) = re.findall(r'd="M([^"]+)"', drawing)
    ends = [point.split() for point in path.split(" L")]
    assert ends[0][1] == ends[1][1] and float(ends[0][0]) < float(ends[1][0])


def test_the_page_tells_how_much_dearer_the_largest_is(tmp_path):
    told = {
        "taken": "2026-11-22 10:00", "machine": {"processors": 2, "model": "a processor"}, "load": [1.0, 2.5],
        "orders": {"sizes": [1_000, 10_000], "ms": {"order list": [10.0, 15.0]}, "verify seconds": [2.0, 9.0]},
        "bytes": {"everything": 23_456.0},
    }  # fmt: skip
    growth.write(told, tmp_path / "growth.md", tmp_path / "drawings")
    page = (tmp_path / "growth.md").read_text()
    assert "| order list | 10.0 | 15.0 | 1.50× |" in page
    assert "| everything | 23.5 |" in page and "Over products" not in page
    assert (tmp_path / "drawings" / "growth-orders.svg").exists()
