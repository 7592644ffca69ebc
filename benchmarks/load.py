"""The load generator: a closed loop of visitors in one process, each with its own cookies, the same for every peer.

A connection is opened for each request, as sync workers close them anyway. Times are those of whole answers, in seconds.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.parts import ADDRESS
from benchmarks.walks import Answer, Ask, Walk, WalkBrokenError

PATIENCE = 90.0
#: A warm-up or a window is not made longer than this, in seconds.
LONGEST_WAIT = 25.0
#: What ends one walk and not the run.
BROKEN = (WalkBrokenError, OSError, asyncio.IncompleteReadError, TimeoutError)
LANGUAGE = "en"


@dataclass
class Load:
    """What a closed loop saw within its window.

    Walks are counted by their steps, so that one that begins or ends outside the window counts for its part inside.
    """

    seconds: float = 0.0
    steps: int = 0
    lengths: list[int] = field(default_factory=list)
    times: dict[str, list[float]] = field(default_factory=dict)
    failures: Counter = field(default_factory=Counter)
    metered: float = 0.0

    @property
    def walks(self) -> float:
        """Walks that fit into the window; 0 where nobody came to the end of one, so that its length is not known."""
        return self.steps / (sum(self.lengths) / len(self.lengths)) if self.lengths else 0.0

    @property
    def rate(self) -> float:
        """Walks a second."""
        return self.walks / self.seconds if self.seconds else 0.0


class Browser:
    """One visitor: cookies, and nothing else that is remembered."""

    def __init__(self, port: int, *, language: str = LANGUAGE) -> None:
        self.port = port
        self.language = language
        self.cookies: dict[str, str] = {}

    async def ask(self, ask: Ask) -> Answer:
        """One request and its whole answer."""
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(ADDRESS, self.port, limit=2**21)
            try:
                writer.write(self._request(ask))
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.read(-1)
            finally:
                writer.close()
        return self._answer(ask, head, body)

    def _request(self, ask: Ask) -> bytes:
        body = urlencode(ask.form).encode() if ask.form is not None else b""
        lines = [
            f"{'POST' if ask.form is not None else 'GET'} {ask.path} HTTP/1.1",
            f"Host: {ADDRESS}:{self.port}",
            f"Accept-Language: {self.language}",
            "Accept: text/html",
            "Connection: close",
        ]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if ask.form is not None:
            lines += [
                f"Origin: http://{ADDRESS}:{self.port}",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        if ask.partial:
            lines.append("HX-Request: true")
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _answer(self, ask: Ask, head: bytes, body: bytes) -> Answer:
        lines = head.decode("latin-1").split("\r\n")
        location, is_chunked = "", False
        for line in lines[1:]:
            name, _colon, value = line.partition(":")
            match name.lower():
                case "location":
                    location = value.strip()
                case "set-cookie":
                    self._keep(value.strip())
                case "transfer-encoding":
                    is_chunked = "chunked" in value.lower()
        if is_chunked:
            body = unchunked(body)
        status = int(lines[0].split(" ", 2)[1])
        return Answer(status, ask.path, location, body.decode("utf-8", "replace"), self.cookies)

    def _keep(self, cookie: str) -> None:
        pair, _semicolon, attributes = cookie.partition(";")
        name, _equals, value = pair.partition("=")
        if "max-age=0" in attributes.lower() or value in ("", '""'):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


def unchunked(body: bytes) -> bytes:
    """The content of a body that came in chunks."""
    whole = b""
    while body:
        size, _line, rest = body.partition(b"\r\n")
        length = int(size.split(b";")[0] or b"0", 16)
        if length == 0:
            break
        whole, body = whole + rest[:length], rest[length + 2 :]
    return whole


async def walk_on(browser: Browser, walk: Walk, seen: Callable[[str, float], None] | None = None) -> Answer:
    """Walk to the end; the walk's own result. `seen` is told each step and how long it took."""
    try:
        ask = next(walk)
        while True:
            began = time.perf_counter()
            answer = await browser.ask(ask)
            if seen is not None:
                seen(ask.name, time.perf_counter() - began)
            ask = walk.send(answer)
    except StopIteration as end:
        return end.value


Visitor = tuple[Browser, Callable[[], Walk]]


class ClosedLoop:
    """Visitors who walk again and again until the window is over; what is under way then is left."""

    def __init__(self, visitors: Sequence[Callable[[], Visitor]], seconds: float, meter: Callable[[], float]) -> None:
        self.visitors = visitors
        self.load = Load(seconds=seconds)
        self.meter = meter
        self.is_open = False
        self.finished = [0] * len(visitors)

    async def _keep_walking(self, number: int) -> None:
        while True:
            browser, make_walk = self.visitors[number]()
            steps = 0

            def seen(name: str, seconds: float) -> None:
                nonlocal steps
                steps += 1
                if self.is_open:
                    self.load.steps += 1
                    self.load.times.setdefault(name, []).append(seconds)

            try:
                await walk_on(browser, make_walk(), seen)
            except BROKEN as broken:
                self.load.failures[f"{type(broken).__name__}: {broken}"] += 1
                await asyncio.sleep(0.05)
                continue
            self.finished[number] += 1
            self.load.lengths.append(steps)

    async def run(self, warm_up: float, longest_warm_up: float, least_times: tuple[str, int]) -> Load:
        """Warm up until everybody has walked once, so that not all are at the same step; then count."""
        walking = [asyncio.ensure_future(self._keep_walking(number)) for number in range(len(self.visitors))]
        try:
            await asyncio.sleep(warm_up)
            until = time.perf_counter() + longest_warm_up
            while not all(self.finished) and time.perf_counter() < until:
                await asyncio.sleep(0.02)
            began, metered, self.is_open = time.perf_counter(), self.meter(), True
            await asyncio.sleep(self.load.seconds)
            step, least = least_times
            until = time.perf_counter() + LONGEST_WAIT
            while len(self.load.times.get(step, ())) < least and time.perf_counter() < until:
                await asyncio.sleep(0.02)
            self.is_open = False
            self.load.seconds, self.load.metered = time.perf_counter() - began, self.meter() - metered
        finally:
            for one in walking:
                one.cancel()
            await asyncio.gather(*walking, return_exceptions=True)
        return self.load


def closed_loop(
    visitors: Sequence[Callable[[], Visitor]],
    *,
    warm_up: float,
    seconds: float,
    longest_warm_up: float = LONGEST_WAIT,
    meter: Callable[[], float] = float,
    least_times: tuple[str, int] = ("", 0),
) -> Load:
    """Let each visitor walk again and again, and count what falls into the window.

    `meter` is read at both ends of the window; `least_times` (a step, a number) makes it longer until
    that step was seen so often.
    """
    loop = ClosedLoop(visitors, seconds, meter)
    load = asyncio.run(loop.run(warm_up, longest_warm_up, least_times))
    time.sleep(0.3)  # the servers finish what was left
    return load


def once(browser: Browser, walk: Walk) -> Answer:
    """One walk by itself."""
    return asyncio.run(walk_on(browser, walk))


def all_at_once(errands: Sequence[tuple[Browser, Walk]], *, abreast: int) -> list[Answer | Exception]:
    """Every errand once, at most so many at the same moment; answers in the errands' order."""

    async def everything() -> list[Answer | Exception]:
        turn = asyncio.Semaphore(abreast)

        async def one(browser: Browser, walk: Walk) -> Answer | Exception:
            async with turn:
                try:
                    return await walk_on(browser, walk)
                except BROKEN as broken:
                    return broken

        return list(await asyncio.gather(*(one(browser, walk) for browser, walk in errands)))

    return asyncio.run(everything())
