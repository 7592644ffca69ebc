"""Addresses of the back office, one include per department's screens."""

from django.urls import include, path

from backoffice.shell.views import department

app_name = "backoffice"
urlpatterns = [
    path("", include("backoffice.shell.urls")),
    path("orders/", include("backoffice.orders.urls")),
    path("warehouse/", include("backoffice.warehouse.urls")),
    path("accounting/", include("backoffice.accounting.urls")),
    path("sales/", include("backoffice.sales.urls")),
    path("support/", include("backoffice.support.urls")),
    path("settings/", include("backoffice.settings.urls")),
    path("<slug:department>/", department, name="department"),
]
