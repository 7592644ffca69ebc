"""The sales manager's day: how much comes in, and what waits for a decision. Six statements, and one for the chart."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from backoffice.homes import Chart, Figure, Home, Series, both, by_day, changes, compared, last_days, so_far
from backoffice.sales import own_home
from core.dates import say
from core.money import Money, format_money
from sales.portfolio import count_unowned
from shop.order.models import Order, OrderStatus

DAYS = 14


def _orders(query: str = "") -> str:
    return reverse("backoffice:orders") + (f"?{query}" if query else "")


def figures(user: Any) -> list[Figure]:
    placed = both(Order.objects.all(), "date_placed")
    held = both(changes("order.Order", OrderStatus.HELD), "at")
    cancelled = both(changes("order.Order", OrderStatus.CANCELLED), "at")
    found = [
        Figure(gettext_lazy("Orders today"), placed["now"], url=_orders("placed=today"), icon="shopping-cart",
               **compared(placed["now"], placed["then"], more_is="good")),
        *_value(),
        _waiting(),
        Figure(gettext_lazy("Held today"), held["now"], url=reverse("backoffice:held"), icon="hand-stop",
               **compared(held["now"], held["then"], more_is="bad")),
        Figure(gettext_lazy("Cancelled today"), cancelled["now"], url=_orders("status=cancelled"), icon="circle-x",
               **compared(cancelled["now"], cancelled["then"], more_is="bad")),
        _unowned(),
    ]  # fmt: skip
    return found


def _value() -> list[Figure]:
    """What the orders of today are worth, in the currency most of them are in. Amounts of several currencies are never added."""
    (since, until), (since_then, until_then) = so_far()
    today = Q(date_placed__gte=since, date_placed__lte=until)
    then = Q(date_placed__gte=since_then, date_placed__lte=until_then)
    orders = Order.objects.filter(today | then).exclude(status=OrderStatus.CANCELLED)
    sums = {"now": Sum("total_incl_tax", filter=today), "then": Sum("total_incl_tax", filter=then)}
    most = orders.order_by().values("currency").annotate(orders=Count("pk"), **sums).order_by("-orders", "currency").first()
    if most is None:
        return []
    language = get_language() or "en"
    now, before = most["now"] or Decimal(0), most["then"] or Decimal(0)
    shown = format_money(Money(before, most["currency"]), language)
    return [
        Figure(
            _("Worth, in %(currency)s") % {"currency": most["currency"]},
            format_money(Money(now, most["currency"]), language),
            url=_orders(f"placed=today&currency={most['currency']}"),
            icon="cash",
            **compared(now, before, more_is="good", shown=shown),
        )
    ]


def _unowned() -> Figure:
    found = count_unowned()
    said = _("somebody should look after them") if found else _("every one has an owner")
    url = f"{reverse('backoffice:owned_customers')}?unowned=yes"
    return Figure(gettext_lazy("Trade customers without an owner"), found, said, url, "down" if found else "", "alert-circle")


def _waiting() -> Figure:
    oldest = list(
        Order.objects.filter(status=OrderStatus.HELD).order_by("date_placed").values_list("date_placed", flat=True)[:1001]
    )
    cmp = _("oldest placed %(at)s") % {"at": say(oldest[0], "short")} if oldest else _("nobody waits")
    return Figure(
        gettext_lazy("Waiting for a decision"),
        len(oldest),
        cmp,
        reverse("backoffice:held"),
        "down" if oldest else "",
        "hourglass",
    )


def chart(user: Any) -> Chart | None:
    days = last_days(2 * DAYS)
    counts = by_day(Order.objects.all(), "date_placed", days)
    before, now = counts[:DAYS], counts[DAYS:]
    if not sum(counts):
        return None
    said = {"now": sum(now), "before": sum(before)}
    finding = _("Orders in the last 14 days: %(now)d; in the 14 days before: %(before)d.") % said
    lines = [Series(_("Last 14 days"), now), Series(_("14 days before"), before, "other")]
    return Chart(_("Orders a day"), finding, days[DAYS:], lines, _orders())


HOME = [Home("sales", gettext_lazy("Sales"), "sales.approve", 40, figures, chart), own_home.HOME]
