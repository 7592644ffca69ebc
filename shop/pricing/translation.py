"""What a tax category is called exists in every language."""

from modeltranslation.translator import TranslationOptions, register

from core.audit import tracked
from shop.pricing.models import TaxCategory


@register(TaxCategory)
class TaxCategoryTranslation(TranslationOptions):
    fields = ("name",)


#: Only now, so that its history keeps what it is called in every language.
tracked(TaxCategory)
