"""Where goods come from and what was asked for: suppliers, what they sell us at which price, and purchase orders."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.audit import tracked
from core.money import AmountField


@tracked(exclude=["email", "phone"])
class Supplier(models.Model):
    """A company that sells to us.

    Lead time: calendar days from sending an order to the goods at the door, give or take the spread.
    """

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, default="VN")
    language = models.CharField(_("language"), max_length=10, default="en")
    currency = models.CharField(_("currency"), max_length=3, default="VND")
    lead_time_days = models.PositiveSmallIntegerField(_("lead time, days"), default=7)
    lead_time_spread_days = models.PositiveSmallIntegerField(_("give or take, days"), default=0)
    is_active = models.BooleanField(_("we buy from them"), default=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        constraints = [
            models.CheckConstraint(name="supplier_currency_has_three_letters", condition=Q(currency__regex=r"^[A-Z]{3}$")),
            models.CheckConstraint(
                name="supplier_delivers_within_two_years",
                condition=Q(lead_time_days__lte=730) & Q(lead_time_spread_days__lte=365),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class SupplierProduct(models.Model):
    """A product as one supplier sells it: in whole packs, from a minimum on. Empty lead time: the supplier's own."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="products")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="suppliers")
    supplier_sku = models.CharField(_("their item number"), max_length=60, blank=True)
    pack_size = models.PositiveIntegerField(_("pieces in a pack"), default=1)
    minimum_quantity = models.PositiveIntegerField(_("least to order, pieces"), default=1)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time, days"), null=True, blank=True)
    is_preferred = models.BooleanField(_("preferred"), default=False)

    class Meta:
        ordering = ["product_id", "pk"]
        verbose_name = _("product of a supplier")
        verbose_name_plural = _("products of suppliers")
        constraints = [
            models.UniqueConstraint(name="supplier_lists_a_product_once", fields=["supplier", "product"]),
            models.UniqueConstraint(
                name="product_has_one_preferred_supplier", fields=["product"], condition=Q(is_preferred=True)
            ),
            models.CheckConstraint(
                name="supplier_product_in_packs",
                condition=Q(pack_size__range=(1, 100_000), minimum_quantity__range=(1, 1_000_000)),
            ),
            models.CheckConstraint(
                name="supplier_product_within_two_years", condition=Q(lead_time_days__isnull=True) | Q(lead_time_days__lte=730)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id}: {self.product_id}"

    @property
    def days(self) -> int:
        """Calendar days until the product comes. One query unless the supplier is loaded, where it has no time of its own."""
        return self.supplier.lead_time_days if self.lead_time_days is None else self.lead_time_days


@tracked
class SupplierPrice(models.Model):
    """What a piece costs from so many pieces on, in the supplier's currency, without tax.

    Of several that hold on a day the one with the most pieces counts, among those the one that began last.
    """

    supplier_product = models.ForeignKey(SupplierProduct, models.CASCADE, related_name="prices")
    from_quantity = models.PositiveIntegerField(_("from, pieces"), default=1)
    unit_price = AmountField(_("price of a piece"))
    valid_from = models.DateField(_("valid from"), default=clock.today)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["supplier_product_id", "from_quantity", "valid_from"]
        verbose_name = _("price of a supplier")
        verbose_name_plural = _("prices of suppliers")
        constraints = [
            models.UniqueConstraint(
                name="supplier_price_once_per_break_and_day", fields=["supplier_product", "from_quantity", "valid_from"]
            ),
            models.CheckConstraint(
                name="supplier_price_in_bounds",
                condition=Q(from_quantity__gte=1) & Q(unit_price__gt=0) & Q(unit_price__lte=1_000_000_000),
            ),
            models.CheckConstraint(
                name="supplier_price_ends_after_it_began",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_quantity}+: {self.unit_price}"


class PurchaseOrderStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("purchase order", "Draft")
    SENT = "sent", pgettext_lazy("purchase order", "Sent")
    PART_RECEIVED = "part_received", pgettext_lazy("purchase order", "Part received")
    RECEIVED = "received", pgettext_lazy("purchase order", "Received")
    CLOSED_SHORT = "closed_short", pgettext_lazy("purchase order", "Closed short")
    CANCELLED = "cancelled", pgettext_lazy("purchase order", "Cancelled")


#: Sent to the supplier, and something is still to come.
AWAITED = (PurchaseOrderStatus.SENT, PurchaseOrderStatus.PART_RECEIVED)

PURCHASE_ORDER_TRANSITIONS = {
    PurchaseOrderStatus.DRAFT: {PurchaseOrderStatus.SENT, PurchaseOrderStatus.CANCELLED},
    PurchaseOrderStatus.SENT: {
        PurchaseOrderStatus.PART_RECEIVED,
        PurchaseOrderStatus.RECEIVED,
        PurchaseOrderStatus.CANCELLED,
    },
    PurchaseOrderStatus.PART_RECEIVED: {PurchaseOrderStatus.RECEIVED, PurchaseOrderStatus.CLOSED_SHORT},
    PurchaseOrderStatus.RECEIVED: set(),
    PurchaseOrderStatus.CLOSED_SHORT: set(),
    PurchaseOrderStatus.CANCELLED: set(),
}


class PurchaseOrder(models.Model):
    """What a warehouse asks a supplier for. `cause` says what led to it; `key` comes with the form that made it."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    key = models.UUIDField(unique=True)
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="purchase_orders", verbose_name=_("supplier"))
    warehouse = models.ForeignKey("Warehouse", models.PROTECT, related_name="purchase_orders", verbose_name=_("warehouse"))
    status = models.CharField(_("status"), max_length=13, choices=PurchaseOrderStatus.choices, default=PurchaseOrderStatus.DRAFT)
    currency = models.CharField(_("currency"), max_length=3)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    cause = models.CharField(_("cause"), max_length=200, blank=True)
    note = models.CharField(_("note for the supplier"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    actor_label = models.CharField(_("by"), max_length=200)
    STATUS_TRANSITIONS = PURCHASE_ORDER_TRANSITIONS

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("purchase order")
        verbose_name_plural = _("purchase orders")
        indexes = [
            models.Index(fields=["status", "expected_on"], name="purchase_order_by_arrival"),
            models.Index(fields=["supplier", "-id"], name="purchase_order_of_supplier"),
        ]
        constraints = [
            models.CheckConstraint(name="purchase_order_status_known", condition=Q(status__in=PurchaseOrderStatus.values)),
            models.CheckConstraint(
                name="purchase_order_sent_has_its_days",
                condition=Q(status__in=("draft", "cancelled")) | Q(sent_at__isnull=False, expected_on__isnull=False),
            ),
            models.CheckConstraint(
                name="purchase_order_closed_when_nothing_more_comes",
                condition=Q(status__in=("draft", "sent", "part_received"), closed_at__isnull=True)
                | Q(status__in=("received", "closed_short", "cancelled"), closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_awaited(self) -> bool:
        return self.status in AWAITED

    def product_ids(self) -> list[int]:
        """What it asks for. One query."""
        return list(self.lines.values_list("product_id", flat=True))


class PurchaseOrderLine(models.Model):
    """Pieces of a product that were asked for, and how many came. `damaged` of the received lie in quarantine."""

    purchase_order = models.ForeignKey(PurchaseOrder, models.CASCADE, related_name="lines")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="purchase_lines")
    supplier_sku = models.CharField(_("their item number"), max_length=60, blank=True)
    quantity = models.PositiveIntegerField(_("pieces"))
    unit_price = AmountField(_("price of a piece"))
    received = models.PositiveIntegerField(_("received"), default=0)
    damaged = models.PositiveIntegerField(_("of them damaged"), default=0)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("purchase order line")
        verbose_name_plural = _("purchase order lines")
        indexes = [models.Index(fields=["product", "purchase_order"], name="purchase_line_of_product")]
        constraints = [
            models.UniqueConstraint(name="purchase_order_names_a_product_once", fields=["purchase_order", "product"]),
            models.CheckConstraint(name="purchase_line_in_bounds", condition=Q(quantity__range=(1, 1_000_000))),
            models.CheckConstraint(
                name="purchase_line_price_in_bounds", condition=Q(unit_price__gte=0) & Q(unit_price__lte=1_000_000_000)
            ),
            models.CheckConstraint(name="purchase_line_damaged_within_received", condition=Q(damaged__lte=F("received"))),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id}"

    @property
    def outstanding(self) -> int:
        """Pieces that have not come yet; of an order that is closed they never will."""
        return max(self.quantity - self.received, 0)
