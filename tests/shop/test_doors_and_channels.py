"""Doors decide channel and market; a prefix is fixed for good once a number carries it."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError, NotSupportedError, ProgrammingError

from core import clock
from core.access import User
from shop.channels.doors import NoDoor, find_entrance
from shop.channels.editing import PrefixFixed, PrefixTaken, change_channel, enter_market, open_channel, open_door
from shop.channels.models import Channel
from shop.customer.registering import let_act_for
from tests.factories.shop import ACTOR, channel, channel_market, market, product_on_sale, trade_account, trade_channel_market

pytestmark = pytest.mark.django_db


def test_a_host_wins_over_the_door_for_everybody_else():
    home, abroad = channel_market(), channel_market("abroad", "5", market("intl", currency="USD", countries=[]))
    open_door(actor=ACTOR, code="any", kind="host", value="*", channel_market=home)
    open_door(actor=ACTOR, code="world", kind="host", value="World.Example", channel_market=abroad)
    assert find_entrance(host="world.example").channel_market == abroad
    found = find_entrance(host="elsewhere.example")
    assert (found.channel_market, found.reason) == (home, "default")


def test_a_trade_account_that_signs_in_comes_through_its_own_door(assert_budget):
    open_door(actor=ACTOR, code="any", kind="host", value="*", channel_market=channel_market())
    trade = trade_channel_market()
    account = trade_account(trade)
    user = User.objects.create_user(email="buyer@example.vn", password="long enough to be one")
    let_act_for(actor=ACTOR, user=user, customer=account.customer)
    with assert_budget(5):
        find_entrance(host="any.example", user_id=user.pk)
    with assert_budget(3):
        found = find_entrance(host="any.example", user_id=user.pk)
    assert (found.channel_market, found.reason, found.account_id) == (trade, "trade_account", account.pk)


def test_a_closed_door_and_a_closed_channel_lead_nowhere():
    at = channel_market()
    door = open_door(actor=ACTOR, code="any", kind="host", value="*", channel_market=at)
    enter_market(actor=ACTOR, channel=at.channel, market=at.market, pool=at.pool, is_open=False)
    with pytest.raises(NoDoor):
        find_entrance(host="any.example")
    enter_market(actor=ACTOR, channel=at.channel, market=at.market, pool=at.pool, is_open=True)
    assert find_entrance(host="any.example").door == door
    open_door(actor=ACTOR, code="any", kind="host", value="*", channel_market=at, is_open=False)
    with pytest.raises(NoDoor):
        find_entrance(host="any.example")


def test_prefixes_are_prefix_free():
    channel("consumer", "6")
    channel("pop_up", "31")
    for taken in ("6", "61", "3", "31"):
        with pytest.raises(PrefixTaken):
            open_channel(actor=ACTOR, code=f"c{taken}", name="Another", prefix=taken)
    assert open_channel(actor=ACTOR, code="other", name="Another", prefix="32").prefix == "32"


def test_a_prefix_can_change_until_a_number_was_drawn():
    opened = open_channel(actor=ACTOR, code="fair", name="Fair", prefix="2")
    assert change_channel(actor=ACTOR, channel=opened, prefix="3").prefix == "3"
    Channel.objects.filter(pk=opened.pk).update(first_number_drawn_at=clock.now())
    with pytest.raises(PrefixFixed):
        change_channel(actor=ACTOR, channel=opened, prefix="4")
    assert change_channel(actor=ACTOR, channel=opened, name="Fairs").name == "Fairs"


def test_the_database_itself_keeps_a_drawn_prefix():
    opened = channel("fair", "2")
    Channel.objects.filter(pk=opened.pk).update(first_number_drawn_at=clock.now())
    with pytest.raises((InternalError, NotSupportedError, ProgrammingError, IntegrityError)), transaction.atomic():
        Channel.objects.filter(pk=opened.pk).update(prefix="4")
    assert Channel.objects.get(pk=opened.pk).prefix == "2"


@pytest.mark.parametrize("prefix", ["0", "123", "x", ""])
def test_the_database_refuses_a_prefix_that_is_none(prefix):
    with pytest.raises(Exception, match=r"channel_prefix_is_one_or_two_digits|value too long"), transaction.atomic():
        Channel.objects.create(code="odd", name="Odd", prefix=prefix)


def test_a_new_channel_may_begin_with_anothers_assortment():
    at = channel_market()
    product_on_sale(at)
    opened = open_channel(actor=ACTOR, code="fair", name="Fair", prefix="3")
    entered = enter_market(actor=ACTOR, channel=opened, market=at.market, pool=at.pool, copy_assortment_from=at)
    assert entered.assortment.count() == 1
