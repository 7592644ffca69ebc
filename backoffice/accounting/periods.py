"""Fiscal periods: what is open, closing and opening again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounting.closing import next_to_close, obstacles
from accounting.models import FiscalPeriod
from accounting.periods import EarlierPeriodOpen, LaterPeriodClosed, close_period, open_again
from backoffice.accounting.checklist import in_words
from backoffice.accounting.payments import crumbs
from core.access import Actor
from core.access.http import staff
from core.transitions import IllegalTransition


@staff(GET="accounting.view")
def periods(request: HttpRequest) -> HttpResponse:
    closing = next_to_close()
    context = {
        "closing": closing,
        "checklist": in_words(obstacles(until=closing.ends_on)) if closing else [],
        "periods": FiscalPeriod.objects.all()[:36],
        "may_close": request.user.can("accounting.close_period"),  # type: ignore[union-attr]
        "title": _("Period close"),
        "sub": _("A closed month refuses entries; what comes late is booked on the first open day after it."),
        "crumbs": crumbs(),
    }
    return render(request, "backoffice/accounting/periods.html", context)


@staff(POST="accounting.close_period")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    period = get_object_or_404(FiscalPeriod, pk=pk)
    actor = Actor.of(request.user, request)  # type: ignore[arg-type]
    reason = request.POST.get("reason", "").strip()
    try:
        if request.POST.get("step") == "close":
            close_period(period=period, actor=actor)
            messages.success(request, _("%(period)s is closed.") % {"period": period})
        elif not reason:
            messages.error(request, _("Say why the period is opened again. Nothing was changed."))
        else:
            open_again(period=period, actor=actor, reason=reason[:200])
            messages.success(request, _("%(period)s is open again.") % {"period": period})
    except EarlierPeriodOpen as error:
        first = ", ".join(error.data["earlier"])
        messages.error(request, _("Close %(first)s first. Nothing was changed.") % {"first": first})
    except LaterPeriodClosed as error:
        later = ", ".join(error.data["later"])
        messages.error(request, _("Open %(later)s first. Nothing was changed.") % {"later": later})
    except IllegalTransition:
        messages.info(request, _("Somebody did this already."))
    return redirect("backoffice:periods")
