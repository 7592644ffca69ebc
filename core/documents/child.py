"""The process that renders: HTML in on standard input, PDF out on standard output, nothing else in or out.

It runs with limits on memory and processor time, resolves `data:` addresses only, and an audit hook refuses every
connection, whatever a library might try. Started and fed by `core.documents.rendering`; imports no Django.
"""

import gc
import logging
import os
import re
import resource
import struct
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import BinaryIO

HEADER = struct.Struct(">BI")
OK, FAILED = 0, 1
#: Relative addresses lead here: to a protocol that is not allowed.
NOWHERE = "https://nowhere.invalid/"
#: The style sheet in the head of a paper of ours.
SHEET = re.compile(r"\A(?:(?!<body|<svg).)*?<style>([^<]*)</style>(?=(?:(?!<body).)*</head>)", re.DOTALL)
#: What makes a sheet need more than itself, and a document more than the one sheet: then it is read as it stands.
NOT_ALONE = re.compile(r"@(?:import|font-face|counter-style|color-profile|layer|namespace)", re.IGNORECASE)
NOT_ALL = re.compile(r"<style|<link|<!--|\sstyle\s*=", re.IGNORECASE)
#: Sheets that are kept parsed: one for each generation of the papers' style.
SHEETS = 8


def main(memory: int, seconds: int) -> None:
    """Serve until standard input ends, with so many bytes of memory and so many seconds of processor per document."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    render = _prepare()
    _lower(resource.RLIMIT_AS, memory)
    while (request := _read(sys.stdin.buffer)) is not None:
        _lower(resource.RLIMIT_CPU, _seconds_used() + seconds)
        try:
            status, answer = OK, render(request.decode())
        except MemoryError:
            os._exit(1)  # nothing can be trusted from here on; the next document gets a fresh process
        except Exception as error:
            status, answer = FAILED, f"{type(error).__name__}: {error}".encode()
        answers.write(HEADER.pack(status, len(answer)) + answer)
        answers.flush()


def _read(stream: BinaryIO) -> bytes | None:
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    return stream.read(HEADER.unpack(header)[1])


def _prepare() -> Callable[[str], bytes]:
    """Load the renderer, then close the doors."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    class DataOnly(URLFetcher):
        """Resolves what stands in the address itself; nothing is fetched from anywhere."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols={"data"}, allow_redirects=False, timeout=1)

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts, fetcher = FontConfiguration(), DataOnly()

    @lru_cache(SHEETS)
    def parsed(sheet: str) -> CSS:
        return CSS(string=sheet, base_url=NOWHERE, url_fetcher=fetcher, font_config=fonts)

    def render(html: str) -> bytes:
        html, sheets = split(html)
        document = HTML(string=html, base_url=NOWHERE, url_fetcher=fetcher)
        pdf: bytes = document.write_pdf(
            stylesheets=[parsed(sheet) for sheet in sheets], font_config=fonts, pdf_identifier=b"storehouse", full_fonts=False
        )
        return pdf

    render("<p>warm</p>")
    gc.collect()
    gc.freeze()  # what is loaded now stays: no collection needs to look at it again
    sys.addaudithook(_refuse_connections)
    return render


def split(html: str) -> tuple[str, list[str]]:
    """A paper without its style sheet, and the sheet: all papers share one, which is then parsed once.

    Only where that makes no difference to what is drawn; any other document stays as it is.
    """
    found = SHEET.match(html)
    if found is None or NOT_ALONE.search(found[1]):
        return html, []
    head, rest = html[: found.start(1) - len("<style>")], html[found.end(1) + len("</style>") :]
    if NOT_ALL.search(head) or NOT_ALL.search(rest):
        return html, []
    return head + rest, [found[1]]


def _refuse_connections(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system"}:
        raise PermissionError(f"documents make no connections ({event})")


def _seconds_used() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime)


def _lower(kind: int, limit: int) -> None:
    """Set the soft limit where the system has it (macOS has none for memory)."""
    _, hard = resource.getrlimit(kind)
    try:
        resource.setrlimit(kind, (limit, hard))
    except (ValueError, OSError) as error:
        sys.stderr.write(f"no limit of kind {kind}: {error}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
