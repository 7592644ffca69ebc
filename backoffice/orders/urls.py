"""Addresses of the orders screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern, path

from backoffice.orders import views
from backoffice.orders.bulk import orders_bulk

urlpatterns: list[URLPattern] = [
    path("", views.orders, name="orders"),
    path("bulk/", orders_bulk, name="orders_bulk"),
    path("<str:number>/", views.order, name="order"),
    path("<str:number>/note/", views.order_note, name="order_note"),
    path("<str:number>/release/", views.order_release, name="order_release"),
    path("<str:number>/hold/", views.order_hold, name="order_hold"),
    path("<str:number>/cancel/", views.order_cancel, name="order_cancel"),
]
