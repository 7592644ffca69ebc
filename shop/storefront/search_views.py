"""Search and what fits while typing. At most 12 statements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.http import public
from core.numbering import MistypedNumber, NotATransactionNumber, parse_transaction_number
from shop.catalogue.listing import visible_products
from shop.catalogue.searching import matching
from shop.storefront import catalogue_views, presenting, seo, words
from shop.storefront.frame import categories, category_url
from shop.storefront.requests import Visit

MOST_LETTERS = 120
SUGGESTED = 6


@public("GET")
def search(request: HttpRequest) -> HttpResponse:
    """Products whose words all fit; a transaction number leads to the order."""
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MOST_LETTERS]
    products = visible_products(Visit(request).channel_market)
    exact = products.filter(sku__iexact=query).first() if query and " " not in query and any(c.isdigit() for c in query) else None
    if exact is not None:
        return redirect(presenting.product_url(exact))
    if _is_order_number(query):
        return redirect(f"{reverse('storefront:track')}?number={query}")
    found = matching(products, query)
    counts = catalogue_views.combinations(found) if query else []
    chosen = {facet: [v for v in request.GET.getlist(facet) if v] for facet in words.FACETS}
    page = catalogue_views.narrowed_page(request, found, counts, chosen)
    nothing = not page.object_list and not any(chosen.values())
    instead = products.filter(price_on_request=False).order_by("-buyer_rating_count", "pk").values_list("pk", flat=True)[:4]
    path = reverse("search:search")
    context = {
        "query": query,
        "title": _("Found for “%(query)s”") % {"query": query},
        "facets": catalogue_views.facet_rows(counts, chosen),
        "hidden": [{"name": "q", "value": query}],
        "chips": catalogue_views.chip_rows(request, path, chosen),
        "clear_url": f"{path}?q={query}",
        "narrowed": sum(len(values) for values in chosen.values()),
        "page": page,
        "total": sum(row["n"] for row in counts),
        "rows": presenting.rows(request, list(instead) if nothing else page.object_list),
        "nothing": nothing,
        "query_string": catalogue_views.query_string(request.GET),
        "sort": request.GET.get("sort", "again"),
        "sorts": catalogue_views.sort_rows(),
        "action": path,
        "robots": "noindex",
        **({} if nothing else seo.page(request, path)),
    }
    return render(request, "storefront/search.html" if nothing else "storefront/listing.html", context)


def _is_order_number(query: str) -> bool:
    try:
        parse_transaction_number(query)
    except MistypedNumber:
        return True
    except NotATransactionNumber:
        return False
    return True


@public("GET")
def suggest(request: HttpRequest) -> HttpResponse:
    """What fits what is being typed: products and categories."""
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MOST_LETTERS]
    groups = []
    if query:
        products = matching(visible_products(Visit(request).channel_market), query)
        found = list(products.order_by("-buyer_rating_count", "pk").values_list("pk", flat=True)[:SUGGESTED])
        hits = [
            {
                "url": row["url"],
                "title": row["title"],
                "detail": row["price"] or row["origin_line"],
                "image": row["image"],
            }
            for row in presenting.rows(request, found)
        ]
        shelves = [
            {"url": category_url(one), "title": one.name}
            for one in categories(request)
            if query.casefold() in one.name.casefold()
        ]
        groups = [{"title": _("Products"), "hits": hits}, {"title": _("Shelves"), "hits": shelves[:3]}]
    return render(request, "storefront/parts/suggestions.html", {"groups": [g for g in groups if g["hits"]], "query": query})
