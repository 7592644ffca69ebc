"""What the bank does when its customer decides: writes it down, and plans its messages as badly as networks are."""

import random
import secrets
from datetime import timedelta

from django.db import transaction

from core import clock
from shop.payment.sandbox_bank.models import BankMessage, BankSession

CODES = {"declined": "card_declined", "abandoned": "customer_left", "approved": ""}


def decide(*, session: BankSession, outcome: str) -> BankSession:
    """The customer pressed a button. A session is decided once; pressing again changes nothing."""
    with transaction.atomic():
        current = BankSession.objects.select_for_update().get(pk=session.pk)
        if current.outcome != BankSession.Outcome.OPEN:
            return current
        current.outcome = outcome
        current.code = CODES[outcome]
        current.decided_at = clock.now()
        if outcome == BankSession.Outcome.APPROVED:
            current.capture_reference = f"cap_{secrets.token_hex(8)}"
        current.save()
        BankMessage.objects.bulk_create(planned_messages(current))
    return current


def standing(session: BankSession) -> dict:
    """What the bank tells about a session, in messages and when asked."""
    is_approved = session.outcome == BankSession.Outcome.APPROVED
    return {
        "reference": session.reference,
        "outcome": session.outcome,
        "amount": str(session.amount) if is_approved else "0",
        "currency": session.currency,
        "capture_reference": session.capture_reference,
        "code": session.code,
    }


def planned_messages(session: BankSession) -> list[BankMessage]:
    """The messages about a decision: one in eight is lost, one in four comes twice, a few late or behind an older one."""
    dice = random.Random(session.seed)
    if dice.random() < 0.125:
        return []
    now = clock.now()
    delay = dice.choice([0, 0, 0, 1, 2, 4, 8, 30])
    told = standing(session)
    messages = [_message(session, told, now + timedelta(seconds=delay))]
    if dice.random() < 0.25:
        again = _message(session, told, now + timedelta(seconds=delay + dice.choice([0, 1, 5])))
        again.message_id = messages[0].message_id
        messages.append(again)
    if dice.random() < 0.25:
        earlier = {**told, "outcome": "open", "amount": "0", "capture_reference": "", "code": "processing"}
        messages.append(_message(session, earlier, now + timedelta(seconds=delay + dice.choice([0, 1, 3]))))
    return messages


def _message(session: BankSession, payload: dict, due_at) -> BankMessage:
    return BankMessage(session=session, message_id=f"msg_{secrets.token_hex(10)}", payload=payload, due_at=due_at)
