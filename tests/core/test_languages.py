"""Nobody gets a mixture: what the interface does not speak wholly, it does not speak."""

import pytest
from django.utils import translation

from core.languages import speaking, spoken


@pytest.mark.parametrize(("preferred", "used"), [("vi", "vi"), ("en-gb", "en"), ("xx", "en"), ("", "en")])
def test_a_language_that_is_not_spoken_is_answered_in_the_first_one(preferred, used):
    assert spoken(preferred) == used
    with speaking(preferred):
        assert translation.get_language() == used
