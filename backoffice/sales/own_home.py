"""The day of somebody who looks after customers: their own portfolio. Six statements, and two for the chart."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from backoffice.homes import Chart, Figure, Home, Series, by_day, last_days
from core.dates import say
from core.money import Money, format_money
from core.templatetags.ui import plain_amount
from sales.agenda import Agenda, Owed, agenda_of, owner_of
from sales.models import Owner
from sales.portfolio import placed_for
from shop.order.models import Order

#: Days in the chart, beside as many before.
DAYS = 14


def _orders(owner: Owner, **query: Any) -> str:
    return f"{reverse('backoffice:orders')}?{urlencode({'owner': owner.pk, **query})}"


def _customers(owner: Owner, **query: Any) -> str:
    return f"{reverse('backoffice:owned_customers')}?{urlencode({'owner': owner.pk, **query})}"


def _amount(amount: Any, currency: str) -> str:
    return format_money(Money(amount, currency), get_language() or "en")


def figures(user: Any) -> list[Figure]:
    owner = owner_of(user)
    if owner is None:
        return []
    seen = agenda_of(owner)
    return [*_came_in(owner, seen), *_waits(owner, seen), _quiet(owner, seen), _overdue(owner, seen.owed)]


def _before(figure: Any) -> str:
    return _("the seven days before: %(figure)s") % {"figure": figure}


def _tone(now: Any, then: Any, more_is: str) -> str:
    """Whether a change is good ("up") or bad ("down"); nothing where there is none."""
    return "" if now == then else "up" if (now > then) == (more_is == "good") else "down"


def _came_in(owner: Owner, seen: Agenda) -> list[Figure]:
    url = _orders(owner, since=seen.since.isoformat())
    tone = _tone(seen.orders, seen.orders_before, "good")
    found = [Figure(gettext_lazy("Orders of seven days"), seen.orders, _before(seen.orders_before), url, tone, "shopping-cart")]
    for one in seen.worth[:1]:
        label = _("Worth, in %(currency)s") % {"currency": one.currency}
        tone, then = _tone(one.now, one.then, "good"), _before(_amount(one.then, one.currency))
        where = f"{url}&currency={one.currency}"
        found.append(Figure(label, plain_amount(one.now, one.currency), then, where, tone, "cash"))
    return found


def _waits(owner: Owner, seen: Agenda) -> list[Figure]:
    since = _("oldest placed %(at)s") % {"at": say(seen.held_since, "short")} if seen.held_since else _("nobody waits")
    lately = ngettext("%(n)s changed this week", "%(n)s changed this week", seen.baskets_lately) % {"n": seen.baskets_lately}
    held, baskets = _orders(owner, status="held"), _customers(owner, basket="yes")
    return [
        Figure(gettext_lazy("Held for approval"), seen.held, since, held, "down" if seen.held else "", "hourglass"),
        Figure(gettext_lazy("Unfinished baskets and drafts"), seen.baskets, lately, baskets, "", "basket"),
    ]


def _quiet(owner: Owner, seen: Agenda) -> Figure:
    cmp = _("a week ago: %(figure)s") % {"figure": seen.quiet_before}
    tone = _tone(seen.quiet, seen.quiet_before, "bad")
    return Figure(gettext_lazy("No order for 30 days"), seen.quiet, cmp, _customers(owner, quiet="yes"), tone, "phone")


def _overdue(owner: Owner, owed: list[Owed]) -> Figure:
    """The currency with most overdue; the others are told under it."""
    label, url = gettext_lazy("Receivables overdue"), _customers(owner, overdue="yes")
    if not owed:
        return Figure(label, 0, _("nobody owes anything"), url, "", "scale")
    first, *others = owed
    said = [_("of %(amount)s owed") % {"amount": _amount(first.total, first.currency)}]
    said += [_amount(one.overdue, one.currency) for one in others if one.overdue]
    tone = "down" if first.overdue else ""
    return Figure(label, plain_amount(first.overdue, first.currency), " · ".join(said), url, tone, "scale", first.currency)


def chart(user: Any) -> Chart | None:
    owner = owner_of(user)
    if owner is None:
        return None
    days = last_days(2 * DAYS)
    counts = by_day(placed_for(Order.objects.all(), owner=owner.pk), "date_placed", days)
    before, now = counts[:DAYS], counts[DAYS:]
    if not sum(counts):
        return None
    said = {"now": sum(now), "before": sum(before)}
    finding = _("Orders in the last 14 days: %(now)d; in the 14 days before: %(before)d.") % said
    lines = [Series(_("Last 14 days"), now), Series(_("14 days before"), before, "other")]
    return Chart(_("Orders a day"), finding, days[DAYS:], lines, _orders(owner))


def _looks_after_customers(user: Any) -> bool:
    return owner_of(user) is not None


HOME = Home("own", gettext_lazy("My customers"), "sales.view", 45, figures, chart, _looks_after_customers)
