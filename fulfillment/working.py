"""Questions of the floor: what is to be done, where each shipment stands, what went wrong. Read only."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from core import clock
from fulfillment.models import (
    IN_THE_HOUSE,
    LEFT,
    WRONG_RESULTS,
    PickLine,
    PickList,
    PickListStatus,
    ScanEvent,
    Shipment,
    ShipmentStatus,
)
from inventory.models import Warehouse
from shop.order.models import Order, OrderStatus

LANES = ("waits", "to_pick", "picking", "to_pack", "dock")
LANE_OF = {
    ShipmentStatus.WAITING: "to_pick",
    ShipmentStatus.RELEASED: "to_pick",
    ShipmentStatus.PICKING: "picking",
    ShipmentStatus.PICKED: "to_pack",
    ShipmentStatus.PACKED: "dock",
}
SOON = timedelta(hours=1)
MOST_CARDS = 200


@dataclass
class Truck:
    """One carrier at one cut-off: how much has left, is packed, is still to do."""

    carrier: str
    cut_off: datetime | None
    left: int = 0
    packed: int = 0
    to_do: int = 0

    @property
    def total(self) -> int:
        return self.left + self.packed + self.to_do

    @property
    def state(self) -> str:
        """How it stands with the promise: on time, at risk in its last hour, breached after it."""
        if not self.to_do and not self.packed:
            return "kept"
        if self.cut_off is None:
            return "on_time"
        remaining = self.cut_off - clock.now()
        return "breached" if remaining < timedelta(0) else "at_risk" if remaining < SOON else "on_time"

    @property
    def minutes_left(self) -> int:
        return round((self.cut_off - clock.now()).total_seconds() / 60) if self.cut_off else 0


@dataclass
class Card:
    """A shipment on the board, or an order that has none yet."""

    order: Order
    shipment: Shipment | None
    words: str
    dispatch_by: datetime | None

    @property
    def is_late(self) -> bool:
        return self.dispatch_by is not None and self.dispatch_by < clock.now()

    @property
    def is_soon(self) -> bool:
        return self.dispatch_by is not None and not self.is_late and self.dispatch_by - clock.now() < SOON


@dataclass
class Board:
    lanes: dict[str, list[Card]] = field(default_factory=lambda: {lane: [] for lane in LANES})
    trucks: list[Truck] = field(default_factory=list)

    @property
    def to_do(self) -> int:
        return sum(len(self.lanes[lane]) for lane in LANES if lane != "waits")

    @property
    def late(self) -> int:
        return sum(card.is_late for lane in LANES for card in self.lanes[lane])


def board(warehouse: Warehouse) -> Board:
    """Everything between now and the trucks of a warehouse. Three queries."""
    day_ago = clock.now() - timedelta(hours=20)
    found = Board()
    trucks: dict[tuple[str, datetime | None], Truck] = {}
    rows = (
        Shipment.objects.filter(warehouse=warehouse)
        .filter(Q(status__in=IN_THE_HOUSE) | Q(dispatched_at__gte=day_ago))
        .select_related("order__channel", "carrier", "pick_list__picker", "packer")
        .order_by("dispatch_by", "pk")
    )
    for row in rows[: MOST_CARDS * 3]:
        carrier = row.carrier.name if row.carrier else ""
        truck = trucks.setdefault((carrier, row.dispatch_by), Truck(carrier, row.dispatch_by))
        if row.status in LEFT:
            truck.left += 1
            continue
        if row.status == ShipmentStatus.PACKED:
            truck.packed += 1
        else:
            truck.to_do += 1
        lane = LANE_OF[ShipmentStatus(row.status)]
        if len(found.lanes[lane]) < MOST_CARDS:
            found.lanes[lane].append(Card(row.order, row, _words(row, carrier), row.dispatch_by))
    found.lanes["waits"] = _waiting()
    found.trucks = sorted(trucks.values(), key=lambda t: (t.cut_off is None, t.cut_off or clock.now(), t.carrier))[-12:]
    return found


def _words(row: Shipment, carrier: str) -> str:
    if row.status == ShipmentStatus.PACKED:
        return carrier
    if row.status == ShipmentStatus.PICKED:
        return f"{row.pick_list.tote} · {row.slot}" if row.pick_list else ""
    if row.pick_list is None:
        return row.number
    picker = row.pick_list.picker
    return picker.get_short_name() if picker and row.status == ShipmentStatus.PICKING else row.pick_list.number


def _waiting() -> list[Card]:
    """Orders that are not ready to ship, most urgent first; what they wait for is in `words`."""
    orders = (
        Order.objects.filter(status__in=[OrderStatus.HELD, OrderStatus.RELEASED], ready_at__isnull=True)
        .select_related("channel")
        .order_by("dispatch_by", "pk")[:50]
    )
    cards = []
    for order in orders:
        why = "check" if order.status == OrderStatus.HELD else "stock" if order.reserved_at is None else "payment"
        cards.append(Card(order, None, why, order.dispatch_by))
    return cards


def waiting_count(warehouse: Warehouse) -> int:
    """How many shipments a picker could take now. One query."""
    return Shipment.objects.filter(
        Q(status=ShipmentStatus.WAITING) | Q(status=ShipmentStatus.RELEASED, pick_list__status=PickListStatus.OPEN),
        warehouse=warehouse,
    ).count()


def own_pick_list(user_id: int) -> PickList | None:
    """The list that a picker walks now. One query."""
    return (
        PickList.objects.filter(picker=user_id, status=PickListStatus.PICKING).select_related("warehouse").order_by("pk").first()
    )


def line_counts(pick_list: PickList) -> tuple[int, int]:
    """Lines decided, and all lines of a list. One query."""
    sums = PickLine.objects.filter(pick_list=pick_list).aggregate(
        total=Count("pk"), waiting=Count("pk", filter=Q(status="waiting"))
    )
    return sums["total"] - sums["waiting"], sums["total"]


def to_pack(warehouse: Warehouse | None = None, limit: int = 100) -> list[Shipment]:
    """Picked shipments, the most urgent first. One query."""
    rows = Shipment.objects.filter(status=ShipmentStatus.PICKED).select_related("order__channel", "pick_list", "warehouse")
    if warehouse is not None:
        rows = rows.filter(warehouse=warehouse)
    return list(rows.order_by("dispatch_by", "pk")[:limit])


def exceptions() -> QuerySet[ScanEvent]:
    """Scans that were wrong, for the exceptions board."""
    return ScanEvent.objects.filter(result__in=WRONG_RESULTS).select_related(
        "pick_list", "shipment", "pick_line__location", "pick_line__product"
    )


def shipments_of(order_id: int) -> list[Shipment]:
    """An order's shipments with warehouse and parcels. Two queries."""
    return list(
        Shipment.objects.filter(order=order_id).select_related("warehouse", "carrier").prefetch_related("parcels").order_by("pk")
    )


def find_shipment(number: str) -> Shipment | None:
    """A shipment with what its page shows at a glance. One query."""
    return (
        Shipment.objects.filter(number=number.upper())
        .select_related("order__channel", "order__shipping_address", "warehouse", "carrier", "pick_list__picker", "packer")
        .first()
    )


def counts_by_lane() -> dict[str, int]:
    """How many shipments stand in each state in the house. One query."""
    counts: dict[str, int] = defaultdict(int)
    rows = Shipment.objects.filter(status__in=IN_THE_HOUSE).values("status").annotate(n=Count("pk")).order_by()
    for row in rows:
        counts[row["status"]] += row["n"]
    return counts
