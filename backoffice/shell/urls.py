"""Addresses of the shell screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern, path

from backoffice.shell import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("me/", views.me, name="me"),
    path("me/keys/", views.single_keys, name="single_keys"),
]
