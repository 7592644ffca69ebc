"""What couriers leave behind: refused parcels that cost something, cash that came short; and cash applied after all."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounting.clearing import MoreThanShort, clear_short_pay
from accounting.collecting import Bearer, CostKnown, NotRefused, charge_refusal, record_remittance
from accounting.models import Clearing, JournalEntry, OpenItem, RemittanceLine, Role, ShortPayClearing
from accounting.posting import HasDocument, reverse
from accounting.reports import control_balance
from core import clock
from core.events import deliver_everything
from shop.order.cancelling import cancel
from shop.payment.capturing import capture
from shop.payment.deciding import apply_unapplied
from shop.payment.models import PaymentKind
from tests.factories import books, shop

pytestmark = pytest.mark.django_db


def refused() -> int:
    order = shop.order_placed(kind=PaymentKind.COD)
    shipment_id = books.dispatched(order)
    books.refused(order, shipment_id)
    return shipment_id


@pytest.mark.parametrize(("bearer", "account"), [(Bearer.SELLER, "6417"), (Bearer.CUSTOMER, "1311")])
def test_what_a_refused_parcel_cost_is_booked_once_to_its_bearer(bearer, account):
    shipment_id = refused()
    entry = charge_refusal(shipment_id=shipment_id, amount=Decimal(30_000), bearer=bearer, actor=shop.ACTOR, reference="B-1")
    assert books.sides(entry) == [(account, "Dr", Decimal(30_000), "VND"), ("3358", "Cr", Decimal(30_000), "VND")]
    assert OpenItem.objects.with_left().filter(left__gt=0).count() == (1 if bearer == Bearer.CUSTOMER else 0)
    with pytest.raises(CostKnown):
        charge_refusal(shipment_id=shipment_id, amount=Decimal(1), bearer=bearer, actor=shop.ACTOR)
    assert JournalEntry.objects.filter(kind="refusal_cost").count() == 1


def test_a_parcel_that_was_not_refused_costs_nothing():
    order = shop.order_placed(kind=PaymentKind.COD)
    shipment_id = books.dispatched(order)
    for shipment, amount in ((shipment_id, 30_000), (77, 30_000), (refused(), 0)):
        with pytest.raises(NotRefused):
            charge_refusal(shipment_id=shipment, amount=Decimal(amount), bearer=Bearer.SELLER, actor=shop.ACTOR)
    assert not JournalEntry.objects.filter(kind="refusal_cost").exists()


def short_paid(short: int = 18_000) -> RemittanceLine:
    order = shop.order_placed(kind=PaymentKind.COD)
    books.delivered(order, books.dispatched(order), cash=order.total_incl_tax)
    item = OpenItem.objects.get(debtor="courier")
    got = item.amount - short
    record_remittance(reference="REM-1", received_on=clock.today(), currency="VND", received={item.pk: got}, actor=shop.ACTOR)
    return RemittanceLine.objects.get()


@pytest.mark.parametrize(
    ("how", "account"), [(Clearing.RECOVERED, "1121"), (Clearing.SET_OFF, "3358"), (Clearing.WRITTEN_OFF, "6426")]
)
def test_a_short_pay_is_cleared_by_what_became_of_it(how, account):
    line = short_paid()
    entry = clear_short_pay(line_id=line.pk, amount=Decimal(18_000), how=how, reason="letter 7", actor=shop.ACTOR)
    assert books.sides(entry) == [(account, "Dr", Decimal(18_000), "VND"), ("1388", "Cr", Decimal(18_000), "VND")]
    assert control_balance(Role.SHORT_PAID) == {"VND": 0}
    assert RemittanceLine.objects.with_short().get().short == 0
    with pytest.raises(HasDocument):
        reverse(entry=entry, reason="x", actor=shop.ACTOR)


def test_no_more_is_cleared_than_was_short():
    line = short_paid()
    clear_short_pay(line_id=line.pk, amount=Decimal(10_000), how=Clearing.SET_OFF, reason="a", actor=shop.ACTOR)
    for amount in (8_001, 0, -1):
        with pytest.raises(MoreThanShort):
            clear_short_pay(line_id=line.pk, amount=Decimal(amount), how=Clearing.SET_OFF, reason="b", actor=shop.ACTOR)
    assert ShortPayClearing.objects.count() == 1
    entry = JournalEntry.objects.latest("pk")
    with pytest.raises(IntegrityError, match="cleared_within_short_pay"), transaction.atomic():
        other = JournalEntry.objects.exclude(pk=entry.pk).latest("pk")
        ShortPayClearing.objects.create(line=line, how="set_off", amount=9_000, reason="c", entry=other)


def test_applied_cash_comes_out_of_unapplied_cash_and_not_into_the_bank_again():
    gone = shop.order_placed(kind=PaymentKind.TRANSFER)
    payment = shop.payment_of(gone)
    cancel(order=gone, reason="customer_asked", actor=shop.ACTOR)
    cash = capture(payment=payment, amount=Decimal(100_000), reference="FT-1", actor=shop.ACTOR).unapplied
    deliver_everything()
    order = shop.order_placed(kind=PaymentKind.TRANSFER)

    apply_unapplied(cash=cash, payment=shop.payment_of(order), reason="same payer", actor=shop.second_person())
    deliver_everything()

    entry = JournalEntry.objects.latest("pk")
    assert books.sides(entry) == [("3388", "Dr", Decimal(100_000), "VND"), ("3387", "Cr", Decimal(100_000), "VND")]
    assert control_balance(Role.UNAPPLIED) == {"VND": 0}
    assert control_balance(Role.BANK) == {"VND": Decimal(100_000)}
