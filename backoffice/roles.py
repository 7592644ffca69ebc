"""The roles a company begins with. They are data from then on: changed on the screen, never again from here."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override

from core.access import Actor, Role
from core.access.permissions import all_codes
from core.access.roles import define_role
from core.audit.models import ActorKind, AuditEntry

#: Code → name and permissions. "inventory.*" is everything of a department, "*.view" the reading of every department.
DEFAULT_ROLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "picker": (
        gettext_noop("Picker and packer"),
        ("fulfillment.view", "fulfillment.pick", "fulfillment.pack", "fulfillment.dispatch", "fulfillment.take_back"),
    ),
    "stock_controller": (gettext_noop("Stock controller"), ("inventory.*", "fulfillment.*", "orders.view", "orders.note")),
    "accountant": (
        gettext_noop("Accountant"),
        ("accounting.*", "orders.view", "orders.note", "settings.view", "settings.prices"),
    ),
    "support_agent": (
        gettext_noop("Support agent"),
        ("support.*", "orders.view", "orders.note", "orders.hold", "orders.cancel", "inventory.view", "fulfillment.view"),
    ),
    "sales_manager": (
        gettext_noop("Sales manager"),
        ("sales.*", "orders.*", "support.view", "settings.view", "settings.prices", "accounting.sign"),
    ),
    "administrator": (gettext_noop("Administrator"), ("settings.*", "audit.*", "events.*", "*.view")),
}


def expand(patterns: Iterable[str]) -> list[str]:
    """The declared permissions that patterns stand for; what no department declares is left out."""
    declared = all_codes()
    found: set[str] = set()
    for pattern in patterns:
        if pattern.endswith(".*"):
            found |= {code for code in declared if code.startswith(pattern[:-1])}
        elif pattern.startswith("*."):
            found |= {code for code in declared if code.endswith(pattern[1:])}
        else:
            found |= {pattern} & declared
    return sorted(found)


def names_of(english: str) -> dict[str, str | None]:
    """A default role's name in the other languages, by column; None where the house has no word for it."""
    names: dict[str, str | None] = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            word = gettext(english)
        if code != "en":
            names[f"name_{code.replace('-', '_')}"] = word if word != english else None
    return names


def ensure_roles() -> list[Role]:
    """Create the default roles that are missing. One that nobody has changed also gets what a new version brings."""
    actor = Actor.system("default roles")
    existing = {role.code: role for role in Role.objects.filter(code__in=DEFAULT_ROLES)}
    touched = set(
        AuditEntry.objects.filter(action="access.role_defined", actor_kind=ActorKind.USER).values_list("subject_id", flat=True)
    )
    roles = []
    for code, (name, patterns) in DEFAULT_ROLES.items():
        role, codes = existing.get(code), expand(patterns)
        if role is None:
            role = define_role(code=code, name=name, permissions=codes, actor=actor, **names_of(name))
        elif str(role.pk) not in touched and not set(codes) <= set(role.permissions):
            role = define_role(code=code, name=role.name_en, permissions={*role.permissions, *codes}, actor=actor)
        roles.append(role)
    return roles
