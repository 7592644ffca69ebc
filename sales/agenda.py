"""What decides the day of somebody who looks after customers: what came in, what waits, who has gone quiet, who owes. Read only.

Everything is of the trade customers that an owner has today, but orders: they count for whoever had the customer when placed.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum

from accounting.models import Debtor, OpenItem
from core import clock
from core.access import User
from sales.models import Owner
from sales.portfolio import owned_now, placed_for
from shop.basket.models import Basket
from shop.customer.models import TradeAccount
from shop.order.models import Order, OrderStatus

ZERO = Decimal(0)
#: Days that are compared with as many before, and days without an order after which a customer has gone quiet.
DAYS, QUIET_DAYS = 7, 30
WEEK = dt.timedelta(days=7)


def owner_of(user: User) -> Owner | None:
    """Whom a login stands for in sales. One query, none when asked again."""
    return getattr(user, "sells_as", None)


def customers_of(owner: Owner) -> QuerySet[TradeAccount]:
    """The active trade accounts that an owner looks after now."""
    return TradeAccount.objects.filter(owned_now("customer", owner=owner.pk), is_active=True)


def gone_quiet(weeks_ago: int = 0) -> Q:
    """Holds for trade accounts that have ordered before, but not in the last thirty days (as it was some weeks ago)."""
    until = clock.now() - weeks_ago * WEEK
    orders = Order.objects.filter(customer=OuterRef("customer"), date_placed__lte=until).exclude(status=OrderStatus.CANCELLED)
    lately = orders.filter(date_placed__gt=until - dt.timedelta(days=QUIET_DAYS))
    return Q(Exists(orders)) & ~Q(Exists(lately))


def left_a_basket(since: dt.datetime | None = None) -> Q:
    """Holds for trade accounts with something in an open basket: of a buyer, or a draft for them (changed since then)."""
    whose = Q(owner__memberships__customer=OuterRef("customer")) | Q(customer=OuterRef("customer"))
    baskets = Basket.objects.filter(
        whose, status=Basket.OPEN, channel_market=OuterRef("channel_market"), lines__isnull=False
    )  # fmt: skip
    return Q(Exists(baskets.filter(changed_at__gte=since) if since else baskets))


def owes_overdue() -> Q:
    """Holds for trade accounts whose customer owes something that was due before today."""
    items = OpenItem.objects.filter(customer=OuterRef("customer"), debtor=Debtor.CUSTOMER, due_on__lt=clock.today())
    return Q(Exists(items.still_open()))


@dataclass(frozen=True)
class Worth:
    """Orders of the last days and of as many before, in one currency."""

    currency: str
    now: Decimal
    then: Decimal
    orders: int


@dataclass(frozen=True)
class Owed:
    """What an owner's customers owe in one currency, and what of it is overdue."""

    currency: str
    total: Decimal
    overdue: Decimal


@dataclass(frozen=True)
class Agenda:
    """An owner's day. `worth` and `owed` by currency, the most first; amounts of several currencies are never added."""

    since: dt.date
    orders: int
    orders_before: int
    worth: list[Worth] = field(default_factory=list)
    held: int = 0
    held_since: dt.datetime | None = None
    baskets: int = 0
    baskets_lately: int = 0
    quiet: int = 0
    quiet_before: int = 0
    owed: list[Owed] = field(default_factory=list)


def agenda_of(owner: Owner) -> Agenda:
    """What decides an owner's day. Four queries."""
    since = clock.today() - dt.timedelta(days=DAYS - 1)
    rows = _orders(owner, clock.midnight(since))
    worth = [Worth(row["currency"], row["now_worth"] or ZERO, row["then_worth"] or ZERO, row["now"]) for row in rows]
    counted = customers_of(owner).aggregate(
        baskets=Count("pk", filter=left_a_basket()),
        lately=Count("pk", filter=left_a_basket(clock.now() - WEEK)),
        quiet=Count("pk", filter=gone_quiet()),
        quiet_before=Count("pk", filter=gone_quiet(1)),
    )
    waiting = [row["held_since"] for row in rows if row["held_since"]]
    return Agenda(
        since=since,
        orders=sum(row["now"] for row in rows),
        orders_before=sum(row["then"] for row in rows),
        worth=sorted((one for one in worth if one.now or one.then), key=lambda one: -one.orders),
        held=sum(row["held"] for row in rows),
        held_since=min(waiting, default=None),
        baskets=counted["baskets"],
        baskets_lately=counted["lately"],
        quiet=counted["quiet"],
        quiet_before=counted["quiet_before"],
        owed=_owed(owner),
    )


def _orders(owner: Owner, since: dt.datetime) -> list[dict]:
    """By currency; what was called off is worth nothing. Of the days before, as many hours as these days have had."""
    span = dt.timedelta(days=DAYS)
    now, stands = Q(date_placed__gte=since), ~Q(status=OrderStatus.CANCELLED)
    then = Q(date_placed__gte=since - span, date_placed__lte=clock.now() - span)
    held = Q(status=OrderStatus.HELD)
    mine = placed_for(Order.objects.filter(Q(date_placed__gte=since - span) | held), owner=owner.pk)
    return list(
        mine.order_by()
        .values("currency")
        .annotate(
            now=Count("pk", filter=now),
            then=Count("pk", filter=then),
            now_worth=Sum("total_incl_tax", filter=now & stands),
            then_worth=Sum("total_incl_tax", filter=then & stands),
            held=Count("pk", filter=held),
            held_since=Min("date_placed", filter=held),
        )
    )


def _owed(owner: Owner) -> list[Owed]:
    items = OpenItem.objects.filter(owned_now("customer", owner=owner.pk), debtor=Debtor.CUSTOMER).still_open()
    overdue = Sum("left", filter=Q(due_on__lt=clock.today()))
    rows = items.order_by().values_list("currency").annotate(total=Sum("left"), overdue=overdue)
    found = [Owed(currency, total, late or ZERO) for currency, total, late in rows]
    return sorted(found, key=lambda one: (-one.overdue, -one.total))
