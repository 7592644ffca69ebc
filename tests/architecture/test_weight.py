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
        (60_000, ("storefront.css", "storefront.js", "storefront-icons.svg")),
        (120_000, ("backoffice.css", "backoffice.js", "charts.js")),
        (120_000, ("backoffice.css", "scan.js")),
    ],
)
def test_a_face_keeps_its_budget(most, names):
    assert squeezed(*names) <= most


def test_scripts_of_other_languages_cost_readers_of_english_nothing():
    sheet = (BUILT / "storefront.css").read_text()
    assert "Noto Sans SC" not in sheet.split("@font-face", 1)[1].split("}", 1)[0]
    slices = sheet.count("Noto Sans SC") + sheet.count("noto-sans-sc-")
    assert slices < 40, "Chinese comes by a sheet of its own"
