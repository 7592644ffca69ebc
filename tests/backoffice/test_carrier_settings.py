"""Carriers and delivery areas by screen: saved with their checks, and felt by the delivery options at once."""

from decimal import Decimal

import pytest
from django.urls import reverse

from backoffice.roles import ensure_roles
from core import clock
from shop.shipping.models import Carrier, DeliveryArea, DeliveryOption
from shop.shipping.promising import delivery_choices
from tests.factories import shop

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"backoffice:{name}", args=args)


@pytest.fixture
def admin(signed_in_as):
    ensure_roles()
    return signed_in_as("administrator")


def choices(place):
    found = delivery_choices(
        channel_market=place, country="VN", postcode="", goods_incl_tax=Decimal(1), weight_g=100, rates={}, at=clock.now()
    )
    return [(choice.code, choice.transit_days) for choice in found]


def test_a_carrier_is_added_with_a_reference_to_its_key_never_the_key(admin):
    sent = {"code": "swift", "name": "Swift Post", "service": "next day", "adapter": "sandbox", "is_active": "on"}

    refused = admin.post(at("carrier_new"), {**sent, "credentials": "sk_live_4711"})
    assert refused.status_code == 422
    assert "not the key itself" in refused.content.decode()
    assert not Carrier.objects.filter(code="swift").exists()
    admin.post(at("carrier_new"), {**sent, "credentials": "SWIFT_POST_KEY"})

    carrier = Carrier.objects.get(code="swift")
    assert (carrier.service, carrier.credentials) == ("next day", "SWIFT_POST_KEY")
    assert (carrier.is_active, carrier.takes_cash) == (True, False)
    assert admin.post(at("carrier_new"), sent).status_code == 422
    assert "Swift Post" in admin.get(at("carriers")).content.decode()


def test_a_carrier_that_rests_offers_nothing(admin):
    place = shop.channel_market()
    option = DeliveryOption.objects.get(market=place.market)
    assert choices(place)
    carrier = option.carrier

    admin.post(at("carrier", carrier.pk), {"name": carrier.name, "adapter": "sandbox"})

    carrier.refresh_from_db()
    assert not carrier.is_active
    assert choices(place) == []


def test_an_area_takes_longer_and_is_named_once(admin):
    place = shop.channel_market()
    option = DeliveryOption.objects.get(market=place.market)
    before = choices(place)[0][1]
    sent = {"option": option.pk, "country": "vn", "postcode_prefix": "", "extra_days": 2, "surcharge": "0", "is_served": "on"}

    assert admin.post(at("delivery_area_new"), {**sent, "country": "Viet Nam"}).status_code == 422
    admin.post(at("delivery_area_new"), sent)
    again = admin.post(at("delivery_area_new"), sent)

    assert again.status_code == 422
    assert DeliveryArea.objects.get().country == "VN"
    assert choices(place)[0][1] == before + 2
    assert "VN" in admin.get(at("delivery_areas")).content.decode()
