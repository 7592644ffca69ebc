"""One base for everything the business can refuse. An error carries a code and data; screens choose the words."""

from typing import Any, ClassVar


class DomainError(Exception):
    """Something the rules of the house refuse.

    Subclasses live beside the job that raises them, are named for what went wrong and state a `code`.
    """

    code: ClassVar[str] = "domain_error"

    def __init__(self, **data: Any) -> None:
        self.data = data
        details = ", ".join(f"{key}={value!r}" for key, value in data.items())
        super().__init__(f"{self.code} ({details})" if details else self.code)
