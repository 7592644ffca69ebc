from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "core.access"
    label = "access"

    def ready(self) -> None:
        """Collect the permission vocabulary: every app states its own in `permissions.py`."""
        autodiscover_modules("permissions")
