"""Addresses of the sandbox bank: its page for customers, and what merchants call."""

from django.urls import path

from shop.payment.sandbox_bank import views

app_name = "sandbox_bank"
urlpatterns = [
    path("sessions/", views.open_session, name="open"),
    path("sessions/<slug:reference>/standing/", views.tell_standing, name="standing"),
    path("sessions/<slug:reference>/refunds/", views.return_money, name="refund"),
    path("pay/<slug:reference>/", views.page, name="page"),
]
