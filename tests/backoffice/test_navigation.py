"""The navigation says where one is, also on records whose address does not begin with their list's."""

import pytest
from django.test import RequestFactory

from backoffice.navigating import navigation
from tests.factories.people import staff_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/office/settings/channel-markets/1/", "Channels"),
        ("/office/settings/prices/1/", "Price lists"),
        ("/office/settings/price-lists/1/", "Price lists"),
        ("/office/support/customers/1/", "Search"),
        ("/office/warehouse/arrivals/", "Purchase orders"),
        ("/office/warehouse/leaks/", "Held units"),
        ("/office/warehouse/bins/1/", "Map"),
    ],
)
def test_a_record_shows_under_its_list(path, label):
    request = RequestFactory().get(path)
    request.user = staff_member("administrator", "support_agent", "stock_controller")
    assert [str(item.label) for group in navigation(request) for item in group.items if item.current] == [label]
