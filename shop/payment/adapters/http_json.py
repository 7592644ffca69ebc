"""One JSON request to a provider: short patience, no redirects, every failure told as one kind."""

import http.client
import json
import ssl
from urllib.parse import urlsplit

from shop.payment.gateway import PATIENCE, GatewayUnavailable

#: A provider's answer is small; more is a mistake or an attack.
MOST_BYTES = 256 * 1024


def call(method: str, url: str, payload: dict | None = None, headers: dict[str, str] | None = None) -> tuple[int, dict]:
    """The status and JSON object a provider answers.

    Raises:
        GatewayUnavailable: refused, timed out, cut off, a server error, or no JSON object.
    """
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    body = json.dumps(payload).encode() if payload is not None else None
    connection = _connect(parts.scheme, parts.netloc)
    try:
        connection.request(method, target, body, {"Content-Type": "application/json", **(headers or {})})
        response = connection.getresponse()
        raw = response.read(MOST_BYTES)
    except (OSError, http.client.HTTPException) as error:
        raise GatewayUnavailable(host=parts.netloc, problem=type(error).__name__) from error
    finally:
        connection.close()
    if response.status >= 500:
        raise GatewayUnavailable(host=parts.netloc, problem=f"status {response.status}")
    try:
        answer = json.loads(raw or b"{}")
    except ValueError as error:
        raise GatewayUnavailable(host=parts.netloc, problem="no JSON") from error
    if not isinstance(answer, dict):
        raise GatewayUnavailable(host=parts.netloc, problem="no JSON object")
    return response.status, answer


def _connect(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, timeout=PATIENCE, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, timeout=PATIENCE)
