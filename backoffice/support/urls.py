"""Addresses of the support screens; names live in the namespace `backoffice`."""

from django.urls import path

from backoffice.support import branch_files, customers, drafts, finding

urlpatterns = [
    path("search/", finding.search_page, name="search"),
    path("search/suggest/", finding.suggest, name="suggest"),
    path("customers/new/", customers.new_customer, name="customer_new"),
    path("customers/<int:pk>/", customers.customer_page, name="customer"),
    path("customers/<int:pk>/statement/", customers.statement, name="customer_statement"),
    path("customers/<int:pk>/statement/<str:form>/", customers.statement_file, name="customer_statement_file"),
    path("drafts/", drafts.drafts_page, name="drafts"),
    path("drafts/start/", drafts.start, name="draft_start"),
    path("drafts/<int:pk>/", drafts.draft_page, name="draft"),
    path("drafts/<int:pk>/add/", drafts.add, name="draft_add"),
    path("drafts/<int:pk>/quantity/", drafts.quantity, name="draft_quantity"),
    path("drafts/<int:pk>/voucher/", drafts.voucher, name="draft_voucher"),
    path("drafts/<int:pk>/details/", drafts.details, name="draft_details"),
    path("drafts/<int:pk>/place/", drafts.place, name="draft_place"),
    path("drafts/<int:pk>/remove/", drafts.remove, name="draft_remove"),
    path("drafts/<int:pk>/bring-back/", drafts.bring_back, name="draft_bring_back"),
    path("branch-orders/", branch_files.page, name="branch_files"),
    path("branch-orders/place/", branch_files.place, name="branch_files_place"),
    path("branch-orders/template/", branch_files.template, name="branch_files_template"),
]
