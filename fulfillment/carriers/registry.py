"""Which adapter speaks to which carrier, by the name that the carrier's record gives."""

from core.errors import DomainError
from fulfillment.carriers.port import CarrierPort
from fulfillment.carriers.sandbox import SandboxCarrier
from shop.shipping.models import Carrier

ADAPTERS: dict[str, type] = {"sandbox": SandboxCarrier}
DEFAULT = "sandbox"


class UnknownAdapter(DomainError):
    """No adapter of this name is installed."""

    code = "unknown_adapter"


def adapter(name: str) -> CarrierPort:
    """The adapter of a name.

    Raises:
        UnknownAdapter
    """
    if name not in ADAPTERS:
        raise UnknownAdapter(name=name)
    made: CarrierPort = ADAPTERS[name]()
    return made


def carrier_for(carrier: Carrier | None) -> CarrierPort:
    """The adapter that speaks to a carrier."""
    return adapter(carrier.adapter if carrier is not None else DEFAULT)
