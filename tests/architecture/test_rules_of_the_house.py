"""Rules that no linter knows. Each failure names the file and the line."""

import ast
import re

from tests.architecture import tree
from tests.architecture.tree import listing, places

LONGEST = 400
CODE = tuple(f"{package}/" for package in tree.PACKAGES)
#: Methods that write a model; the demo company is made by the public jobs alone.
MODEL_WRITES = re.compile(
    r"\.objects\b[^#]*\.(create|get_or_create|update_or_create|update|delete|bulk_create|bulk_update)\("
    r"|\.(save|delete|bulk_create|bulk_update|asave|adelete)\("
    r"|\.(filter|exclude|all)\([^#]*\)\.(update|delete)\("
    r"|cursor\.execute\("
)


def test_no_file_is_longer_than_a_reader_can_hold():
    too_long = [
        f"{path}: {lines} lines"
        for path in tree.files(".py", ".html", ".mjs", ".js", ".scss", ".sh")
        if (lines := tree.read(path).count("\n")) > LONGEST
    ]
    assert not too_long, listing(too_long)


def test_only_core_events_talks_to_celery():
    found = places(r"\.(delay|apply_async|send_task)\(", tree.files(".py", under=CODE, outside=("core/events/",)))
    assert not found, listing(found)


def test_only_the_clock_knows_what_time_it_is():
    pattern = (
        r"timezone\.(now|localdate|localtime)\(\)|datetime\.(now|utcnow|today)\(|\bdate\.today\("
        r"|auto_now(_add)?\s*=\s*True|\btime\.time\(\)|\bNow\(\)"
    )
    found = places(pattern, tree.files(".py", under=CODE, outside=("core/clock.py",)))
    assert not found, listing(found)


def test_only_the_shop_imports_oscar():
    outside = ("shop/", "config/settings/shop.py")
    found = places(r"^\s*(from|import) oscar\b", tree.files(".py", under=CODE, outside=outside))
    assert not found, listing(found)


def test_jobs_and_handlers_know_neither_http_nor_celery():
    among = tree.files(".py", under=("inventory/", "fulfillment/", "accounting/", "sales/", "support/"))
    pattern = r"^\s*(from|import) (django\.(http|shortcuts|views)|celery)\b"
    found = places(pattern, (path for path in among if path.name != "tasks.py"))
    assert not found, listing(found)


def test_nothing_imports_the_settings_package():
    found = places(r"^\s*(from|import) config\b", tree.files(".py", under=CODE, outside=("config/",)))
    assert not found, listing(found)


def test_departments_use_no_signals():
    pattern = r"@receiver\(|\b(pre|post)_(save|delete|init)\.connect\("
    found = places(pattern, tree.files(".py", under=CODE, outside=("core/", "shop/oscar_signals.py")))
    assert not found, listing(found)


def test_templates_hold_no_script_and_no_style():
    pages = list(tree.files(".html", under=("templates/",), outside=("templates/documents/", "templates/email/")))
    found = places(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", pages, flags=re.IGNORECASE)
    for path in pages:
        for script in re.finditer(r"<script\b([^>]*)>(.*?)</script>", tree.read(path), re.DOTALL | re.IGNORECASE):
            attributes, body = script.groups()
            is_data = re.search(r"type\s*=\s*[\"']application/(ld\+)?json[\"']", attributes)
            if not is_data and ("src=" not in attributes or body.strip()):
                found.append(f"{path}: inline <script>")
    assert not found, listing(found)


def test_templates_are_marked_safe_nowhere():
    found = places(r"\|\s*safe\b|autoescape off", tree.files(".html", under=("templates/",)))
    assert not found, listing(found)


#: A million past orders by jobs would take a week: this package, for measuring, repeats rows that the jobs have written.
WRITES_ROWS = "demo/history/"


def test_the_demo_company_is_made_by_jobs_and_not_by_rows():
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in tree.files(".py", under=("demo/",), outside=(WRITES_ROWS,))
        for number, line in enumerate(tree.read(path).splitlines(), 1)
        if not line.lstrip().startswith("#") and MODEL_WRITES.search(line) and not _writes_a_picture(line)
    ]
    assert not found, listing(found)


def _writes_a_picture(line: str) -> bool:
    """Pillow's pictures, fonts and workbooks are saved too; they are no models."""
    return re.search(r"\b(image|picture|canvas|font|workbook|buffer|surface)\w*\.save\(", line) is not None


def test_nothing_is_left_to_do_and_nothing_is_silenced():
    pattern = r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|pytest\.mark\.(skip|xfail)|except[^:]*:\s*pass\b"
    among = tree.files(".py", ".html", ".mjs", ".js", ".sh", outside=("tests/architecture/",))
    found = places(pattern, among)
    assert not found, listing(found)


def test_celery_is_never_eager():
    found = places(r"task_always_eager", tree.files(".py", outside=("tests/architecture/",)), flags=re.IGNORECASE)
    assert not found, listing(found)


def test_money_is_never_a_float():
    code = list(tree.files(".py", under=CODE))
    # Demand foreseen is a statistic of pieces; no amount is kept beside it.
    exact = [path for path in code if str(path) != "inventory/models/forecasting.py"]
    found = places(r"\bmodels\.FloatField\(", exact) + places(r"\bfloat\((amount|price|total|money)", code)
    assert not found, listing(found)


def test_a_job_takes_its_arguments_by_name_and_says_what_it_does():
    found = []
    for path in tree.files(".py", under=CODE, outside=("config/", "demo/", "backoffice/", "shop/storefront/")):
        for node in ast.parse(tree.read(path)).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if "actor" in {argument.arg for argument in node.args.kwonlyargs} and ast.get_docstring(node) is None:
                found.append(f"{path}:{node.lineno}: {node.name} has no docstring")
            if "actor" in {argument.arg for argument in node.args.args} and not path.is_relative_to("core"):
                found.append(f"{path}:{node.lineno}: {node.name} takes its actor by position")
    assert not found, listing(found)
