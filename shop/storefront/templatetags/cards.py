"""{% card row level="h2" eager=True %}: a product's card, drawn once for what it shows.

A card is a function of its row and the language: the same content gives the same markup, so nothing here can grow old. The token
of its form is the only thing that differs between readers, and is put in afterwards.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

#: What a card shows of a row (see templates/storefront/parts/card.html); `availability` is taken apart.
SHOWN = (
    "url", "image", "title", "origin_line", "flag", "buyers", "buyers_count", "experts", "price", "unit", "on_request", "add_url",
)  # fmt: skip
TOKEN = "0" * 64


@register.simple_tag(takes_context=True)
def card(context: Context, row: dict[str, Any], level: str = "h3", eager: bool = False) -> SafeString:
    """The card of a row as `shop.storefront.presenting.row` makes it."""
    seen = row["availability"]
    drawn = _draw(tuple(row[name] for name in SHOWN), seen["state"], seen["text"], level, bool(eager), get_language() or "")
    token = context.get("csrf_token")
    return mark_safe(drawn.replace(TOKEN, str(token)) if token else drawn)  # noqa: S308 (a rendered template and our own token)


@lru_cache(maxsize=10_000)
def _draw(shown: tuple[Any, ...], state: str, text: str, level: str, eager: bool, _language: str) -> str:
    product = {**dict(zip(SHOWN, shown, strict=True)), "availability": {"state": state, "text": text}}
    card = get_template("storefront/parts/card.html").template  # type: ignore[attr-defined]
    context = {"product": product, "level": level, "eager": eager, "face": "storefront", "csrf_token": TOKEN}
    return str(card.render(Context(context)))
