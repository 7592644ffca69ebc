"""What is on each of the README's pictures; bin/pictures calls this in the project's environment."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page

from demo.data.people import DEMO_PASSWORD
from tests.browsing import chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 780}


@dataclass(frozen=True)
class Picture:
    """One page, seen by somebody. `clicks` are followed one after the other before it is taken."""

    name: str
    address: str
    staff: str = ""
    clicks: tuple[str, ...] = ()
    language: str = "en"
    theme: str = "light"
    size: tuple[tuple[str, int], ...] = tuple(DESKTOP.items())


SMALL = tuple(PHONE.items())
PICTURES = (
    Picture("storefront", "/"),
    Picture("product", "/", clicks=("main .card-p .card-name a",)),
    Picture("storefront-phone", "/", language="vi", theme="dark", size=SMALL),
    Picture("sales-day", "/office/", staff="sales"),
    Picture("revenue", "/office/accounting/revenue/", staff="accounts"),
    Picture("order", "/office/orders/?status=completed", staff="support", clicks=("main tbody tr a",)),
    Picture("stock-day", "/office/warehouse/stock-day/", staff="stock", theme="dark"),
    Picture("pick-phone", "/office/warehouse/pick/", staff="picker", clicks=("main .btn-scan",), size=SMALL),
)


def take(browser: Browser, house: str, picture: Picture) -> Path:
    """Take one picture; the file it was written to."""
    context = browser.new_context(base_url=house, viewport=dict(picture.size), device_scale_factor=1.5, reduced_motion="reduce")
    choices = {"django_language": picture.language, "theme": picture.theme}
    cookies = [{"name": name, "value": value, "url": house} for name, value in choices.items()]
    context.add_cookies(cookies)
    page = context.new_page()
    if picture.staff:
        _sign_in(page, picture.staff)
        context.add_cookies(cookies)  # signing in brought the person's own language
    _open(page, picture.address)
    for selector in picture.clicks:
        with page.expect_navigation():
            page.locator(selector).first.click()
    page.wait_for_load_state("networkidle")
    file = FOLDER / f"{picture.name}.webp"
    Image.open(io.BytesIO(page.screenshot())).save(file, quality=80, method=6)
    context.close()
    return file


def _sign_in(page: Page, staff: str) -> None:
    _open(page, "/office/sign-in/")
    page.locator("input[name=email]").fill(f"{staff}@lantern.example")
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def _open(page: Page, address: str) -> None:
    try:
        answer = page.goto(address)
    except Error as unreachable:
        raise SystemExit(f"No house answers at {address}: start it with bin/run. ({unreachable.message})") from unreachable
    if answer is None or not answer.ok:
        raise SystemExit(f"{address} answers {answer.status if answer else 'nothing'}: is it the demo company's house?")


def main() -> None:
    """Take all pictures, or those named."""
    house, *names = sys.argv[1:]
    unknown = set(names) - {one.name for one in PICTURES}
    if unknown:
        raise SystemExit(f"No such picture: {', '.join(sorted(unknown))}.")
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        for picture in PICTURES:
            if not names or picture.name in names:
                file = take(browser, house, picture)
                print(f"· {file.name}: {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
