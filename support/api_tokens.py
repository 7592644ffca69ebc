"""Keys of programs that place orders: made for one door, shown once, kept as a digest, revoked at any time.

A key is 256 random bits, so its plain digest is enough; nobody can look it up again.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from shop.channels.models import Door, DoorKind
from shop.customer.models import TradeAccount
from support.models import ApiToken

BEGINS = "sh_"
PLACE, READ = "place_orders", "read_orders"
SCOPES = (PLACE, READ)
#: How exactly it is kept when a key was last used.
USED_WITHIN = timedelta(minutes=1)


class NotForPrograms(DomainError):
    """Keys are made for doors of API clients and branch counters only."""

    code = "not_for_programs"


class UnknownScope(DomainError):
    """A scope that the house does not know, or none at all."""

    code = "unknown_scope"


class AccountOfAnotherDoor(DomainError):
    """The account buys through another channel or market than the door; or the door needs an account and has none."""

    code = "account_of_another_door"


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def make_token(
    *, door: Door, name: str, scopes: Iterable[str], actor: Actor, account: TradeAccount | None = None
) -> tuple[ApiToken, str]:
    """A new key for a door: its record, and the key itself, which is told this once.

    Raises:
        NotForPrograms, UnknownScope, AccountOfAnotherDoor: nothing is made.
    """
    wanted = sorted(set(scopes))
    if door.kind not in (DoorKind.API, DoorKind.COUNTER):
        raise NotForPrograms(door=door.code)
    if not wanted or set(wanted) - set(SCOPES):
        raise UnknownScope(scopes=wanted)
    is_trade = door.channel_market.channel.is_trade
    if is_trade != (account is not None) or (account is not None and account.channel_market_id != door.channel_market_id):
        raise AccountOfAnotherDoor(door=door.code)
    key = BEGINS + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            door=door,
            account=account,
            name=name.strip(),
            scopes=wanted,
            digest=digest(key),
            begins=key[:10],
            made_by=actor.label[:200],
        )
        audit.record(actor=actor, action="api.token_made", subject=token, door=door.code, scopes=wanted)
    return token, key


def revoke_token(*, token_id: int, actor: Actor) -> bool:
    """The key opens nothing any more, from now on. False when it was revoked before."""
    with transaction.atomic():
        token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token_id)
        if token.revoked_at is not None:
            return False
        token.revoked_at, token.revoked_by = clock.now(), actor.label[:200]
        token.save(update_fields=["revoked_at", "revoked_by"])
        audit.record(actor=actor, action="api.token_revoked", subject=token)
    return True


def find_token(key: str) -> ApiToken | None:
    """What a key stands for, while it holds and its door is open. One query, and one more a minute."""
    token = (
        ApiToken.objects.filter(
            digest=digest(key), revoked_at__isnull=True, door__is_open=True, door__channel_market__is_open=True
        )
        .select_related(
            "door__channel_market__channel", "door__channel_market__market", "door__channel_market__pool", "account__customer"
        )
        .first()
    )
    if token is None or (token.account is not None and not token.account.is_active):
        return None
    now = clock.now()
    if token.used_at is None or now - token.used_at > USED_WITHIN:
        ApiToken.objects.filter(Q(used_at__isnull=True) | Q(used_at__lt=now), pk=token.pk).update(used_at=now)
    return token
