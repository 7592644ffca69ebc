"""How a pool's pieces are shared out among channels: what is kept for whom, who may borrow it, and what was decided.

A quota is never changed: a new one follows it, so that what orders took can always be read under the rule of that moment.
"""

from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core import clock

_ONLY_ENDED = """
    IF (NEW.id, NEW.pool_id, NEW.channel_id, NEW.product_id, NEW.category_id, NEW.units, NEW.share, NEW.rank, NEW.starts_at)
        IS NOT DISTINCT FROM
       (OLD.id, OLD.pool_id, OLD.channel_id, OLD.product_id, OLD.category_id, OLD.units, OLD.share, OLD.rank, OLD.starts_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a quota is ended and followed by another, never changed'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'quota_is_only_ended';
"""


def _one(field: str) -> Func:
    """A number as a range of one: the embedded server has no btree_gist."""
    number = Coalesce(F(field), Value(0, output_field=models.BigIntegerField()))
    return Func(number, number, Value("[]"), function="int8range")


class Quota(models.Model):
    """Pieces of each product in scope that a pool keeps for a channel, from `starts_at` until `ends_at` (not included).

    `units`: so many pieces in all; what the channel's orders take counts against them. `share`: so many per cent of what there
    was to promise since the quota began. Where less is left than is kept in all, the lower `rank` is served first.
    """

    pool = models.ForeignKey("partner.Partner", models.PROTECT, related_name="quotas", verbose_name=_("stock pool"))
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="quotas", verbose_name=_("channel"))
    product = models.ForeignKey(
        "catalogue.Product", models.PROTECT, null=True, blank=True, related_name="quotas", verbose_name=_("product")
    )
    category = models.ForeignKey(
        "catalogue.Category", models.PROTECT, null=True, blank=True, related_name="quotas", verbose_name=_("category")
    )
    units = models.PositiveIntegerField(_("pieces kept"), null=True, blank=True)
    share = models.PositiveSmallIntegerField(_("per cent kept"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=50)
    starts_at = models.DateTimeField(_("from"), default=clock.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    set_by = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pool_id", "rank", "pk"]
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        constraints = [
            models.CheckConstraint(
                name="quota_of_units_or_of_share", condition=Q(units__isnull=False, share__isnull=True)
                | Q(units__isnull=True, share__isnull=False, share__gte=1, share__lte=100),
            ),
            models.CheckConstraint(
                name="quota_for_product_or_category", condition=Q(product__isnull=True) | Q(category__isnull=True)
            ),
            models.CheckConstraint(
                name="quota_ends_after_it_begins", condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at"))
            ),
            models.CheckConstraint(name="quota_has_a_reason", condition=~Q(reason="")),
            ExclusionConstraint(
                name="quotas_of_one_scope_do_not_overlap",
                expressions=[
                    *((_one(field), RangeOperators.OVERLAPS) for field in ("pool", "channel", "product", "category")),
                    (Func(F("starts_at"), F("ends_at"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="quota_is_only_ended", when=pgtrigger.Before, operation=pgtrigger.Update, func=_ONLY_ENDED)
        ]

    def __str__(self) -> str:
        return f"{self.pool_id}: {self.channel_id} {self.units if self.share is None else f'{self.share}%'}"


class Loan(models.Model):
    """A channel that may take what another channel's quota has left over, until `until`; `protected` pieces always stay."""

    quota = models.ForeignKey(Quota, models.CASCADE, related_name="loans", verbose_name=_("quota"))
    borrower = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+", verbose_name=_("who may borrow"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    protected = models.PositiveIntegerField(_("pieces that always stay"), default=0)

    class Meta:
        ordering = ["quota_id", "pk"]
        verbose_name = _("loan")
        verbose_name_plural = _("loans")
        constraints = [models.UniqueConstraint(name="quota_lends_once_to_a_channel", fields=["quota", "borrower"])]

    def __str__(self) -> str:
        return f"{self.quota_id} → {self.borrower_id}"


class QuotaUse(models.Model):
    """What orders took of one product under a quota: `taken` of the kept pieces, `sold` by all channels since it began.

    Moves only under the stock record's lock, by deltas.
    """

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="uses")
    stock_record = models.ForeignKey("partner.StockRecord", models.PROTECT, related_name="quota_uses")
    taken = models.IntegerField(default=0)
    sold = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("use of a quota")
        verbose_name_plural = _("uses of quotas")
        constraints = [
            models.UniqueConstraint(name="quota_use_once_per_record", fields=["quota", "stock_record"]),
            models.CheckConstraint(name="quota_use_within_what_was_sold", condition=Q(taken__gte=0) & Q(taken__lte=F("sold"))),
        ]

    def __str__(self) -> str:
        return f"{self.quota_id}/{self.stock_record_id}: {self.taken} of {self.sold}"


class QuotaTake(models.Model):
    """One order's part in a use: `pieces` it was promised of the product, `taken` of them out of this quota."""

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="quota_takes")
    stock_record = models.ForeignKey("partner.StockRecord", models.PROTECT, related_name="+")
    quota = models.ForeignKey(Quota, models.PROTECT, related_name="takes")
    pieces = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("pieces taken under a quota")
        verbose_name_plural = _("pieces taken under quotas")
        indexes = [models.Index(fields=["quota", "stock_record"], name="quota_take_by_use")]
        constraints = [
            models.UniqueConstraint(name="quota_take_once_per_order", fields=["order", "stock_record", "quota"]),
            models.CheckConstraint(name="quota_take_within_its_pieces", condition=Q(taken__lte=F("pieces")) & Q(pieces__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.taken} of {self.pieces}"


class Outcome(models.TextChoices):
    REFUSED = "refused", _("Refused")
    BORROWED = "borrowed", _("Borrowed")


class Contest(models.Model):
    """A decision that a quota made: pieces that were there and not given, or given out of another channel's quota.

    `rules` says whose kept pieces decided: [{"quota", "channel", "pieces", "until"}]; channels by their key, `until` as ISO
    text or "".
    """

    at = models.DateTimeField(default=clock.now)
    pool = models.ForeignKey("partner.Partner", models.PROTECT, related_name="+")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="contests")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    wanted = models.PositiveIntegerField()
    #: Pieces that could be promised to somebody, and to this channel, before the decision.
    free = models.IntegerField()
    reach = models.IntegerField()
    rules = models.JSONField(default=list)
    order = models.ForeignKey("order.Order", models.PROTECT, null=True, blank=True, related_name="contests")
    actor_label = models.CharField(max_length=120)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("contested decision")
        verbose_name_plural = _("contested decisions")
        indexes = [models.Index(fields=["product", "-id"], name="contest_by_product")]
        constraints = [
            models.CheckConstraint(name="contest_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="contest_refused_or_has_an_order", condition=Q(outcome="refused") | Q(order__isnull=False)
            ),
        ]
        triggers: list[Any] = [pgtrigger.Protect(name="contest_stands", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.channel_id}: {self.wanted} of {self.product_id} {self.outcome}"
