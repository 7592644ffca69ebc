"""Codes from an app: RFC 6238 with what every app understands, SHA-1, six digits, thirty seconds."""

import base64
import hmac
import secrets
import struct
from urllib.parse import quote, urlencode

STEP = 30
DIGITS = 6
#: Steps before and after that are taken too: clocks differ, and typing takes time.
WINDOW = 1


def new_secret() -> bytes:
    return secrets.token_bytes(20)


def spelled(secret: bytes) -> str:
    """The secret as one types it into an app, in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def code_at(secret: bytes, step: int) -> str:
    """The code of a time step (RFC 4226, dynamic truncation)."""
    mac = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    at = mac[-1] & 0x0F
    number = struct.unpack(">I", mac[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(secret: bytes, code: str, at: float) -> int | None:
    """The time step, now or next to it, whose code this is. Every candidate is compared, whatever fits."""
    here = int(at) // STEP
    found = None
    for step in range(here - WINDOW, here + WINDOW + 1):
        if hmac.compare_digest(code_at(secret, step), code):
            found = step
    return found


def address(secret: bytes, account: str, issuer: str) -> str:
    """What the picture tells an app."""
    values = {"secret": base64.b32encode(secret).decode().rstrip("="), "issuer": issuer, "digits": DIGITS, "period": STEP}
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{urlencode(values, quote_via=quote)}"
