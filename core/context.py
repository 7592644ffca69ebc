"""What every page knows about its look."""

from django.http import HttpRequest

THEMES = {"light", "dark"}


def look(request: HttpRequest) -> dict[str, str]:
    """The theme chosen by this browser; empty means: follow the system."""
    theme = request.COOKIES.get("theme", "")
    return {"theme": theme if theme in THEMES else ""}
