"""The warehouse's two homes: the floor's day (next job first, what must leave) and the stock controller's (what runs out).

Each asks for a fixed number of statements, whatever there is to show; drawn where people would rather look, right without.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.orders.telling import CAUSES
from backoffice.warehouse.watch_list import dressed
from core.access.http import staff
from core.numbers import say_number
from core.ui_statuses import look
from fulfillment import today, working
from fulfillment.today import Compared
from inventory import alerting, covering
from inventory.models import TaskKind
from inventory.replenishing import orders_short
from inventory.rounds import open_tasks

SHOWN = 8


def _stat(label: str, icon: str, value: Any, cmp: str, url: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "icon": icon, "value": value, "cmp": cmp, "url": url, **more}


def _tabs(request: HttpRequest, here: str) -> list[dict[str, Any]]:
    """The homes this person may open."""
    tabs = [("floor_day", _("Floor"), "fulfillment.view"), ("stock_day", _("Stock"), "inventory.view")]
    found = [
        {"url": reverse(f"backoffice:{name}"), "title": title, "current": name == here}
        for name, title, permission in tabs
        if request.user.can(permission)  # type: ignore[union-attr]
    ]
    return found if len(found) > 1 else []


@staff(GET="fulfillment.view")
def floor(request: HttpRequest) -> HttpResponse:
    """The picker's and packer's day. Six statements beyond who asks."""
    may_pick = request.user.can("fulfillment.pick")  # type: ignore[union-attr]
    own = working.own_pick_list(request.user.pk) if may_pick else None
    work, danger = today.work(), today.in_danger(SHOWN)
    days, left, handed = today.handed_over()
    orders, at_risk, breached = danger
    for order in orders:
        order.why = CAUSES.get(order.promise_cause, "")
    context = {
        "title": _("The floor today"),
        "crumbs": [{"title": _("Fulfilment")}],
        "sub": _floor_said(work),
        "tabs": _tabs(request, "floor_day"),
        "stats": floor_stats(request.user, work, at_risk, breached, handed),
        "trucks": today.trucks(),
        "orders": orders,
        "in_danger": at_risk + breached,
        "days": [{"day": day, "left": n} for day, n in zip(days, left, strict=True)],
        "finding": left_finding(handed),
        "primary": _next_job(work, own) if may_pick else None,
    }
    return render(request, "backoffice/warehouse/floor_day.html", context)


def left_finding(handed: Compared) -> str:
    """What the chart says, in a sentence."""
    said = _("%(now)s shipments left today so far; a week ago at this hour %(before)s.")
    return said % {"now": handed.now, "before": handed.before}


def short_lines() -> list[Any]:
    """Order lines that wait for pieces; one more than is shown. One statement."""
    return list(orders_short(limit=SHOWN + 1))


def _next_job(work: today.Work, own: Any) -> dict[str, Any] | None:
    """What to do now: one's own list, the next to pick, the next to pack."""
    if own is not None:
        url = reverse("backoffice:pick_list", args=[own.number])
        return {"title": _("Go on with %(number)s") % {"number": own.number}, "icon": "basket", "url": url}
    if work.waiting:
        return {"title": _("Next job"), "icon": "circle-arrow-right", "form": "next-job"}
    if work.to_pack:
        return {"title": _("Pack the next"), "icon": "package", "url": reverse("backoffice:pack")}
    return None


def _floor_said(work: today.Work) -> str:
    due = ngettext("%(n)d shipment must leave today.", "%(n)d shipments must leave today.", work.due) % {"n": work.due}
    if not work.late:
        nothing_late = _("Nothing is late.")
        return f"{due} {nothing_late}"
    late = ngettext("%(n)d is late.", "%(n)d are late.", work.late) % {"n": work.late}
    return f"{due} {late}"


def floor_stats(user: Any, work: today.Work, at_risk: int, breached: int, handed: Compared) -> list[dict[str, Any]]:
    told, wrong = today.told_compared(), today.wrong_scans_compared()
    short = told["short"]
    shipments = reverse("backoffice:shipments")
    in_danger = reverse("backoffice:orders") + "?promise=at_risk&sort=dispatch" if user.can("orders.view") else ""
    return [
        _stat(
            _("Must leave today"),
            "truck-loading",
            work.due,
            _("%(n)s already late") % {"n": work.late},
            f"{shipments}?dispatch=today",
            tone="down" if work.late else "",
        ),
        _stat(
            _("To pick"),
            "list-check",
            work.waiting,
            _("%(picking)s in picking, %(to_pack)s to pack") % {"picking": work.picking, "to_pack": work.to_pack},
            reverse("backoffice:board"),
        ),
        _stat(
            _("Handed over today"),
            "truck-delivery",
            handed.now,
            _("a week ago at this hour %(n)s") % {"n": handed.before},
            f"{shipments}?state=dispatched",
            tone="down" if handed.now < handed.before else "up" if handed.now > handed.before else "",
        ),
        _stat(
            _("Promises at risk"),
            "clock-exclamation",
            at_risk,
            _("%(now)s broke today, yesterday by now %(before)s") % vars(told["breached"]),
            in_danger,
            tone="down" if told["breached"].now > told["breached"].before else "",
        ),
        _stat(
            _("Exceptions today"),
            "package-off",
            short.now + wrong.now,
            _("%(short)s short, %(wrong)s wrong scans; yesterday by now %(before)s")
            % {"short": short.now, "wrong": wrong.now, "before": short.before + wrong.before},
            reverse("backoffice:exceptions"),
            tone="down" if short.now + wrong.now > short.before + wrong.before else "",
        ),
    ]


