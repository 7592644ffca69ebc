"""A voucher in the basket: typed, judged in plain words, taken out again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.access.http import public
from shop.basket.filling import BasketNotOpen
from shop.storefront import baskets
from shop.storefront.basket_page import basket_context
from shop.storefront.requests import Visit
from shop.storefront.tries import too_often
from shop.storefront.vouchers import why_not
from shop.voucher import using


@public("POST")
def use(request: HttpRequest) -> HttpResponse:
    """Try a code. What was typed stays in the field when it is refused."""
    basket = baskets.find(request)
    typed = request.POST.get("code", "").replace("\x00", "").strip()[: using.LONGEST]
    if basket is None:
        return redirect("basket:summary")
    if too_often(request, "voucher"):
        return render(request, "storefront/429.html", status=429)
    try:
        using.put_in(basket=basket, code=typed)
    except using.UnknownVoucher:
        return _refused(request, typed, "voucher_unknown")
    except using.VoucherRefused as refusal:
        return _refused(request, typed, refusal.data["problem"])
    except BasketNotOpen:
        return redirect("basket:summary")
    return _shown(request, {})


@public("POST")
def drop(request: HttpRequest) -> HttpResponse:
    """Take the voucher out."""
    basket = baskets.find(request)
    if basket is None:
        return _shown(request, {})
    gone = basket.voucher
    try:
        using.take_out(basket=basket)
    except BasketNotOpen:
        return redirect("basket:summary")
    return _shown(request, {"voucher_out": gone.code} if gone else {})


def _refused(request: HttpRequest, typed: str, problem: str) -> HttpResponse:
    said = _("Type the code of the voucher.") if not typed else why_not(problem)
    return _shown(request, {"voucher_typed": typed, "voucher_error": said}, status=422)


def _shown(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    """The basket as it is now; without script the whole page."""
    request.__dict__.pop("_basket", None)
    if Visit(request).is_partial:
        whole = {**basket_context(request), **more, "partial": True}
        return render(request, "storefront/parts/basket_body.html", whole, status=status)
    if more:
        return render(request, "storefront/basket.html", {**basket_context(request), **more}, status=status)
    return redirect("basket:summary")
