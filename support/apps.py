from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "support"

    def ready(self) -> None:
        from core.access.machines import recognise_by
        from support.api_tokens import find_token

        recognise_by(find_token)
