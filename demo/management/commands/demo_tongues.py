"""Lists the demo texts that lack a language, and takes in the translations."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.data.memory import remember
from demo.data.schema import LANGUAGES
from demo.data.untold import texts, untold


class Command(BaseCommand):
    help = "List the demo company's texts that lack a language; --merge takes translations in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", type=Path, help="write [english, vietnamese, where] of all that lack any language")
        parser.add_argument("--merge", nargs=2, metavar=("LANGUAGE", "FOLDER"), help="take in lists of [english, translation]")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["merge"]:
            self._merge(*options["merge"])
        missing: dict[str, tuple[str, str]] = {}
        for language in LANGUAGES:
            lacking = untold(language)
            self.stdout.write(f"{language:<8} {len(lacking)} texts are missing")
            missing |= lacking
        if options["write"]:
            rows = [[english, *about] for english, about in missing.items()]
            options["write"].write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")

    def _merge(self, language: str, folder: str) -> None:
        if language not in LANGUAGES[2:]:
            raise CommandError(f"{language} is none of {', '.join(LANGUAGES[2:])}.")
        known = {text.en for _where, text in texts()}
        words: dict[str, str] = {}
        for path in sorted(Path(folder).glob("*.json")):
            words |= {english: said for english, said in json.loads(path.read_text(encoding="utf-8")) if said.strip()}
        for stranger in sorted(words.keys() - known):
            self.stderr.write(f"no text of the demo: {stranger[:80]}")
        remember(language, {english: said for english, said in words.items() if english in known})
