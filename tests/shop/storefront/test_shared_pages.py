"""Pages that many share: made once, true at once after every change, one visitor's things never on another's, no cache no harm.

The database is one where commits are real: a page is kept with what its own snapshot saw.
"""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import cache as core_cache
from core import clock
from core.freshness import fold
from shop.catalogue.models import AssortmentItem, Category, Lifecycle, Product
from shop.channels.models import Door, DoorKind
from shop.partner.models import StockRecord
from shop.pricing.models import Price
from shop.shipping.models import DeliveryProfile
from shop.storefront import catalogue_views, shared_pages
from tests.budget import TRANSACTION_CONTROL
from tests.factories import shop

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture
def shelf(committed_db):
    """Eight teas in one category, seen by everybody; the first of the list is the newest, which the home page begins with."""
    cache.clear()
    at = shop.channel_market()
    Door.objects.create(code="main", name="Shop", kind=DoorKind.HOST, value="*", channel_market=at)
    category = Category.add_root(name="Tea", slug="tea")
    products = [_tea(at, category) for _number in range(8)]
    return category, products[::-1]


def _tea(at, category):
    product = shop.product_on_sale(at, family="oolong", origin="vietnam", liquor="oolong", published_at=clock.now())
    product.categories.add(category)
    return product


def pages_of(shelf) -> dict[str, str]:
    category, products = shelf
    return {
        "home": "/",
        "category": f"/catalogue/category/tea_{category.pk}/",
        "product": f"/catalogue/{products[0].slug}_{products[0].pk}/",
    }


def somebody() -> Client:
    return Client(headers={"user-agent": BROWSER, "accept-language": "en"})


