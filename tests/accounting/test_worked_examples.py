"""Bookkeeping by example: what each business fact does to the accounts, in dong and in dollars.

Read it as a textbook: the amounts, then the entry, debit lines first as they are posted.
"""

import datetime as dt
from decimal import Decimal

import pytest

from accounting import recipes
from accounting.models import ChargeKind, EntryKind, Role
from accounting.posting import NOTHING, post
from accounting.recipes import Charge
from core.access import Actor
from tests.factories.books import sides

pytestmark = pytest.mark.django_db
ACTOR = Actor.system("example")
DAY = dt.date(2026, 3, 11)


def booked(lines, kind=EntryKind.RECEIPT):
    entry = post(date=DAY, kind=kind, lines=lines, source_event=None, memo="example", actor=ACTOR)
    return sides(entry)


def d(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(("currency", "gateway", "amount"), [("VND", "1131", "1284000"), ("USD", "1132", "54.20")])
def test_prepayment_is_owed_back_in_goods(currency, gateway, amount):
    entry = booked(recipes.prepayment(amount=d(amount), currency=currency, into=Role.GATEWAY, about=NOTHING))
    assert entry == [(gateway, "Dr", d(amount), currency), ("3387", "Cr", d(amount), currency)]


@pytest.mark.parametrize(
    ("currency", "net", "delivery", "tax", "total"),
    [("VND", "1161111", "27778", "95111", "1284000"), ("USD", "45.00", "5.19", "4.01", "54.20")],
)
def test_dispatch_of_a_prepaid_order_turns_the_deposit_into_revenue(currency, net, delivery, tax, total):
    charges = [Charge(ChargeKind.GOODS, d(net), d(tax)), Charge(ChargeKind.DELIVERY, d(delivery), d("0"))]
    entry = booked(_sale(charges, currency, from_deposit=total))
    assert entry == [
        ("3387", "Dr", d(total), currency),
        ("5111", "Cr", d(net), currency),
        ("5113", "Cr", d(delivery), currency),
        ("3331", "Cr", d(tax), currency),
        ("6320", "Dr", d("512400"), "VND"),
        ("1561", "Cr", d("512400"), "VND"),
    ]


@pytest.mark.parametrize(
    ("currency", "net", "tax", "total"), [("VND", "31712000", "2644480", "34356480"), ("USD", "1240.00", "99.20", "1339.20")]
)
def test_dispatch_on_terms_is_owed_by_the_customer(currency, net, tax, total):
    entry = booked(_sale([Charge(ChargeKind.GOODS, d(net), d(tax))], currency, from_deposit="0"))
    assert entry[:3] == [
        ("1311", "Dr", d(total), currency),
        ("5111", "Cr", d(net), currency),
        ("3331", "Cr", d(tax), currency),
    ]


def test_cost_in_dong_stands_beside_revenue_in_dollars_and_each_currency_balances():
    entry = booked(_sale([Charge(ChargeKind.GOODS, d("45.00"), d("3.60"))], "USD", from_deposit="20.00"))
    assert ("3387", "Dr", d("20.00"), "USD") in entry
    assert ("1311", "Dr", d("28.60"), "USD") in entry
    for currency in ("USD", "VND"):
        debits = sum(amount for _code, side, amount, of in entry if of == currency and side == "Dr")
        credits = sum(amount for _code, side, amount, of in entry if of == currency and side == "Cr")
        assert debits == credits > 0


def test_services_and_payment_fees_have_revenue_accounts_of_their_own():
    charges = [Charge(ChargeKind.SERVICE, d("200000"), d("16000")), Charge(ChargeKind.FEE, d("9259"), d("741"))]
    entry = booked(_sale(charges, "VND", from_deposit="0", cost="0"))
    assert entry == [
        ("1311", "Dr", d("226000"), "VND"),
        ("5112", "Cr", d("200000"), "VND"),
        ("5118", "Cr", d("9259"), "VND"),
        ("3331", "Cr", d("16741"), "VND"),
    ]


@pytest.mark.parametrize(("currency", "amount"), [("VND", "138000"), ("USD", "31.50")])
def test_cash_on_delivery_moves_from_the_customer_to_the_courier_to_the_bank(currency, amount):
    bank = {"VND": "1121", "USD": "1122"}[currency]
    taken = booked(recipes.cash_taken(amount=d(amount), towards_invoices=d(amount), currency=currency, about=NOTHING))
    remitted = booked(recipes.remitted(parcels=[(d(amount), d(amount), NOTHING)], currency=currency))
    assert taken == [("1318", "Dr", d(amount), currency), ("1311", "Cr", d(amount), currency)]
    assert remitted == [(bank, "Dr", d(amount), currency), ("1318", "Cr", d(amount), currency)]


@pytest.mark.parametrize(
    ("currency", "bank", "expected", "received", "short"),
    [("VND", "1121", "138000", "120000", "18000"), ("USD", "1122", "31.50", "30.00", "1.50")],
)
def test_a_short_paid_remittance_leaves_a_claim_on_the_courier(currency, bank, expected, received, short):
    entry = booked(recipes.remitted(parcels=[(d(expected), d(received), NOTHING)], currency=currency))
    assert entry == [
        (bank, "Dr", d(received), currency),
        ("1388", "Dr", d(short), currency),
        ("1318", "Cr", d(expected), currency),
    ]


@pytest.mark.parametrize(
    ("currency", "net", "tax", "total"), [("VND", "127778", "10222", "138000"), ("USD", "29.17", "2.33", "31.50")]
)
def test_a_refused_parcel_takes_the_sale_back_and_the_goods_are_on_their_way_home(currency, net, tax, total):
    lines = recipes.credited(
        excl_tax=d(net), tax=d(tax), currency=currency, from_receivable=d(total), about=NOTHING, returned_cost=d("40000")
    )
    assert booked(lines) == [
        ("5212", "Dr", d(net), currency),
        ("3331", "Dr", d(tax), currency),
        ("1311", "Cr", d(total), currency),
        ("1570", "Dr", d("40000"), "VND"),
        ("6320", "Cr", d("40000"), "VND"),
    ]


@pytest.mark.parametrize(("currency", "amount"), [("VND", "30000"), ("USD", "6.00")])
def test_cost_of_a_refused_parcel_is_an_expense_when_we_bear_it(currency, amount):
    lines = recipes.refusal_cost(amount=d(amount), currency=currency, borne_by_customer=False)
    assert booked(lines) == [("6417", "Dr", d(amount), currency), ("3358", "Cr", d(amount), currency)]


@pytest.mark.parametrize(("currency", "amount"), [("VND", "30000"), ("USD", "6.00")])
def test_cost_of_a_refused_parcel_is_owed_by_the_customer_who_bears_it(currency, amount):
    lines = recipes.refusal_cost(amount=d(amount), currency=currency, borne_by_customer=True)
    assert booked(lines) == [("1311", "Dr", d(amount), currency), ("3358", "Cr", d(amount), currency)]


@pytest.mark.parametrize(("currency", "gateway", "amount"), [("VND", "1131", "1284000"), ("USD", "1132", "54.20")])
def test_refund_before_the_invoice_returns_the_deposit(currency, gateway, amount):
    lines = recipes.refund(
        amount=d(amount),
        currency=currency,
        out_of=Role.GATEWAY,
        from_refunds_due=d("0"),
        from_deposits=d(amount),
        about=NOTHING,
    )
    assert booked(lines) == [("3387", "Dr", d(amount), currency), (gateway, "Cr", d(amount), currency)]


@pytest.mark.parametrize(
    ("currency", "net", "tax", "total"), [("VND", "100000", "8000", "108000"), ("USD", "25.00", "2.00", "27.00")]
)
def test_refund_after_the_invoice_needs_a_credit_note_first(currency, net, tax, total):
    note = booked(
        recipes.credited(excl_tax=d(net), tax=d(tax), currency=currency, from_receivable=d("0"), about=NOTHING),
        EntryKind.CREDIT_NOTE,
    )
    assert note == [
        ("5212", "Dr", d(net), currency),
        ("3331", "Dr", d(tax), currency),
        ("3387", "Cr", d(total), currency),
    ]


@pytest.mark.parametrize(("currency", "amount"), [("VND", "1284000"), ("USD", "54.20")])
def test_a_cancelled_order_with_money_held_owes_a_refund(currency, amount):
    entry = booked(recipes.release_deposit(amount=d(amount), currency=currency, about=NOTHING))
    assert entry == [("3387", "Dr", d(amount), currency), ("3386", "Cr", d(amount), currency)]


@pytest.mark.parametrize(("currency", "bank", "amount"), [("VND", "1121", "500000"), ("USD", "1122", "20.00")])
def test_cash_nobody_can_place_is_kept_apart_until_it_is_returned(currency, bank, amount):
    came = booked(recipes.unapplied_received(amount=d(amount), currency=currency, into=Role.BANK))
    went = booked(recipes.unapplied_returned(amount=d(amount), currency=currency, out_of=Role.BANK))
    assert came == [(bank, "Dr", d(amount), currency), ("3388", "Cr", d(amount), currency)]
    assert went == [("3388", "Dr", d(amount), currency), (bank, "Cr", d(amount), currency)]


@pytest.mark.parametrize(("currency", "value"), [("VND", "12400000"), ("USD", "512.40")])
def test_goods_received_wait_for_the_suppliers_invoice(currency, value):
    entry = booked(recipes.goods_received(value=d(value), currency=currency))
    assert entry == [("1561", "Dr", d(value), currency), ("3318", "Cr", d(value), currency)]


@pytest.mark.parametrize(("currency", "value"), [("VND", "73200"), ("USD", "3.10")])
def test_a_count_loss_is_an_expense_and_a_gain_lowers_it(currency, value):
    loss = booked(recipes.adjusted(value=-d(value), currency=currency))
    gain = booked(recipes.adjusted(value=d(value), currency=currency))
    assert loss == [("1561", "Cr", d(value), currency), ("6328", "Dr", d(value), currency)]
    assert gain == [("1561", "Dr", d(value), currency), ("6328", "Cr", d(value), currency)]


def test_a_refused_parcel_that_comes_home_clears_goods_in_transit():
    out = recipes.credited(
        excl_tax=d("127778"), tax=d("10222"), currency="VND", from_receivable=d("138000"), about=NOTHING, returned_cost=d("40000")
    )
    back = recipes.adjusted(value=d("30000"), currency="VND", against=Role.IN_TRANSIT)
    lost = recipes.lost_on_the_way(value=d("10000"), currency="VND")
    assert ("1570", "Dr", d("40000"), "VND") in booked(out)
    assert booked(back) == [("1561", "Dr", d("30000"), "VND"), ("1570", "Cr", d("30000"), "VND")]
    assert booked(lost)[1] == ("1570", "Cr", d("10000"), "VND")


def test_revenue_at_delivery_keeps_goods_in_transit_until_then():
    left = booked(recipes.goods_on_the_way(cost=d("40000"), currency="VND", about=NOTHING))
    arrived = booked(_sale([Charge(ChargeKind.GOODS, d("100000"), d("8000"))], "VND", "0", "40000", Role.IN_TRANSIT))
    assert left == [("1570", "Dr", d("40000"), "VND"), ("1561", "Cr", d("40000"), "VND")]
    assert arrived[-2:] == [("6320", "Dr", d("40000"), "VND"), ("1570", "Cr", d("40000"), "VND")]


def _sale(charges, currency, from_deposit, cost="512400", cost_from=Role.INVENTORY):
    return recipes.sold(
        charges=charges,
        currency=currency,
        from_deposit=d(from_deposit),
        cost=d(cost),
        cost_currency="VND",
        cost_from=cost_from,
        about=NOTHING,
    )
