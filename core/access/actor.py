"""Who is doing something: a staff member, a customer, the system itself or an API client. Every job takes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from core.audit.context import current
from core.audit.middleware import client_ip

if TYPE_CHECKING:
    from core.access.models import User


@dataclass(frozen=True)
class Actor:
    """`kind` is "user", "customer", "system" or "api"; `label` is what the audit trail shows."""

    kind: str
    user_id: int | None
    label: str
    ip: str | None = None
    machine: str | None = None

    @classmethod
    def system(cls, label: str) -> Actor:
        """The house itself, named for the schedule or handler that acts."""
        return cls("system", None, label)

    @classmethod
    def of(cls, user: User, request: HttpRequest | None = None) -> Actor:
        """A signed-in person; staff act as "user", everybody else as "customer". The place comes from the request.

        A customer is labelled by id, since audit rows outlive an erased name.
        """
        context = current.get()
        ip = client_ip(request) if request is not None else context.ip
        machine = getattr(request, "machine", None) or context.machine
        if not user.is_staff:
            return cls("customer", user.pk, f"customer #{user.pk}", ip, machine)
        return cls("user", user.pk, user.get_full_name() or user.email, ip, machine)

    @classmethod
    def customer(cls, label: str, user_id: int | None = None) -> Actor:
        """A customer who may have no sign-in; `label` says "guest" or "caller", never a name."""
        context = current.get()
        return cls("customer", user_id, label, context.ip, context.machine)

    @classmethod
    def api(cls, label: str, user_id: int | None = None) -> Actor:
        """A program that came in through the API."""
        context = current.get()
        return cls("api", user_id, label, context.ip, context.machine)

    def __str__(self) -> str:
        return self.label
