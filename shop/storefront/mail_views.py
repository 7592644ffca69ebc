"""The mail of a demonstration, for everybody to read: a list, each mail in its parts. Elsewhere there is no such page.

A mail's page is a foreign document: it is shown in a frame that runs nothing, loads nothing and leaves by new windows only.
"""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from core.access.http import public
from shop.storefront.middleware import needs_no_door
from shop.storefront.models import KeptAttachment, KeptMail
from shop.storefront.requests import Visit

PAGE = 40
#: What the frame may do, said in the page's frame and again by the mail itself.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


def _refuse_outside_demo() -> None:
    if not settings.DEMO:
        raise Http404


@never_cache
@public("GET")
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails, or those to an address; older ones by the key of the last. One query."""
    _refuse_outside_demo()
    wanted = request.GET.get("to", "").replace("\x00", "").strip()[:254]
    before = request.GET.get("before", "")
    found = KeptMail.objects.defer("text", "html")
    if wanted:
        found = found.filter(recipients__icontains=wanted)
    if before.isascii() and before.isdigit() and len(before) < 16:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: PAGE + 1])
    context: dict[str, Any] = {
        "rows": rows[:PAGE],
        "older": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "wanted": wanted,
        "zone": Visit(request).market.time_zone,
        "robots": "noindex",
    }
    return render(request, "storefront/mails.html", context)


@never_cache
@csp_update({"frame-src": [SELF]})
@public("GET")
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: who, when, the page in a frame, the text, what came along. Two queries."""
    _refuse_outside_demo()
    kept = get_object_or_404(KeptMail, pk=pk)
    context = {
        "mail": kept,
        "attachments": kept.attachments.defer("content"),
        "zone": Visit(request).market.time_zone,
        "robots": "noindex",
    }
    return render(request, "storefront/mail.html", context)


@needs_no_door
@never_cache
@xframe_options_sameorigin
@public("GET")
def mail_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML part as it was sent; its links open beside it."""
    _refuse_outside_demo()
    kept = get_object_or_404(KeptMail, pk=pk)
    answer = HttpResponse(kept.html.replace("<head>", '<head><base target="_blank">', 1))
    answer["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox {SANDBOX}"
    )
    return answer


@needs_no_door
@never_cache
@public("GET")
def attachment(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """What came along, always as a file to keep."""
    _refuse_outside_demo()
    kept = get_object_or_404(KeptAttachment, pk=attachment, mail=pk)
    answer = HttpResponse(bytes(kept.content), content_type="application/octet-stream")
    name = "".join(letter for letter in kept.name if letter.isalnum() or letter in "-_. ") or "attachment"
    answer["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "ignore").decode() or "attachment"}"'
    return answer
