"""Addresses of the shop. Oscar's names are kept (`catalogue:detail`, `basket:summary`, ...)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
