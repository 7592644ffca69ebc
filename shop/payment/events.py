"""What the money of an order tells the departments."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class PaymentCaptured(Event):
    """Money arrived for an order; `movement_id` names the row of the payment's book.

    `unapplied_id` names cash that had come before and fitted nothing then: no new money reached the bank.
    """

    payment_id: int
    movement_id: int
    order_id: int
    amount: Decimal
    currency: str
    captured_at: datetime
    unapplied_id: int = 0


@dataclass(frozen=True, kw_only=True)
class PaymentFailed(Event):
    payment_id: int
    order_id: int
    code: str


@dataclass(frozen=True, kw_only=True)
class PaymentExpired(Event):
    payment_id: int
    order_id: int


@dataclass(frozen=True, kw_only=True)
class PaymentRefunded(Event):
    payment_id: int
    movement_id: int
    order_id: int
    amount: Decimal
    currency: str
    refunded_at: datetime


@dataclass(frozen=True, kw_only=True)
class UnappliedCashReceived(Event):
    unapplied_id: int
    amount: Decimal
    currency: str
    reason: str
    received_at: datetime
