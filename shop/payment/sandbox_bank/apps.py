from django.apps import AppConfig


class SandboxBankConfig(AppConfig):
    name = "shop.payment.sandbox_bank"
    label = "sandbox_bank"
