"""Places an order as its customer does: fills a basket, looks at the quote, agrees to what was seen."""

from core.access import Actor
from demo.data import people
from demo.data.markets import DOORS
from demo.seeding.house import House
from demo.seeding.stories import Fate, Story, Way
from shop.basket import filling
from shop.basket.models import Basket
from shop.channels.doors import Entrance
from shop.channels.models import Door
from shop.order.models import Order
from shop.order.placing import BillingDetails, Contact, PostalAddress, place_order
from shop.order.quotes import OrderQuote
from shop.order.quoting import quote_basket, seal
from shop.order.timeline import add_note
from shop.shipping.promising import DeliveryChoice
from support import drafting

AGENT, AT_THE_BRANCH = "support@lantern.example", "myduyen@lantern.example"
_SHOP_DOORS = {"vn": ("path-any", "default"), "cn": ("path-china", "path"), "th": ("path-thailand", "path"),
               "latam": ("path-america-latina", "path"), "intl": ("path-world", "path")}  # fmt: skip


def place(house: House, story: Story) -> Order | None:
    """Place a story's order; none when nothing of it is left on the shelves."""
    ways = {Way.SHOP: _in_the_shop, Way.TRADE: _on_account, Way.DESK: _at_a_desk}
    order = ways[story.way](house, story)
    if order is not None and story.note:
        agent = house.staff[AGENT]
        add_note(order=order, text=story.note, actor=Actor.of(agent))
    return order


def _in_the_shop(house: House, story: Story) -> Order | None:
    person = house.crowd.consumer(story.buyer)
    user = house.logins.get(person.email)
    code, reason = _SHOP_DOORS[story.market]
    place_in_market = house.places["consumer", story.market]
    entrance = Entrance(house.doors[code], place_in_market, reason)
    basket = filling.open_basket(channel_market=place_in_market, owner=user)
    _fill(house, basket, story)
    address = _address(person.name, person.phone, person.address)
    quote = _look(basket, entrance, address, story)
    if quote is None:
        return None
    return place_order(
        basket_id=basket.pk,
        seen=seal(quote),
        entrance=entrance,
        contact=Contact(person.name, person.email, person.phone, person.language),
        address=address,
        delivery_code=quote.delivery.code if quote.delivery else "",
        method_code=story.method,
        actor=Actor.of(user) if user else Actor.customer("guest"),
        user=user,
    ).order


def _on_account(house: House, story: Story) -> Order | None:
    company = house.crowd.company(story.buyer)
    buyer = company.buyers[0]
    user, account = house.logins[buyer.email], house.accounts[company.account]
    place_in_market = house.places[story.channel, story.market]
    entrance = Entrance(_door(house, story), place_in_market, "trade_account", account.pk)
    basket = filling.open_basket(channel_market=place_in_market, owner=user)
    _fill(house, basket, story, account_id=account.pk)
    address = _receiver(house, company, story)
    quote = _look(basket, entrance, address, story)
    if quote is None:
        return None
    billing = company.billing
    return place_order(
        basket_id=basket.pk,
        seen=seal(quote),
        entrance=entrance,
        contact=Contact(buyer.name, buyer.email, buyer.phone, company.language),
        address=address,
        delivery_code=quote.delivery.code if quote.delivery else "",
        method_code=story.method,
        actor=Actor.of(user),
        user=user,
        customer=house.customers[company.account],
        billing=BillingDetails(
            name=company.name,
            company=company.legal_name,
            tax_number=company.tax_id,
            line1=billing.line1,
            district=billing.ward,
            city=billing.city,
            postcode=billing.postcode,
            country=billing.country,
        ),
        buyer_reference=f"PO-{story.moment:%y%m%d}",
    ).order


def _receiver(house: House, company: people.TradeCompany, story: Story) -> PostalAddress:
    """Where the goods go: to the company, or to the guest for whom a partner orders."""
    if not story.receiver:
        return _address(company.name, company.phone, company.delivery)
    guest = house.crowd.consumer(story.receiver)
    return _address(guest.name, guest.phone, guest.address)


def _door(house: House, story: Story) -> Door:
    """Through which of the channel's doors in the market somebody comes; branches take turns."""
    doors = [one for one in DOORS if (one.channel, one.market) == (story.channel, story.market)]
    return house.doors[doors[len(story.buyer) % len(doors)].code]


def _at_a_desk(house: House, story: Story) -> Order | None:
    """An agent fills the draft while the customer talks; the customer is one of those who have an account."""
    agent = house.staff[AT_THE_BRANCH if story.channel == "branch" else AGENT]
    actor = Actor.of(agent)
    customer = house.customers[story.buyer]
    basket = drafting.start_draft(agent=agent, customer=customer, door=_door(house, story), actor=actor)
    for sku, quantity in story.lines:
        drafting.add_product(basket=basket, product=house.products[sku], quantity=quantity)
    _leave_out_what_is_gone(basket, drafting.look_at(basket).quote)
    choices = drafting.look_at(basket).quote.choices
    drafting.save_details(basket=basket, delivery_code=choices[0].code, method_code=story.method)
    quote = drafting.look_at(basket).quote
    if quote.problems:
        drafting.remove_draft(basket=basket, actor=actor)
        return None
    return drafting.place_draft(basket=basket, agent=agent, seen=seal(quote), actor=actor).order


def _fill(house: House, basket: Basket, story: Story, account_id: int | None = None) -> None:
    filling.clear(basket=basket)
    for sku, quantity in story.lines:
        filling.add(basket=basket, product=house.products[sku], quantity=quantity, account_id=account_id)


def _look(basket: Basket, entrance: Entrance, address: PostalAddress, story: Story) -> OrderQuote | None:
    """What the customer sees on the last page; none when it cannot be placed."""

    def quote(delivery_code: str = "", method_code: str = "") -> OrderQuote:
        return quote_basket(
            basket=basket,
            channel_market=entrance.channel_market,
            account_id=entrance.account_id,
            country=address.country,
            postcode=address.postcode,
            delivery_code=delivery_code,
            method_code=method_code,
        )

    first = quote()
    if first.problems:
        _leave_out_what_is_gone(basket, first)
        first = quote()
    choices = first.choices
    chosen = _chosen(choices, story)
    found = quote(chosen.code, story.method)
    if any(problem.code == "method_not_offered" for problem in found.problems):
        found = quote(choices[0].code, story.method)
    return None if found.problems else found


def _chosen(choices: list[DeliveryChoice], story: Story) -> DeliveryChoice:
    """Mostly the first; who pays at the door takes this or that. A parcel to be refused goes the slowest way: it is out yet."""
    if story.fate == Fate.REFUSED:
        return choices[-1]
    return choices[len(story.buyer) % len(choices)] if story.method.endswith("cod") else choices[0]


def _leave_out_what_is_gone(basket: Basket, quote: OrderQuote) -> None:
    for problem in quote.problems:
        if problem.code == "out_of_stock" and problem.product_id is not None:
            filling.set_quantity(basket=basket, product_id=problem.product_id, quantity=problem.data["available"])


def _address(name: str, phone: str, address: people.Address) -> PostalAddress:
    return PostalAddress(
        name=name,
        line1=address.line1,
        city=address.city,
        district=address.ward if address.country == "VN" else address.region,
        postcode=address.postcode,
        country=address.country,
        phone=phone,
    )
