"""The walk through the warehouse: pick list, its lines in walking order, and every scan that was made."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import append_only
from fulfillment.models.laws import picked_only_by_scan


class PickListStatus(models.TextChoices):
    OPEN = "open", _("To be picked")
    PICKING = "picking", _("In picking")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class PickList(models.Model):
    """One walk of one picker with one tote; each shipment in it has its slot."""

    STATUS_TRANSITIONS = {
        PickListStatus.OPEN: {PickListStatus.PICKING, PickListStatus.CANCELLED},
        PickListStatus.PICKING: {PickListStatus.DONE, PickListStatus.CANCELLED},
        PickListStatus.DONE: set(),
        PickListStatus.CANCELLED: set(),
    }

    number = models.CharField(_("number"), max_length=20, unique=True)
    warehouse = models.ForeignKey("inventory.Warehouse", models.PROTECT, related_name="pick_lists")
    staging = models.ForeignKey("inventory.Location", models.PROTECT, related_name="+")
    tote = models.CharField(_("tote"), max_length=12, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=PickListStatus.choices, default=PickListStatus.OPEN)
    picker = models.ForeignKey("access.User", models.SET_NULL, null=True, blank=True, related_name="pick_lists")
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("pick list")
        verbose_name_plural = _("pick lists")
        indexes = [models.Index(fields=["warehouse", "status", "id"], name="pick_list_by_status")]
        constraints = [
            models.CheckConstraint(name="pick_list_status_known", condition=Q(status__in=PickListStatus.values)),
        ]

    def __str__(self) -> str:
        return self.number


class PickStep(models.IntegerChoices):
    LOCATION = 0, _("Location")
    PRODUCT = 1, _("Product")
    QUANTITY = 2, _("Quantity")
    DONE = 3, _("Done")


class PickLineStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    PICKED = "picked", _("Picked")
    SHORT = "short", _("Short")
    CANCELLED = "cancelled", _("Cancelled")


class ShortReason(models.TextChoices):
    NOT_THERE = "not_there", _("Nothing there")
    FEWER = "fewer", _("Fewer than booked")
    DAMAGED = "damaged", _("Damaged")
    WRONG_GOODS = "wrong_goods", _("Other goods in the bin")


class PickLine(models.Model):
    """Take `quantity` of a product from a location. It only advances with a scan or an audited override (trigger)."""

    STATUS_TRANSITIONS = {
        PickLineStatus.WAITING: {PickLineStatus.PICKED, PickLineStatus.SHORT, PickLineStatus.CANCELLED},
        PickLineStatus.PICKED: set(),
        PickLineStatus.SHORT: set(),
        PickLineStatus.CANCELLED: set(),
    }

    pick_list = models.ForeignKey(PickList, models.PROTECT, related_name="lines")
    shipment_line = models.ForeignKey("ShipmentLine", models.PROTECT, related_name="pick_lines")
    reservation = models.OneToOneField("inventory.Reservation", models.PROTECT, related_name="pick_line")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="+")
    location = models.ForeignKey("inventory.Location", models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(_("pieces"))
    slot = models.CharField(_("slot"), max_length=4, blank=True)
    step = models.PositiveSmallIntegerField(_("step"), choices=PickStep.choices, default=PickStep.LOCATION)
    counted = models.PositiveIntegerField(default=0)
    picked = models.PositiveIntegerField(default=0)
    status = models.CharField(_("state"), max_length=10, choices=PickLineStatus.choices, default=PickLineStatus.WAITING)
    short_reason = models.CharField(max_length=12, choices=ShortReason.choices, blank=True)
    last_scan = models.ForeignKey("ScanEvent", models.PROTECT, null=True, blank=True, related_name="+")
    override = models.ForeignKey("ScanOverride", models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pick_list_id", "location__walking_order", "location__code", "pk"]
        verbose_name = _("pick line")
        verbose_name_plural = _("pick lines")
        triggers = [picked_only_by_scan("picked_only_by_scan")]
        constraints = [
            models.CheckConstraint(name="pick_line_has_a_piece", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="pick_line_within_quantity",
                condition=Q(counted__lte=F("quantity")) & Q(picked__lte=F("quantity")),
            ),
            models.CheckConstraint(
                name="pick_line_advanced_by_scan",
                condition=Q(step=0, counted=0, picked=0) | Q(last_scan__isnull=False) | Q(override__isnull=False),
            ),
            models.CheckConstraint(name="pick_line_short_has_reason", condition=~Q(status="short") | ~Q(short_reason="")),
            models.CheckConstraint(name="pick_line_status_known", condition=Q(status__in=PickLineStatus.values)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id} from {self.location_id}"


class ScanResult(models.TextChoices):
    OK = "ok", _("OK")
    SHORT = "short", _("Short")
    WRONG_LOCATION = "wrong_location", _("Wrong location")
    WRONG_PRODUCT = "wrong_product", _("Wrong product")
    WRONG_QUANTITY = "wrong_quantity", _("Wrong quantity")
    UNKNOWN = "unknown", _("Unknown code")
    TOO_MANY = "too_many", _("Too many")
    BLOCKED = "blocked", _("Blocked")
    COMMAND = "command", _("Command")


#: What the exceptions board shows.
WRONG_RESULTS = (
    ScanResult.WRONG_LOCATION,
    ScanResult.WRONG_PRODUCT,
    ScanResult.WRONG_QUANTITY,
    ScanResult.UNKNOWN,
    ScanResult.TOO_MANY,
    ScanResult.BLOCKED,
)


class ScanStation(models.TextChoices):
    PICK = "pick", _("Picking")
    PACK = "pack", _("Packing")
    BACK = "back", _("Returns desk")
    BIN = "bin", _("Counting")


class ScanEvent(models.Model):
    """One scan as the scanner's own id knows it, right or wrong, written once. A replayed id finds this row again."""

    scan_id = models.UUIDField(unique=True)
    station = models.CharField(max_length=4, choices=ScanStation.choices)
    pick_list = models.ForeignKey(PickList, models.PROTECT, null=True, blank=True, related_name="scans")
    shipment = models.ForeignKey("Shipment", models.PROTECT, null=True, blank=True, related_name="scans")
    pick_line = models.ForeignKey(PickLine, models.PROTECT, null=True, blank=True, related_name="scans")
    shipment_line = models.ForeignKey("ShipmentLine", models.PROTECT, null=True, blank=True, related_name="scans")
    code = models.CharField(_("scanned"), max_length=120)
    expected = models.CharField(_("wanted"), max_length=120, blank=True)
    result = models.CharField(_("result"), max_length=16, choices=ScanResult.choices)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_label = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        triggers = append_only("scan_event_append_only")
        indexes = [
            models.Index(fields=["pick_list", "-id"], name="scan_of_pick_list"),
            models.Index(fields=["shipment", "-id"], name="scan_of_shipment"),
            models.Index(fields=["-id"], name="scan_that_was_wrong", condition=Q(result__in=[*map(str, WRONG_RESULTS)])),
        ]
        constraints = [
            models.CheckConstraint(name="scan_result_known", condition=Q(result__in=ScanResult.values)),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.result}"


class ScanOverride(models.Model):
    """A supervisor's word that let work advance without a scan; written once, beside its audit entry."""

    pick_line = models.ForeignKey(PickLine, models.PROTECT, null=True, blank=True, related_name="overrides")
    shipment_line = models.ForeignKey("ShipmentLine", models.PROTECT, null=True, blank=True, related_name="overrides")
    supervisor = models.ForeignKey("access.User", models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        triggers = append_only("scan_override_append_only")
        constraints = [
            models.CheckConstraint(
                name="override_of_one_line",
                condition=Q(pick_line__isnull=False, shipment_line__isnull=True)
                | Q(pick_line__isnull=True, shipment_line__isnull=False),
            ),
            models.CheckConstraint(name="override_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor_id}: {self.reason}"
