"""Extracts strings with Django's own extractor; called by bin/messages within the virtual environment.

The files are written so that a change of theirs is a change of words: no line numbers, no dates, no addresses.
"""

import re
import sys
from pathlib import Path

import django
from babel.messages.pofile import read_po
from django.core.management.commands.makemessages import Command as MakeMessages

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LEFT_OUT = ["node_modules", ".venv", ".run", "build", "static", "media", "tests", "bin"]
HEADER = """# Words of the house in {language}; docs/glossary.md and the glossary beside it settle the terms.
# Written by bin/messages; the translations are edited by hand.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"
"""
PLURAL_FORMS = {
    "vi": "nplurals=1; plural=0;",
    "zh_Hans": "nplurals=1; plural=0;",
    "th": "nplurals=1; plural=0;",
    "es": "nplurals=2; plural=(n != 1);",
}


class Gather(MakeMessages):
    """Django's extractor that guesses nothing: a new string has no translation rather than a similar one's."""

    msgmerge_options = [*MakeMessages.msgmerge_options, "--no-fuzzy-matching"]


def gather(language: str) -> None:
    """Bring one language's file up to date with the code and the templates."""
    file = path_of(language)
    header = HEADER.format(language=language, plural_forms=PLURAL_FORMS[language])
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(header)
    Gather().run_from_argv(
        [
            "manage.py",
            "makemessages",
            "--locale",
            language,
            "--no-obsolete",
            "--no-wrap",
            "--add-location",
            "file",
            "--verbosity",
            "0",
        ]
        + [part for folder in LEFT_OUT for part in ("--ignore", folder)]
    )
    entries = file.read_text().split("\n\n", 1)[1]
    file.write_text(header + "\n" + re.sub(r"\n{3,}", "\n\n", entries).strip() + "\n")


def untranslated(language: str) -> list[str]:
    """The strings that one language has no words for."""
    with path_of(language).open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    return [str(message.id) for message in messages if not all(forms_of(message))]


def forms_of(message) -> tuple[str, ...]:
    """The translation in each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def path_of(language: str) -> Path:
    """Where a language's words are."""
    return CHECKOUT / "locale" / language / "LC_MESSAGES" / "django.po"


def is_complete(language: str) -> bool:
    """Gather and put the file back as it was; whether that would have changed anything."""
    file = path_of(language)
    before = file.read_bytes() if file.exists() else b""
    try:
        gather(language)
        return file.read_bytes() == before
    finally:
        file.write_bytes(before)


def main() -> None:
    """Gather each named language, or with --check only look."""
    languages = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    django.setup()
    for language in languages:
        if "--check" in sys.argv and not is_complete(language):
            raise SystemExit(f"locale/{language} does not hold the strings of the code: run bin/messages")
        if "--check" not in sys.argv:
            gather(language)
        print(f"{language}: {len(untranslated(language))} strings without a translation")


if __name__ == "__main__":
    main()
