"""A customer's statement of account, as the customer sees it, with the way into the books. Two doors: accounting and support."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.chart import the_company
from accounting.statement import Statement, chosen_days, currencies_of, statement_of
from accounting.statement_paper import statement_csv, statement_pdf
from backoffice.accounting.payments import crumbs
from backoffice.lists.exporting import attached
from core import audit
from core.access import Actor
from core.access.http import staff
from shop.customer.models import Customer, TradeAccount

FORMS = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True)
class Asked:
    """Whose statement, of which days, in which of the currencies that anything was booked in."""

    customer: Customer
    account: TradeAccount | None
    statement: Statement
    currencies: list[str]

    @property
    def query(self) -> str:
        one = self.statement
        return f"from={one.first.isoformat()}&to={one.last.isoformat()}&currency={one.currency}"


@staff(GET="accounting.view")
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    ageing = {"title": _("Ageing"), "url": reverse("backoffice:ageing")}
    return page(request, pk, name="statement", above=crumbs(ageing))


@staff(GET="accounting.view")
def statement_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    return file(request, pk, form)


def page(request: HttpRequest, pk: int, *, name: str, above: list[dict[str, Any]]) -> HttpResponse:
    """The statement on a screen; `name` is the address of this page, which has one for files beside it."""
    asked = ask(request, pk)
    files = [(form, reverse(f"backoffice:{name}_file", args=[pk, form])) for form in FORMS]
    icons = {"pdf": "printer", "csv": "download"}
    context = {
        "title": _("Statement of account"),
        "sub": asked.customer.name + (f", {asked.account.number}" if asked.account else ""),
        "crumbs": above,
        "others": [{"title": form.upper(), "icon": icons[form], "url": f"{url}?{asked.query}"} for form, url in files],
        "asked": asked,
        "statement": asked.statement,
        "account": asked.account,
        "customer_url": reverse("backoffice:customer", args=[pk]),
        "views": [
            {"title": one, "url": f"?currency={one}", "current": one == asked.statement.currency}
            for one in asked.currencies[1:] and asked.currencies
        ],
    }
    return render(request, "backoffice/accounting/statement.html", context)


def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The statement as a file; who took it is written down."""
    if form not in FORMS:
        raise Http404
    asked = ask(request, pk)
    audit.record(actor=Actor.of(request.user, request), action="statement.exported", subject=asked.customer, form=form)  # type: ignore[arg-type]
    if form == "csv":
        content: str | bytes = statement_csv(asked.statement)
    else:
        content = statement_pdf(
            statement=asked.statement, customer=asked.customer, account=asked.account, language=asked.customer.language
        )
    answer = HttpResponse(content, content_type=FORMS[form])
    attached(answer, f"statement_{asked.account.number if asked.account else pk}", form)
    return answer


def ask(request: HttpRequest, pk: int) -> Asked:
    """What the address asks for. Six queries."""
    customer = get_object_or_404(Customer.objects.select_related("trade_account__channel_market__market"), pk=pk)
    account = getattr(customer, "trade_account", None)
    currencies = currencies_of(pk)
    wanted = request.GET.get("currency", "")
    own = account.channel_market.market.currency if account else next(iter(currencies), "") or the_company().currency
    currency = wanted if wanted in currencies else own
    first, last = chosen_days(request.GET.get("from", ""), request.GET.get("to", ""))
    found = statement_of(customer_id=pk, currency=currency, first=first, last=last)
    has_terms = account is not None and account.channel_market.market.currency == currency
    return Asked(customer, account if has_terms else None, found, currencies)
