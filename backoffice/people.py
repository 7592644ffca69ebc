"""Jobs on staff accounts: who may come in, and as what. A change that would lock its author out is refused."""

from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from backoffice.roles import DEFAULT_ROLES, ensure_roles, expand
from core import audit
from core.access import Actor, Role, User
from core.access.roles import define_role, grant_role, revoke_role
from core.errors import DomainError

#: Whoever holds this can repair everything else.
KEY_PERMISSION = "settings.people"
#: The default role that holds it.
ADMINISTRATOR = "administrator"


class EmailTaken(DomainError):
    """Somebody, staff or customer, signs in with this address already."""

    code = "email_taken"


class AdministratorKnown(DomainError):
    """Somebody may open accounts already; the next ones come from them."""

    code = "administrator_known"


class LocksYouOut(DomainError):
    """After this change the author could not undo it: it takes their own access to staff accounts."""

    code = "locks_you_out"


class RoleNameTaken(DomainError):
    """Another role has this name or code."""

    code = "role_name_taken"


def create_staff(*, email: str, full_name: str, language: str, password: str, roles: Iterable[Role], actor: Actor) -> User:
    """Open an account for somebody who works here. The password is told to them once and changed by them.

    Raises:
        EmailTaken: the address belongs to an account already (nothing is created).
        ValidationError: the password is too weak for staff.
    """
    email = User.objects.normalize_email(email)
    validate_password(password, User(email=email, full_name=full_name, is_staff=True))
    with transaction.atomic():
        if User.objects.select_for_update().filter(email=email).exists():
            raise EmailTaken(email=email)
        user = User.objects.create_user(email, password, full_name=full_name, language=language, is_staff=True)
        audit.record(actor=actor, action="staff.created", subject=user, subject_label=f"#{user.pk}")
        for role in roles:
            grant_role(user=user, role=role, actor=actor)
    return user


def has_administrator() -> bool:
    """Whether anybody who can sign in may open accounts for others. Two queries at most."""
    active = User.objects.filter(is_staff=True, is_active=True)
    if active.filter(is_superuser=True).exists():
        return True
    keys = [role.pk for role in Role.objects.filter(users__in=active).distinct() if KEY_PERMISSION in role.permissions]
    return bool(keys)


def admit_first_administrator(*, email: str, full_name: str, language: str, password: str, actor: Actor) -> User:
    """Open the first account of an installation, with the role that may open the others.

    Raises:
        AdministratorKnown: somebody may do that already (nothing is created).
        EmailTaken, ValidationError: as for `create_staff`.
    """
    with transaction.atomic():
        ensure_roles()
        list(Role.objects.select_for_update().order_by("pk"))  # two at once come one after the other
        if has_administrator():
            raise AdministratorKnown
        name, patterns = DEFAULT_ROLES[ADMINISTRATOR]
        role = Role.objects.filter(code=ADMINISTRATOR).first()
        if role is None or KEY_PERMISSION not in role.permissions:
            role = define_role(code=ADMINISTRATOR, name=name, permissions=expand(patterns), actor=actor)
        return create_staff(email=email, full_name=full_name, language=language, password=password, roles=[role], actor=actor)


def change_staff(*, user: User, full_name: str, language: str, is_active: bool, roles: Iterable[Role], actor: Actor) -> User:
    """Change what an account is called and may do, or close it. Closing ends its sessions at the next page.

    Raises:
        LocksYouOut: the author would lose access to staff accounts (nothing is changed).
    """
    roles = list(roles)
    if user.pk == actor.user_id and not (is_active and _keeps_the_key(user, roles)):
        raise LocksYouOut(user=user.pk)
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        changed = [
            name
            for name, value in (("full_name", full_name), ("language", language), ("is_active", is_active))
            if getattr(user, name) != value
        ]
        user.full_name, user.language, user.is_active = full_name, language, is_active
        if changed:
            user.save(update_fields=changed)
            audit.record(
                actor=actor, action="staff.changed", subject=user, subject_label=f"#{user.pk}",
                fields=changed, is_active=is_active,
            )  # fmt: skip
        held = set(user.roles.all())
        for role in set(roles) - held:
            grant_role(user=user, role=role, actor=actor)
        for role in held - set(roles):
            revoke_role(user=user, role=role, actor=actor)
    return user


def set_password(*, user: User, password: str, actor: Actor) -> None:
    """Give somebody a new password, which ends all their sessions.

    Raises:
        ValidationError: it is too weak for staff.
    """
    validate_password(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        audit.record(actor=actor, action="staff.password_set", subject=user, subject_label=f"#{user.pk}")


def save_role(*, role: Role | None, code: str, name: str, permissions: Iterable[str], actor: Actor, **names: str | None) -> Role:
    """Create a role, or change what an existing one is called and allows; `names` are its other languages (`name_vi`, ...).

    Raises:
        RoleNameTaken: another role is called so.
        LocksYouOut: the author holds this role and would lose access to staff accounts.
        UnknownPermission: no department declares one of them.
    """
    wanted = set(permissions)
    with transaction.atomic():
        others = Role.objects.exclude(pk=role.pk if role else None)
        if others.filter(name_en__iexact=name).exists() or (role is None and others.filter(code=code).exists()):
            raise RoleNameTaken(name=name)
        if role is not None and _takes_own_key(role, wanted, actor):
            raise LocksYouOut(role=role.code)
        return define_role(code=role.code if role else code, name=name, permissions=wanted, actor=actor, **names)


def _keeps_the_key(user: User, roles: Iterable[Role]) -> bool:
    return user.is_superuser or any(KEY_PERMISSION in role.permissions for role in roles)


def _takes_own_key(role: Role, wanted: set[str], actor: Actor) -> bool:
    if KEY_PERMISSION in wanted or KEY_PERMISSION not in role.permissions:
        return False
    author = User.objects.filter(pk=actor.user_id).first()
    if author is None or author.is_superuser:
        return False
    held = author.roles.exclude(pk=role.pk)
    return author.roles.filter(pk=role.pk).exists() and not any(KEY_PERMISSION in other.permissions for other in held)
