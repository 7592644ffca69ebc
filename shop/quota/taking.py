"""Promising pieces under quotas, and giving them back: the decision falls under the locks that a promise takes anyway.

Pools without a quota promise exactly as `shop.partner.stock` does, without a further statement. With one, the records are
locked in key order, the uses of the quotas are read behind those locks, and everything is decided before anything is written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from core import clock
from core.access import Actor
from shop.partner import stock
from shop.partner.models import StockRecord
from shop.partner.stock import OutOfStock, Shortage
from shop.quota.contests import borrowed
from shop.quota.deciding import Reach, Standing, reach
from shop.quota.models import QuotaTake, QuotaUse
from shop.quota.rules import Rule, rules_for


@dataclass(frozen=True)
class Asked:
    """Pieces of a product that somebody asks for, with its stock record in the door's pool."""

    stock_record: int
    product: int
    pieces: int


@dataclass(frozen=True)
class Asker:
    """For whom pieces are promised: an order of a channel, out of a pool."""

    order: int
    channel: int
    pool: int
    actor: Actor


def reaches(*, pool: int, channel: int, free: Mapping[int, tuple[int, int]]) -> dict[int, Reach]:
    """How far a channel reaches in each stock record (its id → product, free pieces); a record without a quota is absent.

    One statement where a quota holds, none elsewhere. Only true as long as somebody holds the records' locks.
    """
    rules = rules_for(pool, (product for product, _pieces in free.values()))
    bound = {record: rules[product] for record, (product, _pieces) in free.items() if product in rules}
    if not bound:
        return {}
    standings = _standings(bound)
    now = clock.now()
    return {record: reach(free[record][1], standings[record], channel=channel, now=now) for record in bound}


def shared_out(record: StockRecord, channels: Iterable[int]) -> dict[int, Reach]:
    """How far each of these channels reaches in one stock record; empty where no quota holds. One statement at most."""
    rules = rules_for(record.partner_id, [record.product_id])
    if not rules:
        return {}
    standings = _standings({record.pk: rules[record.product_id]})[record.pk]
    now = clock.now()
    return {channel: reach(record.atp, standings, channel=channel, now=now) for channel in channels}


def _standings(bound: Mapping[int, list[Rule]]) -> dict[int, list[Standing]]:
    quotas = {rule.quota for rules in bound.values() for rule in rules}
    rows = QuotaUse.objects.filter(stock_record__in=bound, quota__in=quotas)
    uses = {(use.stock_record_id, use.quota_id): use for use in rows}
    return {record: [_standing(rule, uses.get((record, rule.quota))) for rule in rules] for record, rules in bound.items()}


def _standing(rule: Rule, use: QuotaUse | None) -> Standing:
    taken, sold = (use.taken, use.sold) if use else (0, 0)
    return Standing(
        rule.quota, rule.channel, rule.rank, rule.units, rule.share, taken=taken, sold=sold, until=rule.ends_at, lends=rule.lends
    )


def promise(asked: Iterable[Asked], *, asker: Asker) -> None:
    """Promise pieces to an order, all or nothing, by the quotas of the pool. Two statements for one record without a quota,
    at most six with quotas, whatever the number of lines.

    Raises:
        OutOfStock: nothing was promised; each shortage says what was kept for others.
    """
    asked = list(asked)
    wanted = {one.stock_record: one.pieces for one in asked}
    if not rules_for(asker.pool, (one.product for one in asked)):
        stock.promise(wanted)
        return
    rows = stock.lock(list(wanted))
    found = reaches(pool=asker.pool, channel=asker.channel, free={pk: (row.product_id, row.atp) for pk, row in rows.items()})
    short = [_shortage(rows[pk], pieces, found.get(pk)) for pk, pieces in sorted(wanted.items())]
    if any(short):
        raise OutOfStock([one for one in short if one is not None])
    stock.promise_locked(wanted)
    _write(asker, rows, wanted, found)


def _shortage(row: StockRecord, pieces: int, found: Reach | None) -> Shortage | None:
    available = found.total if found else max(row.atp, 0)
    if available >= pieces:
        return None
    return Shortage(row.pk, row.product_id, pieces, available, free=max(row.atp, 0), kept=found.kept if found else ())


def _write(asker: Asker, rows: Mapping[int, StockRecord], wanted: Mapping[int, int], found: Mapping[int, Reach]) -> None:
    """Count what was taken under each quota, keep it with the order, and say where it was another channel's."""
    takes = []
    contested = []
    for record, seen in sorted(found.items()):
        taken = seen.take(wanted[record])
        takes += [
            QuotaTake(order_id=asker.order, stock_record_id=record, quota_id=quota, pieces=wanted[record],
                      taken=taken.out_of.get(quota, 0))
            for quota in seen.quotas
        ]  # fmt: skip
        if taken.lent:
            contested.append((rows[record].product_id, wanted[record], seen, taken.lent))
    if takes:
        _count([(take.quota_id, take.stock_record_id, take.taken, take.pieces) for take in takes])
        QuotaTake.objects.bulk_create(takes)
    if contested:
        borrowed(contested, pool=asker.pool, channel=asker.channel, order=asker.order, actor=asker.actor)


_COUNT = """
INSERT INTO quota_quotause AS held (quota_id, stock_record_id, taken, sold) VALUES {rows}
ON CONFLICT (quota_id, stock_record_id) DO UPDATE SET taken = held.taken + EXCLUDED.taken, sold = held.sold + EXCLUDED.sold
"""


_RETURN = """
UPDATE quota_quotause AS held SET taken = held.taken - back.taken, sold = held.sold - back.pieces
FROM (VALUES {rows}) AS back (quota, record, taken, pieces)
WHERE held.quota_id = back.quota AND held.stock_record_id = back.record
"""


def _count(deltas: list[tuple[int, int, int, int]]) -> None:
    """Count up: quota, stock record, pieces taken out of it, pieces sold. One statement, in key order."""
    with connection.cursor() as cursor:
        rows = ", ".join(["(%s, %s, %s, %s)"] * len(deltas))
        cursor.execute(_COUNT.format(rows=rows), [value for row in sorted(deltas) for value in row])


def give_back(*, order_id: int) -> None:
    """An order is called off: what it took under quotas may be taken again. One statement for an order that took nothing.

    The caller holds or next takes the locks of the same stock records, in key order.
    """
    takes = list(QuotaTake.objects.filter(order=order_id).order_by("stock_record"))
    if not takes:
        return
    stock.lock([take.stock_record_id for take in takes])
    rows = ", ".join(["(%s::bigint, %s::bigint, %s::int, %s::int)"] * len(takes))
    with connection.cursor() as cursor:
        values = [(take.quota_id, take.stock_record_id, take.taken, take.pieces) for take in takes]
        cursor.execute(_RETURN.format(rows=rows), [value for row in values for value in row])
    QuotaTake.objects.filter(order=order_id).delete()
