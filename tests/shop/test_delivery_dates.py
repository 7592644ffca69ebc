"""When a parcel leaves and arrives, and what that costs."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from shop.pricing.resolving import tax_rates
from shop.shipping.editing import DeliveryPriceTooFine, save_area, save_delivery_option
from shop.shipping.models import DeliveryOption, DeliveryProfile
from shop.shipping.promising import delivery_choices, earliest_arrival, next_dispatch
from tests.factories.shop import ACTOR, channel_market

#: A Wednesday, 10:00 and 16:00 in Ho Chi Minh City.
MORNING = datetime(2026, 3, 11, 3, 0, tzinfo=UTC)
AFTERNOON = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)


def profile(**values):
    defaults = {"cut_off": time(15), "time_zone": "Asia/Ho_Chi_Minh", "working_weekdays": [0, 1, 2, 3, 4, 5], "holidays": []}
    return DeliveryProfile(**{**defaults, **values})


def test_before_the_cut_off_it_leaves_the_same_day():
    assert next_dispatch(profile(), MORNING).date() == date(2026, 3, 11)


def test_after_the_cut_off_it_leaves_the_next_working_day():
    assert next_dispatch(profile(), AFTERNOON).date() == date(2026, 3, 12)
    assert next_dispatch(profile(working_weekdays=[0, 2]), AFTERNOON).date() == date(2026, 3, 16)


def test_nothing_leaves_on_a_holiday():
    assert next_dispatch(profile(holidays=[date(2026, 3, 11)]), MORNING).date() == date(2026, 3, 12)


def test_goods_that_are_not_here_yet_leave_when_they_are():
    assert next_dispatch(profile(), MORNING, date(2026, 3, 20)).date() == date(2026, 3, 20)


@pytest.mark.django_db
class TestChoices:
    def choices(self, route, **values):
        asked = {"country": "VN", "postcode": "71006", "goods_incl_tax": Decimal(200_000), "weight_g": 800, "at": MORNING}
        return delivery_choices(channel_market=route, rates=tax_rates("vat"), **{**asked, **values})

    def test_an_option_says_cost_with_tax_and_the_day(self):
        (choice,) = self.choices(channel_market())
        assert (choice.incl_tax, choice.excl_tax) == (30_000, 27_778)
        assert choice.deliver_by == date(2026, 3, 13)
        assert choice.dispatch_by.date() == date(2026, 3, 11)

    def test_sundays_are_no_delivery_days(self):
        friday_afternoon = datetime(2026, 3, 13, 9, 0, tzinfo=UTC)
        (choice,) = self.choices(channel_market(), at=friday_afternoon)
        assert choice.deliver_by == date(2026, 3, 17)  # leaves on Saturday, Sunday rests

    def test_each_further_kilo_costs_and_goods_of_a_worth_go_free(self):
        at = channel_market()
        DeliveryOption.objects.update(price_per_kg=5_000, free_from=500_000)
        assert self.choices(at, weight_g=2_001)[0].incl_tax == 40_000
        assert self.choices(at, goods_incl_tax=Decimal(500_000))[0].incl_tax == 0

    def test_the_longest_postcode_prefix_decides_and_elsewhere_is_not_served(self):
        at = channel_market()
        option = DeliveryOption.objects.get()
        save_area(actor=ACTOR, option=option, country="VN", postcode_prefix="7")
        save_area(actor=ACTOR, option=option, country="VN", postcode_prefix="710", extra_days=1, surcharge=Decimal(9_000))
        assert self.choices(at)[0].incl_tax == 39_000
        assert self.choices(at)[0].deliver_by == date(2026, 3, 14)
        assert self.choices(at, postcode="72000")[0].incl_tax == 30_000
        assert self.choices(at, postcode="10000") == []

    def test_a_price_finer_than_the_currency_is_refused(self):
        option = channel_market() and DeliveryOption.objects.get()
        with pytest.raises(DeliveryPriceTooFine):
            save_delivery_option(actor=ACTOR, code=option.code, price=Decimal("30000.5"))
        assert DeliveryOption.objects.get().price == 30_000

    def test_the_earliest_arrival_is_asked_once_and_then_only_whether_it_still_holds(self, assert_budget):
        at = channel_market()
        with assert_budget(4):
            earliest_arrival(at, at=MORNING)
        with assert_budget(1):
            order_by, day = earliest_arrival(at, at=MORNING)
        assert (order_by.hour, day) == (15, date(2026, 3, 13))
