"""Counting: which class a product is in, which bins are to be counted when, and what blind counts found.

What was expected is written down when a count is told, never before: nothing that a counter is shown holds it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.audit import tracked
from core.database import append_only
from core.money import AmountField
from inventory.models.forecasting import AbcClass


class AbcLimits(models.Model):
    """Where the classes end, in per cent of all value (or of all picks) of the last `days`. The newest row holds.

    A row is never changed: each class says by which limits it was drawn.
    """

    a_until = models.PositiveSmallIntegerField(_("A: the first per cent"), default=80)
    b_until = models.PositiveSmallIntegerField(_("B: up to per cent"), default=95)
    days = models.PositiveSmallIntegerField(_("days looked back"), default=90)
    set_at = models.DateTimeField(_("since"), default=clock.now)
    set_by = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("limits of the classes")
        verbose_name_plural = _("limits of the classes")
        triggers = append_only("abc_limits_append_only")
        constraints = [
            models.CheckConstraint(
                name="abc_limits_ascend", condition=Q(a_until__gte=1, a_until__lt=F("b_until"), b_until__lte=99)
            ),
            models.CheckConstraint(name="abc_limits_look_back", condition=Q(days__gte=1, days__lte=730)),
        ]

    def __str__(self) -> str:
        return f"{self.a_until}/{self.b_until}"


class ProductAbc(models.Model):
    """The classes of a product: by what it cost that left, and by how often it was picked. Drawn anew each night."""

    product = models.OneToOneField("catalogue.Product", models.CASCADE, related_name="abc", primary_key=True)
    by_value = models.CharField(_("by value"), max_length=1, choices=AbcClass.choices)
    by_movement = models.CharField(_("by movement"), max_length=1, choices=AbcClass.choices)
    value = AmountField(_("value that left"), default=0)
    picks = models.PositiveIntegerField(_("picks"), default=0)
    limits = models.ForeignKey(AbcLimits, models.PROTECT, related_name="+")
    since = models.DateTimeField(_("since"), default=clock.now)

    class Meta:
        verbose_name = _("class of a product")
        verbose_name_plural = _("classes of products")
        constraints = [
            models.CheckConstraint(
                name="abc_class_known", condition=Q(by_value__in=AbcClass.values, by_movement__in=AbcClass.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.by_value}{self.by_movement}"


class CountBasis(models.TextChoices):
    VALUE = "value", _("By value")
    MOVEMENT = "movement", _("By movement")
    EITHER = "either", _("The better of both")


@tracked
class CountPlan(models.Model):
    """How often a warehouse counts each class, and from which variance on a second person decides.

    A limit that is empty is not looked at; above any of the others a second person is asked.
    """

    warehouse = models.OneToOneField("Warehouse", models.CASCADE, related_name="count_plan")
    basis = models.CharField(_("class"), max_length=8, choices=CountBasis.choices, default=CountBasis.EITHER)
    days_a = models.PositiveSmallIntegerField(_("count A every, days"), default=30)
    days_b = models.PositiveSmallIntegerField(_("count B every, days"), default=90)
    days_c = models.PositiveSmallIntegerField(_("count C every, days"), default=180)
    most_per_day = models.PositiveSmallIntegerField(_("counts a day at most"), default=40)
    limit_pieces = models.PositiveIntegerField(_("second person above, pieces"), null=True, blank=True, default=5)
    limit_value = AmountField(_("second person above, value"), null=True, blank=True)
    limit_percent = models.PositiveSmallIntegerField(_("second person above, per cent"), null=True, blank=True, default=10)
    is_active = models.BooleanField(_("counts are planned"), default=True)

    class Meta:
        ordering = ["warehouse_id"]
        verbose_name = _("counting plan")
        verbose_name_plural = _("counting plans")
        constraints = [
            models.CheckConstraint(
                name="count_plan_has_days", condition=Q(days_a__gte=1, days_b__gte=F("days_a"), days_c__gte=F("days_b"))
            ),
            models.CheckConstraint(name="count_plan_counts_something", condition=Q(most_per_day__gte=1)),
            models.CheckConstraint(
                name="count_plan_value_not_negative", condition=Q(limit_value__isnull=True) | Q(limit_value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.warehouse}: {self.days_a}/{self.days_b}/{self.days_c}"

    def days_of(self, abc: str) -> int:
        return {AbcClass.A: self.days_a, AbcClass.B: self.days_b}.get(AbcClass(abc), self.days_c)


class CountStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("count", "To count")
    AGAIN = "again", pgettext_lazy("count", "Count again")
    TO_APPROVE = "to_approve", pgettext_lazy("count", "Waits for a second person")
    AGREED = "agreed", pgettext_lazy("count", "Agrees")
    BOOKED = "booked", pgettext_lazy("count", "Booked")
    CANCELLED = "cancelled", pgettext_lazy("count", "Struck off")


#: Somebody still has to do something about these, and about these a counter.
UNFINISHED = (CountStatus.OPEN, CountStatus.AGAIN, CountStatus.TO_APPROVE)
TO_COUNT = (CountStatus.OPEN, CountStatus.AGAIN)


class CountCause(models.TextChoices):
    PLAN = "plan", pgettext_lazy("cause of a count", "Plan")
    SHORT = "short", pgettext_lazy("cause of a count", "Missing at picking")
    ASKED = "asked", pgettext_lazy("cause of a count", "Asked for")
    FOUND = "found", pgettext_lazy("cause of a count", "Found in the bin")


class CountStep(models.IntegerChoices):
    """Where the counter is: which code is wanted next."""

    LOCATION = 0
    PRODUCT = 1
    QUANTITY = 2
    LOT = 3


class Count(models.Model):
    """One product in one bin, to be counted blind. Judged by the entries from `judged_from` on (a refusal begins anew).

    `begun_after` is the newest movement when the counter stood at the bin: what moved since makes the count worthless.
    Of a product that keeps lots each is told by itself: `lot` is in hand, `by_lot` what was counted of the others so far.
    """

    STATUS_TRANSITIONS = {
        CountStatus.OPEN: {CountStatus.AGAIN, CountStatus.AGREED, CountStatus.CANCELLED},
        CountStatus.AGAIN: {CountStatus.AGREED, CountStatus.BOOKED, CountStatus.TO_APPROVE, CountStatus.CANCELLED},
        CountStatus.TO_APPROVE: {CountStatus.BOOKED, CountStatus.AGAIN},
        CountStatus.AGREED: set(),
        CountStatus.BOOKED: set(),
        CountStatus.CANCELLED: set(),
    }

    warehouse = models.ForeignKey("Warehouse", models.PROTECT, related_name="counts")
    location = models.ForeignKey("Location", models.PROTECT, related_name="counts")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="counts")
    status = models.CharField(_("state"), max_length=10, choices=CountStatus.choices, default=CountStatus.OPEN)
    cause = models.CharField(_("cause"), max_length=6, choices=CountCause.choices, default=CountCause.PLAN)
    abc = models.CharField(_("class"), max_length=1, choices=AbcClass.choices, default=AbcClass.C)
    due_on = models.DateField(_("due"))
    created_at = models.DateTimeField(default=clock.now)
    counter = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.PositiveSmallIntegerField(choices=CountStep.choices, default=CountStep.LOCATION)
    tally = models.PositiveIntegerField(default=0)
    lot = models.ForeignKey("Lot", models.PROTECT, null=True, blank=True, related_name="+")
    by_lot = models.JSONField(default=dict, blank=True)
    begun_after = models.BigIntegerField(null=True, blank=True)
    judged_from = models.PositiveSmallIntegerField(default=1)
    first_by = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="+")
    last_by = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="+")
    variance = models.IntegerField(_("variance"), null=True, blank=True)
    variance_value = AmountField(_("variance in money"), null=True, blank=True)
    lots_differ = models.BooleanField(default=False)
    needs_second = models.BooleanField(_("needs a second person"), default=False)
    decided_by = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(_("done"), null=True, blank=True)
    # No reference in the database: movements are split by their numbers when there are many (docs/scaling.md), and none is
    # ever removed; `verify` finds a count whose movement is not there.
    movement = models.OneToOneField(
        "StockMovement", models.PROTECT, null=True, blank=True, related_name="count", db_constraint=False
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        indexes = [
            models.Index(fields=["product", "location", "-finished_at"], name="count_last_of_bin"),
            models.Index(fields=["warehouse", "due_on"], name="count_planned_of_day"),
            models.Index(fields=["-finished_at", "-id"], name="count_by_end"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="count_once_at_a_time",
                fields=["product", "location"],
                condition=Q(status__in=["open", "again", "to_approve"]),
            ),
            models.CheckConstraint(name="count_status_known", condition=Q(status__in=CountStatus.values)),
            models.CheckConstraint(
                name="count_decider_is_no_counter",
                condition=Q(decided_by__isnull=True)
                | (
                    (Q(first_by__isnull=True) | ~Q(decided_by=F("first_by")))
                    & (Q(last_by__isnull=True) | ~Q(decided_by=F("last_by")))
                ),
            ),
            models.CheckConstraint(
                name="count_above_limit_was_decided",
                condition=~Q(status="booked") | Q(needs_second=False) | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="count_booked_by_a_movement",
                condition=Q(status="booked", movement__isnull=False, variance__isnull=False)
                | (~Q(status="booked") & Q(movement__isnull=True)),
            ),
            models.CheckConstraint(
                name="count_agreed_without_variance", condition=~Q(status="agreed") | Q(variance=0, lots_differ=False)
            ),
            models.CheckConstraint(
                name="count_waits_with_a_variance",
                condition=~Q(status="to_approve")
                | (Q(needs_second=True, variance__isnull=False) & (~Q(variance=0) | Q(lots_differ=True))),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"C-{self.pk:06d}"


class CountEntry(models.Model):
    """What one blind count told, and what the books said at that moment, under the level's lock. Written once.

    `key` is the press: sent again, it finds this row. `was_disturbed`: something moved there while it was counted.
    """

    count = models.ForeignKey(Count, models.PROTECT, related_name="entries")
    round = models.PositiveSmallIntegerField(_("round"))
    counted = models.PositiveIntegerField(_("counted"))
    expected = models.PositiveIntegerField(_("expected"))
    held = models.PositiveIntegerField(_("held"), default=0)
    was_disturbed = models.BooleanField(default=False)
    by = models.ForeignKey("access.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=clock.now)
    key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["count_id", "round"]
        verbose_name = _("blind count")
        verbose_name_plural = _("blind counts")
        triggers = append_only("count_entry_append_only")
        constraints = [
            models.UniqueConstraint(name="count_entry_once_per_round", fields=["count", "round"]),
            models.CheckConstraint(name="count_entry_has_a_round", condition=Q(round__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.count_id}/{self.round}"

    @property
    def variance(self) -> int:
        return self.counted - self.expected


class CountEntryLot(models.Model):
    """How the pieces of a blind count divide among lots, and what the books said of each; together the entry's. Written once."""

    entry = models.ForeignKey(CountEntry, models.PROTECT, related_name="lots")
    lot = models.ForeignKey("Lot", models.PROTECT, related_name="+")
    counted = models.PositiveIntegerField(_("counted"))
    expected = models.PositiveIntegerField(_("expected"))

    class Meta:
        ordering = ["entry_id", "pk"]
        verbose_name = _("lot of a blind count")
        verbose_name_plural = _("lots of blind counts")
        triggers = append_only("count_entry_lot_append_only")
        constraints = [models.UniqueConstraint(name="count_entry_tells_a_lot_once", fields=["entry", "lot"])]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.counted} of {self.lot_id}"

    @property
    def variance(self) -> int:
        return self.counted - self.expected


class StockSheet(models.Model):
    """A stock sheet that was brought in; `digest` is the file's own key, so that it is booked once. Written once."""

    warehouse = models.ForeignKey("Warehouse", models.PROTECT, related_name="sheets")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("file"), max_length=120, blank=True)
    rows = models.PositiveIntegerField(_("rows"))
    at = models.DateTimeField(_("at"), default=clock.now)
    actor_label = models.CharField(_("by"), max_length=200)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("stock sheet")
        verbose_name_plural = _("stock sheets")
        triggers = append_only("stock_sheet_append_only")

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"SH-{self.pk:06d}"
