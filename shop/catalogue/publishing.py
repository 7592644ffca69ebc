"""Making products and letting them out: a product that lacks what a buyer needs cannot be published."""

from dataclasses import dataclass, field

import nh3
from django.db import transaction
from django.db.models import Avg, Count
from modeltranslation.utils import build_localized_fieldname

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.slugs import slugify
from core.transitions import move_to
from shop.catalogue.models import (
    AssortmentItem,
    ExpertReview,
    Lifecycle,
    Product,
    ProductBarcode,
    ProductRecommendation,
)
from shop.catalogue.searching import product_tokens
from shop.channels.models import ChannelMarket

#: What product texts may contain; everything else is removed when saved.
ALLOWED_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4"}
RICH_TEXTS = ("description", "brewing")


class Incomplete(DomainError):
    """The product lacks data a buyer needs; `missing` names the fields."""

    code = "product_incomplete"

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(missing=missing)


def clean_html(text: str) -> str:
    return nh3.clean(text, tags=ALLOWED_TAGS, attributes={})


def save_product(*, actor: Actor, sku: str, attributes: dict | None = None, **values) -> Product:
    """Create or change a product, found by its item number; rich texts are sanitised, search words made.

    Translated fields are given as `title_en`, `title_vi`, ...; `attributes` maps attribute codes to values. The value of a
    text attribute may be a dict of languages (en, vi, ...) to texts, which is written in one go.
    """
    texts = {code: value for code, value in (attributes or {}).items() if isinstance(value, dict)}
    for name in list(values):
        if name.rsplit("_", 1)[0] in RICH_TEXTS or name in RICH_TEXTS:
            values[name] = clean_html(values[name] or "")
    with transaction.atomic():
        product = Product.objects.filter(sku=sku).first() or Product(sku=sku, is_public=False)
        created = product.pk is None
        for name, value in values.items():
            setattr(product, name, value)
        if not product.slug:
            product.slug = slugify(values.get("title_en") or values.get("title") or sku)
        for code, value in (attributes or {}).items():
            setattr(product.attr, code, value["en"] if code in texts else value)
        product.search_tokens = product_tokens(product)
        product.save()
        _translate_attributes(product, texts)
        audit.record(actor=actor, action="product.created" if created else "product.changed", subject=product)
    return product


def _translate_attributes(product: Product, texts: dict[str, dict[str, str]]) -> None:
    """Write the values of text attributes in all their languages. Two queries, none without texts."""
    if not texts:
        return
    rows = list(product.attribute_values.filter(attribute__code__in=texts).select_related("attribute"))
    languages = sorted({language for said in texts.values() for language in said})
    for row in rows:
        for language in languages:
            setattr(row, build_localized_fieldname("value_text", language), texts[row.attribute.code].get(language, ""))
    product.attribute_values.bulk_update(rows, [build_localized_fieldname("value_text", language) for language in languages])
    product.attr.invalidate()


def missing_data(product: Product) -> list[str]:
    """What a buyer needs and this product lacks, as field names; empty means complete. Three queries."""
    missing = [name for name in ("title_en", "description_en", "subtitle_en", "sold_as_en") if not getattr(product, name)]
    if product.get_product_class().requires_shipping:
        sizes = ("shipping_weight_g", "length_mm", "width_mm", "height_mm")
        missing += [name for name in sizes if not getattr(product, name)]
    if not product.images.exists():
        missing.append("images")
    if not product.price_on_request and not product.prices.exists():
        missing.append("price")
    if not product.categories.exists():
        missing.append("categories")
    return missing


def publish(*, actor: Actor, product: Product) -> Product:
    """Let a complete draft out.

    Raises:
        Incomplete: nothing changed.
    """
    missing = missing_data(product)
    if missing:
        raise Incomplete(missing)
    with transaction.atomic():
        change_lifecycle(actor=actor, product=product, to=Lifecycle.ACTIVE)
        Product.objects.filter(pk=product.pk).update(is_public=True, published_at=clock.now())
    product.refresh_from_db()
    return product


