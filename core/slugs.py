"""Slugs in plain letters: Chinese, Thai and Vietnamese titles are transliterated, not turned into code points."""

from anyascii import anyascii
from django.utils.text import slugify as django_slugify


def slugify(value: object, allow_unicode: bool = False) -> str:
    """`Hà Giang cổ thụ` becomes `ha-giang-co-thu`."""
    return django_slugify(anyascii(str(value)), allow_unicode=False)
