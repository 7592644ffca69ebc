"""A voucher only adds: no line, no shown price and no total is dearer with it than without it."""

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.basket.filling import add
from shop.offer.applying import settle
from shop.offer.benefits import Item, per_cent
from shop.offer.models import Benefit, Condition, ConditionalOffer, Range
from shop.offer.showing import running_for, tell
from shop.order.models import Order, OrderDiscount
from shop.voucher import using
from shop.voucher.models import Voucher
from tests.factories import offers, shop

D = Decimal
LANTERN = Voucher(pk=1, code="LANTERN")
PRODUCTS = range(1, 7)
#: A busy machine is no broken promise.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def conditional(pk: int, kind: str, value: int, products, least: int, by_value: bool, priority: int, by_voucher: bool):
    """An offer as `applying` reads it, without a database."""
    held_for = Range(pk=pk) if products else None
    offer = ConditionalOffer(
        pk=pk,
        title=f"Offer {pk}",
        priority=priority,
        offer_type=ConditionalOffer.VOUCHER if by_voucher else ConditionalOffer.SITE,
        benefit=Benefit(type=kind, value=D(value), range=held_for),
        condition=Condition(type=Condition.VALUE if by_value else Condition.COUNT, value=D(least), range=held_for),
    )
    offer.only_products, offer.only_paths = list(products), []
    return offer


lines = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 400_000)), min_size=1, max_size=len(PRODUCTS)).map(
    lambda rows: [Item(pk, pieces, D(price * pieces)) for pk, (pieces, price) in zip(PRODUCTS, rows, strict=False)]
)


@st.composite
def offer_lists(draw, by_voucher: bool, most: int, first: int):
    made = []
    for number in range(draw(st.integers(1 if by_voucher else 0, most))):
        kind = draw(st.sampled_from([Benefit.PERCENTAGE, Benefit.FIXED]))
        by_value = draw(st.booleans())
        made.append(
            conditional(
                first + number,
                kind,
                draw(st.integers(1, 100 if kind == Benefit.PERCENTAGE else 900_000)),
                draw(st.sets(st.sampled_from(PRODUCTS), max_size=4)),
                draw(st.integers(0, 600_000 if by_value else 12)),
                by_value,
                draw(st.integers(0, 3)),
                by_voucher,
            )
        )
    return made


def by_line(offered) -> dict[int, Decimal]:
    taken: dict[int, Decimal] = {}
    for one in offered.given:
        for product, part in one.parts.items():
            assert product not in taken, "a line is discounted once"
            taken[product] = part
    return taken


@CALM
@given(lines, offer_lists(by_voucher=False, most=3, first=1), offer_lists(by_voucher=True, most=2, first=50))
def test_no_line_is_dearer_with_a_voucher_and_it_counts_only_where_it_lowers_the_total(items, held, opened):
    without, with_it = settle(held, items, "VND", None), settle([*opened, *held], items, "VND", LANTERN)
    before, after = by_line(without), by_line(with_it)

    assert all(after.get(product, 0) >= part for product, part in before.items())
    gain = sum(after.values()) - sum(before.values())
    counts = any(one.voucher_id for one in with_it.given)
    assert counts == (gain > 0) == (with_it.voucher_problem == "")
    assert with_it.by_voucher == sum(one.total for one in with_it.given if one.voucher_id)
    untouched = {product for one in with_it.given if not one.voucher_id for product in one.parts}
    assert all(after[product] == before[product] for product in untouched)
    assert all(0 < part <= item.stated for item in items if (part := after.get(item.product_id)))


@CALM
@given(lines, offer_lists(by_voucher=False, most=3, first=1), st.integers(1, 100))
def test_a_share_gives_each_line_the_better_of_the_two(items, held, percent):
    opened = conditional(50, Benefit.PERCENTAGE, percent, (), 0, False, 0, True)
    before = by_line(settle(held, items, "VND", None))
    shares = per_cent(items, D(percent), "VND")
    best = {item.product_id: max(before.get(item.product_id, D(0)), shares[item.product_id]) for item in items}
    after = by_line(settle([opened, *held], items, "VND", LANTERN))
    assert {product: after.get(product, D(0)) for product in best} == best


