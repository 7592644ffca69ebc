"""Cash that fits nothing: the list, applying it to an order with a reason, and sending it back by two persons."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting import recipes
from accounting.cashing import return_unapplied, where_money_is
from accounting.holding import owed, total_left
from accounting.models import Role
from accounting.posting import NOTHING
from backoffice.accounting.forms import ReturnCash
from backoffice.accounting.listing import Unapplied
from backoffice.accounting.payments import crumbs
from backoffice.accounting.previews import booked, said
from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.forms import OfficeForm
from backoffice.listing import render_list
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from core.numbering import parse_transaction_number
from core.transitions import IllegalTransition
from shop.payment.capturing import TAKES_MONEY
from shop.payment.deciding import (
    AlreadyDecided,
    CannotTakeCash,
    apply_unapplied,
    ask_to_return,
    keep_cash,
    why_not,
)
from shop.payment.models import Payment, PaymentKind, UnappliedCash
from shop.payment.refunding import SecondPersonNeeded

#: Candidates that are shown, the best reason first.
MOST_CANDIDATES = 8
REFUSALS = {
    "other_currency": gettext_lazy("That order is paid in another currency. Amounts are not converted."),
    "paid_at_the_door": gettext_lazy("That order is paid at the door: change its way to pay first."),
    "closed": gettext_lazy("That order waits for no payment. Nothing was applied."),
}


class Apply(OfficeForm):
    number = forms.CharField(label=gettext_lazy("Order it pays"), max_length=30)
    reason = forms.CharField(
        label=gettext_lazy("Why it belongs there"),
        max_length=200,
        help_text=gettext_lazy("What shows it: the payer's name, a letter, a call. Kept with the decision."),
    )

    def __init__(self, *args: Any, cash: UnappliedCash, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cash = cash
        self.payment: Payment | None = None

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        try:
            number = parse_transaction_number(typed)
        except DomainError:
            number = typed.strip()
        payments = Payment.objects.filter(order__number=number).select_related("order__channel", "order__customer", "method")
        self.payment = payments.order_by("-pk").first()
        if self.payment is None:
            raise forms.ValidationError(_("No order has this number."))
        if problem := why_not(self.cash, self.payment):
            raise forms.ValidationError(REFUSALS[problem])
        return number


class AskReturn(OfficeForm):
    reason = forms.CharField(label=gettext_lazy("Why it goes back"), max_length=200)


class Keep(OfficeForm):
    reason = forms.CharField(label=gettext_lazy("Why it is kept"), max_length=200)


def cash_crumbs() -> list[dict[str, Any]]:
    return crumbs({"title": _("Unapplied cash"), "url": reverse("backoffice:unapplied")})


def _may(request: HttpRequest, permission: str) -> bool:
    return bool(request.user.can(permission))  # type: ignore[union-attr]


@staff(GET="accounting.view")
def unapplied(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Unapplied(request),
        title=_("Unapplied cash"),
        sub=_("Money that came too late, twice, in excess or in another currency."),
        crumbs=crumbs(),
        may_apply=_may(request, "accounting.apply_cash"),
        may_return=_may(request, "accounting.return_money"),
        may_sign=_may(request, "accounting.sign"),
    )


def _find(pk: int) -> UnappliedCash:
    return get_object_or_404(UnappliedCash.objects.select_related("payment__order__channel", "asker"), pk=pk)


def _facts(cash: UnappliedCash) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = [
        {"label": _("Bank reference"), "value": cash.reference},
        {"label": _("Amount"), "value": cash.amount, "currency": cash.currency},
        {"label": _("Received"), "value": cash.at.date()},
    ]
    if cash.payment:
        facts.append({"label": _("Came for"), "order": cash.payment.order})
    if cash.asker:
        facts.append({"label": _("Return asked by"), "value": cash.asker.full_name})
        facts.append({"label": _("Why"), "value": cash.decision})
    return facts


def candidates(cash: UnappliedCash) -> list[dict[str, Any]]:
    """Open payments that this cash may be for, each with the reason that speaks for it. One query."""
    customer = cash.payment.order.customer_id if cash.payment else None
    fits = (
        Q(amount=cash.amount + F("captured")) | Q(order__customer=customer) if customer else Q(amount=cash.amount + F("captured"))
    )
    rows = Payment.objects.filter(fits, currency=cash.currency, state__in=TAKES_MONEY).exclude(kind=PaymentKind.COD)
    found = []
    for payment in rows.select_related("order__channel", "method").order_by("-pk")[: MOST_CANDIDATES * 3]:
        left = payment.amount - payment.captured
        named = payment.reference in cash.reference or payment.order.number in cash.reference
        reasons = [
            (4, _("the bank's reference names it"), named),
            (2, _("the amount is exactly what is open"), left == cash.amount),
            (1, _("the same customer"), payment.order.customer_id == customer),
        ]
        found.append(
            {
                "payment": payment,
                "left": left,
                "weight": sum(weight for weight, _word, true in reasons if true),
                "why": ", ".join(str(word) for _weight, word, true in reasons if true),
            }
        )
    return sorted(found, key=lambda one: -one["weight"])[:MOST_CANDIDATES]


@staff(GET="accounting.apply_cash", POST="accounting.apply_cash")
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which order the cash is for; a person confirms it, with the reason."""
    cash, back = _find(pk), reverse("backoffice:unapplied")
    if cash.state != UnappliedCash.State.OPEN:
        messages.info(request, _("Somebody decided about this cash already. Nothing was booked."))
        return redirect(back)
    offered = candidates(cash)
    chosen = request.GET.get("order", "")
    best = next((one for one in offered if one["payment"].order.number == chosen), None)
    initial = {"number": chosen, "reason": best["why"] if best else ""}
    form = Apply(request.POST or None, cash=cash, initial=initial)

    def job(form: Apply, actor: Actor) -> str | None:
        try:
            apply_unapplied(cash=cash, payment=form.payment, reason=form.cleaned_data["reason"], actor=actor)  # type: ignore[arg-type]
        except AlreadyDecided:
            messages.info(request, _("Somebody decided about this cash already. Nothing was booked."))
            return back
        except CannotTakeCash as refusal:
            form.add_error("number", REFUSALS[refusal.data["problem"]])
            return None
        messages.success(request, _("Applied. The journal books it and the order moves on."))
        return back

    def preview(form: Apply) -> Preview:
        payment: Payment = form.payment  # type: ignore[assignment]
        left = payment.amount - payment.captured
        part = min(cash.amount, left)
        lines = recipes.receipt(
            amount=part, towards_invoices=min(part, _owed(payment)), currency=cash.currency, into=Role.UNAPPLIED,
            about=NOTHING, rest_to=Role.DEPOSITS,
        )  # fmt: skip
        rows = [
            {
                "what": _("Open on order %(number)s, %(customer)s")
                % {"number": payment.order.number, "customer": payment.order.contact_name},
                "now": said(left, cash.currency),
                "after": said(left - part, cash.currency),
            },
            {
                "what": _("Unapplied cash"),
                "now": said(cash.amount, cash.currency),
                "after": said(cash.amount - part, cash.currency),
            },
        ]
        effects = [_("The customer is told that the money arrived.")]
        if part == left:
            effects.append(_("The order is paid in full and moves on."))
        if part < cash.amount:
            effects.append(_("What is left waits as unapplied cash of its own."))
        return Preview(rows=rows, lines=booked(lines), effects=effects)

    question = Question(head=_("Apply it to an order"), confirm=_("Apply and book"), facts=_facts(cash))
    return confirm_and_do(
        request, form, question=question, preview=preview, job=job, back=back, title=cash.reference, crumbs=cash_crumbs(),
        template="backoffice/accounting/unapplied_apply.html", candidates=offered,
    )  # fmt: skip


