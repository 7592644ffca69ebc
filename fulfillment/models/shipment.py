"""A shipment is what one warehouse sends for one order; its lines say how far each piece has come."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.money import AmountField
from fulfillment.models.laws import packed_only_by_scan, returned_only_by_scan


class ShipmentStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RELEASED = "released", _("On a pick list")
    PICKING = "picking", _("In picking")
    PICKED = "picked", _("Picked")
    PACKED = "packed", _("Packed")
    DISPATCHED = "dispatched", _("Dispatched")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Cancelled")
    REFUSED = "refused", _("Refused")
    RETURNED = "returned_to_sender", _("Returned to sender")


#: Still in the house: a cancellation of the order can stop it.
IN_THE_HOUSE = (
    ShipmentStatus.WAITING,
    ShipmentStatus.RELEASED,
    ShipmentStatus.PICKING,
    ShipmentStatus.PICKED,
    ShipmentStatus.PACKED,
)
#: It left; what happens next is told by the carrier.
LEFT = (
    ShipmentStatus.DISPATCHED,
    ShipmentStatus.DELIVERED,
    ShipmentStatus.REFUSED,
    ShipmentStatus.RETURNED,
)


class Shipment(models.Model):
    """`dispatch_by` is the promise made when the order was placed. `cash_due` is what the courier is to collect."""

    STATUS_TRANSITIONS = {
        ShipmentStatus.WAITING: {ShipmentStatus.RELEASED, ShipmentStatus.CANCELLED},
        ShipmentStatus.RELEASED: {ShipmentStatus.PICKING, ShipmentStatus.WAITING, ShipmentStatus.CANCELLED},
        ShipmentStatus.PICKING: {ShipmentStatus.PICKED, ShipmentStatus.CANCELLED},
        ShipmentStatus.PICKED: {ShipmentStatus.PACKED, ShipmentStatus.CANCELLED},
        ShipmentStatus.PACKED: {ShipmentStatus.DISPATCHED, ShipmentStatus.CANCELLED},
        ShipmentStatus.DISPATCHED: {ShipmentStatus.DELIVERED, ShipmentStatus.REFUSED, ShipmentStatus.RETURNED},
        ShipmentStatus.REFUSED: {ShipmentStatus.RETURNED},
        ShipmentStatus.DELIVERED: set(),
        ShipmentStatus.RETURNED: set(),
        ShipmentStatus.CANCELLED: set(),
    }

    number = models.CharField(_("number"), max_length=20, unique=True)
    order = models.ForeignKey("order.Order", models.PROTECT, related_name="shipments")
    warehouse = models.ForeignKey("inventory.Warehouse", models.PROTECT, related_name="shipments")
    carrier = models.ForeignKey("shipping.Carrier", models.PROTECT, null=True, blank=True, related_name="shipments")
    status = models.CharField(_("state"), max_length=20, choices=ShipmentStatus.choices, default=ShipmentStatus.WAITING)
    pick_list = models.ForeignKey(
        "PickList", models.PROTECT, null=True, blank=True, related_name="shipments", verbose_name=_("pick list")
    )
    slot = models.CharField(_("slot"), max_length=4, blank=True)
    packer = models.ForeignKey("access.User", models.SET_NULL, null=True, blank=True, related_name="+")
    currency = models.CharField(max_length=3, default="VND")
    cash_due = AmountField(_("cash to collect"), default=0)
    cash_collected = AmountField(_("cash collected"), default=0)
    dispatch_by = models.DateTimeField(_("dispatch by"), null=True, blank=True)
    opened_at = models.DateTimeField(default=clock.now)
    picked_at = models.DateTimeField(null=True, blank=True)
    packed_at = models.DateTimeField(null=True, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(_("received by"), max_length=120, blank=True)
    ended_reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        indexes = [
            models.Index(fields=["status", "dispatch_by", "id"], name="shipment_by_status"),
            models.Index(fields=["warehouse", "status"], name="shipment_of_warehouse"),
            models.Index(fields=["order"], name="shipment_of_order"),
        ]
        constraints = [
            models.CheckConstraint(name="shipment_status_known", condition=Q(status__in=ShipmentStatus.values)),
            models.CheckConstraint(name="shipment_cash_not_negative", condition=Q(cash_due__gte=0) & Q(cash_collected__gte=0)),
            models.CheckConstraint(
                name="shipment_left_at_a_moment",
                condition=~Q(status__in=[*map(str, LEFT)]) | Q(dispatched_at__isnull=False),
            ),
            models.CheckConstraint(
                name="shipment_delivered_at_a_moment",
                condition=~Q(status="delivered") | Q(delivered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def return_or_none(self) -> "ShipmentReturn | None":
        """What the returns desk knows of it; joined in by lists."""
        return getattr(self, "coming_back", None)


class ShipmentLine(models.Model):
    """Pieces of an order line in a shipment. `packed` only grows with a scan or an audited override (trigger).

    Of what came back (`returned`, by scan) some was put on a shelf again, some scrapped; the rest waits in the returns zone.
    """

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="lines")
    order_line = models.ForeignKey("order.Line", models.PROTECT, related_name="shipment_lines")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(_("pieces"))
    picked = models.PositiveIntegerField(default=0)
    packed = models.PositiveIntegerField(default=0)
    dispatched = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    restocked = models.PositiveIntegerField(default=0)
    scrapped = models.PositiveIntegerField(default=0)
    last_scan = models.ForeignKey("ScanEvent", models.PROTECT, null=True, blank=True, related_name="+")
    override = models.ForeignKey("ScanOverride", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("shipment line")
        verbose_name_plural = _("shipment lines")
        triggers = [packed_only_by_scan("packed_only_by_scan"), returned_only_by_scan("returned_only_by_scan")]
        constraints = [
            models.UniqueConstraint(name="order_line_once_per_shipment", fields=["shipment", "order_line"]),
            models.CheckConstraint(name="shipment_line_picked_within", condition=Q(picked__lte=F("quantity"))),
            models.CheckConstraint(name="shipment_line_packed_within", condition=Q(packed__lte=F("picked"))),
            models.CheckConstraint(name="shipment_line_dispatched_within", condition=Q(dispatched__lte=F("packed"))),
            models.CheckConstraint(name="shipment_line_returned_within", condition=Q(returned__lte=F("dispatched"))),
            models.CheckConstraint(
                name="shipment_line_decided_within", condition=Q(returned__gte=F("restocked") + F("scrapped"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id}"

    @property
    def undecided(self) -> int:
        """Pieces that came back and lie in the returns zone."""
        return self.returned - self.restocked - self.scrapped


class ShipmentReturn(models.Model):
    """A shipment that came back to us: open until what was in it is booked, decided, and the rest written off."""

    shipment = models.OneToOneField(Shipment, models.PROTECT, related_name="coming_back")
    arrived_at = models.DateTimeField(_("arrived at"), default=clock.now)
    arrived_by = models.CharField(_("told by"), max_length=200)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)
    lost_pieces = models.PositiveIntegerField(_("missing pieces"), default=0)
    lost_value = AmountField(_("cost of what is missing"), default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("returned shipment")
        verbose_name_plural = _("returned shipments")
        constraints = [
            models.CheckConstraint(
                name="open_return_has_lost_nothing", condition=Q(closed_at__isnull=False) | Q(lost_pieces=0, lost_value=0)
            ),
        ]
        indexes = [models.Index(fields=["arrived_at", "id"], name="return_open", condition=Q(closed_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.shipment_id} back {self.arrived_at:%Y-%m-%d}"
