"""What customers are written about. Each handler sends one mail; the templates are in templates/email/."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounting.events import PaperPrinted
from core.access import Actor, User
from core.events import Lane, handles
from core.languages import speaking
from fulfillment.events import ShipmentDelivered, ShipmentDispatched
from fulfillment.models import Parcel, Shipment
from inventory.events import ReservationFellShort
from inventory.models import SourcingCause
from shop.order.events import OrderCancelled, OrderPlaced
from shop.order.models import Order, OrderStatus
from shop.order.timeline import add_entry
from shop.payment.events import PaymentCaptured, PaymentExpired, PaymentFailed
from shop.payment.models import GatewaySession, PaymentMovement
from shop.storefront import order_page
from shop.storefront.addresses import order_address, origin_of
from shop.storefront.events import AccountAsked, PasswordResetAsked
from shop.storefront.late import what_is_late
from shop.storefront.mail import send_once
from shop.storefront.models import PendingAccount
from shop.storefront.paper_mail import mail_paper
from shop.storefront.parcels import parcel_lines

MAIL = Actor.system("mail")


def _order(order_id: int) -> Order:
    return Order.objects.select_related("channel", "market", "delivery_option", "shipping_address__country", "door").get(
        pk=order_id
    )


def _write(order: Order, kind: str, about: str, **more: Any) -> bool:
    """Write to an order's customer, with what the order page would show. A callable in `more` is given the order's lines.

    Answers whether the mail goes out now.
    """
    with speaking(order.language):
        payment, lines = order_page.payment_of(order), order_page.lines_of(order)
        context = {
            "order": order,
            "payment": payment,
            "standing": order_page.standing(order, payment),
            "lines": lines,
            "sums": order_page.sums_of(order, payment),
            "total": order_page.money(order, order.total_incl_tax),
            "promise": order_page.promise_of(order),
            "transfer": order_page.transfer_of(order, payment),
            "until": order_page.words.day_and_time(order_page.local(order, payment.expires_at))
            if payment and payment.expires_at
            else "",
            "goes_to": order_page.address_lines(order.shipping_address) if order.shipping_address else [],
            "phone": order.market.phone,
            "address": order_address(order),
            "shop_url": f"{origin_of(order)}/",
            **{name: value(lines) if callable(value) else value for name, value in more.items()},
        }
    return send_once(kind=kind, about=about, to=order.email, language=order.language, context=context)


@handles(OrderPlaced, lane=Lane.PAPERS)
def confirm_order(event: OrderPlaced) -> None:
    _write(_order(event.order_id), "order_placed", f"order:{event.order_id}")


@handles(PaymentCaptured, lane=Lane.PAPERS)
def thank_for_money(event: PaymentCaptured) -> None:
    order = _order(event.order_id)
    movement = PaymentMovement.objects.get(pk=event.movement_id)
    amount = order_page.money(order, movement.amount)
    _write(order, "payment_captured", f"movement:{movement.pk}", amount=amount)


@handles(PaymentFailed, lane=Lane.PAPERS)
def tell_of_failed_payment(event: PaymentFailed) -> None:
    """Once for each try: a try is a visit to the provider's page."""
    tries = GatewaySession.objects.filter(payment=event.payment_id).count()
    _write(_order(event.order_id), "payment_failed", f"payment:{event.payment_id}:{tries}")


@handles(PaymentExpired, lane=Lane.PAPERS)
def tell_of_expired_payment(event: PaymentExpired) -> None:
    _write(_order(event.order_id), "payment_expired", f"payment:{event.payment_id}")


@handles(OrderCancelled, lane=Lane.PAPERS)
def tell_of_cancelling(event: OrderCancelled) -> None:
    """An order that was not paid in time is told of as such; see `tell_of_expired_payment`."""
    if event.reason != "payment_expired":
        _write(_order(event.order_id), "order_cancelled", f"order:{event.order_id}")


@handles(ShipmentDispatched, lane=Lane.PAPERS)
def tell_of_dispatch(event: ShipmentDispatched) -> None:
    shipment = Shipment.objects.select_related("carrier").get(pk=event.shipment_id)
    numbers = Parcel.objects.filter(shipment=shipment).exclude(tracking_number="").values_list("tracking_number", flat=True)
    carrier = shipment.carrier.name if shipment.carrier else ""
    order = _order(event.order_id)
    _write(
        order, "shipped", f"shipment:{shipment.pk}", tracking=list(numbers), carrier=carrier, parcel_lines=_in_parcel(shipment)
    )


def _in_parcel(shipment: Shipment) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    """What is in a shipment, said in the customer's language; empty when it is the whole order."""

    def lines_of_parcel(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        inside = parcel_lines(shipment, {line["pk"]: line for line in lines})
        is_all = {line["pk"]: line["quantity"] for line in lines} == {line["pk"]: line["pieces"] for line in inside}
        return [] if is_all else inside

    return lines_of_parcel


@handles(ReservationFellShort, lane=Lane.PAPERS)
def tell_who_waits(event: ReservationFellShort) -> None:
    """A pick fell short and no warehouse has the pieces: the customer is told, once for each order.

    Nothing is said of what was found or called off before the mail could go.
    """
    if event.cause != SourcingCause.SHORT_PICK:
        return
    order = _order(event.order_id)
    late = what_is_late(order.pk) if order.status == OrderStatus.RELEASED else None
    if late is None:
        return
    more = {"late_lines": late.said(), "some_there": late.some_there, "may_cancel": order_page.may_cancel(order)}
    if _write(order, "order_late", f"order:{order.pk}", **more):
        add_entry(order_id=order.pk, kind="late_told", actor=MAIL, late=late.pieces)


@handles(ShipmentDelivered, lane=Lane.PAPERS)
def tell_of_delivery(event: ShipmentDelivered) -> None:
    shipment = Shipment.objects.get(pk=event.shipment_id)
    _write(_order(event.order_id), "delivered", f"shipment:{shipment.pk}", parcel_lines=_in_parcel(shipment))


@handles(PaperPrinted, lane=Lane.PAPERS)
def send_paper(event: PaperPrinted) -> None:
    mail_paper(kind=event.kind, number=event.number, document_id=event.document_id)


@handles(AccountAsked, lane=Lane.PAPERS)
def write_to_new_account(event: AccountAsked) -> None:
    """The link that opens the account, or the news that there is one already."""
    pending = PendingAccount.objects.filter(pk=event.pending_id).first()
    if pending is None:
        return
    known = User.objects.filter(email=pending.email).exists()
    path = reverse("customer:login") if known else reverse("customer:confirm", kwargs={"key": pending.key})
    context = {"name": pending.full_name, "address": f"{event.origin}{path}", "shop_url": f"{event.origin}/"}
    kind = "account_known" if known else "account_confirm"
    send_once(kind=kind, about=f"pending:{pending.pk}", to=pending.email, language=pending.language, context=context)


@handles(PasswordResetAsked, lane=Lane.PAPERS)
def write_reset_link(event: PasswordResetAsked) -> None:
    user = User.objects.filter(pk=event.user_id, is_active=True).first()
    if user is None:
        return
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("customer:password-reset-confirm", kwargs={"uid": uid, "token": token})
    context = {"name": user.full_name, "address": f"{event.origin}{path}", "shop_url": f"{event.origin}/"}
    send_once(
        kind="password_reset", about=f"request:{event.request_key}", to=user.email, language=event.language, context=context
    )
