"""Small helpers of every template: icons, transaction numbers, channels, states, amounts, proportions.

They draw what the design language has one way of drawing (visual words: a filled square is a channel, a tinted pill is a state).
Numbers are written for the reader's language, but never into SVG attributes.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, to_locale

from core.access.http import may_open
from core.money import decimals
from core.numbering import group_transaction_number
from core.ui_statuses import look

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
CHECK_DIGITS = 2


def _face(context: Context) -> str:
    """Which face the page belongs to, by the folder of the template that is being rendered."""
    name = context.get("face") or getattr(context, "template_name", "") or ""
    return "storefront" if str(name).startswith("storefront") else "backoffice"


@lru_cache(maxsize=1000)
def draw_icon(face: str, name: str, extra: str = "") -> SafeString:
    classes = f"icon {extra}".strip()
    sprite = static(f"{face}-icons.svg")
    return format_html('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', classes, sprite, name)


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, extra: str = "") -> SafeString:
    """Draw an icon of the page's sprite: {% icon "truck-delivery" %}, with more classes {% icon "lock" "glyph" %}."""
    return draw_icon(_face(context), name, extra)


def _groups(number: str, prefix_length: int) -> tuple[list[str], str]:
    """Cut the digits behind the prefix as people read them: threes, the last group before the check digits takes the rest."""
    body, check = number[prefix_length:-CHECK_DIGITS], number[-CHECK_DIGITS:]
    return [body[:3], body[3:6], body[6:]], check


@register.simple_tag(takes_context=True)
def offered(context: Context, address: str) -> str:
    """The address if the reader may open it, else nothing: {% offered customer_at as customer_url %}.

    A link that leads to a refusal is worse than none; pages that other departments link to ask here.
    """
    request = context.get("request")
    return address if address and request is not None and may_open(request.user, address) else ""


@register.filter
def transaction_number(number: str | None) -> str:
    """Group a transaction number with no-break spaces, for sentences and titles; nothing for None."""
    return group_transaction_number(number).replace(" ", NO_BREAK) if number else ""


@register.simple_tag
def txn(number: str, channel: Any = None, href: str = "", size: str = "", word: bool = False, prefix: str = "") -> SafeString:
    """Draw a transaction number with its channel's tile: {% txn order.number order.channel href=url %}.

    The channel's name is always in the markup: visible with `word`, else for screen readers.
    """
    if not number:
        return mark_safe("")
    tile = prefix or getattr(channel, "prefix", "") or number[0]
    groups, check = _groups(number, len(tile))
    parts = format_html_join(" ", '<span class="grp">{}</span>', ((group,) for group in groups if group))
    name = getattr(channel, "name", channel) or ""
    said = format_html(' <span class="{}">{}</span>', "word" if word else "visually-hidden", name) if name else ""
    classes = f"txn ch{tile[0]} {size}".strip()
    inner = format_html('<span class="digit">{}</span> {} <span class="chk">{}</span>{}', tile, parts, check, said)
    if href:
        return format_html('<a class="{}" href="{}">{}</a>', classes, href, inner)
    return format_html('<span class="{}">{}</span>', classes, inner)


@register.simple_tag
def channel_badge(channel: Any) -> SafeString:
    """Draw a channel: its digit on its colour, and its name."""
    if not channel:
        return mark_safe("")
    prefix = str(channel.prefix)
    return format_html('<span class="channel ch{}"><span class="digit">{}</span>{}</span>', prefix[0], prefix, channel.name)


@register.simple_tag(takes_context=True)
def status_pill(context: Context, table: str, value: Any, plain: bool = False, word: str = "") -> SafeString:
    """Draw a state of `table` (see core.ui_statuses): {% status_pill "order" order.status %}.

    `plain` drops the tint, for sentences; `word` says more than the table does ("3 of 4"), in the same tone.
    On the storefront the pill is a tag, with the storefront's tones.
    """
    if value in (None, ""):
        return mark_safe("")
    seen = look(table, str(value))
    face = _face(context)
    if face == "storefront":
        tone = {"ok": "good", "info": "note", "warn": "warn", "bad": "bad"}.get(seen.tone)
        classes = f"tag tag-{tone}" if tone else "tag"
    else:
        classes = f"status {seen.tone} plain" if plain else f"status {seen.tone}"
    return format_html('<span class="{}">{}{}</span>', classes, draw_icon(face, seen.icon), word or seen.word)


def _locale() -> Locale:
    return Locale.parse(to_locale(get_language() or "en"))


def plain_amount(amount: Decimal, currency: str) -> str:
    """Write digits with the currency's own decimals in the reader's language, with a true minus."""
    places = decimals(currency)
    pattern = "#,##0" if places == 0 else "#,##0." + "0" * places
    return format_decimal(amount, format=pattern, locale=_locale()).replace("-", MINUS)


@register.simple_tag
def money_cell(amount: Any, currency: str = "") -> SafeString:
    """Draw an amount for a column: small grey currency code, then digits. Takes a Money, or an amount and its currency."""
    if amount is None or amount == "":
        return mark_safe("")
    currency = currency or amount.currency
    value = Decimal(getattr(amount, "amount", amount))
    classes = "money neg" if value < 0 else "money"
    return format_html('<span class="{}"><span class="cur">{}</span>{}</span>', classes, currency, plain_amount(value, currency))


@register.simple_tag
def bar(part: Any, whole: Any = 100, tone: str = "", extra: str = "") -> SafeString:
    """Draw a proportion as an SVG whose width is an attribute (the content security policy forbids style attributes)."""
    share = 0 if not whole else max(0, min(100, round(float(part or 0) / float(whole) * 100)))
    classes = f"bar {tone} {extra}".strip()
    return format_html(
        '<svg class="{}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="{}" height="6"/></svg>',
        " ".join(classes.split()),
        str(share),
    )
