"""Who owns which customer: the overview by territory and owner, the list, and the change of one."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.accounting.reports import day_of
from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.listing import render_list
from backoffice.sales.owner_lists import DAYS, REFUSALS, CustomersInBulk, GiveForm
from core import clock
from core.access import Actor
from core.access.http import staff
from core.copies import reading_reports
from core.dates import say
from core.errors import DomainError
from sales.models import Owner, Ownership, Territory
from sales.owning import give_customer
from sales.portfolio import Standing, ownerships_of, portfolio
from shop.customer.models import Customer

MOST_DAYS = 366


def _crumbs() -> list[dict[str, Any]]:
    return [{"title": _("Sales")}]


@staff(GET="sales.view")
def owned_customers(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        CustomersInBulk(request),
        title=_("Trade customers"),
        sub=_("Who looks after which company, and what the ledger earned with it in 90 days."),
        crumbs=_crumbs(),
        others=[{"title": _("Owners and territories"), "icon": "map-pin", "url": reverse("backoffice:portfolio")}],
    )


@staff(GET="sales.view")
def portfolio_page(request: HttpRequest) -> HttpResponse:
    """Customers, orders and revenue by territory and by owner. Six statements."""
    today = clock.today()
    until = min(day_of(request.GET.get("until"), today), today)
    since = min(day_of(request.GET.get("since"), until - dt.timedelta(days=DAYS - 1)), until)
    since = max(since, until - dt.timedelta(days=MOST_DAYS - 1))
    with reading_reports(request) as source:
        seen = portfolio(since=since, until=until)
    links = _Links(since, until, may_see_books=request.user.can("accounting.view"))
    context = {
        "title": _("Owners and territories"),
        "sub": _("An order counts for whoever owned its customer when it was placed: %(since)s to %(until)s.")
        % {"since": say(since, "day"), "until": say(until, "day")},
        "crumbs": _crumbs(),
        "others": [{"title": _("Trade customers"), "icon": "users", "url": reverse("backoffice:owned_customers")}],
        "tables": [
            {"head": _("By territory"), "first": _("Territory"), "rows": [links.territory(*one) for one in seen.territories]},
            {"head": _("By owner"), "first": _("Owner"), "rows": [links.owner(*one) for one in seen.owners]},
        ],
        "unowned": seen.unowned,
        "unowned_url": f"{reverse('backoffice:owned_customers')}?unowned=yes",
        "late_since": source.late_since,
        "since": since,
        "until": until,
    }
    return render(request, "backoffice/sales/portfolio.html", context)


class _Links:
    """A figure and the list behind it. Revenue opens the journal for those who may read it, else the orders."""

    def __init__(self, since: dt.date, until: dt.date, *, may_see_books: bool) -> None:
        self.days = {"since": since, "until": until}
        self.may_see_books = may_see_books

    def territory(self, one: Territory, standing: Standing) -> dict[str, Any]:
        return self._row("territory", one.pk, one.name, one.market.name, standing)

    def owner(self, one: Owner, standing: Standing) -> dict[str, Any]:
        return self._row("owner", one.pk, one.name, one.get_kind_display(), standing)

    def _row(self, which: str, pk: int, name: str, small: str, standing: Standing) -> dict[str, Any]:
        orders = f"{reverse('backoffice:orders')}?{urlencode({which: pk, **self.days})}"
        return {
            "name": name,
            "small": small,
            "standing": standing,
            "customers_url": f"{reverse('backoffice:owned_customers')}?{urlencode({which: pk})}",
            "orders_url": orders,
            "change": standing.orders - standing.before,
            "revenue": [
                {"currency": currency, "amount": amount, "url": self._entries(which, pk, currency) or orders}
                for currency, amount in sorted(standing.revenue.items())
            ],
        }

    def _entries(self, which: str, pk: int, currency: str) -> str:
        if not self.may_see_books:
            return ""
        query = {"type": "revenue", which: pk, "currency": currency, **self.days}
        return f"{reverse('backoffice:journal')}?{urlencode(query)}"


class OneGiveForm(GiveForm):
    """The same for one customer; `seen` holds whose it was when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, customer: Customer, now: Ownership | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        account = getattr(customer, "trade_account", None)
        if account is not None:
            places = self.fields["territory"].queryset  # type: ignore[attr-defined]
            self.fields["territory"].queryset = places.filter(market=account.channel_market.market_id)  # type: ignore[attr-defined]
        if now is None:
            self.fields["territory"].required = True
            self.fields["territory"].empty_label = gettext_lazy("Choose…")  # type: ignore[attr-defined]


@staff(GET="sales.owners", POST="sales.owners")
def customer_owner(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one customer to another owner: asked once, showing what will change."""
    customer = get_object_or_404(Customer.objects.select_related("trade_account__channel_market"), pk=pk)
    past = ownerships_of(pk)
    now = past[0] if past and past[0].until is None else None
    initial = {"seen": now.pk if now else 0}
    form = OneGiveForm(request.POST or None, customer=customer, now=now, initial=initial)
    back = reverse("backoffice:customer", args=[pk])

    def preview(filled: OneGiveForm) -> Preview:
        owner, territory = filled.cleaned_data["owner"], filled.cleaned_data["territory"] or (now.territory if now else None)
        rows = [
            {"what": _("Owner"), "now": now.owner.name if now else "–", "after": owner.name},
            {"what": _("Territory"), "now": now.territory.name if now else "–", "after": territory.name if territory else "–"},
        ]
        effects = [_("Orders from now on count for %(owner)s.") % {"owner": owner.name}]
        if now:
            effects.append(_("What was ordered until now stays with %(owner)s.") % {"owner": now.owner.name})
        return Preview(rows=rows, effects=effects)

    def job(filled: OneGiveForm, actor: Actor) -> str | None:
        data = filled.cleaned_data
        territory = data["territory"].pk if data["territory"] else None
        try:
            given = give_customer(
                customer_id=pk,
                owner_id=data["owner"].pk,
                territory_id=territory,
                reason=data["reason"],
                actor=actor,
                seen=data["seen"],
            )
        except DomainError as refusal:
            why = REFUSALS.get(refusal.code, refusal.code)
            filled.add_error(None, _("Nothing was changed: %(why)s.") % {"why": why})
            return None
        messages.success(
            request, _("%(customer)s is with %(owner)s now.") % {"customer": customer.name, "owner": given.owner.name}
        )
        return back

    question = Question(
        head=_("Give this customer to another owner"),
        confirm=_("Give"),
        facts=[{"label": _("Customer"), "value": customer.name, "url": back}],
        leave=_("Back without changing anything"),
        wrong=_("Nothing was changed: some fields need another look."),
    )
    crumbs = [*_crumbs(), {"title": _("Trade customers"), "url": reverse("backoffice:owned_customers")}]
    return confirm_and_do(
        request, form, question=question, preview=preview, job=job, back=back, title=customer.name, crumbs=crumbs,
        template="backoffice/sales/owner_change.html", ownerships=past,
    )  # fmt: skip
