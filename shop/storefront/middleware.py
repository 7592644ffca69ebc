"""Through which door a request comes: decides channel, market, strategy and basket."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class DoorMiddleware:
    """Placeholder of the order of middlewares; the door itself is opened in shop.channels."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
