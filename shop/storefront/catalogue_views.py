"""Home, lists and the product page. Each at most 12 statements, whatever the number of products."""

from collections import Counter
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Count, F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.http import public
from core.freshness import catalogued
from shop.catalogue.listing import visible_products
from shop.catalogue.models import Category, Product
from shop.channels.models import ChannelMarket
from shop.storefront import presenting, seo, words
from shop.storefront.frame import categories, category_url
from shop.storefront.pairings import pairing_of_the_house
from shop.storefront.requests import Visit
from shop.storefront.shared_pages import shared_page

PAGE = 24
HOME_CUPS = ("white", "green", "yellow", "oolong", "roasted", "black", "ripe", "coffee", "dark")
SORTS = {
    "again": ("-buyer_rating_count", "pk"),
    "experts": (F("expert_score").desc(nulls_last=True), "pk"),
    "buyers": (F("buyer_rating").desc(nulls_last=True), "pk"),
    "new": ("-published_at", "-pk"),
}


@public("GET")
@shared_page
def home(request: HttpRequest) -> HttpResponse:
    here = Visit(request).channel_market
    counts = _all_combinations(here)
    drinks, ware = catalogued(("newest", here.pk), lambda: _newest_and_ware(visible_products(here)))
    pairing = pairing_of_the_house(request)
    pair = [pairing.primary_id, pairing.recommendation_id] if pairing else []
    ids = dict.fromkeys([*drinks, *ware, *pair])
    shown = {row["id"]: row for row in presenting.rows(request, list(ids))}
    new = [shown[pk] for pk in drinks if pk in shown]
    context = {
        "cups": _cups(counts),
        "places": _places(counts),
        "first": new[0] if new else None,
        "first_lead": new[0]["subtitle"] if new else "",
        "new": new[1:7],
        "ware": [shown[pk] for pk in ware if pk in shown],
        "ware_url": _ware_url(request),
        "pairing": _pairing(request, pairing, shown) if pairing and set(pair) <= set(shown) else None,
        **seo.page(request, reverse("storefront:home")),
    }
    return render(request, "storefront/home.html", context)


def _newest_and_ware(visible: QuerySet[Product]) -> tuple[list[int], list[int]]:
    """The seven newest to drink and the four newest to brew in. Two queries."""
    newest = (
        visible.filter(price_on_request=False, product_class__track_stock=True)
        .order_by(F("published_at").desc(nulls_last=True), "pk")
        .values_list("pk", flat=True)
    )
    return list(newest.exclude(family="ware")[:7]), list(newest.filter(family="ware")[:4])


