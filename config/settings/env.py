"""The environment, read once."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
RUN_DIR = Path(environ.Env()("STOREHOUSE_RUN_DIR", default=str(BASE_DIR / ".run")))

env = environ.Env(
    STOREHOUSE_DEBUG=(bool, False),
    STOREHOUSE_DEMO=(bool, False),
    STOREHOUSE_HTTPS=(bool, False),
    STOREHOUSE_HOSTS=(list, ["127.0.0.1", "localhost", "[::1]", ".localhost"]),
    STOREHOUSE_TRUSTED_ORIGINS=(list, []),
)


def secret(name: str) -> str:
    """A secret from the environment, else one made for this checkout and kept beside its servers' data.

    Production sets the variables; a made secret serves a developer's machine, where sessions and
    transaction numbers must survive a restart.
    """
    given = env.str(name, default="")
    if given:
        return given
    kept = RUN_DIR / "secrets" / name.lower()
    if not kept.exists():
        from django.core.management.utils import get_random_secret_key

        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key())
    return kept.read_text()
