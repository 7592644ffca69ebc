"""What a product's page says of the product: kept for as long as nothing was told about it, else read in three queries.

The fingerprint is read before the product, as for cards (shop.storefront.cards), whose prices and stock are not kept here.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.safestring import SafeString, mark_safe
from modeltranslation.utils import build_localized_fieldname
from oscar.core.loading import get_model

from core.freshness import fingerprint, house
from core.freshness.lending import borrow, lend
from shop.catalogue.models import AssortmentItem, ExpertReview, Lifecycle, Product, ProductImage
from shop.catalogue.publishing import clean_html
from shop.storefront.pairings import related_to
from shop.storefront.requests import Visit

REVIEWS = 6
#: Products kept in one process, of some tens of kilobytes each.
MOST_KEPT = 500


@dataclass(frozen=True)
class Facts:
    """`values` are attributes with what they say; `about` is the description, cleaned. Shared by requests: nobody changes it."""

    product: Any
    related: list[Any]
    values: list[tuple[Any, Any]]
    about: SafeString


_kept: dict[tuple[Any, ...], tuple[Any, Facts]] = {}


def product_of(visit: Visit, pk: int) -> Facts | None:
    """The product as this door shows it, or None where it shows none. One statement, three more when nobody
    has read it since something was told about it."""
    key = ("facts", connection.settings_dict["NAME"], visit.channel_market.pk, visit.language)
    stamp = (house(), fingerprint([pk]))
    kept = _kept.get((key, pk))
    if kept is not None and kept[0] == stamp:
        return kept[1]
    facts = borrow(key, {pk: stamp}).get(pk)
    if facts is None:
        facts = _facts(visit, pk)
        if facts is None:
            return None
        lend(key, {pk: stamp}, {pk: facts})
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key, pk] = (stamp, facts)
    return facts


def _facts(visit: Visit, pk: int) -> Facts | None:
    product = _read(visit, pk)
    if product is None:
        return None
    values = product.attribute_values.select_related("attribute", "value_option").order_by("attribute__pk")
    return Facts(
        product=product,
        related=list(related_to(visit, product)),
        values=[(one, one.value) for one in values],
        # Cleaned when it was saved; cleaned again, so that no other way of writing it can put a script into a page.
        about=mark_safe(clean_html(product.description)),  # noqa: S308
    )


def _read(visit: Visit, pk: int) -> Any:
    """The product with pictures, experts and some reviews, in one query. Discontinued pages stay."""
    assorted = AssortmentItem.objects.filter(channel_market=visit.channel_market, product=OuterRef("pk"))
    reviews = get_model("reviews", "ProductReview").objects.filter(product=OuterRef("pk"), status=1)
    pictures = ProductImage.objects.filter(product=OuterRef("pk")).order_by("display_order", "pk")
    # Django's own query set: the translating one adds columns to what `values` names, and an array takes one.
    experts = QuerySet(ExpertReview).filter(product=OuterRef("pk")).order_by("-score", "pk")
    own_quote = build_localized_fieldname("quote", visit.language)
    product = (
        Product.objects.filter(Exists(assorted) | Q(lifecycle=Lifecycle.DISCONTINUED), pk=pk, is_public=True)
        .exclude(lifecycle=Lifecycle.DRAFT)
        .select_related("product_class", "tax_category")
        .annotate(
            images_found=ArraySubquery(pictures.values(found=JSONObject(path="original", role="role", caption="caption"))),
            experts=ArraySubquery(
                experts.values(
                    found=JSONObject(panel="panel", reviewer="reviewer", score="score", quote=F("quote"), own=F(own_quote))
                )
            ),
            some_reviews=ArraySubquery(
                reviews.order_by("-date_created", "-pk").values(
                    found=JSONObject(score="score", title="title", body="body", name="name", on="date_created")
                )[:REVIEWS]
            ),
            scores=ArraySubquery(reviews.values("score")),
        )
        .first()
    )
    if product is not None:
        product.picture = product.images_found[0]["path"] if product.images_found else None
    return product
