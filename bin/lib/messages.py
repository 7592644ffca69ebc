"""bin/messages: gathers translatable strings into locale/*/LC_MESSAGES/django.po and counts what is untranslated.

With --check nothing is written; the status says whether the committed files hold every string. New strings come in
untranslated: nothing is guessed from similar ones, so no entry is ever fuzzy.
"""

import os
import shutil
import subprocess
import sys

import machine
import setup
from places import CHECKOUT, PYTHON
from say import progress

LANGUAGES = ("vi", "zh_Hans", "th", "es")


def main() -> None:
    """Gather, unless only asked to look; then compile what changed."""
    if shutil.which("xgettext") is None:
        machine.require(machine.GETTEXT)
    setup.install_packages(setup.RUNTIME)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(CHECKOUT)}
    arguments = [argument for argument in sys.argv[1:] if argument == "--check"]
    command = [str(PYTHON), str(CHECKOUT / "bin" / "lib" / "gathering.py"), *LANGUAGES, *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, env=environment)
    if done.returncode == 0 and not arguments:
        setup.compile_messages()
        progress("locale/ holds every string")
    raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
