"""Refunds: one person asks, another one approves, then the money leaves. The provider or the bank's reference proves it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.holding import held_for
from backoffice.accounting.forms import amount_field
from backoffice.accounting.open_matters import REFUND_REASONS, Refunds, refund_reason
from backoffice.accounting.payments import crumbs
from backoffice.accounting.previews import said
from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.forms import OfficeForm, dress
from backoffice.listing import render_list
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from core.money import decimals
from core.transitions import IllegalTransition
from shop.payment.gateway import GatewayUnavailable
from shop.payment.models import Payment, PaymentKind, Refund, RefundState, UnappliedCash
from shop.payment.refunding import (
    ReferenceNeeded,
    RefundDeclined,
    RefundTooHigh,
    SecondPersonNeeded,
    approve_refund,
    decline_refund,
    pay_refund,
    request_refund,
    to_be_returned,
)


class AskRefund(OfficeForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=[*REFUND_REASONS.items(), ("other", gettext_lazy("Another reason:"))]
    )
    words = forms.CharField(label=gettext_lazy("In your words"), max_length=60, required=False)

    def __init__(self, *args: Any, payment: Payment, most: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Amount to return, %(currency)s") % {"currency": payment.currency}
        self.fields["amount"] = amount_field(payment.currency, label, max_value=most)
        self.fields["amount"].initial = f"{most:.{decimals(payment.currency)}f}"
        dress(self.fields["amount"])
        self.order_fields(["amount", "reason", "words"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("amount") == 0:
            self.add_error("amount", _("Type an amount above zero."))
        if data.get("reason") == "other" and not data.get("words", "").strip():
            self.add_error("words", _("Say in a few words why."))
        return data

    @property
    def why(self) -> str:
        data = self.cleaned_data
        return data["words"].strip() if data["reason"] == "other" else data["reason"]


class Decline(OfficeForm):
    reason = forms.CharField(label=gettext_lazy("Why it is declined, goes in the timeline"), max_length=200)


class PayOut(OfficeForm):
    reference = forms.CharField(label=gettext_lazy("The bank's reference of the transfer back"), max_length=120)


def refund_crumbs() -> list[dict[str, Any]]:
    return crumbs({"title": _("Refunds"), "url": reverse("backoffice:refunds")})


@staff(GET="accounting.sign")
def refunds(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Refunds(request),
        title=_("Refunds"),
        sub=_("Where money leaves, a second person confirms: nobody approves what they asked for."),
        crumbs=crumbs(),
        template="backoffice/accounting/refunds.html",
        returns=UnappliedCash.objects.filter(state=UnappliedCash.State.ASKED).select_related("asker"),
    )


@staff(GET="accounting.return_money", POST="accounting.return_money")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise money back that was received for a payment."""
    payment = get_object_or_404(Payment.objects.select_related("order__channel", "method"), pk=pk)
    most = to_be_returned(payment)
    back = reverse("backoffice:order", args=[payment.order.number])
    if most <= 0:
        messages.info(request, _("Nothing of this payment is left to return."))
        return redirect(back)
    form = AskRefund(request.POST or None, payment=payment, most=most)

    def job(form: AskRefund, actor: Actor) -> str | None:
        try:
            made = request_refund(payment=payment, amount=form.cleaned_data["amount"], reason=form.why, actor=actor)
        except RefundTooHigh:
            form.add_error("amount", _("Meanwhile less than that is left. Nothing was promised."))
            return None
        messages.success(request, _("Asked. It is paid out when a second person has approved it."))
        return reverse("backoffice:refund", args=[made.pk]) if request.user.can("accounting.sign") else back  # type: ignore[union-attr]

    def preview(form: AskRefund) -> Preview:
        amount = form.cleaned_data["amount"]
        row = {
            "what": _("May still be returned"),
            "now": said(most, payment.currency),
            "after": said(most - amount, payment.currency),
        }
        effects = [_("Nothing leaves yet: another person has to approve it."), _("What is promised cannot be promised again.")]
        held = held_for(payment.order)
        beyond = amount - held.deposits - held.refunds_due
        if beyond > 0:
            effects.append(
                _("%(amount)s of it was invoiced: paying it out issues a credit note.")
                % {"amount": said(beyond, payment.currency)}
            )
        return Preview(rows=[row], effects=effects)

    question = Question(
        head=_("Ask for a refund"),
        confirm=_("Ask for the refund"),
        facts=[
            {"label": _("Order"), "order": payment.order},
            {"label": _("Paid by"), "value": payment.method.name},
            {"label": _("Received"), "value": payment.captured, "currency": payment.currency},
            {"label": _("Returned"), "value": payment.refunded, "currency": payment.currency},
        ],
    )
    return confirm_and_do(
        request, form, question=question, preview=preview, job=job, back=back, title=_("Refund"),
        crumbs=crumbs({"title": payment.order.number, "url": back}),
    )  # fmt: skip


def _find(pk: int) -> Refund:
    related = ("payment__order__channel", "payment__order__customer", "payment__method", "approver", "movement")
    return get_object_or_404(Refund.objects.select_related(*related), pk=pk)


