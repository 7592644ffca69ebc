"""Customers are found again, never mixed up; telephones are understood in any format."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.access import User
from shop.customer import registering
from shop.customer.models import CustomerUser, TradeAccount
from shop.customer.registering import CreditExceeded, PhoneNotUnderstood
from tests.factories.shop import ACTOR, market, trade_account, trade_channel_market


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("090 123 4567", "VN", "+84901234567"),
        ("+84 90-123-4567", "US", "+84901234567"),
        ("(0)90.123.4567", "VN", "+84901234567"),
        ("", "VN", ""),
    ],
)
def test_a_telephone_is_understood_in_any_format(typed, country, stored):
    assert registering.normal_phone(typed, country) == stored


@pytest.mark.parametrize("typed", ["call me", "12", "+999 1", "0901234567890123456789"])
def test_what_is_no_telephone_is_refused(typed):
    with pytest.raises(PhoneNotUnderstood):
        registering.normal_phone(typed, "VN")


def test_names_are_folded_for_searching():
    assert registering.search_words("Trần  Thu Hà", "ĐẶNG") == "tran thu ha dang"


@pytest.mark.django_db
class TestGuests:
    def guest(self, **values):
        given = {"name": "Trần Thu Hà", "email": "ha@example.vn", "phone": "", "language": "vi"}
        return registering.guest_customer(actor=ACTOR, **{**given, **values})

    def test_the_same_guest_is_found_again(self):
        assert self.guest() == self.guest(email="HA@example.vn")

    def test_another_name_on_the_same_address_is_somebody_else(self):
        assert self.guest() != self.guest(name="Trần Văn Lộc")

    def test_nobody_orders_into_an_account_by_typing_its_address(self):
        user = User.objects.create_user(email="ha@example.vn", password="long enough to be one")
        owner = registering.register_customer(actor=ACTOR, name="Trần Thu Hà", email="ha@example.vn", user=user)
        assert self.guest() != owner


@pytest.mark.django_db
class TestLoginsAndCredit:
    def test_a_login_has_one_main_customer(self):
        user = User.objects.create_user(email="a@example.vn", password="long enough to be one")
        first = registering.register_customer(actor=ACTOR, name="First", user=user)
        second = registering.register_customer(actor=ACTOR, name="Second", user=user)
        assert registering.main_customer(user) == first
        with pytest.raises(IntegrityError, match="login_has_one_main_customer"), transaction.atomic():
            CustomerUser.objects.filter(customer=second).update(is_main=True)

    def test_credit_is_taken_up_to_its_limit_and_given_back(self):
        account = trade_account(trade_channel_market(), limit=1_000_000)
        registering.take_credit(account_id=account.pk, amount=Decimal(900_000))
        with pytest.raises(CreditExceeded):
            registering.take_credit(account_id=account.pk, amount=Decimal(100_001))
        assert TradeAccount.objects.get().credit_left == 100_000
        registering.give_credit_back(account_id=account.pk, amount=Decimal(900_000))
        assert TradeAccount.objects.get().credit_used == 0

    def test_there_is_one_usual_address(self):
        customer = registering.register_customer(actor=ACTOR, name="Somebody")
        market()
        line = {"name": "Somebody", "line1": "1 Hàng Bạc", "city": "Hà Nội", "country_id": "VN"}
        registering.save_address(actor=ACTOR, customer=customer, **line)
        registering.save_address(actor=ACTOR, customer=customer, is_default=True, **{**line, "line1": "2 Hàng Bạc"})
        assert list(customer.addresses.values_list("line1", "is_default")) == [("2 Hàng Bạc", True), ("1 Hàng Bạc", False)]
