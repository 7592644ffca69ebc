"""What one web process read of a product serves the others: card, ware, prices and facts go through the cache whole."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from core.freshness import telling
from shop.catalogue import wares
from shop.pricing import resolving
from shop.storefront import cards, product_facts
from shop.storefront.requests import Visit
from tests.factories import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(consumer, rf: RequestFactory) -> Visit:
    request = rf.get("/")
    request.user = AnonymousUser()
    request.entrance = shop.entrance(consumer)
    return Visit(request)


def forget() -> None:
    """As in a process that has seen nothing yet."""
    telling._memory.clear()
    product_facts._kept.clear()


def refuse(*_values):
    raise AssertionError("it was read again")


def test_another_process_reads_nothing_of_a_product_that_one_has_shown(visit, consumer, monkeypatch):
    product = shop.product_on_sale(consumer)
    (card,), facts = cards.cards_of(visit, [product.pk]), product_facts.product_of(visit, product.pk)
    prices = resolving.resolve_prices(products=[product.pk], channel_market=visit.channel_market)

    forget()
    monkeypatch.setattr(cards, "wares", refuse)
    monkeypatch.setattr(wares, "_read", refuse)
    monkeypatch.setattr(resolving, "_lists", refuse)
    monkeypatch.setattr(product_facts, "_read", refuse)

    (lent,) = cards.cards_of(visit, [product.pk])
    assert (lent.price, lent.availability, lent.product.get_title()) == (card.price, card.availability, card.product.get_title())
    found = product_facts.product_of(visit, product.pk)
    assert (found.product, found.related, found.about) == (facts.product, facts.related, facts.about)
    assert resolving.resolve_prices(products=[product.pk], channel_market=visit.channel_market) == prices


def test_a_sold_piece_is_seen_by_whoever_borrows(visit, consumer):
    product = shop.product_on_sale(consumer, stock=5)
    assert cards.cards_of(visit, [product.pk])[0].availability.pieces == 5

    shop.order_placed(product)
    forget()
    assert cards.cards_of(visit, [product.pk])[0].availability.pieces == 4
