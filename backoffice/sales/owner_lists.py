"""The lists of trade customers with their owners, of owners, and of territories."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.forms import OfficeForm
from backoffice.listing import ChoiceFilter, Column, Export, FlagFilter, Listing, Sort, TextFilter, View
from backoffice.lists.bulk import BulkAction, Word, bulk_view
from backoffice.orders.listing import owners, places, territories
from backoffice.settings.listing import Cell, SettingsList
from core import clock
from core.access import Actor
from sales import owning
from sales.agenda import gone_quiet, left_a_basket, owes_overdue
from sales.models import Owner, Territory
from sales.portfolio import owned_now, present, revenue_of
from shop.channels.models import Channel, Market
from shop.customer.models import TradeAccount

#: Days over which revenue is shown beside a customer.
DAYS = 90
#: What a job's refusal means, by its code.
REFUSALS: dict[str, Word] = {
    owning.OwnerUnchanged.code: gettext_lazy("it has this owner and territory already"),
    owning.OwnerChangedMeanwhile.code: gettext_lazy("somebody changed it meanwhile"),
    owning.OwnerRetired.code: gettext_lazy("this owner takes no customers any more"),
    owning.TerritoryClosed.code: gettext_lazy("this territory is no longer in use"),
    owning.TerritoryElsewhere.code: gettext_lazy("the territory is of another market, or none was chosen"),
}


def _channels() -> list[tuple[str, str]]:
    return [(str(channel.pk), f"{channel.prefix} {channel.name}") for channel in Channel.objects.filter(is_trade=True)]


def _markets() -> list[tuple[str, str]]:
    return [(str(market.pk), market.name) for market in Market.objects.all()]


@dataclass(frozen=True)
class NowFilter(ChoiceFilter):
    """Customers of an owner, or in a territory, today."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(owned_now("customer", **{self.name: value}))


def now_of(row: TradeAccount) -> Any:
    """The ownership of today, fetched with the row; None: nobody's."""
    found = row.customer.owned_now
    return found[0] if found else None


def _exported(name: str, value: Any) -> Export:
    return Export(name, lambda row: value(now_of(row)) if now_of(row) else "")


class OwnedCustomers(Listing):
    """Trade accounts with whoever looks after them today."""

    name = "trade_customers"
    caption = gettext_lazy("Trade customers")
    sorts = {
        "name": Sort(gettext_lazy("Customer"), "customer__name"),
        "number": Sort(gettext_lazy("Trade account"), "number"),
    }
    filters = (
        TextFilter("q", gettext_lazy("Name or account number"), ("customer__name__icontains", "number__istartswith")),
        NowFilter("owner", gettext_lazy("Owner"), owners),
        NowFilter("territory", gettext_lazy("Territory"), territories),
        ChoiceFilter("channel", gettext_lazy("Channel"), _channels, field="channel_market__channel"),
        ChoiceFilter("market", gettext_lazy("Market"), _markets, field="channel_market__market"),
        FlagFilter("unowned", gettext_lazy("Without an owner"), lambda: ~Q(owned_now("customer")) & Q(is_active=True)),
        FlagFilter("quiet", gettext_lazy("No order for 30 days"), lambda: gone_quiet() & Q(is_active=True), is_rare=True),
        FlagFilter("basket", gettext_lazy("Unfinished basket"), lambda: left_a_basket() & Q(is_active=True), is_rare=True),
        FlagFilter("overdue", gettext_lazy("Owes what is overdue"), owes_overdue, is_rare=True),
    )
    views = (View(gettext_lazy("All"), {}), View(gettext_lazy("Without an owner"), {"unowned": "yes"}))
    columns = (
        Column(gettext_lazy("Customer"), sort="name"),
        Column(gettext_lazy("Trade account"), sort="number"),
        Column(gettext_lazy("Owner")),
        Column(gettext_lazy("Territory")),
        Column(gettext_lazy("Revenue, 90 days"), num=True),
    )
    row_template = "backoffice/sales/customer_row.html"
    is_personal = True
    empty_head = gettext_lazy("No trade customer yet")
    empty_text = gettext_lazy("A company appears here when its trade account is opened.")
    empty_kind = "setup"
    exports = (
        Export("customer", lambda row: row.customer.name),
        Export("account", lambda row: row.number),
        Export("channel", lambda row: row.channel_market.channel.name),
        Export("market", lambda row: row.channel_market.market.code),
        _exported("owner", lambda now: now.owner.name),
        _exported("owner_code", lambda now: now.owner.code),
        _exported("territory", lambda now: now.territory.name),
        _exported("since", lambda now: now.since),
    )

    @cached_property
    def shared_options(self) -> dict[str, list[tuple[str, str]]]:
        return places(channel__is_trade=True)

    def queryset(self) -> QuerySet:
        return TradeAccount.objects.select_related(
            "customer", "channel_market__channel", "channel_market__market"
        ).prefetch_related(Prefetch("customer__ownerships", present(), to_attr="owned_now"))

    def decorate(self, rows: list[Any]) -> list[Any]:
        today = clock.today()
        earned = revenue_of([row.customer_id for row in rows], since=today - dt.timedelta(days=DAYS - 1), until=today)
        for row in rows:
            row.now, row.earned = now_of(row), earned.get(row.customer_id, [])
        return rows


