"""What a staff password must be. Customers' passwords follow the project's general rules only."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

STAFF_LENGTH = 15


class StaffPasswordValidator:
    """Staff passwords have 15 characters or more (settings.AUTH_PASSWORD_VALIDATORS)."""

    def __init__(self, min_length: int = STAFF_LENGTH) -> None:
        self.min_length = min_length

    def validate(self, password: str, user: Any = None) -> None:
        if getattr(user, "is_staff", False) and len(password) < self.min_length:
            raise ValidationError(
                ngettext(
                    "Staff passwords have at least %(length)d character.",
                    "Staff passwords have at least %(length)d characters.",
                    self.min_length,
                ),
                code="staff_password_too_short",
                params={"length": self.min_length},
            )

    def get_help_text(self) -> str:
        return _("Staff passwords have at least %(length)d characters.") % {"length": self.min_length}
