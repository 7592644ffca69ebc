"""What is on its way for more than a moment shows as bones, and whoever does not see them hears it."""

from playwright.sync_api import Page, expect

from tests.screens.conftest import Stage

LIST = """<!doctype html><html lang="en"><head><title>Orders</title><link rel="stylesheet" href="/static/backoffice.css">
<script type="module" src="/static/backoffice.js"></script></head><body><form class="filterbar" method="get" action="/slow">
<input name="q" value="tea"><button type="submit">Filter</button></form>
<table class="list"><thead><tr><th><a href="/slow?sort=total">Total</a></th></tr></thead>
<tbody data-rows><tr><td>108,000</td></tr></tbody></table>
<div class="pager"><a href="/slow?after=9">Next</a></div><a href="/elsewhere">Elsewhere</a></body></html>"""

BASKET = """<!doctype html><html lang="en"><head><title>Basket</title><link rel="stylesheet" href="/static/storefront.css">
<script type="module" src="/static/storefront.js"></script></head><body><div id="basket"><span class="line-sum">108,000</span>
<form method="post" action="/slow" hx-post="/slow" hx-target="#basket"><button type="submit">Remove</button></form></div>
</body></html>"""

UNSEEN = "rgba(0, 0, 0, 0)"


def opened(page: Page, stage: Stage, html: str) -> None:
    """The page, in front of a house whose answer has not come yet: 204 leaves a browser where it is."""
    stage.pages["/page"] = html
    page.route("**/slow*", lambda route: route.fulfill(status=204) if route.request.is_navigation_request() else None)
    page.route("**/elsewhere", lambda route: route.fulfill(status=204))
    page.goto(f"{stage.address}/page")


def test_the_rows_of_a_list_are_bones_while_it_is_narrowed_sorted_or_turned(stage: Stage, page: Page) -> None:
    for press in ("Filter", "Total", "Next"):
        opened(page, stage, LIST)
        rows = page.locator("[data-rows]")
        expect(rows).not_to_have_attribute("aria-busy", "true")
        page.get_by_text(press, exact=True).click()
        expect(rows).to_have_attribute("aria-busy", "true")
        expect(rows.locator("td")).to_have_css("color", UNSEEN)


def test_a_link_that_leads_elsewhere_leaves_the_rows_alone(stage: Stage, page: Page) -> None:
    opened(page, stage, LIST)
    page.get_by_text("Elsewhere").click()
    page.get_by_text("Total").click(modifiers=["Control"])
    expect(page.locator("[data-rows]")).not_to_have_attribute("aria-busy", "true")


def test_sums_of_the_basket_are_bones_while_it_is_worked_out_anew(stage: Stage, page: Page) -> None:
    opened(page, stage, BASKET)
    page.get_by_text("Remove").click()
    expect(page.locator("#basket")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".line-sum")).to_have_css("color", UNSEEN)
