"""Addresses of the accounting screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
