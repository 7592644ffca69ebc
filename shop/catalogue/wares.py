"""What is known of a product wherever it stands in a basket, an order or a list: from memory until something is told about it.

Texts are in the reader's language. Prices and stock are asked elsewhere, each in its own way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import get_language

from core.freshness import remembered
from shop.catalogue.models import AssortmentItem, Category, Product, ProductImage

#: What is read of a product: enough for a card, a line and a price.
FIELDS = (
    "sku", "slug", "title", "subtitle", "region", "sold_as", "family", "origin", "liquor", "lifecycle", "is_public",
    "price_on_request", "buyer_rating", "buyer_rating_count", "expert_score", "case_quantity", "shipping_weight_g", "structure",
    "parent", "product_class__track_stock", "product_class__requires_shipping",
    "parent__structure", "parent__product_class__track_stock", "parent__product_class__requires_shipping",
)  # fmt: skip


@dataclass(frozen=True)
class Ware:
    """A product, the channels in markets that have it in their assortment, and its categories in tree notation."""

    product: Any
    sold_at: frozenset[int]
    paths: tuple[str, ...]


def wares(product_ids: Iterable[int]) -> dict[int, Ware]:
    """These products by id; unknown ones are absent. One statement, one more for what is not in memory."""
    return remembered(("wares", connection.settings_dict["NAME"], get_language()), product_ids, _read)


def _read(product_ids: list[int]) -> dict[int, Ware]:
    assorted = AssortmentItem.objects.filter(product=OuterRef("pk")).values("channel_market")
    categories = Category.objects.filter(Q(product=OuterRef("pk")) | Q(product=OuterRef("parent"))).order_by().values("path")
    pictures = ProductImage.objects.filter(product=OuterRef("pk")).order_by("display_order", "pk").values("original")
    found: Any = (
        Product.objects.filter(pk__in=product_ids)
        .select_related("product_class", "parent__product_class")
        .only(*FIELDS)
        .annotate(sold_at=ArraySubquery(assorted), paths=ArraySubquery(categories), picture=Subquery(pictures[:1]))
    )
    return {product.pk: Ware(product, frozenset(product.sold_at), tuple(product.paths)) for product in found}
