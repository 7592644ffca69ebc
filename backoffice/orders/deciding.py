"""What a person may do to an order now; what they may not, and why."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.forms import OfficeForm
from backoffice.orders.telling import REASONS
from core.money import Money, format_money
from core.transitions import may_move
from shop.order.cancelling import TOO_LATE
from shop.order.models import Order, OrderStatus


class ReasonForm(OfficeForm):
    """Why an order is held or cancelled: one of the usual reasons, or own words."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason, goes in the timeline"), choices=[*REASONS.items(), ("other", gettext_lazy("Another reason:"))]
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"), max_length=60, required=False, help_text=gettext_lazy("When it is another reason.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") == "other":
            if not data.get("words", "").strip():
                self.add_error("words", _("Say in a few words why."))
            data["reason"] = data.get("words", "").strip()
        return data


@dataclass(frozen=True)
class Choices:
    """Next actions (see parts/next_actions.html) and the dialogs they open (see parts/confirm.html)."""

    actions: list[dict[str, Any]]
    dialogs: list[dict[str, Any]]


def choices(order: Order, user: Any, language: str, refused: ReasonForm | None = None) -> Choices:
    """What may be done, with dialogs; a form that was refused stands open with what was typed. One statement (what was paid)."""
    if not order.is_open:
        return Choices([], [])
    actions: list[dict[str, Any]] = []
    dialogs: list[dict[str, Any]] = []
    for action, dialog in (_release(order, user), _hold(order, user), _cancel(order, user, language)):
        if action:
            actions.append(action)
        if dialog:
            dialogs.append(_again(dialog, refused) if refused is not None and refused.prefix == dialog["id"] else dialog)
    legal_first = sorted(actions, key=lambda action: "blocked" in action)
    return Choices(legal_first, dialogs)


def _again(dialog: dict[str, Any], refused: ReasonForm) -> dict[str, Any]:
    return {**dialog, "fields": list(refused), "open": True}


Pair = tuple[dict[str, Any] | None, dict[str, Any] | None]


def _address(name: str, order: Order) -> str:
    return reverse(f"backoffice:{name}", args=[order.number])


def _release(order: Order, user: Any) -> Pair:
    if not may_move(order, "status", OrderStatus.RELEASED):
        return None, None
    action = {"title": _("Release"), "icon": "shield-check"}
    if not user.can("orders.release"):
        return {**action, "blocked": _("Blocked for you: your role may not release orders.")}, None
    effect = _("Inventory reserves it at once; the warehouse sees it when it is paid for.")
    return {**action, "effect": effect, "post": _address("order_release", order)}, None


def _hold(order: Order, user: Any) -> Pair:
    action = {"title": _("Hold…"), "icon": "hand-stop"}
    if order.status == OrderStatus.HELD:
        return None, None
    if not may_move(order, "status", OrderStatus.HELD):
        return {**action, "blocked": _("Blocked: it is released, the warehouse counts on it. Cancel it, or let it go.")}, None
    if not user.can("orders.hold"):
        return {**action, "blocked": _("Blocked for you: your role may not hold orders.")}, None
    dialog = {
        "id": "hold",
        "title": _("Hold this order?"),
        "text": _("It keeps its promised stock and waits in the approval inbox."),
        "fields": list(ReasonForm(prefix="hold")),
        "action": _address("order_hold", order),
        "submit": _("Hold the order"),
        "keep": _("Leave it"),
    }
    return {**action, "effect": _("It keeps its stock and waits for a person."), "dialog": "hold"}, dialog


def _cancel(order: Order, user: Any, language: str) -> Pair:
    action = {"title": _("Cancel…"), "icon": "circle-x"}
    if order.fulfillment_view in TOO_LATE:
        return {**action, "blocked": _("Blocked: goods have left the house. They come back as a return.")}, None
    if not user.can("orders.cancel"):
        return {**action, "blocked": _("Blocked for you: your role may not cancel orders.")}, None
    due = sum((payment.captured - payment.refunded for payment in order.payments.all()), start=0)
    money = format_money(Money(due, order.currency), language) if due else "0"
    held = sum(line.open_quantity for line in order.lines.all() if line.is_stocked)
    preview = [
        {"what": _("Status"), "now": order.get_status_display(), "after": _("Cancelled")},
        {"what": _("Pieces kept for it"), "now": held, "after": 0},
        {"what": _("Money to be returned"), "now": "0", "after": money},
    ]
    dialog = {
        "id": "cancel",
        "title": _("Cancel the whole order?"),
        "text": _("Happens once, however often it is clicked. It cannot be taken back."),
        "preview": preview,
        "fields": list(ReasonForm(prefix="cancel")),
        "action": _address("order_cancel", order),
        "submit": _("Cancel the order"),
        "keep": _("Keep the order"),
        "danger": True,
    }
    effect = _("Gives stock and credit back; what was paid becomes a refund that is due.")
    return {**action, "effect": effect, "dialog": "cancel"}, dialog
