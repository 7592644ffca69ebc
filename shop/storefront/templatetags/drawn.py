"""Parts of pages that are drawn once for what they show: {% card row %} and {% drawn "storefront/parts/choice.html" ... %}.

Such a part is a function of its values and the language: the same content gives the same markup, so nothing here can grow old.
The token of a form in it is the only thing that differs between readers, and is put in afterwards.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

#: What a card shows of a row (see templates/storefront/parts/card.html); its availability is taken apart.
SHOWN = (
    "url", "image", "title", "origin_line", "flag", "buyers", "buyers_count", "experts", "price", "was", "offer", "unit",
    "on_request", "add_url",
)  # fmt: skip
TOKEN = "0" * 64
HERE = "/the-address-of-this-page/"

#: Name, type and value: text that is safe already is not the same as text that only reads the same.
Shown = tuple[tuple[str, type, Any], ...]


@register.simple_tag(takes_context=True)
def drawn(context: Context, template_name: str, **values: Any) -> SafeString:
    """A part that shows nothing but these values (texts, numbers, lists of texts) and the language."""
    return _finished(context, _draw(template_name, get_language() or "", _shown(values)))


@register.simple_tag(takes_context=True)
def card(context: Context, row: dict[str, Any], level: str = "h3", eager: bool = False) -> SafeString:
    """The card of a row as `shop.storefront.presenting.row` makes it."""
    seen = row["availability"]
    values = {name: row[name] for name in SHOWN} | {"state": seen["state"], "text": seen["text"], "level": level, "eager": eager}
    return _finished(context, _draw_card(get_language() or "", _shown(values)))


def _shown(values: dict[str, Any]) -> Shown:
    return tuple((name, type(one), tuple(one) if isinstance(one, list) else one) for name, one in values.items())


def _finished(context: Context, markup: str) -> SafeString:
    """Put in what is this reader's: the token, and the address of the page."""
    token, request = context.get("csrf_token"), context.get("request")
    if token:
        markup = markup.replace(TOKEN, str(token))
    if request is not None and HERE in markup:
        markup = markup.replace(HERE, escape(request.get_full_path()))
    return mark_safe(markup)  # noqa: S308 (a rendered template, our own token, an escaped address)


@lru_cache(maxsize=600)
def _draw(template_name: str, language: str, shown: Shown) -> str:
    return _render(template_name, language, {name: one for name, _type, one in shown})


@lru_cache(maxsize=6_000)
def _draw_card(language: str, shown: Shown) -> str:
    values = {name: one for name, _type, one in shown}
    product = {**values, "availability": {"state": values["state"], "text": values["text"]}}
    values = {"product": product, "level": values["level"], "eager": values["eager"]}
    return _render("storefront/parts/card.html", language, values)


def _render(template_name: str, language: str, values: dict[str, Any]) -> str:
    more = {
        "face": "storefront",
        "csrf_token": TOKEN,
        "here": HERE,
        "LANGUAGES": settings.LANGUAGES,
        "LANGUAGE_CODE": language,
    }
    found: Any = get_template(template_name)
    return str(found.template.render(Context({**values, **more})))
