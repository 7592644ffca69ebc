"""The administrator's day: who came in, what was refused, what waits dead. Six statements, and one for the chart."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.homes import Chart, Figure, Home, Series, both, by_day, compared, last_days
from core.access import User
from core.audit.models import AuditEntry
from core.events import waiting

DAYS = 14


def _deeds(*actions: str) -> Any:
    return AuditEntry.objects.filter(action__in=actions)


def _trail(action: str) -> str:
    return f"{reverse('backoffice:audit')}?day=today&deed={action}"


def figures(user: Any) -> list[Figure]:
    came = both(_deeds("staff.signed_in"), "at")
    failed = both(_deeds("staff.sign_in_failed"), "at")
    rights = both(_deeds("access.role_granted", "access.role_revoked", "access.role_defined"), "at")
    return [
        Figure(gettext_lazy("Signed in today"), came["now"], url=_trail("staff.signed_in"), icon="users",
               **compared(came["now"], came["then"])),
        Figure(gettext_lazy("Sign-ins refused today"), failed["now"], url=_trail("staff.sign_in_failed"), icon="shield-lock",
               **compared(failed["now"], failed["then"], more_is="bad")),
        Figure(gettext_lazy("Rights changed today"), rights["now"], url=_trail("access."), icon="key",
               **compared(rights["now"], rights["then"])),
        _dead(),
        _people(),
    ]  # fmt: skip


def _dead() -> Figure:
    queue = waiting.queue()
    said = ngettext("%(count)d more is due", "%(count)d more are due", queue.due) % {"count": queue.due}
    url = f"{reverse('backoffice:dead_letters')}?state=dead"
    return Figure(gettext_lazy("Dead letters"), queue.dead, said, url, "down" if queue.dead else "", "mail-off")


def _people() -> Figure:
    counted = User.objects.filter(is_staff=True, is_active=True).aggregate(
        all=Count("pk", distinct=True), safe=Count("factors__user", distinct=True)
    )
    said = _("of %(all)d who may sign in") % {"all": counted["all"]}
    url = f"{reverse('backoffice:people')}?active=1&factor=0"
    return Figure(gettext_lazy("Without a second factor"), counted["all"] - counted["safe"], said, url, icon="fingerprint")


def chart(user: Any) -> Chart | None:
    days = last_days(2 * DAYS)
    counts = by_day(_deeds("staff.signed_in"), "at", days)
    before, now = counts[:DAYS], counts[DAYS:]
    said = {"now": sum(now), "before": sum(before)}
    finding = _("Sign-ins in the last 14 days: %(now)d; in the 14 days before: %(before)d.") % said
    lines = [Series(_("Last 14 days"), now), Series(_("14 days before"), before, "other")]
    return Chart(_("Sign-ins a day"), finding, days[DAYS:], lines, _trail("staff.signed_in"))


HOME = Home("admin", gettext_lazy("Administration"), "settings.people", 60, figures, chart)
