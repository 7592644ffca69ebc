"""What must be on the machine itself where no package of ours brings it: Pango, servers, a browser for the tests."""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from say import give_up, progress

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


@dataclass(frozen=True)
class Need:
    """One thing that may be missing: what it is for, and how each system's packages name it."""

    name: str
    purpose: str
    apt: tuple[str, ...]
    brew: str
    dnf: str
    pacman: str


PANGO = Need("Pango", "draws the PDFs", ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"), "pango", "pango", "pango")
CHROMIUM = Need("Chromium", "walks the journeys", ("chromium",), "--cask chromium", "chromium", "chromium")
POSTGRESQL = Need("PostgreSQL", "the database", ("postgresql",), "postgresql@18", "postgresql-server", "postgresql")
REDIS = Need("Redis", "carries messages to the workers", ("redis-server",), "redis", "redis", "valkey")
GETTEXT = Need("GNU gettext", "gathers translatable strings", ("gettext",), "gettext", "gettext", "gettext")
VENV_MODULE = Need("Python's venv", "holds the packages", ("python3-venv",), "python@3.11", "python3", "python")


def has_pango() -> bool:
    """Whether the libraries that WeasyPrint loads can be loaded."""
    if sys.platform == "darwin":
        folders = ("/opt/homebrew/lib", "/usr/local/lib")
        return any(Path(folder, "libpango-1.0.dylib").exists() for folder in folders)
    for library in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
    return True


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome, `STOREHOUSE_CHROMIUM` first."""
    given = os.environ.get("STOREHOUSE_CHROMIUM")
    if given:
        return given
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    return next((path for path in MAC_BROWSERS if Path(path).exists()), None)


def require(*needs: Need) -> None:
    """Install what is missing where that is ours to do (root on Debian), else say the exact command and end."""
    if not needs:
        return
    names = " and ".join(f"{need.name} ({need.purpose})" for need in needs)
    packages = [package for need in needs for package in need.apt]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        progress(f"installing {names} from the system's packages")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        for command in (["apt-get", "update", "-qq"], install):
            done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if done.returncode != 0:
                give_up(f"`{' '.join(command)}` failed: {done.stderr.strip()[-600:]}")
        return
    give_up(f"{names} missing on this machine. Install and start again:\n    {command_for(needs, packages)}")


def command_for(needs: tuple[Need, ...], apt_packages: list[str]) -> str:
    """The line a person types on this system."""
    if sys.platform == "darwin":
        return " && ".join(f"brew install {need.brew}" for need in needs)
    if shutil.which("dnf"):
        return f"sudo dnf install -y {' '.join(need.dnf for need in needs)}"
    if shutil.which("pacman"):
        return f"sudo pacman -S --needed {' '.join(need.pacman for need in needs)}"
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y {' '.join(apt_packages)}"


def require_pango() -> None:
    """End with a sentence when PDFs could not be drawn."""
    if not has_pango():
        require(PANGO)


def require_pango_and_chromium() -> str:
    """Everything the tests need of the machine; the browser's path."""
    missing = [] if has_pango() else [PANGO]
    if find_chromium() is None:
        missing.append(CHROMIUM)
    require(*missing)
    browser = find_chromium()
    if browser is None:
        give_up("Chromium was installed but is not on the PATH; name it with STOREHOUSE_CHROMIUM.")
    return browser
