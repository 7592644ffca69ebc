"""Owners, territories and the customers they look after."""

from sales.models import Owner, Ownership, Territory
from sales.owning import give_customer, save_owner, save_territory
from shop.channels.models import Market
from shop.customer.models import Customer, TradeAccount
from tests.factories.shop import ACTOR, market, trade_account, trade_channel_market


def owner(code: str = "le-hong", **values) -> Owner:
    """An owner of this code, made when there is none."""
    known = Owner.objects.filter(code=code).first()
    return known or save_owner(actor=ACTOR, code=code, **{"kind": "agent", "name_en": code.title(), **values})


def territory(code: str = "delta", in_market: Market | None = None, **values) -> Territory:
    known = Territory.objects.filter(code=code).first()
    return known or save_territory(actor=ACTOR, code=code, market=in_market or market(), **{"name_en": code.title(), **values})


def company() -> Customer:
    """A trade customer that nobody owns."""
    return trade_account(trade_channel_market()).customer


def account_of(customer: Customer) -> TradeAccount:
    return TradeAccount.objects.get(customer=customer)


def owned(by: str = "le-hong", where: str = "delta", customer: Customer | None = None) -> Customer:
    """A trade customer given to an owner."""
    customer = customer or company()
    give(customer, by, where)
    return customer


def give(customer: Customer, to: str = "le-hong", where: str = "delta", **values) -> Ownership:
    return give_customer(
        **{
            "customer_id": customer.pk,
            "owner_id": owner(to).pk,
            "territory_id": territory(where).pk,
            "reason": "Found them",
            "actor": ACTOR,
            **values,
        }
    )
