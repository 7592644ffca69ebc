"""How a guest buys in a plain Oscar shop, and how somebody signs in."""

from benchmarks.walks import Answer, Ask, Walk, WalkBrokenError, get, post, well

ADDRESS = {
    "first_name": "Hạnh",
    "last_name": "Nguyễn Thị",
    "line1": "12 Hàng Bạc",
    "line4": "Hà Nội",
    "postcode": "100000",
    "country": "VN",
    "phone_number": "+84901234567",
}


def product_path(product: int) -> str:
    """The page of a product; the filling gives them their ids in order."""
    return f"/catalogue/oolong-{product:05}_{product}/"


def to_confirm(products: list[int]) -> Walk:
    """From the product's page to the preview, whose button places the order."""
    for product in products:
        page = well((yield from get("product", product_path(product))))
        well((yield from post("add to basket", page, f"/basket/add/{product}/", quantity="1")))
    well((yield from get("basket", "/basket/")))
    page = well((yield from get("checkout", "/checkout/")))
    page = well((yield from post("guest", page, "/checkout/", username="hanh@example.com", options="anonymous")))
    page = well((yield from post("address", page, "/checkout/shipping-address/", **ADDRESS)))
    if not page.path.startswith("/checkout/payment-details/"):
        raise WalkBrokenError(f"the address led to {page.path}")
    return well((yield from post("payment", page, "/checkout/preview/")))


def confirm(page: Answer, *, name: str = "confirm") -> Walk:
    """Press the button; the answer to the press itself."""
    return (yield Ask(name, "/checkout/preview/", {"csrfmiddlewaretoken": page.token, "action": "place_order"}))


def checkout(products: list[int]) -> Walk:
    """From the product's page to the thanks."""
    page = yield from to_confirm(products)
    pressed = yield from confirm(page)
    if not is_placed(pressed):
        raise WalkBrokenError(f"placing answered {pressed.status} {pressed.location}")
    return well((yield from get("thanks", pressed.location)))


def is_placed(answer: Answer) -> bool:
    """Whether a press led to an order."""
    return answer.status == 302 and "/thank-you/" in answer.location


def sign_in(email: str, password: str) -> Walk:
    """Sign in as a customer."""
    page = well((yield from get("sign in", "/accounts/login/")))
    form = {"login-username": email, "login-password": password, "login_submit": "Log In"}
    return well((yield from post("sign in", page, "/accounts/login/", **form)))


def fill(product: int) -> Walk:
    """Put one piece into the basket."""
    page = well((yield from get("product", product_path(product))))
    return well((yield from post("add", page, f"/basket/add/{product}/", quantity="1")))
