"""Money jobs on screen: asked once with what will happen, done once, refused with nothing changed."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounting.collecting import record_remittance
from accounting.models import JournalEntry, OpenItem, RemittanceLine, ShortPayClearing
from core import clock
from core.audit.models import AuditEntry
from core.events import deliver_everything
from shop.order.cancelling import cancel
from shop.payment.capturing import capture
from shop.payment.models import PaymentKind, Refund, RefundState, UnappliedCash
from tests.factories import books, shop, warehouse

pytestmark = pytest.mark.django_db


def at(name: str, *args) -> str:
    return reverse(f"backoffice:{name}", args=args)


@pytest.fixture
def accountant(signed_in_as):
    return signed_in_as("accountant")


@pytest.fixture
def signer(signed_in_as):
    return signed_in_as("sales_manager")


def put(client, address: str, values: dict, step: str = "confirm"):
    """Look at the preview, then press."""
    shown = client.post(address, values)
    asked = shown.context["asked"] if shown.status_code == 200 else None
    if step == "preview" or asked is None:
        return shown
    return client.post(address, {**values, "shown": asked.mark})


def test_a_refund_is_asked_by_one_and_approved_by_another_then_paid_out_with_a_reference(accountant, signer):
    order = shop.order_paid()
    page = at("refund_ask", shop.payment_of(order).pk)
    values = {"amount": "50000", "reason": "goodwill"}
    preview = put(accountant, page, values, "preview")
    assert "another person has to approve it" in preview.content.decode()
    assert not Refund.objects.exists()
    put(accountant, page, values)
    refund = Refund.objects.get()
    accountant.post(at("refund_approve", refund.pk))
    accountant.post(at("refund_pay", refund.pk), {"reference": "OUT-1"})
    refund.refresh_from_db()
    assert refund.state == RefundState.DUE
    signer.post(at("refund_approve", refund.pk))
    assert signer.post(at("refund_pay", refund.pk), {"reference": "OUT-1"}).status_code == 403
    accountant.post(at("refund_pay", refund.pk), {"reference": ""})
    refund.refresh_from_db()
    assert (refund.state, refund.approver) == (RefundState.APPROVED, signer.user)
    for _twice in range(2):
        accountant.post(at("refund_pay", refund.pk), {"reference": "OUT-1"})
    deliver_everything()
    assert JournalEntry.objects.filter(kind="refund").count() == 1
    shown = accountant.get(at("refund", refund.pk)).content.decode()
    assert signer.user.full_name in shown
    assert "OUT-1" in shown
    assert accountant.get(at("order", order.number)).status_code == 200


def test_a_refund_is_declined_with_a_reason_only(accountant, signer):
    put(accountant, at("refund_ask", shop.payment_of(shop.order_paid()).pk), {"amount": "1", "reason": "goodwill"})
    refund = Refund.objects.get()
    signer.post(at("refund_decline", refund.pk), {"reason": " "})
    refund.refresh_from_db()
    assert refund.state == RefundState.DUE
    signer.post(at("refund_decline", refund.pk), {"reason": "paid already"})
    refund.refresh_from_db()
    assert refund.state == RefundState.DECLINED


@pytest.mark.parametrize("amount", ["", "0", "-1", "1.5", "99999999"])
def test_a_wrong_refund_is_refused_beside_its_field(accountant, amount):
    page = at("refund_ask", shop.payment_of(shop.order_paid()).pk)
    for step in ("preview", "confirm"):
        assert put(accountant, page, {"amount": amount, "reason": "goodwill"}, step).status_code == 422
    assert not Refund.objects.exists()


@pytest.fixture
def unapplied(db) -> UnappliedCash:
    order = shop.order_placed(kind=PaymentKind.TRANSFER)
    payment = shop.payment_of(order)
    cancel(order=order, reason="customer_asked", actor=shop.ACTOR)
    cash = capture(payment=payment, amount=Decimal(138_000), reference="FT-9", actor=shop.ACTOR).unapplied
    deliver_everything()
    return cash


def test_unapplied_cash_is_applied_to_the_order_it_fits_after_a_preview(accountant, unapplied):
    order = shop.order_placed(kind=PaymentKind.TRANSFER)
    page = at("unapplied_apply", unapplied.pk)
    assert order.number in accountant.get(page).content.decode()
    values = {"number": order.number, "reason": "the amount is exactly what is open"}
    preview = put(accountant, page, values, "preview").content.decode()
    assert "Unapplied cash" in preview
    assert "paid in full" in preview
    assert UnappliedCash.objects.get().state == "open"
    for _twice in range(2):
        put(accountant, page, values)
    deliver_everything()
    order.refresh_from_db()
    assert order.payment_view == "paid"
    assert AuditEntry.objects.filter(action="unapplied_cash.applied").count() == 1


def test_unapplied_cash_is_not_applied_to_what_takes_no_money(accountant, unapplied):
    numbers = ["123", shop.order_placed(kind=PaymentKind.COD).number, shop.order_paid().number]
    for number in numbers:
        answer = put(accountant, at("unapplied_apply", unapplied.pk), {"number": number, "reason": "x"})
        assert answer.status_code == 422
    assert UnappliedCash.objects.get().state == "open"


def test_unapplied_cash_is_returned_by_two_persons_and_booked_once(accountant, signer, unapplied):
    put(accountant, at("unapplied_ask_return", unapplied.pk), {"reason": "not ours"})
    assert put(accountant, at("unapplied_return", unapplied.pk), {"bank_reference": "OUT-1"}).status_code == 422
    before = JournalEntry.objects.count()
    for _twice in range(2):
        put(signer, at("unapplied_return", unapplied.pk), {"bank_reference": "OUT-1"})
    assert JournalEntry.objects.count() == before + 1
    unapplied.refresh_from_db()
    assert (unapplied.state, unapplied.asker, unapplied.approver) == ("returned", accountant.user, signer.user)


def test_cash_whose_return_was_asked_for_can_be_kept(accountant, signer, unapplied):
    put(accountant, at("unapplied_ask_return", unapplied.pk), {"reason": "not ours"})
    put(signer, at("unapplied_keep", unapplied.pk), {"reason": "it is ours"})
    unapplied.refresh_from_db()
    assert unapplied.state == "open"


def test_what_a_refused_parcel_cost_is_previewed_and_booked_once(accountant):
    shipment = warehouse.shipment_dispatched(warehouse.product_in_stock())
    warehouse.carrier_tells(shipment, "refused")
    deliver_everything()
    assert shipment.number in accountant.get(at("refused_parcels")).content.decode()
    page = at("refusal_charge", shipment.pk)
    values = {"amount": "30000", "bearer": "customer", "reference": "B-7"}
    assert "Receivables from customers" in put(accountant, page, values, "preview").content.decode()
    assert put(accountant, page, {**values, "amount": "0"}).status_code == 422
    assert not JournalEntry.objects.filter(kind="refusal_cost").exists()
    for _twice in range(2):
        put(accountant, page, values)
    assert JournalEntry.objects.get(kind="refusal_cost").memo.endswith("B-7")
    assert "The customer owes it" in accountant.get(at("refused_parcels")).content.decode()


def test_a_short_pay_is_cleared_after_a_preview_and_leaves_the_list(accountant):
    order = shop.order_placed(kind=PaymentKind.COD)
    books.delivered(order, books.dispatched(order), cash=order.total_incl_tax)
    item = OpenItem.objects.get(debtor="courier")
    record_remittance(
        reference="REM-1", received_on=clock.today(), currency="VND", received={item.pk: item.amount - 500}, actor=shop.ACTOR
    )
    line = RemittanceLine.objects.get()
    assert "REM-1" in accountant.get(at("short_pays")).content.decode()
    page = at("short_pay", line.pk)
    values = {"amount": "500", "how": "written_off", "reason": "agreed by telephone"}
    assert "Receivables written off" in put(accountant, page, values, "preview").content.decode()
    assert not ShortPayClearing.objects.exists()
    assert put(accountant, page, {**values, "amount": "501"}).status_code == 422
    for _twice in range(2):
        put(accountant, page, values)
    assert ShortPayClearing.objects.count() == 1
    assert "REM-1" not in accountant.get(at("short_pays")).content.decode()


def test_nobody_else_decides_about_money(signed_in_as, unapplied):
    agent = signed_in_as("support_agent")
    for name, args in (("refunds", ()), ("unapplied_apply", (unapplied.pk,)), ("unapplied_return", (unapplied.pk,))):
        assert agent.get(at(name, *args)).status_code == 403
