"""What lies on the disk and in the environment: room, fonts, built assets, translations, secrets, mail."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from core.doctor.finding import Finding, Look, before_others_come, remark, well, wrong
from core.documents import fonts

GIGABYTE = 1_000_000_000
#: Gigabytes below which it is time to look, and below which the next picture or backup may fail.
LITTLE, TOO_LITTLE = 5.0, 1.0
STYLES = ("storefront.css", "storefront.js", "backoffice.css", "backoffice.js", "scan.js")
SECRETS = ("STOREHOUSE_SECRET_KEY", "STOREHOUSE_NUMBER_KEY")
SHORTEST_SECRET = 32
TO_FILES = ("filebased", "console", "locmem", "dummy")


def disk() -> Iterator[Finding]:
    """Room for pictures, and for what the servers keep; whether we may write there."""
    for what, folder in (("pictures", Path(settings.MEDIA_ROOT)), ("the running house", Path(settings.RUN_DIR))):
        place = _existing(folder)
        free = shutil.disk_usage(place).free / GIGABYTE
        if not os.access(place, os.W_OK):
            yield wrong(f"The folder for {what}, {folder}, cannot be written to.", "Give it to the user that runs the house.")
        elif free < TOO_LITTLE:
            yield wrong(f"The folder for {what}, {folder}, has {free:.1f} GB left.", "Make room at once.")
        elif free < LITTLE:
            yield remark(f"The folder for {what}, {folder}, has {free:.1f} GB left.", "Make room soon.")
        else:
            yield well(f"The folder for {what} has {free:.0f} GB left.")


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def fonts_of_documents() -> Iterator[Finding]:
    """Invoices are written in every script that customers' names come in."""
    if (fonts.BUILT / "fonts.conf").exists():
        missing = [face for face in fonts.FACES if not list(fonts.BUILT.glob(f"{face}-*.ttf"))]
        if missing:
            yield wrong(
                f"Fonts of documents are missing: {', '.join(missing)}.",
                f"Remove {fonts.BUILT} and run: python -m core.documents.fonts.",
            )
        else:
            yield well("The fonts of documents are built.")
    elif fonts.packages().is_dir():
        yield wrong(
            "The fonts of documents are not built: the first document would wait for them.",
            "Run: python -m core.documents.fonts.",
        )
    else:
        yield wrong(
            "Documents have no fonts of their own: names in Thai or Chinese may come out as boxes.",
            "Run: npm ci, then python -m core.documents.fonts.",
        )


def assets() -> Iterator[Finding]:
    """Styles and scripts of both faces."""
    missing = [name for name in STYLES if finders.find(name) is None and not (Path(settings.STATIC_ROOT) / name).exists()]
    if missing:
        yield wrong(
            f"Styles and scripts are not built: {', '.join(missing)}.", "Run: node bin/assets.mjs (bin/run does it by itself)."
        )
    else:
        yield well("Styles and scripts are built.")


def translations() -> Iterator[Finding]:
    """A language that is offered needs its compiled words."""
    missing, stale = [], []
    for code, _name in settings.LANGUAGES:
        if code == settings.LANGUAGE_CODE:
            continue
        compiled = [
            file for folder in settings.LOCALE_PATHS for file in Path(folder).glob(f"{_locale(code)}/LC_MESSAGES/django.mo")
        ]
        if not compiled:
            missing.append(code)
        stale += [code for file in compiled if file.stat().st_mtime < file.with_suffix(".po").stat().st_mtime]
    if missing or stale:
        which = ", ".join(
            [f"{code} is not compiled" for code in missing] + [f"{code} is older than its source" for code in stale]
        )
        yield wrong(f"Translations: {which}.", "Run: pybabel compile -d locale -D django (bin/run does it by itself).")
    else:
        yield well(f"{len(settings.LANGUAGES)} languages are offered, all compiled.")


def _locale(code: str) -> str:
    from django.utils.translation import to_locale

    return to_locale(code)


def secrets() -> Iterator[Finding]:
    """Keys that were made for a checkout get lost with it, and whoever can read the folder has them."""
    made = [name for name in SECRETS if not os.environ.get(name)]
    short = [name for name in SECRETS if 0 < len(os.environ.get(name, "")) < SHORTEST_SECRET]
    if made:
        yield before_others_come(
            f"{' and '.join(made)} {'is' if len(made) == 1 else 'are'} not set: a key was made for this checkout.",
            "set each to a random text of its own, 50 characters long, and keep it where backups are kept.",
        )
    if short:
        yield before_others_come(
            f"{' and '.join(short)}: shorter than {SHORTEST_SECRET} characters.", "set a longer random text."
        )
    if not made and not short:
        yield well("The secret keys are set.")
    if settings.DEBUG:
        yield remark(
            "STOREHOUSE_DEBUG is on: an error shows its insides to whoever meets it.",
            "Before others reach this machine: unset it.",
        )


def encryption() -> Iterator[Finding]:
    """Sign-ins travel with every page."""
    if settings.HTTPS:
        yield well("Cookies travel by HTTPS only.")
    else:
        yield before_others_come(
            "Cookies travel without HTTPS.", "put the house behind a proxy with a certificate and set STOREHOUSE_HTTPS=1."
        )


def mail() -> Iterator[Finding]:
    """Whether a customer would get what is written to them."""
    backend = settings.EMAIL_BACKEND
    if any(word in backend for word in TO_FILES):
        place = getattr(settings, "EMAIL_FILE_PATH", "") or backend.rsplit(".", 2)[-2]
        yield before_others_come(
            f"Mail is not sent: it is kept in {place}.", "set EMAIL_URL, for example smtp+tls://user:password@host:587."
        )
    else:
        yield well(f"Mail goes by {settings.EMAIL_HOST}:{settings.EMAIL_PORT}.")
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith(".example"):
        yield before_others_come(
            f"Mail comes from {settings.DEFAULT_FROM_EMAIL}, a domain that exists in no network.", "set STOREHOUSE_FROM_EMAIL."
        )


LOOKS: tuple[Look, ...] = (disk, fonts_of_documents, assets, translations, secrets, encryption, mail)
