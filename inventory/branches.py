"""A branch as a source: only while its owner agrees. The agreement is recorded with its day and revoked with a reason.

Without one nothing that lies in the branch is sold to customers, so that nobody is promised what may not be shipped.
"""

from datetime import date

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from inventory.models import BranchAgreement, HouseKind, Reservation, Warehouse, Zone
from inventory.warehousing import stop_selling_from_zone


class NotABranch(DomainError):
    """The company's own warehouses need nobody's agreement."""

    code = "not_a_branch"


class AgreedAlready(DomainError):
    """An agreement holds; it is revoked before another one is recorded."""

    code = "agreed_already"


class AgreedInTheFuture(DomainError):
    """Nobody has agreed on a day that is still to come."""

    code = "agreed_in_the_future"


class NobodyAgreed(DomainError):
    """No agreement holds that could be revoked."""

    code = "nobody_agreed"


class BranchHoldsOrders(DomainError):
    """Pieces lie there that are held for orders; `numbers` names the orders. They leave, or are shipped from elsewhere, first."""

    code = "branch_holds_orders"


def record_agreement(*, warehouse: Warehouse, agreed_by: str, agreed_on: date, terms: str = "", actor: Actor) -> BranchAgreement:
    """The owner of a branch agreed on a day that orders are shipped from there.

    Raises:
        NotABranch, AgreedInTheFuture, AgreedAlready: nothing is changed.
    """
    with transaction.atomic():
        house = Warehouse.objects.select_for_update().get(pk=warehouse.pk)
        if house.kind != HouseKind.BRANCH:
            raise NotABranch(warehouse=house.code)
        if agreed_on > clock.today():
            raise AgreedInTheFuture(warehouse=house.code, agreed_on=agreed_on.isoformat())
        if BranchAgreement.objects.filter(warehouse=house, revoked_at__isnull=True).exists():
            raise AgreedAlready(warehouse=house.code)
        agreement = BranchAgreement.objects.create(
            warehouse=house, agreed_by=agreed_by.strip(), agreed_on=agreed_on, terms=terms.strip(), recorded_by=actor.label[:200]
        )
        audit.record(actor=actor, action="branch.agreed", subject=house, agreement=agreement.pk, agreed_on=agreed_on.isoformat())
    return agreement


def revoke_agreement(*, warehouse: Warehouse, reason: str, actor: Actor) -> BranchAgreement:
    """The owner takes the agreement back: from now on nothing there is sold or chosen.

    Raises:
        NobodyAgreed, BranchHoldsOrders: nothing is changed.
    """
    with transaction.atomic():
        house = Warehouse.objects.select_for_update().get(pk=warehouse.pk)
        agreement = BranchAgreement.objects.select_for_update().filter(warehouse=house, revoked_at__isnull=True).first()
        if agreement is None:
            raise NobodyAgreed(warehouse=house.code)
        for zone in Zone.objects.filter(warehouse=house, pools__isnull=False):
            _refuse_held(house, zone)
            stop_selling_from_zone(actor=actor, zone=zone)
        agreement.revoked_at, agreement.revoked_by = clock.now(), actor.label[:200]
        agreement.revoked_reason = reason.strip()[:200]
        agreement.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
        audit.record(actor=actor, action="branch.revoked", subject=house, agreement=agreement.pk)
    return agreement


def _refuse_held(house: Warehouse, zone: Zone) -> None:
    held = Reservation.objects.filter(status="active", location__zone=zone).order_by("order_line__order_id")
    numbers = list(dict.fromkeys(held.values_list("order_line__order__number", flat=True)))
    if numbers:
        raise BranchHoldsOrders(warehouse=house.code, numbers=numbers)
