"""Barcodes as SVG with their quiet zones, for paper and screen. No style attributes, so any page may carry them."""

import segno
from barcode.codex import Code128
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

#: Modules of white that a scanner needs on both sides of a Code 128.
QUIET = 10
HEIGHT = 30


def code128_svg(data: str) -> SafeString:
    """A Code 128 of ASCII text, one unit wide per module; the style sheet gives it its size (class "code128")."""
    modules = "0" * QUIET + Code128(data).build()[0] + "0" * QUIET
    # One path: a document is laid out element by element, and a rectangle for each bar would be half of them all.
    bars = "".join(f"M{x} 0h{width}v{HEIGHT}h-{width}z" for x, width in _bars(modules))
    return format_html(
        '<svg class="code128" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" preserveAspectRatio="none"'
        ' role="img" aria-label="{}"><path d="{}"/></svg>',
        len(modules),
        HEIGHT,
        _("Barcode %(text)s") % {"text": data},
        bars,
    )


def _bars(modules: str) -> list[tuple[int, int]]:
    """Start and width of each run of dark modules."""
    bars: list[tuple[int, int]] = []
    for x, module in enumerate(modules):
        if module == "1":
            if bars and sum(bars[-1]) == x:
                bars[-1] = (bars[-1][0], bars[-1][1] + 1)
            else:
                bars.append((x, 1))
    return bars


def qr_svg(data: str) -> SafeString:
    """A QR code with medium error correction and its quiet zone of four modules (class "qr")."""
    code = segno.make(data, error="m", micro=False)
    svg = code.svg_inline(border=4, svgclass="qr", lineclass=None, omitsize=True)
    return mark_safe(svg)  # noqa: S308 (made of numbers only)
