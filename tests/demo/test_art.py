"""The pictures of the demo shop: the same for everybody, and safe to show."""

from xml.etree import ElementTree

import pytest

from demo.art import FORMS, LIQUOR, PLACES, Art, cup_svg, leaf_svg, place_svg, product_svg, to_file

OOLONG = Art("LL-1104", "caddy", "thailand", "roasted", "roasted", ("Mae Salong", "Roasted", "Oolong"), "100 g", 0)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_drawn_as_a_well_formed_picture(form):
    picture = product_svg(Art("LL-9", form, lines=("Trà", "Sen"), net="50 g"), label="A & B")
    assert ElementTree.fromstring(picture).get("aria-label") == "A & B"


def test_the_same_product_always_looks_the_same():
    assert product_svg(OOLONG) == product_svg(OOLONG)


def test_another_sku_looks_different():
    assert product_svg(OOLONG) != product_svg(Art("LL-1105", *list(vars(OOLONG).values())[1:]))


def test_a_name_on_a_pack_is_outlines_and_never_text():
    assert "<text" not in product_svg(OOLONG)
    assert "Mae Salong" not in product_svg(OOLONG)


@pytest.mark.parametrize("picture", [cup_svg(liquor) for liquor in LIQUOR] + [place_svg(place) for place in PLACES])
def test_a_picture_holds_neither_script_nor_address(picture):
    assert "script" not in picture
    assert "href" not in picture


def test_leaf_and_bean_are_scattered_from_the_sku():
    assert leaf_svg("roasted", "LL-1") != leaf_svg("roasted", "LL-2")
    assert leaf_svg("coffee", "LL-1", "bean") != leaf_svg("coffee", "LL-1")


def test_an_unchanged_picture_is_not_written_again(tmp_path):
    path = to_file("<svg/>", tmp_path / "a" / "b.svg")
    before = path.stat().st_mtime_ns
    to_file("<svg/>", path)
    assert path.stat().st_mtime_ns == before
