"""One of two parcels was refused: what the paper, the returns desk and the accountant are shown."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounting.models import CreditNote
from accounting.printing import CREDIT_NOTE
from backoffice.roles import ensure_roles
from core.documents import find_document
from core.events import deliver_everything
from core.numbering import group_transaction_number
from fulfillment.returning import take_in
from tests.budget import assert_budget
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused():
    """Two pieces of tea were taken, two pots were not."""
    ensure_roles()
    tea = make.product_in_stock(9, price=108_000, title="Green tea")
    pot = make.product_in_stock(9, price=216_000, title="Iron pot")
    shipment = make.shipment_in_parcels(tea, pot, quantity=2)
    deliver_everything()
    first, second = shipment.parcels.order_by("position")
    make.carrier_tells_of(first)
    make.carrier_tells_of(second, "refused")
    deliver_everything()
    shipment.refresh_from_db()
    return shipment


def body(client, name, *args):
    return client.get(reverse(f"backoffice:{name}", args=args)).content.decode()


def test_the_paper_names_what_was_taken_back_with_quantity_price_and_tax(refused):
    note = CreditNote.objects.get()
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(paper_of(note).pdf))).pages)

    line = note.lines.get().invoice_line
    for said in (note.number, note.invoice.number, group_transaction_number(refused.order.number), line.title, line.sku):
        assert said in text, said
    assert "Green tea" not in text
    for amount in ("2", "216.000", "8%", "432.000", "400.000", "32.000"):
        assert amount in text.replace(",", "."), amount
    assert "refused_at_the_door" not in text


def paper_of(note):
    found = find_document(kind=CREDIT_NOTE, number=note.number)
    assert found is not None
    return found


def test_the_invoice_shows_its_credit_note_line_by_line(refused, signed_in_as):
    note = CreditNote.objects.get()
    accountant = signed_in_as("accountant")

    with assert_budget(25):
        page = body(accountant, "invoice", note.invoice.number)

    panel = page[page.index(f'id="{note.number}"') :]
    assert "Iron pot" in panel
    assert "Green tea" not in panel[: panel.index("</section>")]
    assert "Refused at the door" in panel


def test_the_list_of_refused_parcels_says_what_was_credited_and_that_the_rest_was_taken(refused, signed_in_as):
    page = body(signed_in_as("accountant"), "refused_parcels")

    assert CreditNote.objects.get().number in page
    assert "Partly taken" in page
    assert "432,000" in page


def test_the_returns_desk_expects_only_what_was_refused(refused, signed_in_as):
    parcel = refused.parcels.get(position=2)
    take_in(code=parcel.tracking_number, actor=make.ACTOR)

    page = body(signed_in_as("stock_controller"), "return_desk", refused.number)

    assert "Only a part of this shipment comes back." in page
    assert "Iron pot" in page
    assert "Green tea" not in page
    assert "0 of 2" in page
    assert CreditNote.objects.get().number in page
