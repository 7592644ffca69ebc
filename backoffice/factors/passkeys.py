"""Passkeys (WebAuthn): the browser signs a challenge for this host alone, so a copied page gets nothing.

A key belongs to the host name it was made under. Browsers make none for a bare address like 127.0.0.1.
"""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backoffice.models import FactorKind, SecondFactor
from core.access import User
from core.errors import DomainError


class PasskeyRefused(DomainError):
    """What the browser sent does not fit the challenge, the host or a known key."""

    code = "passkey_refused"


def host_of(request: HttpRequest) -> str:
    """The name passkeys are made for: the host without its port."""
    return request.get_host().rpartition(":")[0].strip("[]") if ":" in request.get_host() else request.get_host()


def are_possible(request: HttpRequest) -> bool:
    """Whether browsers make passkeys here: a host with a name, over https or on the machine itself."""
    host = host_of(request)
    try:
        ip_address(host)
    except ValueError:
        return request.is_secure() or host == "localhost" or host.endswith(".localhost")
    return False


def _server(request: HttpRequest) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=host_of(request), name=settings.OSCAR_SHOP_NAME))


def _known(factors: Sequence[SecondFactor]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(factor.public_key)) for factor in factors if factor.public_key]


def begin_making(request: HttpRequest, user: User) -> tuple[dict[str, Any], Any]:
    """What the browser is told to make a key, and what the session keeps until it answers."""
    person = PublicKeyCredentialUserEntity(id=str(user.pk).encode(), name=user.email, display_name=user.full_name or user.email)
    known = _known(list(user.factors.filter(kind=FactorKind.PASSKEY)))
    options, state = _server(request).register_begin(
        person,
        known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


def finish_making(request: HttpRequest, state: Any, answer: dict[str, Any]) -> AttestedCredentialData:
    """The new key.

    Raises:
        PasskeyRefused: the answer is not one to this challenge.
    """
    try:
        made = _server(request).register_complete(state, answer)
    except (ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused(why=str(error)) from error
    if made.credential_data is None:
        raise PasskeyRefused(why="no key")
    return made.credential_data


def begin_proving(request: HttpRequest, factors: Sequence[SecondFactor]) -> tuple[dict[str, Any], Any]:
    """A challenge for some known keys, or with none for whichever the browser holds. It asks for finger, face or PIN."""
    options, state = _server(request).authenticate_begin(
        _known(factors) or None, user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), state


def verify(request: HttpRequest, state: Any, answer: dict[str, Any], factor: SecondFactor) -> int:
    """How often the key has signed, when the signature fits.

    Raises:
        PasskeyRefused: another challenge, host or key; nobody verified; or a count that went back (a copied key).
    """
    try:
        _server(request).authenticate_complete(state, _known([factor]), answer)
    except (ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused(why=str(error)) from error
    count = int(AuthenticationResponse.from_dict(answer).response.authenticator_data.counter)
    if (count or factor.sign_count) and count <= factor.sign_count:
        raise PasskeyRefused(why="counter went back")
    return count