class GiveForm(OfficeForm):
    """To whom, where, and why."""

    owner = forms.ModelChoiceField(label=gettext_lazy("New owner"), queryset=Owner.objects.filter(is_active=True))
    territory = forms.ModelChoiceField(
        label=gettext_lazy("Territory"),
        queryset=Territory.objects.filter(is_open=True),
        required=False,
        empty_label=gettext_lazy("As it is now"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("Kept with the change, for whoever asks later.")
    )


class Give(BulkAction):
    """Give trade customers to another owner."""

    code, title, icon, permission = "give", gettext_lazy("Give to an owner…"), "users", "sales.owners"
    question, submit = gettext_lazy("Give these customers to another owner?"), gettext_lazy("Give")
    text = gettext_lazy("Orders from now on count for the new owner; earlier ones stay with whoever had the customer then.")
    form_class = GiveForm
    words = REFUSALS

    def effect(self, row: TradeAccount) -> Word:
        now = now_of(row)
        if now is None:
            return _("gets its first owner")
        return _("leaves %(owner)s, %(territory)s") % {"owner": now.owner.name, "territory": now.territory.name}

    def act(self, row: TradeAccount, actor: Actor, data: Mapping[str, Any]) -> Word:
        given = owning.give_customer(
            customer_id=row.customer_id,
            owner_id=data["owner"].pk,
            territory_id=data["territory"].pk if data["territory"] else None,
            reason=data["reason"],
            actor=actor,
        )
        return _("now with %(owner)s, %(territory)s") % {"owner": given.owner.name, "territory": given.territory.name}


def _name(row: TradeAccount) -> dict[str, Any]:
    return {"title": f"{row.customer.name}, {row.number}", "url": reverse("backoffice:customer_owner", args=[row.customer_id])}


class CustomersInBulk(OwnedCustomers):
    """The list with what its rows can be given to."""

    bulk = (Give(),)
    bulk_url = "backoffice:owned_customers_bulk"


owned_customers_bulk = bulk_view(
    OwnedCustomers, CustomersInBulk.bulk, back="backoffice:owned_customers", permission="sales.view", name=_name
)


def _yes(value: bool) -> Word:
    return gettext_lazy("yes") if value else gettext_lazy("no")


_CUSTOMERS = Count("ownerships", filter=Q(ownerships__until__isnull=True))


class Owners(SettingsList):
    name, caption, opens = "owners", gettext_lazy("Owners"), "owner"
    sorts = {"code": Sort(gettext_lazy("Code"), "code")}
    cells = (
        Cell(gettext_lazy("Owner"), lambda row: row.name),
        Cell(gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Cell(gettext_lazy("Code"), lambda row: row.code),
        Cell(gettext_lazy("Signs in as"), lambda row: row.user.email if row.user_id else "–"),
        Cell(gettext_lazy("Customers"), lambda row: row.customer_count, num=True),
        Cell(gettext_lazy("Takes customers"), lambda row: _yes(row.is_active)),
    )
    empty_head = gettext_lazy("No owner yet")
    empty_text = gettext_lazy("An owner is an agent, a representative or the house: whoever looks after customers.")

    def queryset(self) -> QuerySet:
        return Owner.objects.select_related("user").annotate(customer_count=_CUSTOMERS)


class Territories(SettingsList):
    name, caption, opens = "territories", gettext_lazy("Territories"), "territory"
    sorts = {"code": Sort(gettext_lazy("Code"), "code")}
    filters = (ChoiceFilter("market", gettext_lazy("Market"), _markets),)
    cells = (
        Cell(gettext_lazy("Territory"), lambda row: row.name),
        Cell(gettext_lazy("Market"), lambda row: row.market.name),
        Cell(gettext_lazy("Code"), lambda row: row.code),
        Cell(gettext_lazy("Customers"), lambda row: row.customer_count, num=True),
        Cell(gettext_lazy("In use"), lambda row: _yes(row.is_open)),
    )
    empty_head = gettext_lazy("No territory yet")
    empty_text = gettext_lazy("A territory is a part of a market that somebody looks after.")

    def queryset(self) -> QuerySet:
        return Territory.objects.select_related("market").annotate(customer_count=_CUSTOMERS)
