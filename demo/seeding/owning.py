"""Who looks after which company: owners, territories, and the companies that an agent took over from the house."""

from core import clock
from core.access import Actor
from core.slugs import slugify
from demo.data import people
from demo.data import territories as data
from demo.data.territories import (
    EMPLOYED,
    FIRST_OWNER,
    HOUSE,
    ONE_IN,
    SELLING_ROLE,
    TAKEN_OVER,
    TAKEN_OVER_DAYS_AGO,
    TERRITORIES,
)
from demo.seeding.house import FOUNDING, House, said
from sales.models import Owner, OwnerKind, Territory
from sales.owning import give_customer, save_owner, save_territory

#: Signs the change of hands.
MANAGER = "sales@lantern.example"


def share_out(house: House) -> str:
    """Every company gets its owner and territory; some change hands later."""
    territories = {one.name.en: _open(house, one) for one in TERRITORIES if one.market in house.markets}
    sellers = {person.email: _admit(house, person) for person in people.STAFF if person.role == SELLING_ROLE}
    the_house = save_owner(actor=FOUNDING, code="house", kind=OwnerKind.HOUSE, **said("name", HOUSE))
    for place, company in enumerate(house.crowd.companies):
        begins_with_the_house = place % ONE_IN == ONE_IN - 1
        owner = the_house if begins_with_the_house else sellers[company.owner]
        _give(house, company, owner, territories[company.territory], FIRST_OWNER, FOUNDING)
    manager = Actor.of(house.staff[MANAGER])
    with clock.at(house.at(TAKEN_OVER_DAYS_AGO)):
        for company in house.crowd.companies[ONE_IN - 1 :: 2 * ONE_IN]:
            _give(house, company, sellers[company.owner], territories[company.territory], TAKEN_OVER, manager)
    return f"{len(territories)} territories, {len(sellers) + 1} owners, {len(house.crowd.companies)} companies"


def _open(house: House, one: data.Territory) -> Territory:
    return save_territory(actor=FOUNDING, code=one.code, market=house.markets[one.market], **said("name", one.name))


def _admit(house: House, person: people.Staff) -> Owner:
    kind = OwnerKind.REP if person.email in EMPLOYED else OwnerKind.AGENT
    return save_owner(
        actor=FOUNDING, code=slugify(person.name), kind=kind, user=house.staff[person.email], name_en=person.name
    )  # fmt: skip


def _give(house: House, company: people.TradeCompany, owner: Owner, territory: Territory, reason: str, actor: Actor) -> None:
    give_customer(
        customer_id=house.customers[company.account].pk, owner_id=owner.pk, territory_id=territory.pk, reason=reason, actor=actor
    )
