"""Passwords that somebody else is told once."""

import secrets

#: Letters that are not mistaken for one another when read aloud.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 5


def new_password() -> str:
    """A password to be told once: 20 letters and digits in four groups."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))
