"""Prints where to go and who may sign in to the demo company."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.data import people
from demo.data.crowd import gather
from demo.seeding.folk import shown_companies, shown_sign_ins

_FACES = (
    ("/", "the shop, as a consumer in Vietnam sees it (another door: Delivery and payment)"),
    ("/office/", "the back office"),
    ("/mail/", "every mail the company sent, to read"),
)


#: In which language the office greets whom; everybody may choose another one under the avatar.
_READS = {"en": "English", "vi": "Vietnamese", "zh-hans": "Chinese", "th": "Thai", "es": "Spanish"}


class Command(BaseCommand):
    help = "Say who may sign in to the demo company."

    def handle(self, *args: Any, **options: Any) -> None:
        for path, what in _FACES:
            self.stdout.write(f"  {path:<10} {what}")
        self.stdout.write(f"  Everybody's password: {people.DEMO_PASSWORD}")
        self._table("Customers, at /account/login/", self._customers())
        self._table(
            "Staff, at /office/ (each in the language behind the name; another one under the avatar, top right)", self._staff()
        )

    def _staff(self) -> list[tuple[str, str]]:
        return [(one.email, f"{one.job} ({_READS[one.language]})") for one in people.STAFF]

    def _customers(self) -> list[tuple[str, str]]:
        rows = [(one.email, f"{one.name}, consumer") for one in shown_sign_ins()]
        return rows + [(one.buyers[0].email, f"{one.name}, {one.channel} {one.account}") for one in shown_companies(gather())]

    def _table(self, title: str, rows: list[tuple[str, str]]) -> None:
        self.stdout.write(f"  {title}")
        width = max(len(email) for email, _who in rows)
        for email, who in rows:
            self.stdout.write(f"    {email:<{width}}  {who}")
