"""Where providers write to, and where they send customers back to."""

from django.urls import path

from shop.storefront import payment_views

urlpatterns = [
    path("notifications/<slug:adapter>/", payment_views.notification, name="payment-notification"),
    path("return/<str:token>/", payment_views.come_back, name="payment-return"),
]