@staff(GET="inventory.view")
def stock(request: HttpRequest) -> HttpResponse:
    """The stock controller's day. Seven statements beyond who asks."""
    sums, history = covering.zone_sums(), covering.zone_history()
    first = covering.watched().filter(sold__gt=0).select_related("product", "partner").order_by("cover", "pk")[:SHOWN]
    rows = [dressed(row) for row in first]
    for row in rows:
        row.spark = _spark(history.by_product.get(row.product_id, []))
    tasks = list(open_tasks().exclude(kind=TaskKind.COUNT)[: SHOWN + 1])
    short = short_lines()
    may_plan = request.user.can("inventory.move")  # type: ignore[union-attr]
    now, before = history.together[-1], history.together[-8]
    context = {
        "title": _("Stock day"),
        "crumbs": [{"title": _("Inventory")}],
        "sub": _stock_said(sums),
        "tabs": _tabs(request, "stock_day"),
        "stats": stock_stats(sums, history, short),
        "rows": rows,
        "target": covering.TARGET,
        "tasks": tasks[:SHOWN],
        "short": short[:SHOWN],
        "days": [{"day": day, "level": n} for day, n in zip(history.days, history.together, strict=True)],
        "finding": _("%(now)s pieces lie in the e-commerce zone; a week ago it was %(before)s.")
        % {"now": say_number(now), "before": say_number(before)},
        "primary": {"title": _("Plan replenishment"), "icon": "refresh", "form": "plan"} if may_plan else None,
    }
    return render(request, "backoffice/warehouse/stock_day.html", context)


def _stock_said(sums: covering.ZoneSums) -> str:
    if not sums.urgent:
        return _("Nothing in the e-commerce zone runs out today.")
    said = ngettext(
        "%(n)d product runs out or is below its safety stock.",
        "%(n)d products run out or are below their safety stock.",
        sums.urgent,
    )
    return said % {"n": sums.urgent}


def _signed(pieces: int) -> str:
    """A number with its sign, as the house writes minus."""
    return f"{pieces:+d}".replace("-", "−") if pieces else "0"


def _share(now: int, before: int) -> str:
    return f"{(now - before) * 100 / before:+.1f} %".replace("-", "−") if before else "–"


def stock_stats(sums: covering.ZoneSums, history: covering.History, short: list) -> list[dict[str, Any]]:
    watch = reverse("backoffice:watch_list")
    now, before = history.together[-1], history.together[-8]
    week, last_week = covering.count_variance()
    quarantine, returns = history.elsewhere.get("quarantine", 0), history.elsewhere.get("returns", 0)
    cover = sums.cover
    return [
        _stat(
            _("Cover of fast sellers"),
            "alert-triangle" if cover is not None and cover < covering.TARGET else "circle-check",
            "–" if cover is None else cover,
            _("target %(n)s days") % {"n": covering.TARGET},
            watch,
            unit=_("days"),
            tone="down" if cover is not None and cover < covering.TARGET else "up",
        ),
        _stat(
            look("cover", covering.RUNS_OUT).word,
            "circle-off",
            sums.urgent,
            _("of %(n)s products; %(alerts)s alerts of cover are open")
            % {"n": say_number(sums.products), "alerts": say_number(alerting.open_alerts())},
            reverse("backoffice:cover_alerts") + "?open=yes",
            tone="down" if sums.urgent else "",
        ),
        _stat(
            _("In the e-commerce zone"),
            "building-warehouse",
            now,
            _("a week ago %(n)s, %(share)s") % {"n": say_number(before), "share": _share(now, before)},
            f"{watch}?sort=ready",
            unit=_("pcs"),
            tone="down" if now < before else "up",
        ),
        _stat(
            _("Orders short of stock"),
            "clock-exclamation",
            len(short) if len(short) <= SHOWN else f"{SHOWN}+",
            _("released, and not every piece found"),
            reverse("backoffice:orders") + "?fulfilment=unfulfilled&sort=dispatch",
            tone="down" if short else "",
        ),
        _stat(
            _("Quarantine and returns"),
            "clipboard-check",
            quarantine + returns,
            _("count variance this week %(week)s, the week before %(before)s")
            % {"week": _signed(week), "before": _signed(last_week)},
            reverse("backoffice:movements") + "?reason=pick_short",
            unit=_("pcs"),
            tone="down" if abs(week) > abs(last_week) else "",
        ),
    ]


def _spark(levels: list[int]) -> str:
    """The path of a small line, 96 wide and 22 high."""
    if len(levels) < 2:
        return ""
    most = max(*levels, 1)
    step = 96 / (len(levels) - 1)
    points = [f"{n * step:.1f} {20 - level * 18 / most:.1f}" for n, level in enumerate(levels)]
    return "M" + " L".join(points)
