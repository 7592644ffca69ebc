"""Every department introduces itself, in the same way and on one screen."""

import pytest

from tests.architecture import tree

HEADINGS = ("## Words", "## Jobs", "## Questions", "## Tables", "## Events in", "## Events out")


@pytest.mark.parametrize("department", tree.DEPARTMENTS)
def test_a_department_says_what_it_is_for(department):
    readme = tree.ROOT / department / "README.md"
    assert readme.exists(), f"{department}/README.md is missing"
    text = readme.read_text()
    wanted = HEADINGS if department != "backoffice" else ("## Words",)
    missing = [heading for heading in wanted if heading not in text]
    assert not missing, f"{department}/README.md lacks {', '.join(missing)}"
    assert text.startswith("# "), f"{department}/README.md has no title"
    assert text.count("\n") <= 120, f"{department}/README.md is more than a screen"
