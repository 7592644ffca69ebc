"""The shortest journey: somebody knocks at a door that is not there."""

import pytest

pytestmark = pytest.mark.journey


def test_a_page_that_is_not_there_is_answered_under_the_same_policy(demo_house, visitor):
    page = visitor().page()
    answer = page.goto("/no-such-page/")
    assert answer.status == 404
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
