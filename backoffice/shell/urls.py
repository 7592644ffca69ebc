"""Addresses of the shell screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern, path

from backoffice.lists import run_views, saving
from backoffice.shell import factor_views, proving, session_views, views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("me/", views.me, name="me"),
    path("views/", saving.keep, name="view_keep"),
    path("bulk/<int:pk>/", run_views.bulk_run, name="bulk_run"),
    path("bulk/<int:pk>/report/", run_views.bulk_run_report, name="bulk_run_report"),
    path("views/<int:pk>/remove/", saving.remove, name="view_remove"),
    path("sign-in/second/", proving.second_step, name="second_step"),
    path("sign-in/passkey/", proving.passkey_sign_in, name="passkey_sign_in"),
    path("sign-in/passkey/options/", proving.passkey_options, name="passkey_options"),
    path("prove/", proving.prove, name="prove"),
    path("me/second-factor/", factor_views.factors, name="factors"),
    path("me/second-factor/app/", factor_views.app_new, name="factor_app"),
    path("me/second-factor/passkey/", factor_views.passkey_new, name="passkey_new"),
    path("me/second-factor/passkey/options/", factor_views.passkey_new_options, name="passkey_new_options"),
    path("me/second-factor/codes/", factor_views.recovery_codes, name="recovery_codes"),
    path("me/second-factor/<int:pk>/remove/", factor_views.factor_remove, name="factor_remove"),
    path("me/sessions/", session_views.mine, name="my_sessions"),
    path("me/sessions/end/", session_views.end_mine, name="my_sessions_end"),
    path("me/keys/", views.single_keys, name="single_keys"),
]
