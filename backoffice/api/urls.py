"""Addresses for programs, under /api/v1/."""

from django.urls import path

from backoffice.api import views

urlpatterns = [
    path("orders/", views.orders, name="api_orders"),
    path("orders/<str:number>/", views.order, name="api_order"),
]
