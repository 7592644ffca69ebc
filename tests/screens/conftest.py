"""A page, and a small server that shows templates with made-up facts: screens are tested without the house behind them."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from tests.browsing import PHONE

ASSETS = Path(settings.BASE_DIR) / "build" / "assets"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"


class Stage:
    """What the server shows, what it was sent, and whether it can be reached."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.answer: Callable[[dict[str, str]], str] = lambda fields: ""
        self.sent: list[dict[str, str]] = []
        self.reachable = True
        self.address = ""


def handler_for(stage: Stage) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Stay silent."""

        def reply(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path in stage.pages:
                self.reply(200, stage.pages[self.path].encode(), "text/html; charset=utf-8")
                return
            file = ASSETS / self.path.removeprefix("/static/").partition("?")[0]
            if file.is_file():
                self.reply(200, file.read_bytes(), guess_type(file.name)[0] or "application/octet-stream")
            else:
                self.reply(404, b"", "text/plain")

        def do_POST(self) -> None:
            fields = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            if not stage.reachable:
                self.reply(503, b"", "text/plain")
                return
            stage.sent.append(fields)
            self.reply(200, stage.answer(fields).encode(), "text/html; charset=utf-8")

    return Handler


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(stage))
    stage.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield stage
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport=PHONE)
    yield page
    page.close()
