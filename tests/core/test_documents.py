"""Documents: rendered once, identical when rendered again, and nothing is fetched whatever stands in them."""

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.utils import translation
from pypdf import PdfReader

from core.access import Role
from core.documents import (
    Document,
    RenderingFailed,
    code128_svg,
    documents_of,
    find_document,
    qr_svg,
    rendering,
    rerender,
    store,
)
from core.documents.child import split
from core.documents.rendering import Renderer, pdf_of

SCRIPTS = "Trà nhài Ngân Châm ế ỗ ữ đậm · 茉莉银针 收货地址 · ชามะลิ · ¿Algo no está bien, señor? · 12.500 ₫ €"


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def subject(db) -> Role:
    return Role.objects.create(code="paper", name="Paper")


@pytest.fixture
def template(tmp_path, settings) -> str:
    """A small document on the base that all documents share."""
    (tmp_path / "slip.html").write_text(
        '{% extends "documents/base.html" %}{% load documents %}{% block heading %}Slip {{ number }}{% endblock %}'
        '{% block main %}{% include "documents/parts/transaction_number.html" %}'
        '{{ amount|money:"VND" }} {{ on|day }}{% endblock %}'
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]},
    ]
    return "slip.html"


def issue(subject: Role, template: str, **changes: object) -> Document:
    snapshot = {"number": "6418209351744", "amount": Decimal("12500.0000"), "on": date(2026, 3, 11)}
    values = {"kind": "slip", "number": "S-1", "template": template, "snapshot": snapshot, "language": "vi", "subject": subject}
    return store(**{**values, **changes})


def test_a_document_carries_every_script_of_our_markets():
    assert all(
        word in text_of(pdf_of(f"<style>html{{font-family:Inter}}</style><p>{SCRIPTS}</p>")) for word in SCRIPTS.split(" · ")
    )


def test_a_document_is_kept_with_its_hash_and_comes_out_the_same_again(subject, template):
    document = issue(subject, template)
    assert rerender(document) == bytes(document.pdf)
    Renderer.stop(rendering._renderer())
    document = Document.objects.get()
    assert rerender(document) == bytes(document.pdf)
    text = text_of(bytes(document.pdf))
    assert "Slip 6418209351744" in text
    assert "12.500" in text
    assert document.snapshot["amount"] == "12500.0000"


def test_a_paper_looks_the_same_whether_its_style_sheet_was_parsed_before_or_is_read_with_it(subject, template):
    html = issue(subject, template).html
    assert split(html)[1]
    read_with_it = html.replace("</head>", "<!-- read me whole --></head>")
    assert not split(read_with_it)[1]
    assert pdf_of(html) == pdf_of(read_with_it)


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><style>@import url(data:text/css,p{})</style></head><body>",
        "<html><head><style>@font-face { font-family: x }</style></head><body>",
        "<html><head><style>p {}</style><style>b {}</style></head><body>",
        "<html><head><style>p {}</style><link rel=stylesheet href='data:text/css,b{}'></head><body>",
        '<html><head><style>p {}</style></head><body><p style="color: red">',
        "<html><head><!-- <style>p {}</style> --></head><body>",
        "<html><head></head><body><svg><style>p {}</style></svg>",
        "<style>p {}</style><p>",
    ],
)
def test_a_sheet_that_is_not_the_only_one_stays_with_its_document(html):
    assert split(html) == (html, [])


def test_issuing_again_gives_what_was_issued(subject, template):
    first = issue(subject, template)
    again = issue(subject, template, snapshot={"number": "6418209351744", "amount": 1, "on": None})
    assert again.pk == first.pk
    assert find_document(kind="slip", number="S-1") == first
    assert [one.pk for one in documents_of(subject)] == [first.pk]
    assert issue(subject, template, language="en").pk != first.pk


