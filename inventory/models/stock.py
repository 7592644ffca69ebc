"""What is where: append-only movements, the levels that they add up to, and what a product's units cost."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import append_only
from core.money import AmountField


class MovementReason(models.TextChoices):
    RECEIVED = "received", _("Received")
    MOVED = "moved", _("Moved")
    REPLENISHED = "replenished", _("Replenished")
    PICKED = "picked", _("Picked")
    PICK_SHORT = "pick_short", _("Missing at picking")
    PUT_BACK = "put_back", _("Put back")
    DISPATCHED = "dispatched", _("Dispatched")
    RETURNED = "returned", _("Returned")
    COUNT_LOSS = "count_loss", _("Count: fewer than booked")
    COUNT_GAIN = "count_gain", _("Count: more than booked")
    DAMAGED = "damaged", _("Damaged")
    SAMPLE = "sample", _("Taken as a sample")
    SCRAPPED = "scrapped", _("Scrapped")
    QUARANTINED = "quarantined", _("Put in quarantine")
    TO_SUPPLIER = "to_supplier", _("Sent back to the supplier")
    TRANSFERRED = "transferred", _("Between warehouses")
    LOST = "lost", _("Lost on the way")
    REVERSAL = "reversal", _("Reversal of a movement")


class StockMovement(models.Model):
    """Units that came, moved or left; written once. No `from_location`: they came in; no `to_location`: they left.

    `value` is what all of them cost in the company's own currency: of receipts as invoiced, else at moving average.
    """

    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="movements")
    from_location = models.ForeignKey("Location", models.PROTECT, null=True, blank=True, related_name="movements_out")
    to_location = models.ForeignKey("Location", models.PROTECT, null=True, blank=True, related_name="movements_in")
    lot = models.ForeignKey("Lot", models.PROTECT, null=True, blank=True, related_name="movements", db_index=False)
    quantity = models.PositiveIntegerField(_("pieces"))
    reason = models.CharField(_("reason"), max_length=12, choices=MovementReason.choices)
    source_type = models.CharField(_("kind of source"), max_length=60, blank=True)
    source_id = models.CharField(_("source id"), max_length=40, blank=True)
    source_label = models.CharField(_("source"), max_length=60, blank=True)
    unit_cost = AmountField(_("cost of a piece"), default=0)
    value = AmountField(_("cost of all"), default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_label = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        indexes = [
            models.Index(fields=["product", "-id"], name="movement_of_product"),
            models.Index(fields=["source_type", "source_id"], name="movement_of_source"),
            models.Index(fields=["reason", "-at", "-id"], name="movement_by_reason"),
            models.Index(fields=["-at", "-id"], name="movement_by_time"),
            models.Index(fields=["source_label", "-id"], name="movement_of_document", condition=~Q(source_label="")),
            models.Index(fields=["lot", "-id"], name="movement_of_lot", condition=Q(lot__isnull=False)),
            models.Index(fields=["product", "to_location", "at"], include=["quantity"], name="movement_into_in_time"),
            models.Index(fields=["product", "from_location", "at"], include=["quantity"], name="movement_out_of_in_time"),
        ]
        triggers = append_only("stock_movement_append_only")
        constraints = [
            models.CheckConstraint(name="movement_has_a_piece", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="movement_goes_somewhere",
                condition=(Q(from_location__isnull=False) | Q(to_location__isnull=False))
                & (Q(from_location__isnull=True) | Q(to_location__isnull=True) | ~Q(from_location=F("to_location"))),
            ),
            models.CheckConstraint(name="movement_reason_known", condition=Q(reason__in=MovementReason.values)),
            models.CheckConstraint(name="movement_cost_not_negative", condition=Q(unit_cost__gte=0) & Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.quantity} × {self.product_id}"


class StockLevel(models.Model):
    """How many pieces of a product lie at a location, and how many of them are held. Only `inventory.levels` writes it."""

    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="levels")
    location = models.ForeignKey("Location", models.PROTECT, related_name="levels")
    on_hand = models.IntegerField(_("on hand"), default=0)
    reserved = models.IntegerField(_("reserved"), default=0)

    class Meta:
        verbose_name = _("stock level")
        verbose_name_plural = _("stock levels")
        constraints = [
            models.UniqueConstraint(name="level_once_per_product_and_location", fields=["product", "location"]),
            models.CheckConstraint(name="level_on_hand_not_negative", condition=Q(on_hand__gte=0)),
            models.CheckConstraint(
                name="level_reserved_within_on_hand", condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} at {self.location_id}: {self.on_hand}"

    #: Free pieces of lots that may not be sold; told by `inventory.lot_levels.attach` for products that keep lots.
    withheld = 0

    @property
    def free(self) -> int:
        return self.on_hand - self.reserved

    @property
    def ready(self) -> int:
        """Free pieces that may be sold."""
        return self.free - self.withheld


class ProductCost(models.Model):
    """All units of a product in the company and what they cost together; the moving average is one by the other.

    Keeping the total, not the average, means that the last unit takes the last coin with it.
    """

    product = models.OneToOneField("catalogue.Product", models.PROTECT, related_name="cost", primary_key=True)
    quantity = models.IntegerField(default=0)
    value = AmountField(default=0)

    class Meta:
        verbose_name = _("cost of a product")
        verbose_name_plural = _("costs of products")
        constraints = [
            models.CheckConstraint(name="product_cost_not_negative", condition=Q(quantity__gte=0) & Q(value__gte=0)),
            models.CheckConstraint(name="product_cost_of_nothing_is_nothing", condition=Q(quantity__gt=0) | Q(value=0)),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.quantity} for {self.value}"

    @property
    def average(self):
        """The moving average cost of a piece, unrounded."""
        return self.value / self.quantity if self.quantity else self.value


class GoodsReceipt(models.Model):
    """What a truck brought, booked at once. `key` comes with the form, so that a second click finds the first receipt.

    Against a purchase order it says what freight and duty cost (in the company's own currency) and what a unit of the
    order's currency was worth in it.
    """

    number = models.CharField(_("number"), max_length=20, unique=True)
    key = models.UUIDField(unique=True)
    warehouse = models.ForeignKey("Warehouse", models.PROTECT, related_name="receipts")
    reference = models.CharField(_("delivery note"), max_length=60, blank=True)
    supplier = models.CharField(_("supplier"), max_length=120, blank=True)
    received_at = models.DateTimeField(default=clock.now)
    actor_label = models.CharField(max_length=200)
    purchase_order = models.ForeignKey("PurchaseOrder", models.PROTECT, null=True, blank=True, related_name="receipts")
    exchange_rate = models.DecimalField(_("exchange rate"), max_digits=18, decimal_places=6, default=1)
    freight = AmountField(_("freight"), default=0)
    duty = AmountField(_("duty"), default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("goods receipt")
        verbose_name_plural = _("goods receipts")
        constraints = [
            models.CheckConstraint(
                name="receipt_charges_not_negative", condition=Q(freight__gte=0) & Q(duty__gte=0) & Q(exchange_rate__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.number


class GoodsReceiptLine(models.Model):
    """What came of one line of a purchase order, beside what was still to come; written once.

    `good` pieces were put away, `damaged` ones lie in quarantine. `goods_value` is what the supplier charges for all of
    them, `landed_value` that with their share of freight and duty: both in the company's own currency.
    """

    receipt = models.ForeignKey(GoodsReceipt, models.PROTECT, related_name="lines")
    purchase_order_line = models.ForeignKey("PurchaseOrderLine", models.PROTECT, related_name="receipt_lines")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="receipt_lines")
    awaited = models.PositiveIntegerField(_("still to come"))
    good = models.PositiveIntegerField(_("good"))
    damaged = models.PositiveIntegerField(_("damaged"))
    goods_value = AmountField(_("value of the goods"))
    landed_value = AmountField(_("landed cost"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of a goods receipt")
        verbose_name_plural = _("lines of goods receipts")
        triggers = append_only("goods_receipt_line_append_only")
        constraints = [
            models.UniqueConstraint(name="receipt_names_a_line_once", fields=["receipt", "purchase_order_line"]),
            models.CheckConstraint(
                name="receipt_line_landed_above_goods", condition=Q(goods_value__gte=0) & Q(landed_value__gte=F("goods_value"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.came} × {self.product_id}"

    @property
    def came(self) -> int:
        return self.good + self.damaged

    @property
    def over(self) -> int:
        """Pieces more than were still to come."""
        return max(self.came - self.awaited, 0)

    @property
    def short(self) -> int:
        """Pieces that are still missing after it."""
        return max(self.awaited - self.came, 0)
