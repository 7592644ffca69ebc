"""The reservation detective: every held unit with its holder and what ends it, and leaks that somebody has to resolve."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.listing import ChoiceFilter, Column, Export, FlagFilter, Listing, Sort, TextFilter, View, render_list
from core import clock
from core.access import Actor
from core.access.http import staff
from core.dates import say
from fulfillment.auditing import audit_held_units
from inventory import detecting
from inventory.models import LeakKind, LeakStatus, Reservation, ReservationStatus, StockLeak, Warehouse
from shop.order.models import Order, OrderStatus

HELD = [(one.value, one.label) for one in (ReservationStatus.ACTIVE, ReservationStatus.PICKED)]


def _older(days: int) -> Q:
    return Q(created_at__lt=clock.now() - timedelta(days=days))


class HeldUnits(Listing):
    name = "held_units"
    caption = gettext_lazy("Held units")
    sorts = {"since": Sort(gettext_lazy("Since"), "created_at"), "sku": Sort(gettext_lazy("Item number"), "product__sku")}
    filters = (
        TextFilter(
            "text",
            gettext_lazy("Order, item number or customer"),
            fields=(
                "order_line__order__number__istartswith",
                "product__sku__istartswith",
                "order_line__order__contact_name__icontains",
            ),
        ),
        ChoiceFilter("status", gettext_lazy("State"), HELD, field="status"),
        ChoiceFilter(
            "warehouse",
            gettext_lazy("Warehouse"),
            lambda: [(str(pk), name) for pk, name in Warehouse.objects.values_list("pk", "name")],
            field="location__warehouse",
        ),
        FlagFilter("day", gettext_lazy("Longer than a day"), condition=lambda: _older(1)),
        FlagFilter("week", gettext_lazy("Longer than a week"), condition=lambda: _older(7)),
        FlagFilter("suspect", gettext_lazy("Looks like a leak"), condition=detecting.SUSPECT),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("Longer than a day"), {"day": "yes"}),
        View(gettext_lazy("Longer than a week"), {"week": "yes"}),
        View(gettext_lazy("Looks like a leak"), {"suspect": "yes"}),
    )
    columns = (
        Column(gettext_lazy("Product"), sort="sku"),
        Column(gettext_lazy("Pcs"), num=True),
        Column(gettext_lazy("Location")),
        Column(gettext_lazy("Held for")),
        Column(gettext_lazy("Since"), sort="since"),
        Column(gettext_lazy("Ends")),
        Column(gettext_lazy("Next step")),
        Column(gettext_lazy("State")),
    )
    row_template = "backoffice/warehouse/held_row.html"
    empty_head = gettext_lazy("Nothing is held")
    empty_text = gettext_lazy("Pieces appear here when a released order has found its shelf.")
    is_personal = True
    exports = (
        Export("sku", lambda row: row.product.sku),
        Export("pieces", lambda row: row.quantity),
        Export("warehouse", lambda row: row.location.warehouse.code),
        Export("location", lambda row: row.location.code),
        Export("order", lambda row: row.order_line.order.number),
        Export("customer", lambda row: row.order_line.order.contact_name),
        Export("since", lambda row: row.created_at),
        Export("ends", lambda row: ending(row)),
        Export("next_step", lambda row: next_step(row)),
        Export("state", lambda row: row.status),
    )

    def queryset(self) -> QuerySet:
        return detecting.held_units()

    def decorate(self, rows: list[Any]) -> list[Any]:
        now = clock.now()
        for row in rows:
            row.ends, row.next_step, row.age_days = ending(row), next_step(row), (now - row.created_at).days
            row.is_suspect = _is_suspect(row)
        return rows


def _is_suspect(row: Reservation) -> bool:
    order = row.order_line.order
    return order.status in detecting.OVER or order.fulfillment_view == "returned"


def ending(row: Any) -> str:
    return ends_of(row.order_line.order, row.payment_expires_at)


def ends_of(order: Order, payment_expires_at: datetime | None) -> str:
    """What ends a hold or a promise of an order, and when."""
    if payment_expires_at and order.payable_at is None:
        return _("Payment expires %(when)s") % {"when": say(payment_expires_at)}
    if order.dispatch_by:
        return _("Dispatch by %(when)s") % {"when": say(order.dispatch_by)}
    return _("When it is dispatched")


def next_step(row: Any) -> str:
    """What has to happen next, in words."""
    order = row.order_line.order
    if _is_suspect(row):
        return _("Give it back: nobody will take it")
    if row.status == ReservationStatus.PICKED:
        return _("Pack and dispatch")
    if order.status != OrderStatus.RELEASED:
        return _("Release the order, or cancel it")
    if order.payable_at is None:
        return _("Waits for the payment")
    if order.reserved_at is None:
        return _("Waits for the order's other pieces")
    return _("Pick")


class Leaks(Listing):
    name = "leaks"
    caption = gettext_lazy("Leaks")
    sorts = {"found": Sort(gettext_lazy("Found"), "found_at", descending=True)}
    filters = (
        ChoiceFilter("status", gettext_lazy("State"), LeakStatus.choices, field="status"),
        ChoiceFilter("kind", gettext_lazy("What is wrong"), LeakKind.choices, field="kind"),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("To resolve"), {"status": LeakStatus.OPEN}),
    )
    columns = (
        Column(gettext_lazy("Found"), sort="found"),
        Column(gettext_lazy("What is wrong")),
        Column(gettext_lazy("Product")),
        Column(gettext_lazy("Pcs"), num=True),
        Column(gettext_lazy("Order")),
        Column(gettext_lazy("State")),
        Column(gettext_lazy("By")),
    )
    row_template = "backoffice/warehouse/leak_row.html"
    empty_head = gettext_lazy("Nothing leaks")
    empty_text = gettext_lazy("Every night all held and promised pieces are looked at: each has an order that still wants it.")
    exports = (
        Export("found_at", lambda row: row.found_at),
        Export("kind", lambda row: row.kind),
        Export("sku", lambda row: row.order_line.sku),
        Export("pieces", lambda row: row.pieces),
        Export("order", lambda row: row.order_line.order.number),
        Export("status", lambda row: row.status),
        Export("ended_at", lambda row: row.ended_at),
        Export("ended_by", lambda row: row.ended_by),
    )

    def queryset(self) -> QuerySet:
        return StockLeak.objects.select_related("order_line__order__channel", "product")

    def decorate(self, rows: list[Any]) -> list[Any]:
        may = self.request.user.can("inventory.leaks")
        for row in rows:
            row.may_resolve = may and row.status == LeakStatus.OPEN
        return rows


@staff(GET="inventory.view")
def held(request: HttpRequest) -> HttpResponse:
    leaking = StockLeak.objects.filter(status=LeakStatus.OPEN).count()
    title = ngettext("%(n)d leak", "%(n)d leaks", leaking) % {"n": leaking} if leaking else _("Leaks")
    return render_list(
        request,
        HeldUnits(request),
        title=_("Held units"),
        sub=_("Who holds which pieces, since when, until when, and what has to happen next."),
        crumbs=[{"title": _("Inventory")}],
        others=[
            {"title": _("Promised, not located"), "icon": "bookmark", "url": reverse("backoffice:promised_units")},
            {"title": title, "icon": "alert-triangle" if leaking else "circle-check", "url": reverse("backoffice:leaks")},
        ],
    )


@staff(GET="inventory.view")
def leaks(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Leaks(request),
        title=_("Leaks"),
        sub=_("Pieces that are held or promised though nobody will ever take them."),
        crumbs=[{"title": _("Inventory")}, {"title": _("Held units"), "url": reverse("backoffice:held_units")}],
        template="backoffice/warehouse/leaks.html",
        may_look=request.user.can("inventory.leaks"),
    )


@staff(POST="inventory.leaks")
def look(request: HttpRequest) -> HttpResponse:
    """Audit now instead of tonight."""
    found = audit_held_units(actor=Actor.of(request.user, request))
    said = ngettext("%(n)d leak was found.", "%(n)d leaks were found.", found) % {"n": found}
    messages.success(request, said if found else _("Nothing new leaks."))
    return redirect("backoffice:leaks")


@staff(POST="inventory.leaks")
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """One press gives the pieces back; a second finds it done."""
    leak = get_object_or_404(StockLeak, pk=pk)
    try:
        detecting.resolve_leak(leak=leak, actor=Actor.of(request.user, request))
        said = ngettext("%(n)d piece was given back.", "%(n)d pieces were given back.", leak.pieces)
        messages.success(request, said % {"n": leak.pieces})
    except detecting.LeakIsOver:
        messages.info(request, _("Nothing was changed: it does not leak any more."))
    return redirect("backoffice:leaks")
