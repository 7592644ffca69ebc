"""Whole numbers on the cards of a home are written as the reader's language groups them."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "written"), [("en", "32,691"), ("vi", "32.691"), ("es", "32.691"), ("th", "32,691"), ("zh-hans", "32,691")]
)
def test_a_whole_number_is_grouped_in_the_language_of_the_reader(language, written):
    stats = [{"label": "Pieces", "value": 32_691, "cmp": ""}, {"label": "Worth", "value": "₫ 1.200", "cmp": ""}]
    with override(language):
        drawn = render_to_string("backoffice/parts/stats.html", {"stats": stats})
    assert f'class="value">{written}<' in drawn
    assert 'class="value">₫ 1.200<' in drawn
