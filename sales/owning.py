"""Give customers to owners. The past stays: whoever looked after a customer on a day is known for good."""

from typing import Any

from django.db import transaction

from core import audit, clock
from core.access import Actor, User
from core.errors import DomainError
from sales.models import Owner, Ownership, Territory
from shop.channels.models import Market
from shop.customer.models import Customer


class OwnerUnchanged(DomainError):
    """The customer is looked after by this owner in this territory already."""

    code = "owner_unchanged"


class OwnerChangedMeanwhile(DomainError):
    """Somebody else has given the customer away since it was looked at."""

    code = "owner_changed_meanwhile"


class OwnerRetired(DomainError):
    """The owner takes no customers any more."""

    code = "owner_retired"


class TerritoryClosed(DomainError):
    """The territory is no longer in use."""

    code = "territory_closed"


class TerritoryElsewhere(DomainError):
    """The territory belongs to another market than the one the company buys in."""

    code = "territory_elsewhere"


class StillHasCustomers(DomainError):
    """Customers have to be given to somebody else first."""

    code = "still_has_customers"


def give_customer(
    *, customer_id: int, owner_id: int, reason: str, actor: Actor, territory_id: int | None = None, seen: int | None = None
) -> Ownership:
    """From now on the customer is looked after by this owner; without a territory it stays in the one it is in.

    `seen` is the key of the ownership that the person looked at (0: nobody owned it); None does not ask.

    Raises:
        OwnerChangedMeanwhile, OwnerUnchanged, OwnerRetired, TerritoryClosed, TerritoryElsewhere
    """
    with transaction.atomic():
        customer = Customer.objects.select_for_update(of=("self",), no_key=True).select_related(
            "trade_account__channel_market"
        ).get(pk=customer_id)  # fmt: skip
        now = Ownership.objects.filter(customer=customer, until__isnull=True).first()
        if seen is not None and seen != (now.pk if now else 0):
            raise OwnerChangedMeanwhile(customer=customer_id)
        owner = Owner.objects.get(pk=owner_id)
        territory = _territory(customer, now, territory_id)
        if now and (now.owner_id, now.territory_id) == (owner.pk, territory.pk):
            raise OwnerUnchanged(customer=customer_id)
        if not owner.is_active:
            raise OwnerRetired(owner=owner.code)
        moment = clock.now()
        if now:
            now.until = moment
            now.save(update_fields=["until"])
        given = Ownership.objects.create(
            customer=customer, owner=owner, territory=territory, since=moment, reason=reason.strip()[:200],
            given_by_id=actor.user_id,
        )  # fmt: skip
        audit.record(
            actor=actor, action="customer.owner_changed", subject=customer, subject_label=f"#{customer.pk}",
            owner=owner.code, territory=territory.code, before=now.owner_id if now else None,
        )  # fmt: skip
    return given


def _territory(customer: Customer, now: Ownership | None, territory_id: int | None) -> Territory:
    wanted = territory_id or (now.territory_id if now else None)
    if wanted is None:
        raise TerritoryElsewhere(customer=customer.pk)
    territory = Territory.objects.get(pk=wanted)
    if not territory.is_open:
        raise TerritoryClosed(territory=territory.code)
    account = getattr(customer, "trade_account", None)
    if account is not None and account.channel_market.market_id != territory.market_id:
        raise TerritoryElsewhere(territory=territory.code)
    return territory


def save_territory(
    *, actor: Actor, territory: Territory | None = None, code: str, market: Market, is_open: bool = True, **names: Any
) -> Territory:
    """Open a territory or change one; `names` are name_en, name_vi, ...

    Raises:
        StillHasCustomers: it cannot be closed or moved to another market under its customers' feet.
    """
    with transaction.atomic():
        territory = territory or Territory(code=code)
        if territory.pk and (not is_open or territory.market_id != market.pk):
            _refuse_with_customers(territory.ownerships.filter(until__isnull=True).count())
        territory.code, territory.market, territory.is_open = code, market, is_open
        return _saved(territory, names, actor, "territory.saved")


def save_owner(
    *,
    actor: Actor,
    owner: Owner | None = None,
    code: str,
    kind: str,
    user: User | None = None,
    is_active: bool = True,
    **names: Any,
) -> Owner:
    """Admit an owner or change one; `names` are name_en, name_vi, ...

    Raises:
        StillHasCustomers: who has customers cannot be retired.
    """
    with transaction.atomic():
        owner = owner or Owner(code=code)
        if owner.pk and not is_active:
            _refuse_with_customers(owner.ownerships.filter(until__isnull=True).count())
        owner.code, owner.kind, owner.user, owner.is_active = code, kind, user, is_active
        return _saved(owner, names, actor, "owner.saved")


def _refuse_with_customers(count: int) -> None:
    if count:
        raise StillHasCustomers(count=count)


def _saved(record: Any, names: dict[str, Any], actor: Actor, action: str) -> Any:
    for column, name in names.items():
        setattr(record, column, name)
    record.full_clean()
    record.save()
    audit.record(actor=actor, action=action, subject=record, subject_label=record.code)
    return record
