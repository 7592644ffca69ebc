"""Somebody of the staff adds a passkey, signs in with it alone, and later takes it away."""

import re

import pytest

from backoffice.models import SecondFactor
from core.access import User
from tests.journeys.working import sign_in, staff_email

pytestmark = pytest.mark.journey


def with_authenticator(page) -> None:
    """A key built into this browser, whose owner always puts the finger on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_opens_the_door_by_itself(company, person, demo_house):
    named = demo_house.url.replace("127.0.0.1", "localhost")  # browsers make no passkeys for a bare address
    clerk = person()
    with_authenticator(clerk.page)
    sign_in(clerk, "accountant", next_page=f"{named}/office/me/second-factor/")
    user = User.objects.get(email=staff_email("accountant"))
    try:
        clerk.fill(name="laptop")
        clerk.press("Add a passkey")
        clerk.sees("Print them or write them down now")
        assert clerk.page.locator("li.code").count() == 10
        assert user.factors.get().name == "laptop"

        clerk.go(f"{named}/office/me/")
        clerk.page.locator(".user-menu summary").click()
        clerk.press("Sign out")
        clerk.press("Sign in with a passkey")
        assert re.search(r"/office/$", clerk.page.url), clerk.text()

        clerk.go(f"{named}/office/me/second-factor/")
        clerk.press("Remove")
        clerk.sees("It is removed")
        assert not user.factors.exists()
    finally:
        SecondFactor.objects.filter(user=user).delete()
        user.recovery_codes.all().delete()
