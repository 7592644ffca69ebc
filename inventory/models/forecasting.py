"""What will be asked for, what is watched, and how sure the company wants to be: forecasts, alerts of cover, service levels."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.database import append_only


class ForecastMethod(models.TextChoices):
    SMOOTHING = "smoothing", _("Smoothing, slow")
    SMOOTHING_FAST = "smoothing_fast", _("Smoothing, fast")
    SELDOM = "seldom", _("Seldom demand")
    SEASONAL_NAIVE = "seasonal_naive", _("As last week")


class ForecastReason(models.TextChoices):
    BEATS = "beats", _("Closer than last week's figures")
    YIELDS = "yields", _("Nothing was closer than last week's figures")
    UNTESTED = "untested", _("Too little sold to test it")


class Forecast(models.Model):
    """Demand of a product in a pool, of one channel or (without one) of all together; a night's run replaces it.

    `level` pieces a day times `pattern` (Monday to Sunday), plus `uplift` from unfinished baskets; `spread` is the standard
    deviation of a day. `error` and `naive_error` are shares (0.25: wrong by a quarter) from the test on the past.
    """

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="forecasts")
    pool = models.ForeignKey("partner.Partner", models.CASCADE, related_name="forecasts")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, null=True, blank=True, related_name="forecasts")
    method = models.CharField(_("method"), max_length=20, choices=ForecastMethod.choices)
    reason = models.CharField(_("why this method"), max_length=10, choices=ForecastReason.choices)
    level = models.FloatField(_("level"))
    pattern = ArrayField(models.FloatField(), size=7)
    uplift = models.FloatField(default=0)
    a_day = models.FloatField(_("pieces a day"))
    spread = models.FloatField(_("standard deviation of a day"))
    error = models.FloatField(_("error"), null=True, blank=True)
    naive_error = models.FloatField(_("error of last week's figures"), null=True, blank=True)
    sign_error = models.FloatField(null=True, blank=True)
    tried = models.JSONField(default=dict, blank=True)
    tests = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField(_("days looked at"))
    days_out = models.PositiveSmallIntegerField(_("of them without stock"), default=0)
    first_day = models.DateField(_("from"))
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("forecast")
        verbose_name_plural = _("forecasts")
        indexes = [models.Index(fields=["pool", "product"], name="forecast_of_all", condition=Q(channel__isnull=True))]
        constraints = [
            models.UniqueConstraint(
                name="forecast_once_per_product_pool_channel", fields=["product", "pool", "channel"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="forecast_not_negative",
                condition=Q(level__gte=0) & Q(a_day__gte=0) & Q(spread__gte=0) & Q(days_out__lte=F("days")),
            ),
            models.CheckConstraint(name="forecast_has_seven_weekdays", condition=Q(pattern__len=7)),
            models.CheckConstraint(name="forecast_method_known", condition=Q(method__in=ForecastMethod.values)),
            models.CheckConstraint(
                name="forecast_error_unless_untested",
                condition=Q(reason="untested", error__isnull=True)
                | Q(reason__in=["beats", "yields"], error__isnull=False, naive_error__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.a_day:.1f} a day"


class AlertEnd(models.TextChoices):
    COVERED = "covered", _("It lasts again")
    NOT_ASKED = "not_asked", _("Nobody asks for it any more")
    NOT_SOLD = "not_sold", _("It is not sold any more")


class CoverAlert(models.Model):
    """What a pool has of a product will not last as long as orders are promised; open until `ended_at`.

    `why` keeps the figures of the moment it was raised: free, a_day, cover, promised_days, in_bulk.
    """

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="cover_alerts")
    pool = models.ForeignKey("partner.Partner", models.CASCADE, related_name="cover_alerts")
    since = models.DateTimeField(_("since"), default=clock.now)
    urgency = models.CharField(_("state"), max_length=12)
    cover = models.DecimalField(_("cover, days"), max_digits=9, decimal_places=1, null=True, blank=True)
    why = models.JSONField(default=dict)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=10, choices=AlertEnd.choices, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("alert of cover")
        verbose_name_plural = _("alerts of cover")
        indexes = [models.Index(fields=["-since", "-id"], name="cover_alert_by_time")]
        constraints = [
            models.UniqueConstraint(name="one_open_cover_alert", fields=["product", "pool"], condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(
                name="cover_alert_ends_for_a_reason",
                condition=Q(ended_at__isnull=True, ended_why="")
                | Q(ended_at__isnull=False, ended_at__gte=F("since"), ended_why__in=AlertEnd.values),
            ),
            models.CheckConstraint(name="cover_alert_is_urgent", condition=Q(urgency__in=["runs_out", "below_safety", "low"])),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.urgency}"


class AbcClass(models.TextChoices):
    A = "A", _("A: most of the value")
    B = "B", _("B: the middle")
    C = "C", _("C: the long tail")


class ServiceLevel(models.Model):
    """How sure the company wants to be of not running out before the next delivery, in per cent, from a moment on.

    Of a class, or of one product; the latest row of each counts. Without `percent` the product follows its class again.
    Rows are never changed: they are the history.
    """

    abc_class = models.CharField(_("class"), max_length=1, choices=AbcClass.choices, blank=True)
    product = models.ForeignKey("catalogue.Product", models.PROTECT, null=True, blank=True, related_name="service_levels")
    percent = models.DecimalField(
        _("service level, %"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(50), MaxValueValidator("99.9")],
    )
    order_days = models.PositiveSmallIntegerField(
        _("days that an order is to last"), default=14, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("service level")
        verbose_name_plural = _("service levels")
        triggers = append_only("service_level_append_only")
        constraints = [
            models.CheckConstraint(
                name="service_level_of_a_class_or_a_product",
                condition=Q(abc_class__in=AbcClass.values, product__isnull=True, percent__isnull=False)
                | Q(abc_class="", product__isnull=False),
            ),
            models.CheckConstraint(
                name="service_level_between_half_and_all",
                condition=Q(percent__isnull=True) | Q(percent__gte=50, percent__lte="99.9"),
            ),
            models.CheckConstraint(name="service_level_order_lasts", condition=Q(order_days__gte=1, order_days__lte=180)),
        ]

    def __str__(self) -> str:
        return f"{self.abc_class or self.product_id}: {self.percent}"


class SuggestionStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("suggestion", "Open")
    ORDERED = "ordered", pgettext_lazy("suggestion", "Ordered")
    WITHDRAWN = "withdrawn", pgettext_lazy("suggestion", "No longer needed")


class ReorderSuggestion(models.Model):
    """What to buy for a pool, with every figure it follows from (inventory/reordering/arithmetic.py).

    One is open per product and pool. Without `source` nobody sells it to us.
    """

    STATUS_TRANSITIONS = {
        SuggestionStatus.OPEN: {SuggestionStatus.ORDERED, SuggestionStatus.WITHDRAWN},
        SuggestionStatus.ORDERED: set(),
        SuggestionStatus.WITHDRAWN: set(),
    }

    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="reorder_suggestions")
    pool = models.ForeignKey("partner.Partner", models.PROTECT, related_name="reorder_suggestions")
    warehouse = models.ForeignKey("Warehouse", models.PROTECT, related_name="reorder_suggestions")
    source = models.ForeignKey("SupplierProduct", models.SET_NULL, null=True, blank=True, related_name="reorder_suggestions")
    status = models.CharField(_("state"), max_length=9, choices=SuggestionStatus.choices, default=SuggestionStatus.OPEN)
    quantity = models.PositiveIntegerField(_("pieces"))
    abc_class = models.CharField(_("class"), max_length=1, choices=AbcClass.choices)
    percent = models.DecimalField(_("service level, %"), max_digits=4, decimal_places=2)
    a_day = models.FloatField(_("pieces a day"))
    spread = models.FloatField()
    lead_days = models.PositiveSmallIntegerField()
    lead_spread_days = models.PositiveSmallIntegerField()
    review_days = models.PositiveSmallIntegerField()
    order_days = models.PositiveSmallIntegerField()
    pack_size = models.PositiveIntegerField(default=1)
    minimum_quantity = models.PositiveIntegerField(default=1)
    on_hand = models.IntegerField(_("on hand"))
    owed = models.IntegerField()
    coming = models.IntegerField()
    safety_stock = models.PositiveIntegerField(_("safety stock"))
    reorder_point = models.PositiveIntegerField(_("reorder point"))
    up_to = models.PositiveIntegerField()
    runs_out_on = models.DateField(_("runs out on"))
    purchase_order = models.ForeignKey("PurchaseOrder", models.SET_NULL, null=True, blank=True, related_name="suggestions")
    made_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("reorder suggestion")
        verbose_name_plural = _("reorder suggestions")
        indexes = [models.Index(fields=["runs_out_on", "id"], name="suggestion_by_day", condition=Q(status="open"))]
        constraints = [
            models.UniqueConstraint(name="one_open_suggestion", fields=["product", "pool"], condition=Q(status="open")),
            models.CheckConstraint(name="suggestion_has_a_piece", condition=Q(quantity__gte=1)),
            models.CheckConstraint(name="suggestion_status_known", condition=Q(status__in=SuggestionStatus.values)),
            models.CheckConstraint(
                name="suggestion_done_at_an_end",
                condition=Q(status="open", done_at__isnull=True) | (~Q(status="open") & Q(done_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="suggestion_in_packs", condition=Q(quantity__gte=F("minimum_quantity")) & Q(pack_size__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id}"
