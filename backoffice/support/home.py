"""The support agent's day: who will call, and what was taken by phone. Six statements, and two for the chart."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.homes import WEEK, Chart, Figure, Home, Series, both, by_day, changes, compared, last_days
from core import clock
from core.dates import say
from shop.order.models import FulfillmentView, Order, OrderStatus
from support.drafting import open_drafts

DAYS = 14
ARRIVED = (FulfillmentView.DELIVERED, FulfillmentView.RETURNED, FulfillmentView.PART_RETURNED)


def _orders(query: str) -> str:
    return f"{reverse('backoffice:orders')}?{query}"


def figures(user: Any) -> list[Figure]:
    by_phone = both(Order.objects.filter(placed_by__isnull=False), "date_placed")
    refused = both(changes("fulfillment.Shipment", "refused"), "at")
    failed = both(changes("payment.Payment", "failed"), "at")
    drafts = list(open_drafts(user)[:101])
    return [
        Figure(gettext_lazy("Taken by phone today"), by_phone["now"], url=_orders("placed=today&phone=yes"), icon="phone",
               **compared(by_phone["now"], by_phone["then"], more_is="good")),
        *_promised(),
        Figure(gettext_lazy("Payments failed today"), failed["now"], url=_orders("payment=unpaid"), icon="credit-card",
               **compared(failed["now"], failed["then"], more_is="bad")),
        Figure(gettext_lazy("Refused at the door today"), refused["now"], url=_orders("refused=yes"), icon="hand-stop",
               **compared(refused["now"], refused["then"], more_is="bad")),
        Figure(gettext_lazy("My open drafts"), len(drafts), _drafts_said(drafts), reverse("backoffice:drafts"), icon="notes"),
    ]  # fmt: skip


def _drafts_said(drafts: list[Any]) -> str:
    if not drafts:
        return _("no caller waits for a number")
    return _("oldest begun %(at)s") % {"at": say(min(draft.date_created for draft in drafts), "short")}


def _promised() -> list[Figure]:
    """What was promised for today, and what should be there already. One statement over the index by delivery day."""
    now, then = clock.today(), clock.today() - WEEK
    going = ~Q(status=OrderStatus.CANCELLED)
    late = Q(deliver_by__lt=now, deliver_by__gte=then) & Q(status=OrderStatus.RELEASED) & ~Q(fulfillment_view__in=ARRIVED)
    counted = Order.objects.filter(deliver_by__gte=then, deliver_by__lte=now).aggregate(
        now=Count("pk", filter=Q(deliver_by=now) & going),
        then=Count("pk", filter=Q(deliver_by=then) & going),
        late=Count("pk", filter=late),
        fresh=Count("pk", filter=late & Q(deliver_by=now - WEEK / 7)),
    )
    said = _("%(count)s of them since yesterday") % {"count": counted["fresh"]}
    return [
        Figure(gettext_lazy("Promised for today"), counted["now"], url=_orders("deliver=today"), icon="truck-delivery",
               **compared(counted["now"], counted["then"])),
        Figure(gettext_lazy("Late, of this week"), counted["late"], said, _orders("late=yes"),
               "down" if counted["late"] else "", "clock-x"),
    ]  # fmt: skip


def chart(user: Any) -> Chart | None:
    days = last_days(DAYS)
    phone = by_day(Order.objects.filter(placed_by__isnull=False), "date_placed", days)
    every = by_day(Order.objects.all(), "date_placed", days)
    if not sum(every):
        return None
    said = {"phone": sum(phone), "all": sum(every)}
    finding = _("Orders by phone in the last 14 days: %(phone)d, of %(all)d in all.") % said
    lines = [Series(_("By phone"), phone), Series(_("All orders"), every, "other")]
    return Chart(_("Orders a day"), finding, days, lines, _orders("phone=yes"))


HOME = Home("support", gettext_lazy("Support"), "support.order", 30, figures, chart)
