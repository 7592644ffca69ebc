"""The checkout runs anywhere: it names no machine, no registry and no person's folder."""

import json

from tests.architecture import tree
from tests.architecture.tree import listing, places

LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements.in",
    "requirements-dev.in",
    ".npmrc",
    "pyproject.toml",
)


def test_no_file_names_a_folder_of_one_machine():
    among = (path for path in tree.files() if path.name not in LOCKS and path.suffix not in {".lock", ".svg", ".po"})
    found = places(r"(^|[^A-Za-z0-9_.~/-])/(home|root|Users|work)/[a-z]", among)
    assert not found, listing(found)


def test_lock_files_hold_no_addresses():
    among = [path for path in tree.tracked() if path.as_posix() in LOCKS]
    found = places(r"https?://|--(extra-)?index-url|--find-links", among)
    assert not found, listing(found)


def test_the_npm_lock_holds_no_addresses():
    lock = tree.ROOT / "package-lock.json"
    packages = json.loads(lock.read_text())["packages"] if lock.exists() else {}
    found = [name for name, package in packages.items() if "resolved" in package]
    assert not found, listing(found)


def test_third_party_code_is_a_package_and_not_a_copy():
    found = [path.as_posix() for path in tree.tracked() if path.name.endswith((".min.js", ".min.css", ".bundle.js"))]
    assert not found, listing(found)
