"""How the last pieces are shared out, and who else ships: quotas and what they decided, two branches, a till that orders.

All of it is of these days, so that every screen has something to show: a branch whose owner agreed and one whose owner has not,
weights that were changed once, an order of the till that somebody ships from elsewhere, one refused for what is kept, and one by
telephone that borrows from what is kept.
"""

from datetime import time, timedelta
from decimal import Decimal

from django.db.models import F

from core import clock
from core.access import Actor
from core.errors import DomainError
from core.events import deliver_everything
from demo.seeding.buying import place
from demo.seeding.house import FOUNDING, House
from demo.seeding.month import PAPERS
from demo.seeding.stories import Story
from fulfillment.rerouting import ship_from
from inventory import branches, warehousing, weighing
from inventory.models import HouseKind, Location, Reservation, ReservationStatus, StockLevel, Warehouse, Zone, ZoneKind
from inventory.receiving import ReceivedLine, receive_stock
from shop.channels.models import Door
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payment.models import PaymentKind, PaymentMethod
from shop.quota.editing import Borrower, Scope, Terms, set_quota
from shop.shipping.models import DeliveryOption
from support import api_orders, api_tokens

COUNTERS = ("desk-branch-hanoi", "desk-branch-saigon")
#: Code, name, owner, street, city, latitude, longitude, and whether the owner agreed.
BRANCHES = (
    ("HBG", "Hàng Bông", "Trần Thị Mai", "62 Hàng Bông, Hoàn Kiếm", "Hà Nội", "21.0301", "105.8462", True),
    ("PXL", "Phan Xích Long", "Lâm Gia Bảo", "118 Phan Xích Long, Phú Nhuận", "Hồ Chí Minh City", "10.8009", "106.6866", False),
)
#: Pieces of each of a few products that lie in a branch.
ON_SHELF, KINDS = 6, 5
#: Pieces that are common when all but these of a product are kept, and pieces that the telephone borrows besides.
COMMON, BORROWED = 3, 2
#: Orders that come to the house here: one of the till, one by telephone.
ORDERS = 2


class TillRefused(DomainError):
    """The till's first order could not be placed (`problems`): the demo company would lack it."""

    code = "till_refused"


class NothingBorrowed(DomainError):
    """The order by telephone that borrows could not be placed: the demo company would lack it."""

    code = "nothing_borrowed"


def share_out(house: House) -> str:
    """Weights, branches, quotas, and a till that asks for more than it may have."""
    controller, administrator = (Actor.of(house.staff[f"{who}@lantern.example"]) for who in ("stock", "admin"))
    _weigh(house, administrator)
    for data in BRANCHES:
        _open_branch(house, data, controller)
    records = _plenty(house)
    if len(records) < 2:
        return "2 branches; too little on the shelves to share out"
    door = house.doors[COUNTERS[0]]
    token, _key = api_tokens.make_token(door=door, name="Till, Hàng Bông", scopes=api_tokens.SCOPES, actor=administrator)
    till = Actor("api", None, f"{token.name} ({token.begins}…)")
    placed = _order_by_till(token, till, door, records[0], pieces=2, reference="HB-2041")
    if placed.order is None:
        raise TillRefused(problems=[f"{one.field}: {one.code}" for one in placed.problems])
    _keep(house, records[1], records[0], controller)
    asks_for = COMMON + 3
    _order_by_till(token, till, door, records[1], pieces=asks_for, reference="HB-2042")
    _borrow_by_phone(house, records[1])
    deliver_everything(leaving=PAPERS)
    told = _ship_from_elsewhere(placed.order, controller)
    deliver_everything(leaving=PAPERS)
    return f"2 branches, 2 quotas, 1 program that orders, {told}"


def _weigh(house: House, actor: Actor) -> None:
    """A late day counted less until a month ago."""
    for days, late in ((60, 150_000), (28, 300_000)):
        with clock.at(house.at(days, 10)):
            weighing.set_weights(
                further_parcel=Decimal(1_000_000), day_late=Decimal(late), cost_percent=100, kilometre=Decimal(10),
                most_parcels=4, actor=actor,
            )  # fmt: skip


def _open_branch(house: House, data: tuple, actor: Actor) -> None:
    code, name, owner, street, city, latitude, longitude, has_agreed = data
    like = house.warehouses["HPH"]
    branch = warehousing.save_warehouse(
        actor=FOUNDING, code=code, name=name, kind=HouseKind.BRANCH, owner_name=owner, line1=street, city=city, country="VN",
        latitude=Decimal(latitude), longitude=Decimal(longitude), time_zone=like.time_zone, cut_off=time(15),
        working_weekdays=like.working_weekdays, holidays=like.holidays,
    )  # fmt: skip
    shelf = Zone.objects.get(warehouse=branch, kind=ZoneKind.ECOMMERCE)
    (place,) = warehousing.add_locations(actor=FOUNDING, zone=shelf, codes=["E-01-01"])
    warehousing.serve_market(actor=FOUNDING, warehouse=branch, market=house.markets["vn"], parcel_cost=Decimal(22_000))
    if has_agreed:
        with clock.at(house.at(20, 11)):
            branches.record_agreement(
                warehouse=branch, agreed_by=owner, agreed_on=clock.today(), terms="Web orders to Hà Nội, 4 % of their value",
                actor=actor,
            )  # fmt: skip
        warehousing.sell_from_zone(actor=FOUNDING, zone=shelf, pool=house.pool)  # type: ignore[arg-type]
    _put_on_shelf(house, branch, place, actor)
    house.warehouses[code] = branch


