"""A trade customer's statement of account: on the page, as PDF, as CSV. Only for who is signed in for the account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounting.statement import Statement, chosen_days, statement_of
from accounting.statement_paper import statement_csv, statement_pdf
from core.access.http import signed_in
from shop.customer.models import TradeAccount
from shop.storefront.requests import Visit


@never_cache
@signed_in("GET")
def page(request: HttpRequest) -> HttpResponse:
    account, statement = _asked(request)
    visit = Visit(request)
    context = {
        "account": account,
        "statement": statement,
        "credit_left": visit.money(account.credit_left),
        "credit_limit": visit.money(account.credit_limit),
        "days": f"from={statement.first.isoformat()}&to={statement.last.isoformat()}",
        "robots": "noindex",
    }
    return render(request, "storefront/statement.html", context)


@never_cache
@signed_in("GET")
def paper(request: HttpRequest) -> HttpResponse:
    account, statement = _asked(request)
    pdf = statement_pdf(
        statement=statement, customer=account.customer, account=account, language=Visit(request).language
    )  # fmt: skip
    return _file(HttpResponse(pdf, content_type="application/pdf"), account, statement, "pdf")


@never_cache
@signed_in("GET")
def sheet(request: HttpRequest) -> HttpResponse:
    account, statement = _asked(request)
    answer = HttpResponse(statement_csv(statement), content_type="text/csv; charset=utf-8")
    return _file(answer, account, statement, "csv")


def _asked(request: HttpRequest) -> tuple[TradeAccount, Statement]:
    """The account of this visit, and its statement for the days in the address.

    Raises:
        Http404: nobody's account.
    """
    visit = Visit(request)
    account = TradeAccount.objects.select_related("customer").filter(pk=visit.account_id).first() if visit.account_id else None
    if account is None:
        raise Http404
    first, last = chosen_days(request.GET.get("from", ""), request.GET.get("to", ""))
    statement = statement_of(customer_id=account.customer_id, currency=visit.currency, first=first, last=last)
    return account, statement


def _file(answer: HttpResponse, account: TradeAccount, statement: Statement, ending: str) -> HttpResponse:
    name = f"{account.number}_{statement.first.isoformat()}_{statement.last.isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
