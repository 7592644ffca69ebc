"""A NUL character is refused at the door, in address and form."""

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from core.hygiene import FORM, LONGEST_FORM, NoNulMiddleware

requests = RequestFactory()
door = NoNulMiddleware(lambda request: None)


@pytest.mark.parametrize(
    "request_with_nul",
    [
        requests.get("/search/?q=a%00b"),
        requests.get("/catalogue/%00/"),
        requests.post("/basket/add/1/", "quantity=1%00", content_type=FORM),
        requests.post("/basket/add/1/", "quantity=1%00&note=" + "x" * LONGEST_FORM, content_type=FORM),
        requests.post("/basket/add/1/", {"quantity": "1\x00"}),
        requests.post("/basket/add/1/", {"quantity\x00": "1"}),
    ],
)
def test_nul_is_refused(request_with_nul):
    with pytest.raises(BadRequest):
        door.process_view(request_with_nul)


@pytest.mark.parametrize(
    "honest",
    [
        requests.get("/search/?q=tr%C3%A0"),
        requests.post("/basket/add/1/", "quantity=1", content_type=FORM),
        requests.post("/sheets/", {"file": SimpleUploadedFile("stock.xlsx", b"PK\x00\x00")}),
    ],
)
def test_honest_requests_pass(honest):
    assert door.process_view(honest) is None
