"""The roles a company begins with. They are data from then on, changed on the screen; a version adds what it grants anew."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, gettext_noop, override
from modeltranslation.utils import build_localized_fieldname

from backoffice.models import RoleDefault
from core import clock
from core.access import Actor, Role
from core.access.permissions import all_codes
from core.access.roles import define_role
from core.audit.models import ActorKind, AuditEntry

HOUSE = Actor.system("default roles")
#: Code → name and permissions. "inventory.*" is everything of a department, "*.view" the reading of every department.
DEFAULT_ROLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "picker": (
        gettext_noop("Picker and packer"),
        (
            "fulfillment.view",
            "fulfillment.pick",
            "fulfillment.pack",
            "fulfillment.dispatch",
            "fulfillment.take_back",
            "inventory.count",
        ),
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
            names[build_localized_fieldname("name", code)] = word if word != english else None
    return names


def ensure_roles() -> list[Role]:
    """Bring the default roles up to date: create those that were never there, and add what this version grants anew.

    Nothing is taken away, and what an administrator changed on purpose stays: only permissions that the default did not have
    when it was last applied are added. Of a role from before defaults were recorded, one that no person has changed gets all of
    the default, another one nothing. Called by `bin/manage upgrade`; again it changes nothing.
    """
    with transaction.atomic():
        existing = {role.code: role for role in Role.objects.filter(code__in=DEFAULT_ROLES)}
        applied = {one.code: set(one.permissions) for one in RoleDefault.objects.select_for_update()}
        touched = _touched() if any(code not in applied for code in existing) else set()
        roles = []
        for code, (name, patterns) in DEFAULT_ROLES.items():
            role, default = existing.get(code), set(expand(patterns))
            if role is None:
                if code in applied:
                    continue
                role = define_role(code=code, name=name, permissions=default, actor=HOUSE, **names_of(name))
            else:
                unknown = default if role.pk in touched else set()
                role = _grant(role, default - applied.get(code, unknown))
            if applied.get(code) != default:
                RoleDefault.objects.update_or_create(
                    code=code, defaults={"permissions": sorted(default), "applied_at": clock.now()}
                )
            roles.append(role)
    return roles


def _touched() -> set[int]:
    """Roles that a person has changed."""
    told = AuditEntry.objects.filter(action="access.role_defined", actor_kind=ActorKind.USER)
    return {int(pk) for pk in told.values_list("subject_id", flat=True)}


def _grant(role: Role, new: set[str]) -> Role:
    """Add what the role lacks; what no department declares any more is left out on the way."""
    if new <= set(role.permissions):
        return role
    kept = set(role.permissions) & all_codes()
    return define_role(code=role.code, name=role.name_en, permissions=kept | new, actor=HOUSE)
