"""A deed that can be taken back says so: the next page shows it as a toast with a button that undoes it.

The offer lies in the session until a page shows it, once. Undoing is an ordinary form to the address that did the opposite,
so that it is allowed, checked and recorded like any other deed.
"""

from typing import Any

from django.http import HttpRequest

KEY = "undo_offered"


def offer(request: HttpRequest, *, head: str, action: str, fields: dict[str, str]) -> None:
    """Say what was done, and which form (address and fields) takes it back."""
    request.session[KEY] = {"head": head, "undo": {"action": action, "fields": fields}}


def toasts(request: HttpRequest) -> list[dict[str, Any]]:
    """What parts/toasts.html shows on this page; it is shown once."""
    offered = request.session.pop(KEY, None)
    return [offered] if offered else []
