"""The mail backend of a demonstration: keeps a copy of every mail, whoever wrote it, and passes the mail on."""

from collections.abc import Sequence
from email.mime.base import MIMEBase
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from shop.storefront.models import KeptAttachment, KeptMail

#: A demonstration runs for a long time: only so many of the newest mails are kept.
MOST_KEPT = 5_000


class KeepingBackend(BaseEmailBackend):
    """Keeps, then sends through the backend of the setting `MAIL_GOES_TO`; what is not sent is not kept."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            for message in email_messages:
                keep(message)
            onward = get_connection(settings.MAIL_GOES_TO, fail_silently=self.fail_silently)
            return onward.send_messages(email_messages) or 0


def keep(message: EmailMessage) -> KeptMail:
    """Write down a mail with its parts."""
    html = next((str(part[0]) for part in getattr(message, "alternatives", []) if part[1] == "text/html"), "")
    kept = KeptMail.objects.create(
        sender=str(message.from_email)[:254],
        recipients=", ".join(message.recipients())[:500],
        subject=str(message.subject)[:250],
        language=message.extra_headers.get("Content-Language", "")[:10],
        text=str(message.body),
        html=html,
    )
    KeptAttachment.objects.bulk_create(_attachment(kept, part) for part in message.attachments)
    KeptMail.objects.filter(pk__lte=kept.pk - MOST_KEPT).delete()
    return kept


def _attachment(kept: KeptMail, part: Any) -> KeptAttachment:
    """An attachment as Django holds it: a MIME part, or name, content and type."""
    if isinstance(part, MIMEBase):
        name, content, kind = part.get_filename() or "", part.get_payload(decode=True), part.get_content_type()
    else:
        name, content, kind = part
    whole = content.encode() if isinstance(content, str) else bytes(content or b"")  # type: ignore[arg-type]
    return KeptAttachment(
        mail=kept, name=(name or "attachment")[:200], content_type=kind or "application/octet-stream", content=whole
    )
