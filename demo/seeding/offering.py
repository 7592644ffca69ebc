"""What is on offer today, and a phone order that waits for the customer to call back."""

from datetime import timedelta
from decimal import Decimal

from core.access import Actor
from demo.data import offers
from demo.data.markets import DOORS
from demo.seeding.buying import AGENT
from demo.seeding.house import FOUNDING, House, said
from shop.catalogue.models import Category, Lifecycle
from shop.offer.editing import save_offer, save_voucher
from shop.offer.models import Benefit, ConditionalOffer
from shop.voucher.models import Voucher
from support import drafting

#: An offer that runs: since when, until when, in days from today.
RUNS = (timedelta(days=-12), timedelta(days=60))


def open_the_day(house: House) -> str:
    """Offers, the voucher, and an open draft at the phone desk."""
    for one in offers.OFFERS:
        saved = _offer(house, one)
        if one.voucher:
            save_voucher(
                actor=FOUNDING, code=one.voucher, name=one.name, offer=saved, usage=Voucher.ONCE_PER_CUSTOMER,
                starts=house.now + RUNS[0], ends=house.now + RUNS[1],
            )  # fmt: skip
    _leave_a_draft(house)
    return f"{len(offers.OFFERS)} offers, 1 open phone order"


def _offer(house: House, one: offers.Offer) -> ConditionalOffer:
    return save_offer(
        actor=FOUNDING,
        name=one.name,
        channel_market=house.places[one.channel, one.market],
        kind=Benefit.PERCENTAGE,
        value=Decimal(one.percent),
        needs_voucher=bool(one.voucher),
        least_pieces=one.least_pieces,
        categories=Category.objects.filter(slug__in=one.shelves),
        starts=house.now + RUNS[0],
        ends=house.now + RUNS[1],
        most_orders=one.most_orders,
        **said("title", one.title),
    )


def _leave_a_draft(house: House) -> None:
    """The caller wants to ask at home which tea it was."""
    agent = house.staff[AGENT]
    desk = next(one for one in DOORS if (one.channel, one.market) == ("call_centre", "vn"))
    caller = next(person for person in house.crowd.consumers if person.market == "vn" and person.account)
    draft = drafting.start_draft(
        agent=agent, customer=house.customers[caller.email], door=house.doors[desk.code], actor=Actor.of(agent)
    )
    tea = next(product for product in house.products.values() if product.lifecycle == Lifecycle.ACTIVE)
    drafting.add_product(basket=draft, product=tea, quantity=2)
