"""Somebody signed in at the back office."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories.people import staff_member


@pytest.fixture
def signed_in_as(db) -> Callable[..., Client]:
    """`signed_in_as("accountant")` is a browser in which somebody with these roles is signed in (as `client.user`)."""

    def sign_in(*roles: str, **values) -> Client:
        client = Client()
        client.user = staff_member(*roles, **values)
        client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
        client.get("/office/me/")  # the session's clock has begun
        return client

    return sign_in
