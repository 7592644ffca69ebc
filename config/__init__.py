"""Wiring only: settings, urls, celery, wsgi. Nothing imports this package."""

from config.celery import app as celery

__all__ = ["celery"]
