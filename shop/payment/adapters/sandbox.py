"""The sandbox gateway, seen from our side: a foreign bank that is reached by HTTP and knows nothing of our tables.

It behaves like any redirect provider: a session is opened, the customer decides on its page, it notifies us (or fails
to), and it can be asked. The bank itself stands in `shop.payment.sandbox_bank`; nothing of it is imported here.
"""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from urllib.parse import quote, urljoin

from django.conf import settings

from shop.payment.adapters import http_json
from shop.payment.adapters.signing import verify
from shop.payment.gateway import OPEN, BadSignature, GatewayUnavailable, Notification, RefundAnswer, Standing, Started
from shop.payment.models import GatewaySession, Payment


class SandboxGateway:
    """Adapter of the sandbox bank. Its address is a setting; without one it lives at the shop's own origin."""

    name = "sandbox"

    def start(self, *, payment: Payment, key: str, return_url: str, notify_url: str) -> Started:
        status, answer = http_json.call(
            "POST",
            self._url("sessions/", near=return_url),
            {
                "amount": str(payment.amount.normalize() + 0),
                "currency": payment.currency,
                "merchant_reference": payment.reference,
                "return_url": return_url,
                "notify_url": notify_url,
                "key": key,
            },
            self._credentials(),
        )
        if status not in (200, 201) or not {"reference", "redirect_url"} <= answer.keys():
            raise GatewayUnavailable(problem=f"session refused with {status}")
        return Started(str(answer["reference"]), str(answer["redirect_url"]))

    def verify_notification(self, *, headers: Mapping[str, str], body: bytes) -> Notification:
        message_id = verify(secret=settings.SANDBOX_BANK_SECRET, headers=headers, body=body)
        try:
            payload = json.loads(body)
            return Notification(message_id, self._standing(payload), payload)
        except (ValueError, KeyError, TypeError, InvalidOperation) as error:
            raise BadSignature(problem="signed, but not understood") from error

    def ask(self, *, reference: str) -> Standing:
        near = GatewaySession.objects.filter(adapter=self.name, provider_reference=reference).values_list(
            "redirect_url", flat=True
        )
        url = self._url(f"sessions/{quote(reference)}/standing/", near=near.first() or "")
        status, answer = http_json.call("GET", url, None, self._credentials())
        if status == 404:
            return Standing(reference, OPEN)
        try:
            return self._standing(answer)
        except (KeyError, TypeError, InvalidOperation) as error:
            raise GatewayUnavailable(problem=f"answer not understood ({status})") from error

    def refund(self, *, reference: str, amount: Decimal, currency: str, key: str) -> RefundAnswer:
        near = GatewaySession.objects.filter(adapter=self.name, provider_reference=reference).values_list(
            "redirect_url", flat=True
        )
        status, answer = http_json.call(
            "POST",
            self._url(f"sessions/{quote(reference)}/refunds/", near=near.first() or ""),
            {"amount": str(amount.normalize() + 0), "currency": currency, "key": key},
            self._credentials(),
        )
        if status in (200, 201):
            return RefundAnswer(True, reference=str(answer.get("reference", "")))
        return RefundAnswer(False, code=str(answer.get("code", f"status_{status}")))

    @staticmethod
    def _standing(answer: dict) -> Standing:
        return Standing(
            reference=str(answer["reference"]),
            outcome=str(answer["outcome"]),
            amount=Decimal(str(answer.get("amount", "0"))),
            currency=str(answer.get("currency", "")),
            capture_reference=str(answer.get("capture_reference", "")),
            code=str(answer.get("code", "")),
        )

    @staticmethod
    def _credentials() -> dict[str, str]:
        return {"Authorization": f"Bearer {settings.SANDBOX_BANK_SECRET}"}

    @staticmethod
    def _url(path: str, *, near: str) -> str:
        base = settings.SANDBOX_BANK_URL or urljoin(near, "/sandbox-bank/")
        return urljoin(base, path)
