"""The product page: everything a buyer needs to decide. At most 12 statements with frame and session."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.http import public
from shop.catalogue.models import Product, RelationKind
from shop.storefront import presenting, seo, words
from shop.storefront.arrivals import arrival_of, place_of
from shop.storefront.cards import cards_of
from shop.storefront.product_facts import product_of
from shop.storefront.requests import Visit
from shop.storefront.shared_pages import shared_page, shows

REVIEWS = 6
#: Attributes whose code begins so are drawn as bars from 0 to 10.
TASTE = "taste_"


@public("GET")
@shared_page
def detail(request: HttpRequest, product_slug: str, pk: int) -> HttpResponse:
    visit = Visit(request)
    found = product_of(visit, pk)
    if found is None:
        raise Http404
    product, related = found.product, found.related
    ids = [product.pk, *(one.recommendation_id for one in related)]
    shows(request, ids)
    cards = cards_of(visit, ids)
    card = cards[0]
    related = [one for one in related if one.recommendation_id in {one.product.pk for one in cards}]
    rows = {one.product.pk: presenting.row(request, one) for one in cards}
    price = None if product.price_on_request else card.price
    context = {
        "product": product,
        "row": rows[product.pk],
        "pictures": _pictures(product),
        "about": found.about,
        "case": presenting.case_offer(request, product, price) if rows[product.pk]["was"] == "" else None,
        "price_note": _price_note(request, product, price, rows[product.pk]["amount"]),
        "is_buyable": card.is_buyable,
        "most": card.availability.pieces or None,
        "promise": _promise(request, card.availability),
        "tastes": _tastes(found.values),
        "facts": _facts(product, found.values),
        "pairings": _pairings(request, related, rows),
        "similar": [rows[one.recommendation_id] for one in related if one.kind == RelationKind.SIMILAR][:4],
        "reviews": product.some_reviews,
        "spread": _spread(product.scores),
        "experts": product.experts,
        "crumbs": [{"title": words.facet_word("family", product.family), "url": _family_url(product)}] * bool(product.family)
        + [{"title": product.get_title(), "url": ""}],
        "structured": _structured(request, product, card, price, rows[product.pk]["amount"]),
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


def _price_note(request: HttpRequest, product: Product, price: Any, amount: Any) -> str:
    """100 g tin, tax included (about 2,800 ₫ a cup)."""
    parts = [product.sold_as] if product.sold_as else []
    if price is not None and price.min_quantity > 1:
        parts.append(_("from %(n)s pieces") % {"n": price.min_quantity})
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


def _tastes(values: list[Any]) -> list[dict[str, Any]]:
    return [
        {"name": one.attribute.name, "value": int(value)}
        for one, value in values
        if one.attribute.code.startswith(TASTE) and str(value).isdigit()
    ]


def _facts(product: Product, values: list[Any]) -> list[dict[str, Any]]:
    """Name and value of everything that is known, attributes first, then measures."""
    facts = [
        {"name": one.attribute.name, "value": value}
        for one, value in values
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


def _structured(request: HttpRequest, product: Product, card: Any, price: Any, amount: Any) -> Any:
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
            "price": f"{amount if Visit(request).with_tax else price.incl_tax:f}",
            "priceCurrency": price.currency,
            "availability": f"https://schema.org/{stock}",
            "url": request.build_absolute_uri(presenting.product_url(product)),
        }
    return seo.data_block(data)
