"""Which door somebody comes through, and why.

Order of decision: a trade account signed in wins, then the host name, then the first path segment chosen earlier (kept in the
session by the storefront), then the door `*`. The reason is recorded on the order.
"""

from dataclasses import dataclass

from django.db.models import Q

from core.errors import DomainError
from shop.channels.models import ChannelMarket, Door, DoorKind


class NoDoor(DomainError):
    """No open door leads anywhere: the company has not set one up."""

    code = "no_door"


@dataclass(frozen=True)
class Entrance:
    """Through which door, to which channel in which market, and the reason in one word."""

    door: Door | None
    channel_market: ChannelMarket
    reason: str
    account_id: int | None = None


def _open_doors():
    return Door.objects.filter(is_open=True, channel_market__is_open=True).select_related(
        "channel_market__channel", "channel_market__market", "channel_market__pool"
    )


def find_entrance(*, host: str = "", path: str = "", user_id: int | None = None) -> Entrance:
    """Decide channel and market for a visitor. At most two queries.

    `host` is a name without port, `path` a door's path word chosen before, `user_id` who is signed in.

    Raises:
        NoDoor: nothing is open for this visitor.
    """
    if user_id is not None:
        account = _account_of(user_id)
        if account is not None:
            door = _open_doors().filter(kind=DoorKind.ACCOUNT, channel_market=account.channel_market_id).first()
            return Entrance(door, account.channel_market, "trade_account", account.pk)
    doors = list(
        _open_doors().filter(
            Q(kind=DoorKind.HOST, value__in=[host.lower(), "*"]) | Q(kind=DoorKind.PATH, value__in=[path.lower() or "*", "*"])
        )
    )
    found = {(door.kind, door.value): door for door in doors}
    wanted = [
        (DoorKind.HOST, host.lower(), "host"),
        (DoorKind.PATH, path.lower(), "path"),
        (DoorKind.PATH, "*", "default"),
        (DoorKind.HOST, "*", "default"),
    ]
    for kind, value, reason in wanted:
        door = found.get((kind, value))
        if value and door:
            return Entrance(door, door.channel_market, reason)
    raise NoDoor(host=host, path=path)


def _account_of(user_id: int):
    from shop.customer.models import TradeAccount

    return (
        TradeAccount.objects.filter(customer__memberships__user=user_id, is_active=True, channel_market__is_open=True)
        .select_related("channel_market__channel", "channel_market__market", "channel_market__pool")
        .order_by("-customer__memberships__is_main", "pk")
        .first()
    )


def staff_doors() -> list[Door]:
    """Doors at which staff take orders (phone desk, branch counter), for choosing a market. One query."""
    kinds = (DoorKind.DESK, DoorKind.COUNTER)
    return list(_open_doors().filter(kind__in=kinds).order_by("channel_market__market_id", "pk"))


def counter_doors() -> list[Door]:
    """Branches: doors at whose counter customers stand. One query."""
    return list(_open_doors().filter(kind=DoorKind.COUNTER).order_by("channel_market__market_id", "pk"))


def path_doors() -> list[Door]:
    """Doors a visitor may choose between on the storefront (one per market). One query."""
    return list(_open_doors().filter(kind=DoorKind.PATH).exclude(value="*").order_by("pk"))
