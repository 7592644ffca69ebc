"""What a stock pool is called exists in every language."""

from modeltranslation.translator import TranslationOptions, register

from shop.partner.models import Partner


@register(Partner)
class PartnerTranslation(TranslationOptions):
    fields = ("name",)
