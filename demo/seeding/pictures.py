"""Draws each product and hangs the pictures up: the pack, the cup, what is in the bag."""

from demo.art import Art, cup_svg, leaf_svg, product_svg
from demo.data.schema import Product
from demo.seeding.house import FOUNDING
from shop.catalogue.models import Product as Record
from shop.catalogue.organising import set_picture

#: Frames a cup as packs are framed (344 to 378), so that a gallery's pictures are of one size.
BESIDE_PACKS = "-39 -55 318 349.4"


def art_of(data: Product) -> Art:
    """What the picture of a product is drawn from."""
    spec = data.art
    return Art(
        data.sku,
        spec.form,
        spec.origin,
        spec.family,
        spec.liquor,
        spec.lines,
        spec.net,
        spec.ground,
        spec.layout,
        spec.colours,
        spec.decor,
        spec.shape,
    )


def draw(product: Record, data: Product) -> None:
    """All pictures of one product, in the order of its gallery."""
    spec = data.art
    pictures = [("pack", product_svg(art_of(data)))]
    if data.tax_category == "tea_coffee" and data.kind == "goods":
        kind = "bean" if data.category.startswith("coffee") else "leaf"
        pictures += [("cup", cup_svg(spec.liquor, box=BESIDE_PACKS)), ("leaf", leaf_svg(spec.liquor, data.sku, kind))]
    for position, (role, drawing) in enumerate(pictures):
        set_picture(
            actor=FOUNDING,
            product=product,
            name=f"{data.sku}-{role}.svg",
            content=drawing.encode(),
            role=role,
            position=position,
        )
