"""Everything the page of an order shows that does not belong to a department."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.orders.telling import CAUSES, reason_in_words
from core.dates import say
from core.errors import DomainError
from core.numbering import parse_transaction_number
from shop.order.models import FulfillmentView, Line, Order, OrderStatus, PromiseState

ARRIVED = (FulfillmentView.DELIVERED, FulfillmentView.RETURNED)
DONE_AT_PICKING = set(FulfillmentView.values) - {FulfillmentView.UNFULFILLED, FulfillmentView.RESERVED}
DONE_AT_DISPATCH = {FulfillmentView.SHIPPED, FulfillmentView.DELIVERED, FulfillmentView.RETURNED, FulfillmentView.PART_RETURNED}

#: Why an order has its channel: the reasons that `shop.channels.doors` and the phone desk give.
CAME_BY = {
    "host": gettext_lazy("The shop's own address"),
    "path": gettext_lazy("A word in the address"),
    "default": gettext_lazy("The door for everybody else"),
    "trade_account": gettext_lazy("Signed in as trade account"),
    "phone_desk": gettext_lazy("Taken by phone"),
    "branch_counter": gettext_lazy("Taken at a branch"),
    "branch_file": gettext_lazy("A branch's file"),
    "api": gettext_lazy("A program, by API"),
}


def came_by(order: Order) -> str:
    """Why the order has its channel, in words; an unknown reason as it was kept."""
    return str(CAME_BY.get(order.door_reason, order.door_reason))


def find(number: str) -> Order | None:
    """The order behind a number however typed, with what its page shows. Four queries."""
    try:
        digits = parse_transaction_number(number)
    except DomainError:
        digits = number if number.isalnum() else ""
    related = ("channel", "market", "customer", "shipping_address__country", "delivery_option", "placed_by", "trade_account")
    return (
        Order.objects.select_related(*related)
        .prefetch_related(Prefetch("lines", Line.objects.select_related("product").order_by("pk")), "payments__method")
        .filter(number=digits)
        .first()
    )


def _moment(at: Any) -> str:
    return say(at, "short")


def track(order: Order) -> list[dict[str, str]]:
    """The steps of an order, for parts/track.html; the first that is not done is where it stands."""
    view = order.fulfillment_view
    by = _("by %(time)s") % {"time": _moment(order.dispatch_by)} if order.dispatch_by else ""
    until = _("by %(day)s") % {"day": say(order.deliver_by, "day_short")} if order.deliver_by else ""
    steps = [
        (_("Placed"), True, _moment(order.date_placed)),
        (_("Released"), order.released_at is not None, _moment(order.released_at)),
        (_("Payable"), order.payable_at is not None, _moment(order.payable_at)),
        (_("Reserved"), order.reserved_at is not None, _moment(order.reserved_at)),
        (_("Picked"), view in DONE_AT_DISPATCH or view == FulfillmentView.PART_SHIPPED, ""),
        (_("Dispatched"), view in DONE_AT_DISPATCH, by),
        (_("Returned") if view == FulfillmentView.RETURNED else _("Delivered"), view in ARRIVED, until),
    ]
    if order.status == OrderStatus.CANCELLED:
        steps = [step for step in steps if step[1]]
        if view != FulfillmentView.RETURNED:
            steps.append((_("Cancelled"), True, ""))
    waiting = next((index for index, step in enumerate(steps) if not step[1]), len(steps))
    states = ["done" if step[1] else "now" if index == waiting else "next" for index, step in enumerate(steps)]
    return [{"word": word, "state": state, "detail": text} for (word, _is_done, text), state in zip(steps, states, strict=True)]


def warning(order: Order) -> dict[str, str] | None:
    """What needs somebody: a hold, or a promise in danger."""
    if order.status == OrderStatus.HELD:
        return {"tone": "warn", "icon": "hand-stop", "head": _("This order is held."), "text": reason_in_words(order.hold_reason)}
    if order.is_open and order.promise_state == PromiseState.AT_RISK:
        head = _("The promise is at risk: dispatch by %(time)s.") % {"time": _moment(order.dispatch_by)}
        return {"tone": "warn", "icon": "clock-exclamation", "head": head, "text": _cause(order)}
    if order.is_open and order.promise_state == PromiseState.BREACHED:
        if order.promise_cause == "with_carrier":
            day = say(order.deliver_by, "day_short") if order.deliver_by else ""
            head = _("The promise is broken: it should have been delivered by %(day)s.") % {"day": day}
        else:
            head = _("The promise is broken: it should have left by %(time)s.") % {"time": _moment(order.dispatch_by)}
        return {"tone": "bad", "icon": "clock-x", "head": head, "text": _cause(order)}
    return None


def _cause(order: Order) -> str:
    """Why, as a sentence of its own; nothing when nobody knows."""
    cause = CAUSES.get(order.promise_cause)
    return f"{cause}." if cause else ""


def money(order: Order) -> dict[str, Any]:
    """What was asked and what was paid; amounts in the order's currency."""
    payments = list(order.payments.all())
    captured = sum((payment.captured for payment in payments), start=0)
    refunded = sum((payment.refunded for payment in payments), start=0)
    still_open = 0 if order.status == OrderStatus.CANCELLED else order.total_incl_tax - captured + refunded
    return {"payments": payments, "captured": captured, "refunded": refunded, "still_open": max(still_open, 0)}


def sums(order: Order) -> dict[str, Any]:
    """Goods, delivery, fee, tax and total on the side that the channel states."""
    lines = list(order.lines.all())
    side = "incl_tax" if order.prices_include_tax else "excl_tax"
    return {
        "goods": sum((getattr(line, f"line_price_{side}") for line in lines), start=0),
        "delivery": getattr(order, f"shipping_{side}"),
        "fee": getattr(order, f"fee_{side}"),
        "pieces": sum(line.quantity for line in lines),
        "some_cancelled": any(line.cancelled_quantity for line in lines),
        "lines": [
            {"line": line, "unit": getattr(line, f"unit_price_{side}"), "amount": getattr(line, f"line_price_{side}")}
            for line in lines
        ],
    }
