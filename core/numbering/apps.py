from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "core.numbering"
    label = "numbering"
