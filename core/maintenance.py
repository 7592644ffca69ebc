"""The house closed for a while: every page answers 503 with a time to come back, whatever else is down.

Closed by the setting `STOREHOUSE_MAINTENANCE` (minutes; several machines) or by a file in the run folder, which the command
`bin/manage maintenance on` writes (one machine). Neither needs the database. Styles, scripts and pictures are still served,
and providers of payments try again by themselves after a 503.
"""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

#: How long people are asked to wait when nobody said.
MINUTES = 15


def flag() -> Path:
    return Path(settings.RUN_DIR, "maintenance")


def close(*, minutes: int = MINUTES) -> None:
    """Close from the next request on."""
    flag().write_text(f"{minutes}\n")


def open_again() -> bool:
    """Open; answers whether the house was closed by file."""
    was_closed = flag().exists()
    flag().unlink(missing_ok=True)
    return was_closed


def minutes_to_wait() -> int:
    """Minutes until people should try again; 0 when the house is open."""
    if settings.MAINTENANCE:
        return int(settings.MAINTENANCE)
    try:
        written = flag().read_text().strip()
    except FileNotFoundError:
        return 0
    return int(written) if written.isdigit() and 0 < int(written) < 10_000 else MINUTES


class MaintenanceMiddleware:
    """Stands before sessions and sign-in, so that nothing is asked of a database that may be away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        minutes = minutes_to_wait()
        if not minutes:
            return self.get_response(request)
        template = "backoffice/503.html" if request.path.startswith("/office/") else "storefront/503.html"
        answer = HttpResponse(render_to_string(template, {"minutes": minutes}), status=503)
        answer["Retry-After"] = str(minutes * 60)
        answer["Cache-Control"] = "no-store"
        return answer
