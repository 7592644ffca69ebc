"""Addresses of the sales screens; names live in the namespace `backoffice`."""

from django.urls import path

from backoffice.sales import owners, views
from backoffice.sales.owner_lists import owned_customers_bulk

urlpatterns = [
    path("held/", views.held, name="held"),
    path("held/<int:pk>/", views.decide, name="held_decide"),
    path("rules/", views.rules, name="check_rules"),
    path("customers/", owners.owned_customers, name="owned_customers"),
    path("customers/bulk/", owned_customers_bulk, name="owned_customers_bulk"),
    path("customers/<int:pk>/owner/", owners.customer_owner, name="customer_owner"),
    path("portfolio/", owners.portfolio_page, name="portfolio"),
]
