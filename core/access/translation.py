"""What a role is called exists in every language of the office."""

from modeltranslation.translator import TranslationOptions, register

from core.access.models import Role


@register(Role)
class RoleTranslation(TranslationOptions):
    fields = ("name",)
