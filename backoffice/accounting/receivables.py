"""Who owes what: customers by due date and by age, couriers by parcel, and what couriers paid."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.collecting import NothingToRemit, RemittanceKnown, record_remittance
from accounting.models import CourierRemittance, Debtor, Role
from accounting.reports import ageing, control_balance, open_items
from backoffice.accounting.forms import Remittance
from backoffice.accounting.listing import Receivables
from backoffice.accounting.payments import crumbs
from backoffice.listing import render_list
from core import clock
from core.access import Actor
from core.access.http import staff

#: Parcels on the remittance screen at once, oldest first.
MOST_PARCELS = 100


@staff(GET="accounting.view")
def receivables(request: HttpRequest) -> HttpResponse:
    other = {"title": _("By age"), "icon": "hourglass", "url": reverse("backoffice:ageing")}
    return render_list(
        request,
        Receivables(request),
        title=_("Receivables"),
        sub=_("What customers owe, by due date."),
        crumbs=crumbs(),
        others=[other],
    )


@staff(GET="accounting.view")
def by_age(request: HttpRequest) -> HttpResponse:
    rows = ageing(on=clock.today())
    context = {
        "rows": rows,
        "totals": _totals(rows),
        "control": sorted(control_balance(Role.RECEIVABLE).items()),
        "title": _("Ageing"),
        "sub": _("What customers owe, by days overdue. Currencies are never added up."),
        "crumbs": crumbs({"title": _("Receivables"), "url": reverse("backoffice:receivables")}),
    }
    return render(request, "backoffice/accounting/ageing.html", context)


def _totals(rows: Iterable[Any]) -> list[dict[str, Any]]:
    sums: dict[str, list[Decimal]] = {}
    for row in rows:
        parts = sums.setdefault(row.currency, [Decimal(0)] * len(row.parts))
        sums[row.currency] = [a + b for a, b in zip(parts, row.parts, strict=True)]
    return [{"currency": currency, "parts": parts, "total": sum(parts)} for currency, parts in sorted(sums.items())]


@staff(GET="accounting.view", POST="accounting.remit")
def couriers(request: HttpRequest) -> HttpResponse:
    waiting = list(open_items(Debtor.COURIER).order_by("due_on", "id")[:MOST_PARCELS])
    currencies = sorted({item.currency for item in waiting})
    currency = request.GET.get("currency") if request.GET.get("currency") in currencies else next(iter(currencies), "VND")
    items = [item for item in waiting if item.currency == currency]
    form = Remittance(request.POST or None, items=items, currency=currency)
    if request.method == "POST" and form.is_valid() and (answer := _record(request, form)) is not None:
        return answer
    may = request.user.can("accounting.remit")  # type: ignore[union-attr]
    context = {
        "items": items,
        "form": form,
        "currency": currency,
        "views": [{"title": one, "url": f"?currency={one}", "current": one == currency} for one in currencies[1:] and currencies],
        "total": sum((item.left for item in items), Decimal(0)),
        "remittances": CourierRemittance.objects.select_related("entry")[:20],
        "may_remit": may,
        "title": _("Cash at couriers"),
        "sub": _("Taken at the door, not yet paid over to us."),
        "crumbs": crumbs(),
    }
    return render(request, "backoffice/accounting/couriers.html", context, status=422 if form.errors else 200)


def _record(request: HttpRequest, form: Remittance) -> HttpResponse | None:
    try:
        remittance = record_remittance(
            reference=form.cleaned_data["reference"],
            received_on=form.cleaned_data["received_on"],
            currency=form.currency,
            received=form.received(),
            actor=Actor.of(request.user, request),  # type: ignore[arg-type]
        )
    except RemittanceKnown:
        form.add_error("reference", _("A remittance with this reference is booked already."))
        return None
    except NothingToRemit:
        form.add_error(None, _("One of these parcels was settled meanwhile. Look at the list again; nothing was booked."))
        return None
    if remittance.short:
        messages.warning(request, _("Booked. What is missing is now a claim on the courier."))
    else:
        messages.success(request, _("Booked in full."))
    return redirect("backoffice:couriers")