def seen(path: str, client: Client | None = None) -> str:
    answer = (client or somebody()).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def without_tokens(page: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


def statements(path: str, client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [one["sql"] for one in asked if not TRANSACTION_CONTROL.match(one["sql"]) and "SET TRANSACTION" not in one["sql"]]


@pytest.mark.parametrize("which", ["home", "category", "product"])
def test_the_second_visitor_gets_the_first_ones_page_for_two_statements(shelf, which):
    path = pages_of(shelf)[which]
    first = seen(path)
    second = somebody()
    assert len(statements(path, second)) <= 3  # the third counts the visit
    assert without_tokens(seen(path, second)) == without_tokens(first)


@pytest.mark.parametrize("which", ["home", "category", "product"])
def test_a_page_costs_six_statements_anonymous_twelve_signed_in_and_more_products_cost_none(shelf, which):
    category, products = shelf
    path = pages_of(shelf)[which]
    signed_in = somebody()
    signed_in.force_login(shop.user(), backend="django.contrib.auth.backends.ModelBackend")
    signed_in.post(f"/basket/add/{products[0].pk}/")
    seen(path)
    costs = []
    for _more in range(2):
        cache.clear()
        costs.append((len(statements(path, somebody())), len(statements(path, signed_in))))
        for _number in range(12):
            _tea(shop.channel_market(), category)
        seen(path)
    assert max(anonymous for anonymous, _signed in costs) <= 6
    assert max(signed for _anonymous, signed in costs) <= 12
    assert costs[0] == costs[1]


@pytest.mark.parametrize("which", ["home", "category", "product"])
def test_a_new_price_stands_on_the_very_next_page(shelf, which):
    path = pages_of(shelf)[which]
    assert "108,000" in seen(path)
    Price.objects.filter(product=shelf[1][0]).update(amount=91_000)
    assert "91,000" in seen(path)


@pytest.mark.parametrize("which", ["home", "category", "product"])
def test_the_last_pieces_and_the_end_of_them_stand_on_the_very_next_page(shelf, which):
    path, product = pages_of(shelf)[which], shelf[1][0]
    assert "Only 2 left" not in seen(path)
    StockRecord.objects.filter(product=product).update(on_hand=2)
    assert "Only 2 left" in seen(path)
    StockRecord.objects.filter(product=product).update(promised=2)
    page = seen(path)
    assert "Sold out" in page and "Only 2 left" not in page


@pytest.mark.parametrize("which", ["home", "category"])
def test_what_is_published_comes_and_what_is_withdrawn_goes_on_the_very_next_page(shelf, which):
    path, product = pages_of(shelf)[which], shelf[1][0]
    assert product.title in seen(path)
    Product.objects.filter(pk=product.pk).update(lifecycle=Lifecycle.DISCONTINUED)
    assert product.title not in seen(path)
    shown = _tea(shop.channel_market(), shelf[0])
    assert shown.title in seen(path)
    AssortmentItem.objects.filter(product=shown).delete()
    assert shown.title not in seen(path)


def test_a_product_that_is_withdrawn_has_no_page_any_more(shelf):
    path = pages_of(shelf)["product"]
    seen(path)
    Product.objects.filter(pk=shelf[1][0].pk).update(is_public=False)
    assert somebody().get(path).status_code == 404


def test_a_page_stays_as_it_is_while_changes_are_folded_and_others_are_sold(shelf):
    path = pages_of(shelf)["product"]
    seen(path)
    fold()
    StockRecord.objects.filter(product=shelf[1][0]).update(promised=1)
    assert len(statements(path, somebody())) <= 3


def test_a_page_that_somebody_changes_while_it_is_made_is_not_kept(shelf, monkeypatch):
    path, product = pages_of(shelf)["product"], shelf[1][0]
    Price.objects.filter(product=product).update(amount=77_000)
    made = shared_pages.fingerprint_and_house

    def late(scopes):
        found = made(scopes)
        _from_another_connection("UPDATE pricing_price SET amount = 66000 WHERE product_id = %s", product.pk)
        return found

    monkeypatch.setattr(shared_pages, "fingerprint_and_house", late)
    assert "77,000" in seen(path)
    monkeypatch.undo()
    assert "66,000" in seen(path)


def _from_another_connection(sql: str, *values: object) -> None:
    import psycopg2

    other = psycopg2.connect(connection.get_connection_params().get("dsn") or "", **_address())
    try:
        with other, other.cursor() as cursor:
            cursor.execute(sql, values)
    finally:
        other.close()


def _address() -> dict:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "user", "password", "host", "port") if name in given}


def test_every_visitor_has_a_token_and_a_basket_of_their_own(shelf):
    path, product = pages_of(shelf)["category"], shelf[1][0]
    buyer = somebody()
    seen(path)
    buyer.post(f"/basket/add/{product.pk}/", {"quantity": "3"})
    theirs, mine = seen(path), seen(path, buyer)
    tokens = [re.search(r'csrfmiddlewaretoken" value="(\w{64})"', page)[1] for page in (theirs, mine)]
    assert tokens[0] != tokens[1]
    assert 'tool-count">3<' in mine and 'tool-count">0<' in theirs
    assert "is in your basket." in mine and "is in your basket." not in theirs
    again = seen(path, buyer)
    assert 'tool-count">3<' in again and "is in your basket." not in again
    strict = Client(enforce_csrf_checks=True, headers={"user-agent": BROWSER})
    token = re.search(r'csrfmiddlewaretoken" value="(\w{64})"', seen(path, strict))[1]
    assert strict.post(f"/basket/add/{product.pk}/", {"csrfmiddlewaretoken": token}).status_code == 302


def test_what_one_visitor_was_told_stands_on_no_page_of_another(shelf):
    path = pages_of(shelf)["home"]
    signed_in, placed = somebody(), somebody()
    signed_in.force_login(shop.user(), backend="django.contrib.auth.backends.ModelBackend")
    placed.post("/delivery/", {"country": "VN", "postcode": "10000"})
    assert "Some" in seen(path, signed_in)
    assert "10000" in seen(path, placed)
    page = seen(path)
    assert "Sign in" in page and "10000" not in page


