"""The desk of a trade customer: credit, quick order by item numbers, and what was ordered before."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from core.access.http import signed_in
from core.errors import DomainError
from shop.basket import filling
from shop.catalogue import listing
from shop.catalogue.listing import visible_products
from shop.customer.models import TradeAccount
from shop.storefront import baskets, presenting, prices_seen
from shop.storefront.own_views import order_rows
from shop.storefront.requests import Visit
from shop.storefront.sheets import SheetNotRead, lines_of

MOST_LINES = 200
#: Empty rows to type into, and products whose names help typing.
BLANKS = 5
MOST_OFFERED = 500
LINE = re.compile(
    r"^\s*(?P<sku>[A-Za-z0-9][A-Za-z0-9-]{1,39})[\s,;:x×*]*(?P<n>\d{1,6})?\s*(?P<unit>c|cs|cases?|k|kiện|thùng|cajas?|箱|ลัง)?\s*$",
    re.IGNORECASE,
)


@never_cache
@signed_in("GET", "POST")
def desk(request: HttpRequest) -> HttpResponse:
    visit = Visit(request)
    account = TradeAccount.objects.select_related("customer").filter(pk=visit.account_id).first() if visit.account_id else None
    if account is None:
        raise Http404
    sheet_error = ""
    try:
        pasted = _typed(request)
    except SheetNotRead:
        pasted = _typed(request, with_sheet=False)
        sheet_error = _("This file cannot be read. Save it as CSV in UTF-8 or as XLSX, up to 1 MB.")
    rows = understand(request, pasted) if pasted.strip() else []
    status = 200
    if request.method == "POST":
        if rows and not sheet_error and all(row["product"] for row in rows):
            return _put_in(request, rows)
        status = 422
    earlier, _following = order_rows(request, most=5)
    context = {
        "account": account,
        "credit_left": visit.money(account.credit_left),
        "credit_limit": visit.money(account.credit_limit),
        "pasted": pasted,
        "rows": rows,
        "nothing_typed": request.method == "POST" and not rows and not sheet_error,
        "sheet_error": sheet_error,
        "blanks": range(1, BLANKS + 1),
        "offered": list(visible_products(visit.channel_market).order_by("sku").values_list("sku", "title")[:MOST_OFFERED]),
        "wrong": sum(1 for row in rows if not row["product"]),
        "earlier": earlier,
        "robots": "noindex",
    }
    return render(request, "storefront/trade.html", context, status=status)


def _typed(request: HttpRequest, *, with_sheet: bool = True) -> str:
    """Everything of the three ways to say it, as lines: the rows, what was pasted, the rows of a sheet.

    Raises:
        SheetNotRead
    """
    lines = []
    for n in range(1, BLANKS + 1):
        sku, count, unit = (request.POST.get(f"{name}-{n}", "").strip()[:40] for name in ("sku", "n", "unit"))
        if sku:
            lines.append(" ".join(part for part in (sku, count, unit) if part))
    lines.append(request.POST.get("pasted", "")[:20_000])
    upload = request.FILES.get("sheet") if with_sheet else None
    if upload is not None:
        lines += lines_of(upload, most=MOST_LINES)
    return "\n".join(line for line in lines if line.strip()).replace("\x00", "")


def understand(request: HttpRequest, pasted: str) -> list[dict[str, Any]]:
    """Lines like `LL-1104 4 cases` or `LL-1104<tab>96`: item number, then pieces, or cases when it says so. Four queries."""
    typed = [line for line in pasted.splitlines() if line.strip()][:MOST_LINES]
    visit = Visit(request)
    matches = [LINE.match(line) for line in typed]
    wanted = {match["sku"].upper() for match in matches if match}
    products = {
        card.product.sku.upper(): card
        for card in listing.cards(
            presenting.with_picture(visible_products(visit.channel_market).filter(sku__in=wanted)),
            channel_market=visit.channel_market,
            account_id=visit.account_id,
        )
    }
    known = list(visible_products(visit.channel_market).values_list("sku", "title")) if wanted - set(products) else []
    return [_row(request, line, match, products, known) for line, match in zip(typed, matches, strict=True)]


def _row(request: HttpRequest, line: str, match: Any, products: dict[str, Any], known: list[tuple[str, str]]) -> dict[str, Any]:
    if match is None:
        return {
            "typed": line[:60],
            "product": None,
            "why": _("Write an item number and how many, like LL-1104 24."),
            "nearest": [],
        }
    card = products.get(match["sku"].upper())
    if card is None:
        nearest = sorted(known, key=lambda one: _distance(one[0].upper(), match["sku"].upper()))[:2]
        near = [{"sku": sku, "title": title} for sku, title in nearest if _distance(sku.upper(), match["sku"].upper()) <= 2]
        return {
            "typed": line[:60],
            "product": None,
            "why": _("No %(sku)s on your list.") % {"sku": match["sku"]},
            "nearest": near,
        }
    pieces = int(match["n"] or 1) * (card.product.case_quantity if match["unit"] else 1)
    row = presenting.row(request, card)
    if not card.is_buyable and card.availability.state != "none":
        return {
            "typed": line[:60],
            "product": None,
            "why": row["availability"]["text"] or _("Its price is given on request."),
            "nearest": [],
        }
    if not 1 <= pieces <= filling.MOST_PIECES:
        return {"typed": line[:60], "product": None, "why": _("Quantities are whole numbers from 1 to 99,999."), "nearest": []}
    return {"typed": line[:60], "product": row, "pieces": pieces, "pk": card.product.pk}


def _distance(left: str, right: str) -> int:
    """How many letters differ (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _put_in(request: HttpRequest, rows: list[dict[str, Any]]) -> HttpResponse:
    quantities: dict[int, int] = {}
    for row in rows:
        quantities[row["pk"]] = quantities.get(row["pk"], 0) + row["pieces"]
    basket = baskets.for_filling(request)
    try:
        carried = filling.refill(basket=basket, quantities=quantities, account_id=Visit(request).account_id)
    except DomainError:
        messages.error(request, _("This basket was placed already. Open the basket again."))
        return redirect("storefront:trade")
    prices_seen.remember(request, basket)
    for change in carried.changes:
        messages.warning(request, _("%(title)s is not sold here and was left out.") % {"title": change.title})
    said = ngettext("%(n)s line is in your basket.", "%(n)s lines are in your basket.", len(quantities))
    messages.success(request, said % {"n": len(quantities) - len(carried.changes)})
    return redirect(f"{reverse('basket:summary')}?taken=quick-order")
