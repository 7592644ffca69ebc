"""Jobs on roles: defining one, giving it to a person, taking it away. Each leaves its line in the audit trail."""

from collections.abc import Iterable

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.access.models import Role, User
from core.access.permissions import require_declared


def define_role(*, code: str, name: str, permissions: Iterable[str], actor: Actor, **names: str | None) -> Role:
    """Create a role, or give an existing one this (English) name and these permissions; `names` are `name_vi`, ...

    Raises:
        UnknownPermission: one of them is declared by no department (nothing is changed).
    """
    codes = sorted(set(permissions))
    require_declared(codes)
    with transaction.atomic():
        role, made = Role.objects.update_or_create(code=code, defaults={"name_en": name, "permissions": codes, **names})
        audit.record(actor=actor, action="access.role_defined", subject=role, new=made, permissions=codes)
    return role


def grant_role(*, user: User, role: Role, actor: Actor) -> None:
    """Give a person a role; giving it twice changes nothing."""
    with transaction.atomic():
        _, made = User.roles.through.objects.get_or_create(user=user, role=role)
        if made:
            audit.record(actor=actor, action="access.role_granted", subject=user, subject_label=f"#{user.pk}", role=role.code)
    user.__dict__.pop("_permission_codes", None)


def revoke_role(*, user: User, role: Role, actor: Actor) -> None:
    """Take a role from a person; taking what they do not hold changes nothing."""
    with transaction.atomic():
        removed, _ = User.roles.through.objects.filter(user=user, role=role).delete()
        if removed:
            audit.record(actor=actor, action="access.role_revoked", subject=user, subject_label=f"#{user.pk}", role=role.code)
    user.__dict__.pop("_permission_codes", None)
