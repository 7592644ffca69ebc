"""Every address of the house. The two faces are included; nothing else is routed."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from core.access.http import public

urlpatterns = [
    path("payments/", include("shop.storefront.payment_urls")),
    path("language/", public("POST")(set_language), name="set_language"),
    path("office/", include("backoffice.urls")),
    path("api/v1/", include("backoffice.api.urls")),
    path("", include("shop.storefront.urls")),
]

handler400 = "config.refusals.bad_request"
handler403 = "config.refusals.permission_denied"
handler404 = "config.refusals.page_not_found"
handler500 = "config.refusals.server_error"

if settings.SANDBOX_BANK:
    urlpatterns.insert(0, path("sandbox-bank/", include("shop.payment.sandbox_bank.urls")))
