"""What papers need in templates: barcodes, own pictures as data, dates out of snapshots."""

import base64
import mimetypes
from datetime import date, datetime
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from core.documents.barcodes import code128_svg, qr_svg
from core.numbering import barcode_text, group_transaction_number

register = template.Library()


@register.simple_tag
def code128(text: str) -> SafeString:
    """`{% code128 parcel.code %}`: the bars of any ASCII text."""
    return code128_svg(text)


@register.simple_tag
def transaction_barcode(number: str) -> SafeString:
    """`{% transaction_barcode order.number %}`: bars that no scanner takes for a product code."""
    return code128_svg(barcode_text(number))


@register.simple_tag
def qr(text: str) -> SafeString:
    """`{% qr address %}`."""
    return qr_svg(text)


@register.simple_tag
def asset_data(path: str) -> str:
    """`{% asset_data "documents/logo.svg" %}`: one of the project's own static files as a `data:` address."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise template.TemplateSyntaxError(f"There is no static file {path!r}.")
    kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(Path(found).read_bytes()).decode()}"


@register.filter
def day(value: str | date | None) -> str:
    """A date or moment, also as the text a snapshot keeps, as a date in the reader's language."""
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if value.tzinfo else value.date()
    return date_format(value, "DATE_FORMAT")


@register.filter
def number_groups(number: str) -> list[str]:
    """The groups of a transaction number, the channel's digit first and the check digits last."""
    return group_transaction_number(number).split(" ")
