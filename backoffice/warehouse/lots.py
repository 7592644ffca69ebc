"""Lots: which expire soon, where one lies, who got it; blocking one and letting it be sold again."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.forms import OfficeForm
from backoffice.listing import ChoiceFilter, Column, Export, FlagFilter, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.words import of_product
from backoffice.warehouse.stock import find_product
from core import clock
from core.access import Actor
from core.access.http import staff
from core.dates import say
from core.transitions import IllegalTransition
from inventory import lotting, recalling
from inventory.lot_levels import UNKNOWN
from inventory.models import Lot, LotStatus, Reservation, ReservationStatus, StockMovement

#: What expires within so many days is told as soon.
SOON_DAYS = 45
SHOWN = 12


def _is_soon() -> Q:
    return Q(status=LotStatus.OPEN, expires_on__lte=clock.today() + timedelta(days=SOON_DAYS))


class Lots(Listing):
    name = "lots"
    caption = gettext_lazy("Lots")
    sorts = {
        "expires": Sort(gettext_lazy("Expires"), "expires_on", nullable=True),
        "lot": Sort(gettext_lazy("Lot"), "code"),
        "on_hand": Sort(gettext_lazy("On hand"), "on_hand", descending=True),
    }
    filters = (
        FoundFilter("lot", gettext_lazy("Lot"), find=lambda text: Q(code__startswith=text.upper())),
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        ChoiceFilter("status", gettext_lazy("State"), LotStatus.choices),
        FlagFilter("soon", gettext_lazy("Expires soon"), condition=_is_soon),
        FlagFilter("there", gettext_lazy("Still there"), condition=Q(on_hand__gt=0)),
    )
    views = (
        View(gettext_lazy("Still there"), {"there": "yes"}),
        View(gettext_lazy("Expires soon"), {"soon": "yes", "there": "yes"}),
        View(gettext_lazy("Blocked"), {"status": LotStatus.BLOCKED}),
        View(gettext_lazy("Expired"), {"status": LotStatus.EXPIRED, "there": "yes"}),
        View(gettext_lazy("All"), {}),
    )
    columns = (
        Column(gettext_lazy("Lot"), sort="lot"),
        Column(gettext_lazy("Expires"), sort="expires"),
        Column(gettext_lazy("On hand"), num=True, sort="on_hand"),
        Column(gettext_lazy("Reserved"), num=True),
        Column(gettext_lazy("Sent"), num=True),
        Column(gettext_lazy("Supplier")),
        Column(gettext_lazy("State")),
    )
    row_template = "backoffice/warehouse/lot_row.html"
    empty_head = gettext_lazy("No product keeps lots yet")
    empty_text = gettext_lazy("Open a product's stock card and let it keep lots: each receipt then asks for lot and expiry.")
    empty_kind = "setup"
    empty_next = ("backoffice:stock", gettext_lazy("Products and stock"))
    exports = (
        Export("lot", lambda row: row.code),
        Export("sku", lambda row: row.product.sku),
        Export("title", lambda row: row.product.title),
        Export("expires_on", lambda row: row.expires_on),
        Export("sold_until", lambda row: row.sell_until),
        Export("received_on", lambda row: row.received_on),
        Export("supplier", lambda row: row.supplier),
        Export("on_hand", lambda row: row.on_hand),
        Export("reserved", lambda row: row.reserved),
        Export("sent", lambda row: row.sent),
        Export("status", lambda row: row.status),
        Export("reason", lambda row: row.status_reason),
    )

    def queryset(self) -> QuerySet:
        return recalling.lots_with_sums().select_related("product")

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.called = called(row)
            row.days = (row.expires_on - clock.today()).days if row.expires_on else None
            row.is_soon = row.days is not None and row.status == LotStatus.OPEN and row.days <= SOON_DAYS
        return rows


class Concerned(Listing):
    """The recall list of a lot: one row per order line and holding."""

    name = "recall"
    caption = gettext_lazy("Who got it")
    sorts = {"at": Sort(gettext_lazy("Since"), "created_at", descending=True)}
    filters = (ChoiceFilter("status", gettext_lazy("State"), [one for one in ReservationStatus.choices if one[0] != "released"]),)
    columns = (
        Column(gettext_lazy("Order")),
        Column(gettext_lazy("Customer")),
        Column(gettext_lazy("Pcs"), num=True),
        Column(gettext_lazy("Parcels")),
        Column(gettext_lazy("Since"), sort="at"),
        Column(gettext_lazy("State")),
    )
    row_template = "backoffice/warehouse/recall_row.html"
    empty_head = gettext_lazy("No order got any of it")
    empty_text = gettext_lazy("A row appears when pieces of this lot are reserved for an order.")
    is_personal = True
    exports = (
        Export("order", lambda row: row.order_line.order.number),
        Export("customer", lambda row: row.order_line.order.contact_name),
        Export("email", lambda row: row.order_line.order.email),
        Export("phone", lambda row: row.order_line.order.phone),
        Export("quantity", lambda row: row.quantity),
        Export("status", lambda row: row.status),
        Export("parcels", lambda row: " ".join(parcels_of(row))),
        Export("since", lambda row: row.created_at),
    )

    def queryset(self) -> QuerySet:
        rows = recalling.concerned(self.scope["lot"].pk)
        return rows.prefetch_related("pick_line__shipment_line__parcel_lines__parcel")

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.parcels = parcels_of(row)
        return rows


def parcels_of(row: Reservation) -> list[str]:
    """Tracking numbers of the parcels that the pieces of a reservation were packed into."""
    line = getattr(row, "pick_line", None)
    if line is None:
        return []
    return sorted({one.parcel.tracking_number for one in line.shipment_line.parcel_lines.all() if one.parcel.tracking_number})


def called(lot: Lot) -> str:
    """What people call a lot."""
    return _("unknown lot") if lot.code == UNKNOWN else lot.code


class ReasonForm(OfficeForm):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


class KeepForm(OfficeForm):
    """How a product keeps lots."""

    needs_expiry = forms.BooleanField(label=gettext_lazy("Every lot has a day on which it expires"), required=False, initial=True)
    days_before_expiry = forms.IntegerField(
        label=gettext_lazy("Sold until so many days before it expires"), min_value=0, max_value=3650, initial=0
    )


@staff(GET="inventory.view")
def lots(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Lots(request),
        title=_("Lots"),
        sub=_("First expired, first out. What is blocked or expired stays where it lies and is promised to nobody."),
        crumbs=[{"title": _("Inventory")}],
    )


def _lot(pk: int) -> Lot:
    found = recalling.lots_with_sums().select_related("product").filter(pk=pk).first()
    if found is None:
        raise Http404("no such lot")
    return found


@staff(GET="inventory.view")
def lot(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a lot lies, who got it, what happened to it. About ten statements."""
    return _show(request, _lot(pk))


