"""What a page may weigh: styles and scripts of each face, as built and squeezed as they travel."""

import gzip
from pathlib import Path

import pytest

BUILT = Path(__file__).resolve().parents[2] / "build" / "assets"


def squeezed(*names: str) -> int:
    return sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in names)


@pytest.mark.parametrize(
    ("most", "names"),
    [
        (60_000, ("storefront.css", "storefront.js", "storefront-icons.svg", "chinese-shop.css")),
        (120_000, ("backoffice.css", "backoffice.js", "charts.js", "backoffice-icons.svg", "chinese.css")),
        (120_000, ("backoffice.css", "scan.js", "backoffice-icons.svg", "chinese.css")),
    ],
)
def test_a_face_keeps_its_budget_with_all_that_a_page_may_load(most, names):
    assert squeezed(*names) <= most


@pytest.mark.parametrize("face", ["storefront", "backoffice"])
def test_chinese_costs_readers_of_other_languages_nothing(face):
    sheet = (BUILT / f"{face}.css").read_text()
    assert sheet.count("noto-sans-sc-") < 12, "only the slices of the languages' own names; others by a sheet"


def test_no_sheet_or_script_is_built_that_the_budget_does_not_count():
    counted = {"storefront.css", "storefront.js", "backoffice.css", "backoffice.js", "charts.js", "scan.js"}
    counted |= {"chinese.css", "chinese-shop.css", "thai.css"}
    assert {path.name for path in BUILT.iterdir() if path.suffix in {".css", ".js"}} == counted
