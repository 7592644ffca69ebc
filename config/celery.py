"""The Celery app: workers deliver events and run schedules. Business code never calls it (core.events does)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("storehouse")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