def _show(request: HttpRequest, found: Lot, form: ReasonForm | None = None) -> HttpResponse:
    concerned = list(
        recalling.concerned(found.pk).prefetch_related("pick_line__shipment_line__parcel_lines__parcel")[: SHOWN + 1]
    )
    for row in concerned:
        row.parcels = parcels_of(row)  # type: ignore[attr-defined]
    moves = StockMovement.objects.filter(lot=found).select_related("from_location__warehouse", "to_location__warehouse")
    may, is_blocked = request.user.can("inventory.adjust"), found.status == LotStatus.BLOCKED
    deed = {"title": _("Let it be sold again…"), "icon": "lock-open", "dialog": "free"} if is_blocked else None
    context = {
        "lot": found,
        "title": called(found),
        "crumbs": [{"title": _("Inventory")}, {"title": _("Lots"), "url": reverse("backoffice:lots")}],
        "pills": [{"table": "lot", "value": found.status}],
        "sub": f"{found.product.sku} {found.product.get_title()}",
        "facts": _facts(found),
        "levels": recalling.lying(found.pk),
        "concerned": concerned[:SHOWN],
        "more_concerned": len(concerned) > SHOWN,
        "moves": list(moves.order_by("-pk")[:SHOWN]),
        "is_blocked": is_blocked,
        "form": form or ReasonForm(),
        "is_open": form is not None,
        "primary": (deed or {"title": _("Block this lot…"), "icon": "lock", "dialog": "block"}) if may else None,
    }
    return render(request, "backoffice/warehouse/lot.html", context, status=422 if form is not None else 200)


