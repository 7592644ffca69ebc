"""Setting, replacing and ending quotas, and letting other channels borrow from them. What orders took is never touched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from shop.catalogue.models import Category, Product
from shop.channels.models import Channel
from shop.partner.models import Partner
from shop.quota.models import Loan, Quota


class QuotaInThePast(DomainError):
    """A quota begins now or later, and ends after it begins."""

    code = "quota_in_the_past"


class QuotaChangedMeanwhile(DomainError):
    """Somebody else has ended or replaced the quota since it was looked at."""

    code = "quota_changed_meanwhile"


class LendsToItself(DomainError):
    """A channel takes from its own quota without borrowing."""

    code = "lends_to_itself"


@dataclass(frozen=True)
class Scope:
    """For which products of a pool: one, those of a category with all below it, or with neither all of them."""

    pool: Partner
    channel: Channel
    product: Product | None = None
    category: Category | None = None


@dataclass(frozen=True)
class Terms:
    """How much is kept (pieces or per cent, one of them), in which rank, from when until when."""

    units: int | None = None
    share: int | None = None
    rank: int = 50
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Borrower:
    """A channel that may borrow what is left over, until when, and the pieces that always stay."""

    channel: Channel
    until: datetime | None = None
    protected: int = 0


def set_quota(
    *, actor: Actor, scope: Scope, terms: Terms, reason: str, borrowers: Iterable[Borrower] = (), seen: int | None = None
) -> Quota:
    """Keep pieces for a channel from now or later on. A quota of the same scope that still holds then ends at that moment, and
    one that would have begun after it is withdrawn; what was taken under an earlier quota does not count against the new one.

    `seen` is the key of the quota that the person looked at (0: there was none); None does not ask.

    Raises:
        QuotaInThePast, QuotaChangedMeanwhile, LendsToItself: nothing is changed.
    """
    now = clock.now()
    starts = terms.starts_at or now
    borrowers = list(borrowers)
    if starts < now or (terms.ends_at is not None and terms.ends_at <= starts):
        raise QuotaInThePast(starts=starts.isoformat(), ends=terms.ends_at.isoformat() if terms.ends_at else "")
    if any(one.channel.pk == scope.channel.pk for one in borrowers):
        raise LendsToItself(channel=scope.channel.code)
    with transaction.atomic():
        Partner.objects.select_for_update(no_key=True).get(pk=scope.pool.pk)  # one change of a pool's quotas at a time
        before = list(_of_scope(scope).exclude(ends_at__lte=now).order_by("starts_at"))
        if seen is not None and seen != (before[0].pk if before else 0):
            raise QuotaChangedMeanwhile(pool=scope.pool.pk)
        for old in before:
            _give_way(old, starts, terms.ends_at)
        quota = Quota.objects.create(
            pool=scope.pool, channel=scope.channel, product=scope.product, category=scope.category, units=terms.units,
            share=terms.share, rank=terms.rank, starts_at=starts, ends_at=terms.ends_at, reason=reason.strip()[:200],
            set_by_id=actor.user_id,
        )  # fmt: skip
        Loan.objects.bulk_create(
            Loan(quota=quota, borrower=one.channel, until=one.until, protected=one.protected) for one in borrowers
        )
        audit.record(actor=actor, action="quota.set", subject=quota, kept=str(quota), reason=reason)
    return quota


def end_quota(*, actor: Actor, quota_id: int, reason: str) -> Quota:
    """Keep nothing any more from this moment on.

    Raises:
        QuotaChangedMeanwhile: it has ended already.
    """
    now = clock.now()
    with transaction.atomic():
        quota = Quota.objects.select_for_update(of=("self",), no_key=True).get(pk=quota_id)
        if quota.ends_at is not None and quota.ends_at <= now:
            raise QuotaChangedMeanwhile(quota=quota_id)
        quota.ends_at = max(now, quota.starts_at)
        quota.save(update_fields=["ends_at"])
        audit.record(actor=actor, action="quota.ended", subject=quota, reason=reason)
    return quota


def _of_scope(scope: Scope) -> QuerySet[Quota]:
    return Quota.objects.select_for_update(of=("self",), no_key=True).filter(
        Q(product=scope.product) if scope.product else Q(product__isnull=True),
        Q(category=scope.category) if scope.category else Q(category__isnull=True),
        pool=scope.pool,
        channel=scope.channel,
    )


def _give_way(old: Quota, starts: datetime, ends: datetime | None) -> None:
    """An older quota ends where the new one begins; one that would begin while the new one holds never begins."""
    if ends is not None and old.starts_at >= ends:
        return
    if old.ends_at is not None and old.ends_at <= starts:
        return
    old.ends_at = max(starts, old.starts_at)
    old.save(update_fields=["ends_at"])
