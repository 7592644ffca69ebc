"""The stock card: everything about one product on a page. At most fifteen statements of its own, whatever happened to it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.warehouse.forms import CountForm, MoveForm, TakeOutForm
from backoffice.warehouse.lots import SOON_DAYS, KeepForm, called
from backoffice.warehouse.quota_lists import shares_of
from backoffice.warehouse.stock import find_product
from backoffice.warehouse.stock_chart import chart_of
from core import clock
from core.access.http import staff
from core.money import round_amount
from core.numbers import say_number
from inventory import availability, one_product
from inventory.costing import company_currency
from inventory.forecasting.asking import forecasts_of
from inventory.models import LotKeeping, LotStatus, ProductCost, StockLevel, ZoneKind
from shop.catalogue.models import Product

SHOWN_HOLDERS, SHOWN_MOVES = 20, 12


@staff(GET="inventory.view")
def card(request: HttpRequest, sku: str) -> HttpResponse:
    """One product: where it lies, who holds it, what happened to it, what comes."""
    return show_card(request, find_product(sku))


def show_card(
    request: HttpRequest,
    product: Product,
    *,
    counting: CountForm | None = None,
    moving: MoveForm | None = None,
    taking: TakeOutForm | None = None,
) -> HttpResponse:
    """The card; a form that was refused stands open on it with what was typed."""
    levels = availability.levels_of(product.pk)
    context = gather(product, levels)
    newest = context["moves"][0]["row"].pk if context["moves"] else 0
    as_of = {"as_of": newest}
    may_adjust, may_move = request.user.can("inventory.adjust"), request.user.can("inventory.move")
    keeps = context["keeps_lots"]
    here = [level for level in levels if level.location.zone.kind != ZoneKind.TRANSIT]
    if may_adjust:
        counting_form = counting or CountForm(product=product, keeps_lots=keeps, initial=as_of)
        taking_form = taking or TakeOutForm(product=product, keeps_lots=keeps, initial=as_of)
        offer(counting_form, here)
        offer(taking_form, here)
        context |= {"count_form": counting_form, "out_form": taking_form if levels else None}
        context["keep_form"] = KeepForm(initial=_kept(product))
    if may_move:
        moving_form = moving or MoveForm(product=product, initial=as_of)
        offer(moving_form, here)
        context["move_form"] = moving_form
    context |= {
        "is_count_open": counting is not None,
        "is_move_open": moving is not None,
        "is_out_open": taking is not None,
        "others": [*_deeds(may_move and bool(here), may_adjust and bool(here), may_adjust, keeps), *_ladder_of(request, product)],
        "primary": {"title": _("Count a location…"), "icon": "clipboard-check", "dialog": "count"} if may_adjust else None,
    }
    status = 422 if counting or moving or taking else 200
    return render(request, "backoffice/warehouse/stock_card.html", context, status=status)


def gather(product: Product, levels: Sequence[StockLevel]) -> dict[str, Any]:
    """What the page shows. Eight statements, with quotas up to five more, one for products that keep lots."""
    records = availability.records_of(product.pk)
    holders = availability.holders(product.pk, limit=SHOWN_HOLDERS + 1)
    moved = availability.movements(product_id=product.pk, limit=SHOWN_MOVES)
    balances = availability.balance_after(moved, together=sum(level.on_hand for level in levels))
    sums = {name: sum(getattr(r, name) for r in records) for name in ("on_hand", "reserved", "promised", "safety_stock", "atp")}
    keeps_lots = _keeping(product) is not None
    return {
        "product": product,
        "title": product.get_title(),
        "crumbs": [{"title": _("Products and stock"), "url": reverse("backoffice:stock")}],
        "pills": [{"table": "lifecycle", "value": product.lifecycle}],
        "sub": product.sku,
        "stats": [
            _stat(_("On hand, sellable"), sums["on_hand"], _elsewhere(levels, sums["on_hand"])),
            _stat(_("− Reserved"), sums["reserved"], _lines(len(holders))),
            _stat(_("− Promised"), sums["promised"], _("Sold, not yet located")),
            _stat(_("− Safety stock"), sums["safety_stock"], _("Never promised")),
            _stat(_("= Ready to promise"), sums["atp"], _("To be sold now")),
        ],
        "houses": [
            {"name": name, "levels": list(rows)} for name, rows in groupby(levels, key=lambda x: x.location.zone.warehouse.name)
        ],
        "zones": _zones(levels),
        "records": records,
        "shares": shares_of(records),
        "chart": chart_of(product.pk, levels, records, forecasts_of(product.pk)),
        "holders": holders[:SHOWN_HOLDERS],
        "more_holders": len(holders) > SHOWN_HOLDERS,
        "moves": [{"row": row, "balance": balances[row.pk]} for row in moved],
        "keeps_lots": keeps_lots,
        "lots": _dressed(one_product.lots_of(product.pk)) if keeps_lots else [],
        "arriving": one_product.on_order(product.pk),
        "tasks": one_product.open_tasks(product.pk),
        "costs": _costs(product),
    }


def _keeping(product: Product) -> LotKeeping | None:
    return getattr(product, "lot_keeping", None)


def _kept(product: Product) -> dict[str, Any]:
    kept = _keeping(product)
    return {"needs_expiry": kept.needs_expiry, "days_before_expiry": kept.days_before_expiry} if kept else {}


def offer(form: CountForm | MoveForm | TakeOutForm, levels: Sequence[StockLevel]) -> None:
    """Let a form choose among levels that are known already, so that drawing it asks nothing."""
    field = form.fields["level"]
    field.choices = [("", "---------"), *((level.pk, field.label_from_instance(level)) for level in levels)]  # type: ignore[attr-defined]


def _ladder_of(request: HttpRequest, product: Product) -> list[dict[str, str]]:
    url = reverse("backoffice:stock_ladder", args=[product.sku])
    return [{"title": _("Sell-out ladder"), "icon": "calendar-event", "url": url}] if request.user.can("inventory.buy") else []


def _deeds(may_move: bool, may_take: bool, may_adjust: bool, keeps: bool) -> list[dict[str, str]]:
    deeds = [{"title": _("Move…"), "icon": "arrows-transfer-down", "dialog": "move"}] if may_move else []
    deeds += [{"title": _("Set aside or take out…"), "icon": "trash", "dialog": "take-out"}] if may_take else []
    deeds += [{"title": _("Lots…"), "icon": "barcode", "dialog": "keep-lots"}] if may_adjust else []
    return deeds + (
        [{"title": _("No lots any more…"), "icon": "circle-x", "dialog": "stop-lots"}] if may_adjust and keeps else []
    )


def _zones(levels: Sequence[StockLevel]) -> list[dict[str, Any]]:
    """What lies in each kind of zone of each warehouse."""
    sums: dict[tuple[str, str], list[int]] = {}
    for level in levels:
        found = sums.setdefault((level.location.zone.warehouse.name, level.location.zone.get_kind_display()), [0, 0])
        found[0] += level.on_hand
        found[1] += level.reserved
    return [{"house": house, "zone": zone, "on_hand": n, "reserved": held} for (house, zone), (n, held) in sums.items()]


def _dressed(lots: list) -> list:
    for lot in lots:
        lot.called = called(lot)
        days = (lot.expires_on - clock.today()).days if lot.expires_on else None
        lot.is_soon = days is not None and lot.status == LotStatus.OPEN and days <= SOON_DAYS
    return lots


def _costs(product: Product) -> dict[str, Any] | None:
    """What its pieces cost together and each, at moving average."""
    cost: ProductCost | None = getattr(product, "cost", None)
    if cost is None or not cost.quantity:
        return None
    currency = company_currency()
    return {"pieces": cost.quantity, "value": cost.value, "each": round_amount(cost.average, currency), "currency": currency}


def _stat(label: str, value: int, compared: str) -> dict[str, object]:
    return {"label": label, "value": value, "unit": _("pcs"), "cmp": compared}


def _elsewhere(levels: Sequence[StockLevel], sellable: int) -> str:
    rest = sum(level.on_hand for level in levels) - sellable
    return _("%(n)s more in bulk, staging or quarantine") % {"n": say_number(rest)} if rest > 0 else _("All of it can be sold")


def _lines(count: int) -> str:
    if count > SHOWN_HOLDERS:
        return _("More than 20 order lines")
    return ngettext("%(n)d order line", "%(n)d order lines", count) % {"n": count}