def _facts(found: Lot) -> list[dict[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("Expires"), say(found.expires_on, "day") if found.expires_on else _("no day is known")),
        (_("Sold until"), say(found.sell_until, "day") if found.sell_until else "–"),
        (_("Received"), say(found.received_on, "day")),
        (_("Supplier"), found.supplier or "–"),
        (_("On hand"), found.on_hand),  # type: ignore[attr-defined]
        (_("Reserved"), found.reserved),  # type: ignore[attr-defined]
        (_("Sent to customers"), found.sent),  # type: ignore[attr-defined]
        (_("Came back"), recalling.came_back(found.pk)),
    ]
    if found.status_reason:
        facts.append((_("Why"), found.status_reason))
    if found.status_at:
        facts.append((_("By"), f"{found.status_by} · {say(found.status_at, 'short')}"))
    return [{"label": label, "value": value} for label, value in facts]


@staff(GET="inventory.view")
def concerned(request: HttpRequest, pk: int) -> HttpResponse:
    """The recall list: every order that got or holds some of the lot, to be taken as a file."""
    found = _lot(pk)
    return render_list(
        request,
        Concerned(request, lot=found),
        title=_("Who got lot %(lot)s") % {"lot": called(found)},
        sub=f"{found.product.sku} {found.product.get_title()}",
        crumbs=[
            {"title": _("Lots"), "url": reverse("backoffice:lots")},
            {"title": called(found), "url": reverse("backoffice:lot", args=[found.pk])},
        ],
    )


@staff(POST="inventory.adjust")
def block(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _lot(pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        lotting.block_lot(lot=found, reason=form.cleaned_data["reason"], actor=Actor.of(request.user, request))
        said = ngettext(
            "Blocked. %(n)d piece is promised to nobody any more; what orders hold is being let go.",
            "Blocked. %(n)d pieces are promised to nobody any more; what orders hold is being let go.",
            found.on_hand - found.reserved,  # type: ignore[attr-defined]
        )
        messages.success(request, said % {"n": found.on_hand - found.reserved})  # type: ignore[attr-defined]
    except IllegalTransition:
        messages.info(request, _("It was done already."))
    return redirect("backoffice:lot", pk=found.pk)


@staff(POST="inventory.adjust")
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _lot(pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        lotting.unblock_lot(lot=found, reason=form.cleaned_data["reason"], actor=Actor.of(request.user, request))
        messages.success(request, _("It may be sold again."))
    except IllegalTransition:
        messages.info(request, _("It was done already."))
    return redirect("backoffice:lot", pk=found.pk)


@staff(POST="inventory.adjust")
def keep(request: HttpRequest, sku: str) -> HttpResponse:
    """Let a product keep lots, or change how."""
    product, form = find_product(sku), KeepForm(request.POST)
    if form.is_valid():
        lotting.keep_lots(product=product, actor=Actor.of(request.user, request), **form.cleaned_data)
        messages.success(request, _("From now on each receipt of it asks for lot and expiry."))
    else:
        messages.error(request, _("Nothing was changed: some fields need another look."))
    return redirect("backoffice:stock_card", sku=product.sku)


@staff(POST="inventory.adjust")
def stop_keeping(request: HttpRequest, sku: str) -> HttpResponse:
    product = find_product(sku)
    try:
        lotting.stop_keeping_lots(product=product, actor=Actor.of(request.user, request))
        messages.success(request, _("It keeps no lots any more."))
    except lotting.LotsWithdrawn:
        messages.error(request, _("Nothing was changed: pieces of a blocked or expired lot still lie somewhere."))
    return redirect("backoffice:stock_card", sku=product.sku)
