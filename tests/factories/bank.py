"""The sandbox bank within reach of a test that runs no servers: both sides' HTTP goes through Django's test client."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.test import Client

from shop.payment.models import GatewaySession, Payment
from shop.payment.sandbox_bank import writing
from shop.payment.sandbox_bank.deciding import decide, standing
from shop.payment.sandbox_bank.models import BankMessage, BankSession
from shop.payment.starting import start_payment
from tests.factories import shop

ORIGIN = "http://testserver"
RETURN_URL = f"{ORIGIN}/checkout/paid/"


class Answer(io.BytesIO):
    """A response body with its status."""

    status = 0


class ThroughTestClient:
    """Looks like an HTTP connection; `broken` is the error that its network has."""

    broken: type[Exception] | None = None

    def __init__(self, *_where, **_how) -> None:
        self.answer = None

    def request(self, method, path, body=None, headers=None) -> None:
        if self.broken is not None:
            raise self.broken
        named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in (headers or {}).items()}
        self.answer = Client().generic(method, path, body or b"", content_type="application/json", **named)

    def getresponse(self) -> "Answer":
        answer = Answer(self.answer.content)
        answer.status = self.answer.status_code
        return answer

    def close(self) -> None:
        self.answer = None


@contextmanager
def bank_within_reach() -> Iterator[type[ThroughTestClient]]:
    """Both the shop's calls and the bank's messages arrive; set `broken` on what it yields to cut the line."""
    network = type("Network", (ThroughTestClient,), {})
    with (
        patch("shop.payment.adapters.http_json._connect", lambda _scheme, _host: network()),
        patch.object(writing.http.client, "HTTPConnection", network),
    ):
        yield network


def session_started(payment: Payment | None = None) -> tuple[GatewaySession, BankSession]:
    """A customer on the bank's page, as both sides know it."""
    payment = payment or shop.payment_of(shop.order_placed(kind="gateway"))
    started = start_payment(payment=payment, return_url=RETURN_URL, actor=shop.ACTOR)
    return (
        GatewaySession.objects.get(provider_reference=started.reference),
        BankSession.objects.get(reference=started.reference),
    )


def decided(session: BankSession, outcome: str) -> BankSession:
    """The customer pressed a button; the bank's own messages are taken away, so that the test decides which come."""
    session = decide(session=session, outcome=outcome)
    session.messages.all().delete()
    return session


def message_about(session: BankSession, message_id: str = "msg_1", **payload) -> BankMessage:
    """A message of the bank about a session, to be posted by the test."""
    return BankMessage(session=session, message_id=message_id, payload={**standing(session), **payload})


def post(message: BankMessage, **changed_headers) -> tuple[int, dict]:
    """Deliver a message to the shop; status and answer."""
    headers, body = writing.signed(message)
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in {**headers, **changed_headers}.items()}
    answer = Client().post("/payments/notifications/sandbox/", data=body, content_type="application/json", **named)
    return answer.status_code, answer.json()
