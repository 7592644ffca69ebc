"""Composed products: believable as a whole means first of all unique, complete, and the same each time."""

from __future__ import annotations

import os
import re
from collections import Counter
from decimal import Decimal

import pytest

from core.slugs import slugify
from demo.composing import compose
from demo.composing.reviewing import NAMES, OPINIONS
from demo.data.catalogue import CATEGORIES, HAND_WRITTEN, PEOPLE
from demo.data.pricing import RULES, steps
from demo.data.schema import ART_FORMS, ART_GROUNDS, ART_LIQUORS, ART_ORIGINS, LANGUAGES, Product, Text
from demo.data.untold import within
from demo.seeding.shelves import SHARED

#: The suite's larger catalogue, and the one that benchmarks and long runs ask for (`STOREHOUSE_PRODUCTS=10000`).
SIZES = (240, int(os.environ.get("STOREHOUSE_PRODUCTS", 2_000)))
#: Widest texts that the shop's columns hold.
LENGTHS = {"title": 255, "short": 160}


@pytest.fixture(scope="module", params=SIZES)
def catalogue(request):
    """A catalogue of the usual size, and a large one."""
    return compose(request.param, 1)


@pytest.fixture(scope="module")
def usual():
    """The catalogue that the demo loads unless told otherwise."""
    return compose(240, 1)


def composed(catalogue) -> list[Product]:
    """What was not written by hand."""
    return list(catalogue.products[len(HAND_WRITTEN.products) :])


def test_the_hand_written_products_come_first_and_the_number_is_as_asked(catalogue):
    assert catalogue.products[:40] == HAND_WRITTEN.products
    assert len(catalogue.products) in SIZES


def test_the_same_seed_gives_the_same_catalogue_and_another_seed_another(usual):
    assert compose(240, 1) == usual
    assert compose(240, 2).products[40:] != usual.products[40:]


def test_a_larger_catalogue_begins_with_the_smaller_one(usual):
    larger = compose(400, 1)
    assert [product.title for product in larger.products[:240]] == [product.title for product in usual.products]


def test_codes_addresses_and_names_are_unique_in_every_language(catalogue):
    products = catalogue.products
    for codes in ([one.sku for one in products], [one.ean13 for one in products], [slugify(one.title.en) for one in products]):
        assert len(set(codes)) == len(products)
    for language in LANGUAGES[:2]:
        assert len({one.title.said_in(language) for one in products}) == len(products)
    for language in LANGUAGES[2:]:
        names = [one.title.said_in(language) for one in composed(catalogue)]
        assert len(set(names)) == len(names)


def test_barcodes_have_valid_check_digits(catalogue):
    for product in composed(catalogue):
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(product.ean13[:12]))
        assert re.fullmatch(r"893\d{10}", product.ean13)
        assert int(product.ean13[12]) == (10 - total % 10) % 10


def test_no_text_keeps_a_placeholder_or_lacks_one_of_its_own_languages(catalogue):
    for product in composed(catalogue):
        for where, text in within(product, product.sku):
            for language in LANGUAGES:
                words = text.said_in(language)
                assert words and words == words.strip(), (where, language)
                assert not re.search(r"[{}]|  |\.\.|。。", words), (where, language, words)


def test_facts_that_become_options_say_different_things_differently(catalogue):
    said: dict[tuple[str, str], dict[str, Text]] = {}
    for product in catalogue.products:
        for fact in product.attributes:
            if fact.code in SHARED and isinstance(fact.value, Text):
                known = said.setdefault((product.tax_category, fact.code), {}).setdefault(fact.value.en, fact.value)
                assert known == fact.value
    for values in said.values():
        for language in LANGUAGES:
            assert len({text.said_in(language) for text in values.values()}) == len(values)


def test_chinese_has_its_own_marks(catalogue):
    for product in composed(catalogue):
        for where, text in within(product, product.sku):
            assert not re.search(r"[\u4e00-\u9fff][,:;?!]", text.zh_hans), (where, text.zh_hans)


def test_scripts_stay_apart(catalogue):
    for product in composed(catalogue):
        for text in (product.title, product.short, product.long, product.use):
            assert re.search(r"[\u4e00-\u9fff]", text.zh_hans)
            assert re.search(r"[\u0e00-\u0e7f]", text.th)
            for latin in (text.en, text.vi, text.es):
                assert not re.search(r"[\u0e00-\u0e7f\u4e00-\u9fff]", latin)


