"""Staff in their roles, and customers who can sign in."""

from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from core.access import Role, User

PASSWORD = "a long enough password"
_numbers = count(1)


@cache
def hashed() -> str:
    """PASSWORD, hashed once: it is slow on purpose."""
    return make_password(PASSWORD)


def _with_password(user: User) -> User:
    user.password = hashed()
    user.save(update_fields=["password"])
    return user


def staff_member(*roles: str, email: str = "", **values) -> User:
    """Somebody who works here, holding the default roles named."""
    number = next(_numbers)
    email = email or f"staff{number}@example.com"
    values = {"full_name": f"Staff {number}", **values}
    user = _with_password(User.objects.create_user(email, is_staff=True, **values))
    user.roles.set(Role.objects.filter(code__in=roles))
    return user


def shopper(email: str = "", **values) -> User:
    """Somebody who buys and has a sign-in."""
    return _with_password(User.objects.create_user(email or f"shopper{next(_numbers)}@example.com", **values))
