"""Every address of the house. The two faces are included; nothing else is routed."""

from django.urls import include, path
from django.views.i18n import set_language

from core.access.http import public

urlpatterns = [
    path("language/", public("POST")(set_language), name="set_language"),
    path("office/", include("backoffice.urls")),
    path("", include("shop.storefront.urls")),
]
