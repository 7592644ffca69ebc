"""What the storefront tells itself, so that mail leaves after the answer: as fast for a known address as for an unknown one."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class AccountAsked(Event):
    """Somebody wants an account; the mail says how to go on, or that there is one already."""

    pending_id: int
    origin: str


@dataclass(frozen=True, kw_only=True)
class PasswordResetAsked(Event):
    """Somebody wants a new password for a login that exists. `user_id` 0: for one that does not."""

    user_id: int
    request_key: str
    origin: str
    language: str
