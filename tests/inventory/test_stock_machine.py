"""A machine that does to stock whatever people may do, in any order: two warehouses, a plain product and one that keeps lots.

After every step: nothing is negative, every sum equals the sum it is kept beside, and no more can be promised than lies free
in the zones of the pool, lots that may not be sold left out, less what is promised already.
"""

import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core import clock
from core.errors import DomainError
from inventory import lotting, past, transferring, verifying
from inventory.adjusting import adjust_count
from inventory.disposing import Disposition, dispose
from inventory.holding import let_go_of_lot, release_reservations, report_missing, send_out, take_reserved
from inventory.models import Lot, LotLevel, Reservation, ReservationStatus, StockLevel, Transfer, ZoneKind
from inventory.moving import Source
from inventory.receiving import ReceivedLine, receive_stock
from inventory.replenishing import move_stock
from inventory.reserving import reserve_order
from inventory.transferring import Arrived
from shop.order.cancelling import cancel
from shop.order.models import Order
from shop.order.releasing import release
from shop.partner.models import StockRecord
from tests.factories import shop
from tests.factories import warehouse as make
from tests.faults.racing import count_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLACES = st.sampled_from(["E-01-01", "E-01-02", "B-01-01"])
WHICH, PIECES = st.integers(0, 3), st.integers(1, 5)
CHECKS = (
    verifying.movements_equal_levels,
    verifying.reservations_within_levels,
    verifying.records_equal_levels,
    verifying.lots_add_up_to_levels,
    verifying.lots_hold_what_is_reserved,
    verifying.costs_equal_movements,
    verifying.transit_equals_transfers,
    verifying.open_pieces_promised_or_held,
)


