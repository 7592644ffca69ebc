"""Adapters of the gateway port, by the name that a payment method carries."""

from shop.payment.adapters.sandbox import SandboxGateway
from shop.payment.gateway import Gateway, UnknownGateway

_GATEWAYS: dict[str, Gateway] = {"sandbox": SandboxGateway()}


def gateway_named(name: str) -> Gateway:
    """The adapter of this name.

    Raises:
        UnknownGateway
    """
    if name not in _GATEWAYS:
        raise UnknownGateway(name=name)
    return _GATEWAYS[name]
