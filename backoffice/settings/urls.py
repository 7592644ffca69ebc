"""Addresses of the settings screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