@CALM
@given(lines, offer_lists(by_voucher=False, most=3, first=1), st.integers(1, 900_000))
def test_an_amount_is_put_where_no_other_line_less_or_more_would_make_it_worth_more(items, held, amount):
    opened = conditional(50, Benefit.FIXED, amount, (), 0, False, 0, True)
    before = by_line(settle(held, items, "VND", None))
    settled = settle([opened, *held], items, "VND", LANTERN)

    def worth(chosen) -> Decimal:
        kept = sum((part for product, part in before.items() if product not in chosen), D(0))
        return kept + min(D(amount), sum((item.stated for item in items if item.product_id in chosen), D(0)))

    every = [item.product_id for item in items]
    chosen = {product for one in settled.given if one.voucher_id for product in one.parts}
    reached = sum(by_line(settled).values())
    assert all(worth(chosen - {product}) <= reached for product in chosen)
    if len(every) <= 2:
        assert reached == max(worth(set(some)) for size in range(len(every) + 1) for some in combinations(every, size))


@pytest.mark.django_db
def test_the_price_on_the_card_is_charged_with_a_voucher_in_the_basket_too():
    at = shop.channel_market()
    pot, tea = shop.product_on_sale(price=200_000), shop.product_on_sale(price=100_000)
    offers.offer(per_cent=10, products=[pot])
    offers.voucher(per_cent=7, priority=9)
    basket = shop.basket_with(pot, tea)
    using.put_in(basket=basket, code="LANTERN")
    running = running_for(channel_market=at, products=[pot.pk])[pot.pk]
    shown = tell(running, stated=D(200_000), quantity=1, currency="VND").price

    quote = shop.quote_for(basket)
    assert {line.product_id: line.line_incl for line in quote.lines} == {pot.pk: shown, tea.pk: D(93_000)}
    assert quote.offered.by_voucher == D(7_000) and quote.offered.is_shared


@pytest.mark.django_db
def test_an_offer_keeps_its_lines_though_the_voucher_took_the_one_that_met_its_condition():
    dear, cheap = shop.product_on_sale(price=200_000), shop.product_on_sale(price=50_000)
    offers.offer(per_cent=10, least_amount=D(200_000))
    offers.voucher(per_cent=50, products=[dear])
    basket = shop.basket_with(dear, cheap)
    using.put_in(basket=basket, code="LANTERN")
    assert {line.product_id: line.discount for line in shop.quote_for(basket).lines} == {dear.pk: D(100_000), cheap.pk: D(5_000)}


@pytest.mark.django_db
def test_a_voucher_that_gives_no_more_is_not_used_up_by_the_order():
    product = shop.product_on_sale(price=100_000)
    offers.offer(per_cent=10)
    offers.voucher(per_cent=10, usage=Voucher.SINGLE_USE)
    basket = shop.basket_with(product)
    using.put_in(basket=basket, code="LANTERN")
    assert shop.quote_for(basket).offered.voucher_problem == "voucher_less"

    shop.place(basket)
    assert Voucher.objects.get().num_orders == 0
    assert OrderDiscount.objects.get(order=Order.objects.get()).voucher_code == ""


@pytest.mark.django_db
def test_more_in_the_basket_never_makes_the_voucher_take_what_an_offer_gave():
    pot, tea = shop.product_on_sale(price=200_000), shop.product_on_sale(price=60_000)
    offers.offer(per_cent=20, products=[pot])
    offers.voucher(amount=50_000)
    basket = shop.basket_with(pot)
    using.put_in(basket=basket, code="LANTERN")
    assert [line.discount for line in shop.quote_for(basket).lines] == [D(50_000)], "alone, the amount is more than the fifth"
    add(basket=basket, product=tea)
    assert {line.product_id: line.discount for line in shop.quote_for(basket).lines} == {pot.pk: D(40_000), tea.pk: D(50_000)}


@pytest.mark.django_db
def test_the_budget_of_a_voucher_says_used_up_and_not_that_the_goods_are_wrong():
    offers.voucher(per_cent=10, most_discount=D(5_000))
    basket = shop.basket_with(shop.product_on_sale(price=100_000))
    using.put_in(basket=basket, code="LANTERN")
    assert shop.quote_for(basket).offered.voucher_problem == "voucher_used_up"
