"""What machines ask for: robots.txt, the map of pages, pictures, the cards of shared links."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control

from core.access.http import public
from shop.catalogue.listing import visible_products
from shop.storefront import social_cards
from shop.storefront.frame import categories, category_url
from shop.storefront.middleware import needs_no_door
from shop.storefront.presenting import company_name, origin_line, product_url
from shop.storefront.requests import Visit

#: Pictures that are shown; anything else is not handed out.
PICTURES = {".svg": "image/svg+xml", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
#: The limit of the sitemap protocol.
MOST_ADDRESSES = 50_000


@needs_no_door
@public("GET")
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *"]
    lines += [
        f"Disallow: {path}" for path in ("/office/", "/checkout/", "/basket/", "/account/", "/orders/", "/search/", "/mail/")
    ]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('storefront:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public("GET")
@cache_control(max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that may be found through this door, in each language of the market. Two queries."""
    visit = Visit(request)
    products = visible_products(visit.channel_market).only("pk", "slug").select_related(None).order_by("pk")
    paths = [reverse("storefront:home"), reverse("catalogue:index")]
    paths += [category_url(one) for one in categories(request)]
    paths += [product_url(product) for product in products[: MOST_ADDRESSES - len(paths)]]
    context = {"addresses": [request.build_absolute_uri(path) for path in paths], "languages": visit.market.languages}
    return render(request, "storefront/sitemap.xml", context, content_type="application/xml")


@needs_no_door
@public("GET")
@cache_control(max_age=86_400, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look without asking the page."""
    return HttpResponsePermanentRedirect(static("mark.svg"))


@public("GET")
@cache_control(max_age=86_400, public=True)
def social_card(request: HttpRequest, pk: int) -> HttpResponse:
    """What a shared link to a product shows, drawn from its own colours. One query."""
    product = visible_products(Visit(request).channel_market).filter(pk=pk).first()
    if product is None:
        raise Http404
    drawn = social_cards.draw(
        sku=product.sku,
        title=product.get_title(),
        under=origin_line(product),
        origin=product.origin,
        liquor=product.liquor,
        company=company_name(),
        language=Visit(request).language,
    )
    return HttpResponse(drawn, content_type="image/png")


@needs_no_door
@public("GET")
@cache_control(max_age=86_400, public=True)
def picture(request: HttpRequest, path: str) -> FileResponse:
    """A picture of a product. Whatever it is, nothing in it may run or load."""
    kind = PICTURES.get("." + path.rsplit(".", 1)[-1].lower())
    if kind is None:
        raise Http404
    try:
        answer = FileResponse(default_storage.open(path), content_type=kind)
    except (OSError, ValueError) as error:
        raise Http404 from error
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer
