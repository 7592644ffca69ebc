"""Pages for when something is away: our fault with the database down, the house closed, and what machines ask for."""

import io
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from PIL import Image

from core import maintenance
from tests.factories import shop


@pytest.fixture
def no_database():
    def gone(*_given, **_named):
        raise OperationalError("the database is away")

    with (
        patch("django.db.backends.utils.CursorWrapper.execute", gone),
        patch("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", gone),
    ):
        yield


@pytest.mark.parametrize(("path", "said"), [("/", "your order did not"), ("/office/", "your data did not")])
def test_with_the_database_down_a_whole_page_says_so(db, settings, no_database, path, said):
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    answer = client.get(path)
    assert answer.status_code == 500
    assert said in answer.content.decode()
    assert ".css" in answer.content.decode()


@pytest.fixture
def closed(settings, tmp_path):
    settings.RUN_DIR = tmp_path
    out = io.StringIO()
    call_command("maintenance", "on", "--minutes", "20", stdout=out)
    assert "20" in out.getvalue()
    yield
    call_command("maintenance", "off", stdout=out)


@pytest.mark.parametrize(
    ("path", "said"), [("/", "kettle"), ("/checkout/place/", "kettle"), ("/office/orders/", "Closed for maintenance")]
)
def test_while_the_house_is_closed_every_page_says_when_to_come_back(db, closed, no_database, path, said):
    for answer in (Client().get(path), Client().post(path)):
        assert answer.status_code == 503
        assert answer["Retry-After"] == "1200"
        assert said in answer.content.decode()


def test_the_house_opens_again(visitor, closed):
    assert maintenance.open_again()
    assert visitor.get("/").status_code == 200


def test_the_setting_closes_every_machine(visitor, settings):
    settings.MAINTENANCE = 5
    assert visitor.get("/")["Retry-After"] == "300"


@pytest.mark.parametrize("written", ["", "-3", "many", "99999999"])
def test_a_strange_file_still_closes_the_house(visitor, settings, tmp_path, written):
    settings.RUN_DIR = tmp_path
    maintenance.flag().write_text(written)
    assert visitor.get("/")["Retry-After"] == str(maintenance.MINUTES * 60)


def test_a_shared_link_shows_a_card_drawn_from_the_product(visitor, consumer):
    product = shop.product_on_sale(consumer, origin="yunnan", liquor="black")
    page = visitor.get(f"/catalogue/{product.slug}_{product.pk}/").content.decode()
    assert f'property="og:image" content="http://testserver/cards/{product.pk}.png' in page
    first, second = (visitor.get(f"/cards/{product.pk}.png").content for _time in range(2))
    assert first == second and Image.open(io.BytesIO(first)).size == (1200, 630)
    assert visitor.get("/cards/999999.png").status_code == 404


def test_clearing_the_filters_can_be_undone(visitor, consumer):
    shop.product_on_sale(consumer, origin="yunnan", family="black", liquor="black")
    shop.product_on_sale(consumer, origin="vietnam", family="green", liquor="green")
    narrowed = visitor.get("/catalogue/?origin=yunnan")
    assert "was=origin%3Dyunnan" in narrowed.content.decode()
    cleared = visitor.get("/catalogue/?was=origin%3Dyunnan")
    assert cleared.context["toasts"][0]["url"] == "/catalogue/?origin=yunnan"
    assert visitor.get("/catalogue/?was=//evil.example").context["toasts"] == []
