"""Names of territories and owners exist in every language; a person is called the same in all of them."""

from modeltranslation.translator import TranslationOptions, register

from core.audit import tracked
from sales.models import Owner, Territory


@register(Territory)
class TerritoryTranslation(TranslationOptions):
    fields = ("name",)


@register(Owner)
class OwnerTranslation(TranslationOptions):
    fields = ("name",)


#: Only now, so that their history keeps what they are called in every language.
tracked(Territory)
tracked(Owner)
