"""Products that belong together, with the reason and who signs it."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from core.freshness import catalogued
from shop.catalogue.models import AssortmentItem, Lifecycle, Product, ProductRecommendation, RelationKind
from shop.storefront.requests import Visit

SOLD = (Lifecycle.ACTIVE, Lifecycle.SELL_THROUGH)


def _sold_here(visit: Visit, side: str) -> Exists:
    return Exists(AssortmentItem.objects.filter(channel_market=visit.channel_market, product=OuterRef(side)))


def related_to(visit: Visit, product: Product) -> QuerySet[ProductRecommendation]:
    """What goes with a product and what is like it, of what is sold here. One query."""
    return ProductRecommendation.objects.filter(
        _sold_here(visit, "recommendation"),
        primary=product,
        recommendation__lifecycle__in=SOLD,
        recommendation__is_public=True,
    ).order_by("-ranking", "pk")


def pairing_of_the_house(request: HttpRequest) -> ProductRecommendation | None:
    """One signed pairing whose both halves are sold here, for the home page. From memory while the catalogue stands."""
    return catalogued(("pairing", Visit(request).channel_market.pk), lambda: _read_pairing(Visit(request)))


def _read_pairing(visit: Visit) -> ProductRecommendation | None:
    return (
        ProductRecommendation.objects.filter(
            _sold_here(visit, "primary"),
            _sold_here(visit, "recommendation"),
            kind=RelationKind.PAIRING,
            primary__lifecycle=Lifecycle.ACTIVE,
            primary__price_on_request=False,
            recommendation__lifecycle=Lifecycle.ACTIVE,
            recommendation__price_on_request=False,
        )
        .exclude(signed_by="")
        .order_by("-ranking", "-primary__buyer_rating_count", "pk")
        .first()
    )
