"""Figures are told with their spread, targets with their verdicts, drawings without a fault."""

import json
from dataclasses import asdict
from xml.etree import ElementTree

import pytest

from benchmarks import drawing, report, targets
from benchmarks.__main__ import KEPT, _begun, measure, parse
from benchmarks.figures import Results, percentile, spread
from benchmarks.load import Browser, Load, unchunked
from benchmarks.stages import Run


def measured(**figures) -> Results:
    found = Results()
    for key, by_peer in figures.items():
        for peer, values in by_peer.items():
            for value in values:
                found.add(key.replace("__", "/"), peer, value)
    return found


def reached(results: Results, figure: str) -> targets.Reached:
    return next(one for one in targets.reached(results) if one.figure.startswith(figure))


def test_a_figure_is_told_by_its_median_with_least_and_most():
    assert spread([9.0, 11.0, 10.0]) == "10.0 (9.00 to 11.0)"
    assert spread([]) == "not measured"
    assert percentile([float(n) for n in range(100)], 0.95) == 95


def test_a_target_is_met_by_the_ratio_of_medians_and_missed_below_it():
    results = measured(checkouts__4={"house": [30, 29, 31], "oscar": [10, 9, 11]}, checkouts__16={"house": [20], "oscar": [10]})
    assert reached(results, "whole checkouts a second at 4, workers stopped").verdict == "met"
    missed = reached(results, "whole checkouts a second at 16, workers stopped")
    assert missed.verdict == "**missed**" and missed.said == "2.00×"


def test_what_was_not_measured_is_said_so_and_is_neither_met_nor_missed():
    unknown = reached(Results(), "home page, a guest, warm")
    assert unknown.said == "not measured" and unknown.verdict == "–"


def test_the_worst_round_is_told_beside_the_median():
    results = measured(checkouts__4={"house": [30, 24, 33], "oscar": [10, 9, 12]}, events__handled={"house": [120, 90, 130]})
    assert reached(results, "whole checkouts a second at 4, workers stopped").said_at_worst == "2.00×"
    handled = reached(results, "events with real order handlers")
    assert handled.verdict == "met" and handled.said_at_worst == "90.0"


def test_checkouts_beside_a_long_queue_are_compared_with_those_alone():
    results = measured(
        **{
            "backlog__checkouts, workers stopped": {"house": [10, 10, 10]},
            "backlog__checkouts, niced workers": {"house": [9, 7, 9]},
        }
    )
    slower = reached(results, "checkouts slow down while 100,000 waiting events")
    assert slower.verdict == "met" and (slower.said, slower.said_at_worst) == ("10.0 %", "30.0 %")


def test_growth_of_memory_is_judged_once_caches_are_full():
    few = {"requests": 300, "web": 150.0, "web, half way": 120.0, "web, most": 151.0}
    told = [one.figure for one in targets.reached(Results(facts={"memory": few}))]
    assert "memory of a web worker after 300 requests" in told
    assert not any(figure.startswith("memory of a web worker after 300 requests, by") for figure in told)
    many = Results(facts={"memory": {**few, "requests": 10_000}})
    assert reached(many, "memory of a web worker after 10,000 requests, by that after half").verdict == "**missed**"


def test_bars_are_a_drawing_that_any_reader_of_svg_understands():
    drawn = drawing.bars("Pages <a second>", "more is better", [("home & more", [("house", "Storehouse", [3.0, 1.0, 2.0])])])
    root = ElementTree.fromstring(drawn)
    assert root.attrib["aria-label"] == "Pages <a second>"
    assert len(root.findall("{http://www.w3.org/2000/svg}rect")) == 1
    assert "prefers-color-scheme: dark" in drawn


def test_a_page_without_any_figure_can_still_be_written():
    how = {
        "products": 1,
        "categories": 1,
        "rounds": 3,
        "seconds": 1.0,
        "oscar": "4.2",
        "quick": True,
        "taken": "2026-06-01 09:00",
    }
    page = report.page(Results(facts={"machine": {}, "left out": ["live", "history"]}), [], how)
    assert page.startswith("# Performance") and "not measured" in page
    assert "Left out of this run: the stages live, history." in page


def test_a_walk_that_is_partly_in_the_window_counts_for_its_part():
    assert Load(seconds=10, steps=45, lengths=[18, 18]).rate == 0.25


def test_a_visitor_keeps_cookies_and_forgets_those_that_are_taken_back():
    browser = Browser(1)
    browser._keep("session=a; Path=/; HttpOnly")
    browser._keep("csrftoken=b; Max-Age=3600")
    browser._keep("session=; Max-Age=0")
    assert browser.cookies == {"csrftoken": "b"}


def test_a_body_in_chunks_is_put_together():
    assert unchunked(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n") == b"abcde"


def begun(tmp_path, *, quick: bool = False) -> None:
    results = measured(checkouts__4={"house": [30.0]})
    taken = {"checkouts": {"commit": "abc", "at": "10:00"}}
    results.facts |= {"commit": "abc", "broken": {"pages": "fell over"}, "stages": taken}
    (tmp_path / KEPT).parent.mkdir()
    (tmp_path / KEPT).write_text(json.dumps({"results": asdict(results), "how": {"quick": quick, "rounds": 3}, "titles": {}}))


def test_a_run_goes_on_with_the_figures_it_has_and_takes_only_what_is_missing(tmp_path, monkeypatch):
    begun(tmp_path)
    given = parse(["--go-on"])
    results = _begun(tmp_path, given)
    results.facts["commit"] = "def"
    asked = []
    monkeypatch.setattr("benchmarks.__main__.STAGES", ("checkouts", "pages"))
    monkeypatch.setattr("benchmarks.__main__.APART", ())
    monkeypatch.setattr("benchmarks.stages.checkouts", lambda run: asked.append("checkouts"))
    monkeypatch.setattr("benchmarks.stages.pages", lambda run: asked.append("pages"))
    kept = []
    measure(Run([], 3, 1.0, lambda text: None, results, given.sizes), given, lambda: kept.append(list(results.stages)))
    assert asked == ["pages"] and kept == [["checkouts", "pages"]]
    assert results.values("checkouts/4", "house") == [30.0]
    assert "broken" not in results.facts
    assert "at abc checkouts (10:00); at def pages" in report._in_parts(results)


def test_a_run_does_not_go_on_with_one_of_another_kind_or_with_none(tmp_path):
    with pytest.raises(SystemExit, match="no run"):
        _begun(tmp_path, parse(["--go-on"]))
    begun(tmp_path, quick=True)
    with pytest.raises(SystemExit, match="another"):
        _begun(tmp_path, parse(["--go-on"]))
