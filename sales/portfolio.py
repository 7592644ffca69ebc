"""Questions about owners and territories: whose a customer is and was, what came in by whom. Read only.

An order counts for whoever looked after its customer when it was placed, whoever does today.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from accounting.models import BALANCE, AccountType, EntryLine
from core import clock
from sales.models import Owner, Ownership, Territory
from shop.customer.models import TradeAccount
from shop.order.models import Order

#: Customers that are named in a statement; with more of them, most orders fit anyway.
NAMED = 2_000


def ownerships_of(customer_id: int) -> list[Ownership]:
    """Whose a customer is and was, newest first. One query."""
    return list(Ownership.objects.filter(customer=customer_id).select_related("owner", "territory", "given_by"))


def present() -> QuerySet[Ownership]:
    """The ownerships of today, with owner and territory."""
    return Ownership.objects.filter(until__isnull=True).select_related("owner", "territory")


def owned_now(customer: str, **whose: object) -> Exists:
    """Holds for rows whose customer (the path of the key) is looked after now, by `owner` or in `territory` if given."""
    return Exists(Ownership.objects.filter(customer=OuterRef(customer), until__isnull=True, **whose))


def owned_when_placed(**whose: object) -> Exists:
    """Holds for orders whose customer was looked after by `owner` (or in `territory`) when they were placed."""
    placed = OuterRef("date_placed")
    then = Q(until__isnull=True) | Q(until__gt=placed)
    return Exists(Ownership.objects.filter(then, customer=OuterRef("customer"), since__lte=placed, **whose))


def placed_for(orders: QuerySet[Order], **whose: object) -> QuerySet[Order]:
    """The orders whose customer was looked after by `owner` (or in `territory`) when they were placed.

    One query now: the customers are named one by one, so that their orders are found by an index and not looked for.
    """
    customers = list(Ownership.objects.filter(**whose).order_by().values_list("customer", flat=True).distinct()[: NAMED + 1])
    named = orders.filter(customer__in=customers) if len(customers) <= NAMED else orders
    return named.filter(owned_when_placed(**whose))


def _at_placing(orders: str) -> Q:
    """The ownership of an order's customer at its placing, over the join from wherever the order is reached."""
    to = f"{orders}customer__ownerships__"
    placed = F(f"{orders}date_placed")
    return Q(**{f"{to}since__lte": placed}) & (Q(**{f"{to}until__isnull": True}) | Q(**{f"{to}until__gt": placed}))


@dataclass
class Standing:
    """What stands behind an owner or a territory. `before` counts orders of as many days just before."""

    customers: int = 0
    orders: int = 0
    before: int = 0
    revenue: dict[str, Decimal] = field(default_factory=dict)

    def add(self, other: "Standing") -> None:
        self.customers += other.customers
        self.orders += other.orders
        self.before += other.before
        for currency, amount in other.revenue.items():
            self.revenue[currency] = self.revenue.get(currency, Decimal(0)) + amount


@dataclass(frozen=True)
class Portfolio:
    """Every owner and territory with what stands behind it, and how many trade customers nobody owns."""

    owners: list[tuple[Owner, Standing]]
    territories: list[tuple[Territory, Standing]]
    unowned: int


def portfolio(*, since: dt.date, until: dt.date) -> Portfolio:
    """Customers of today; orders placed and revenue booked between two days (both included). Six queries."""
    cells = _cells(since, until)
    by_owner: dict[int, Standing] = {}
    by_territory: dict[int, Standing] = {}
    for (owner, territory), standing in cells.items():
        by_owner.setdefault(owner, Standing()).add(standing)
        by_territory.setdefault(territory, Standing()).add(standing)
    return Portfolio(
        owners=[(one, by_owner.get(one.pk, Standing())) for one in Owner.objects.all() if one.is_active or one.pk in by_owner],
        territories=[
            (one, by_territory.get(one.pk, Standing()))
            for one in Territory.objects.select_related("market")
            if one.is_open or one.pk in by_territory
        ],
        unowned=count_unowned(),
    )


def count_unowned() -> int:
    """Active trade customers that nobody looks after. One query."""
    return TradeAccount.objects.filter(~owned_now("customer"), is_active=True).count()


def revenue_of(customers: list[int], *, since: dt.date, until: dt.date) -> dict[int, list[tuple[str, Decimal]]]:
    """What the ledger earned with each customer, by currency. One query."""
    found: dict[int, list[tuple[str, Decimal]]] = {}
    lines = _earned(since, until).filter(order__customer__in=customers)
    for customer, currency, balance in lines.values_list("order__customer", "currency").annotate(balance=Sum(BALANCE)):
        found.setdefault(customer, []).append((currency, -balance))
    return found


def _earned(since: dt.date, until: dt.date) -> QuerySet[EntryLine]:
    return EntryLine.objects.filter(account__type=AccountType.REVENUE, entry__date__gte=since, entry__date__lte=until).order_by()


def _cells(since: dt.date, until: dt.date) -> dict[tuple[int, int], Standing]:
    cells: dict[tuple[int, int], Standing] = {}
    counted = Ownership.objects.filter(until__isnull=True).order_by().values_list("owner", "territory").annotate(n=Count("pk"))
    for owner, territory, number in counted:
        cells[owner, territory] = Standing(customers=number)
    first, last = clock.midnight(since), clock.midnight(until + dt.timedelta(days=1))
    earlier = first - (last - first)
    whose = ("customer__ownerships__owner", "customer__ownerships__territory")
    orders = (
        Order.objects.filter(_at_placing(""), date_placed__gte=earlier, date_placed__lt=last)
        .order_by()
        .values_list(*whose)
        .annotate(now=Count("pk", filter=Q(date_placed__gte=first)), then=Count("pk", filter=Q(date_placed__lt=first)))
    )
    for owner, territory, now, then in orders:
        cells.setdefault((owner, territory), Standing()).add(Standing(orders=now, before=then))
    through = [f"order__{path}" for path in whose]
    lines = _earned(since, until).filter(_at_placing("order__")).values_list(*through, "currency")
    for owner, territory, currency, balance in lines.annotate(balance=Sum(BALANCE)):
        cells.setdefault((owner, territory), Standing()).add(Standing(revenue={currency: -balance}))
    return cells
