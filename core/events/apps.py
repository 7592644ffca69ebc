from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    name = "core.events"
    label = "events"

    def ready(self) -> None:
        """Collect what every department tells (`events.py`) and what it does when told (`handlers.py`)."""
        autodiscover_modules("events", "handlers")
