"""The process that renders: HTML in on standard input, PDF out on standard output, nothing else in or out.

It runs with limits on memory and processor time, resolves `data:` addresses only, and an audit hook refuses every
connection, whatever a library might try. Started and fed by `core.documents.rendering`; imports no Django.
"""

import logging
import os
import resource
import struct
import sys
from typing import BinaryIO

HEADER = struct.Struct(">BI")
OK, FAILED = 0, 1
#: Relative addresses lead here: to a protocol that is not allowed.
NOWHERE = "https://nowhere.invalid/"


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


def _prepare():  # type: ignore[no-untyped-def]
    """Load the renderer, then close the doors."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    class DataOnly(URLFetcher):
        """Resolves what stands in the address itself; nothing is fetched from anywhere."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols={"data"}, allow_redirects=False, timeout=1)

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts, fetcher = FontConfiguration(), DataOnly()

    def render(html: str) -> bytes:
        document = HTML(string=html, base_url=NOWHERE, url_fetcher=fetcher)
        pdf: bytes = document.write_pdf(font_config=fonts, pdf_identifier=b"storehouse", full_fonts=False)
        return pdf

    render("<p>warm</p>")
    sys.addaudithook(_refuse_connections)
    return render


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
