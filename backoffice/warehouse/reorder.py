"""What to buy: the suggestions with their arithmetic, and the press that makes them purchase orders."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from backoffice.listing import ChoiceFilter, Column, Export, FlagFilter, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.bulk import BulkAction, Word, bulk_view
from backoffice.lists.words import of_product
from backoffice.warehouse.reorder_words import in_a_sentence, position, steps
from core.access import Actor
from core.access.http import staff
from core.numbers import say_number
from core.transitions import IllegalTransition, StatusMovedOn
from inventory.buying import ordering as buying
from inventory.models import AbcClass, ReorderSuggestion, SuggestionStatus, Supplier
from inventory.reordering.ordering import NobodySellsIt, order_suggestion
from inventory.reordering.suggesting import suggest_all
from shop.catalogue.models import Lifecycle

REFUSALS: Mapping[str, Word] = {
    NobodySellsIt.code: gettext_lazy("no supplier is named for it"),
    IllegalTransition.code: gettext_lazy("somebody changed it meanwhile"),
    StatusMovedOn.code: gettext_lazy("somebody changed it meanwhile"),
    buying.NeverBoughtAgain.code: gettext_lazy("it is not bought any more"),
    buying.NoPurchasePrice.code: gettext_lazy("its supplier has no price today"),
    buying.NotSupplied.code: gettext_lazy("we do not buy from this supplier any more"),
    buying.QuantityOutOfBounds.code: gettext_lazy("more than anybody orders"),
    buying.NothingWanted.code: gettext_lazy("the purchase order is full"),
}


#: In place of a state: all of them.
ANY = "any"


class OrderThem(BulkAction):
    code, title, icon, permission = "order", gettext_lazy("Order…"), "shopping-cart", "inventory.buy"
    question, submit = gettext_lazy("Order these from their suppliers?"), gettext_lazy("Draft purchase orders")
    text = gettext_lazy("What one supplier sends to one warehouse goes on one draft. Nothing is sent yet.")
    words = REFUSALS

    def refusal(self, row: ReorderSuggestion) -> Word:
        if row.status != SuggestionStatus.OPEN:
            return _("it is %(status)s") % {"status": row.get_status_display().lower()}
        if row.product.lifecycle != Lifecycle.ACTIVE:
            return REFUSALS[buying.NeverBoughtAgain.code]
        return "" if row.source else REFUSALS[NobodySellsIt.code]

    def effect(self, row: ReorderSuggestion) -> Word:
        said = _("%(n)s pieces of %(supplier)s for %(warehouse)s")
        supplier = row.source.supplier.name if row.source else "–"
        return said % {"n": say_number(row.quantity), "supplier": supplier, "warehouse": row.warehouse.name}

    def act(self, row: ReorderSuggestion, actor: Actor, data: Mapping[str, Any]) -> Word:
        order = order_suggestion(suggestion=row, actor=actor)
        return _("on %(order)s") % {"order": order.number}


class StatusFilter(ChoiceFilter):
    """A state, or any."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows if value == ANY else super().apply(rows, value)


