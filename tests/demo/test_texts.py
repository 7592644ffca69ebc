"""The demo data keeps its promises: codes are valid, nothing is half translated, every reference leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest

from demo.data import company, markets, suppliers, terms, vocabulary
from demo.data.catalogue import CATEGORIES, GROWERS, PEOPLE, PRODUCTS, REVIEWS
from demo.data.schema import (
    ART_FORMS,
    ART_GROUNDS,
    ART_LIQUORS,
    ART_ORIGINS,
    LANGUAGES,
    LIFECYCLES,
    TAX_CATEGORIES,
    WAREHOUSES,
    Product,
    Text,
)
from demo.data.untold import untold

BY_SKU = {product.sku: product for product in PRODUCTS}
CATEGORY_PATHS = {category.path for category in CATEGORIES}
GROWER_KEYS = {grower.key for grower in GROWERS}
SIGNERS = {person.key for person in PEOPLE if not person.panel}
PANEL = {person.key for person in PEOPLE if person.panel}
every_product = pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.sku)


def texts_in(value: object) -> Iterator[Text]:
    """Every bilingual text anywhere inside."""
    if isinstance(value, Text):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from texts_in(tuple(value.values()))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)


def amounts_of(product: Product, currency: str) -> list[str]:
    """Every price of a product in one currency."""
    prices = product.prices
    if currency == "VND":
        single = [prices.consumer_vnd, prices.consumer_case_vnd]
        return [a for a in single if a is not None] + [step.vnd for step in prices.trade]
    single = [prices.consumer_usd, prices.consumer_case_usd]
    return [a for a in single if a is not None] + [step.usd for step in prices.trade]


def test_there_are_forty_products_with_codes_of_their_own() -> None:
    assert len(PRODUCTS) == 40
    assert len(BY_SKU) == 40
    assert len({product.ean13 for product in PRODUCTS}) == 40
    assert len({product.title.en for product in PRODUCTS}) == 40
    assert len({product.title.vi for product in PRODUCTS}) == 40
    assert all(re.fullmatch(r"LL-\d{4}", sku) for sku in BY_SKU)


@every_product
def test_the_barcode_has_a_valid_check_digit(product: Product) -> None:
    assert re.fullmatch(r"893\d{10}", product.ean13)
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(product.ean13[:12]))
    assert int(product.ean13[12]) == (10 - total % 10) % 10


@pytest.mark.parametrize(
    "data",
    [PRODUCTS, CATEGORIES, GROWERS, PEOPLE, company.COMPANY, company.WAREHOUSES, markets.MARKETS, markets.CHANNELS,
     markets.POOL, markets.TAX_CATEGORIES, markets.PRICE_LISTS, terms.DELIVERIES, terms.PAYMENTS,
     vocabulary.LIQUORS, vocabulary.PROFILE_NAMES, vocabulary.ATTRIBUTE_NAMES],
)  # fmt: skip
def test_every_text_exists_in_english_and_in_vietnamese(data: object) -> None:
    texts = list(texts_in(data))
    assert texts
    for text in texts:
        for words in (text.en, text.vi):
            assert words == words.strip()
            assert words
            assert "  " not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_demo_lacks_one_of_the_five_languages(language: str) -> None:
    assert sorted(untold(language)) == []


@every_product
def test_hand_written_texts_fit_their_columns_in_every_language(product: Product) -> None:
    for language in LANGUAGES:
        assert len(product.short.said_in(language)) <= 160
        assert len(product.title.said_in(language)) <= 255
        assert len(re.findall("<p>", product.long.said_in(language))) == product.long.en.count("<p>")


@every_product
def test_a_description_is_three_or_four_paragraphs_of_plain_html_in_both_languages(product: Product) -> None:
    for words in (product.long.en, product.long.vi):
        assert re.fullmatch(r"(<p>[^<>]+</p>){3,4}", words)
    assert product.long.en.count("<p>") == product.long.vi.count("<p>")
    assert product.long.en != product.long.vi


@every_product
def test_everything_a_product_refers_to_exists(product: Product) -> None:
    assert product.category in CATEGORY_PATHS
    assert product.grower in GROWER_KEYS
    assert product.pairings
    assert product.similar
    for other in (*(pairing.sku for pairing in product.pairings), *product.similar):
        assert other in BY_SKU
        assert other != product.sku
        assert BY_SKU[other].lifecycle != "discontinued"
    assert {pairing.person for pairing in product.pairings} <= SIGNERS
    assert {expert.person for expert in product.experts} <= PANEL
    assert product.lifecycle in LIFECYCLES
    assert product.tax_category in TAX_CATEGORIES
    assert set(product.channels) <= {channel.code for channel in markets.CHANNELS if channel.is_open}
    assert {attribute.code for attribute in product.attributes} <= vocabulary.ATTRIBUTE_NAMES.keys()
    assert {name for name, _ in product.profile} <= vocabulary.PROFILE_NAMES.keys()
    assert all(0 <= value <= 10 for _, value in product.profile)


@every_product
def test_prices_are_positive_and_have_the_decimals_of_their_currency(product: Product) -> None:
    assert product.price_on_request == (product.sku == "LL-2060")
    for amount in amounts_of(product, "VND"):
        assert Decimal(amount) > 0
        assert re.fullmatch(r"\d+", amount)
    for amount in amounts_of(product, "USD"):
        assert Decimal(amount) > 0
        assert re.fullmatch(r"\d+\.\d{2}", amount)
    assert re.fullmatch(r"[1-9]\d*", product.unit_cost_vnd)


@every_product
def test_buying_more_costs_less_a_piece_and_never_less_than_it_cost(product: Product) -> None:
    steps = product.prices.trade
    assert [step.min_quantity for step in steps] == sorted({step.min_quantity for step in steps})
    for currency in ("vnd", "usd"):
        amounts = [Decimal(getattr(step, currency)) for step in steps]
        assert amounts == sorted(amounts, reverse=True)
    if product.kind == "goods":
        assert all(step.min_quantity % product.case_quantity == 0 for step in steps)
    if steps:
        assert Decimal(steps[-1].vnd) > Decimal(product.unit_cost_vnd)
    if product.prices.consumer_vnd and steps:
        assert Decimal(product.prices.consumer_vnd) > Decimal(steps[0].vnd)
    if product.prices.consumer_case_vnd and product.prices.consumer_vnd:
        assert Decimal(product.prices.consumer_case_vnd) == Decimal(product.prices.consumer_vnd) * Decimal("0.9")


@every_product
def test_the_art_generator_can_draw_it(product: Product) -> None:
    art = product.art
    assert art.form in ART_FORMS
    assert art.origin in ART_ORIGINS
    assert art.liquor in ART_LIQUORS
    assert art.ground is None or 0 <= art.ground < ART_GROUNDS[art.family]
    assert len(art.lines) <= (2 if art.form == "cake" else 3)
    packed = ART_FORMS.index(art.form) <= ART_FORMS.index("cake")
    assert bool(art.lines) == packed
    assert bool(art.net) == packed


@every_product
def test_goods_can_be_weighed_measured_and_declared_and_a_service_cannot(product: Product) -> None:
    goods = product.kind == "goods"
    assert bool(product.hs_code) == bool(product.stock) == goods
    assert (product.shipping_g > product.net_g) == goods
    assert all((side > 0) == goods for side in product.size_mm)
    if goods:
        assert re.fullmatch(r"\d{4}\.\d{2}", product.hs_code)
        assert tuple(opening.warehouse for opening in product.stock) == WAREHOUSES
        assert all(opening.ecommerce >= 0 and opening.bulk >= 0 for opening in product.stock)


def test_what_can_be_bought_has_stock_or_a_day_on_which_it_comes() -> None:
    for product in PRODUCTS:
        pieces = sum(opening.ecommerce + opening.bulk for opening in product.stock)
        if product.lifecycle == "discontinued":
            assert pieces == 0
        elif product.kind == "goods":
            assert pieces > product.safety_stock or product.sku in suppliers.SENT[1]


def test_the_catalogue_holds_the_awkward_cases() -> None:
    assert [p.sku for p in PRODUCTS if p.lifecycle == "sell_through"] == ["LL-1120"]
    assert [p.sku for p in PRODUCTS if p.lifecycle == "discontinued"] == ["LL-1701"]
    assert [p.sku for p in PRODUCTS if p.kind == "service"] == ["LL-9001"]
    few = [p for p in PRODUCTS if p.tax_category == "ware" and 2 <= sum(s.ecommerce + s.bulk for s in p.stock) <= 6]
    assert len(few) >= 3


def test_every_product_was_reviewed_by_three_to_six_buyers() -> None:
    assert REVIEWS.keys() == BY_SKU.keys()
    for reviews in REVIEWS.values():
        assert 3 <= len(reviews) <= 6
        for review in reviews:
            assert 1 <= review.score <= 5
            assert review.language in ("en", "vi")
            assert review.name and review.title and review.body
    assert {review.score for reviews in REVIEWS.values() for review in reviews} == {1, 2, 3, 4, 5}


def test_experts_give_between_one_and_a_hundred() -> None:
    for product in PRODUCTS:
        assert 1 <= len(product.experts) <= 3
        assert all(1 <= expert.score <= 100 for expert in product.experts)
        assert len({expert.person for expert in product.experts}) == len(product.experts)


def test_every_category_hangs_on_a_shelf_and_every_last_shelf_is_filled() -> None:
    for path in CATEGORY_PATHS:
        parent = path.rpartition("/")[0]
        assert not parent or parent in CATEGORY_PATHS
    leaves = {path for path in CATEGORY_PATHS if not any(other.startswith(path + "/") for other in CATEGORY_PATHS)}
    assert {product.category for product in PRODUCTS} == leaves