def test_whoever_only_looks_leaves_no_session(shelf):
    client = somebody()
    for path in pages_of(shelf).values():
        for _twice in range(2):
            asked = statements(path, client)
            assert not [one for one in asked if "django_session" in one]
    assert "sessionid" not in client.cookies


def test_pages_carry_nothing_that_the_policy_would_have_to_know_by_number(shelf):
    for path in pages_of(shelf).values():
        answer = somebody().get(path)
        assert "nonce" not in answer["Content-Security-Policy"]
        assert "nonce=" not in answer.content.decode()


def test_a_promised_day_ends_with_its_cut_off(shelf):
    DeliveryProfile.objects.update(cut_off="15:00", working_weekdays=[0, 1, 2, 3, 4, 5, 6])
    path = pages_of(shelf)["product"]
    with clock.at(clock.now().replace(hour=7, minute=58)):  # 14:58 in Ho Chi Minh City
        before = seen(path)
        assert without_tokens(seen(path)) == without_tokens(before)
    with clock.at(clock.now().replace(hour=8, minute=1)):
        assert re.findall(r"With you on [\w ]+", seen(path)) != re.findall(r"With you on [\w ]+", before)


def test_a_page_ends_when_a_view_says_so(shelf, monkeypatch):
    path, soon = pages_of(shelf)["home"], clock.now() + dt.timedelta(minutes=3)
    seo_page = catalogue_views.seo.page

    def ends_soon(request, *path, **card):
        shared_pages.holds_until(request, soon)
        return seo_page(request, *path, **card)

    monkeypatch.setattr(catalogue_views.seo, "page", ends_soon)
    seen(path)
    kept = len(statements(path, somebody()))
    with clock.at(soon + dt.timedelta(seconds=1)):
        assert len(statements(path, somebody())) > kept


def test_languages_and_looks_have_pages_of_their_own(shelf):
    path = pages_of(shelf)["home"]
    english = seen(path)
    client = somebody()
    client.cookies["theme"] = "dark"
    assert 'data-bs-theme="dark"' in seen(path, client) and 'data-bs-theme="dark"' not in english
    assert 'lang="vi"' in seen(f"{path}?hl=vi")
    assert '<html lang="en"' in seen(path)


def test_an_address_with_more_in_it_than_we_know_is_never_kept(shelf, monkeypatch):
    path = pages_of(shelf)["category"]
    kept = []
    monkeypatch.setattr(shared_pages.cache, "set", lambda key, *_rest: kept.append(key))
    for more in ("?utm_source=letter", f"?page={'0' * 200}1", "?was=family"):
        seen(path + more)
    assert kept == []
    assert "letter" not in seen(path)
    assert len(kept) == 1


@pytest.mark.parametrize("which", ["home", "category", "product"])
def test_without_the_cache_every_page_is_made_anew_and_right(shelf, which, monkeypatch):
    path, product = pages_of(shelf)[which], shelf[1][0]
    seen(path)
    with _redis_is_down(monkeypatch):
        assert "108,000" in seen(path)
        Price.objects.filter(product=product).update(amount=82_000)
        assert "82,000" in seen(path)
    assert "82,000" in seen(path)


class _redis_is_down:
    """Every command fails as it does when nobody listens."""

    def __init__(self, monkeypatch) -> None:
        self.monkeypatch = monkeypatch

    def __enter__(self) -> None:
        from redis.exceptions import ConnectionError as Gone

        def refuse(*_args, **_kwargs):
            raise Gone("nobody listens")

        self.monkeypatch.setattr("redis.client.Redis.execute_command", refuse)
        self.monkeypatch.setattr(core_cache.FailOpenRedisCache, "_silent_until", 0.0)

    def __exit__(self, *_what: object) -> None:
        self.monkeypatch.undo()
        core_cache.FailOpenRedisCache._silent_until = 0.0
