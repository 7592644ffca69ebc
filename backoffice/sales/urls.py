"""Addresses of the sales screens; names live in the namespace `backoffice`."""

from django.urls import path

from backoffice.sales import views

urlpatterns = [
    path("held/", views.held, name="held"),
    path("held/<int:pk>/", views.decide, name="held_decide"),
    path("rules/", views.rules, name="check_rules"),
]
