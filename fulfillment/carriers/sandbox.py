"""A carrier that exists only here, for demo and tests. It keeps its own book and tells what happens by signed messages.

Messages are drawn from a seed of its own: some come twice, some out of order. Our side sees nothing but the port.
"""

import hashlib
import hmac
import json
import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils.html import escape

from core import clock
from core.documents import code128_svg
from fulfillment.carriers.port import Booking, CarrierEvent, Label, MessageRefused
from fulfillment.models import SandboxParcel

OLDEST_MESSAGE = timedelta(minutes=10)
STAGES = ("handed_over", "in_transit", "out_for_delivery", "delivered")
SIGNATURE, TIMESTAMP = "X-Carrier-Signature", "X-Carrier-Timestamp"


class SandboxCarrier:
    """The port's side of the sandbox: what a real adapter would do by HTTP."""

    def book(self, booking: Booking) -> Label:
        tracking = f"SP{int(hashlib.sha256(booking.key.encode()).hexdigest()[:12], 16) % 10**10:010d}VN"
        parcel, _made = SandboxParcel.objects.get_or_create(
            booking_key=booking.key,
            defaults={
                "tracking_number": tracking,
                "recipient": booking.recipient.name,
                "city": booking.recipient.city,
                "cash_to_collect": booking.cash,
                "transit_days": booking.transit_days,
            },
        )
        return Label(parcel.tracking_number, "image/svg+xml", _draw_label(parcel.tracking_number, booking).encode())

    def hand_over(self, tracking_numbers: Iterable[str]) -> None:
        now = clock.now()
        for parcel in SandboxParcel.objects.filter(tracking_number__in=list(tracking_numbers), handed_over_at=None):
            SandboxParcel.objects.filter(pk=parcel.pk).update(
                handed_over_at=now, next_due_at=now + stage_times(parcel.transit_days)[0]
            )

    def read_message(self, headers: Mapping[str, str], body: bytes) -> list[CarrierEvent]:
        stamp = headers.get(TIMESTAMP, "")
        if not hmac.compare_digest(_sign(stamp, body), headers.get(SIGNATURE, "")):
            raise MessageRefused(why="signature")
        try:
            age = clock.now() - datetime.fromisoformat(stamp)
        except ValueError as error:
            raise MessageRefused(why="timestamp") from error
        if abs(age) > OLDEST_MESSAGE:
            raise MessageRefused(why="age")
        return [_read_event(row) for row in json.loads(body)["events"]]


def stage_times(transit_days: int) -> list[timedelta]:
    """When each stage is told after handing over; an installation may hurry the carrier (seconds for the whole way)."""
    whole = timedelta(days=max(transit_days, 1)) - timedelta(hours=14)
    if settings.SANDBOX_CARRIER_SECONDS:
        whole = timedelta(seconds=settings.SANDBOX_CARRIER_SECONDS)
    return [whole * part for part in (0.02, 0.4, 0.85, 1.0)]


def due_messages() -> list[tuple[dict[str, str], bytes]]:
    """The messages that the carrier sends now, each as headers and body; every one is planned once."""
    messages = []
    with transaction.atomic():
        due = SandboxParcel.objects.filter(next_due_at__lte=clock.now()).order_by("pk").select_for_update(skip_locked=True)
        for parcel in due[:100]:
            messages += _tell(parcel)
    return messages


def tell_now(tracking_number: str, kind: str) -> list[tuple[dict[str, str], bytes]]:
    """What the carrier tells when somebody at the demo's controls makes it happen at once."""
    with transaction.atomic():
        parcel = SandboxParcel.objects.select_for_update().get(tracking_number=tracking_number)
        is_on_its_way_back = parcel.told == len(STAGES) and parcel.next_due_at is not None
        if parcel.told >= len(STAGES) and not (is_on_its_way_back and kind == "returned"):
            return []
        told = len(STAGES) + (kind == "returned")
        following = _way_back(parcel) if kind == "refused" else None
        SandboxParcel.objects.filter(pk=parcel.pk).update(told=told, next_due_at=following)
    return [message([_event(parcel, kind, clock.now())])]


