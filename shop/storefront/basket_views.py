"""The basket: what is in it, what it comes to, and what stands in its way. Every change works without script."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.access.http import public
from shop.basket import filling
from shop.basket.filling import MOST_PIECES, BadQuantity, BasketNotOpen
from shop.basket.selling import NotSellable
from shop.catalogue.models import Product
from shop.catalogue.wares import wares
from shop.storefront import baskets, prices_seen, visits, words
from shop.storefront.basket_page import basket_context
from shop.storefront.presenting import picture_url
from shop.storefront.requests import Visit
from shop.storefront.ways_back import way_back

MOST_AT_ONCE = 20
#: Digits, or digits in groups of three: `1,5` is no fifteen.
WHOLE = re.compile(r"[0-9]{1,6}|[0-9]{1,3}(?:[ ,.\u00a0\u202f][0-9]{3})")


@never_cache
@public("GET")
def summary(request: HttpRequest) -> HttpResponse:
    return render(request, "storefront/basket.html", basket_context(request))


def quantity_of(text: str) -> int:
    """A quantity as typed (`1 200` or `1,200` are understood).

    Raises:
        BadQuantity: it is no whole number, or more than anybody carries.
    """
    typed = text.strip()
    if not WHOLE.fullmatch(typed):
        raise BadQuantity(quantity=text[:20], most=MOST_PIECES)
    return int(re.sub(r"[^0-9]", "", typed))


@public("POST")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a product in; from a card, from its page, or a whole case."""
    visit = Visit(request)
    ware = wares([pk]).get(pk)
    if ware is None:
        raise Http404
    product = ware.product
    try:
        quantity = quantity_of(request.POST.get("quantity") or request.GET.get("quantity") or "1")
        filling.add(basket=baskets.for_filling(request), product=product, quantity=quantity, account_id=visit.account_id)
    except (BadQuantity, NotSellable, BasketNotOpen) as error:
        return _refused(request, _why(error))
    prices_seen.remember(request, baskets.for_filling(request))
    visits.count_basket(request)
    return _added(request, product.get_title(), picture_url(product.picture, product.liquor))


def _why(error: Exception) -> str:
    if isinstance(error, NotSellable):
        return words.why_not_sellable(error.data.get("reason", ""))
    if isinstance(error, BadQuantity):
        return _("Quantities are whole numbers from 1 to %(most)s.") % {"most": f"{MOST_PIECES:,}"}
    return _("This basket was placed already. Open the basket again.")


def _refused(request: HttpRequest, text: str) -> HttpResponse:
    if Visit(request).is_partial:
        answer = render(request, "storefront/parts/add_refused.html", {"head": _("Not added"), "text": text})
        answer["HX-Reswap"] = "none"
        return answer
    messages.error(request, text)
    return redirect(way_back(request, reverse("basket:summary")))


def _added(request: HttpRequest, title: str, image: str) -> HttpResponse:
    if Visit(request).is_partial:
        context = {"head": title, "text": _("is in your basket"), "image": image, "count": baskets.pieces(request)}
        return render(request, "storefront/parts/added.html", context)
    messages.success(request, _("%(title)s is in your basket.") % {"title": title})
    return redirect(way_back(request, reverse("basket:summary")))


@public("POST")
def add_many(request: HttpRequest) -> HttpResponse:
    """Put several products in at once, one piece each: a pairing."""
    ids = [
        int(one) for one in request.POST.getlist("product")[:MOST_AT_ONCE] if one.isascii() and one.isdigit() and len(one) < 12
    ]
    if not ids:
        return redirect("basket:summary")
    try:
        carried = filling.refill(
            basket=baskets.for_filling(request), quantities=dict.fromkeys(ids, 1), account_id=Visit(request).account_id
        )
    except BasketNotOpen as error:
        return _refused(request, _why(error))
    prices_seen.remember(request, carried.basket)
    visits.count_basket(request)
    for change in carried.changes:
        if change.title:
            messages.warning(request, _("%(title)s cannot be bought here and was left out.") % {"title": change.title})
    messages.success(request, _("They are in your basket."))
    return redirect("basket:summary")


@public("POST")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Set how many pieces of a product; 0 removes it."""
    context: dict[str, Any] = {}
    basket = baskets.find(request)
    if basket is None:
        return _shown(request, {"sorry": _("This basket was placed or emptied meanwhile.")})
    try:
        quantity = 0 if "remove" in request.POST else quantity_of(request.POST.get("quantity", ""))
        before = _quantity_in(basket, pk)
        filling.set_quantity(basket=basket, product_id=pk, quantity=quantity)
        prices_seen.remember(request, basket)
        if quantity == 0 and before:
            context = {"removed": {"pk": pk, "quantity": before[0], "title": before[1]}}
    except (BadQuantity, BasketNotOpen) as error:
        context = {"wrong": {"pk": pk, "typed": request.POST.get("quantity", "")[:20], "text": _why(error)}}
    return _shown(request, context)


def _quantity_in(basket: Any, product_id: int) -> tuple[int, str] | None:
    line = basket.lines.filter(product=product_id).select_related("product").first()
    return (line.quantity, line.product.get_title()) if line else None


def _shown(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The basket with what was just done; without script the whole page."""
    request.__dict__.pop("_basket", None)
    status = 422 if "wrong" in context else 200
    if Visit(request).is_partial:
        whole = {**basket_context(request), **context, "partial": True}
        return render(request, "storefront/parts/basket_body.html", whole, status=status)
    if context:
        return render(request, "storefront/basket.html", {**basket_context(request), **context}, status=status)
    return redirect("basket:summary")


@public("POST")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a removed line back as it was."""
    product = Product.objects.filter(pk=pk).select_related("product_class").first()
    if product is None:
        raise Http404
    try:
        quantity = quantity_of(request.POST.get("quantity") or "1")
        filling.add(basket=baskets.for_filling(request), product=product, quantity=quantity, account_id=Visit(request).account_id)
    except (BadQuantity, NotSellable, BasketNotOpen) as error:
        return _shown(request, {"sorry": _why(error)})
    return _shown(request, {})
