"""What the house could not do: the dead letters, looked at and replayed."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Listing, Sort, TextFilter, View, render_list
from backoffice.listing import Column as Head
from core.access import Actor
from core.access.http import staff
from core.dates import say
from core.events import waiting
from core.events.models import Delivery, DeliveryState


class DeadLetters(Listing):
    """Deliveries of events: given up, or waiting to be tried again."""

    name, caption = "dead_letters", gettext_lazy("Dead letters")
    sorts = {"number": Sort(gettext_lazy("Oldest first"), "pk")}
    filters = (
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            ((DeliveryState.DEAD, gettext_lazy("Dead")), (DeliveryState.WAITING, gettext_lazy("Waiting"))),
        ),
        TextFilter("q", gettext_lazy("Event or handler"), ("handler__icontains", "event__name__icontains")),
    )
    views = (View(gettext_lazy("Dead"), {"state": "dead"}), View(gettext_lazy("Waiting"), {"state": "waiting"}))
    columns = (
        Head(gettext_lazy("Event and handler")),
        Head(gettext_lazy("Happened")),
        Head(gettext_lazy("Tries"), num=True),
        Head(gettext_lazy("Error")),
        Head(gettext_lazy("State")),
    )
    row_template = "backoffice/settings/dead_letter_row.html"
    empty_head = gettext_lazy("No dead letter")
    empty_text = gettext_lazy("Every event reached everybody it concerns.")

    def queryset(self) -> QuerySet:
        return Delivery.objects.exclude(state=DeliveryState.DONE).select_related("event")

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.cause = (row.last_error.strip().splitlines() or [""])[-1][:160]
        return rows

    def _empty(self) -> dict[str, Any]:
        """No dead letter is the good case, not a filter gone wrong."""
        if set(self.active) <= {"state"}:
            return {"kind": "done", "head": self.empty_head, "text": self.empty_text}
        return super()._empty()


def dead() -> tuple[int, int]:
    """Dead letters wait for a person, all of them late. One query over a partial index."""
    count = Delivery.objects.filter(state=DeliveryState.DEAD).count()
    return count, count


@staff(GET="events.view")
def dead_letters(request: HttpRequest) -> HttpResponse:
    if not request.GET:
        return redirect(reverse("backoffice:dead_letters") + "?state=dead")
    queue = waiting.queue()
    oldest = say(queue.oldest_due, "short") if queue.oldest_due else _("nothing waits")
    stats = [
        {
            "label": _("Dead"),
            "value": queue.dead,
            "icon": "mail-off",
            "cmp": _("given up after the last try"),
            "url": "?state=dead",
        },
        {"label": _("Due now"), "value": queue.due, "cmp": _("oldest: %(oldest)s") % {"oldest": oldest}, "url": "?state=waiting"},
        {
            "label": _("Trying again later"),
            "value": queue.later,
            "icon": "refresh",
            "cmp": _("after a pause"),
            "url": "?state=waiting",
        },
    ]
    return render_list(
        request,
        DeadLetters(request),
        title=_("Dead letters"),
        sub=_("Deliveries that failed every time. Each handler has its effect once, however often it is replayed."),
        template="backoffice/settings/dead_letters.html",
        stats=stats,
        may_replay=request.user.can("events.replay"),
        dead=queue.dead,
    )


@staff(GET="events.view")
def dead_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery with its event's values and the error."""
    one = Delivery.objects.select_related("event").filter(pk=pk).first()
    if one is None:
        raise Http404("no such delivery")
    context = {
        "one": one,
        "title": one.event.name,
        "sub": one.handler,
        "crumbs": [{"title": _("Dead letters"), "url": reverse("backoffice:dead_letters") + "?state=dead"}],
        "payload": json.dumps(one.event.payload, indent=2, ensure_ascii=False),
        "may_replay": request.user.can("events.replay") and one.state == DeliveryState.DEAD,
    }
    return render(request, "backoffice/settings/dead_letter.html", context)


@staff(POST="events.replay")
def replay(request: HttpRequest) -> HttpResponse:
    """Try one dead letter again, or all; what somebody else replayed meanwhile is left alone."""
    wanted = request.POST.get("delivery", "")
    letters = waiting.dead_letters()
    numbers = [one.pk for one in letters] if wanted == "all" else [int(wanted)] if wanted.isdecimal() and len(wanted) < 19 else []
    done = 0
    for number in numbers:
        try:
            waiting.replay(delivery_id=number, actor=Actor.of(request.user, request))
            done += 1
        except waiting.NotADeadLetter:
            continue
    if done:
        messages.success(request, _("%(count)d waiting again; the workers take them at once.") % {"count": done})
    else:
        messages.warning(request, _("Nothing was replayed: it is no dead letter any more."))
    return redirect(reverse("backoffice:dead_letters") + "?state=dead")
