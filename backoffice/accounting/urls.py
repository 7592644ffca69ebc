"""Addresses of the accounting screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern, path

from backoffice.accounting import invoices, journal, payments, periods, receivables, reports

urlpatterns: list[URLPattern] = [
    path("payments/", payments.payments, name="payments"),
    path("payments/<int:pk>/", payments.payment, name="payment_to_confirm"),
    path("unapplied/", payments.unapplied, name="unapplied"),
    path("unapplied/<int:pk>/return/", payments.return_cash, name="unapplied_return"),
    path("journal/", journal.journal, name="journal"),
    path("journal/<str:number>/", journal.entry, name="journal_entry"),
    path("journal/<str:number>/reverse/", journal.reverse_entry, name="journal_reverse"),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/<str:number>/", invoices.invoice, name="invoice"),
    path("invoices/<str:number>/pdf/", invoices.invoice_pdf, name="invoice_pdf"),
    path("invoices/<str:number>/credit/", invoices.credit, name="invoice_credit"),
    path("credit-notes/<str:number>/pdf/", invoices.credit_note_pdf, name="credit_note_pdf"),
    path("accounts/", reports.accounts, name="accounts"),
    path("revenue/", reports.revenue, name="revenue"),
    path("revenue/export/", reports.revenue_export, name="revenue_export"),
    path("receivables/", receivables.receivables, name="receivables"),
    path("receivables/by-age/", receivables.by_age, name="ageing"),
    path("couriers/", receivables.couriers, name="couriers"),
    path("periods/", periods.periods, name="periods"),
    path("periods/<int:pk>/", periods.change, name="period_change"),
]
