"""The port to whoever takes money by redirect: a bank's page, a wallet. Adapters stand in `shop.payment.adapters`.

A provider may answer late, twice, in disorder or not at all. So an adapter only translates: what happened is decided
by `shop.payment.notifying`, and the provider can always be asked. Calls never run inside a transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from core.errors import DomainError
from shop.payment.models import Payment

#: Seconds that a provider may take to connect and to answer.
PATIENCE = 5.0

#: How a visit to the provider's page may stand.
OPEN, APPROVED, DECLINED, ABANDONED = "open", "approved", "declined", "abandoned"


class GatewayUnavailable(DomainError):
    """The provider does not answer, or not sensibly. The order stays; trying again or paying otherwise is possible."""

    code = "gateway_unavailable"


class UnknownGateway(DomainError):
    """No adapter has this name."""

    code = "unknown_gateway"


class BadSignature(DomainError):
    """The notification was not signed with our secret: somebody else wrote it, or changed it on the way."""

    code = "bad_signature"


class NotificationTooOld(DomainError):
    """Signed long ago (or ahead of time): a recording that somebody plays again."""

    code = "notification_too_old"


@dataclass(frozen=True)
class Started:
    """A visit was prepared: its name at the provider, and where to send the customer."""

    reference: str
    redirect_url: str


@dataclass(frozen=True)
class Standing:
    """How a visit stands: `outcome` open, approved, declined or abandoned; amounts only when approved."""

    reference: str
    outcome: str
    amount: Decimal = Decimal(0)
    currency: str = ""
    capture_reference: str = ""
    code: str = ""


@dataclass(frozen=True)
class Notification:
    """What the provider tells of its own accord; `id` is its own name for this message."""

    id: str
    standing: Standing
    payload: dict


@dataclass(frozen=True)
class RefundAnswer:
    """Whether the provider returns the money, its reference, or why not."""

    is_done: bool
    reference: str = ""
    code: str = ""


class Gateway(Protocol):
    """What an adapter does. Every call may raise GatewayUnavailable; `key` makes a repeated call the same one."""

    name: str

    def start(self, *, payment: Payment, key: str, return_url: str, notify_url: str) -> Started: ...

    def verify_notification(self, *, headers: Mapping[str, str], body: bytes) -> Notification:
        """Raises BadSignature or NotificationTooOld."""
        ...

    def ask(self, *, reference: str) -> Standing: ...

    def refund(self, *, reference: str, amount: Decimal, currency: str, key: str) -> RefundAnswer: ...
