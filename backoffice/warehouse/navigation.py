"""What this department shows in the navigation."""

from django.utils.translation import gettext_lazy as _

from backoffice.navigating import Item
from core import clock
from fulfillment.models import IN_THE_HOUSE, Shipment, ShipmentReturn, ShipmentStatus
from inventory.models import (
    Count,
    CountStatus,
    LeakStatus,
    ReorderSuggestion,
    StockLeak,
    StockTask,
    SuggestionStatus,
    TaskKind,
    TaskStatus,
    Transfer,
    TransferStatus,
)


def _open_shipments() -> tuple[int, int]:
    rows = Shipment.objects.filter(status__in=IN_THE_HOUSE)
    due = list(rows.values_list("dispatch_by", flat=True)[:500])
    now = clock.now()
    return len(due), sum(1 for moment in due if moment and moment < now)


def _to_pack() -> tuple[int, int]:
    return Shipment.objects.filter(status=ShipmentStatus.PICKED).count(), 0


def _tasks() -> tuple[int, int]:
    return StockTask.objects.filter(status=TaskStatus.OPEN).exclude(kind=TaskKind.COUNT).count(), 0


def _arriving() -> tuple[int, int]:
    return Transfer.objects.filter(status__in=[TransferStatus.ON_THE_WAY, TransferStatus.RECEIVED_SHORT]).count(), 0


def _to_buy() -> tuple[int, int]:
    return ReorderSuggestion.objects.filter(status=SuggestionStatus.OPEN).count(), 0


def _to_book_in() -> tuple[int, int]:
    return ShipmentReturn.objects.filter(closed_at__isnull=True).count(), 0


def _variances() -> tuple[int, int]:
    return Count.objects.filter(status=CountStatus.TO_APPROVE).count(), 0


def _leaks() -> tuple[int, int]:
    found = StockLeak.objects.filter(status=LeakStatus.OPEN).count()
    return found, found


ITEMS: list[Item] = [
    Item(_("Inventory"), "building-warehouse", _("Stock day"), "backoffice:stock_day", "inventory.move"),
    Item(_("Inventory"), "building-warehouse", _("Products and stock"), "backoffice:stock", "inventory.view", key="i"),
    Item(_("Inventory"), "building-warehouse", _("E-commerce zone"), "backoffice:watch_list", "inventory.view"),
    Item(_("Inventory"), "building-warehouse", _("Forecasts"), "backoffice:forecasts", "inventory.view"),
    Item(_("Inventory"), "building-warehouse", _("What to buy"), "backoffice:reorder", "inventory.view", count=_to_buy),
    Item(
        _("Inventory"),
        "building-warehouse",
        _("Purchase orders"),
        "backoffice:purchase_orders",
        "inventory.view",
        beside=("warehouse/arrivals/",),
    ),
    Item(_("Inventory"), "building-warehouse", _("Suppliers"), "backoffice:suppliers", "inventory.view"),
    Item(_("Inventory"), "building-warehouse", _("Receive goods"), "backoffice:receive", "inventory.receive"),
    Item(
        _("Inventory"),
        "building-warehouse",
        _("Replenish, put back"),
        "backoffice:stock_tasks",
        "inventory.move",
        count=_tasks,
    ),
    Item(_("Inventory"), "building-warehouse", _("Map"), "backoffice:bin_map", "inventory.view", beside=("warehouse/bins/",)),
    Item(_("Inventory"), "building-warehouse", _("Counts"), "backoffice:counts", "inventory.view", count=_variances),
    Item(_("Inventory"), "building-warehouse", _("Count bins"), "backoffice:count_walk", "inventory.count"),
    Item(
        _("Inventory"),
        "building-warehouse",
        _("Held units"),
        "backoffice:held_units",
        "inventory.view",
        count=_leaks,
        beside=("warehouse/leaks/",),
    ),
    Item(_("Inventory"), "building-warehouse", _("Quotas"), "backoffice:quotas", "inventory.view"),
    Item(_("Inventory"), "building-warehouse", _("Transfers"), "backoffice:transfers", "inventory.view", count=_arriving),
    Item(_("Inventory"), "building-warehouse", _("Lots"), "backoffice:lots", "inventory.view"),
    Item(_("Inventory"), "building-warehouse", _("Movements"), "backoffice:movements", "inventory.view"),
    Item(_("Inventory"), "building-warehouse", _("Stock at a past moment"), "backoffice:stock_then", "inventory.view"),
    Item(_("Inventory"), "building-warehouse", _("Stock from a sheet"), "backoffice:stock_sheets", "inventory.adjust"),
    Item(_("Inventory"), "building-warehouse", _("Warehouses"), "backoffice:warehouses", "inventory.warehouses"),
    Item(_("Fulfilment"), "package", _("Floor day"), "backoffice:floor_day", "fulfillment.view"),
    Item(
        _("Fulfilment"), "package", _("Must leave today"), "backoffice:board", "fulfillment.view", key="f", count=_open_shipments
    ),
    Item(_("Fulfilment"), "package", _("Pick"), "backoffice:pick", "fulfillment.pick"),
    Item(_("Fulfilment"), "package", _("Pack"), "backoffice:pack", "fulfillment.pack", count=_to_pack),
    Item(_("Fulfilment"), "package", _("Shipments"), "backoffice:shipments", "fulfillment.view"),
    Item(_("Fulfilment"), "package", _("Returns desk"), "backoffice:returns", "fulfillment.take_back", count=_to_book_in),
    Item(_("Fulfilment"), "package", _("Wrong scans"), "backoffice:exceptions", "fulfillment.view"),
]
