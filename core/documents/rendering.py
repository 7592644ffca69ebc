"""From a template to a PDF: the HTML is made here, the PDF in a child process with limits and no way out.

One child per process, started on first use and kept, since loading fonts costs more than a document. A child that takes
too long or dies is replaced, and the document that did it fails.
"""

import os
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from django.template.loader import render_to_string

from core.documents import fonts
from core.documents.child import HEADER, OK
from core.errors import DomainError
from core.languages import speaking, spoken

ROOT = Path(__file__).resolve().parents[2]
#: Seconds for one document, start of the child included.
PATIENCE = 40.0
MOST_HTML = 8 * 1024**2
#: What the child may use: bytes of memory, seconds of processor time per document.
MEMORY = 2 * 1024**3
SECONDS = 25


class RenderingFailed(DomainError):
    """The document took too long, too much memory, or is not a document. `reason` says which."""

    code = "rendering_failed"


def render_pdf(template: str, context: Mapping[str, Any], language: str) -> bytes:
    """A document in a language, as PDF bytes; the same template and context give the same bytes.

    Raises:
        RenderingFailed: the child gave up, was stopped or broke.
    """
    return pdf_of(render_html(template, context, language))


def render_html(template: str, context: Mapping[str, Any], language: str) -> str:
    """What the PDF will be made of: one self-contained HTML text."""
    with speaking(language):
        return render_to_string(template, {**context, "document_language": spoken(language)})


def pdf_of(html: str) -> bytes:
    """The PDF of a self-contained HTML text. Nothing in it is fetched except `data:` addresses.

    Raises:
        RenderingFailed: the child gave up, was stopped or broke.
    """
    content = html.encode()
    if len(content) > MOST_HTML:
        raise RenderingFailed(reason="too_long", size=len(content))
    return _renderer().render(content)


class Renderer:
    """This process's child, used by one thread at a time."""

    def __init__(self, *, memory: int = MEMORY, seconds: int = SECONDS) -> None:
        self.limits = (str(memory), str(seconds))
        self.pid = os.getpid()
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None

    def render(self, content: bytes) -> bytes:
        with self.lock:
            child = self._running()
            deadline = time.monotonic() + PATIENCE
            try:
                _write(child.stdin, HEADER.pack(OK, len(content)) + content, deadline)
                status, size = HEADER.unpack(_read(child.stdout, HEADER.size, deadline))
                answer = _read(child.stdout, size, deadline)
            except (OSError, EOFError, TimeoutError) as error:
                self.stop()
                reason = "too_slow" if isinstance(error, TimeoutError) else "child_died"
                raise RenderingFailed(reason=reason, detail=str(error)) from error
        if status != OK:
            raise RenderingFailed(reason="refused", detail=answer.decode(errors="replace")[:500])
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        if self.child is None or self.child.poll() is not None:
            self.child = subprocess.Popen(  # noqa: S603 (our own module)
                [sys.executable, "-m", "core.documents.child", *self.limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env=_environment(),
                bufsize=0,
            )
            for pipe in (self.child.stdin, self.child.stdout):
                os.set_blocking(pipe.fileno(), False)  # type: ignore[union-attr]
        return self.child

    def stop(self) -> None:
        """End the child; the next document starts another."""
        if self.child is not None:
            self.child.kill()
            self.child.wait()
            for pipe in (self.child.stdin, self.child.stdout):
                pipe.close()  # type: ignore[union-attr]
            self.child = None


_shared: Renderer | None = None
_shared_lock = threading.Lock()


def _renderer() -> Renderer:
    """The renderer of this process; a forked process never speaks to its parent's child."""
    global _shared
    with _shared_lock:
        if _shared is None or _shared.pid != os.getpid():
            _shared = Renderer()
        return _shared


def _environment() -> dict[str, str]:
    """What the child may know: where its libraries and fonts are. No secrets, no addresses of servers."""
    kept = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "LANG", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "HOME": tempfile.gettempdir()}
    configuration = fonts.ensure()
    if configuration is not None:
        environment["FONTCONFIG_FILE"] = str(configuration)
    return environment


def _wait(pipe: IO[bytes], event: int, deadline: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(deadline - time.monotonic(), 0)):
            raise TimeoutError(f"no document after {PATIENCE:.0f} seconds")


def _write(pipe: IO[bytes] | None, content: bytes, deadline: float) -> None:
    assert pipe is not None
    rest = memoryview(content)
    while rest:
        _wait(pipe, selectors.EVENT_WRITE, deadline)
        rest = rest[os.write(pipe.fileno(), rest[:65536]) :]


def _read(pipe: IO[bytes] | None, size: int, deadline: float) -> bytes:
    assert pipe is not None
    content = bytearray()
    while len(content) < size:
        _wait(pipe, selectors.EVENT_READ, deadline)
        part = os.read(pipe.fileno(), min(size - len(content), 1 << 20))
        if not part:
            raise EOFError("the rendering process ended")
        content += part
    return bytes(content)
