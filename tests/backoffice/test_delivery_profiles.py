"""What customers are promised: read as a profile, changed at the warehouse after a look at what it leads to."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from backoffice.warehouse.forms import initial_of
from inventory.models import Warehouse
from shop.channels.editing import save_pool
from shop.partner.models import Partner
from shop.pricing.models import TaxCategory
from shop.shipping.models import DeliveryProfile
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def at(name: str, *arguments) -> str:
    return reverse(f"backoffice:{name}", args=arguments)


@pytest.fixture
def keeper(signed_in_as):
    return signed_in_as("stock_controller", "administrator")


@pytest.fixture
def house() -> Warehouse:
    """Sells from its shelves to one market."""
    product = make.product_in_stock(5)
    assert DeliveryProfile.objects.exists() and product.pk
    return Warehouse.objects.get()


def typed(house: Warehouse, **changed) -> dict:
    values = {**initial_of(house), **changed}
    values["cut_off"] = values["cut_off"] if isinstance(values["cut_off"], str) else f"{values['cut_off']:%H:%M}"
    return {name: value for name, value in values.items() if value is not None and value is not False} | {"is_active": "on"}


def test_a_profile_says_what_is_promised_and_who_decides_it(keeper, house):
    shop.delivery_option(shop.channel_market())
    profile = DeliveryProfile.objects.get(market=shop.market())
    assert [row.pk for row in keeper.get(at("delivery_profiles")).context["rows"]] == [profile.pk]
    page = keeper.get(at("delivery_profile", profile.pk))
    assert page.context["houses"] == [house]
    assert len(page.context["promises"]) == 1
    assert f"{profile.cut_off:%H:%M}" in page.content.decode() and house.name in page.content.decode()


def test_the_screens_stay_within_their_budget(keeper, house, assert_budget):
    for address in (at("delivery_profiles"), at("delivery_profile", DeliveryProfile.objects.get().pk)):
        keeper.get(address)
        with assert_budget(12):
            assert keeper.get(address).status_code == 200


def test_another_cut_off_is_shown_as_changed_promises_before_it_is_saved(keeper, house):
    address, wanted = at("warehouse", house.code), typed(house, cut_off="06:05", holidays="2031-02-05, 2031-02-06")
    shown = keeper.post(address, wanted)
    rows = {row["what"].rpartition(": ")[2]: row for row in shown.context["asked"].preview.rows}
    assert "06:05" in rows["Cut-off"]["after"] and "2031" in rows["Closed on"]["after"]
    house.refresh_from_db()
    assert house.cut_off.hour != 6 and house.holidays == [] and DeliveryProfile.objects.get().cut_off.hour != 6
    done = keeper.post(address, {**wanted, "shown": shown.context["asked"].mark})
    house.refresh_from_db()
    assert done.status_code == 302 and house.cut_off.hour == 6
    assert DeliveryProfile.objects.get().holidays == [date(2031, 2, 5), date(2031, 2, 6)]


def test_what_touches_no_promise_is_saved_at_once_with_its_name_in_every_language(keeper, house):
    answer = keeper.post(at("warehouse", house.code), typed(house, name="Hai Phong", name_th="ไฮฟอง"))
    assert answer.status_code == 302
    found = Warehouse.objects.get()
    assert (found.name_en, found.name_th, found.name_vi) == ("Hai Phong", "ไฮฟอง", None)
    with translation.override("th"):
        assert str(Warehouse.objects.get()) == "ไฮฟอง"
    with translation.override("vi"):
        assert str(Warehouse.objects.get()) == "Hai Phong"


@pytest.mark.parametrize("wrong", ["yesterday", "2031-13-01", "05/02/2031"])
def test_a_day_that_is_none_is_refused_beside_its_field(keeper, house, wrong):
    answer = keeper.post(at("warehouse", house.code), typed(house, holidays=wrong, cut_off="06:05"))
    assert answer.status_code == 422 and "This is no day" in answer.content.decode()
    house.refresh_from_db()
    assert house.cut_off.hour != 6


def test_a_pool_that_cannot_change_now_keeps_everything_else_as_it_was(keeper):
    order = make.order_reserved(make.product_in_stock(5))
    house, other = Warehouse.objects.get(), save_pool(actor=shop.ACTOR, code="other", name="Other")
    answer = keeper.post(at("warehouse", house.code), typed(house, cut_off="06:05", pool=other.pk))
    assert answer.status_code == 422 and "held for orders" in answer.content.decode()
    house.refresh_from_db()
    assert house.cut_off.hour != 6 and order.pk


def test_pools_and_tax_categories_are_called_in_every_language(keeper, signed_in_as):
    keeper.post(at("pool_new"), {"code": "north", "name": "North", "name_vi": "Miền Bắc", "name_zh_hans": "北方"})
    signed_in_as("accountant").post(at("tax_category_new"), {"code": "tea", "name": "Tea", "name_es": "Té"})
    pool, category = Partner.objects.get(code="north"), TaxCategory.objects.get(code="tea")
    assert (pool.name_en, pool.name_vi, pool.name_es) == ("North", "Miền Bắc", None)
    with translation.override("es"):
        assert str(TaxCategory.objects.get(code="tea")) == "Té" and category.name_en == "Tea"
    keeper.post(at("pool", pool.pk), {"name": "North shelf", "name_vi": "", "name_zh_hans": "北方"})
    pool.refresh_from_db()
    assert (pool.name_en, pool.name_vi, pool.name_zh_hans) == ("North shelf", None, "北方")
