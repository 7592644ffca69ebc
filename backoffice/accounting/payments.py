"""Payments to confirm: what is expected by bank, and saying that it arrived."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.templatetags.books import digits
from backoffice.accounting.forms import ConfirmTransfer
from backoffice.accounting.listing import PaymentsToConfirm
from backoffice.listing import render_list
from core.access import Actor
from core.access.http import staff
from shop.payment.capturing import NotAnAmount
from shop.payment.confirming import BY_BANK, confirm_transfer
from shop.payment.models import Payment


def crumbs(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"title": _("Accounting"), "url": reverse("backoffice:accounting")}, *more]


@staff(GET="accounting.view")
def payments(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        PaymentsToConfirm(request),
        title=_("Payments to confirm"),
        sub=_("A person confirms every transfer; nothing is booked by itself."),
        crumbs=crumbs(),
    )


@staff(GET="accounting.view", POST="accounting.confirm_payment")
def payment(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Payment.objects.select_related("order__channel", "order__customer", "method"), pk=pk, kind__in=BY_BANK
    )
    left = found.amount - found.captured
    form = ConfirmTransfer(request.POST or None, currency=found.currency, left=left)
    if request.method == "POST" and form.is_valid() and (answer := _confirm(request, found, form)) is not None:
        return answer
    context = {
        "payment": found,
        "left": left,
        "form": form,
        "may_confirm": request.user.can("accounting.confirm_payment"),  # type: ignore[union-attr]
        "title": _("Payment %(reference)s") % {"reference": found.reference},
        "crumbs": crumbs({"title": _("Payments to confirm"), "url": reverse("backoffice:payments")}),
        "preview": _preview(found, left),
        "movements": found.movements.all(),
    }
    return render(request, "backoffice/accounting/payment.html", context, status=422 if form.errors else 200)


def _preview(found: Payment, left: Any) -> list[dict[str, str]]:
    def said(amount: Any) -> str:
        return f"{found.currency} {digits(amount, found.currency)}"

    return [
        {"what": _("Arrived"), "now": said(found.captured), "after": said(found.amount)},
        {"what": _("Still expected"), "now": said(left), "after": said(left - left)},
    ]


def _confirm(request: HttpRequest, found: Payment, form: ConfirmTransfer) -> HttpResponse | None:
    try:
        captured = confirm_transfer(
            payment=found,
            amount=form.cleaned_data["amount"],
            bank_reference=form.cleaned_data["reference"],
            actor=Actor.of(request.user, request),  # type: ignore[arg-type]
        )
    except NotAnAmount:
        form.add_error("amount", _("Type an amount above zero."))
        return None
    if captured.is_repeat:
        messages.info(request, _("This bank reference was confirmed before. Nothing was booked twice."))
    elif captured.unapplied is not None:
        messages.warning(request, _("Confirmed. What the payment could not take waits under unapplied cash."))
    else:
        messages.success(request, _("Confirmed. The journal books it and the order moves on."))
    return redirect("backoffice:payments")
