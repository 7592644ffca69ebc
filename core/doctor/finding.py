"""What a look found: well, worth a remark, or wrong; and what to do about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address

from django.conf import settings


class Health(Enum):
    """The sign that is printed. Only what is wrong makes the command fail."""

    WELL = "✓"
    REMARK = "!"
    WRONG = "✗"


@dataclass(frozen=True)
class Finding:
    """One sentence about the installation, and one about what to do (empty when nothing has to be done)."""

    health: Health
    sentence: str
    advice: str = ""


Look = Callable[[], Iterator[Finding]]


def well(sentence: str) -> Finding:
    """Nothing has to be done."""
    return Finding(Health.WELL, sentence)


def remark(sentence: str, advice: str) -> Finding:
    """Fine as it is, but somebody should know."""
    return Finding(Health.REMARK, sentence, advice)


def wrong(sentence: str, advice: str) -> Finding:
    """Something does not work, or is not safe."""
    return Finding(Health.WRONG, sentence, advice)


def before_others_come(sentence: str, advice: str) -> Finding:
    """Wrong where other machines reach the house; on one's own machine only a remark."""
    return wrong(sentence, advice) if is_public() else remark(sentence, f"Before others reach this machine: {advice}")


def is_public() -> bool:
    """Whether the house answers to other names than those of this very machine (STOREHOUSE_HOSTS)."""
    return not settings.DEBUG and any(not _is_local(host) for host in settings.ALLOWED_HOSTS)


def _is_local(host: str) -> bool:
    name = host.strip("[]").lstrip(".").casefold()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "testserver"