def _owed(payment: Payment) -> Any:
    return total_left(owed(payment.order))


@staff(GET="accounting.return_money", POST="accounting.return_money")
def ask_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that the cash goes back to its payer."""
    cash, back = _find(pk), reverse("backoffice:unapplied")
    form = AskReturn(request.POST or None)

    def job(form: AskReturn, actor: Actor) -> str:
        try:
            ask_to_return(cash=cash, reason=form.cleaned_data["reason"], actor=actor)
            messages.success(request, _("Asked. A second person books the return."))
        except AlreadyDecided:
            messages.info(request, _("Somebody decided about this cash already. Nothing was booked."))
        return back

    def preview(_form: AskReturn) -> Preview:
        return Preview(effects=[_("Nothing leaves yet: another person has to agree and book the return.")])

    question = Question(head=_("Send it back"), confirm=_("Ask for the return"), facts=_facts(cash))
    return confirm_and_do(
        request, form, question=question, preview=preview, job=job, back=back, title=cash.reference, crumbs=cash_crumbs()
    )


@staff(GET="accounting.sign", POST="accounting.sign")
def return_cash(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person agrees and books that the money went back."""
    cash, back = _find(pk), reverse("backoffice:refunds")
    if _may(request, "accounting.view"):
        back = reverse("backoffice:unapplied")
    form = ReturnCash(request.POST or None)

    def job(form: ReturnCash, actor: Actor) -> str | None:
        try:
            return_unapplied(unapplied_id=cash.pk, bank_reference=form.cleaned_data["bank_reference"], actor=actor)
            messages.success(request, _("Booked as returned."))
        except AlreadyDecided:
            messages.info(request, _("Somebody decided about this cash already. Nothing was booked."))
        except SecondPersonNeeded:
            form.add_error(None, _("You asked for it: somebody else has to agree. Nothing was booked."))
            return None
        return back

    def preview(_form: ReturnCash) -> Preview:
        kind = cash.payment.kind if cash.payment else PaymentKind.TRANSFER
        lines = recipes.unapplied_returned(amount=cash.amount, currency=cash.currency, out_of=where_money_is(kind))
        return Preview(lines=booked(lines))

    question = Question(
        head=_("Book that it was sent back"), confirm=_("Agree and book"), facts=_facts(cash), is_danger=True,
        note=_("Nobody books the return of what they asked for."),
    )  # fmt: skip
    return confirm_and_do(
        request, form, question=question, preview=preview, job=job, back=back, title=cash.reference, crumbs=cash_crumbs()
    )


@staff(GET="accounting.sign", POST="accounting.sign")
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not send it back after all."""
    cash, back = _find(pk), reverse("backoffice:refunds")
    form = Keep(request.POST or None)

    def job(form: Keep, actor: Actor) -> str:
        try:
            keep_cash(cash=cash, reason=form.cleaned_data["reason"], actor=actor)
            messages.success(request, _("It waits for a decision again."))
        except IllegalTransition:
            messages.info(request, _("Somebody decided about this cash already. Nothing was booked."))
        return reverse("backoffice:unapplied") if _may(request, "accounting.view") else back

    def preview(_form: Keep) -> Preview:
        return Preview(effects=[_("It waits under unapplied cash; nothing is booked.")])

    question = Question(head=_("Keep it"), confirm=_("Do not send it back"), facts=_facts(cash))
    return confirm_and_do(
        request, form, question=question, preview=preview, job=job, back=back, title=cash.reference, crumbs=cash_crumbs()
    )
