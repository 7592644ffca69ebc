"""The company that journeys walk through, loaded by the same command as anybody's, while other tests still run."""

from accounting.models import Invoice
from core import verification
from core.documents import Document
from demo.seeding import sharing
from inventory.models import SourcingCause, SourcingDecision
from shop.order.models import Order
from shop.quota.models import Contest
from tests import databases, house


def test_the_company_of_the_journeys_has_its_orders_its_papers_and_books_that_hold(loaded_company, django_db_blocker):
    size = dict(zip(house.SMALL_COMPANY[:-1:2], house.SMALL_COMPANY[1:-1:2], strict=True))

    with django_db_blocker.unblock(), databases.connected_to(loaded_company):
        orders, papers = Order.objects.count(), set(Document.objects.values_list("number", flat=True))
        invoices = set(Invoice.objects.values_list("number", flat=True))
        contested = set(Contest.objects.values_list("outcome", flat=True))
        overridden = SourcingDecision.objects.filter(cause=SourcingCause.BY_HAND).count()
        broken = verification.verify()

    assert orders == int(size["--orders"]) + sharing.ORDERS
    assert invoices and invoices <= papers
    assert contested == {"refused", "borrowed"}
    assert overridden == 1
    assert broken == []
