"""Names that customers and staff read exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from shop.channels.models import Channel, Market


@register(Channel)
class ChannelTranslation(TranslationOptions):
    fields = ("name",)


@register(Market)
class MarketTranslation(TranslationOptions):
    fields = ("name",)
