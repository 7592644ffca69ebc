"""The last pieces asked for by web, telephone and trade at once: they go to whom the quota says, in every interleaving.

The full count: `STOREHOUSE_ROUNDS=1000 bin/test tests/faults/test_contested_stock.py`.
"""

import random

import pytest

from shop.catalogue.models import AssortmentItem
from shop.order.placing import OutOfStock, PlacedOrder, place_order
from shop.order.quoting import seal
from shop.partner.models import StockRecord
from shop.quota.editing import Borrower, Scope, Terms, set_quota
from shop.quota.models import Contest, Outcome, QuotaUse
from tests.factories import shop
from tests.faults.racing import count_of, race, shuffled

pytestmark = pytest.mark.fault

LAST = 10
ASKING = 12


def channels():
    return shop.channel_market(), shop.channel_market("phone", "8"), shop.channel_market("branch", "4")


def last_pieces(places):
    product = shop.product_on_sale(places[0], stock=LAST)
    for place in places[1:]:
        AssortmentItem.objects.create(channel_market=place, product=product)
        shop.set_price(product, place, 108_000)
    return product


def keep(place, product, units, borrowers=()):
    return set_quota(
        actor=shop.ACTOR,
        scope=Scope(place.pool, place.channel, product),
        terms=Terms(units=units),
        reason="contest",
        borrowers=borrowers,
    )


def asking(product, place):
    basket = shop.basket_with(product, at=place)
    seen, door = seal(shop.quote_for(basket)), shop.entrance(place)

    def deed():
        return place_order(
            basket_id=basket.pk,
            seen=seen,
            entrance=door,
            contact=shop.CONTACT,
            address=shop.ADDRESS,
            delivery_code=f"standard-vietnam-{place.channel.code}",
            method_code="cod-vietnam",
            actor=shop.ACTOR,
        )

    return deed


def bought(results, prefix):
    return sum(isinstance(one, PlacedOrder) and one.order.number.startswith(prefix) for one in results)


def test_each_channel_gets_what_is_kept_for_it_whoever_comes_first(committed_db):
    dice = random.Random(10)
    places = channels()
    for _round in range(count_of("STOREHOUSE_ROUNDS", 8)):
        product = last_pieces(places)
        kept = dice.choice([(6, 3, 1), (5, 3, 0), (10, 0, 0), (4, 4, 2)])
        for place, units in zip(places, kept, strict=True):
            keep(place, product, units)
        deeds = [asking(product, place) for place in places for _one in range(ASKING)]

        results = race(shuffled(deeds, dice))

        assert not [one for one in results if not isinstance(one, PlacedOrder | OutOfStock)]
        counts = [bought(results, prefix) for prefix in "684"]
        assert sum(counts) == LAST
        assert all(count >= units for count, units in zip(counts, kept, strict=True)), (counts, kept)
        record = StockRecord.objects.get(product=product)
        assert (record.promised, record.atp) == (LAST, 0)
        assert Contest.objects.filter(product=product, outcome=Outcome.BORROWED).count() == 0
    assert not shop.breaks()


def test_a_borrower_never_takes_the_protected_pieces(committed_db):
    dice = random.Random(11)
    places = web, phone, _branch = channels()
    for _round in range(count_of("STOREHOUSE_ROUNDS", 4)):
        product = last_pieces(places)
        protected = dice.randint(1, 6)
        quota = keep(web, product, 8, [Borrower(phone.channel, protected=protected)])
        deeds = [asking(product, phone) for _one in range(ASKING)]

        results = race(deeds)

        assert bought(results, "8") == LAST - protected
        assert QuotaUse.objects.get(quota=quota).taken == 8 - protected
        assert Contest.objects.filter(product=product, outcome=Outcome.BORROWED).count() == 8 - protected
        refused = [one for one in results if isinstance(one, OutOfStock)]
        assert len(refused) == ASKING - LAST + protected
        assert Contest.objects.filter(product=product, outcome=Outcome.REFUSED).count() == len(refused)
    assert not shop.breaks()