def change_lifecycle(*, actor: Actor, product: Product, to: str) -> Product:
    """draft → active → sell-through → discontinued; the page of a discontinued product stays."""
    with transaction.atomic():
        move_to(product, "lifecycle", to, actor=actor)
        audit.record(actor=actor, action="product.lifecycle", subject=product, to=str(to))
    return product


def set_assortment(*, actor: Actor, channel_market: ChannelMarket, products: list[Product]) -> int:
    """Add products to what a channel may see and buy; returns how many were new."""
    with transaction.atomic():
        before = AssortmentItem.objects.filter(channel_market=channel_market).count()
        AssortmentItem.objects.bulk_create(
            [AssortmentItem(channel_market=channel_market, product=product) for product in products],
            ignore_conflicts=True,
        )
        added = AssortmentItem.objects.filter(channel_market=channel_market).count() - before
        audit.record(actor=actor, action="assortment.extended", subject=channel_market, added=added)
    return added


def add_barcode(*, actor: Actor, product: Product, code: str, pieces: int = 1) -> ProductBarcode:
    """Give a product a code that scanners may read on it; `pieces` is how many one scan stands for (a case's code)."""
    with transaction.atomic():
        barcode = ProductBarcode.objects.create(product=product, code=code, pieces=pieces)
        audit.record(actor=actor, action="product.barcode_added", subject=product, code=code)
    return barcode


@dataclass(frozen=True)
class Relation:
    """Another product with the reason; `reasons` and `signatures` map language codes (en, vi, ...) to texts.

    Relations are shown in the order given; one with a `weight` comes before those of other products too, where one
    relation is chosen among all.
    """

    product: Product
    kind: str
    reasons: dict[str, str] = field(default_factory=dict)
    signatures: dict[str, str] = field(default_factory=dict)
    weight: int = 0


def relate(*, actor: Actor, product: Product, relations: list[Relation]) -> None:
    """Say which products go with this one or are like it, and why."""
    rows, written = [], {"ranking", "kind"}
    for rank, relation in enumerate(relations):
        texts = {build_localized_fieldname("reason", language): text for language, text in relation.reasons.items()}
        texts |= {build_localized_fieldname("signed_by", language): text for language, text in relation.signatures.items()}
        written |= texts.keys()
        ranking = 100 - rank + relation.weight
        rows.append(
            ProductRecommendation(primary=product, recommendation=relation.product, ranking=ranking, kind=relation.kind, **texts)
        )
    with transaction.atomic():
        ProductRecommendation.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["primary", "recommendation"], update_fields=sorted(written)
        )
        audit.record(actor=actor, action="product.related", subject=product, count=len(relations))


def add_expert_review(*, actor: Actor, product: Product, score: int, reviewed_on, reviewer: str = "", **texts) -> None:
    """Add a panel's score (of 100) and write the mean down to the product. `texts`: panel_en, quote_en, quote_vi, ..."""
    with transaction.atomic():
        review = ExpertReview(product=product, score=score, reviewed_on=reviewed_on, reviewer=reviewer, **texts)
        review.full_clean()
        review.save()
        sums = product.expert_reviews.aggregate(mean=Avg("score"), count=Count("pk"))
        Product.objects.filter(pk=product.pk).update(expert_score=round(sums["mean"]), expert_score_count=sums["count"])
        audit.record(actor=actor, action="product.expert_review_added", subject=product, panel=review.panel)


def add_buyer_review(*, actor: Actor, product: Product, name: str, score: int, title: str, body: str, user=None) -> None:
    """Add an approved buyer's rating (1 to 5) and write the mean down to the product."""
    with transaction.atomic():
        review = product.reviews.model(
            product=product, name=name, score=score, title=title, body=body, user=user, status=1, email=""
        )
        review.save()  # and with it the mean
        audit.record(actor=actor, action="product.review_added", subject=product)
