"""How a guest buys in our shop, and how somebody signs in."""

from benchmarks.walks import Answer, Ask, Walk, WalkBrokenError, follow, get, post, well

DETAILS = {
    "email": "hanh@example.vn",
    "phone": "090 123 4567",
    "name": "Nguyễn Thị Hạnh",
    "line1": "12 Hàng Bạc",
    "line2": "",
    "district": "Hoàn Kiếm",
    "city": "Hà Nội",
    "gift_message": "",
}
POSTCODE = "10000"
#: A visitor may bring any token, if cookie and form agree.
TOKEN = "measured" * 4
#: What a loser of a race is told, in the words of the pages.
PLAIN_WORDS = ("Somebody was faster", "Sold out", "sold out", " left", "not in stock", "out of stock")


def product_path(product: int) -> str:
    """The page of a product; the words before the number may be any."""
    return f"/catalogue/product_{product}/"


def to_confirm(products: list[int]) -> Walk:
    """From the product's page to the page whose button places the order; the basket where that is as far as one comes."""
    for product in products:
        page = well((yield from get("product", product_path(product))))
        well((yield from post("add to basket", page, f"/basket/add/{product}/", quantity="1")))
    well((yield from get("basket", "/basket/")))
    page = well((yield from get("checkout", "/checkout/")))
    if is_basket(page):
        return page
    where = {"country": "VN", "postcode": POSTCODE}
    page = well((yield from post("delivery", page, "/checkout/delivery/", **where, find="1")))
    if is_basket(page):
        return page
    offered = page.values_of("delivery")
    if not offered:
        raise WalkBrokenError("no delivery is offered")
    page = well((yield from post("delivery", page, "/checkout/delivery/", **where, delivery=offered[0], go="1")))
    if is_basket(page):
        return page
    page = well((yield from post("details", page, "/checkout/details/", **DETAILS)))
    if is_basket(page):
        return page
    return well((yield from post("method", page, "/checkout/method/", method=way_to_pay(page))))


def straight_to_confirm(product: int, delivery: str, method: str) -> Walk:
    """To the last button as fast as forms can be sent, without looking at the pages between: to gather many for a race."""
    token = {"csrfmiddlewaretoken": TOKEN}
    where = {"country": "VN", "postcode": POSTCODE}
    yield Ask("add to basket", f"/basket/add/{product}/", {**token, "quantity": "1"})
    yield Ask("delivery", "/checkout/delivery/", {**token, **where, "find": "1"})
    yield Ask("delivery", "/checkout/delivery/", {**token, **where, "delivery": delivery, "go": "1"})
    yield Ask("details", "/checkout/details/", {**token, **DETAILS})
    yield Ask("method", "/checkout/method/", {**token, "method": method})
    return well((yield Ask("checkout", "/checkout/")))


def is_basket(page: Answer) -> bool:
    """Whether the way led back to the basket, which says why."""
    return page.path.startswith("/basket/")


def race(product: int) -> Walk:
    """Buy as far as one comes: the answer that tells how it ended."""
    page = yield from to_confirm([product])
    return page if is_basket(page) else (yield from confirm(page))


def way_to_pay(page: Answer) -> str:
    """Cash on delivery; above its limit a transfer. Neither leads to another house's page.

    Raises:
        WalkBrokenError: neither is offered.
    """
    offered = page.values_of("method")
    for wanted in ("cod", "cash", "transfer"):
        for one in offered:
            if wanted in one:
                return one
    raise WalkBrokenError(f"neither cash nor a transfer is offered, but {offered}")


def confirm(page: Answer, *, name: str = "confirm") -> Walk:
    """Press the button; the answer to the press itself, before it leads on."""
    form = {"csrfmiddlewaretoken": page.token, "seal": page.value_of("seal"), "method": way_to_pay(page)}
    return (yield Ask(name, "/checkout/place/", form))


def checkout(products: list[int]) -> Walk:
    """From the product's page to the thanks."""
    page = yield from to_confirm(products)
    pressed = yield from confirm(page)
    if pressed.status != 302 or "/thank-you/" not in pressed.location:
        raise WalkBrokenError(f"placing answered {pressed.status} {pressed.location}")
    return well((yield from get("thanks", pressed.location)))


def is_placed(answer: Answer) -> bool:
    """Whether a press led to an order."""
    return answer.status == 302 and "/thank-you/" in answer.location


def is_told(answer: Answer) -> bool:
    """Whether a loser reads plainly that the goods are gone."""
    return answer.status in (200, 409) and any(words in answer.body for words in PLAIN_WORDS)


def sign_in(email: str, password: str) -> Walk:
    """Sign in as a customer."""
    page = well((yield from get("sign in", "/account/login/")))
    answer = yield from post("sign in", page, "/account/login/", email=email, password=password)
    return well(answer)


def fill(product: int) -> Walk:
    """Put one piece into the basket."""
    page = well((yield from get("product", product_path(product))))
    return well((yield from follow(Ask("add", f"/basket/add/{product}/", {"csrfmiddlewaretoken": page.token, "quantity": "1"}))))
