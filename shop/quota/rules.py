"""Which quotas hold for a product in a pool now: from memory until one changes, begun and ended by the clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from core import clock
from core.freshness import standing
from shop.catalogue.wares import wares
from shop.quota.deciding import Lending
from shop.quota.models import Quota


@dataclass(frozen=True)
class Rule:
    """A quota as a company set it. `path`: its category in tree notation."""

    quota: int
    channel: int
    rank: int
    units: int | None
    share: int | None
    product: int | None
    path: str
    starts_at: datetime
    ends_at: datetime | None
    lends: tuple[Lending, ...]

    def holds_at(self, now: datetime) -> bool:
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)

    def boundaries(self) -> Iterable[datetime]:
        """Moments at which it says something else without anybody changing it."""
        ends = (self.starts_at, self.ends_at, *(lending.until for lending in self.lends))
        return (moment for moment in ends if moment is not None)


def _read() -> dict[int, list[Rule]]:
    found: dict[int, list[Rule]] = {}
    unended = Quota.objects.exclude(ends_at__lte=clock.now()).select_related("category").prefetch_related("loans")
    for row in unended.order_by("pk"):
        lends = tuple(Lending(loan.borrower_id, loan.until, loan.protected) for loan in row.loans.all())
        path = row.category.path if row.category else ""
        rule = Rule(
            row.pk, row.channel_id, row.rank, row.units, row.share, row.product_id, path, row.starts_at, row.ends_at, lends
        )
        found.setdefault(row.pool_id, []).append(rule)
    return found


def rules_of(pool_id: int) -> list[Rule]:
    """Every quota of a pool that has not ended, those to come included. Two statements, none again within `one_moment`."""
    kept = standing(("quotas", connection.settings_dict["NAME"]), _read)
    return kept.get(pool_id, [])


def rules_for(pool_id: int, product_ids: Iterable[int]) -> Mapping[int, list[Rule]]:
    """The quotas that hold for each product now, one a channel: the product's own before its category's before the pool's."""
    now = clock.now()
    rules = [rule for rule in rules_of(pool_id) if rule.holds_at(now)]
    if not rules:
        return {}
    wanted = list(product_ids)
    paths = {pk: ware.paths for pk, ware in wares(wanted).items()} if any(rule.path for rule in rules) else {}
    found = {pk: _nearest(rules, pk, paths.get(pk, ())) for pk in wanted}
    return {pk: chosen for pk, chosen in found.items() if chosen}


def _nearest(rules: list[Rule], product_id: int, paths: tuple[str, ...]) -> list[Rule]:
    chosen: dict[int, tuple[int, Rule]] = {}
    for rule in rules:
        nearness = _nearness(rule, product_id, paths)
        if nearness >= 0 and nearness > chosen.get(rule.channel, (-1, rule))[0]:
            chosen[rule.channel] = (nearness, rule)
    return [rule for _nearness, rule in chosen.values()]


def _nearness(rule: Rule, product_id: int, paths: tuple[str, ...]) -> int:
    """The larger the nearer; below 0: it does not concern the product."""
    if rule.product is not None:
        return 1_000_000 if rule.product == product_id else -1
    if rule.path:
        return len(rule.path) if any(path.startswith(rule.path) for path in paths) else -1
    return 0


def phase(pool_id: int) -> int:
    """Moves whenever a quota of the pool begins or ends by the clock: for keys of what is kept in memory."""
    now = clock.now()
    return sum(moment <= now for rule in rules_of(pool_id) for moment in rule.boundaries())


def next_boundary(pool_id: int) -> datetime | None:
    """When a quota of the pool next begins or ends by the clock."""
    now = clock.now()
    return min((moment for rule in rules_of(pool_id) for moment in rule.boundaries() if moment > now), default=None)
