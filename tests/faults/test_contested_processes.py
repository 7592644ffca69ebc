"""The last ten pieces asked for at once by web, phone desk and branch, each a process of its own: the rule decides.

The full count: `STOREHOUSE_ROUNDS=1000 bin/test tests/faults/test_contested_processes.py -n 0` (figures in docs/quotas.md).
"""

import random
import time
from collections import Counter

import pytest

from shop.catalogue.models import AssortmentItem
from shop.partner.models import StockRecord
from shop.quota.editing import Borrower, Scope, Terms, end_quota, set_quota
from shop.quota.models import Contest, Outcome, QuotaUse
from tests.factories import shop
from tests.faults.contesting import tills
from tests.faults.racing import count_of

pytestmark = [pytest.mark.fault, pytest.mark.slow]

LAST, LOT = 10, 2
LOTS = LAST // LOT
#: Pieces kept for web, phone desk and branch; what is kept for nobody is common.
KEPT = [(6, 2, 2), (4, 4, 2), (8, 0, 2), (10, 0, 0), (6, 2, 0), (4, 0, 2), (0, 4, 0)]


def product_of(places):
    product = shop.product_on_sale(places[0], stock=LAST)
    for place in places[1:]:
        AssortmentItem.objects.create(channel_market=place, product=product)
        shop.set_price(product, place, 108_000)
    return product


def keep(place, product, units, borrowers=()):
    return set_quota(
        actor=shop.ACTOR, scope=Scope(place.pool, place.channel, product), terms=Terms(units=units), reason="contest",
        borrowers=borrowers,
    )  # fmt: skip


def shares(places, product, dice):
    """A round in which every channel wants everything: each gets at least what is kept for it, and nothing is left."""
    kept = dice.choice(KEPT)
    quotas = [keep(place, product, units) for place, units in zip(places, kept, strict=True) if units]
    return quotas, [(units, LAST - sum(kept) + units) for units in kept]


def loans(places, product, dice):
    """The web's eight may be borrowed by the phone desk but for the protected ones; the branch may have the common two."""
    web, phone, _branch = places
    protected = dice.choice([2, 4, 6])
    quotas = [keep(web, product, 8, [Borrower(phone.channel, protected=protected)])]
    return quotas, [(protected, LAST), (0, LAST - protected), (0, 2)]


def test_every_interleaving_gives_each_channel_what_the_rule_says(committed_db, capsys):
    dice, rounds = random.Random(12), count_of("STOREHOUSE_ROUNDS", 4)
    places = shop.channel_market(), shop.channel_market("phone", "8"), shop.channel_market("branch", "4")
    begun, seen, refusals, borrowed = time.monotonic(), Counter(), 0, 0
    with tills(places) as contest:
        for number in range(rounds):
            product = product_of(places)
            quotas, bounds = (loans if number % 4 == 3 else shares)(places, product, dice)

            tallies = contest.round(product, lots=[LOTS] * len(places), pieces=LOT, dice=dice)

            told = [(tally.pieces, tally.refused) for tally in tallies], bounds
            assert not [word for tally in tallies for word in tally.broken], tallies
            assert sum(tally.pieces for tally in tallies) == LAST, told
            assert all(least <= tally.pieces <= most for tally, (least, most) in zip(tallies, bounds, strict=True)), told
            record = StockRecord.objects.get(product=product)
            assert (record.promised, record.atp) == (LAST, 0)
            decided = Counter(Contest.objects.filter(product=product).values_list("outcome", flat=True))
            taken = sum(QuotaUse.objects.filter(quota__in=quotas, stock_record=record).values_list("taken", flat=True))
            assert taken <= LAST
            assert decided[Outcome.REFUSED] <= sum(tally.refused for tally in tallies)
            seen[tuple(tally.pieces for tally in tallies)] += 1
            refusals += sum(tally.refused for tally in tallies)
            borrowed += decided[Outcome.BORROWED]
            for quota in quotas:
                end_quota(actor=shop.ACTOR, quota_id=quota.pk, reason="the contest is over")
    assert not shop.breaks()
    with capsys.disabled():
        print(
            f"\n{rounds} rounds × 3 channels × {LOTS} orders in {time.monotonic() - begun:.0f} s: every one as the rule says; "
            f"{len(seen)} different outcomes, {refusals} orders refused, {borrowed} loans written down"
        )
