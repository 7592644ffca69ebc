"""The pictures of the demo shop: the same for everybody, and safe to show."""

from xml.etree import ElementTree

import pytest

from demo.art import FORMS, LIQUOR, PLACES, Art, cup_svg, leaf_svg, place_svg, product_svg, to_file
from demo.art_fronts import FRONTS
from demo.art_shapes import OTHER_SHAPES

OOLONG = Art("LL-1104", "caddy", "thailand", "roasted", "roasted", ("Mae Salong", "Roasted", "Oolong"), "100 g", 0)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_drawn_as_a_well_formed_picture(form):
    picture = product_svg(Art("LL-9", form, lines=("Trà", "Sen"), net="50 g"), label="A & B")
    assert ElementTree.fromstring(picture).get("aria-label") == "A & B"


@pytest.mark.parametrize("layout", FRONTS)
@pytest.mark.parametrize("form", ["caddy", "tube", "pouch", "carton", "sachet"])
def test_every_layout_of_a_pack_is_drawn_as_a_well_formed_picture(form, layout):
    plain = Art("LL-9", form, lines=("Tà Xùa", "Spring", "Green"), net="50 g")
    other = Art("LL-9", form, lines=("Tà Xùa", "Spring", "Green"), net="50 g", layout=layout)
    assert ElementTree.fromstring(product_svg(other)) is not None
    assert product_svg(other) != product_svg(plain)


@pytest.mark.parametrize(("form", "shape"), OTHER_SHAPES)
@pytest.mark.parametrize("decor", ["", "brush", "speckled", "banded", "ribbed"])
def test_every_shape_of_ware_is_drawn_with_every_decor(form, shape, decor):
    piece = Art("LL-9", form, family="ware", ground=0, colours=("#A9C7B4", "#CFE0D2"), decor=decor, shape=shape)
    assert ElementTree.fromstring(product_svg(piece)) is not None


@pytest.mark.parametrize("form", ["phin", "kettle"])
@pytest.mark.parametrize("decor", ["brushed", "hammered"])
def test_metal_shows_how_it_was_worked(form, decor):
    colours = ("#B9C0BF", "#D7DCDB")
    assert product_svg(Art("LL-9", form, ground=0, colours=colours, decor=decor)) != product_svg(
        Art("LL-9", form, ground=0, colours=colours)
    )


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
