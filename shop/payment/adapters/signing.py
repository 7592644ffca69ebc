"""Signatures of notifications as standardwebhooks.com writes them: HMAC-SHA256 over id, timestamp and body."""

import base64
import hashlib
import hmac
from collections.abc import Mapping

from core import clock
from shop.payment.gateway import BadSignature, NotificationTooOld

#: Seconds by which a notification's timestamp may differ from our clock.
MOST_AGE = 300


def sign(*, secret: str, message_id: str, timestamp: str, body: bytes) -> str:
    """The `webhook-signature` header's value."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()


def verify(*, secret: str, headers: Mapping[str, str], body: bytes) -> str:
    """The message's id, once its signature and age are found right.

    Raises:
        BadSignature, NotificationTooOld
    """
    lowered = {name.lower(): value for name, value in headers.items()}
    message_id = lowered.get("webhook-id", "")
    timestamp = lowered.get("webhook-timestamp", "")
    given = lowered.get("webhook-signature", "").split(" ")
    wanted = sign(secret=secret, message_id=message_id, timestamp=timestamp, body=body)
    if not message_id or not any(hmac.compare_digest(one.encode(), wanted.encode()) for one in given):
        raise BadSignature
    if not timestamp.isdecimal() or abs(clock.now().timestamp() - int(timestamp)) > MOST_AGE:
        raise NotificationTooOld(timestamp=timestamp[:20])
    return message_id
