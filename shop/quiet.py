"""Oscar apps that are installed for their models only, without what they do behind a page view."""

from oscar.apps.analytics.apps import AnalyticsConfig as OscarAnalyticsConfig


class AnalyticsConfig(OscarAnalyticsConfig):
    """Oscar's receivers write rows on every page view and order; visits are counted elsewhere."""

    def ready(self) -> None:
        """Connect nothing."""
