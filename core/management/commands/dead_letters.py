"""Dead letters by hand: list them, show one with its event and error, replay one or all."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.access import Actor
from core.events.waiting import NotADeadLetter, dead_letters, replay


class Command(BaseCommand):
    help = "Deliveries that were given up after their last attempt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="what", required=True)
        actions.add_parser("list", help="one line each")
        show = actions.add_parser("show", help="the event, its values and the error")
        show.add_argument("id", type=int)
        again = actions.add_parser("replay", help="try again from the first attempt")
        again.add_argument("id", help="the number of a dead letter, or: all")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        {"list": self.list, "show": self.show, "replay": self.replay}[what](options.get("id"))

    def list(self, _: None) -> None:
        letters = dead_letters()
        for one in letters:
            error = one.last_error.strip().splitlines()[-1:] or [""]
            self.stdout.write(f"{one.pk}\t{one.event}\t{one.handler}\t{one.attempts} attempts\t{error[0][:120]}")
        if not letters:
            self.stdout.write("No dead letters.")

    def show(self, number: int) -> None:
        one = dead_letters().filter(pk=number).first()
        if one is None:
            raise CommandError(f"There is no dead letter {number}.")
        event = one.event
        self.stdout.write(f"{event}, {event.occurred_at:%Y-%m-%d %H:%M:%S %Z}, by {event.actor_label or '-'}")
        self.stdout.write(json.dumps(event.payload, indent=2, ensure_ascii=False))
        self.stdout.write(f"handler {one.handler}, {one.attempts} attempts\n{one.last_error}")

    def replay(self, number: str) -> None:
        numbers = [one.pk for one in dead_letters()] if number == "all" else [self._number(number)]
        for one in numbers:
            try:
                replay(delivery_id=one, actor=Actor.system("dead_letters command"))
            except NotADeadLetter as error:
                raise CommandError(f"There is no dead letter {one}.") from error
        self.stdout.write(f"{len(numbers)} waiting again.")

    def _number(self, text: str) -> int:
        if not text.isdecimal():
            raise CommandError("Say the number of a dead letter, or: all.")
        return int(text)
