"""Where a request comes from, known for as long as it is being answered."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class RequestContext:
    """The address and machine a request came from, and the label of who is signed in."""

    ip: str | None = None
    machine: str | None = None
    actor_label: str = ""


current: ContextVar[RequestContext] = ContextVar("request_context", default=RequestContext())  # noqa: B039 (frozen)
