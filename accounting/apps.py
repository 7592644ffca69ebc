"""What was earned, owed and paid."""

from django.apps import AppConfig


class AccountingConfig(AppConfig):
    name = "accounting"
