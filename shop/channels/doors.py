"""Which door somebody comes through, and why.

Order of decision: a trade account signed in wins, then the host name, then the first path segment chosen earlier (kept in the
session by the storefront), then the door `*`. The reason is recorded on the order.
"""

from dataclasses import dataclass

from core.errors import DomainError
from core.freshness import standing
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


def _standing_doors() -> list[Door]:
    """All open doors, from memory while nobody changes one."""
    return standing("open doors", lambda: list(_open_doors().order_by("pk")))


def find_entrance(*, host: str = "", path: str = "", user_id: int | None = None) -> Entrance:
    """Decide channel and market for a visitor. One statement at most for what stands, one more for who is signed in.

    `host` is a name without port, `path` a door's path word chosen before, `user_id` who is signed in.

    Raises:
        NoDoor: nothing is open for this visitor.
    """
    if user_id is not None:
        account = _account_of(user_id)
        if account is not None:
            account_id, channel_market = account
            own = [door for door in _standing_doors() if door.kind == DoorKind.ACCOUNT]
            door = next((one for one in own if one.channel_market_id == channel_market.pk), None)
            return Entrance(door, channel_market, "trade_account", account_id)
    found = {(door.kind, door.value): door for door in _standing_doors()}
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


def _account_of(user_id: int) -> tuple[int, ChannelMarket] | None:
    """The first active account this login may buy for, through a channel that is open. One query."""
    from shop.customer.models import TradeAccount

    accounts = (
        TradeAccount.objects.filter(customer__memberships__user=user_id, is_active=True)
        .order_by("-customer__memberships__is_main", "pk")
        .values_list("pk", "channel_market")
    )
    opened = standing("open channel markets", _read_open_channel_markets)
    return next(((pk, opened[here]) for pk, here in accounts if here in opened), None)


def _read_open_channel_markets() -> dict[int, ChannelMarket]:
    found = ChannelMarket.objects.filter(is_open=True).select_related("channel", "market", "pool")
    return {one.pk: one for one in found}


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
