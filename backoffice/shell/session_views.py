"""Where one is signed in, and ending it; the administrator sees and ends everybody's."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import Column, Export, FlagFilter, Listing, Sort, TextFilter, View, render_list
from backoffice.models import StaffSession
from backoffice.people import KEY_PERMISSION as KEY
from backoffice.shell import sessions
from core import audit
from core.access import Actor
from core.access.http import ANY_STAFF, staff

SHOWN = 50
#: Browser and system, by the word that gives them away; the first that fits is said.
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def machine_in_words(agent: str) -> str:
    """“Firefox, Windows” out of what the browser says of itself."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return ", ".join(word for word in (browser, system) if word) or _("an unknown browser")


def _shown(session: StaffSession, here: str) -> StaffSession:
    session.machine_said = machine_in_words(session.agent)  # type: ignore[attr-defined]
    session.is_here = session.session_key == here  # type: ignore[attr-defined]
    return session


@staff(GET=ANY_STAFF)
def mine(request: HttpRequest) -> HttpResponse:
    """One's own: the open ones, then those that ended lately."""
    rows = StaffSession.objects.filter(user_id=request.user.pk).order_by("-seen_at")[:SHOWN]
    shown = [_shown(row, request.session.session_key or "") for row in rows]
    context = {
        "open": [row for row in shown if row.ended_at is None],
        "ended": [row for row in shown if row.ended_at is not None][:10],
    }
    return render(request, "backoffice/sessions.html", context)


@staff(POST=ANY_STAFF)
def end_mine(request: HttpRequest) -> HttpResponse:
    """End one of one's own, or all but this one."""
    rows = StaffSession.objects.filter(user_id=request.user.pk, ended_at=None).exclude(session_key=request.session.session_key)
    wanted = request.POST.get("session", "")
    if wanted != "others":
        rows = rows.filter(pk=int(wanted)) if wanted.isdecimal() and len(wanted) < 19 else rows.none()
    _end(request, rows)
    return redirect("backoffice:my_sessions")


def _end(request: HttpRequest, rows: QuerySet[StaffSession]) -> None:
    ended = 0
    for row in rows:
        if sessions.end(row):
            ended += 1
            audit.record(
                actor=Actor.of(request.user, request),
                action="staff.session_ended",
                subject=row.user,
                subject_label=f"#{row.user_id}",
            )  # type: ignore[arg-type]
    if ended:
        messages.success(request, _("Ended: the next page there is the sign-in page."))
    else:
        messages.info(request, _("Nothing was ended: it is over already."))


class Sessions(Listing):
    """Everybody's, those that are open first."""

    name, caption = "sessions", gettext_lazy("Sessions")
    sorts = {
        "seen": Sort(gettext_lazy("Last seen"), "seen_at", descending=True),
        "began": Sort(gettext_lazy("Signed in"), "began_at", descending=True),
    }
    filters = (
        TextFilter(
            "q", gettext_lazy("Person or address"), ("user__full_name__icontains", "user__email__icontains", "ip__startswith")
        ),
        FlagFilter("open", gettext_lazy("Open"), Q(ended_at__isnull=True)),
    )
    views = (View(gettext_lazy("Open"), {"open": "yes"}), View(gettext_lazy("All"), {}))
    columns = (
        Column(gettext_lazy("Person")),
        Column(gettext_lazy("Machine")),
        Column(gettext_lazy("Signed in"), sort="began"),
        Column(gettext_lazy("Last seen"), sort="seen"),
        Column(gettext_lazy("State")),
    )
    row_template = "backoffice/settings/session_row.html"
    is_personal = True
    exports = (
        Export("person", lambda row: row.user.email),
        Export("began", lambda row: row.began_at),
        Export("seen", lambda row: row.seen_at),
        Export("ended", lambda row: row.ended_at),
        Export("ip", lambda row: row.ip),
        Export("browser", lambda row: row.agent),
    )
    empty_head = gettext_lazy("Nobody has signed in yet")

    def queryset(self) -> QuerySet:
        return StaffSession.objects.select_related("user")

    def decorate(self, rows: list[Any]) -> list[Any]:
        return [_shown(row, self.request.session.session_key or "") for row in rows]


@staff(GET=KEY)
def everybodys(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Sessions(request),
        title=_("Sessions"),
        sub=_("Where people are signed in. Ending one takes effect at its next page."),
        crumbs=[{"title": _("Settings")}],
    )


@staff(POST=KEY)
def end_any(request: HttpRequest, pk: int) -> HttpResponse:
    row = StaffSession.objects.filter(pk=pk).first()
    if row is None:
        raise Http404("no such session")
    _end(request, StaffSession.objects.filter(pk=pk, ended_at=None).select_related("user"))
    return redirect("backoffice:sessions")