def test_an_issued_document_is_never_changed(subject, template):
    document = issue(subject, template)
    for deed in (lambda: Document.objects.update(number="S-2"), lambda: Document.objects.all().delete()):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            deed()
    assert Document.objects.get().sha256 == document.sha256


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("documents_document_issued_once", {}),
        ("documents_document_has_hash", {"number": "S-2", "sha256": "x"}),
        ("documents_document_has_number", {"number": ""}),
    ],
)
def test_the_database_holds_documents_to_their_law(db, constraint, change):
    values = {"kind": "slip", "number": "S-1", "language": "vi", "snapshot": {}, "pdf": b"", "sha256": "0" * 64}
    Document.objects.create(**values)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Document.objects.create(**{**values, **change})


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine that writes down who calls."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"SECRET")

        def log_message(self, *args: object) -> None:
            """Stay quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", calls
    server.shutdown()
    thread.join()
    server.server_close()


HOSTILE = [
    '<img src="{}">',
    '<img srcset="{} 2x">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">a</a>',
    '<object data="{}">o</object>',
    '<embed src="{}">',
    '<iframe src="{}"></iframe>',
    '<input type="image" src="{}">',
    '<base href="{}"><img src="x.png">',
    "<style>@import url({});</style>",
    "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style><p>x</p>",
    "<style>body {{ background: url({}) }}</style>",
    "<style>li {{ list-style-image: url({}) }}</style><ul><li>x</ul>",
    "<style>p::before {{ content: url({}) }}</style><p>x</p>",
    "<style>@page {{ background: url({}) }}</style>",
    '<svg><image href="{}" width="9" height="9"/></svg>',
    '<svg><use href="{}#x"/></svg>',
    '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cimage href=%22{}%22/%3E%3C/svg%3E">',
]


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_is_fetched_from_the_network_or_the_disk(payload, listener, tmp_path):
    address, calls = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    for target in (f"{address}/x", secret.as_uri(), "ftp://127.0.0.1/x", "//127.0.0.1/x", str(secret)):
        pdf = pdf_of(f"<html><body>harmless {payload.format(target)}</body></html>")
        assert b"SECRET" not in pdf
        reader = PdfReader(BytesIO(pdf))
        assert "SECRET" not in text_of(pdf)
        assert not reader.attachments
    assert calls == []


def test_a_picture_that_stands_in_the_document_itself_is_drawn():
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    pdf = pdf_of(f'<img width="20" src="data:image/png;base64,{pixel}">')
    assert len(PdfReader(BytesIO(pdf)).pages[0].images) == 1


def test_a_document_that_takes_too_long_fails_and_the_next_one_works(monkeypatch):
    monkeypatch.setattr(rendering, "PATIENCE", 0.05)
    endless = "<table>" + "<tr>" + "<td>x" * 30 + "</tr>" * 2000
    renderer = Renderer()
    try:
        with pytest.raises(RenderingFailed) as failure:
            renderer.render((endless * 5).encode())
        assert failure.value.data["reason"] == "too_slow"
        monkeypatch.undo()
        assert renderer.render(b"<p>fine").startswith(b"%PDF")
    finally:
        renderer.stop()


def test_a_child_that_dies_fails_its_document_and_the_next_one_works():
    renderer = Renderer()
    try:
        renderer.render(b"<p>one")
        renderer.child.kill()
        renderer.child.wait()
        assert renderer.render(b"<p>two").startswith(b"%PDF")
    finally:
        renderer.stop()


@pytest.mark.parametrize("limits", [{"memory": 400 * 1024**2}, {"seconds": 1}])
def test_a_document_cannot_take_all_the_memory_or_time(limits):
    renderer = Renderer(**limits)
    try:
        with pytest.raises(RenderingFailed) as failure:
            renderer.render(b"<style>@page{size:1in 1in}</style>" + b"<p>x" * 40_000)
        assert failure.value.data["reason"] == "child_died"
        assert renderer.render(b"<p>fine").startswith(b"%PDF")
    finally:
        renderer.stop()


def test_a_text_of_absurd_length_is_refused_at_once():
    with pytest.raises(RenderingFailed) as failure:
        pdf_of("x" * (rendering.MOST_HTML + 1))
    assert failure.value.data["reason"] == "too_long"


def test_the_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("STOREHOUSE_SECRET_KEY", "secret")
    assert not {"DATABASE_URL", "STOREHOUSE_SECRET_KEY", "REDIS_URL"} & set(rendering._environment())


def test_barcodes_keep_their_quiet_zones_and_carry_no_style():
    svg = code128_svg("TN6418209351744")
    assert '<path d="M10 0h2v30' in svg
    assert "style" not in svg + qr_svg("https://shop.example.com/?a=1&b=2")
    assert "<script>" not in code128_svg("<script>")


def test_dates_of_a_snapshot_are_written_for_their_reader():
    page = Template("{% load documents %}{{ on|day }}|{{ at|day }}|{{ none|day }}|{{ real|day }}")
    moment = datetime(2026, 3, 11, 20, tzinfo=UTC)
    with translation.override("en"):
        context = {"on": "2026-03-11", "at": moment.isoformat(), "none": None, "real": date(2026, 3, 11)}
        assert page.render(Context(context)) == "March 11, 2026|March 12, 2026||March 11, 2026"


def test_a_static_file_becomes_data(settings, tmp_path):
    (tmp_path / "logo.svg").write_text("<svg/>")
    settings.STATICFILES_DIRS = [str(tmp_path)]
    finders.get_finder.cache_clear()
    try:
        page = Template('{% load documents %}{% asset_data "logo.svg" %}')
        assert page.render(Context()) == "data:image/svg+xml;base64,PHN2Zy8+"
        with pytest.raises(Exception, match="no static file"):
            Template('{% load documents %}{% asset_data "other.svg" %}').render(Context())
    finally:
        finders.get_finder.cache_clear()
