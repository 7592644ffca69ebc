"""Gates: what may not happen under any load. One that does not hold fails the run."""

from collections import Counter
from collections.abc import Sequence

from benchmarks import house_walks
from benchmarks.databases import cursor
from benchmarks.figures import Results
from benchmarks.load import Browser, all_at_once, once
from benchmarks.peers import Peer
from benchmarks.walks import Answer, WalkBrokenError

PIECES = 50
BUYERS = 200
PRESSES = 10


def note(results: Results, name: str, sentences: list[str], said: str) -> None:
    """Write a gate down: it holds when nothing is complained of."""
    results.gates.append({"name": name, "passed": not sentences, "said": said, "complaints": sentences})


def verified(peer: Peer, results: Results, after: str) -> None:
    """Every promise of the house holds in what a benchmark left behind."""
    broken = peer.verify()
    note(results, f"`bin/manage verify` after {after}", [broken] if broken else [], "every promise holds")


def sold_of(peer: Peer, product: int) -> tuple[int, int]:
    """Pieces in orders, and orders, of a product."""
    with cursor(peer.address) as asked:
        asked.execute(
            "SELECT coalesce(sum(quantity), 0), count(DISTINCT order_id) FROM order_line WHERE product_id = %s", [product]
        )
        pieces, orders = asked.fetchone()
        return int(pieces), int(orders)


def judge(peer: Peer, product: int, answers: Sequence[Answer | Exception]) -> tuple[list[str], str]:
    """What is wrong with the outcome of a race for fifty pieces, and what came out."""
    wrong = []
    pieces, orders = sold_of(peer, product)
    placed = [one for one in answers if isinstance(one, Answer) and house_walks.is_placed(one)]
    if pieces != PIECES:
        wrong.append(f"{pieces} pieces were sold of {PIECES}")
    if len(placed) != orders:
        wrong.append(f"{len(placed)} buyers were thanked for {orders} orders")
    faults = Counter(one.status for one in answers if isinstance(one, Answer) and one.status >= 500)
    wrong += [f"{n} answers were {status}" for status, n in faults.items()]
    broken = Counter(f"{type(one).__name__}: {one}" for one in answers if isinstance(one, Exception))
    wrong += [f"{n} visits ended in {why}" for why, n in broken.items()]
    untold = [
        one
        for one in answers
        if isinstance(one, Answer) and one.status < 500 and not house_walks.is_placed(one) and not house_walks.is_told(one)
    ]
    wrong += [f"{n} losers were answered {what} without a plain word" for what, n in _kinds(untold).items()]
    return wrong, f"{pieces} pieces sold, {len(answers) - len(placed)} losers told"


def _kinds(answers: Sequence[Answer]) -> Counter:
    return Counter(f"{one.status} {one.path} {one.location}".strip() for one in answers)


def race_at_confirm(peer: Peer, results: Results, workers: str) -> None:
    """Two hundred stand at the last button for fifty pieces, and press at once."""
    product = peer.scarce()[0]
    delivery, method = chosen_by_a_walk(peer)
    browsers = [Browser(peer.port) for _buyer in range(BUYERS)]
    for browser in browsers:
        browser.cookies["csrftoken"] = house_walks.TOKEN
    walks = [(browser, peer.walks.straight_to_confirm(product, delivery, method)) for browser in browsers]
    pages = all_at_once(walks, abreast=8)
    ready = [
        (browser, page)
        for browser, page in zip(browsers, pages, strict=True)
        if isinstance(page, Answer) and page.value_of("seal")
    ]
    answers = all_at_once([(browser, peer.walks.confirm(page)) for browser, page in ready], abreast=BUYERS)
    wrong, said = judge(peer, product, answers)
    wrong += [f"{BUYERS - len(ready)} buyers did not come as far as the button"] if len(ready) < BUYERS else []
    note(results, f"{PIECES} pieces, {BUYERS} buyers press at once ({workers})", wrong, said)


def chosen_by_a_walk(peer: Peer) -> tuple[str, str]:
    """The ways to deliver and to pay that a guest is offered: of the page at the last button."""
    page = once(Browser(peer.port), peer.walks.to_confirm([peer.products()[0]]))
    return page.values_of("delivery")[0], peer.walks.way_to_pay(page)


def race_from_the_start(peer: Peer, results: Results, workers: str) -> None:
    """Two hundred come to the product's page at once and buy as fast as they can."""
    product = peer.scarce()[0]
    answers = all_at_once([(Browser(peer.port), peer.walks.race(product)) for _buyer in range(BUYERS)], abreast=BUYERS)
    wrong, said = judge(peer, product, answers)
    note(results, f"{PIECES} pieces, {BUYERS} buyers through the whole shop at once ({workers})", wrong, said)


def press_often(peer: Peer, results: Results, workers: str) -> None:
    """One checkout confirmed ten times at the same moment: one order, one payment, one piece, and every answer leads to it."""
    product = peer.products()[-1]
    before = sold_of(peer, product)
    browser = Browser(peer.port)
    page = all_at_once([(browser, peer.walks.to_confirm([product]))], abreast=1)[0]
    if not isinstance(page, Answer):
        raise WalkBrokenError(str(page))
    copies = []
    for _press in range(PRESSES):
        copy = Browser(peer.port)
        copy.cookies = dict(browser.cookies)
        copies.append(copy)
    answers = all_at_once([(copy, peer.walks.confirm(page)) for copy in copies], abreast=PRESSES)
    pieces, orders = (after - earlier for after, earlier in zip(sold_of(peer, product), before, strict=True))
    wrong = [f"{orders} orders and {pieces} pieces came of one checkout"] if (pieces, orders) != (1, 1) else []
    places = Counter(one.location if isinstance(one, Answer) else str(one) for one in answers)
    if len(places) != 1 or not all(isinstance(one, Answer) and house_walks.is_placed(one) for one in answers):
        wrong.append(f"the answers lead to {dict(places)}")
    with cursor(peer.address) as asked:
        asked.execute(
            "SELECT count(*) FROM payment_payment p JOIN order_line l ON l.order_id = p.order_id WHERE l.product_id = %s",
            [product],
        )
        payments = asked.fetchone()[0] - before[1]
    wrong += [f"{payments} payments were opened"] if payments != 1 else []
    note(results, f"{PRESSES} presses of one checkout at once ({workers})", wrong, "1 order, 1 payment, 1 piece, one answer")


def run_all(peer: Peer, results: Results, *, quick: bool) -> None:
    """Every gate with sync and with threaded workers, each kind on a fresh copy of the data; quick: the shorter ones, sync."""
    kinds = (("sync workers", 0), ("threaded workers", 4))
    for workers, threads in kinds[:1] if quick else kinds:
        peer.open(threads=threads)
        race_at_confirm(peer, results, workers)
        press_often(peer, results, workers)
        if not quick:
            race_from_the_start(peer, results, workers)
        verified(peer, results, f"the races ({workers})")
        peer.close()
