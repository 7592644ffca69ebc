"""Where units can be: warehouse, zone, location; and which zones a stock pool counts as sellable."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.audit import tracked
from core.money import AmountField


def monday_to_saturday() -> list[int]:
    return [0, 1, 2, 3, 4, 5]


class HouseKind(models.TextChoices):
    OWN = "own", _("The company's own")
    BRANCH = "branch", pgettext_lazy("warehouse", "A branch")


class Warehouse(models.Model):
    """A building that ships. A branch belongs to somebody else (`owner_name`), who has to agree before it does.

    Cut-off and calendar are local to its time zone; `cut_off` is when the carrier's truck leaves.
    """

    code = models.SlugField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("whose it is"), max_length=6, choices=HouseKind.choices, default=HouseKind.OWN)
    owner_name = models.CharField(_("owner of the branch"), max_length=120, blank=True)
    line1 = models.CharField(_("street and number"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, default="VN")
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Ho_Chi_Minh")
    cut_off = models.TimeField(_("cut-off"))
    working_weekdays = ArrayField(models.PositiveSmallIntegerField(), default=monday_to_saturday, help_text=_("Monday is 0"))
    holidays = ArrayField(models.DateField(), default=list, blank=True)
    handling_days = models.PositiveSmallIntegerField(_("working days to pick and pack"), default=0)
    replenish_below = models.PositiveIntegerField(_("replenish below, pieces"), default=12)
    replenish_to = models.PositiveIntegerField(_("replenish up to, pieces"), default=36)
    is_active = models.BooleanField(_("ships orders"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("warehouse")
        verbose_name_plural = _("warehouses")
        constraints = [
            models.CheckConstraint(name="warehouse_replenishes_upwards", condition=Q(replenish_to__gte=F("replenish_below"))),
            models.CheckConstraint(
                name="warehouse_stands_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(name="warehouse_kind_known", condition=Q(kind__in=HouseKind.values)),
            models.CheckConstraint(name="warehouse_branch_has_an_owner", condition=~Q(kind="branch") | ~Q(owner_name="")),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class BranchAgreement(models.Model):
    """The owner of a branch agreed that orders are shipped from there. It holds until it is revoked; rows are never removed."""

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="agreements")
    agreed_by = models.CharField(_("agreed by"), max_length=120)
    agreed_on = models.DateField(_("agreed on"))
    terms = models.CharField(_("what was agreed"), max_length=400, blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=200, blank=True)
    revoked_reason = models.CharField(_("why it was revoked"), max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("agreement of a branch")
        verbose_name_plural = _("agreements of branches")
        constraints = [
            models.UniqueConstraint(
                name="branch_agreement_holds_once", fields=["warehouse"], condition=Q(revoked_at__isnull=True)
            ),
            models.CheckConstraint(name="branch_agreement_names_somebody", condition=~Q(agreed_by="")),
            models.CheckConstraint(
                name="branch_agreement_revoked_with_reason", condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.warehouse.code}: {self.agreed_by}"


@tracked
class WarehouseMarket(models.Model):
    """A market that a warehouse ships to, with what a parcel costs the company (in its own currency)."""

    warehouse = models.ForeignKey(Warehouse, models.CASCADE, related_name="serves")
    market = models.ForeignKey("channels.Market", models.CASCADE, related_name="served_by")
    parcel_cost = AmountField(_("cost of a parcel"), default=0)
    cost_per_km = AmountField(_("cost per kilometre"), default=0)

    class Meta:
        verbose_name = _("served market")
        verbose_name_plural = _("served markets")
        constraints = [
            models.UniqueConstraint(name="warehouse_serves_a_market_once", fields=["warehouse", "market"]),
            models.CheckConstraint(
                name="warehouse_parcel_cost_not_negative", condition=Q(parcel_cost__gte=0) & Q(cost_per_km__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.warehouse} → {self.market}"


class ZoneKind(models.TextChoices):
    BULK = "bulk", _("Bulk")
    ECOMMERCE = "ecommerce", _("E-commerce")
    STAGING = "staging", _("Staging")
    QUARANTINE = "quarantine", _("Quarantine")
    RETURNS = "returns", _("Returns")
    TRANSIT = "transit", _("In transit")


@tracked
class Zone(models.Model):
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="zones")
    kind = models.CharField(_("kind"), max_length=10, choices=ZoneKind.choices)
    code = models.SlugField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["warehouse_id", "pk"]
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        constraints = [
            models.UniqueConstraint(name="zone_once_per_warehouse", fields=["warehouse", "code"]),
            models.CheckConstraint(name="zone_kind_known", condition=Q(kind__in=ZoneKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.warehouse.code} {self.name}"


class Location(models.Model):
    """A bin. `barcode` is what its sign says to a scanner, unique in the company; `walking_order` is the picker's route.

    How much it holds may be said in pieces, in litres (against the sizes of products) or both; what is said first full is full.
    """

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="locations")
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="locations")
    code = models.CharField(_("code"), max_length=20)
    barcode = models.CharField(_("barcode"), max_length=40, unique=True)
    walking_order = models.PositiveIntegerField(_("walking order"), default=0)
    direction = models.CharField(_("how to find it"), max_length=80, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    capacity_pieces = models.PositiveIntegerField(_("holds, pieces"), null=True, blank=True)
    capacity_litres = models.PositiveIntegerField(_("holds, litres"), null=True, blank=True)

    class Meta:
        ordering = ["warehouse_id", "walking_order", "code"]
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints = [
            models.UniqueConstraint(name="location_once_per_warehouse", fields=["warehouse", "code"]),
            models.CheckConstraint(name="location_code_in_capitals", condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9-]*$")),
            models.CheckConstraint(
                name="location_holds_something",
                condition=(Q(capacity_pieces__isnull=True) | Q(capacity_pieces__gte=1))
                & (Q(capacity_litres__isnull=True) | Q(capacity_litres__gte=1)),
            ),
        ]

    def __str__(self) -> str:
        return self.code


@tracked
class PoolZone(models.Model):
    """A zone whose units a stock pool sells. A zone belongs to one pool at most, or its units would be sold twice."""

    pool = models.ForeignKey("partner.Partner", models.PROTECT, related_name="zones")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="pools")

    class Meta:
        verbose_name = _("sellable zone")
        verbose_name_plural = _("sellable zones")
        constraints = [models.UniqueConstraint(name="zone_sells_for_one_pool", fields=["zone"])]

    def __str__(self) -> str:
        return f"{self.pool}: {self.zone}"