@staff(GET="accounting.sign")
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    actions, dialogs = _choices(found, request.user)
    context = {
        "refund": found,
        "why": refund_reason(found.reason),
        "actions": actions,
        "dialogs": dialogs,
        "pills": [{"table": "refund", "value": found.state}],
        "title": _("Refund of %(amount)s") % {"amount": said(found.amount, found.payment.currency)},
        "crumbs": refund_crumbs(),
    }
    return render(request, "backoffice/accounting/refund.html", context)


def _choices(found: Refund, user: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    actions: list[dict[str, Any]] = []
    dialogs: list[dict[str, Any]] = []
    amount = said(found.amount, found.payment.currency)
    rows = _before_and_after(found)
    if found.state == RefundState.DUE:
        own = found.asker_id == user.pk
        action = {"title": _("Approve…"), "icon": "signature"}
        if own:
            actions.append({**action, "blocked": _("You asked for it: somebody else has to approve it.")})
        else:
            actions.append({**action, "effect": _("As second person; then it can be paid out."), "dialog": "approve"})
            by_provider = found.payment.kind == PaymentKind.GATEWAY
            told = (
                _("The provider that took the money returns it at once.")
                if by_provider
                else _("Then it is paid out by transfer.")
            )
            dialogs.append(
                {
                    "id": "approve", "title": _("Approve the return of %(amount)s?") % {"amount": amount}, "text": told,
                    "preview": rows, "action": reverse("backoffice:refund_approve", args=[found.pk]), "submit": _("Approve"),
                }
            )  # fmt: skip
    if found.state == RefundState.APPROVED and user.can("accounting.return_money"):
        actions.append({"title": _("Pay out…"), "icon": "cash", "effect": _("Books that the money has left."), "dialog": "pay"})
        fields = [] if found.payment.kind == PaymentKind.GATEWAY else list(PayOut())
        dialogs.append(
            {
                "id": "pay", "title": _("Pay out %(amount)s?") % {"amount": amount}, "preview": rows, "fields": fields,
                "text": _("Once booked it is not undone."), "action": reverse("backoffice:refund_pay", args=[found.pk]),
                "submit": _("Book the refund"),
            }
        )  # fmt: skip
    if found.state in (RefundState.DUE, RefundState.APPROVED):
        actions.append({"title": _("Decline…"), "icon": "circle-x", "effect": _("The money stays with us."), "dialog": "decline"})
        dialogs.append(
            {
                "id": "decline", "title": _("Decline this refund?"), "fields": list(Decline()), "danger": True,
                "text": _("It may be asked for again."), "action": reverse("backoffice:refund_decline", args=[found.pk]),
                "submit": _("Decline the refund"),
            }
        )  # fmt: skip
    return actions, dialogs


def _before_and_after(found: Refund) -> list[dict[str, str]]:
    payment = found.payment
    return [
        {
            "what": _("Returned to the customer"),
            "now": said(payment.refunded, payment.currency),
            "after": said(payment.refunded + found.amount, payment.currency),
        }
    ]


@staff(POST="accounting.sign")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    try:
        approve_refund(refund=found, actor=Actor.of(request.user, request))  # type: ignore[arg-type]
    except SecondPersonNeeded:
        messages.error(request, _("You asked for it: somebody else has to approve it. Nothing was changed."))
    except IllegalTransition:
        messages.info(request, _("Somebody decided about this refund already."))
    else:
        if found.payment.kind == PaymentKind.GATEWAY:
            _pay(request, found, "")
        else:
            messages.success(request, _("Approved. It is paid out with the reference of the transfer."))
    return redirect("backoffice:refund", pk=pk)


@staff(POST="accounting.sign")
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    form = Decline(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why it is declined. Nothing was changed."))
        return redirect("backoffice:refund", pk=pk)
    try:
        decline_refund(refund=_find(pk), reason=form.cleaned_data["reason"], actor=Actor.of(request.user, request))  # type: ignore[arg-type]
        messages.success(request, _("Declined."))
    except IllegalTransition:
        messages.info(request, _("Somebody decided about this refund already."))
    return redirect("backoffice:refund", pk=pk)


@staff(POST="accounting.return_money")
def pay(request: HttpRequest, pk: int) -> HttpResponse:
    _pay(request, _find(pk), request.POST.get("reference", "").strip()[:120])
    return redirect("backoffice:refund", pk=pk)


def _pay(request: HttpRequest, found: Refund, reference: str) -> None:
    try:
        pay_refund(refund=found, actor=Actor.of(request.user, request), reference=reference)  # type: ignore[arg-type]
        messages.success(request, _("Paid out. The journal books it."))
    except ReferenceNeeded:
        messages.error(request, _("Type the bank's reference of the transfer. Nothing was booked."))
    except (GatewayUnavailable, RefundDeclined) as refusal:
        problem = refusal.data.get("problem", refusal.code)
        messages.warning(request, _("The provider did not return it (%(why)s). It stays to be paid out.") % {"why": problem})
    except DomainError:
        messages.error(request, _("It is not approved. Nothing was booked."))
