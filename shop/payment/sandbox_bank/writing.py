"""The bank writes to its merchants: signed, at its own pace, trying again when nobody takes the message."""

import base64
import hashlib
import hmac
import http.client
import json
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from core import clock
from shop.payment.sandbox_bank.models import BankMessage

PATIENCE = 5.0
#: Seconds before the second, third, … attempt.
BACK_OFF = (1, 2, 5, 15, 60, 300)


def write_due(limit: int = 50) -> int:
    """Send what is due; answers how many messages were tried."""
    due = BankMessage.objects.filter(sent_at__isnull=True, due_at__lte=clock.now()).values_list("pk", flat=True)[:limit]
    return sum(_write(pk) for pk in list(due))


def _write(message_id: int) -> bool:
    """Claim one message by moving its next attempt ahead, send it outside any transaction, note the answer."""
    with transaction.atomic():
        rows = BankMessage.objects.filter(pk=message_id, sent_at__isnull=True, due_at__lte=clock.now())
        message = rows.select_for_update(skip_locked=True).select_related(None).first()
        if message is None:
            return False
        wait = BACK_OFF[min(message.attempts, len(BACK_OFF) - 1)]
        BankMessage.objects.filter(pk=message.pk).update(
            attempts=message.attempts + 1, due_at=clock.now() + timedelta(seconds=wait + PATIENCE)
        )
    status = post(message)
    is_taken = status in range(200, 300)
    is_hopeless = status in (400, 401, 413) or message.attempts + 1 > len(BACK_OFF)
    values: dict[str, object] = {"answer": str(status)}
    if is_taken or is_hopeless:
        values["sent_at"] = clock.now()
    else:
        values["due_at"] = clock.now() + timedelta(seconds=wait)
    BankMessage.objects.filter(pk=message.pk).update(**values)
    return True


def post(message: BankMessage) -> int:
    """The merchant's answer; 0 when nobody answered."""
    url = urlsplit(message.session.notify_url)
    headers, body = signed(message)
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.netloc, timeout=PATIENCE)
    try:
        connection.request("POST", url.path, body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def signed(message: BankMessage) -> tuple[dict[str, str], bytes]:
    """Headers and body as standardwebhooks.com asks: HMAC-SHA256 over id, timestamp and body."""
    body = json.dumps(message.payload, sort_keys=True).encode()
    timestamp = str(int(clock.now().timestamp()))
    text = f"{message.message_id}.{timestamp}.".encode() + body
    digest = hmac.new(settings.SANDBOX_BANK_SECRET.encode(), text, hashlib.sha256).digest()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message.message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }
    return headers, body
