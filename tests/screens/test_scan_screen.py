"""The scan screen: answers at once, never loses a scan, never doubles one."""

import json

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from tests.screens.conftest import Stage

STEPS = [
    {"expect": ["E-04-12"], "right_then": "Now the product", "wrong_title": "Wrong location", "wanted": "E-04-12"},
    {"expect": ["8938505974471"], "ask": "Scan product", "right_then": "Take 3", "wanted": "Jasmine"},
    {"expect": ["3"], "ask": "Enter quantity", "right_then": "3 taken"},
]
# Milliseconds from the scanner's Enter to the answer on the screen.
MEASURE = """
() => {
  document.addEventListener("keydown", (event) => { if (event.key === "Enter") window.started = performance.now(); }, true);
  new MutationObserver(() => { window.took ??= performance.now() - window.started; })
    .observe(document.querySelector("[data-scan-root]"), { attributes: true, subtree: true, attributeFilter: ["hidden"] });
}
"""


def panel(said: str, **more: object) -> str:
    job = {"title": "W-0412", "place": said, "done": 2, "total": 14, "ask_word": "Go to", "location": "E-04-12"}
    context = {"panel": job, "action": "/scan", "ask": "Scan location", "steps_json": json.dumps(STEPS), **more}
    return render_to_string("backoffice/parts/scan_panel.html", context)


@pytest.fixture
def screen(stage: Stage, page: Page) -> Page:
    frame = render_to_string("backoffice/scan_base.html", {})
    stage.pages["/pick"] = frame.replace("</h1>", "</h1>" + panel("line 3 of 14"), 1)
    stage.answer = lambda fields: panel(f"answer {len(stage.sent)}")
    page.goto(f"{stage.address}/pick")
    expect(page.locator("#scan")).to_be_focused()
    return page


def scan(page: Page, code: str) -> None:
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_a_right_scan_is_answered_within_a_tenth_of_a_second_and_the_field_is_live_again(screen: Page, stage: Stage):
    screen.evaluate(MEASURE)
    scan(screen, "e-04-12")
    expect(screen.locator(".scan-flash.right")).to_contain_text("Now the product")
    assert screen.evaluate("window.took") < 100
    expect(screen.locator(".scan-flash.right")).to_be_hidden()
    expect(screen.locator(".scan-top")).to_contain_text("answer 1")
    expect(screen.locator("#scan")).to_be_focused()
    assert stage.sent[0]["code"] == "e-04-12"


def test_a_wrong_scan_stays_on_screen_until_the_right_one_and_is_sent_too(screen: Page, stage: Stage):
    scan(screen, "999")
    wrong = screen.locator(".scan-flash.wrong")
    expect(wrong).to_contain_text("Wrong location")
    expect(wrong).to_contain_text("Nothing was booked")
    expect(screen.locator("#scan-again")).to_be_focused()
    screen.wait_for_timeout(1000)
    expect(wrong).to_be_visible()
    scan(screen, "E-04-12")
    expect(wrong).to_be_hidden()
    expect(screen.locator(".scan-top")).to_contain_text("answer 2")
    assert [fields["code"] for fields in stage.sent] == ["999", "E-04-12"]


def test_scans_without_a_connection_wait_in_order_survive_a_reload_and_are_sent_once_each(screen: Page, stage: Stage):
    stage.reachable = False
    for code, then in [("E-04-12", "Now the product"), ("8938505974471", "Take 3"), ("3", "3 taken")]:
        scan(screen, code)
        expect(screen.locator(".scan-flash.right")).to_contain_text(then)
    expect(screen.locator("[data-unsent]")).to_contain_text("3 unsent")
    assert stage.sent == []

    screen.reload()
    expect(screen.locator("[data-unsent]")).to_contain_text("3 unsent")
    stage.reachable = True
    expect(screen.locator("[data-unsent]")).to_be_hidden(timeout=8000)
    assert [fields["code"] for fields in stage.sent] == ["E-04-12", "8938505974471", "3"]
    assert len({fields["scan_id"] for fields in stage.sent}) == 3


def test_the_servers_answer_is_painted_over_the_pages_own(screen: Page, stage: Stage):
    stage.answer = lambda fields: panel("refused", result="wrong", result_title="Already taken")
    scan(screen, "E-04-12")
    expect(screen.locator(".scan-flash.wrong")).to_contain_text("Already taken")


def test_the_screen_breaks_no_rule_of_the_content_policy(screen: Page):
    said: list[str] = []
    screen.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    screen.reload()
    scan(screen, "E-04-12")
    expect(screen.locator(".scan-flash.right")).to_be_visible()
    assert [line for line in said if "Content Security Policy" in line] == []


SHORT = {
    "location": "E-04-12",
    "wanted": 3,
    "reasons": [{"value": "not_there", "label": "Nothing there"}, {"value": "damaged", "label": "Damaged"}],
    "action": "/short",
    "then": "the rest is owed again.",
    "fields": [{"name": "scan_id", "value": "7"}],
}


@pytest.fixture
def asking(stage: Stage, page: Page) -> Page:
    frame = render_to_string("backoffice/scan_base.html", {})
    override = {"action": "/override", "fields": [{"name": "line", "value": 5}]}
    stage.pages["/pick"] = frame.replace(
        "</h1>", "</h1>" + panel("line 3", short=True, short_form=SHORT, override_form=override), 1
    )
    stage.answer = lambda fields: panel("after")
    page.goto(f"{stage.address}/pick")
    return page


def test_the_short_screen_can_be_worked_and_reports_how_many_and_why(asking: Page, stage: Stage):
    asking.get_by_role("button", name="Short…").click()
    yellow = asking.locator(".scan-flash.short[data-state=short]")
    expect(yellow).to_be_visible()
    expect(asking.locator("#scan")).not_to_be_focused()
    for _piece in range(4):
        yellow.get_by_role("button", name="One more").click()
    expect(yellow.locator("output")).to_have_text("3")
    yellow.get_by_role("button", name="One fewer").click()
    yellow.get_by_label("Damaged").check()
    yellow.get_by_role("button", name="Report short").click()
    asking.wait_for_url("**/short")
    assert stage.sent == [{"scan_id": "7", "found": "2", "reason": "damaged"}]


def test_the_way_back_from_a_yellow_screen_leads_to_the_live_field(asking: Page, stage: Stage):
    asking.get_by_role("button", name="Short…").click()
    asking.locator(".scan-flash.short[data-state=short]").get_by_role("button", name="Back").click()
    expect(asking.locator("#scan")).to_be_focused()
    scan(asking, "E-04-12")
    expect(asking.get_by_text("after", exact=True)).to_be_visible()
    assert stage.sent[0]["code"] == "E-04-12"


def test_an_override_asks_why_first(asking: Page, stage: Stage):
    asking.get_by_role("button", name="Override…").click()
    yellow = asking.locator("[data-state=override]")
    expect(yellow.get_by_label("Why?")).to_be_focused()
    asking.keyboard.type("torn barcode")
    yellow.get_by_role("button", name="Count it as picked").click()
    asking.wait_for_url("**/override")
    assert stage.sent == [{"line": "5", "reason": "torn barcode"}]
