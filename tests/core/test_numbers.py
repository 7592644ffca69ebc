"""Counts and telephone numbers, as the reader's language writes them."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from core.numbers import say_number, say_phone
from core.templatetags.numbers import figure


@pytest.mark.parametrize(("language", "said"), [("en", "32,691"), ("vi", "32.691"), ("zh-hans", "32,691")])
def test_thousands_are_grouped_as_the_reader_writes_them(language, said):
    with override(language):
        assert say_number(32691) == said


def test_a_figure_keeps_its_decimals_and_words_stay_words():
    with override("en"):
        assert [figure(one) for one in (Decimal("1234.5"), 0, "–", True)] == ["1,234.5", "0", "–", True]


@pytest.mark.parametrize(
    ("number", "said"), [("+84901234567", "+84 901 234 567"), ("1900 636 212", "1900 636 212"), ("", ""), (None, "")]
)
def test_a_telephone_number_is_grouped_and_what_is_none_stays(number, said):
    assert say_phone(number).replace("\N{NO-BREAK SPACE}", " ") == said
