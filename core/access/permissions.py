"""The vocabulary of permissions: each department declares its own in `permissions.py`; roles are built from them."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise

from core.errors import DomainError

_declared: dict[str, dict[str, str | Promise]] = {}


class UnknownPermission(DomainError):
    """No department has declared this permission."""

    code = "unknown_permission"


def declare(department: str, permissions: Mapping[str, str | Promise]) -> None:
    """Add a department's permissions: {"inventory.view": _("See stock"), ...}. Declaring again replaces."""
    strangers = [code for code in permissions if not code.startswith(f"{department}.")]
    if strangers:
        raise ValueError(f"Permissions of {department} begin with its name: {', '.join(strangers)}.")
    _declared[department] = dict(permissions)


def vocabulary() -> dict[str, dict[str, str | Promise]]:
    """Every permission with its (lazily translated) meaning, by department."""
    return {department: dict(permissions) for department, permissions in _declared.items()}


def is_declared(code: str) -> bool:
    return code in _declared.get(code.split(".")[0], {})


def all_codes() -> set[str]:
    return {code for permissions in _declared.values() for code in permissions}


def require_declared(codes: Iterable[str]) -> None:
    """Refuse codes that no department has declared.

    Raises:
        UnknownPermission: with the unknown ones.
    """
    unknown = sorted(code for code in codes if not is_declared(code))
    if unknown:
        raise UnknownPermission(codes=unknown)
