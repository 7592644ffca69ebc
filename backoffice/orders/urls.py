"""Addresses of the orders screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern, path

from backoffice.orders import views

urlpatterns: list[URLPattern] = [
    path("", views.orders, name="orders"),
    path("<str:number>/", views.order, name="order"),
]
