"""The demo's markets are complete, and its customers look right where they live and can be reached only in the demonstration."""

import random
import re
from collections import Counter

import phonenumbers
import pytest

from demo.data import company, markets, people, places, terms
from demo.data.crowd import COMPANIES_WANTED, CONSUMERS_WANTED, gather
from demo.data.lots import digits
from demo.data.schema import TAX_CATEGORIES, WAREHOUSES, Text
from demo.data.territories import SELLING_ROLE, TERRITORIES

CROWD = gather()
CODES = {market.code for market in markets.MARKETS}
#: Ranges that a country keeps for films and examples; phonenumbers knows them as possible, not as given out.
FOR_EXAMPLES = {"GB"}


def test_all_six_channels_are_open_somewhere_with_the_prefix_that_names_them() -> None:
    assert {channel.prefix for channel in markets.CHANNELS if channel.is_open} == set("456789")
    assert all(set(channel.markets) <= CODES for channel in markets.CHANNELS)


def test_every_place_has_a_door_a_price_list_a_delivery_and_a_payment() -> None:
    trade = {channel.code: channel.is_trade for channel in markets.CHANNELS}
    for channel, market in markets.places():
        assert any((door.channel, door.market) == (channel, market) for door in markets.DOORS)
        assert any(row.market == market and row.for_trade == trade[channel] and not row.areas for row in terms.DELIVERIES)
        assert any(row.market == market and channel in row.channels for row in terms.PAYMENTS)
    assert len({door.code for door in markets.DOORS}) == len(markets.DOORS)
    assert all((door.channel, door.market) in markets.places() for door in markets.DOORS)
    assert {delivery.carrier for delivery in terms.DELIVERIES} <= {carrier.code for carrier in company.CARRIERS}


def test_every_market_taxes_every_category() -> None:
    for market in markets.MARKETS:
        assert {rate.category for rate in markets.TAX_RATES if rate.regime == market.tax_regime} == set(TAX_CATEGORIES)


def test_cash_at_the_door_is_offered_only_where_a_carrier_takes_it() -> None:
    takes_cash = {carrier.code for carrier in company.CARRIERS if carrier.cash_on_delivery}
    for payment in terms.PAYMENTS:
        if payment.kind == "cash_on_delivery":
            assert any(row.market == payment.market and row.carrier in takes_cash for row in terms.DELIVERIES)


def test_what_customers_read_about_markets_delivery_and_payment_is_said_in_five_languages() -> None:
    rows = (*markets.MARKETS, *markets.CHANNELS, *markets.PRICE_LISTS, *terms.DELIVERIES, *terms.PAYMENTS)
    for row in rows:
        for text in vars(row).values():
            if isinstance(text, Text):
                assert not text.missing()


def test_amounts_in_dong_are_whole_and_locations_have_no_letter_that_looks_like_a_nought() -> None:
    for row in (*terms.DELIVERIES, *terms.PAYMENTS):
        amounts = [value for value in vars(row).values() if isinstance(value, str) and re.fullmatch(r"[\d.]+", value)]
        if row.market == "vn":
            assert all(amount.isdigit() for amount in amounts)
    assert all(one.credit_limit.isdigit() for one in CROWD.companies if one.market == "vn")
    assert tuple(warehouse.code for warehouse in company.WAREHOUSES) == WAREHOUSES
    for warehouse in company.WAREHOUSES:
        for zone in warehouse.zones:
            assert re.fullmatch(r"[A-NP-Z]-\d{2}-\d{2}", company.location_code(zone, zone.aisles, zone.bins))
        assert {"bulk", "ecommerce", "staging", "quarantine", "returns"} == {zone.kind for zone in warehouse.zones}


def test_the_crowd_is_as_large_as_asked_for_and_the_same_for_the_same_seed() -> None:
    assert (len(CROWD.consumers), len(CROWD.companies)) == (CONSUMERS_WANTED, COMPANIES_WANTED)
    assert gather() == CROWD
    assert gather(consumers=90).consumers == CROWD.consumers[:90]
    assert gather(seed=2).consumers != CROWD.consumers
    assert {one.market for one in CROWD.consumers} == CODES
    assert {one.channel for one in CROWD.companies} == {"distributor", "retailer", "partner"}
    assert all((one.channel, one.market) in markets.places() for one in CROWD.companies)


def test_every_company_has_a_territory_of_its_market_and_an_owner_who_sells() -> None:
    market_of = {one.name.en: one.market for one in TERRITORIES}
    sellers = {person.email for person in people.STAFF if person.role == SELLING_ROLE}
    assert all(market_of[one.territory] == one.market and one.owner in sellers for one in CROWD.companies)
    assert len({one.code for one in TERRITORIES}) == len(TERRITORIES)
    assert not any(one.name.missing() for one in TERRITORIES)


def test_people_can_be_reached_only_inside_the_demonstration() -> None:
    reachable = [*CROWD.consumers, *people.STAFF, *CROWD.companies]
    reachable += [buyer for trader in CROWD.companies for buyer in trader.buyers]
    assert [email for email, times in Counter(person.email for person in reachable).items() if times > 1] == []
    for person in reachable:
        assert re.fullmatch(r"[a-z.]+@([a-z]+\.)?(example\.com|example\.vn|example)|[a-z.]+@lantern\.example", person.email)
        assert phonenumbers.is_possible_number(phonenumbers.parse(person.phone))
    accounts = [one.account for one in CROWD.companies]
    assert len(set(accounts)) == len(accounts)


@pytest.mark.parametrize("code", sorted(places.COUNTRIES.keys() - FOR_EXAMPLES))
def test_telephone_numbers_exist_in_their_country(code: str) -> None:
    dice = random.Random(code)
    for _ in range(50):
        number = phonenumbers.parse(digits(dice, places.COUNTRIES[code].phone))
        assert phonenumbers.is_valid_number(number)
        assert phonenumbers.region_code_for_number(number) == code


def test_addresses_look_as_in_their_country() -> None:
    patterns = {"VN": r"\d{5}", "CN": r"\d{6}", "TH": r"\d{5}", "MX": r"\d{5}", "CO": r"\d{6}", "US": r"\d{5}"}
    for consumer in CROWD.consumers:
        address = consumer.address
        assert address.line1
        assert address.city
        assert re.fullmatch(patterns.get(address.country, r".+"), address.postcode)
        served = next(market for market in markets.MARKETS if market.code == consumer.market).countries
        assert address.country in served or served == ("*",)


def test_every_role_has_somebody_and_the_demo_password_is_long_enough() -> None:
    assert {person.role for person in people.STAFF} == set(people.ROLES)
    assert len(people.DEMO_PASSWORD) >= 15
    owners = {trader.owner for trader in CROWD.companies}
    assert owners <= {person.email for person in people.STAFF if person.role == "sales_agent"}
