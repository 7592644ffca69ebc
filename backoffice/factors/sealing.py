"""Enciphering what the database keeps but must not know: a copy of it alone opens no door."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = b"storehouse.factors.secret"


def _cipher() -> MultiFernet:
    """The first key enciphers; older ones (SECRET_KEY_FALLBACKS) still open."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (hashlib.scrypt(key.encode(), salt=SALT, n=2**10, r=8, p=1, dklen=32) for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


def seal(secret: bytes) -> bytes:
    return _cipher().encrypt(secret)


def unseal(sealed: bytes) -> bytes:
    return _cipher().decrypt(bytes(sealed))


def digest(text: str) -> str:
    """What is kept of a recovery code, which has enough letters that no dictionary finds it."""
    return salted_hmac("storehouse.factors.recovery", text, algorithm="sha256").hexdigest()
