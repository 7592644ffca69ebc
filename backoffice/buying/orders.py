"""Purchase orders: drafted on a sheet, sent after a second look, moved, cancelled, closed short."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.buying import sheets
from backoffice.buying.lists import Arrivals, PurchaseOrders
from backoffice.buying.suppliers import crumbs
from backoffice.buying.telling import timeline_of
from backoffice.buying.words import said
from backoffice.forms import OfficeForm
from backoffice.listing import render_list
from core import clock
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from core.money import Money
from inventory.buying import ordering
from inventory.buying.papers import find_paper
from inventory.costing import company_currency
from inventory.models import PurchaseOrder, PurchaseOrderStatus, Supplier, Warehouse


class ReasonForm(OfficeForm):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


class DayForm(OfficeForm):
    on = forms.DateField(label=gettext_lazy("Expected on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def to_list() -> dict[str, Any]:
    return {"title": _("Purchase orders"), "url": reverse("backoffice:purchase_orders")}


def find(number: str) -> PurchaseOrder:
    return get_object_or_404(PurchaseOrder.objects.select_related("supplier", "warehouse"), number=number)


@staff(GET="inventory.view")
def purchase_orders(request: HttpRequest) -> HttpResponse:
    new_one = {"title": _("New purchase order"), "icon": "plus", "url": reverse("backoffice:purchase_order_new")}
    return render_list(
        request,
        PurchaseOrders(request),
        title=_("Purchase orders"),
        sub=_("What suppliers were asked for, and what of it came."),
        crumbs=crumbs(),
        primary=new_one if request.user.can("inventory.buy") else None,
        others=[{"title": _("Expected arrivals"), "icon": "truck-delivery", "url": reverse("backoffice:expected_arrivals")}],
    )


@staff(GET="inventory.view")
def arrivals(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Arrivals(request),
        title=_("Expected arrivals"),
        sub=_("The shop tells customers the next arrival of what is sold out."),
        crumbs=crumbs(to_list()),
    )


@staff(GET="inventory.buy", POST="inventory.buy")
def new(request: HttpRequest) -> HttpResponse:
    """Choose from whom, then fill the sheet; ?supplier=KEY&warehouse=CODE."""
    form, supplier, warehouse = sheets.chosen(request)
    if supplier is None or warehouse is None:
        context = {"form": form, "title": _("New purchase order"), "crumbs": crumbs(to_list())}
        return render(request, "backoffice/buying/choose.html", context, status=422 if form.errors else 200)
    return _sheet(request, supplier, warehouse, None)


@staff(GET="inventory.buy", POST="inventory.buy")
def change(request: HttpRequest, number: str) -> HttpResponse:
    order = find(number)
    if order.status != PurchaseOrderStatus.DRAFT:
        messages.error(request, _("Only a draft can be changed."))
        return redirect("backoffice:purchase_order", number=number)
    return _sheet(request, order.supplier, order.warehouse, order)


def _sheet(request: HttpRequest, supplier: Supplier, warehouse: Warehouse, order: PurchaseOrder | None) -> HttpResponse:
    typed = request.POST if request.method == "POST" else {}
    head = sheets.SheetForm(request.POST) if typed else sheets.SheetForm.begun(order)
    rows = sheets.rows_of(supplier, warehouse, typed, order)
    problem = ""
    if typed:
        wanted = sheets.wanted(rows)
        if head.is_valid() and not any("error" in row for row in rows):
            try:
                saved = _save(request, supplier, warehouse, order, head.cleaned_data, wanted)
                return redirect("backoffice:purchase_order", number=saved.number)
            except DomainError as refusal:
                problem = said(refusal)
        problem = problem or _("Nothing was saved: some fields need another look.")
    context = {
        "supplier": supplier,
        "warehouse": warehouse,
        "order": order,
        "head_form": head,
        "rows": rows,
        "problem": problem,
        "title": order.number if order else _("Order from %(supplier)s") % {"supplier": supplier.name},
        "sub": _("For %(warehouse)s. Pieces are rounded up to whole packs.") % {"warehouse": warehouse.name},
        "crumbs": crumbs(to_list()),
    }
    return render(request, "backoffice/buying/sheet.html", context, status=422 if problem else 200)


def _save(
    request: HttpRequest,
    supplier: Supplier,
    warehouse: Warehouse,
    order: PurchaseOrder | None,
    data: dict[str, Any],
    wanted: list[ordering.Wanted],
) -> PurchaseOrder:
    actor = Actor.of(request.user, request)
    terms = {"lines": wanted, "actor": actor, "expected_on": data["expected_on"], "note": data["note"]}
    if order is not None:
        saved = ordering.change_purchase_order(order=order, **terms)
    else:
        saved = ordering.draft_purchase_order(supplier=supplier, warehouse=warehouse, key=data["key"], **terms)
    messages.success(request, _("Saved as a draft. The supplier knows nothing of it yet."))
    return saved


@staff(GET="inventory.view")
def purchase_order(request: HttpRequest, number: str) -> HttpResponse:
    """One order: what was asked for, what came, what can be done next."""
    order = find(number)
    lines = list(order.lines.select_related("product"))
    worth = sum((line.quantity * line.unit_price for line in lines), start=Money.zero(order.currency).amount)
    receipts = order.receipts.prefetch_related("lines__product").order_by("pk")
    drawn = find_paper(order)
    context = {
        "order": order,
        "lines": [{"line": line, "amount": line.quantity * line.unit_price} for line in lines],
        "worth": worth,
        "receipts": receipts,
        "books": company_currency(),
        "is_late": order.is_awaited and order.expected_on is not None and order.expected_on < clock.today(),
        "paper": drawn,
        "timeline": timeline_of(order, may_read_paper=drawn is not None),
        "title": order.number,
        "sub": order.supplier.name,
        "pills": [{"table": "purchase_order", "value": order.status}],
        "crumbs": crumbs(to_list()),
        "reason_form": ReasonForm(auto_id="cancel-%s"),
        "close_form": ReasonForm(auto_id="close-%s"),
        "day_form": DayForm(initial={"on": order.expected_on}),
        **_next(request, order),
    }
    return render(request, "backoffice/buying/order.html", context)


def _next(request: HttpRequest, order: PurchaseOrder) -> dict[str, Any]:
    """The one next action, and the others that the state allows."""
    others: list[dict[str, Any]] = []
    primary = None
    if request.user.can("inventory.buy"):
        if order.status == PurchaseOrderStatus.DRAFT:
            others.append(
                {"title": _("Change"), "icon": "pencil", "url": reverse("backoffice:purchase_order_change", args=[order.number])}
            )
            primary = {"title": _("Send…"), "icon": "send", "dialog": "send"}
        if order.is_awaited:
            others.append({"title": _("Comes another day…"), "icon": "calendar-event", "dialog": "move"})
        if order.status == PurchaseOrderStatus.PART_RECEIVED:
            others.append({"title": _("Wait no longer…"), "icon": "x", "dialog": "close"})
        if order.status in (PurchaseOrderStatus.DRAFT, PurchaseOrderStatus.SENT):
            others.append({"title": _("Cancel…"), "icon": "x", "dialog": "cancel"})
    if order.is_awaited and request.user.can("inventory.receive"):
        url = reverse("backoffice:purchase_order_receive", args=[order.number])
        primary = {"title": _("Receive goods"), "icon": "package-import", "url": url}
    return {"others": others, "primary": primary}


def _do(request: HttpRequest, number: str, job: Callable[[PurchaseOrder, Actor], Any], done: str) -> HttpResponse:
    order = find(number)
    try:
        job(order, Actor.of(request.user, request))
    except DomainError as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, done % {"number": order.number, "supplier": order.supplier.name})
    return redirect("backoffice:purchase_order", number=number)


@staff(POST="inventory.buy")
def send(request: HttpRequest, number: str) -> HttpResponse:
    done = _("%(number)s goes to %(supplier)s by e-mail; its pieces are expected from now on.")
    return _do(request, number, lambda order, actor: ordering.send_purchase_order(order=order, actor=actor), done)


@staff(POST="inventory.buy")
def move(request: HttpRequest, number: str) -> HttpResponse:
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say on which day it comes."))
        return redirect("backoffice:purchase_order", number=number)
    on = form.cleaned_data["on"]
    done = _("%(number)s is expected on the new day; the shop says so too.")
    return _do(request, number, lambda order, actor: ordering.expect_on(order=order, on=on, actor=actor), done)


@staff(POST="inventory.buy")
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    return _with_reason(request, number, ordering.cancel_purchase_order, _("%(number)s is cancelled."))


@staff(POST="inventory.buy")
def close(request: HttpRequest, number: str) -> HttpResponse:
    return _with_reason(request, number, ordering.close_short, _("%(number)s is closed; nothing more of it is expected."))


def _with_reason(request: HttpRequest, number: str, job: Callable[..., Any], done: str) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was done: say why."))
        return redirect("backoffice:purchase_order", number=number)
    reason = form.cleaned_data["reason"]
    return _do(request, number, lambda order, actor: job(order=order, reason=reason, actor=actor), done)


@staff(GET="inventory.view")
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The order as the supplier got it."""
    drawn = find_paper(find(number))
    if drawn is None:
        raise Http404
    return HttpResponse(
        bytes(drawn.pdf), content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{number}.pdf"'}
    )
