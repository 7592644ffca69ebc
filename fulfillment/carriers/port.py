"""What a carrier must be able to do, whoever it is. Amounts are in the booking's currency, weights in grams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from core.errors import DomainError


class CarrierUnavailable(DomainError):
    """The carrier did not answer; asking again with the same key is safe."""

    code = "carrier_unavailable"


class MessageRefused(DomainError):
    """A message did not come from the carrier: its signature or age is wrong."""

    code = "message_refused"


@dataclass(frozen=True)
class Recipient:
    name: str
    lines: tuple[str, ...]
    city: str
    postcode: str
    country: str
    phone: str


@dataclass(frozen=True)
class Booking:
    """One parcel to be carried. The same `key` is booked once, however often it is asked."""

    key: str
    sender: str
    recipient: Recipient
    weight_g: int
    cash: Decimal
    currency: str
    transit_days: int


@dataclass(frozen=True)
class Label:
    """What is stuck onto the parcel, as the carrier made it."""

    tracking_number: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class CarrierEvent:
    """One thing the carrier tells about a parcel; `event_id` is its own, the same when told again."""

    event_id: str
    tracking_number: str
    kind: str
    happened_at: datetime
    place: str = ""
    received_by: str = ""
    cash_collected: Decimal = Decimal(0)
    reason: str = ""


class CarrierPort(Protocol):
    def book(self, booking: Booking) -> Label:
        """Announce a parcel and get its label. Raises CarrierUnavailable."""

    def hand_over(self, tracking_numbers: Iterable[str]) -> None:
        """Tell that the parcels are on the carrier's truck. Raises CarrierUnavailable."""

    def read_message(self, headers: Mapping[str, str], body: bytes) -> list[CarrierEvent]:
        """Check and read a message of the carrier. Raises MessageRefused."""
