"""Orders: the list, the page of one, and what can be done to it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backoffice.listing import render_list
from backoffice.orders import record
from backoffice.orders.bulk import OrdersInBulk
from backoffice.orders.deciding import ReasonForm, choices
from backoffice.orders.panels import panels_of
from backoffice.orders.telling import timeline_of
from core.access import Actor
from core.access.http import staff
from core.transitions import IllegalTransition
from shop.order import cancelling, releasing
from shop.order.models import Order
from shop.order.timeline import EmptyNote, add_note


@staff(GET="orders.view")
def orders(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        OrdersInBulk(request),
        title=_("Orders"),
        sub=_("Filters live in the address: send the link and a colleague sees the same list."),
    )


def _order(number: str) -> Order:
    found = record.find(number)
    if found is None:
        raise Http404("no such order")
    return found


@staff(GET="orders.view")
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order: what it is, what happened, what can happen next. Its number may be typed with spaces or dashes."""
    found = _order(number)
    if found.number != number:
        return redirect("backoffice:order", number=found.number)
    return _page(request, found)


def _page(request: HttpRequest, found: Order, refused: ReasonForm | None = None) -> HttpResponse:
    decided = choices(found, request.user, get_language() or "en", refused)
    area = request.GET.get("show", "")
    context = {
        "order": found,
        "crumbs": [{"title": _("Orders"), "url": reverse("backoffice:orders")}],
        "pills": [
            {"table": "order", "value": found.status},
            {"table": "order_payment", "value": found.payment_view},
            {"table": "order_fulfilment", "value": found.fulfillment_view},
            *([{"table": "promise", "value": found.promise_state}] if found.is_open else []),
        ],
        "warning": record.warning(found),
        "came_by": record.came_by(found),
        "stops": record.track(found),
        "sums": record.sums(found),
        "money": record.money(found),
        "actions": decided.actions,
        "dialogs": decided.dialogs,
        "panels": panels_of(request, found),
        **timeline_of(found, area=area if area in ("people", "money", "stock") else "", may_note=request.user.can("orders.note")),
    }
    return render(request, "backoffice/orders/order.html", context, status=422 if refused is not None else 200)


@staff(POST="orders.note")
def order_note(request: HttpRequest, number: str) -> HttpResponse:
    found = _order(number)
    try:
        add_note(order=found, text=request.POST.get("note", ""), actor=Actor.of(request.user, request))
    except EmptyNote:
        messages.error(request, _("Nothing was added: a note needs words, at most 4,000 characters."))
    return redirect(reverse("backoffice:order", args=[found.number]) + "#timeline")


@staff(POST="orders.release")
def order_release(request: HttpRequest, number: str) -> HttpResponse:
    def release(found: Order, actor: Actor) -> None:
        releasing.release(order=found, actor=actor)

    return _decide(request, number, release, _("Released. Inventory is reserving it now."))


@staff(POST="orders.hold")
def order_hold(request: HttpRequest, number: str) -> HttpResponse:
    return _with_reason(request, number, "hold", releasing.hold, _("Held. It waits in the approval inbox."))


@staff(POST="orders.cancel")
def order_cancel(request: HttpRequest, number: str) -> HttpResponse:
    return _with_reason(request, number, "cancel", cancelling.cancel, _("Cancelled. Stock and credit were given back."))


def _with_reason(request: HttpRequest, number: str, prefix: str, job: Callable[..., Order], done: str) -> HttpResponse:
    form = ReasonForm(request.POST, prefix=prefix)
    if not form.is_valid():
        return _page(request, _order(number), refused=form)

    def act(found: Order, actor: Actor) -> None:
        job(order=found, reason=form.cleaned_data["reason"], actor=actor)

    return _decide(request, number, act, done)


def _decide(request: HttpRequest, number: str, act: Callable[[Order, Actor], None], done: str) -> HttpResponse:
    found = _order(number)
    try:
        act(found, Actor.of(request.user, request))
        messages.success(request, done)
    except cancelling.AlreadyShipped:
        messages.error(request, _("Nothing was cancelled: goods have left the house. They come back as a return."))
    except IllegalTransition:
        found.refresh_from_db()
        messages.warning(
            request,
            _("Nothing was changed: meanwhile this order is %(status)s.") % {"status": found.get_status_display().lower()},
        )
    return redirect("backoffice:order", number=found.number)
