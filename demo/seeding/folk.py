"""Staff with their roles, consumers with and without a sign-in, and the companies with their buyers."""

from decimal import Decimal

from backoffice.people import create_staff, save_role
from backoffice.roles import ensure_roles, expand
from core.access import Actor
from demo.data import people
from demo.data.crowd import Crowd
from demo.data.markets import MARKETS
from demo.data.schema import Text
from demo.seeding.house import FOUNDING, House, said
from shop.customer import registering
from shop.customer.models import Customer, CustomerKind
from shop.customer.signing_up import open_login

#: Jobs of the company that share a role of the house.
SAME_ROLE = {"packer": "picker"}
SALES_AGENT_NAME = Text("Sales agent", "Nhân viên kinh doanh", "销售代理", "ตัวแทนขาย", "Agente de ventas")
SALES_AGENT = ("sales.view", "orders.view", "orders.note", "support.view")


def shown_sign_ins() -> list[people.Consumer]:
    """The consumers whose sign-in is told: two of the home market, one of each other. The others would set a password by mail."""
    signed_up = [person for person in people.CONSUMERS if person.account]
    shown = [[one for one in signed_up if one.market == market.code] for market in MARKETS]
    return [person for place, found in enumerate(shown) for person in found[: 2 if place == 0 else 1]]


def shown_companies(crowd: Crowd) -> list[people.TradeCompany]:
    """The companies whose sign-in is told: the ones written by hand, and the first of each channel."""
    firsts = {one.channel: one for one in reversed(crowd.companies)}
    return list(dict.fromkeys([*people.DISTRIBUTORS, *firsts.values()]))


def hire(house: House) -> str:
    """Everybody who works here, each with the role of their job."""
    roles = {role.code: role for role in ensure_roles()}
    names = {column: name for column, name in said("name", SALES_AGENT_NAME).items() if column != "name_en"}
    roles["sales_agent"] = save_role(
        role=None, code="sales_agent", name=SALES_AGENT_NAME.en, permissions=expand(SALES_AGENT), actor=FOUNDING, **names
    )
    for person in people.STAFF:
        house.staff[person.email] = create_staff(
            email=person.email,
            full_name=person.name,
            language=person.language,
            password=people.DEMO_PASSWORD,
            roles=[roles[SAME_ROLE.get(person.role, person.role)]],
            actor=FOUNDING,
        )
    return f"{len(people.STAFF)} people of the company"


def welcome(house: House) -> str:
    """Consumers and their address books, then the companies."""
    signed_up = [person for person in house.crowd.consumers if person.account]
    for person in signed_up:
        _register(house, person)
    for company in house.crowd.companies:
        _admit(house, company)
    return (
        f"{len(signed_up)} of {len(house.crowd.consumers)} consumers with a sign-in, {len(house.crowd.companies)} trade accounts"
    )


def _register(house: House, person: people.Consumer) -> None:
    user = open_login(
        actor=FOUNDING,
        email=person.email,
        password=people.DEMO_PASSWORD if person in shown_sign_ins() else None,
        full_name=person.name,
        language=person.language,
        phone=person.phone,
    )
    house.logins[person.email] = user
    house.customers[person.email] = registering.register_customer(
        actor=Actor.of(user),
        name=person.name,
        email=person.email,
        phone=person.phone,
        language=person.language,
        came_by="host",
        user=user,
    )
    _note_address(house.customers[person.email], person.name, person.phone, person.address, is_default=True)


def _admit(house: House, company: people.TradeCompany) -> None:
    customer = registering.register_customer(
        actor=FOUNDING,
        name=company.name,
        email=company.email,
        phone=company.phone,
        language=company.language,
        kind=CustomerKind.COMPANY,
        came_by="account",
        tax_number=company.tax_id,
    )
    house.customers[company.account] = customer
    _note_address(customer, company.name, company.phone, company.delivery, is_default=True)
    if company.billing != company.delivery:
        _note_address(customer, company.legal_name, company.phone, company.billing)
    house.accounts[company.account] = registering.open_trade_account(
        actor=FOUNDING,
        customer=customer,
        channel_market=house.places[company.channel, company.market],
        number=company.account,
        terms_days=company.terms_days,
        credit_limit=Decimal(company.credit_limit),
    )
    for buyer in company.buyers:
        user = open_login(
            actor=FOUNDING,
            email=buyer.email,
            password=people.DEMO_PASSWORD if company in shown_companies(house.crowd) else None,
            full_name=buyer.name,
            language=company.language,
            phone=buyer.phone,
        )
        registering.let_act_for(actor=FOUNDING, user=user, customer=customer)
        house.logins[buyer.email] = user


def _note_address(customer: Customer, name: str, phone: str, address: people.Address, is_default: bool = False) -> None:
    registering.save_address(
        actor=FOUNDING,
        customer=customer,
        is_default=is_default,
        name=name,
        phone=phone,
        line1=address.line1,
        line2="",
        city=address.city,
        district=address.ward if address.country == "VN" else address.region,
        postcode=address.postcode,
        country_id=address.country,
    )
