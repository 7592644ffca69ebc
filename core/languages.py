"""Which languages the house speaks; what is not complete is not offered, nor mixed.

Somebody may prefer a language that the house does not speak: that is kept with them, and they are written to in the
company's first language.
"""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation


def spoken(code: str) -> str:
    """The language to use for somebody who prefers `code`: itself, its base (`en` for `en-gb`), else the first one."""
    offered = dict(settings.LANGUAGES)
    if code in offered:
        return code
    base = code.partition("-")[0]
    return base if base in offered else settings.LANGUAGE_CODE


def speaking(code: str) -> AbstractContextManager[None]:
    """Speak the reader's language inside the block, as far as the house does."""
    return translation.override(spoken(code))
