"""Let the first administrator of an empty installation in. Everybody else gets an account from them, on the screen."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backoffice.passwords import new_password
from backoffice.people import AdministratorKnown, EmailTaken, admit_first_administrator, has_administrator
from core.access import Actor

HOUSE = Actor.system("installation")


class Command(BaseCommand):
    help = "Open the first account that may open accounts for others; its password is told once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?", default="", help="the address to sign in with")
        parser.add_argument("--name", default="", help="full name; what stands before the @ unless given")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--hint", action="store_true", help="only say what to type, where nobody is an administrator yet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["hint"]:
            if not has_administrator():
                self.stdout.write("Nobody can sign in yet: bin/manage first_administrator you@example.com --name “Your name”")
            return
        email, password = options["email"], new_password()
        if not email:
            raise CommandError("Say who: bin/manage first_administrator you@example.com --name “Your name”")
        try:
            user = admit_first_administrator(
                email=email,
                full_name=options["name"] or email.partition("@")[0],
                language=options["language"],
                password=password,
                actor=HOUSE,
            )
        except AdministratorKnown as refusal:
            raise CommandError(
                "There is an administrator already, who opens accounts under Settings, People. Nothing was changed."
            ) from refusal
        except EmailTaken as refusal:
            raise CommandError("Somebody signs in with this address already. Nothing was changed.") from refusal
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"{user.email} is the administrator. Sign in under /office/ with this password and change it there:")
        self.stdout.write(password)