class Stock(RuleBasedStateMachine):
    """Each run happens in a transaction that is taken back; a refusal takes back its own step only."""

    def __init__(self):
        super().__init__()
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.taken_back.__exit__(None, None, None)

    @initialize()
    def open_the_house(self):
        self.house, self.other = make.warehouse("HP"), make.warehouse("DN")
        self.plain, self.tea = make.product_in_stock(4, self.house), make.product_in_stock(3, self.house)
        lotting.keep_lots(product=self.tea, actor=make.ACTOR)

    def attempt(self, job, **values):
        """A job as a person would call it: a refusal leaves nothing behind."""
        try:
            with transaction.atomic():
                return job(actor=make.ACTOR, **values)
        except DomainError:
            return None

    def product(self, which):
        return (self.plain, self.tea)[which % 2]

    def held(self, which, status):
        rows = list(Reservation.objects.filter(status=status).order_by("pk"))
        return rows[which % len(rows)] if rows else None

    def order(self, which):
        keys = list(Order.objects.order_by("pk").values_list("pk", flat=True))
        return keys[which % len(keys)] if keys else None

    @rule(which=WHICH, pieces=PIECES, place=PLACES)
    def receive(self, which, pieces, place):
        product = self.product(which)
        named = {"lot": f"L{which}", "expires_on": clock.today() + timedelta(days=10 * which + 5)} if product == self.tea else {}
        line = ReceivedLine(product, pieces, 40_000, make.location(self.house, place), **named)
        self.attempt(receive_stock, warehouse=self.house, lines=[line])

    @rule(which=WHICH, pieces=PIECES, begin=PLACES, goal=PLACES)
    def move(self, which, pieces, begin, goal):
        if begin != goal:
            ends = {
                "from_location": make.location(self.house, begin),
                "to_location": make.location(self.house, goal),
            }
            self.attempt(move_stock, product=self.product(which), quantity=pieces, **ends)

    @rule(which=WHICH, pieces=PIECES)
    def place(self, which, pieces):
        try:
            with transaction.atomic():
                release(order=shop.order_placed(self.product(which), quantity=pieces), actor=make.ACTOR)
        except DomainError:
            return

    @rule(which=WHICH)
    def reserve(self, which):
        order = self.order(which)
        if order:
            self.attempt(reserve_order, order_id=order)

    @rule(which=WHICH)
    def call_off(self, which):
        order = self.order(which)
        if order:
            self.attempt(cancel, order=Order.objects.get(pk=order), reason="property")
            if Order.objects.get(pk=order).status == "cancelled":
                self.attempt(release_reservations, order_id=order)

    @rule(which=WHICH, pieces=PIECES)
    def pick(self, which, pieces):
        held = self.held(which, ReservationStatus.ACTIVE)
        if held:
            staging = held.location.warehouse.locations.get(zone__kind=ZoneKind.STAGING)
            taken = min(pieces, held.quantity)
            source = Source("test", 1)
            self.attempt(take_reserved, reservation_id=held.pk, quantity=taken, to_location_id=staging.pk, source=source)

    @rule(which=WHICH)
    def find_missing(self, which):
        held = self.held(which, ReservationStatus.ACTIVE)
        if held:
            self.attempt(report_missing, reservation_id=held.pk, reason="not there")

    @rule(which=WHICH)
    def dispatch(self, which):
        held = self.held(which, ReservationStatus.PICKED)
        if held:
            self.attempt(send_out, reservation_ids=[held.pk], source=Source("test", 2))

    @rule(which=WHICH, counted=st.integers(0, 6), place=PLACES)
    def count(self, which, counted, place):
        product, here = self.product(which), make.location(self.house, place)
        booked, _held = make.level(product, here)
        self.attempt(adjust_count, product=product, location=here, counted=counted, seen=booked)

    @rule(which=WHICH, pieces=PIECES, place=PLACES, to=st.sampled_from(Disposition.values))
    def set_aside(self, which, pieces, place, to):
        here = make.location(self.house, place)
        self.attempt(dispose, product=self.product(which), from_location=here, quantity=pieces, to=to, reason="torn")

    @rule(which=WHICH, pieces=PIECES, place=PLACES)
    def send_elsewhere(self, which, pieces, place):
        lines = [(self.product(which), pieces, make.location(self.house, place))]
        ends = {"from_warehouse": self.house, "to_warehouse": self.other}
        made = self.attempt(transferring.draft_transfer, lines=lines, **ends)
        self.attempt(transferring.dispatch_transfer, transfer=made)

    @rule(which=WHICH, good=st.integers(0, 6), damaged=st.integers(0, 2))
    def unload(self, which, good, damaged):
        found = list(Transfer.objects.order_by("pk"))
        if found:
            one = found[which % len(found)]
            lines = [Arrived(line.pk, good, damaged, make.location(self.other)) for line in one.lines.all()]
            self.attempt(transferring.receive_transfer, transfer=one, arrived=lines, key=uuid.uuid4())

    @rule(which=WHICH)
    def write_off(self, which):
        found = list(Transfer.objects.order_by("pk"))
        if found:
            self.attempt(transferring.write_off_missing, transfer=found[which % len(found)], reason="lost")

    @rule(which=WHICH, is_blocked=st.booleans())
    def withdraw(self, which, is_blocked):
        lots = list(Lot.objects.order_by("pk"))
        if lots:
            job = lotting.block_lot if is_blocked else lotting.unblock_lot
            self.attempt(job, lot=lots[which % len(lots)], reason="property")

    @rule(which=WHICH)
    def let_go(self, which):
        rows = list(Reservation.objects.filter(status=ReservationStatus.ACTIVE).exclude(lot__status="open").order_by("pk"))
        rows = [row for row in rows if row.lot_id]
        if rows:
            self.attempt(let_go_of_lot, reservation_id=rows[which % len(rows)].pk, reason="withdrawn")

    @invariant()
    def every_sum_equals_the_one_beside_it(self):
        assert [sentence for check in CHECKS for sentence in check()] == []

    @invariant()
    def nothing_is_negative(self):
        for model in (StockLevel, LotLevel):
            assert all(row.on_hand >= row.reserved >= 0 for row in model.objects.all())

    @invariant()
    def no_more_can_be_promised_than_lies_free(self):
        lying = past.lay_where(clock.now() + timedelta(days=1))
        withheld = Counter()
        for row in LotLevel.objects.exclude(lot__status="open").select_related("lot"):
            withheld[row.lot.product_id, row.location_id] += row.free
        for record in StockRecord.objects.all():
            sold = StockLevel.objects.filter(product=record.product_id, location__zone__pools__pool=record.partner_id)
            free = sum(
                lying.get((row.product_id, row.location_id), 0) - row.reserved - withheld[row.product_id, row.location_id]
                for row in sold
            )
            assert record.atp <= free - record.promised


def test_no_order_of_doings_breaks_stock(db):
    run_state_machine_as_test(
        Stock,
        settings=settings(
            max_examples=count_of("STOREHOUSE_EXAMPLES", 12),
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
