"""Contested decisions, kept for people to read: pieces that were there and not given, or given out of another channel's quota."""

from collections.abc import Iterable, Sequence

from core.access import Actor
from shop.partner.stock import Shortage
from shop.quota.deciding import Kept, Reach
from shop.quota.models import Contest, Outcome, Quota

#: Of a product: pieces wanted, how far the channel reached, pieces lent by quota.
Borrowed = tuple[int, int, Reach, dict[int, int]]


def refused(shortages: Iterable[Shortage], *, pool: int, channel: int, actor: Actor) -> int:
    """Write down where pieces were there, enough for what was wanted, and a quota kept them. Returns how many rows.

    To be called after the refused transaction has ended: its rows would be taken back with it. One statement.
    """
    rows = [
        Contest(
            pool_id=pool,
            product_id=one.product_id,
            channel_id=channel,
            outcome=Outcome.REFUSED,
            wanted=one.wanted,
            free=one.free,
            reach=one.available,
            rules=[_rule(kept) for kept in one.kept],
            actor_label=actor.label[:120],
        )
        for one in shortages
        if one.kept
    ]
    if rows:
        Contest.objects.bulk_create(rows)
    return len(rows)


def borrowed(decisions: Sequence[Borrowed], *, pool: int, channel: int, order: int, actor: Actor) -> None:
    """Write down what an order takes out of other channels' quotas, in its own transaction. Two statements."""
    owners = _owners({quota for _product, _wanted, _seen, lent in decisions for quota in lent})
    Contest.objects.bulk_create(
        Contest(
            pool_id=pool,
            product_id=product,
            channel_id=channel,
            outcome=Outcome.BORROWED,
            wanted=wanted,
            free=seen.free,
            reach=seen.total,
            rules=[{"quota": quota, "channel": owners[quota], "pieces": pieces, "until": ""} for quota, pieces in lent.items()],
            order_id=order,
            actor_label=actor.label[:120],
        )
        for product, wanted, seen, lent in decisions
    )


def _owners(quotas: Iterable[int]) -> dict[int, int]:
    return dict(Quota.objects.filter(pk__in=quotas).values_list("pk", "channel"))


def _rule(kept: Kept) -> dict[str, int | str]:
    until = kept.until.isoformat() if kept.until else ""
    return {"quota": kept.quota, "channel": kept.channel, "pieces": kept.pieces, "until": until}
