"""People, roles and what they may do. `Actor` is how a job knows who is asking."""

from typing import TYPE_CHECKING

from core.access.actor import Actor
from core.lazy import attributes

if TYPE_CHECKING:
    from core.access.models import Role, User
else:
    __getattr__ = attributes(__name__, {"User": "models", "Role": "models"})

__all__ = ["Actor", "Role", "User"]
