"""The mail server is away: orders are taken all the same, and each customer is written to once when it is back."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from core import clock
from core.events import deliver_pending
from core.events.models import Delivery
from shop.order.models import Order, OrderStatus
from tests.factories.shop import order_placed

pytestmark = pytest.mark.django_db


class AwayBackend(BaseEmailBackend):
    """What Django sees when nobody answers at the mail server."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


def test_an_order_goes_its_way_while_mail_is_away_and_one_letter_follows(settings):
    settings.EMAIL_BACKEND = "tests.faults.test_mail_down.AwayBackend"
    order = order_placed()
    deliver_pending(limit=100, until_empty=True)
    assert Order.objects.get(pk=order.pk).status == OrderStatus.RELEASED
    assert mail.outbox == []
    waiting = Delivery.objects.filter(state="waiting", attempts__gt=0)
    assert waiting.exists()
    assert "closed" in waiting.first().last_error

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        deliver_pending(limit=100, until_empty=True)
        deliver_pending(limit=100, until_empty=True)
    about_the_order = [letter for letter in mail.outbox if letter.to == [order.email]]
    assert len(about_the_order) == 1
    assert not Delivery.objects.filter(state="waiting", attempts__gt=0).exists()