def _put_on_shelf(house: House, branch: Warehouse, place: Location, actor: Actor) -> None:
    goods = [one for one in house.catalogue.products if one.kind == "goods"][:KINDS]
    lines = [ReceivedLine(house.products[one.sku], ON_SHELF, Decimal(one.unit_cost_vnd), place) for one in goods]
    receive_stock(warehouse=branch, lines=lines, actor=actor, reference=f"Branch {branch.code}")


def _plenty(house: House) -> list[StockRecord]:
    """What the branch sells and of which most is there: two products."""
    sold = StockRecord.objects.filter(partner=house.pool, product__assortments__channel_market=house.places["branch", "vn"])
    found = sold.select_related("product").order_by("-on_hand", "pk")[:20]
    return [record for record in found if record.atp > 4 * COMMON][:2]


def _keep(house: House, record: StockRecord, other: StockRecord, actor: Actor) -> None:
    """Nearly all of a product is kept for consumers this week, the phone desk may borrow; distributors keep some of another."""
    until = clock.now() + timedelta(days=7)
    pool, phone = house.pool, house.channels["call_centre"]
    set_quota(
        actor=actor,
        scope=Scope(pool, house.channels["consumer"], record.product),  # type: ignore[arg-type]
        terms=Terms(units=record.atp - COMMON, ends_at=until),
        reason="The harvest is announced to consumers this week",
        borrowers=[Borrower(phone, protected=COMMON)],
    )
    set_quota(
        actor=actor,
        scope=Scope(pool, house.channels["distributor"], other.product),  # type: ignore[arg-type]
        terms=Terms(share=20, rank=2),
        reason="Distributors planned with a fifth of it",
    )


def _order_by_till(
    token: object, till: Actor, door: Door, record: StockRecord, *, pieces: int, reference: str
) -> api_orders.Placed:
    """The till asks; whether it gets it is the house's affair."""
    market = door.channel_market.market
    method = PaymentMethod.objects.filter(market=market, kind=PaymentKind.TRANSFER, channels=door.channel_market.channel).first()
    option = DeliveryOption.objects.filter(market=market, for_trade=False, is_active=True).order_by("pk").first()
    body = {
        "reference": reference,
        "customer": {"name": "Đỗ Minh Châu", "phone": "+84912047718", "email": "chau.do@example.vn"},
        "address": {"line1": "14 Quán Thánh", "district": "Ba Đình", "city": "Hà Nội", "postcode": "11114", "country": "VN"},
        "delivery": option.code if option else "",
        "payment": method.code if method else "",
        "lines": [{"sku": record.product.sku, "quantity": pieces}],
    }
    return api_orders.place(token=token, key="", body=body, actor=till)  # type: ignore[arg-type]


def _borrow_by_phone(house: House, record: StockRecord) -> None:
    """A caller gets what is common, and pieces kept for consumers that the phone desk may borrow.

    Not the caller whose draft is still open.
    """
    caller = [person for person in house.crowd.in_market("vn") if person.account][1]
    wanted = ((record.product.sku, COMMON + BORROWED),)
    story = Story(clock.now(), "call_centre", "vn", caller.email, wanted, "vn-transfer")
    if place(house, story) is None:
        raise NothingBorrowed(sku=record.product.sku)


def _ship_from_elsewhere(order: Order, actor: Actor) -> str:
    """The controller sends the till's order from another warehouse that has it, because the road is closed."""
    held = list(
        Reservation.objects.filter(order_line__order=order, status=ReservationStatus.ACTIVE)
        .select_related("location")
        .order_by("pk")
    )
    if not held:
        return "1 order of a till that holds nothing yet"
    elsewhere = StockLevel.objects.filter(
        product=held[0].product_id,
        on_hand__gte=F("reserved") + sum(one.quantity for one in held),
        location__is_active=True,
        location__warehouse__kind=HouseKind.OWN,
        location__warehouse__is_active=True,
        location__zone__kind=ZoneKind.ECOMMERCE,
        location__zone__pools__pool=order.pool_id,
    ).exclude(location__warehouse__in={one.location.warehouse_id for one in held})
    level = elsewhere.select_related("location").order_by("location__warehouse").first()
    if level is None:
        return "1 order that nobody else could ship"
    chosen = [level.location.warehouse_id]
    ship_from(order_id=order.pk, warehouse_ids=chosen, reason="The road from there is closed until the evening", actor=actor)
    return "1 order shipped from elsewhere"