def _cups(counts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_liquor = _tally(counts, "liquor")
    return [
        {
            "name": words.facet_word("liquor", liquor),
            "count": by_liquor[liquor],
            "image": static(f"cups/{liquor}.svg"),
            "url": f"{reverse('catalogue:index')}?liquor={liquor}",
        }
        for liquor in HOME_CUPS
        if by_liquor[liquor]
    ]


def _places(counts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_origin = _tally(counts, "origin")
    said = {
        "vietnam": _("Old tea trees above 1,300 m in Hà Giang; robusta on the red soil of Đắk Lắk."),
        "yunnan": _("Forest gardens on Jingmai mountain, where the crowns shade the leaf."),
        "thailand": _("Oolong and honey coffee from the ridges of Chiang Rai."),
        "colombia": _("Small washed lots from Huila and Nariño, flown twice a year."),
    }
    return [
        {
            "name": words.facet_word("origin", origin),
            "count": by_origin[origin],
            "text": said[origin],
            "image": static(f"places/{origin}.svg"),
            "url": f"{reverse('catalogue:index')}?origin={origin}",
        }
        for origin in said
        if by_origin[origin]
    ]


def _ware_url(request: HttpRequest) -> str:
    ware = next((one for one in categories(request) if "ware" in one.slug and one.depth == 1), None)
    return category_url(ware) if ware else f"{reverse('catalogue:index')}?family=ware"


def _pairing(request: HttpRequest, pairing: Any, shown: dict[int, dict]) -> dict[str, Any]:
    first, second = shown[pairing.primary_id], shown[pairing.recommendation_id]
    amounts = [row["amount"] for row in (first, second)]
    both = all(row["add_url"] for row in (first, second)) and None not in amounts
    return {
        "first": first,
        "second": second,
        "reason": pairing.reason,
        "signed": pairing.signed_by,
        "total": Visit(request).money(sum(amounts)) if both else "",
        "add_url": reverse("basket:add-many") if both else "",
        "products": [first["id"], second["id"]],
    }


@public("GET")
@shared_page
def index(request: HttpRequest) -> HttpResponse:
    """Everything this door sells, narrowed by the address."""
    here = Visit(request).channel_market
    return _listing(request, visible_products(here), _all_combinations(here), title=_("All we make"), text="", category=None)


@public("GET")
@shared_page
def category(request: HttpRequest, category_slug: str, pk: int) -> HttpResponse:
    found = next((one for one in categories(request) if one.pk == pk), None)
    if found is None:
        raise Http404
    here = Visit(request).channel_market
    products = visible_products(here).filter(
        pk__in=Product.categories.through.objects.filter(category__path__startswith=found.path).values("product")
    )
    counts = catalogued(("combinations", here.pk, found.pk), lambda: combinations(products))
    return _listing(request, products, counts, title=found.name, text=found.description, category=found)


def _all_combinations(here: ChannelMarket) -> list[dict[str, Any]]:
    return catalogued(("combinations", here.pk), lambda: combinations(visible_products(here)))


def _listing(
    request: HttpRequest,
    products: QuerySet[Product],
    counts: list[dict[str, Any]],
    *,
    title: str,
    text: str,
    category: Category | None,
) -> HttpResponse:
    chosen = {facet: [v for v in request.GET.getlist(facet) if v] for facet in words.FACETS}
    path = category_url(category) if category else reverse("catalogue:index")
    kept_as = (Visit(request).channel_market.pk, category.pk if category else 0)
    page = narrowed_page(request, products, counts, chosen, kept_as=kept_as)
    context = {
        "title": title,
        "text": text,
        "crumbs": _crumbs(request, category, title),
        "children": _children(request, category),
        "liquors": [static(f"cups/{one}.svg") for one, _n in _tally(counts, "liquor").most_common(3) if one in presenting.CUPS],
        "facets": facet_rows(counts, chosen),
        "chips": chip_rows(request, path, chosen),
        "clear_url": path,
        "clear_was": _facets_only(request.GET).urlencode(),
        "toasts": _cleared_toast(request, path),
        "narrowed": sum(len(values) for values in chosen.values()),
        "page": page,
        "total": sum(row["n"] for row in counts),
        "rows": presenting.rows(request, page.object_list),
        "query_string": query_string(request.GET),
        "sort": request.GET.get("sort", "again"),
        "sorts": sort_rows(),
        "action": path,
        **seo.page(request, path),
    }
    return render(request, "storefront/listing.html", context)


def _facets_only(given: QueryDict) -> QueryDict:
    """What narrows the list, of an address's state."""
    kept = QueryDict(mutable=True)
    for facet in words.FACETS:
        kept.setlist(facet, [value for value in given.getlist(facet) if value])
    return kept


def _cleared_toast(request: HttpRequest, path: str) -> list[dict[str, str]]:
    """After "Clear all": the way back to what was chosen. Only facets are taken from the address."""
    was = _facets_only(QueryDict(request.GET.get("was", "")[:500])).urlencode()
    if not was:
        return []
    return [{"head": _("The choices were cleared"), "text": "", "url": f"{path}?{was}", "action": _("Undo")}]


def narrowed_page(
    request: HttpRequest,
    products: QuerySet[Product],
    counts: list[dict[str, Any]],
    chosen: dict[str, list[str]],
    kept_as: tuple[int, int] | None = None,
) -> Page:
    """The page asked for of the products that fit: their ids. How many there are comes from the counts, not from another query.

    `kept_as` says which list it is, so that a page of a whole list that nobody narrowed is taken from memory.
    """
    for facet, values in chosen.items():
        if values:
            products = products.filter(**{f"{facet}__in": values})
    fitting = sum(row["n"] for row in counts if all(not v or row[f] in v for f, v in chosen.items()))
    sort = request.GET.get("sort", "") if request.GET.get("sort", "") in SORTS else "again"
    try:
        page = Paginator(range(fitting), PAGE).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error
    places = page.object_list

    def read() -> list[int]:
        ordered = products.order_by(*SORTS[sort]).values_list("pk", flat=True)
        return list(ordered[places.start : places.stop]) if places else []

    kept = kept_as is not None and not any(chosen.values())
    page.object_list = catalogued(("page", kept_as, sort, page.number), read) if kept else read()
    return page


def combinations(products: QuerySet[Product]) -> list[dict[str, Any]]:
    """How many products have each combination of facets: all counts of a page in one query."""
    return list(products.order_by().values("family", "origin", "liquor").annotate(n=Count("pk", distinct=True)))


def _tally(counts: list[dict[str, Any]], facet: str) -> Counter:
    tally: Counter = Counter()
    for row in counts:
        if row[facet]:
            tally[row[facet]] += row["n"]
    return tally


def facet_rows(counts: list[dict[str, Any]], chosen: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Facets with counts that respect what is chosen in the other facets."""
    rows = []
    for facet, title in words.FACET_TITLES.items():
        others = {name: values for name, values in chosen.items() if name != facet and values}
        tally = _tally([row for row in counts if all(row[n] in v for n, v in others.items())], facet)
        for value in chosen[facet]:
            tally.setdefault(value, 0)
        known = list(words.FACETS[facet])
        ordered = sorted(tally, key=lambda v: (known.index(v) if v in known else len(known), v))
        options = [
            {
                "value": value,
                "label": words.facet_word(facet, value),
                "count": tally[value],
                "checked": value in chosen[facet],
                "image": static(f"cups/{value}.svg") if facet == "liquor" and value in presenting.CUPS else "",
            }
            for value in ordered
        ]
        if len(options) > 1 or chosen[facet]:
            rows.append({"title": title, "name": facet, "open": True, "options": options})
    return rows


def chip_rows(request: HttpRequest, path: str, chosen: dict[str, list[str]]) -> list[dict[str, str]]:
    chips = []
    for facet, values in chosen.items():
        for value in values:
            left = request.GET.copy()
            left.setlist(facet, [v for v in values if v != value])
            left.pop("page", None)
            left.pop("was", None)
            chips.append({"label": words.facet_word(facet, value), "url": f"{path}?{left.urlencode()}"})
    return chips


def query_string(given: QueryDict) -> str:
    """The address's state without the page, ready for one more pair."""
    kept = given.copy()
    kept.pop("page", None)
    kept.pop("was", None)
    return f"{kept.urlencode()}&" if kept else ""


def sort_rows() -> list[tuple[str, str]]:
    return [
        ("again", _("What people buy most")),
        ("experts", _("Experts’ score")),
        ("buyers", _("Buyers’ rating")),
        ("new", _("Newest picking")),
    ]


def _crumbs(request: HttpRequest, category: Category | None, title: str) -> list[dict[str, str]]:
    if category is None:
        return [{"title": title, "url": ""}]
    above = [one for one in categories(request) if category.path.startswith(one.path)]
    return [{"title": one.name, "url": category_url(one)} for one in above]


def _children(request: HttpRequest, category: Category | None) -> list[dict[str, str]]:
    if category is None:
        return []
    below = [c for c in categories(request) if c.path.startswith(category.path) and c.depth == category.depth + 1]
    return [{"title": one.name, "url": category_url(one)} for one in below]
