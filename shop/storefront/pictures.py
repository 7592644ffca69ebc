"""Where pictures of products are: with the product's query, and as addresses."""

from functools import lru_cache
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import OuterRef, QuerySet, Subquery
from django.templatetags.static import static

from shop.catalogue.models import Product, ProductImage
from shop.storefront import words

CUPS = {"lotus", *words.LIQUORS}


def with_picture(products: QuerySet[Product]) -> Any:
    """Bring the address of the first picture along, without a query of its own."""
    return products.annotate(picture=Subquery(picture_of("pk")))


def picture_of(outer: str) -> QuerySet:
    return ProductImage.objects.filter(product=OuterRef(outer)).order_by("display_order", "pk").values("original")[:1]


@lru_cache(maxsize=20_000)
def picture_url(path: str | None, liquor: str = "") -> str:
    """Where a picture is; a product without one shows its cup."""
    if path:
        return default_storage.url(path)
    return static(f"cups/{liquor if liquor in CUPS else 'white'}.svg")
