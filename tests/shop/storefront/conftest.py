"""A shop with one door that everybody comes through, and somebody in it."""

import pytest
from django.test import Client

from shop.channels.models import ChannelMarket, Door, DoorKind
from tests.factories import shop


@pytest.fixture(autouse=True)
def _plain_static(settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture
def consumer(db) -> ChannelMarket:
    at = shop.channel_market()
    Door.objects.create(code="main", name="Shop", kind=DoorKind.HOST, value="*", channel_market=at)
    return at


@pytest.fixture
def visitor(consumer) -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


class Buyer:
    """Walks through the checkout as a browser without script does."""

    details = {
        "email": "hanh@example.vn", "phone": "090 123 4567", "name": "Nguyễn Thị Hạnh", "line1": "12 Hàng Bạc",
        "line2": "", "district": "Hoàn Kiếm", "city": "Hà Nội", "gift_message": "",
    }  # fmt: skip

    def __init__(self, client: Client, at: ChannelMarket) -> None:
        self.client, self.at = client, at

    def put_in(self, product, quantity=1):
        return self.client.post(f"/basket/add/{product.pk}/", {"quantity": str(quantity)})

    def fill_in(self, method="cod", **details):
        option = f"standard-{self.at.market.code}-{self.at.channel.code}"
        self.client.post("/checkout/delivery/", {"country": "VN", "postcode": "10000", "delivery": option, "go": "1"})
        self.client.post("/checkout/details/", {**self.details, **details})
        self.client.post("/checkout/method/", {"method": f"{method}-{self.at.market.code}"})
        return self.client.get("/checkout/")

    def press(self, page, method="cod"):
        return self.client.post("/checkout/place/", {"seal": page.context["seal"], "method": f"{method}-{self.at.market.code}"})


@pytest.fixture
def buyer(visitor, consumer) -> Buyer:
    return Buyer(visitor, consumer)
