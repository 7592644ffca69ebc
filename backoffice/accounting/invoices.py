"""Invoices: the list, the page of one, its PDF, and taking it back."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.crediting import MoreThanInvoiced, amount_of, credit_invoice, left_of
from accounting.models import CreditNote, Invoice
from accounting.printing import CREDIT_NOTE, INVOICE
from accounting.reasons import in_words
from accounting.reports import open_items
from backoffice.accounting.forms import Credit
from backoffice.accounting.listing import Invoices, state_of
from backoffice.accounting.payments import crumbs
from backoffice.listing import render_list
from core import audit
from core.access import Actor
from core.access.http import staff
from core.documents import find_document


@staff(GET="accounting.view")
def invoices(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Invoices(request),
        title=_("Invoices"),
        sub=_("Issued when goods are dispatched; gapless, never edited."),
        crumbs=crumbs(),
    )


@staff(GET="accounting.view")
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    return _invoice_page(request, _find(number))


@staff(POST="accounting.credit")
def credit(request: HttpRequest, number: str) -> HttpResponse:
    found = _find(number)
    form = Credit(request.POST, currency=found.currency, left=_left(found), notes=found.credit_notes.count())
    if not form.is_valid():
        return _invoice_page(request, found, form)
    try:
        credit_invoice(
            invoice=found,
            reason=form.cleaned_data["reason"],
            amount=form.cleaned_data["amount"],
            actor=Actor.of(request.user, request),  # type: ignore[arg-type]
            source=f"by-hand:{found.pk}:{form.cleaned_data['nth'] + 1}",
        )
    except MoreThanInvoiced:
        form.add_error("amount", _("Type an amount above zero and not above what is left of the invoice."))
        return _invoice_page(request, found, form)
    messages.success(request, _("Credited. The credit note is being drawn."))
    return redirect("backoffice:invoice", found.number)


@staff(GET="accounting.view")
def invoice_pdf(request: HttpRequest, number: str) -> HttpResponse:
    return _pdf(request, INVOICE, number)


@staff(GET="accounting.view")
def credit_note_pdf(request: HttpRequest, number: str) -> HttpResponse:
    get_object_or_404(CreditNote, number=number)
    return _pdf(request, CREDIT_NOTE, number)


def _pdf(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """The paper as it was issued; `?download` saves it. Who took it is written down."""
    document = find_document(kind=kind, number=number)
    if document is None:
        raise Http404
    actor = Actor.of(request.user, request)  # type: ignore[arg-type]
    audit.record(actor=actor, action="document.opened", subject=document)
    response = HttpResponse(bytes(document.pdf), content_type="application/pdf")
    how = "attachment" if "download" in request.GET else "inline"
    response["Content-Disposition"] = f'{how}; filename="{number}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _find(number: str) -> Invoice:
    return get_object_or_404(Invoice.objects.select_related("order__channel", "channel", "customer", "entry"), number=number)


def _left(found: Invoice) -> Decimal:
    return amount_of(left_of(found))


def _invoice_page(request: HttpRequest, found: Invoice, form: Credit | None = None) -> HttpResponse:
    left = _left(found)
    owed = sum((item.left for item in open_items().filter(invoice=found)), Decimal(0))
    may = request.user.can("accounting.credit")  # type: ignore[union-attr]
    document = find_document(kind=INVOICE, number=found.number)
    notes = _credit_notes(found)
    context: dict[str, Any] = {
        "invoice": found,
        "lines": found.lines.all(),
        "owed": owed,
        "credit_notes": notes,
        "document": document,
        "form": form or Credit(currency=found.currency, left=left, notes=len(notes)),
        "may_credit": bool(may and left),
        "actions": _actions(found, bool(document), left, may),
        "title": found.number,
        "pills": [{"table": "document", "value": state_of(found, owed) if left else "credited"}],
        "crumbs": crumbs({"title": _("Invoices"), "url": reverse("backoffice:invoices")}),
    }
    return render(request, "backoffice/accounting/invoice.html", context, status=422 if form and form.errors else 200)


def _credit_notes(found: Invoice) -> list[CreditNote]:
    """The credit notes of an invoice with their lines. Three queries."""
    notes = list(found.credit_notes.select_related("entry").prefetch_related("lines__invoice_line").order_by("pk"))
    for note in notes:
        note.why = in_words(note.reason)  # type: ignore[attr-defined]
    return notes


def _actions(found: Invoice, is_drawn: bool, left: Decimal, may: bool) -> list[dict[str, Any]]:
    pdf = reverse("backoffice:invoice_pdf", args=[found.number])
    actions: list[dict[str, Any]] = []
    if is_drawn:
        actions.append({"title": _("Open the PDF"), "icon": "file-text", "url": pdf})
        actions.append({"title": _("Download the PDF"), "icon": "download", "url": f"{pdf}?download"})
    else:
        actions.append({"title": _("Open the PDF"), "blocked": _("It is being drawn; look again in a moment.")})
    credit_it: dict[str, Any] = {"title": _("Credit…"), "icon": "arrow-back-up"}
    if not left:
        credit_it["blocked"] = _("Credited in full already.")
    elif not may:
        credit_it["blocked"] = _("Whoever holds “Issue credit notes” may do this.")
    else:
        credit_it |= {"dialog": "credit", "effect": _("Issues a credit note that names this invoice.")}
    never = _("Never, for anyone: an issued invoice is not changed. Credit it instead.")
    return [*actions, credit_it, {"title": _("Edit or delete"), "blocked": never}]
