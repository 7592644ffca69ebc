"""Settings, read from the environment (twelve-factor). One set for every machine; only values differ."""

from config.settings.apps import *  # noqa: F403
from config.settings.base import *  # noqa: F403
from config.settings.carriers import *  # noqa: F403
from config.settings.databases import *  # noqa: F403
from config.settings.door import *  # noqa: F403
from config.settings.payment import *  # noqa: F403
from config.settings.queue import *  # noqa: F403
from config.settings.shop import *  # noqa: F403
