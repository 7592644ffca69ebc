"""What search engines and shared links are told: canonical addresses, languages, cards, structured data.

Structured data is a data block (`application/ld+json`), which browsers never run; `<` is written as an escape, so that no
text can close the element. A product whose price is given on request has no offer in it.
"""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from shop.storefront.requests import Visit

ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def page(request: HttpRequest, path: str, **card: str) -> dict[str, Any]:
    """Context of a page that may be found: its one address and its languages."""
    address = request.build_absolute_uri(path)
    offered = [code for code, _name in settings.LANGUAGES]
    spoken = [code for code in Visit(request).market.languages if code in offered] or offered
    return {
        "canonical": address,
        "hreflangs": [{"code": code, "url": f"{address}?hl={code}"} for code in spoken],
        "card": card or None,
    }


def data_block(data: dict[str, Any]) -> SafeString:
    """JSON for a data block."""
    return mark_safe(json.dumps(data, ensure_ascii=False, default=str).translate(ESCAPES))  # noqa: S308 (JSON whose < > & are escaped)
