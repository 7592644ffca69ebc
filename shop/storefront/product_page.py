"""The product page: everything a buyer needs to decide. At most 12 statements with frame and session."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from core.access.http import public
from shop.catalogue import listing
from shop.catalogue.models import AssortmentItem, ExpertReview, Lifecycle, Product, ProductImage, RelationKind
from shop.catalogue.publishing import clean_html
from shop.storefront import presenting, seo, words
from shop.storefront.arrivals import arrival_of, place_of
from shop.storefront.pairings import related_to
from shop.storefront.requests import Visit

REVIEWS = 6
#: Attributes whose code begins so are drawn as bars from 0 to 10.
TASTE = "taste_"


@public("GET")
def detail(request: HttpRequest, product_slug: str, pk: int) -> HttpResponse:
    product = _product(request, pk)
    related = list(related_to(request, product))
    for one in related:
        one.recommendation.picture = one.picture
    visit = Visit(request)
    cards = listing.cards(
        [product, *(one.recommendation for one in related)],
        channel_market=visit.channel_market,
        account_id=visit.account_id,
    )
    card = cards[0]
    rows = {one.product.pk: presenting.row(request, one) for one in cards}
    price = None if product.price_on_request else card.price
    context = {
        "product": product,
        "row": rows[product.pk],
        "pictures": _pictures(product),
        # Cleaned when it was saved; cleaned again, so that no other way of writing it can put a script into a page.
        "about": mark_safe(clean_html(product.description)),  # noqa: S308
        "case": presenting.case_offer(request, product, price),
        "price_note": _price_note(request, product, price),
        "is_buyable": card.is_buyable,
        "most": card.availability.pieces or None,
        "promise": _promise(request, card.availability),
        "tastes": _tastes(product),
        "facts": _facts(product),
        "pairings": _pairings(request, related, rows),
        "similar": [rows[one.recommendation_id] for one in related if one.kind == RelationKind.SIMILAR][:4],
        "reviews": product.some_reviews,
        "spread": _spread(product.scores),
        "experts": product.experts,
        "crumbs": [{"title": words.facet_word("family", product.family), "url": _family_url(product)}] * bool(product.family)
        + [{"title": product.get_title(), "url": ""}],
        "structured": _structured(request, product, card, price),
        **seo.page(
            request,
            presenting.product_url(product),
            type="product",
            title=product.get_title(),
            description=product.subtitle,
            image=request.build_absolute_uri(
                f"{reverse('storefront:social-card', kwargs={'pk': product.pk})}?hl={visit.language}"
            ),
        ),
    }
    return render(request, "storefront/product.html", context)


def _product(request: HttpRequest, pk: int) -> Any:
    """The product with pictures, experts and some reviews, in one query. Discontinued pages stay."""
    assorted = AssortmentItem.objects.filter(channel_market=Visit(request).channel_market, product=OuterRef("pk"))
    reviews = get_model("reviews", "ProductReview").objects.filter(product=OuterRef("pk"), status=1)
    pictures = ProductImage.objects.filter(product=OuterRef("pk")).order_by("display_order", "pk")
    # Django's own query set: the translating one adds columns to what `values` names, and an array takes one.
    experts = QuerySet(ExpertReview).filter(product=OuterRef("pk")).order_by("-score", "pk")
    language = Visit(request).language.replace("-", "_")
    product = (
        Product.objects.filter(Exists(assorted) | Q(lifecycle=Lifecycle.DISCONTINUED), pk=pk, is_public=True)
        .exclude(lifecycle=Lifecycle.DRAFT)
        .select_related("product_class", "tax_category")
        .annotate(
            images_found=ArraySubquery(pictures.values(found=JSONObject(path="original", role="role", caption="caption"))),
            experts=ArraySubquery(
                experts.values(
                    found=JSONObject(
                        panel="panel", reviewer="reviewer", score="score", quote=F("quote"), own=F(f"quote_{language}")
                    )
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
    if product is None:
        raise Http404
    product.picture = product.images_found[0]["path"] if product.images_found else None
    return product


def _pictures(product: Any) -> list[dict[str, str]]:
    """Pictures of the gallery, each described by what it shows."""
    shown = {"cup": _("In the cup"), "leaf": _("Leaf or bean"), "size": _("Another size")}
    title = product.get_title()
    return [
        {
            "url": presenting.picture_url(one["path"]),
            "caption": one["caption"] or shown.get(one["role"], ""),
            "alt": f"{title}. {shown[one['role']]}" if one["role"] in shown else title,
        }
        for one in product.images_found
    ] or [{"url": presenting.picture_url(None, product.liquor), "caption": "", "alt": title}]


def _price_note(request: HttpRequest, product: Product, price: Any) -> str:
    """100 g tin, tax included (about 2,800 ₫ a cup)."""
    parts = [product.sold_as] if product.sold_as else []
    if price is not None and price.min_quantity > 1:
        parts.append(_("from %(n)s pieces") % {"n": price.min_quantity})
    amount = presenting.stated(request, price)
    if amount is not None:
        parts.append(_("tax included") if Visit(request).with_tax else _("without tax"))
        if product.cups:
            parts.append(_("about %(amount)s a cup") % {"amount": Visit(request).money(amount / product.cups)})
    return ", ".join(parts)


def _promise(request: HttpRequest, availability: Any) -> dict[str, Any] | None:
    if not availability.is_buyable or availability.state == "service":
        return None
    arrival, place = arrival_of(request), place_of(request)
    where = place.postcode or Visit(request).market.name
    return {
        "date": _("With you on %(day)s") % {"day": words.long_day(arrival.on)} if arrival else "",
        "more": _("To %(place)s, if you order by %(time)s.") % {"place": where, "time": words.day_and_time(arrival.order_by)}
        if arrival
        else "",
        "ask": True,
        "action": reverse("storefront:delivery"),
        "postcode": place.postcode,
    }


def _attributes(product: Product) -> list[Any]:
    if "_values" not in product.__dict__:
        values = product.attribute_values.select_related("attribute", "value_option").order_by("attribute__pk")
        product.__dict__["_values"] = [(one, one.value) for one in values]
    return product.__dict__["_values"]


def _tastes(product: Product) -> list[dict[str, Any]]:
    return [
        {"name": one.attribute.name, "value": int(value)}
        for one, value in _attributes(product)
        if one.attribute.code.startswith(TASTE) and str(value).isdigit()
    ]


def _facts(product: Product) -> list[dict[str, Any]]:
    """Name and value of everything that is known, attributes first, then measures."""
    facts = [
        {"name": one.attribute.name, "value": value}
        for one, value in _attributes(product)
        if not one.attribute.code.startswith(TASTE) and value not in (None, "")
    ]
    if product.grower:
        facts.insert(0, {"name": _("Grower or maker"), "value": product.grower})
    if product.net_weight_g:
        facts.append({"name": _("Net weight"), "value": _("%(n)s g") % {"n": product.net_weight_g}})
    if product.length_mm and product.width_mm and product.height_mm:
        sides = " × ".join(f"{side / 10:g}" for side in (product.length_mm, product.width_mm, product.height_mm))
        facts.append(
            {
                "name": _("Packed"),
                "value": _("%(sides)s cm, %(n)s g") % {"sides": sides, "n": product.shipping_weight_g},
            }
        )
    if product.case_quantity > 1:
        facts.append({"name": _("Pieces in a case"), "value": product.case_quantity})
    return [*facts, {"name": _("Item number"), "value": product.sku}]


def _pairings(request: HttpRequest, related: list[Any], rows: dict[int, dict]) -> dict[str, Any] | None:
    """Up to two things that go with it, their reasons, and one button for all."""
    chosen = [one for one in related if one.kind == RelationKind.PAIRING][:2]
    if not chosen:
        return None
    ids = [chosen[0].primary_id, *(one.recommendation_id for one in chosen)]
    buyable = all(rows[pk]["add_url"] and rows[pk]["amount"] is not None for pk in ids)
    return {
        "rows": [rows[one.recommendation_id] for one in chosen],
        "reasons": [{"reason": one.reason, "signed": one.signed_by} for one in chosen if one.reason],
        "products": ids,
        "total": Visit(request).money(sum(rows[pk]["amount"] for pk in ids)) if buyable else "",
        "add_url": reverse("basket:add-many") if buyable else "",
    }


def _spread(scores: list[int]) -> list[dict[str, int]]:
    return [{"stars": stars, "n": scores.count(stars), "of": len(scores)} for stars in (5, 4, 3, 2, 1)] if scores else []


def _family_url(product: Product) -> str:
    return f"{reverse('catalogue:index')}?family={product.family}"


def _structured(request: HttpRequest, product: Product, card: Any, price: Any) -> Any:
    """schema.org Product; the offer is left out where no price may be shown."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.get_title(),
        "sku": product.sku,
        "description": product.subtitle,
        "image": request.build_absolute_uri(presenting.picture_url(product.picture, product.liquor)),
        "brand": {"@type": "Brand", "name": presenting.company_name()},
    }
    if product.buyer_rating_count and product.buyer_rating:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": str(product.buyer_rating),
            "reviewCount": product.buyer_rating_count,
        }
    if price is not None and not Visit(request).is_trade:
        stock = "InStock" if card.availability.is_buyable else "OutOfStock"
        data["offers"] = {
            "@type": "Offer",
            "price": f"{price.incl_tax:f}",
            "priceCurrency": price.currency,
            "availability": f"https://schema.org/{stock}",
            "url": request.build_absolute_uri(presenting.product_url(product)),
        }
    return seo.data_block(data)