def _way_back(parcel: SandboxParcel) -> datetime:
    """When a refused parcel is at the sender's door again: as long as the way there took."""
    return clock.now() + stage_times(parcel.transit_days)[-1]


def message(events: list[dict]) -> tuple[dict[str, str], bytes]:
    """A signed message."""
    body = json.dumps({"events": events}).encode()
    stamp = clock.now().isoformat()
    return {TIMESTAMP: stamp, SIGNATURE: _sign(stamp, body)}, body


def _tell(parcel: SandboxParcel) -> list[tuple[dict[str, str], bytes]]:
    dice = random.Random(f"{settings.SANDBOX_CARRIER_SEED}:{parcel.tracking_number}:{parcel.told}")
    stage = STAGES[parcel.told] if parcel.told < len(STAGES) else "returned"
    times = stage_times(parcel.transit_days)
    told = parcel.told + 1
    following = parcel.handed_over_at + times[told] if told < len(STAGES) and parcel.handed_over_at else None
    if stage == "delivered" and parcel.cash_to_collect and dice.random() < settings.SANDBOX_CARRIER_REFUSALS:
        stage, following = "refused", _way_back(parcel)
    SandboxParcel.objects.filter(pk=parcel.pk).update(told=told, next_due_at=following)
    happened = parcel.next_due_at or clock.now()
    sent = [message([_event(parcel, stage, happened)])]
    if dice.random() < 0.25:
        sent.append(message([_event(parcel, stage, happened)]))
    if stage == "out_for_delivery" and dice.random() < 0.2:
        sent.append(message([_event(parcel, "in_transit", happened - timedelta(hours=6))]))
    return sent


def _event(parcel: SandboxParcel, kind: str, happened_at: datetime) -> dict:
    is_delivered = kind == "delivered"
    return {
        "id": f"{parcel.tracking_number}-{kind}",
        "tracking_number": parcel.tracking_number,
        "kind": kind,
        "happened_at": happened_at.isoformat(),
        "place": "" if kind == "returned" else parcel.city,
        "received_by": parcel.recipient if is_delivered else "",
        "cash": str(parcel.cash_to_collect) if is_delivered else "0",
        "reason": "refused_at_the_door" if kind == "refused" else "",
    }


def _read_event(row: dict) -> CarrierEvent:
    return CarrierEvent(
        event_id=row["id"],
        tracking_number=row["tracking_number"],
        kind=row["kind"],
        happened_at=datetime.fromisoformat(row["happened_at"]),
        place=row["place"],
        received_by=row["received_by"],
        cash_collected=Decimal(row["cash"]),
        reason=row["reason"],
    )


def _sign(stamp: str, body: bytes) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"sandbox carrier", hashlib.sha256)
    return hmac.new(key, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _draw_label(tracking_number: str, booking: Booking) -> str:
    """A label of 100 × 150 mm in black and white."""
    to = booking.recipient
    lines = [to.name, *to.lines, f"{to.postcode} {to.city}".strip(), to.country, to.phone]
    words = "".join(
        f'<text x="24" y="{150 + 30 * n}" font-size="{26 if n == 0 else 20}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    cash = f"COD {booking.cash.normalize():f} {booking.currency}" if booking.cash else "PREPAID"
    bars = code128_svg(tracking_number).replace("<svg ", '<svg x="20" y="430" width="360" height="90" ', 1)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 600" font-family="sans-serif">'
        '<rect width="400" height="600" fill="#fff"/><rect x="8" y="8" width="384" height="584" fill="none" stroke="#000"/>'
        f'<text x="24" y="52" font-size="30" font-weight="700">SANDBOX POST</text>'
        f'<text x="24" y="84" font-size="16">{escape(booking.sender)} · {booking.key}</text>'
        f'<text x="24" y="118" font-size="14">TO</text>{words}'
        f'<text x="24" y="400" font-size="22" font-weight="700">{cash} · {booking.weight_g / 1000:.2f} kg</text>'
        f'{bars}<text x="200" y="560" font-size="24" text-anchor="middle">{tracking_number}</text></svg>'
    )
