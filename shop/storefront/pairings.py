"""Products that belong together, with the reason and who signs it."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from shop.catalogue.models import AssortmentItem, Lifecycle, Product, ProductRecommendation, RelationKind
from shop.storefront import presenting
from shop.storefront.requests import Visit

SOLD = (Lifecycle.ACTIVE, Lifecycle.SELL_THROUGH)


def _sold_here(request: HttpRequest, side: str) -> Exists:
    return Exists(AssortmentItem.objects.filter(channel_market=Visit(request).channel_market, product=OuterRef(side)))


def related_to(request: HttpRequest, product: Product) -> QuerySet[ProductRecommendation]:
    """What goes with a product and what is like it, of what is sold here; pictures come along. One query."""
    return (
        ProductRecommendation.objects.filter(
            _sold_here(request, "recommendation"),
            primary=product,
            recommendation__lifecycle__in=SOLD,
            recommendation__is_public=True,
        )
        .select_related("recommendation__product_class")
        .annotate(picture=Subquery(presenting.picture_of("recommendation")))
        .order_by("-ranking", "pk")
    )


def pairing_of_the_house(request: HttpRequest) -> ProductRecommendation | None:
    """One signed pairing whose both halves are sold here, for the home page; pictures come along. One query."""
    found = (
        ProductRecommendation.objects.filter(
            _sold_here(request, "primary"),
            _sold_here(request, "recommendation"),
            kind=RelationKind.PAIRING,
            primary__lifecycle=Lifecycle.ACTIVE,
            primary__price_on_request=False,
            recommendation__lifecycle=Lifecycle.ACTIVE,
            recommendation__price_on_request=False,
        )
        .exclude(signed_by="")
        .select_related("primary__product_class", "recommendation__product_class")
        .annotate(
            first_picture=Subquery(presenting.picture_of("primary")),
            second_picture=Subquery(presenting.picture_of("recommendation")),
        )
        .order_by("-ranking", "-primary__buyer_rating_count", "pk")
        .first()
    )
    if found:
        found.primary.picture = found.first_picture
        found.recommendation.picture = found.second_picture
    return found
