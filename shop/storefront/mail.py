"""Writing to customers: one mail for one thing that happened, in the order's language, as text and HTML.

A mail that went out is remembered in the transaction of the delivery that sent it, so a repeated delivery sends nothing. A
process killed between sending and remembering sends once more: mail is at least once, and a second copy does no harm.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from core import clock
from core.languages import speaking, spoken
from shop.storefront.mail_style import dressed, sheet
from shop.storefront.presenting import company_name

_REMEMBER = """
INSERT INTO storefront_mailsent (kind, subject, sent_at) VALUES (%s, %s, %s)
ON CONFLICT ON CONSTRAINT mail_sent_once_per_subject DO NOTHING
"""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    content: bytes
    type: str


def send_once(
    *, kind: str, about: str, to: str, language: str, context: dict[str, Any], attachments: Sequence[Attachment] = ()
) -> bool:
    """Send the mail `kind` about something, unless it went out before; answers whether it was sent now.

    Templates are `email/<kind>.txt` (first line: subject) and `email/<kind>.html`.
    """
    if not to:
        return False
    if not _remember(kind, about):
        return False
    with speaking(language):
        whole = {"company": company_name(), "language": spoken(language), "sheet": mark_safe(sheet()), **context}  # noqa: S308 (ours)
        subject, _blank, text = render_to_string(f"email/{kind}.txt", whole).strip().partition("\n")
        html = dressed(render_to_string(f"email/{kind}.html", {**whole, "subject": subject.strip()}))
    text = re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
    mail = EmailMultiAlternatives(" ".join(subject.split()), text, to=[to], headers={"Content-Language": spoken(language)})
    mail.attach_alternative(html, "text/html")
    for one in attachments:
        mail.attach(one.name, one.content, one.type)
    mail.send()
    return True


def _remember(kind: str, about: str) -> bool:
    """Write down that the mail goes out; false when it went out before. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, [kind, about, clock.now()])
        return bool(cursor.rowcount)