def test_texts_fit_their_columns(catalogue):
    for product in composed(catalogue):
        for name, length in LENGTHS.items():
            text: Text = getattr(product, name)
            assert all(len(text.said_in(language)) <= length for language in LANGUAGES), (product.sku, name)


def test_everything_a_composed_product_refers_to_exists_and_is_sold(catalogue):
    by_sku = {product.sku: product for product in catalogue.products}
    growers, categories = {one.key for one in catalogue.growers}, {one.path for one in CATEGORIES}
    signers, panel = {one.key for one in PEOPLE if not one.panel}, {one.key for one in PEOPLE if one.panel}
    for product in composed(catalogue):
        assert product.grower in growers and product.category in categories
        assert {pairing.person for pairing in product.pairings} <= signers
        assert {expert.person for expert in product.experts} <= panel
        assert all(1 <= expert.score <= 100 for expert in product.experts)
        others = [*(pairing.sku for pairing in product.pairings), *product.similar]
        assert product.sku not in others and len(set(others)) == len(others)
        assert all(by_sku[sku].lifecycle == "active" for sku in others)
    assert len({grower.key for grower in catalogue.growers}) == len(catalogue.growers)


def test_figures_follow_from_each_other(catalogue):
    for product in composed(catalogue):
        goods = product.kind == "goods"
        prices = product.prices
        assert prices.consumer_vnd and Decimal(prices.consumer_vnd) > Decimal(product.unit_cost_vnd)
        assert bool(product.hs_code) == bool(product.stock) == goods
        if goods:
            assert product.shipping_g > product.net_g > 0
            assert all(side > 0 for side in product.size_mm)
            assert Decimal(prices.consumer_vnd) > Decimal(prices.trade[0].vnd) > Decimal(prices.trade[-1].vnd)
            assert Decimal(prices.trade[-1].vnd) > Decimal(product.unit_cost_vnd)
            assert all(step.min_quantity % product.case_quantity == 0 for step in prices.trade)
        if product.lifecycle in ("draft", "discontinued"):
            assert sum(opening.ecommerce + opening.bulk for opening in product.stock) == 0


def test_each_market_has_prices_that_fall_with_the_quantity_and_have_its_decimals(usual):
    places = {"VND": 0, "CNY": 2, "THB": 2, "USD": 2}
    for product in usual.products:
        for market, rule in RULES.items():
            for channel in ("consumer", "retailer", "partner", "distributor"):
                amounts = [amount for _quantity, amount in steps(product, channel=channel, market=market)]
                assert amounts == sorted(amounts, reverse=True)
                assert all(amount > 0 and amount == round(amount, places[rule.currency]) for amount in amounts)


def test_hand_written_prices_of_vietnam_and_abroad_stand_as_written():
    for product in HAND_WRITTEN.products:
        written = [amount for amount in (product.prices.consumer_vnd, product.prices.consumer_case_vnd) if amount]
        assert [amount for _q, amount in steps(product, channel="consumer", market="vn")] == [Decimal(one) for one in written]
        dollars = [Decimal(step.usd) for step in product.prices.trade]
        assert [amount for _q, amount in steps(product, channel="distributor", market="intl")] == dollars


def test_the_usual_catalogue_fills_every_shelf_and_shows_every_stage_of_life(usual):
    leaves = Counter(product.category for product in usual.products)
    assert {path for path in (one.path for one in CATEGORIES) if "/" in path} <= leaves.keys()
    lives = Counter(product.lifecycle for product in usual.products)
    assert lives["active"] > 200
    assert all(lives[state] >= 2 for state in ("sell_through", "discontinued", "draft"))
    languages = Counter(review.language for reviews in usual.reviews.values() for review in reviews)
    assert languages.keys() == set(LANGUAGES)
    assert all(number >= 20 for number in languages.values())
    unreviewed = [product for product in composed(usual) if not usual.reviews[product.sku]]
    assert 20 < len(unreviewed) < 100


def test_the_art_generator_can_draw_every_composed_product(catalogue):
    for product in composed(catalogue):
        art = product.art
        assert art.form in ART_FORMS and art.origin in ART_ORIGINS and art.liquor in ART_LIQUORS
        assert art.ground is not None and 0 <= art.ground < ART_GROUNDS[art.family]
        assert len(art.lines) <= (2 if art.form == "cake" else 3)


def test_buyers_write_in_all_five_languages():
    assert OPINIONS.keys() == NAMES.keys() == set(LANGUAGES)
