"""Payments, journal, invoices, revenue by channel."""