class Suggestions(Listing):
    """Unless another state is asked for, what is to be ordered."""

    name = "reorder"
    caption = gettext_lazy("What to buy")
    sorts = {
        "runs_out": Sort(gettext_lazy("Runs out on"), "runs_out_on"),
        "sku": Sort(gettext_lazy("Item number"), "product__sku"),
        "quantity": Sort(gettext_lazy("Pieces"), "quantity", descending=True),
    }
    filters = (
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        StatusFilter("status", gettext_lazy("State"), [*SuggestionStatus.choices, (ANY, gettext_lazy("All"))]),
        ChoiceFilter(
            "supplier",
            gettext_lazy("Supplier"),
            lambda: [(str(pk), name) for pk, name in Supplier.objects.order_by("name").values_list("pk", "name")],
            field="source__supplier",
        ),
        ChoiceFilter("abc", gettext_lazy("Class"), AbcClass.choices, field="abc_class"),
        FlagFilter("nobody", gettext_lazy("Nobody sells it to us"), condition=Q(source__isnull=True)),
    )
    views = (
        View(gettext_lazy("To order"), {"status": SuggestionStatus.OPEN}),
        View(pgettext_lazy("suggestion", "Ordered"), {"status": SuggestionStatus.ORDERED}),
        View(gettext_lazy("All"), {"status": ANY}),
    )
    columns = (
        Column(gettext_lazy("Product"), sort="sku"),
        Column(gettext_lazy("Supplier")),
        Column(gettext_lazy("There, on its way"), num=True),
        Column(gettext_lazy("Reorder point"), num=True),
        Column(gettext_lazy("Order"), num=True, sort="quantity"),
        Column(gettext_lazy("Runs out on"), sort="runs_out"),
        Column(gettext_lazy("State")),
    )
    row_template = "backoffice/warehouse/reorder_row.html"
    empty_head = gettext_lazy("Nothing has to be bought")
    empty_text = gettext_lazy("A product appears here when what is there and on its way falls to its reorder point.")
    exports = (
        Export("sku", lambda row: row.product.sku),
        Export("title", lambda row: row.product.title),
        Export("pool", lambda row: row.pool.name),
        Export("warehouse", lambda row: row.warehouse.code),
        Export("supplier", lambda row: row.source.supplier.code if row.source else ""),
        Export("class", lambda row: row.abc_class),
        Export("service_level", lambda row: row.percent),
        Export("a_day", lambda row: round(row.a_day, 3)),
        Export("on_hand", lambda row: row.on_hand),
        Export("coming", lambda row: row.coming),
        Export("owed", lambda row: row.owed),
        Export("safety_stock", lambda row: row.safety_stock),
        Export("reorder_point", lambda row: row.reorder_point),
        Export("quantity", lambda row: row.quantity),
        Export("runs_out_on", lambda row: row.runs_out_on),
        Export("status", lambda row: row.status),
        Export("purchase_order", lambda row: row.purchase_order.number if row.purchase_order else ""),
    )
    bulk = (OrderThem(),)
    bulk_url = "backoffice:reorder_bulk"

    @cached_property
    def active(self) -> dict[str, str]:
        return {"status": str(SuggestionStatus.OPEN), **super().active}

    def queryset(self) -> QuerySet:
        return ReorderSuggestion.objects.select_related("product", "pool", "warehouse", "source__supplier", "purchase_order")

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.position = position(row)
        return rows


def _name(row: ReorderSuggestion) -> dict[str, Any]:
    return {"title": f"{row.product.sku} {row.product.get_title()}", "url": reverse("backoffice:reorder_one", args=[row.pk])}


reorder_bulk = bulk_view(Suggestions, Suggestions.bulk, back="backoffice:reorder", permission="inventory.view", name=_name)


@staff(GET="inventory.view")
def reorder(request: HttpRequest) -> HttpResponse:
    may_buy = request.user.can("inventory.buy")
    return render_list(
        request,
        Suggestions(request),
        title=_("What to buy"),
        sub=_("By the forecast, the suppliers' lead times and the service level. Worked out anew every hour."),
        crumbs=[{"title": _("Inventory")}],
        others=[{"title": _("Service levels"), "icon": "target", "url": reverse("backoffice:service_levels")}],
        primary={"title": _("Work it out now"), "icon": "refresh", "form": "suggest"} if may_buy else None,
        template="backoffice/warehouse/reorder.html",
    )


@staff(GET="inventory.view")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion, explained, with the one press that orders it."""
    row = get_object_or_404(Suggestions(request).queryset(), pk=pk)
    refusal = OrderThem().refusal(row)
    context = {
        "title": _("Buy %(title)s") % {"title": row.product.get_title()},
        "crumbs": [{"title": _("Inventory")}, {"title": _("What to buy"), "url": reverse("backoffice:reorder")}],
        "sub": row.product.sku,
        "row": row,
        "said": in_a_sentence(row),
        "steps": steps(row),
        "refusal": refusal,
        "may_order": request.user.can("inventory.buy") and not refusal,
        "others": [
            {"title": _("Forecast"), "icon": "chart-line", "url": reverse("backoffice:forecast", args=[row.product.sku])},
        ],
    }
    return render(request, "backoffice/warehouse/reorder_one.html", context)


@staff(POST="inventory.buy")
def suggest(request: HttpRequest) -> HttpResponse:
    """Bring the suggestions up to date with the stock of now."""
    run = suggest_all(actor=Actor.of(request.user, request))
    said = ngettext("%(n)s suggestion is new.", "%(n)s suggestions are new.", run.new) % {"n": say_number(run.new)}
    messages.success(request, said if run.new else _("Nothing new has to be bought."))
    return redirect("backoffice:reorder")
