"""The journal: the list, and the page of one entry with everything under it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.models import FiscalPeriod, JournalEntry
from accounting.posting import AlreadyReversed, HasDocument, why_not_reversible
from accounting.posting import reverse as reverse_job
from accounting.reports import trial_balance
from accounting.templatetags.books import digits
from backoffice.accounting.forms import Reason
from backoffice.accounting.listing import Journal
from backoffice.accounting.payments import crumbs
from backoffice.listing import render_list
from core import clock
from core.access import Actor
from core.access.http import staff


@staff(GET="accounting.view")
def journal(request: HttpRequest) -> HttpResponse:
    listing = Journal(request)
    sums = [f"{currency} {digits(amount, currency)}" for currency, amount in listing.fitting_lines()]
    sub = _("Never edited: a mistake is reversed by a second entry.")
    if sums:
        sub = _("The lines that fit add up to %(sums)s (debit less credit).") % {"sums": ", ".join(sums)}
    return render_list(request, listing, title=_("Journal"), sub=sub, crumbs=crumbs())


@staff(GET="accounting.view")
def entry(request: HttpRequest, number: str) -> HttpResponse:
    return _entry_page(request, _find(number), Reason())


@staff(POST="accounting.reverse")
def reverse_entry(request: HttpRequest, number: str) -> HttpResponse:
    found = _find(number)
    form = Reason(request.POST)
    if not form.is_valid():
        return _entry_page(request, found, form)
    try:
        actor = Actor.of(request.user, request)  # type: ignore[arg-type]
        undone = reverse_job(entry=found, reason=form.cleaned_data["reason"], actor=actor)
    except (AlreadyReversed, HasDocument):
        messages.info(request, _("Nothing was posted: this entry cannot be reversed."))
        return redirect("backoffice:journal_entry", found.number)
    messages.success(request, _("Reversed by %(number)s.") % {"number": undone.number})
    return redirect("backoffice:journal_entry", undone.number)


def _find(number: str) -> JournalEntry:
    related = ("order__channel", "reverses", "reversed_by", "invoice", "credit_note__invoice", "remittance")
    return get_object_or_404(JournalEntry.objects.select_related(*related), number=number)


def _entry_page(request: HttpRequest, found: JournalEntry, form: Reason) -> HttpResponse:
    lines = list(found.lines.select_related("account", "channel", "customer"))
    currencies = sorted({line.currency for line in lines})
    may = request.user.can("accounting.reverse")  # type: ignore[union-attr]
    blocked = why_not_reversible(found)
    context: dict[str, Any] = {
        "entry": found,
        "lines": lines,
        "sums": [(c, sum(line.debit for line in lines if line.currency == c)) for c in currencies],
        "period": FiscalPeriod.objects.filter(starts_on__lte=found.date, ends_on__gte=found.date).first(),
        "balance": trial_balance(on=clock.today()).totals,
        "form": form,
        "actions": _actions(blocked, may),
        "may_reverse": may and not blocked,
        "title": found.number,
        "crumbs": crumbs({"title": _("Journal"), "url": reverse("backoffice:journal")}),
    }
    return render(request, "backoffice/accounting/entry.html", context, status=422 if form.errors else 200)


def _actions(blocked: str, may: bool) -> list[dict[str, Any]]:
    reasons = {
        AlreadyReversed.code: _("It is reversed already, or is a reversal itself."),
        HasDocument.code: _("It stands behind an invoice, a credit note or an open item: issue a credit note instead."),
    }
    reverse_it: dict[str, Any] = {"title": _("Reverse…"), "icon": "arrow-back-up"}
    if blocked:
        reverse_it["blocked"] = reasons[blocked]
    elif not may:
        reverse_it["blocked"] = _("You may look at the journal. Whoever holds “Reverse journal entries” may do this.")
    else:
        reverse_it |= {"dialog": "reverse", "effect": _("Writes a second entry that undoes this one, linked both ways.")}
    never = _("Never, for anyone: a posted entry is not changed. Reverse it instead.")
    return [reverse_it, {"title": _("Edit or delete"), "blocked": never}]
