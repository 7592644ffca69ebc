"""What a role is called exists in every language of the office."""

from modeltranslation.translator import TranslationOptions, register

from core.access.models import Role
from core.audit import tracked


@register(Role)
class RoleTranslation(TranslationOptions):
    fields = ("name",)


#: Only now, so that its history keeps what it is called in every language.
tracked(Role)
